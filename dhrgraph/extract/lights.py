"""What a plan's traffic lights mean: by its own key, else by its own use of them, else by custom.

    text, statuses        ->  by_key     ->  statuses, each colour with what the key says
    plan rows, statuses   ->  by_use     ->  statuses, each colour with what the rows' words say beside it
    plan rows, statuses   ->  by_custom  ->  statuses, each other colour with what `ontology/statuses.csv` takes it as

One council's green is "complete", another's "on track", which is told by its having a blue for what is complete. A
status concluded by custom is noted in an Issue; red stays "not-stated": not started in some plans, late in others.
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
from dhrgraph.text.patterns import finds

_MEANS = re.compile(r"[ \t*]{0,4}(?:[-–—:=|(\t]|means\b|indicates\b)[ \t*]{0,4}(?P<said>[^;.|\n\t)]{3,80})")
_NEAR = 400  # characters within which a key explains its next colour
_TOLD = "told"  # in a cue's row: the plan itself says what the colour means
_BLUE = "complete"  # the status of the one colour that always means the same
_CELLS = ("status", "completed", "completion", "progress")  # in which colours stand

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


def by_custom(source: str, rows: Iterable[PlanRow], statuses: Statuses) -> Statuses:
    """The cues with what custom takes a colour as that neither key nor use tells: another thing in a plan with blue."""
    said = [item.words(source, name).text for row in rows for item in row.items for name in _CELLS]
    blue = any(cue.pattern.match(cell) for cue in _lights(statuses) if cue.row["status"] == _BLUE for cell in said)
    untold = [cue for cue in _lights(statuses) if not cue.row.get(_TOLD)]
    taken = {cue: (blue and cue.row["beside_blue"]) or cue.row["alone"] for cue in untold}
    return tuple(replace(cue, name=taken[cue]) if cue in taken else cue for cue in statuses)


def unexplained(actions: Iterable[Action], statuses: Statuses) -> Iterator[Issue]:
    """A note for each colour that alone speaks of a status and that no key explains: what it was taken as."""
    seen: set[Cue] = set()
    for action in actions:
        cue = colour(action.completion_text.text, statuses)
        if cue and cue not in seen and not cue.row.get(_TOLD) and action.status == cue.name:
            seen.add(cue)
            yield _note(action.completion_text, cue)


def _note(words: Passage, cue: Cue) -> Issue:
    taken = "the status is not stated" if cue.name == "not-stated" else f"it is taken as '{cue.name}'"
    said = f"'{words.text}' is all that is said of a status, and no key says what it means: {taken}"
    return Issue("extract", "note", said, words.spans[0])


def _explained(text: str, statuses: Statuses) -> Iterator[tuple[int, Cue, Status]]:
    for cue in _lights(statuses):
        for said in finds(cue.pattern, text):
            means = _MEANS.match(text, said.end())
            if means and len(said[0]) > 1 and not text[said.start() - 1 : said.start()].isalnum():
                status = stated_status(means["said"], statuses)
                if status:
                    yield said.start(), cue, status


def _lights(statuses: Statuses) -> Statuses:
    return tuple(cue for cue in statuses if cue.row["place"] == "light")


def _with(statuses: Statuses, told: Mapping[Cue, Status]) -> Statuses:
    """The cues with what the plan itself tells of some, marked as told."""
    said = {cue: replace(cue, name=status, row={**cue.row, _TOLD: "yes"}) for cue, status in told.items()}
    return tuple(said.get(cue, cue) for cue in statuses)
