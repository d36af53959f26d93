"""Rows of a table that no upright lines rule: where one ends and the next begins.

    words below a heading, column of numbers, drawn lines  ->  row_starts  ->  where rows begin

Drawn lines part rows. Between them a number begins a row, and where no column has numbers, a wide white gap does.
Below a number, several cells that begin side by side are the next action of one recommendation (`pdf_tables.blocks`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dhrgraph.read.pdf_tables.blocks import begun_together
from dhrgraph.read.pdf_tables.columns import column_of
from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Marks, Start, Word

_NUMBER = re.compile(r"\(?(?:[A-Za-z]{0,12}[ .:/-]{0,2})?\d{1,3}(?:[./-]\d{1,3}){0,4}\s?\(?[a-z]?\)?[.):]{0,2}")
_LAST = re.compile(r"\d{1,3}")
_LEADING = re.compile(r"\(?[A-Z]{0,4}\d{1,2}(?:\.\d{1,2}){0,3}[.):]{1,2}|[A-Z]{1,4}\d{1,2}")
_WIDE = 0.6  # share of a table's width that a line must run to part rows
_SLIP = 4.0  # points that a line may begin left of its column
_ONE_LINE = 2.0  # points that pieces of one line may stand higher or lower
_MORE = 1.5  # times the white between lines: a gap between rows
_MOST = 0.7  # share of the rows of a table that begin at the top of their cells, when cells are not centred
_ROOMY = 0.75  # of the type size: where every gap is so wide, each line is a row


class Gap(NamedTuple):
    """White over the whole width: its middle, its height, and the words of the line below it."""

    at: float
    height: float
    below: list[Word]


def row_starts(
    words: Sequence[Word], edges: Sequence[float], number: int | None, marks: Marks, top: float, bottom: float
) -> list[Start]:
    """Where rows begin between the heights `top` and `bottom`, the first left out."""
    first, last = min(word.level for word in words), max(word.level for word in words)
    drawn = [line for line in _lines(marks, edges) if first < line.at < last]
    starts: list[Start] = []
    together = begun_together(words, edges, number)
    for (above, _), start in zip([Start(top), *drawn], [*drawn, Start(bottom)], strict=True):
        below = start.at
        band = [word for word in words if above <= word.level < below]
        inner = _band_starts(band, edges, number, ruled=bool(drawn)) if band else []
        more = [other for other in together if above < other.at < below - 1]
        starts += [*_both(inner, more, band), start]
    return starts[:-1]


def _both(starts: Sequence[float], more: Sequence[Start], band: Sequence[Word]) -> list[Start]:
    """Starts of both kinds, each once: between two lines of words only one row can begin."""
    levels = sorted(word.level for word in band)
    known = {bisect_right(levels, at) for at in starts}
    fresh = [start for start in more if bisect_right(levels, start.at) not in known and start.at > levels[0]]
    return sorted([*(Start(at) for at in starts), *fresh])


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


def _lines(marks: Marks, edges: Sequence[float]) -> list[Start]:
    """Level lines and edges of shaded bands that run over most of the table's width, or of what is right of a cell
    that goes on."""
    runs = [(line.at, line.start, line.end) for line in marks.level]
    for x0, y0, x1, y1 in marks.fills:
        runs += [(y0, x0, x1), (y1, x0, x1)]
    found: list[Start] = []
    level: list[tuple[float, float, float]] = []
    for at, start, end in sorted(runs):
        if min(end, edges[-1]) <= max(start, edges[0]):
            continue
        if level and at - level[0][0] > _ONE_LINE:
            found += _parting(level, edges)
            level = []
        level.append((at, start, end))
    return found + _parting(level, edges)


def _parting(level: Sequence[tuple[float, float, float]], edges: Sequence[float]) -> list[Start]:
    """The row that lines at one height begin, if they are long enough."""
    if not level:
        return []
    length = sum(min(end, edges[-1]) - max(start, edges[0]) for _, start, end in level)
    begin = min(start for _, start, _ in level)
    kept = sum(edge <= begin + _SLIP for edge in edges[1:-1])
    long = 2 * kept < len(edges) and length >= _WIDE * (edges[-1] - edges[kept])
    return [Start(level[0][0], kept)] if long else []


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
