"""What a target cell says: the dates, and where the heading names two fields the outcome that is hoped for.

words of one cell  ->  read_targets  ->  Targets
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrgraph.extract.completion import printed_date
from dhrgraph.extract.dates import FoundDate, find_date, find_open_end, leading_date
from dhrgraph.records import EMPTY, Passage, PrintedDate
from dhrgraph.text.passages import part

_LEAD = re.compile(r"\s{0,3}(?:by|before|from|in|on|due|during|until|target:?)\s+(?:the\s+)?(?=\S)", re.IGNORECASE)
_TO = re.compile(r"\s{0,3}(?:-|–|—|to|until)\s{1,3}", re.IGNORECASE)
_OPEN_WORDS = re.compile(
    r"(?:tb[cad]|to be (?:confirmed|agreed|determined)|n/?a|not applicable|immediate(?:ly)?|asap)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Targets:
    """The dates of one target cell in the order printed, and the words behind them that are an expected outcome."""

    dates: tuple[PrintedDate, ...]
    outcome: Passage = EMPTY


def read_targets(source: str, cell: Passage, *, with_outcome: bool, several: int = 1) -> Targets:
    """The cell read as `several` dates, or as one: then all its words are the target's printed words.

    A date nobody can type ("6 months", "TBC") keeps its words with precision "none".
    """
    if not cell:
        return Targets(())
    words = cell.text
    found = leading_dates(words)
    if several > 1 and len(found) == several:
        ends = [d.end for d in found] if with_outcome else [*(d.start for d in found[1:]), len(words)]
        dates = tuple(
            printed_date(source, cell, d, part(source, cell, d.start, e)) for d, e in zip(found, ends, strict=True)
        )
        return Targets(dates, part(source, cell, found[-1].end, len(words)) if with_outcome else EMPTY)
    if with_outcome:
        end = found[-1].end if found else _unknown_end(words)
        own = found[0] if found else FoundDate(0, end, None, "none", None, None)
        printed = printed_date(source, cell, own, part(source, cell, 0, end))
        return Targets((printed,) if end else (), part(source, cell, end, len(words)))
    typed = found[0] if found else find_date(words) or find_open_end(words)
    return Targets((printed_date(source, cell, typed or FoundDate(0, 0, None, "none", None, None), cell),))


def leading_dates(words: str) -> list[FoundDate]:
    """The dates that words begin with, one after the other. A span of time counts as one date: its end.

    Example:
        >>> [d.value for d in leading_dates("by April 2022 May 2022 All staff trained")]
        ['2022-04', '2022-05']
        >>> [d.value for d in leading_dates("April 2022 – May 2022")]
        ['2022-05']
    """
    dates: list[FoundDate] = []
    at = lead.end() if (lead := _LEAD.match(words)) else 0
    while found := leading_date(words, at, bare_year=not dates):
        to = _TO.match(words, found.end)
        later = leading_date(words, to.end()) if to else None
        if later and later.value and found.value:
            found = later
        dates.append(found)
        at = found.end
    return dates


def _unknown_end(words: str) -> int:
    """Where words end that stand for a date and give none; 0 when there are none."""
    found = _OPEN_WORDS.match(words)
    return found.end() if found else 0
