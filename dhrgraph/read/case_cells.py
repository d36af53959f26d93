"""What one cell of a table of cases says: a yes, a date, a word of a code list. Pure, and each says when it is odd."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_IN_WORDS = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")
_IN_FIGURES = re.compile(r"(?:(\d{2})[-/](\d{4})|(\d{4})-(\d{2})|(\d{4}))")
_FLAGS = {"true": True, "false": False, "": False}
_FIRST, _LAST = 1990, 2099  # reviews are held since 2011; no clock is asked


class NoDate:
    """What is no date; told apart from an empty cell, which is None."""


NO_DATE: Final = NoDate()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the code lists: code by part and folded word, and what is doubtful, by part and code."""

    codes: Mapping[tuple[str, str], str]
    doubts: Mapping[tuple[str, str], str]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that have a list, each once."""
        return tuple(dict.fromkeys(part for part, _ in self.codes))

    def code(self, part: str, cell: str) -> str | None:
        """The code of a word; None for an empty cell and for a word of no list."""
        return self.codes.get((part, fold(cell)))

    def doubt(self, part: str, cell: str) -> str | None:
        """Why a word of the list should not be trusted, where it should not."""
        return self.doubts.get((part, self.code(part, cell) or ""))


def fold(words: str) -> str:
    """Case, underscores and spaces aside.

    Example:
        >>> fold("Residential_location ")
        'residential location'
    """
    return " ".join(words.replace("_", " ").casefold().split())


def flag_of(cell: str) -> bool | None:
    """Whether a factor is tagged; an empty cell is not. None for anything else than a yes or no of a table.

    Example:
        >>> flag_of("TRUE"), flag_of("False"), flag_of(""), flag_of("yes")
        (True, False, False, None)
    """
    return _FLAGS.get(cell.strip().casefold())


def date_of(cell: str) -> str | NoDate | None:
    """A month ("YYYY-MM") or a year ("YYYY"); None for an empty cell, NO_DATE for what is no date.

    Example:
        >>> date_of("September 2018"), date_of("09-2018"), date_of("2018-09"), date_of("2018")
        ('2018-09', '2018-09', '2018-09', '2018')
        >>> date_of("Sep-18") is NO_DATE, date_of("13-2018") is NO_DATE, date_of("")
        (True, True, None)
        >>> date_of("1989") is NO_DATE  # before there were reviews, or deaths that one was held of later
        True
    """
    words = " ".join(cell.split())
    if not words:
        return None
    if named := _IN_WORDS.fullmatch(words):
        return _dated(named[2], str(_month(named[1])).zfill(2))
    if figures := _IN_FIGURES.fullmatch(words):
        return _dated(figures[2] or figures[3] or figures[5], figures[1] or figures[4])
    return NO_DATE


def _dated(year: str, month: str | None) -> str | NoDate:
    if not _FIRST <= int(year) <= _LAST or (month is not None and not 1 <= int(month) <= len(_MONTHS)):
        return NO_DATE
    return f"{year}-{month}" if month else year


def _month(name: str) -> int:
    """The number of a month from its name or its first three letters; 0 for any other word."""
    word = name.casefold()
    return next((n for n, month in enumerate(_MONTHS, 1) if word in (month, month[:3])), 0)
