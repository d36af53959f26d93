"""Tables without upright lines: columns stand below the words of a known heading.

    Marks  ->  anchored_tables  ->  Candidate for each table, top to bottom

The heading's words and the white between the words below them give the columns' edges; the table ends where a line
runs over an edge. On following pages it goes on without a heading as long as lines keep to the columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dhrgraph.read.pdf_tables.cells import cell_of
from dhrgraph.read.pdf_tables.columns import GUTTER, blocks_of, column_of
from dhrgraph.read.pdf_tables.furniture import body_lines
from dhrgraph.read.pdf_tables.heading import has_heading_words, heading_words
from dhrgraph.read.pdf_tables.records import Candidate, Marks, Word, WordRow, around
from dhrgraph.read.pdf_tables.rows import row_starts
from dhrgraph.text.headings import Columns, Headings, fold, read_heading

Line = list[Word]

_MOST_HEADING_LINES = 5
_MOST_HEADING_WORDS = 60  # in one of them
_LEADING = 2.0  # of the type size: lines of a heading further apart are not one
_SPACE = 0.2  # of the type size: white that parts words
_SAMPLE = 8  # lines below the heading that show the columns first
_LARGER = 1.25  # times the type of the table: a title below it
_TITLE = 1.8  # times the type size: a line so far below the one before begins something new
_PADDING = 3.0  # points that an edge stands left of its column's words


class _Head:
    """A heading found: its lines [at, end), a block of words for each column, what they name."""

    def __init__(self, at: int, end: int, blocks: list[Line], columns: Columns, exact: int) -> None:
        self.at, self.end, self.blocks, self.columns = at, end, blocks, columns
        self.score = len(columns.fields) + exact - 2 * len(columns.unknown)


def anchored_tables(
    marks: Marks, headings: Headings, before: Candidate | None, near: Sequence[Marks]
) -> list[Candidate]:
    """The tables below known headings, after the rest of the one `before` on the page before.

    `near`: the pages before and after, which tell what is furniture.
    """
    lines = body_lines(marks, near, _like_heading)
    heads = list(_heads(lines, headings))
    found = []
    if before and before.form == "anchored":
        last = heads[0].at if heads else len(lines)
        if rest := _rest(lines[:last], before, marks, closed=bool(heads)):
            found.append(rest)
    for number, head in enumerate(heads):
        last = heads[number + 1].at if number + 1 < len(heads) else len(lines)
        if table := _below(head, lines[head.end : last], marks, closed=last < len(lines)):
            found.append(table)
        elif head.end == len(lines) and (lonely := _at_foot(head, marks, near)):
            found.append(lonely)
    return found


# --- headings -------------------------------------------------------------------------------------------------


def _heads(lines: Sequence[Line], headings: Headings) -> Iterator[_Head]:
    """The headings of a page, each of the lines that name most of its columns."""
    at = 0
    while at < len(lines):
        best = _best_head(lines, at, headings)
        later = [_best_head(lines, n, headings) for n in range(at + 1, best.end)] if best else []
        better = next((head for head in later if head and best and head.score > best.score), None)
        if better:
            at = better.at  # the lines before were words of a cell above it
            continue
        if best:
            yield best
        at = best.end if best else at + 1


def _best_head(lines: Sequence[Line], at: int, headings: Headings) -> _Head | None:
    """The heading that begins at a line, of as many lines as name most columns."""
    best = None
    if len(lines[at]) > _MOST_HEADING_WORDS or not has_heading_words([word.text for word in lines[at]]):
        return None
    for end in range(at + 1, min(at + _MOST_HEADING_LINES, len(lines)) + 1):
        if end > at + 1 and lines[end - 1][0].base - lines[end - 2][0].base > _LEADING * lines[at][0].size:
            break
        if len(lines[end - 1]) > _MOST_HEADING_WORDS:
            break
        head = _head(lines, at, end, headings)
        if head and (best is None or head.score >= best.score):
            best = head
    return best


def _like_heading(line: Line) -> bool:
    """Whether a line that pages repeat is a table's heading rather than a running title."""
    return len(blocks_of(line)) > 2 and has_heading_words([word.text for word in line])


def _head(lines: Sequence[Line], at: int, end: int, headings: Headings) -> _Head | None:
    blocks = blocks_of([word for line in lines[at:end] for word in line])
    if len(blocks) < 2:
        return None
    cells = [cell_of(block, heading_words()) for block in blocks]
    found = read_heading(cells, None, headings)
    exact = sum(fold(cell.text) in headings.words for cell in cells)
    return _Head(at, end, blocks, found[0], exact) if found else None


# --- columns --------------------------------------------------------------------------------------------------


def _edges(blocks: Sequence[Line], below: Sequence[Word]) -> tuple[float, ...]:
    """The columns' sides: in the emptiest white between two headings, near the words on its right."""
    boxes = [around(block) for block in blocks]
    inner = [
        _white(left[0] + 1, right[2] - 1, [*below, *a, *b])
        for (left, a), (right, b) in pairwise(zip(boxes, blocks, strict=True))
    ]
    words = [*below, *(word for block in blocks for word in block)]
    first = min([boxes[0][0], *(w.left for w in below if inner and w.right < inner[0])])
    last = max([boxes[-1][2], *(w.right for w in below if inner and w.left > inner[-1])])
    return (min(first, min(w.left for w in words)) - _PADDING, *inner, last + _PADDING)


def _white(low: float, high: float, words: Sequence[Word]) -> float:
    """The place between two x where fewest words stand, at the right side of the widest such gap."""
    events = [(max(w.left, low), 1) for w in words if w.right > low and w.left < high]
    events += [(min(w.right, high), -1) for w in words if w.right > low and w.left < high]
    depth, at = 0, low
    best: tuple[int, float, float] | None = None
    for place, change in [*sorted(events), (high, 0)]:
        if place - at > 0.5:
            key = (-depth, place - at, place)
            best = max(best, key) if best else key
        depth, at = depth + change, place
    if best is None:
        return (low + high) / 2
    _, width, end = best
    return end - min(_PADDING, width / 2)


# --- how far a table goes -------------------------------------------------------------------------------------


def _below(head: _Head, lines: Sequence[Line], marks: Marks, *, closed: bool) -> Candidate | None:
    """The table below a heading, as far as lines keep to its columns; None without a row."""
    edges, held = _fitted(head, lines, closed=closed)
    if not held:
        return None
    heading: WordRow = tuple(tuple(block) for block in head.blocks)
    top = [word for block in head.blocks for word in block]
    start = max(word.bottom for word in top) - 1
    rows = _rows(held, edges, head.columns.column("number"), marks, min(start, held[0][0].base - held[0][0].size))
    return _candidate([heading, *rows], edges, marks, head.columns, 1)


def _at_foot(head: _Head, marks: Marks, near: Sequence[Marks]) -> Candidate | None:
    """A heading left alone at the foot of a page: its columns are those that the top of the next page keeps to."""
    following = [page for page in near if page.page == marks.page + 1]
    lines = body_lines(following[0], (marks,), _like_heading) if following else []
    edges, held = _fitted(head, lines, closed=False) if lines else ((), [])
    if len({column_of(word, edges) for line in held for word in line}) < 2:
        return None
    return _candidate([tuple(tuple(block) for block in head.blocks)], edges, marks, head.columns, 1)


def _fitted(head: _Head, lines: Sequence[Line], *, closed: bool) -> tuple[tuple[float, ...], list[Line]]:
    """The edges that most lines below a heading keep to, and these lines.

    The first lines may leave a column empty, so edges are looked for again with the line that they stopped at.
    """
    edges = _edges(head.blocks, [word for line in lines[:_SAMPLE] for word in line])
    held = _kept(lines, edges, closed=closed)
    for more in (0, 1, 1, _SAMPLE, 1, _SAMPLE, 1, 1):
        if more and len(held) == len(lines):
            break
        tried = _edges(head.blocks, [word for line in lines[: len(held) + more] for word in line])
        kept = _kept(lines, tried, closed=closed)
        if len(kept) > len(held) or (not more and len(kept) == len(held)):
            edges, held = tried, kept
    return edges, held


def _rest(lines: Sequence[Line], before: Candidate, marks: Marks, *, closed: bool) -> Candidate | None:
    """What of the table before stands at the top of this page."""
    held = _kept(lines, before.edges, closed=closed)
    columns = {column_of(word, before.edges) for line in held for word in line}
    if not held or (len(columns) == 1 and not _goes_on(before.rows[-1], min(columns), held[0][0])):
        return None
    number = before.columns.column("number") if before.columns else None
    rows = _rows(held, before.edges, number, marks, held[0][0].base - held[0][0].size)
    return _candidate(rows, before.edges, marks, None, 0)


def _goes_on(row: WordRow, column: int, first: Word) -> bool:
    """Whether a lone cell at the top of a page ends what the last row above it left unended."""
    above = row[column][-1].text if column < len(row) and row[column] else "."
    return not above.endswith((".", "!", "?")) and (column > 0 or first.text[0].islower())


def _candidate(
    rows: Sequence[WordRow], edges: tuple[float, ...], marks: Marks, columns: Columns | None, heads: int
) -> Candidate:
    left, top, right, bottom = around([word for row in rows for cell in row for word in cell])
    box = (min(left, edges[0]) - 0.5, top - 0.5, max(right, edges[-1]) + 0.5, bottom + 0.5)
    return Candidate(marks, box, edges, tuple(rows), "anchored", columns, heads)


def _kept(lines: Sequence[Line], edges: Sequence[float], *, closed: bool) -> list[Line]:
    """The lines, from the first on, that keep to the columns; titles and beginnings of prose at their end left out.

    `closed`: another table follows the last line.
    """
    if not lines:
        return []
    size = max(word.size for word in lines[0])
    held: list[Line] = []
    ended = closed
    for line in lines:
        caption = _is_caption(line, edges, held[-1] if held else None)
        alike = size / _LARGER <= max(word.size for word in line) <= size * _LARGER
        if caption or not alike or not _keeps(line, edges):
            ended = True
            break
        held.append(line)
    while ended and held and _is_title(held, edges):
        held.pop()
    return held


def _keeps(line: Line, edges: Sequence[float]) -> bool:
    """Whether no word of a line stands over an edge and no run of words goes on from column to column."""
    if line[0].left < edges[0] - 2 * _PADDING:
        return False
    over = sum(word.left < edge - 1 and word.right > edge + 1 for word in line for edge in edges[1:-1])
    for left, right in pairwise(line):
        column, gap = column_of(right, edges), right.left - left.right
        aligned = right.left - edges[column] <= 1.2 * _PADDING and gap > _SPACE * left.size
        if column != column_of(left, edges) and gap < GUTTER * left.size and not aligned:
            over += 1
    return over == 0 or (over == 1 and len({column_of(word, edges) for word in line}) > 3)


def _is_caption(line: Line, edges: Sequence[float], above: Line | None) -> bool:
    """Whether a line runs over columns without white between its words, set off from the line above: no cell's."""
    apart = above is None or line[0].base - above[0].base > _TITLE * line[0].size
    several = len({column_of(word, edges) for word in line}) > 1 and len(blocks_of(line)) == 1
    return several and apart and column_of(line[0], edges) == 0 and line[0].text[0].isalpha() and len(line[0].text) > 2


def _is_title(held: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the last line stands alone in one column, with white above: what follows the table begins with it."""
    last = held[-1]
    if len({column_of(word, edges) for word in last}) > 1 or column_of(last[0], edges) > 1:
        return False
    if len(held) < 2:
        return True
    return last[0].base - held[-2][0].base > _TITLE * last[0].size


def _rows(
    lines: Sequence[Line], edges: tuple[float, ...], number: int | None, marks: Marks, top: float
) -> list[WordRow]:
    words = [word for line in lines for word in line]
    bottom = max(word.base for word in words) + 1
    starts = row_starts(words, edges, number, marks, top, bottom)
    rows: list[list[list[Word]]] = [[[] for _ in edges[1:]] for _ in range(len(starts) + 1)]
    heights = [start.at for start in starts]
    for word in words:
        row, column = bisect_right(heights, word.level), column_of(word, edges)
        while row and column < starts[row - 1].kept:
            row -= 1
        rows[row][column].append(word)
    return [tuple(tuple(cell) for cell in row) for row in rows if any(row)]
