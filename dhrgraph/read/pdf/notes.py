"""Where the footnotes of a PDF's page begin: below a short line near its foot.

    words and lines of a page  ->  notes_from  ->  height

Word processors draw the line over the left part of the page. An underlined heading is none, and no line of a table is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from dhrgraph.read.pdf.records import Area, Word

NONE = float("inf")

_SHORTEST, _LONGEST = 0.04, 0.45  # shares of the page's width that the line takes
_FOOT = 0.4  # share of the page's height below which notes may begin
_RIM = 0.35  # share of the page's width in which the line begins
_TOUCH = 3.0  # points from the end of another line: of a table
_UNDER = 4.0  # points below the base line of words: underlined
_FAR = 60.0  # points from the line to its first note
_SMALLER = 0.97  # times the type of the words above
_RAISED = 0.85  # times the type of the note: its number's
_MARK = re.compile(r"(?:<sup>)?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,4})(?:</sup>)?[.)]?")


def notes_from(words: Sequence[Word], lines: Sequence[Area], width: float, height: float) -> float:
    """The height at which the notes of a page begin; NONE where it has none."""
    short = [
        line
        for line in lines
        if _SHORTEST * width < line[2] - line[0] < _LONGEST * width
        and line[3] - line[1] <= _TOUCH
        and line[1] > _FOOT * height
        and line[0] < _RIM * width
    ]
    if not short:
        return NONE
    line = max(short, key=lambda line: line[1])
    if any(other is not line and _touches(line, other) for other in lines):
        return NONE
    return line[1] if _are_notes(line, [word for word in words if not word.turn]) else NONE


def _touches(line: Area, other: Area) -> bool:
    """Whether another line crosses or goes on with this one, or stands below it over the page."""
    apart = max(line[0] - other[2], other[0] - line[2], line[1] - other[3], other[1] - line[3])
    wide = other[2] - other[0] > 2 * (line[2] - line[0]) and other[1] > line[1]
    return apart < _TOUCH or (wide and other[1] - line[1] < _FAR)


def _are_notes(line: Area, words: Sequence[Word]) -> bool:
    """Whether what stands below the line begins with a note's mark, in smaller type than the words above."""
    above = [word for word in words if word.foot[1] < line[1]]
    below = sorted((word for word in words if word.foot[1] >= line[1]), key=lambda word: (word.foot[1], word.area[0]))
    if not above or not below or below[0].foot[1] - line[1] > _FAR:
        return False
    if any(line[1] - word.foot[1] < _UNDER and word.area[0] < line[2] and line[0] < word.area[2] for word in above):
        return False
    base = below[0].foot[1]
    first = sorted(
        (word for word in below if abs(word.foot[1] - base) < 0.5 * max(word.type_size, 6.0)),
        key=lambda word: word.area[0],
    )
    rest = first[1:] or below[1:2]
    if not _MARK.match(first[0].text) or not rest:
        return False
    raised = "<sup>" in first[0].text or first[0].type_size < _RAISED * rest[0].type_size
    plain = _MARK.fullmatch(first[0].text) is not None
    return raised or (plain and median(w.type_size for w in rest) < _SMALLER * median(w.type_size for w in above))
