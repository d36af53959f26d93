"""Rows of a table that no upright lines rule: where one ends and the next begins.

    words below a heading, column of numbers, drawn lines  ->  row_starts  ->  heights at which rows begin

Drawn lines part rows. Between them a number begins a row, and where no column has numbers, a wide white gap does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Marks, Word

_NUMBER = re.compile(r"\(?(?:[A-Za-z]{0,12}[ .:/-]{0,2})?\d{1,3}(?:[./-]\d{1,3}){0,4}\s?\(?[a-z]?\)?[.):]{0,2}")
_LAST = re.compile(r"\d{1,3}")
_LEADING = re.compile(r"\(?[A-Z]{0,4}\d{1,2}(?:\.\d{1,2}){0,3}[.):]{1,2}|[A-Z]{1,4}\d{1,2}")
_WIDE = 0.6  # share of a table's width that a line must run to part rows
_MORE = 1.5  # times the white between lines: a gap between rows
_LONG = 4.0  # times the type size: a word that may run out of its column
_MOST = 0.7  # share of the rows of a table that begin at the top of their cells, when cells are not centred
_ROOMY = 0.75  # of the type size: where every gap is so wide, each line is a row


class Gap(NamedTuple):
    """White over the whole width: its middle, its height, and the words of the line below it."""

    at: float
    height: float
    below: list[Word]


def row_starts(
    words: Sequence[Word], edges: Sequence[float], number: int | None, marks: Marks, top: float, bottom: float
) -> list[float]:
    """The heights between `top` and `bottom` at which rows begin, the first left out."""
    first, last = min(word.level for word in words), max(word.level for word in words)
    drawn = [y for y in _lines(marks, edges) if first < y < last]
    starts: list[float] = []
    for above, below in zip([top, *drawn], [*drawn, bottom], strict=True):
        band = [word for word in words if above <= word.level < below]
        inner = _band_starts(band, edges, number, ruled=bool(drawn)) if band else []
        starts += [*inner, below]
    return starts[:-1]


def numbered_starts(words: Sequence[Word], edges: Sequence[float]) -> list[float]:
    """Where rows begin that the first column numbers, the first left out."""
    anchors = _anchors(words, edges, 0)
    return _by_anchors(anchors, _gaps(words), words, edges) if anchors else []


def counts_up(lines: Sequence[str]) -> bool:
    """Whether lines hold nothing but numbers of which each is one more than the one before, two at least.

    Example:
        >>> counts_up(["3.", "4."]), counts_up(["1"]), counts_up(["1", "and", "2"])
        (True, False, False)
    """
    if len(lines) < 2 or not all(_NUMBER.fullmatch(line) for line in lines):
        return False
    last = [int(_LAST.findall(line)[-1]) for line in lines]
    return all(below == above + 1 for above, below in pairwise(last))


def _lines(marks: Marks, edges: Sequence[float]) -> list[float]:
    """Heights of level lines and edges of shaded bands that run over most of the table's width."""
    width = edges[-1] - edges[0]
    runs = [(round(line.at), line.at, line.start, line.end) for line in marks.level]
    for x0, y0, x1, y1 in marks.fills:
        runs += [(round(y0), y0, x0, x1), (round(y1), y1, x0, x1)]
    held: dict[int, float] = {}
    place: dict[int, float] = {}
    for key, at, start, end in runs:
        held[key] = held.get(key, 0.0) + max(0.0, min(end, edges[-1]) - max(start, edges[0]))
        place.setdefault(key, at)
    return sorted(place[key] for key, length in held.items() if length >= _WIDE * width)


def _band_starts(band: Sequence[Word], edges: Sequence[float], number: int | None, *, ruled: bool) -> list[float]:
    """Where rows begin between two drawn lines, the first row left out."""
    anchors = _anchors(band, edges, number)
    gaps = _gaps(band)
    if ruled and len(anchors) < 2:
        return []
    if anchors:
        return _by_anchors(anchors, gaps, band, edges)
    return [] if ruled else [gap.at for gap in _wide(gaps, band, edges)]


def _anchors(band: Sequence[Word], edges: Sequence[float], number: int | None) -> list[Word]:
    """Words that number a row, from top to bottom: alone in their cell's line, or at the beginning of the first."""
    column = number or 0
    found = []
    for line in lines_of(word for word in band if column_of(word, edges) == column and not word.sideways):
        said = " ".join(word.text for word in line)
        if _NUMBER.fullmatch(said) if number is not None else _LEADING.fullmatch(line[0].text):
            found.append(line[0])
    return found if number is not None or len(found) > 1 else []


def column_of(word: Word, edges: Sequence[float]) -> int:
    """The column a word stands in; a long one that leaves its column belongs to where it begins."""
    place = word.middle if word.right - word.left < _LONG * word.size else word.left + word.size
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _gaps(band: Sequence[Word]) -> list[Gap]:
    """White gaps over the whole width, from top to bottom."""
    gaps: list[Gap] = []
    reached: float | None = None
    for line in lines_of(band):
        top = min(_top(word) for word in line)
        if reached is not None and top > reached:
            gaps.append(Gap((top + reached) / 2, top - reached, line))
        bottom = max(word.base + word.size * 0.1 for word in line)
        reached = max(bottom, reached) if reached is not None else bottom
    return gaps


def _top(word: Word) -> float:
    return word.base - word.size * 0.75


def _by_anchors(
    anchors: Sequence[Word], gaps: Sequence[Gap], band: Sequence[Word], edges: Sequence[float]
) -> list[float]:
    """A row for each number; between two of them it ends at the gap above the second, or, centred, at the widest."""
    first = min(_top(word) for word in band)
    centred = _stands_amid(anchors, gaps, band, edges)
    starts: list[float] = []
    widths: list[float] = []
    if not centred and _top(anchors[0]) - first > anchors[0].size * 0.5:
        starts.append(_top(anchors[0]) - 0.5)
    for above, below in pairwise(anchors):
        between = [gap for gap in gaps if above.base < gap.at < below.base]
        directly = between[-1] if between and between[-1].at + between[-1].height / 2 > _top(below) - 1 else None
        chosen = max(between, key=lambda gap: (round(gap.height), gap.at), default=None) if centred else directly
        starts.append(chosen.at if chosen else _top(below) - 0.5)
        if chosen:
            widths.append(chosen.height)
    return _apart([*starts, *_unnumbered(gaps, widths, edges)])


def _unnumbered(gaps: Sequence[Gap], widths: Sequence[float], edges: Sequence[float]) -> list[float]:
    """Where rows without number begin: below a gap as wide as those above numbers (`widths`), as a row begins.

    Where no gap above a number is known, only a line that begins three cells is clear enough.
    """
    wide = _MORE * min((gap.height for gap in gaps), default=0.0) + 1
    if not widths:
        return [gap.at for gap in gaps if gap.height > wide and _begins(gap.below, edges, 3)]
    least = min(widths) - 0.5
    return [gap.at for gap in gaps if least > wide - 0.5 and gap.height >= least and _begins(gap.below, edges)]


def _stands_amid(anchors: Sequence[Word], gaps: Sequence[Gap], band: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether numbers mostly stand below the first line of their rows: the rows' cells are centred."""
    first = min(_top(word) for word in band)
    later = [word for word in anchors if _top(word) - first > word.size * 0.5]
    inner = min((gap.height for gap in gaps), default=0.0)
    wide = [gap for gap in gaps if gap.height > _MORE * inner + 1]
    if not wide:
        alone = len(anchors) == len(later) == 1
        return alone and not any(_begins(line, edges) for line in lines_of(band) if anchors[0] in line)
    directly = sum(any(0 <= _top(word) - gap.at <= gap.height for gap in wide) for word in later)
    return directly < _MOST * len(later)


def _begins(line: Sequence[Word], edges: Sequence[float], cells: int = 2) -> bool:
    """Whether a line begins so many cells or more, each as a cell begins."""
    first: dict[int, Word] = {}
    for word in line:
        first.setdefault(column_of(word, edges), word)
    return len(first) >= cells and all(not word.text[0].islower() for word in first.values())


def _wide(gaps: Sequence[Gap], band: Sequence[Word], edges: Sequence[float]) -> list[Gap]:
    """The gaps between rows where no number shows them: clearly wider than those between lines."""
    if not gaps:
        return []
    inner, size = min(gap.height for gap in gaps), sorted(word.size for word in band)[len(band) // 2]
    if inner > _ROOMY * size:
        return list(gaps)
    starting = [gap for gap in gaps if gap.height > _MORE * inner + 1]
    several = [gap for gap in starting if len({column_of(word, edges) for word in gap.below}) > 1]
    return several if len(several) >= _MOST * len(starting) else starting


def _apart(starts: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for start in sorted(starts):
        if not kept or start - kept[-1] > 2:
            kept.append(start)
    return kept
