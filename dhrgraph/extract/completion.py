"""What a "completion date and outcome" cell says: status, date, date of the update, revised target, outcome.

    words of one cell  ->  split_updates  ->  one piece a dated update
    one piece          ->  read_completion  ->  Completion

The first status word of the cell counts. "At January 2024 …" dates the update, not the completion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from dhrgraph.extract.dates import FoundDate, leading_date
from dhrgraph.extract.lexicons import Cue
from dhrgraph.records import EMPTY, Passage, PrintedDate, Status
from dhrgraph.text.passages import part

_AS_AT = re.compile(r"(?:as )?(?:at|of)\s+|update[d]?\s*[:–-]?\s+", re.IGNORECASE)
_REVISED = re.compile(r"revised (?:timescale|target|date|deadline|target date|completion date)(?: of| to|:)?\s+", re.IGNORECASE)
_LINK = re.compile(r"[\s.,;:–—-]*(?:(?:in|on|by)\s+)?")
_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


@dataclass(frozen=True, slots=True)
class Completion:
    """One update: `opening` holds the words that give status and dates, `outcome` all that follow them."""

    opening: Passage
    status: Status
    date: PrintedDate | None
    as_at: PrintedDate | None
    revised: PrintedDate | None
    outcome: Passage


def printed_date(source: str, whole: Passage, found: FoundDate) -> PrintedDate:
    """A found date as a record, with the words of it that stand in `whole`."""
    raw = part(source, whole, found.start, found.end)
    return PrintedDate(raw, found.value, found.precision, found.earliest, found.latest)


def read_completion(source: str, cell: Passage, statuses: Sequence[Cue]) -> Completion:
    """Read one update. Without any status word or phrase the status is "not-stated", never guessed."""
    words, at = cell.text, 0
    status: Status | None = None
    date = as_at = None
    for _ in range(4):  # status, date, "update January 2024", another status: in any order, each once
        start = at + _link(words, at)
        if as_at is None and (lead := _AS_AT.match(words, start)) and (found := leading_date(words, lead.end())):
            as_at, at = found, found.end
        elif status is None and (cue := _opening(words, start, statuses)):
            status, at = _STATUSES[cue[0]], cue[1]
            dated = leading_date(words, at + _link(words, at))
            if dated and dated.value:
                date, at = dated, dated.end
        else:
            break
    revised = _revised(words)
    if revised and revised[0] <= at + _link(words, at):
        at = max(at, revised[1].end)
        if status is None and (cue := _opening(words, at + _link(words, at), statuses)):
            status, at = _STATUSES[cue[0]], cue[1]
    at += 1 if words[at : at + 1] == "." and at else 0
    return Completion(
        opening=part(source, cell, 0, at) if at else EMPTY,
        status=status or _anywhere(words, statuses),
        date=printed_date(source, cell, date) if date else None,
        as_at=printed_date(source, cell, as_at) if as_at else None,
        revised=printed_date(source, cell, revised[1]) if revised else None,
        outcome=part(source, cell, at, len(words)),
    )


def split_updates(source: str, cell: Passage, statuses: Sequence[Cue]) -> tuple[Passage, ...]:
    """The cell cut before each update that opens with a capital: a status word, or "At January 2024"."""
    starts = [m.start() for m in re.finditer(r"(?:(?<=^)|(?<=\s))[A-Z]", cell.text) if _opens(cell.text, m.start(), statuses)]
    cuts = sorted({0, *starts, len(cell.text)})
    return tuple(p for a, b in zip(cuts, cuts[1:], strict=False) if (p := part(source, cell, a, b)))


def _opens(words: str, at: int, statuses: Sequence[Cue]) -> bool:
    lead = _AS_AT.match(words, at)
    if lead and words[at : at + 2].casefold() in ("at", "as") and leading_date(words, lead.end()):
        return True
    cue = _opening(words, at, statuses)
    return cue is not None and words[at : at + 8].casefold().startswith(("complete", "ongoing", "in progr", "delayed"))


def _opening(words: str, at: int, statuses: Sequence[Cue]) -> tuple[str, int] | None:
    for cue in statuses:
        if cue.row["place"] == "opening" and (found := cue.pattern.match(words, at)):
            return cue.name, found.end()
    return None


def _anywhere(words: str, statuses: Sequence[Cue]) -> Status:
    """The least advanced status that any phrase of the cell speaks for: a cell is as far as its slowest part."""
    found = [(int(cue.row["advance"]), cue.name) for cue in statuses if cue.row["place"] == "anywhere" and cue.pattern.search(words)]
    return _STATUSES[min(found)[1]] if found else "not-stated"


def _revised(words: str) -> tuple[int, FoundDate] | None:
    lead = _REVISED.search(words)
    found = leading_date(words, lead.end()) if lead else None
    return (lead.start(), found) if lead and found else None


def _link(words: str, at: int) -> int:
    found = _LINK.match(words, at)
    return found.end() - at if found and at else 0
