"""Amounts in words for people."""

from __future__ import annotations


def how_many(number: int, what: str) -> str:
    """A number with what is counted, in the plural unless it is one.

    Example:
        >>> how_many(1, "document"), how_many(1200, "quad")
        ('1 document', '1,200 quads')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
