"""What a cell on progress says: status, date of completion, date of the update, revised target, outcome.

    words of one cell  ->  split_updates    ->  one piece a dated update
    one piece          ->  read_completion  ->  Completion

The first status word of the cell counts. "At January 2024 …" dates the update, not the completion.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dhrgraph.extract.dates import FoundDate, leading_date
from dhrgraph.extract.lexicons import Cue
from dhrgraph.extract.updates import finishing_date, latest_update
from dhrgraph.records import EMPTY, Passage, PrintedDate, Status
from dhrgraph.text.passages import join, part

_AS_AT = re.compile(r"(?:as )?(?:at|of)\s+|update[d]?\s*[:–-]?\s+", re.IGNORECASE)
_DUE = r"(?:(?:target|completion|end|due|timescale|deadline|date)\s*)"
_REVISED = re.compile(
    rf"(?:(?:revised|extended)\s+{_DUE}{{0,3}}|(?:new|amended)\s+{_DUE}{{1,3}})(?:of|to|is|now|:|–|-)?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s.,;:()\]–—-]{0,6}(?:(?:in|on|by|since)\s{1,3}(?=\d|[A-Z]|the\s|end\s))?")
_CAPITAL = re.compile(r"(?<!\S)[A-Z]")
_SENTENCE = re.compile(r"[.;:] {1,2}[A-Z]")
_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}
_DONE = ("complete", "complete-ongoing", "already-in-place")
_SPLITS = ("complete", "ongoing", "in progr", "delayed")  # beginnings of status words that start a new update


@dataclass(frozen=True, slots=True)
class Completion:
    """One update: `opening` holds the words that give status and dates, `outcome` all that follow them."""

    opening: Passage
    status: Status
    date: PrintedDate | None
    as_at: PrintedDate | None
    revised: PrintedDate | None
    outcome: Passage


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the first words say, and where they end. `light` is what a colour among them means.

    `dated_first` says that the date of the update stands before the status: it is the status's date too.
    """

    status: Status | None = None
    light: Status | None = None
    date: FoundDate | None = None
    as_at: FoundDate | None = None
    end: int = 0
    dated_first: bool = False


def printed_date(source: str, whole: Passage, found: FoundDate, words: Passage | None = None) -> PrintedDate:
    """A found date as a record; its printed words are those of the date in `whole`, unless others are given."""
    raw = part(source, whole, found.start, found.end) if words is None else words
    return PrintedDate(raw, found.value, found.precision, found.earliest, found.latest)


def read_completion(
    source: str,
    cell: Passage,
    statuses: Sequence[Cue],
    *,
    dated: bool = True,
    rag: Status | None = None,
    column: Status | None = None,
) -> Completion:
    """Read one update. Without any status word the status is "not-stated", never guessed.

    `dated` says that the column is headed as one of completion dates: a date that opens its cell then says that the
    action is complete. In any other column it dates the update. `rag` is what a column of traffic lights says: it
    counts when the words say nothing themselves. `column` is what the words of a column of statuses say: it counts
    whatever is said here.
    """
    words = cell.text
    update = latest_update(
        words,
        says=lambda said: stated_status(said, statuses) is not None,
        opens=lambda said: opens_with_status(said, statuses),
    )
    if update is None:
        return _read_one(source, cell, statuses, dated=dated, rag=rag, column=column)
    before, last, after = (part(source, cell, *place) for place in ((0, update[0]), update, (update[1], len(words))))
    decides = _read_one(source, last, statuses, dated=dated, rag=rag, column=column)
    return replace(decides, outcome=join(source, [words for words in (before, decides.outcome, after) if words]))


def _read_one(
    source: str, cell: Passage, statuses: Sequence[Cue], *, dated: bool, rag: Status | None, column: Status | None
) -> Completion:
    """Read words that are no series of updates."""
    words = cell.text
    opening = _opening(words, statuses)
    at = opening.end
    revised = _revised(words)
    status = column or opening.status
    if revised and revised[0] <= at + _link(words, at):
        at = max(at, revised[1].end)
        if status is None and (cue := _status_at(words, at + _link(words, at), statuses)):
            status, at = cue
    date = opening.date
    if status is None and (later := _later(words, at, statuses)):
        status = later.status
        date = later.date or date
    if status is None and (said := _anywhere(words, statuses)):
        status = said[0]
        date = date or leading_date(words, said[1] + _link(words, said[1]))
    by_light = opening.light or rag
    goes_on = bool(words[opening.end :].strip(" .:;"))
    mere_update = opening.status is None and status in (None, column) and not dated and goes_on
    status = status or by_light or ("complete" if date and dated else "not-stated")
    as_at = opening.as_at or (date if not dated and (status not in _DONE or mere_update) else None)
    date = None if mere_update else date
    if status == "complete" and date is None:
        date = _finished(words, opening, revised[1] if revised else None, statuses)
        as_at = opening.as_at if date == as_at else as_at  # what opened the cell was the date of completion
    at += len(words[at : at + 2]) - len(words[at : at + 2].lstrip(".)")) if at else 0
    return Completion(
        opening=part(source, cell, 0, at) if at else EMPTY,
        status=status,
        date=printed_date(source, cell, date) if date and date.value and status in _DONE else None,
        as_at=printed_date(source, cell, as_at) if as_at else None,
        revised=printed_date(source, cell, revised[1]) if revised else None,
        outcome=part(source, cell, at + _dash(words, at), len(words)),
    )


def _finished(words: str, opening: _Opening, revised: FoundDate | None, statuses: Sequence[Cue]) -> FoundDate | None:
    """When a complete action was finished; failing its own date, that of the update which opens with "complete"."""
    others = [(found.start, found.end) for found in (opening.as_at, revised) if found]
    own = finishing_date(words, statuses, others, ("complete",))
    return own or (opening.as_at if opening.status and opening.dated_first else None)


def stated_status(words: str, statuses: Sequence[Cue]) -> Status | None:
    """The status that words speak for, at their beginning or anywhere; colours say nothing here."""
    opening = _status_at(words, 0, statuses) or _anywhere(words, statuses)
    return opening[0] if opening else None


def opens_with_status(words: str, statuses: Sequence[Cue]) -> bool:
    """Whether a status word stands first."""
    return _status_at(words, 0, statuses) is not None


def colour(words: str, statuses: Iterable[Cue]) -> Cue | None:
    """The traffic light that a cell holds and nothing else."""
    lights = (cue for cue in statuses if cue.row["place"] == "light")
    return next((cue for cue in lights if cue.pattern.fullmatch(words.strip(" .*"))), None)


def split_updates(source: str, cell: Passage, statuses: Sequence[Cue]) -> tuple[Passage, ...]:
    """The cell cut before each update that opens with a capital: a status word, or "At January 2024"."""
    starts = [m.start() for m in _CAPITAL.finditer(cell.text) if _opens(cell.text, m.start(), statuses)]
    cuts = sorted({0, *starts, len(cell.text)})
    return tuple(p for a, b in itertools.pairwise(cuts) if (p := part(source, cell, a, b)))


def _opening(words: str, statuses: Sequence[Cue]) -> _Opening:
    """Status, date and "update January 2024" as they stand at the beginning: in any order, each once."""
    status: Status | None = None
    light: Status | None = None
    date = as_at = None
    dated_first = updated = False
    at = 0
    for _ in range(5):
        start = at + _link(words, at) if at else len(words) - len(words.lstrip("(["))
        if as_at is None and (lead := _AS_AT.match(words, start)) and (found := leading_date(words, lead.end())):
            as_at, at, dated_first = found, found.end, status is None
        elif status is None and (cue := _status_at(words, start, statuses)):
            status, at = cue
        elif light is None and status is None and (cue := _status_at(words, start, statuses, "light")):
            light, at = cue
        elif date is None and (found := leading_date(words, start)) and found.value:
            date, at, updated = found, found.end, status is None
        elif updated and status and as_at is None and (found := leading_date(words, start)) and found.value:
            as_at, date, at = date, found, found.end  # "December 2023: completed 4 December 2023"
        else:
            break
    return _Opening(status, None if light == "not-stated" else light, date, as_at, at, dated_first)


def _later(words: str, at: int, statuses: Sequence[Cue]) -> _Opening | None:
    """What a later sentence says that begins with a status word: "July 2021: course written. Complete May 2022"."""
    starts = (m.start() for m in _SENTENCE.finditer(words, at) if _opens(words, m.end() - 1, statuses))
    start = next(starts, None)
    found = _opening(words[start:].lstrip(" .;:"), statuses) if start is not None else None
    return found if found and found.status else None


def _opens(words: str, at: int, statuses: Sequence[Cue]) -> bool:
    lead = _AS_AT.match(words, at)
    if lead and words[at : at + 2].casefold() in ("at", "as") and leading_date(words, lead.end()):
        return True
    return words[at : at + 8].casefold().startswith(_SPLITS) and _status_at(words, at, statuses) is not None


def _status_at(words: str, at: int, statuses: Sequence[Cue], place: str = "opening") -> tuple[Status, int] | None:
    for cue in statuses:
        if cue.row["place"] == place and (found := cue.pattern.match(words, at)):
            return _STATUSES[cue.name], found.end()
    return None


def _anywhere(words: str, statuses: Sequence[Cue]) -> tuple[Status, int] | None:
    """The least advanced status that any phrase of the cell speaks for, and where the phrase ends.

    A cell is as far as its slowest part.
    """
    found = [
        (int(cue.row["advance"]), said.end(), cue.name)
        for cue in statuses
        if cue.row["place"] == "anywhere" and (said := cue.pattern.search(words))
    ]
    _, end, status = min(found, default=(0, 0, ""))
    return (_STATUSES[status], end) if status else None


def _revised(words: str) -> tuple[int, FoundDate] | None:
    lead = _REVISED.search(words)
    found = leading_date(words, lead.end()) if lead else None
    return (lead.start(), found) if lead and found else None


def _dash(words: str, at: int) -> int:
    """How many characters only part the opening from what follows it."""
    return len(words[at : at + 4]) - len(words[at : at + 4].lstrip(" ,;:–—-")) if at else 0


def _link(words: str, at: int) -> int:
    found = _LINK.match(words, at)
    return found.end() - at if found and at else 0
