"""Printed numbers: their natural order, their value, and how two lists may print the same one.

number as printed  ->  natural_key, plain_number, number
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def natural_key(number: str | None) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts printed numbers as a reader would; nothing sorts first.

    Example:
        >>> sorted(["11.10", "10.5", "11.9", "10.4g", "2"], key=natural_key)
        ['2', '10.4g', '10.5', '11.9', '11.10']
    """
    pieces = re.findall(r"\d{1,9}|[^\W\d_]+", (number or "").casefold())
    return tuple((0, int(p), "") if p[0].isdecimal() else (1, 0, p) for p in pieces)


@lru_cache(maxsize=1024)
def plain_number(number: str | None) -> str:
    """A number as two lists may print it alike: the figures of "R3", "10.3." and "Three"; empty for none.

    Example:
        >>> [plain_number(n) for n in ("R3", "10.3a", "Three", None)]
        ['3', '10.3a', '3', '']
    """
    folded = (number or "").casefold().strip(" .")
    return str(_WORDS.index(folded)) if folded in _WORDS else re.sub(r"^[a-z]+[ .:/-]{0,2}(?=\d)", "", folded)


def number(words: str) -> int:
    """The whole number that figures or a small number word stand for; "none" and "no" are 0.

    Example:
        >>> number("None"), number("9"), number("Four"), number("1,024")
        (0, 9, 4, 1024)
    """
    folded = words.casefold()
    if re.fullmatch(r"[\d,]{1,12}", folded):
        return int(folded.replace(",", "") or 0)
    return _WORDS.index(folded) if folded in _WORDS else 0
