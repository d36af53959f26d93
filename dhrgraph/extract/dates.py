"""Dates as reviews print them: "April 2022", "01 July 21", "End of September 2021", "Ongoing basis".

    words  ->  read_date / leading_date  ->  value, precision, first and last day it can mean

A month is kept as a month: nothing is made more precise than it was printed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "end-of-month", "year", "open-ended", "none"]

_MONTHS = {name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""
      (?P<end>end\s+(?:of\s+)?)?
      (?:
        (?:(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s*['’]?(?P<year>\d{{4}}|\d{{2}}(?!\d))\b
      | (?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>\d{{4}}|\d{{2}})\b
      | (?P<only>(?:19|20)\d{{2}})\b
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPEN = re.compile(r"(?:on-?going(?:\s+basis)?|continuous|continuing|business as usual|no end date)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in words: `[start, end)` there, its value as in records.PrintedDate, first and last day."""

    start: int
    end: int
    value: str | None
    precision: Precision
    earliest: str | None
    latest: str | None


def leading_date(words: str, at: int = 0, *, bare_year: bool = False) -> FoundDate | None:
    """The date that `words` begin with at `at`, or None. A year alone counts only with `bare_year`.

    Example:
        >>> leading_date("End of September 2021 Increased awareness").latest
        '2021-09-30'
        >>> leading_date("01 July 21").value, leading_date("Ongoing basis").precision
        ('2021-07-01', 'open-ended')
        >>> leading_date("31 staff in April 2022") is None
        True
    """
    skip = len(words[at:]) - len(words[at:].lstrip())
    if still := _OPEN.match(words, at + skip):
        return FoundDate(still.start(), still.end(), None, "open-ended", None, None)
    found = _DATE.match(words, at + skip)
    if found is None or (found["only"] and not bare_year):
        return None
    return _dated(found)


def find_date(words: str, *, bare_year: bool = False) -> FoundDate | None:
    """The first date anywhere in `words`, or None.

    Example:
        >>> find_date("Revised timescale of July 2023").value
        '2023-07'
    """
    dated = (_dated(found) for found in _DATE.finditer(words) if bare_year or not found["only"])
    return next((date for date in dated if date), None)


def _dated(found: re.Match[str]) -> FoundDate | None:
    year = _year(found["year"] or found["y"] or found["only"])
    month = _MONTHS[found["month"].casefold()] if found["month"] else int(found["m"] or 0)
    day = int(found["day"] or found["d"] or 0)
    if not month:
        return FoundDate(*found.span(), f"{year}", "year", f"{year}-01-01", f"{year}-12-31")
    if month > 12 or day > calendar.monthrange(year, month)[1]:
        return None
    last = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
    if day:
        exact = f"{year}-{month:02}-{day:02}"
        return FoundDate(*found.span(), exact, "day", exact, exact)
    if found["end"]:
        return FoundDate(*found.span(), f"{year}-{month:02}", "end-of-month", last, last)
    return FoundDate(*found.span(), f"{year}-{month:02}", "month", f"{year}-{month:02}-01", last)


def _year(digits: str) -> int:
    # Two figures: reviews exist since 2011, so "21" is 2021; a death before 2000 is always printed whole.
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
