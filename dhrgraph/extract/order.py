"""The natural order of printed numbers: 2 before 10, 10.4g before 10.5, 11.9 before 11.10."""

from __future__ import annotations

import re


def natural_key(number: str | None) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts printed numbers as a reader would; nothing sorts first.

    Example:
        >>> sorted(["11.10", "10.5", "11.9", "10.4g", "2"], key=natural_key)
        ['2', '10.4g', '10.5', '11.9', '11.10']
    """
    pieces = re.findall(r"\d+|[^\W\d_]+", (number or "").casefold())
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces)
