"""Where the boxes, lines and words of a picture of the model stand: plain geometry, in pixels.

A box stands in a column and a row of a grid. A line's path is said in a few words: the side it leaves by, lanes it
keeps to in units of the grid (y=0.74 is between the first two rows), the side it arrives at. `left@0.3` is the left
side, three tenths of the way down; `left@32` is 32 pixels down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError

WIDTH, HEIGHT = 198, 64  # of a box
COLUMN, ROW = 302, 142  # from one box to the next
LINE = 22  # of a class within a box
TEXT, LEAD = 13, 15  # pixels, the size of words on lines, and from one line of them to the next
_SIDE = re.compile(r"(left|right|top|bottom)(?:@(\d+(?:\.\d+)?))?")
_LANE = re.compile(r"([xy])=(-?\d+(?:\.\d+)?)")
_WIDE, _NARROW = "mwMW@%", "iljtfrI.,:;'()| "

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width and height."""

    x: float
    y: float
    w: float
    h: float

    def port(self, side: str, share: float) -> Point:
        """The point on a side, `share` of the way down or to the right, or so many pixels if more than 1.

        Example:
            >>> Rect(0, 0, 100, 50).port("right", 0.5)
            (100, 25.0)
        """
        along = (self.x + share, self.y + share) if share > 1 else (self.x + self.w * share, self.y + self.h * share)
        return {
            "left": (self.x, along[1]),
            "right": (self.x + self.w, along[1]),
            "top": (along[0], self.y),
            "bottom": (along[0], self.y + self.h),
        }[side]

    def meets(self, other: Rect, room: float = 0) -> bool:
        """Whether the two share some ground, or come nearer than `room`."""
        return (
            self.x < other.x + other.w + room
            and other.x < self.x + self.w + room
            and self.y < other.y + other.h + room
            and other.y < self.y + self.h + room
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text: where the first stands, and which point of it is there (start, middle or end)."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str

    def ground(self) -> Rect:
        """The rectangle that the words cover, nearly."""
        wide = max(width_of(line) for line in self.lines)
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return Rect(left, self.y - TEXT * 0.8, wide, TEXT + LEAD * (len(self.lines) - 1))


def place(column: float, row: float, inside: int = 0) -> Rect:
    """The rectangle of a box with room for so many classes within it."""
    return Rect(column * COLUMN, row * ROW, WIDTH, HEIGHT + (LINE * inside + 6 if inside else 0))


def route(path: str, start: Rect, end: Rect) -> tuple[Point, ...]:
    """The corners of a line from one box to another, ends included.

    Raises:
        VocabularyError: the path is not said in these words, or it would run along a box.

    Example:
        >>> route("right left", place(0, 0), place(1, 0))
        ((198, 32.0), (302, 32.0))
    """
    first, *lanes, last = path.split()
    leave, arrive = _SIDE.fullmatch(first), _SIDE.fullmatch(last)
    if not leave or not arrive:
        raise VocabularyError(f"picture/edges.csv: no path: {path!r}; write a side, lanes and a side")
    points = [start.port(leave[1], float(leave[2] or 0.5))]
    goal = end.port(arrive[1], float(arrive[2] or 0.5))
    for lane in lanes:
        points.append(_to_lane(points[-1], lane, path))
    across = arrive[1] in ("left", "right")
    x, y = points[-1]
    points += [(x, goal[1]) if across else (goal[0], y), goal]
    corners = tuple(point for n, point in enumerate(points) if n == 0 or point != points[n - 1])
    if _along(leave[1], *corners[:2]) or _along(arrive[1], *corners[-2:]):
        raise VocabularyError(f"picture/edges.csv: {path!r} would run along a box; give it a lane or other places")
    return corners


def _along(side: str, a: Point, b: Point) -> bool:
    """Whether a stretch that touches a side keeps to it instead of leaving it at a right angle."""
    return a[0] == b[0] if side in ("left", "right") else a[1] == b[1]


def _to_lane(point: Point, lane: str, path: str) -> Point:
    found = _LANE.fullmatch(lane)
    if not found:
        raise VocabularyError(f"picture/edges.csv: no lane: {lane!r} in {path!r}; write x=0.8 or y=0.7")
    return (float(found[2]) * COLUMN, point[1]) if found[1] == "x" else (point[0], float(found[2]) * ROW)


def label(lines: Sequence[str], points: Sequence[Point], where: str) -> Words:
    """The words of a line beside one of its stretches: `2 above`, or `2 above 0.3` for three tenths along.

    Words above or below a stretch are broken where they would be longer than it.

    Example:
        >>> label(["of review"], ((0, 0), (100, 0)), "1 above")
        Words(lines=('of review',), x=50.0, y=-6.0, anchor='middle')
    """
    number, side, *share = where.split()
    (x1, y1), (x2, y2) = points[int(number) - 1], points[int(number)]
    if y1 == y2:
        lines = [part for line in lines for part in wrapped(line, abs(x2 - x1) - 8, TEXT)]
    part = float(share[0]) if share else 0.5
    x, y, rise = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part, LEAD * (len(lines) - 1)
    spot, anchor = {
        "above": ((x, y - 6 - rise), "middle"),
        "below": ((x, y + 6 + TEXT * 0.8), "middle"),
        "left": ((x - 7, y + TEXT * 0.35 - rise / 2), "end"),
        "right": ((x + 7, y + TEXT * 0.35 - rise / 2), "start"),
    }[side]
    return Words(tuple(lines), *spot, anchor)


def rounded(points: Sequence[Point], radius: float = 8) -> str:
    """The line as the `d` of an SVG path, its corners rounded.

    Example:
        >>> rounded(((0, 0), (100, 0)))
        'M0 0 L100 0'
    """
    parts = [f"M{_shown(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_shown(_towards(corner, before, radius))} Q{_shown(corner)}")
        parts.append(_shown(_towards(corner, after, radius)))
    return " ".join([*parts, f"L{_shown(points[-1])}"])


def _towards(start: Point, end: Point, far: float) -> Point:
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    share = min(far, length / 2) / length
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _shown(point: Point) -> str:
    return " ".join(f"{round(number, 1):g}" for number in point)


def width_of(line: str, size: float = TEXT) -> float:
    """About how wide words are in Arial; errs on the wide side."""
    return size * sum(0.85 if c in _WIDE else 0.3 if c in _NARROW else 0.7 if c.isupper() else 0.56 for c in line)


def wrapped(words: str, width: float, size: float) -> tuple[str, ...]:
    """The words in lines that are no wider than `width`, where words allow.

    Example:
        >>> wrapped("community safety partnership", 150, 14)
        ('community safety', 'partnership')
    """
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def extent(rects: Sequence[Rect], lines: Sequence[Sequence[Point]], margin: float = 14) -> Rect:
    """The smallest rectangle about everything, with a margin."""
    xs = [x for r in rects for x in (r.x, r.x + r.w)] + [x for line in lines for x, _ in line]
    ys = [y for r in rects for y in (r.y, r.y + r.h)] + [y for line in lines for _, y in line]
    left, top = min(xs) - margin, min(ys) - margin
    return Rect(left, top, max(xs) + margin - left, max(ys) + margin - top)


def named(rows: Sequence[Mapping[str, str]], column: str) -> dict[str, list[Mapping[str, str]]]:
    """The rows by what stands in one column, in the order of the rows."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
