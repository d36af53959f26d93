"""Numbers as files write them, and as lists print them: letters and Roman numerals."""

from __future__ import annotations

import re

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 30  # thirty letters in a row
_WHOLE = re.compile(r"-?\d{1,6}")


def whole(words: str | None) -> int | None:
    """A whole number of at most six digits, else None.

    Example:
        >>> whole("12"), whole(" -1 "), whole("9" * 99), whole(None)
        (12, -1, None, None)
    """
    bare = (words or "").strip()
    return int(bare) if bare.isascii() and _WHOLE.fullmatch(bare) else None


def alphabetic(count: int) -> str:
    """The letters of a number as Word prints them: a to z, then aa, bb. Digits for what has no letter.

    Example:
        >>> alphabetic(3), alphabetic(28), alphabetic(0)
        ('c', 'bb', '0')
    """
    if not 1 <= count <= _MOST_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """The Roman numeral in small letters. Digits for what has none.

    Example:
        >>> roman(4), roman(1999), roman(0)
        ('iv', 'mcmxcix', '0')
    """
    if not 1 <= count <= _MOST_ROMAN:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written
