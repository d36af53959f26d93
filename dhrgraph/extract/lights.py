"""What a plan's traffic lights mean: by its own key, else by its own use of them.

    text, statuses        ->  by_key  ->  statuses, each colour with what the key says
    plan rows, statuses   ->  by_use  ->  statuses, each colour with what the rows' words say beside it

One council's green is "complete", another's "on track". Where neither key nor use tells, what `ontology/statuses.csv`
says of the colour stands: "not-stated" for the ones that mean several things.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dhrgraph.extract.completion import colour, read_completion, stated_status
from dhrgraph.extract.lexicons import Cue
from dhrgraph.extract.plan_rows import PlanRow
from dhrgraph.records import Action, Issue, Passage, Status
from dhrgraph.text.passages import join

_MEANS = re.compile(r"[ \t*]{0,4}(?:[-–—:=|(\t]|means\b|indicates\b)[ \t*]{0,4}(?P<said>[^;.|\n\t)]{3,80})")
_NEAR = 400  # characters within which a key explains its next colour

Statuses = tuple[Cue, ...]


def by_key(text: str, statuses: Statuses) -> Statuses:
    """The cues with each colour's status from the key: words that explain two colours or more, near each other."""
    found = sorted(_explained(text, statuses), key=lambda said: said[0])
    told: dict[Cue, Status] = {}
    for (at, cue, status), (after, other, next_status) in itertools.pairwise(found):
        if cue != other and after - at <= _NEAR:
            told.setdefault(cue, status)
            told.setdefault(other, next_status)
    return _with(statuses, told)


def by_use(source: str, rows: Iterable[PlanRow], statuses: Statuses) -> Statuses:
    """The cues with the status of each colour that means nothing yet and stands beside words of only one status."""
    beside: dict[Cue, set[Status]] = {}
    for row in rows:
        for item in row.items:
            cue = colour(item.words(source, "status").text, statuses)
            done = join(source, [item.words(source, name) for name in ("completed", "completion", "progress")])
            status = read_completion(source, done, statuses).status if cue and done else "not-stated"
            if cue and cue.name == "not-stated" != status:
                beside.setdefault(cue, set()).add(status)
    return _with(statuses, {cue: next(iter(said)) for cue, said in beside.items() if len(said) == 1})


def unexplained(actions: Iterable[Action], statuses: Statuses) -> Iterator[Issue]:
    """A note for each colour from which nothing was concluded."""
    seen: set[Cue] = set()
    for action in actions:
        cue = colour(action.completion_text.text, statuses) if action.status == "not-stated" else None
        if cue and cue not in seen:
            seen.add(cue)
            yield _note(action.completion_text)


def _note(words: Passage) -> Issue:
    said = f"'{words.text}' is all that is said of a status, and no key says what it means: the status is not stated"
    return Issue("extract", "note", said, words.spans[0])


def _explained(text: str, statuses: Statuses) -> Iterator[tuple[int, Cue, Status]]:
    for cue in (cue for cue in statuses if cue.row["place"] == "light"):
        for said in cue.pattern.finditer(text):
            means = _MEANS.match(text, said.end())
            if means and len(said[0]) > 1 and not text[said.start() - 1 : said.start()].isalnum():
                status = stated_status(means["said"], statuses)
                if status:
                    yield said.start(), cue, status


def _with(statuses: Statuses, told: Mapping[Cue, Status]) -> Statuses:
    return tuple(replace(cue, name=told[cue]) if cue in told else cue for cue in statuses)
