"""Tables told by their ruled lines: lines, thin boxes and the edges of shaded cells.

    Marks  ->  ruled_tables  ->  Candidate for each table, top to bottom

A frame around one column, a box around a paragraph and a page border are prose, not tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dhrgraph.read.pdf_tables.cells import text_of
from dhrgraph.read.pdf_tables.grid import Grid, grids
from dhrgraph.read.pdf_tables.heading import find_heading
from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Box, Candidate, Marks, Ruling, Word, WordRow, inside, overlap
from dhrgraph.read.pdf_tables.rows import counts_up, numbered_starts
from dhrgraph.text.headings import Headings

_NARROW = 8.0  # points: a column without words up to this wide is a slip of the lines
_THICK = 3.0  # points from the frame at which a line still closes it
_LIST = 1.7  # times the type size: numbers closer together are a list in one cell
_SLACK = 2.0  # points that words may stand out of the frame


def ruled_tables(marks: Marks, headings: Headings) -> list[Candidate]:
    """The tables that lines rule; shading tells cells only where no line does."""
    found = [table for grid in grids(marks.level, marks.upright) if (table := _table(grid, marks, headings))]
    shaded = [fill for fill in marks.fills if not any(overlap(fill, table.box) for table in found)]
    if shaded:
        level = [ruling for x0, y0, x1, y1 in shaded for ruling in (Ruling(y0, x0, x1), Ruling(y1, x0, x1))]
        upright = [ruling for x0, y0, x1, y1 in shaded for ruling in (Ruling(x0, y0, y1), Ruling(x1, y0, y1))]
        free = [r for r in marks.level if not any(t.box[1] - 3 <= r.at <= t.box[3] + 3 for t in found)]
        for grid in grids([*level, *free], upright):
            table = _table(grid, marks, headings)
            if table and not any(overlap(table.box, other.box) for other in found):
                found.append(table)
    return _outermost(found)


def _outermost(tables: Sequence[Candidate]) -> list[Candidate]:
    """Tables inside a table are part of its cells, unless only the inner one has a heading."""
    kept: list[Candidate] = []
    for table in sorted(tables, key=lambda table: (not table.columns, -_area(table.box))):
        if not any(overlap(table.box, other.box) for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: (table.box[1], table.box[0]))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _table(grid: Grid, marks: Marks, headings: Headings) -> Candidate | None:
    """The grid filled with words; None when it is prose in a frame."""
    x0, y0, x1, y1 = grid.box
    frame = (x0 - _SLACK, y0 - _SLACK, x1 + _SLACK, y1 + _SLACK)
    held: dict[tuple[int, int], list[Word]] = {}
    for word in marks.words:
        if inside(word, frame):
            row, column = grid.square(word.middle, word.level)
            held.setdefault(grid.region[row][column], []).append(word)
    columns = _columns(grid, held)
    rows = [
        tuple(tuple(held.get((row, column), ())) for column in columns)
        for row in range(len(grid.ys) - 1)
        if any((row, column) in held for column in columns)
    ]
    if len(columns) < 2 or not rows:
        return None
    edges = (*(grid.xs[column] for column in columns), grid.xs[-1])
    rows = [part for row in rows for part in _numbered_apart(row, edges)]
    heading = find_heading(rows, headings)
    columns_named, heads = heading if heading else (None, 0)
    cut = not any(abs(line.at - y1) <= _THICK and line.start < x1 and line.end > x0 for line in marks.level)
    weak = not heading and sum(_full(row) > 1 for row in rows) < 2
    return Candidate(marks, frame, edges, tuple(rows), "ruled", columns_named, heads, cut, weak)


def _columns(grid: Grid, held: dict[tuple[int, int], list[Word]]) -> list[int]:
    """Where cells begin; what only spanning cells cover, or slips of lines open, is no column."""
    begins = {first for row in grid.region for _, first in row}
    wordy = {column for _, column in held}
    wide = {c for c in begins if grid.xs[c + 1] - grid.xs[c] > _NARROW}
    return sorted(wide | wordy)


def _numbered_apart(row: WordRow, edges: Sequence[float]) -> list[WordRow]:
    """A row of several numbers parted at each: no line is drawn between rows. Any other row as it is."""
    lines = lines_of(row[0])
    near = any(below[0].base - above[0].base < _LIST * below[0].size for above, below in pairwise(lines))
    if near or not counts_up([text_of(line) for line in lines]):
        return [row]
    starts = numbered_starts([word for cell in row for word in cell], edges)
    parted: list[WordRow] = []
    for above, below in pairwise([float("-inf"), *starts, float("inf")]):
        parted.append(tuple(tuple(word for word in cell if above <= word.level < below) for cell in row))
    return [part for part in parted if any(part)]


def _full(row: WordRow) -> int:
    return sum(bool(cell) for cell in row)
