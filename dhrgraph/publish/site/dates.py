"""Days, months and years as people write them."""

from __future__ import annotations

import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-([0-3]\d))?")


def plain(written: str) -> str:
    """A date of the graph (XSD date, gYearMonth or gYear) in words; anything else as it is.

    Example:
        >>> plain("2021-07-01"), plain("2024-01"), plain("2013"), plain("August 2021")
        ('1 July 2021', 'January 2024', '2013', 'August 2021')
    """
    found = _DATE.fullmatch(written)
    if not found:
        return written
    year, month, day = found.groups()
    return f"{f'{int(day)} ' if day else ''}{_MONTHS[int(month) - 1]} {year}"
