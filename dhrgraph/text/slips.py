"""The name that was probably meant: a slip of the pen away, or none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.8  # of 1: "merseyside-polis" is a slip, "withdraw" for "with-you" or "yes" for "estyn" is another word


def likest(written: str, known: Iterable[str]) -> str | None:
    """The known name that differs from what is written by a slip only; None where another word was written.

    Example:
        >>> likest("Merseyside-polis", ["merseyside-police", "kent-police"]), likest("withdraw", ["with-you"])
        ('merseyside-police', None)
    """
    return next(iter(get_close_matches(written.casefold(), sorted(known), n=1, cutoff=_ALIKE)), None)
