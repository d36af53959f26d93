"""The straight lines and the boxes of colour that a drawing on a PDF's page is made of: what rules a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as raw

from dhrgraph.read.pdf.records import Area

THIN = 3.0  # points: what is drawn up to this thick is a line
_LEVEL = 0.5  # points by which a level line may rise
_MOST_STROKES = 4_000  # of one drawing; more is a picture
_CORNERS = (4, 5)  # points of a box: the last may be the first again
_WHITE = 252  # of 255

Matrix: TypeAlias = tuple[float, float, float, float, float, float]  # ISO 32000-1, 8.3.3
Point: TypeAlias = tuple[float, float]

PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def strokes(path: Any, sides: Area, within: Matrix = PLAIN) -> tuple[list[Area], list[Area]]:
    """The lines, and the boxes only filled, of a path that reaches to `sides`, in the file's own coordinates.

    `within`: how the drawing is placed that holds the path.
    """
    lines: list[Area] = []
    fills: list[Area] = []
    filled, stroked = _painted(path)
    if not (filled or stroked):
        return lines, fills
    if _is_thin(sides):
        return [_turned(sides, within)], fills
    matrix = times(matrix_of(path), within)
    for points in _parts(path, matrix):
        box = _box(points)
        if _is_thin(box):
            lines.append(box)
        elif stroked:
            lines += (_box(pair) for pair in pairwise(points) if _is_straight(*pair))
        elif len(points) in _CORNERS and all(_is_straight(*pair) for pair in pairwise(points)) and not _is_white(path):
            fills.append(box)
    return lines, fills


def matrix_of(drawing: Any) -> Matrix:
    """How a drawing is placed in what holds it."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawing, matrix):
        return PLAIN
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First the one, then the other.

    Example:
        >>> times((2, 0, 0, 2, 1, 1), (1, 0, 0, 1, 10, 0))
        (2, 0, 0, 2, 11, 1)
    """
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _turned(sides: Area, matrix: Matrix) -> Area:
    left, low, right, high = sides
    return _box([_placed(left, low, matrix), _placed(right, high, matrix)])


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _painted(path: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _parts(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each part of a path; a closed one ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST_STROKES)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_placed(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points


def _box(points: Sequence[Point]) -> Area:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _is_thin(sides: Area) -> bool:
    return min(sides[2] - sides[0], sides[3] - sides[1]) <= THIN


def _is_straight(one: Point, other: Point) -> bool:
    """Whether a stroke runs level or upright."""
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _LEVEL


def _is_white(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= _WHITE or not alpha.value)
