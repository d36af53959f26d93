"""Dates as reviews print them: "April 2022", "01 July 21", "End of September 2021", "31/03/2022", "Ongoing basis".

    words  ->  leading_date / find_date  ->  value, precision, first and last day it can mean

A month is kept as a month: nothing is made more precise than it was printed. A season or quarter is the year it lies
in, with the first and last day it can mean; what cannot be typed ("6 months") is no date and keeps its printed words.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import Literal

Precision = Literal["day", "month", "end-of-month", "year", "open-ended", "none"]

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = (
    {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)} | {"sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?[\s-]{1,3}(?:of\s+)?"
_YEAR = r"\s?[-–]?\s?['’]?(?P<year>(?:19|20)\d{2}|\d{2}(?![\d/.-]))\b"
_DATE = re.compile(
    rf"""
      (?P<end>(?:the\s+)?end\s+(?:of\s+)?)?
      (?:
        (?<!\d)(?:{_DAY})?(?P<month>{_MONTH})(?![a-z])\.?,?{_YEAR}
      | (?<![\d/.-])(?P<d>\d{{1,2}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep)(?P<y>(?:19|20)\d{{2}}|\d{{2}})(?![\d/-])
      | (?<![\d/.-])(?P<iso_y>(?:19|20)\d{{2}})-(?P<iso_m>\d{{2}})-(?P<iso_d>\d{{2}})(?![\d/-])
      | (?<![\d/.-])(?P<of>0?[1-9]|1[0-2])/(?P<of_y>(?:19|20)\d{{2}})(?![\d/.-])
      | (?<![\d/.-])(?P<only>(?:19|20)\d{{2}})(?!\s?[/–-]\s?\d)\b
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# first and last day, as month and day, that a part of a year can mean: seasons by the calendar or by the weather,
# quarters from January or from April; a month past 12 is in the next year
_PARTS = {
    "spring": ((3, 1), (6, 20)),
    "summer": ((6, 1), (9, 22)),
    "autumn": ((9, 1), (12, 21)),
    "winter": ((1, 1), (15, 20)),
    "q1": ((1, 1), (6, 30)),
    "q2": ((4, 1), (9, 30)),
    "q3": ((7, 1), (12, 31)),
    "q4": ((10, 1), (15, 31)),
    "early": ((1, 1), (12, 31)),
    "mid": ((1, 1), (12, 31)),
    "late": ((1, 1), (12, 31)),
    "christmas": ((12, 1), (12, 25)),
    "year": ((4, 1), (20, 31)),  # "2022/23": from April, or from September
}
_IN_TWO_YEARS = {  # of "2022/23"
    "winter": ((12, 1), (15, 20)),
    "q1": ((4, 1), (6, 30)),
    "q2": ((7, 1), (9, 30)),
    "q3": ((10, 1), (12, 31)),
    "q4": ((13, 1), (15, 31)),
}
_SPAN = re.compile(
    r"(?<![\w/.-])(?:(?:(?:the|in|by)\s){0,2}"
    r"(?P<part>spring|summer|autumn|winter|q[1-4]|(?:early|mid|late)(?=[\s-])|christmas)(?:\s(?:of|in))?[\s,-]{1,3})?"
    r"(?P<year>20\d{2})(?:\s?[/–-]\s?(?P<next>\d{2}))?(?![\w/-]|\.\d|\s?[/–]\s?\d)",
    re.IGNORECASE,
)
# a date in figures that a narrow column broke: one space in the year or at a stroke, nothing behind it
_BROKEN = re.compile(r"(?P<d>\d{1,2}) ?(?P<sep>[/.-]) ?(?P<m>\d{1,2}) ?(?P=sep) ?(?P<y>(?:1 ?9|2 ?0) ?\d ?\d)[ .]{0,2}")
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
    start = at + len(words[at : at + 40]) - len(words[at : at + 40].lstrip())
    if still := _OPEN.match(words, start):
        return FoundDate(still.start(), still.end(), None, "open-ended", None, None)
    if (span := _SPAN.match(words, start)) and (spanned := _spanned(span)):
        return spanned
    if (broken := _BROKEN.fullmatch(words, start)) and (mended := _mended(broken)):
        return mended
    found = _DATE.match(words, start)
    if found is None or (found["only"] and not bare_year):
        return None
    return _dated(found)


def find_date(words: str, *, bare_year: bool = False) -> FoundDate | None:
    """The first date anywhere in `words`, or None.

    Example:
        >>> find_date("Revised timescale of July 2023").value, find_date("by 31.3.22").value
        ('2023-07', '2022-03-31')
        >>> find_date("for delivery in 2022/23").latest, find_date("due Summer 2021").earliest
        ('2023-08-31', '2021-06-01')
    """
    return next(iter(find_dates(words, bare_year=bare_year)), None)


def find_dates(words: str, *, bare_year: bool = False) -> tuple[FoundDate, ...]:
    """All dates in `words`, in order; none lies inside another.

    Example:
        >>> [date.value for date in find_dates("Sent 3 May 2024; review in June 2025")]
        ['2024-05-03', '2025-06']
    """
    if whole := _BROKEN.fullmatch(words.strip()):
        mended = _mended(whole)
        return (mended,) if mended else ()
    dated = (_dated(found) for found in _DATE.finditer(words) if bare_year or not found["only"])
    spans = (_spanned(found) for found in _SPAN.finditer(words))
    made: list[FoundDate] = []
    for found in sorted(filter(None, (*dated, *spans)), key=lambda date: (date.start, -date.end)):
        if not made or found.start >= made[-1].end:
            made.append(found)
    return tuple(made)


def find_open_end(words: str) -> FoundDate | None:
    """Words that say there is no end ("Ongoing"), anywhere, or None."""
    still = _OPEN.search(words)
    return FoundDate(still.start(), still.end(), None, "open-ended", None, None) if still else None


def _dated(found: re.Match[str]) -> FoundDate | None:
    """The date of a match; None for one that no calendar has (31 February)."""
    year = _year(found["year"] or found["y"] or found["iso_y"] or found["of_y"] or found["only"])
    figures = found["m"] or found["iso_m"] or found["of"]
    month = _MONTHS[found["month"].casefold()] if found["month"] else int(figures or 0)
    printed_day = found["day"] or found["d"] or found["iso_d"]
    if not month and found["only"]:
        return FoundDate(*found.span(), f"{year}", "year", f"{year}-01-01", f"{year}-12-31")
    days = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    if not days or (printed_day and not 1 <= int(printed_day) <= days):
        return None
    first, last = f"{year}-{month:02}-01", f"{year}-{month:02}-{days:02}"
    if printed_day:
        exact = f"{year}-{month:02}-{int(printed_day):02}"
        return FoundDate(*found.span(), exact, "day", exact, exact)
    if found["end"]:
        return FoundDate(*found.span(), first[:7], "end-of-month", last, last)
    return FoundDate(*found.span(), first[:7], "month", first, last)


def _mended(found: re.Match[str]) -> FoundDate | None:
    """The date of figures with a space among them, over all the words that were matched."""
    whole = _DATE.fullmatch("".join(found[part] for part in ("d", "sep", "m", "sep", "y")).replace(" ", ""))
    date = _dated(whole) if whole else None
    return replace(date, start=found.start(), end=found.end("y")) if date else None


def _spanned(found: re.Match[str]) -> FoundDate | None:
    """The span of time that a part of a year or "2022/23" means; None for a year alone or two years far apart."""
    year, following = int(found["year"]), found["next"]
    if (not found["part"] and not following) or (following and int(following) != (year + 1) % 100):
        return None
    part = (found["part"] or "year").casefold()
    (first, day), (last, end) = _IN_TWO_YEARS.get(part, _PARTS[part]) if following else _PARTS[part]
    earliest, latest = _day(year, first, day), _day(year, last, end)
    whole = earliest[:4] == latest[:4]
    month = part == "christmas"
    value = earliest[: 7 if month else 4] if whole else None
    return FoundDate(*found.span(), value, "month" if month else "year" if whole else "none", earliest, latest)


def _day(year: int, month: int, day: int) -> str:
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-{day:02}"


def _year(digits: str) -> int:
    # Two figures: reviews exist since 2011, so "21" is 2021; a death before 2000 is always printed whole.
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
