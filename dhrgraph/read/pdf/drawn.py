"""What is drawn on a PDF's page besides words: lines that part it into columns, a picture in place of text,
bullets of a list. Browsers draw their bullets."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from dhrgraph.read.pdf.records import Area
from dhrgraph.read.pdf.strokes import PLAIN, THIN, Matrix, matrix_of, strokes, times

_LONG = 8.0  # points: a cell's side is longer
_LEAST_SIDES = 3  # upright lines, each at a place of its own: two columns
_LEAST_LEVELS = 2
_MANY_STROKES = 8  # strokes of one drawing that may be a whole grid
MOST_LINES = 20_000  # of a page; more is a drawing
_MOST_DEPTH = 4  # drawings within drawings
_MOST = 20_000  # drawings of a page that are looked at
_DOT = (1.5, 8.0)  # points: the least and the most that a drawn bullet measures
_ROUND = 0.8  # points by which its sides may differ
_MOST_DOTS = 400  # bullets of a page
_PICTURE = 0.1  # share of a page that a picture of text covers


@dataclass(frozen=True, slots=True)
class Drawn:
    """Whether lines or boxes part the page into columns, whether a picture covers some of it, the dots on it, its
    straight lines and boxes of colour. Areas are left, low, right, high in the file's own coordinates."""

    ruled: bool
    pictured: bool
    dots: tuple[Area, ...]
    lines: tuple[Area, ...]
    fills: tuple[Area, ...]


def drawn(page: object, size: float) -> Drawn:
    """What is drawn on a page of `size` square points."""
    paths, pictures = list[tuple[Area, int]](), list[Area]()
    lines, fills = list[Area](), list[Area]()
    for kind, drawing, sides, within in _drawings(page):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append((sides, raw.FPDFPath_CountSegments(drawing)))
            if len(lines) <= MOST_LINES:
                for found, more in zip((lines, fills), strokes(drawing, sides, within), strict=True):
                    found += more
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(sides)
    return Drawn(
        ruled=_parts_columns(paths),
        pictured=any((right - left) * (high - low) > _PICTURE * size for left, low, right, high in pictures),
        dots=tuple(sides for sides, _ in paths if _is_dot(sides))[:_MOST_DOTS],
        lines=tuple(lines),
        fills=tuple(fills),
    )


def _parts_columns(paths: Iterable[tuple[Area, int]]) -> bool:
    upright: set[int] = set()
    level: set[int] = set()
    for (left, low, right, high), count in paths:
        wide, tall = right - left, high - low
        if tall > _LONG:
            upright |= {round(left)} if wide < THIN else {round(left), round(right)}
        if wide > _LONG:
            level |= {round(low)} if tall < THIN else {round(low), round(high)}
        if tall > _LONG and wide > _LONG and count > _MANY_STROKES:
            return True
    return len(upright) >= _LEAST_SIDES and len(level) >= _LEAST_LEVELS


def _is_dot(sides: Area) -> bool:
    """Whether a drawing is as large as a bullet, and as wide as high."""
    left, low, right, high = sides
    return _DOT[0] < high - low < _DOT[1] and abs((right - left) - (high - low)) < _ROUND


def _drawings(page: object) -> Iterator[tuple[int, Any, Area, Matrix]]:
    """Every drawing but text, with those inside drawings that the page takes over from elsewhere in the file.

    With each its kind, its sides in what holds it, and how that is placed on the page.
    """
    sides = tuple(ctypes.c_float() for _ in range(4))
    left, low, right, high = sides
    stack = [(_objects(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject), PLAIN)]
    for _ in range(_MOST):
        held, within = stack[-1]
        drawing = next(held, None)
        if drawing is None:
            stack.pop()
            if not stack:
                return
            continue
        kind = raw.FPDFPageObj_GetType(drawing)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(stack) < _MOST_DEPTH:
            inner = _objects(drawing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
            stack.append((inner, times(matrix_of(drawing), within)))
        elif kind != raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(drawing, left, low, right, high):
            yield kind, drawing, (left.value, low.value, right.value, high.value), within


def _objects(holder: object, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    for at in range(count(holder)):
        yield get(holder, at)
