"""From words to the rows they stand in on paper, in reading order.

    Sheet  ->  rows  ->  Row, from top to bottom, column by column

Words at one height are one row however far apart they stand, so that a number in the margin comes before its
paragraph. Only what the file draws as two columns of text is read column by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby, pairwise
from operator import attrgetter

from dhrgraph.read.pdf.letters import LINE_HYPHEN
from dhrgraph.read.pdf.records import Area, Row, Sheet, Word, around

_SHARED = 0.5  # share of the lower word's height that two words of one row have in common
_GUTTER = 8.0  # points between two columns of text
_SMALLER = 0.8  # times the size of the row's letters: a raised number
_MOST_DIGITS = 3
_FAR = 1e6  # points: what stands further off is of a damaged file
_FROM_BULLET = 30.0  # points from a bullet to its item
_MOST_ROWS = 200  # rows that are looked down for a gutter
_LEAST_ROWS = 4  # rows side by side that columns have
_LEAST_WORDS = 3  # words of a row in a column of text, on average

Placed = tuple[Area, Word]  # a word and where it stands as read


def rows(sheet: Sheet, words: Iterable[Word] | None = None) -> tuple[Row, ...]:
    """The rows of a page, or of some of its words; upright ones first, then those turned, one direction at a time."""
    chosen = sorted(sheet.words if words is None else words, key=attrgetter("turn", "order"))
    made: list[Row] = []
    for turn, turned in groupby(chosen, key=attrgetter("turn")):
        placed = [(_upright(word.area, turn, sheet), word) for word in turned]
        lines = _columns(_lines(placed))
        if sheet.dots and not turn:
            lines = [_bulleted(line, sheet.dots) for line in lines]
        made += (_row(line, sheet.number, turn) for line in lines)
    return tuple(made)


def _bulleted(line: list[Placed], dots: Sequence[Area]) -> list[Placed]:
    """The line with the bullet that is drawn before it, if one is."""
    (left, top, _, bottom), first = line[0]
    before = [dot for dot in dots if top < (dot[1] + dot[3]) / 2 < bottom and 0 < left - dot[2] < _FROM_BULLET]
    return [(dot, replace(first, text="-", area=dot)) for dot in before[:1]] + line


def _upright(area: Area, turn: int, sheet: Sheet) -> Area:
    """Where an area stands once the page is turned so that its words are upright."""
    left, top, right, bottom = area
    if turn == 90:
        return sheet.height - bottom, left, sheet.height - top, right
    if turn == 180:
        return sheet.width - right, sheet.height - bottom, sheet.width - left, sheet.height - top
    if turn == 270:
        return top, sheet.width - right, bottom, sheet.width - left
    return area


def _lines(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Words of one height together, from left to right; lines from top to bottom."""
    lines: list[list[Placed]] = []
    spans: list[tuple[float, float]] = []  # top and bottom of the tallest word of each line
    for at in sorted(placed, key=lambda one: (one[0][1] + one[0][3]) / 2):
        top, bottom = at[0][1], at[0][3]
        for back in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            over = min(bottom, spans[back][1]) - max(top, spans[back][0])
            if over > _SHARED * min(bottom - top, spans[back][1] - spans[back][0]):
                lines[back].append(at)
                if bottom - top > spans[back][1] - spans[back][0]:
                    spans[back] = top, bottom
                break
        else:
            lines.append([at])
            spans.append((top, bottom))
    return [sorted(line, key=lambda one: one[0][0]) for line in lines]


def _columns(lines: list[list[Placed]]) -> list[list[Placed]]:
    """The lines with those that two columns share cut at the gutter: the left column's first, then the right one's."""
    made: list[list[Placed]] = []
    at = done = 0  # lines before `done` are made
    while at < len(lines):
        end, gutter = _run(lines, at)
        start = at
        if gutter is not None:
            start, end = _reach(lines, done, at, end, gutter)
        if gutter is None or not _are_columns(lines[start:end], gutter):
            at += 1
            continue
        made += lines[done:start]
        for right in (False, True):
            side = [[one for one in line if (one[0][0] > gutter) is right] for line in lines[start:end]]
            made += _columns([line for line in side if line])
        at = done = end
    return made + lines[done:]


def _reach(lines: Sequence[list[Placed]], done: int, at: int, end: int, gutter: float) -> tuple[int, int]:
    """From which line to which two columns reach.

    A right column may begin higher than the left one. What the file draws after both belongs to neither.
    """
    right = min((word.order for line in lines[at:end] for area, word in line if area[0] > gutter), default=0)
    while end > at and lines[end - 1][-1][0][0] <= gutter and lines[end - 1][0][1].order > right:
        end -= 1
    left = max((word.order for line in lines[at:end] for area, word in line if area[0] <= gutter), default=0)
    start = at
    while start > done and lines[start - 1][0][0][0] > gutter and lines[start - 1][0][1].order > left:
        start -= 1
    return start, end


def _run(lines: Sequence[list[Placed]], start: int) -> tuple[int, float | None]:
    """How far below a line one gutter stays open, and where it is; None where the line has none."""
    best: tuple[int, float | None] = (start + 1, None)
    for left, right in _gaps(lines[start]):
        end = start + 1
        while end < min(len(lines), start + _MOST_ROWS):
            narrowed = _narrowed(lines[end], left, right)
            if narrowed is None:
                break
            left, right = narrowed
            end += 1
        if end - start >= _LEAST_ROWS and end > best[0]:
            best = end, (left + right) / 2
    return best


def _gaps(line: Sequence[Placed]) -> list[tuple[float, float]]:
    return [(one[0][2], other[0][0]) for one, other in pairwise(line) if other[0][0] - one[0][2] > _GUTTER]


def _narrowed(line: Sequence[Placed], left: float, right: float) -> tuple[float, float] | None:
    """What of a gutter a line leaves open."""
    middle = (left + right) / 2
    ends = [area[2] for area, _ in line if area[0] < middle]
    starts = [area[0] for area, _ in line if area[0] >= middle]
    left, right = max([left, *ends]), min([right, *starts])
    return (left, right) if right - left > _GUTTER else None


def _are_columns(lines: Sequence[list[Placed]], gutter: float) -> bool:
    """Whether both sides hold running words, and the file draws all of the left one before the right one."""
    left = [word.order for line in lines for area, word in line if area[0] <= gutter]
    right = [word.order for line in lines for area, word in line if area[0] > gutter]
    if min(len(left), len(right)) < _LEAST_WORDS * _LEAST_ROWS:
        return False
    shared = sum(
        any(area[0] <= gutter for area, _ in line) and any(area[0] > gutter for area, _ in line) for line in lines
    )
    full = _LEAST_WORDS * len(lines) / 2
    return shared >= _LEAST_ROWS - 1 and min(len(left), len(right)) >= full and max(left) < min(right)


def _row(line: Sequence[Placed], page: int, turn: int) -> Row:
    areas = [area for area, _ in line]
    words = [word for _, word in line]
    size = max(word.size for word in words)
    return Row(
        words=_joined(line),
        page=page,
        area=reduce(around, areas),
        box=_box(reduce(around, (word.area for word in words))),
        size=size,
        first=areas[0][2] - areas[0][0],
        bold=all(word.bold for word in words),
        turn=turn,
    )


def _raised(word: Word, size: float) -> str:
    """The word, marked as a footnote's number if it is small beside the others of its row."""
    small = word.size < _SMALLER * size and word.text.isdecimal() and len(word.text) <= _MOST_DIGITS
    return f"<sup>{word.text}</sup>" if small else word.text


def _joined(line: Sequence[Placed]) -> str:
    """The row's words; a line hyphen inside it is a plain one."""
    size = max(word.size for _, word in line)
    said = " ".join(_raised(word, size) for _, word in line)
    return said[:-1].replace(LINE_HYPHEN, "-") + said[-1:]


def _box(area: Area) -> tuple[int, int, int, int]:
    left, top, right, bottom = (max(-_FAR, min(_FAR, side)) for side in area)
    return int(left), int(top), int(right) + 1, int(bottom) + 1
