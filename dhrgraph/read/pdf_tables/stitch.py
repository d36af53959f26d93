"""Parts of tables on following pages put together.

    candidates, in order  ->  stitched  ->  PageTable for each

A part goes on the table before it when their columns agree and nothing but page furniture stands between. What the
page repeats of heading and caption is dropped. A row that the page end cut is made whole only where its lines or the
ends of its cells speak clearly; else it stays a row with an empty number, for `extract` to judge.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dhrgraph.read.pdf_tables.cells import piece_of, text_of, words_of
from dhrgraph.read.pdf_tables.furniture import is_page_number, without_digits
from dhrgraph.read.pdf_tables.heading import heading_words
from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Candidate, PageTable, PieceRow, Word, WordRow, inside
from dhrgraph.text.headings import fold

_TOLERANCE = 5.0  # points that a column's edge may move from page to page, after a shift of the whole table
_SHIFT = 60.0  # points that margins of left and right pages may differ
_LEVEL = 2.0  # points by which lines side by side may differ
_ENDED = (".", "!", "?")
_OPEN = (",", "-", "–", "(", "&", "/")
_LISTING = (";", ":", ",", "; and", "; or")
_BULLETS = ("•", "▪", "◦", "●", "○", "‣")
_LEAST_NEW = 3  # cells that a new action begins with: what is to be done, by whom, by when
_NUMBER = re.compile(r"\D{0,12}\d{1,3}(?:\.\d{1,3}){0,4}\D{0,3}")


def stitched(parts: Sequence[Candidate]) -> tuple[PageTable, ...]:
    """Each candidate as a part of a table, with the rows that page ends cut made whole."""
    furniture = _furniture(parts)
    known = _known_words(parts)
    made: list[tuple[Candidate, list[PieceRow], bool]] = []
    first: Candidate | None = None  # the part with the heading of the table being put together
    holder = -1  # the part that holds its last row
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else None
        continues = before is not None and first is not None and _goes_on(before, part, first, furniture)
        if not continues or first is None:
            first, holder = part, -1
        rows = _aligned(_fresh_rows(part, first), part, first)
        pieces = [tuple(piece_of(cell, part.marks.page, known, heading_words()) for cell in row) for row in rows]
        if continues and before is not None and holder >= 0 and rows:
            last = _last_words(parts, number, first)
            if _is_rest(before, last, rows[0], first):
                pieces = _rest_merged(made[holder][1], pieces, _kept_above(last, rows[0], first), first)
        if pieces:
            holder = number
        made.append((part, pieces, continues))
    return tuple(PageTable(p.marks.page, p.box, tuple(rows), p.form, goes_on) for p, rows, goes_on in made)


def _known_words(parts: Sequence[Candidate]) -> frozenset[str]:
    """The words of all pages with tables, of headings and of dates: a narrow column may break them."""
    pages = {part.marks.page: part.marks.words for part in parts}
    return heading_words() | {month.casefold() for month in calendar.month_name}.union(*map(words_of, pages.values()))


# --- whether a part goes on -----------------------------------------------------------------------------------


def fits(part: Candidate, other: Candidate) -> bool:
    """Whether a part without heading has the columns of the other, or some of them."""
    return same_columns(part, other) or _within(part, other)


def same_columns(part: Candidate, other: Candidate) -> bool:
    """Whether the columns of two parts lie under one another; the whole may be shifted, as on left and right pages."""
    if len(part.edges) != len(other.edges):
        return False
    shifts = [mine - theirs for mine, theirs in zip(part.edges, other.edges, strict=True)]
    return max(shifts) - min(shifts) <= 2 * _TOLERANCE and abs(shifts[0]) <= _SHIFT


def _within(part: Candidate, other: Candidate) -> bool:
    """Whether each column edge of a part is one of the other's: a part of a row may lack lines."""
    return all(min(abs(edge - known) for known in other.edges) <= _TOLERANCE for edge in part.edges)


def _goes_on(before: Candidate, part: Candidate, first: Candidate, furniture: Mapping[str, int]) -> bool:
    if part.marks.page - before.marks.page not in (0, 1):
        return False
    if part.columns and (first.columns is None or _heads(part) != _heads(first)):
        return False
    alike = same_columns(part, before) or (not part.columns and (fits(part, first) or _within(part, before)))
    if not alike and not (part.columns and len(part.edges) == len(first.edges)):
        return False
    if part.marks.page == before.marks.page:
        between = [w for w in part.marks.words if before.box[3] < w.level < part.box[1]]
        return bool(part.columns) and not between
    below = [word for word in before.marks.words if word.level > before.box[3]]
    above = [word for word in part.marks.words if word.level < part.box[1]]
    return _only_furniture(below, furniture) and _only_furniture(above, furniture)


def _heads(part: Candidate) -> list[list[str]]:
    """The words of the heading rows and of the captions above them, as they are compared."""
    return [[fold(text_of(cell)) for cell in row] for row in part.rows[: part.heads]]


def _furniture(parts: Sequence[Candidate]) -> Mapping[str, int]:
    """Lines with how many pages show them, numbers aside: what two pages show is furniture."""
    pages = {part.marks.page: part.marks for part in parts}
    boxes: dict[int, list[Candidate]] = {}
    for part in parts:
        boxes.setdefault(part.marks.page, []).append(part)
    count: Counter[str] = Counter()
    for page, marks in pages.items():
        free = [word for word in marks.words if not any(inside(word, part.box) for part in boxes[page])]
        count.update({without_digits(line) for line in lines_of(free)})
    return count


def _only_furniture(words: Sequence[Word], furniture: Mapping[str, int]) -> bool:
    return all(furniture.get(without_digits(line), 0) > 1 or is_page_number(line) for line in lines_of(words))


# --- rows -----------------------------------------------------------------------------------------------------


def _fresh_rows(part: Candidate, first: Candidate) -> list[WordRow]:
    """The rows of a part without the heading and captions that it repeats; of the first part, all but later repeats."""
    heads = _heads(first)
    again = [row for row in heads if any(row)] if first.heads else []
    kept = []
    for number, row in enumerate(part.rows):
        said = [fold(text_of(cell)) for cell in row] if again and len(row) == len(first.rows[0]) else []
        if said in again and not (part is first and number < part.heads):
            continue
        kept.append(row)
    return kept


def _aligned(rows: Sequence[WordRow], part: Candidate, first: Candidate) -> list[WordRow]:
    """Rows of a part that lacks lines, with each cell in the column of the first part that it stands in."""
    if part is first or len(part.edges) == len(first.edges):
        return list(rows)
    places = [
        min(range(len(first.edges) - 1), key=lambda n, edge=edge: abs(first.edges[n] - edge))  # type: ignore[misc]
        for edge in part.edges[:-1]
    ]
    aligned = []
    for row in rows:
        cells: list[tuple[Word, ...]] = [()] * (len(first.edges) - 1)
        for place, cell in zip(places, row, strict=True):
            cells[place] = (*cells[place], *cell)
        aligned.append(tuple(cells))
    return aligned


def _last_words(parts: Sequence[Candidate], number: int, first: Candidate) -> WordRow:
    """The last row with words before a part, as far as it stands on the page before."""
    before = parts[number - 1]
    return _aligned(before.rows[-1:], before, first)[0]


def _is_rest(before: Candidate, last: WordRow, row: WordRow, first: Candidate) -> bool:
    """Whether a page's first row is the rest of the row before: that was left open, or a sentence goes on."""
    if before.form == "labelled" or (first.columns is None and len(row) == 2 and all(cells[0] for cells in first.rows)):
        return not row[0]  # each label begins a row
    number = _number_column(first)
    if number is not None and row[number] and (last[number] or not any(last[number + 1 : number + 2])):
        return False  # a number below words of its own row is centred; below an action's row it begins the next
    pairs = [(text_of(above), text_of(below)) for above, below in zip(last, row, strict=False)]
    sentences = any(_sentence_goes_on(above, below) for above, below in pairs)
    if number is not None and not row[number]:  # one word above is enough where a row should be numbered
        sentences |= any(below[:1].islower() and not above.endswith(_ENDED) for above, below in pairs if above)
    if before.cut:
        return sentences or number is not None or not all(row)
    return sentences and not (number is not None and row[number])


def _kept_above(last: WordRow, row: WordRow, first: Candidate) -> int:
    """How many columns of the rest of a row go on from above: all, or only those left of a new action's cells."""
    start = first.columns.column("action") if first.columns else None
    recommended = first.columns.column("recommendation") if first.columns else None
    if start is None or recommended is None or start <= recommended:
        return len(row)
    begun = [(text_of(above), text_of(below)) for above, below in zip(last[start:], row[start:], strict=False) if below]
    new = len(begun) >= _LEAST_NEW and bool(row[start]) and bool(row[recommended])
    if not new or any(below[0].islower() or (above and above.endswith(_OPEN)) for above, below in begun):
        return len(row)
    torn = all(
        _as_low(above, last[recommended]) for above, below in zip(last[start:], row[start:], strict=False) if below
    )
    return len(row) if torn else start


def _as_low(cell: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the words of a cell reach down to the last line of another that goes on: the page ended both."""
    return bool(cell and other) and max(word.base for word in cell) > max(word.base for word in other) - _LEVEL


def _number_column(first: Candidate) -> int | None:
    """The column that numbers the rows, by its heading or by what it holds."""
    named = first.columns.column("number") if first.columns else None
    if named is not None:
        return named
    held = [text_of(row[0]) for row in first.rows if row[0]]
    return 0 if held and sum(_NUMBER.fullmatch(words) is not None for words in held) * 2 >= len(held) else None


def _sentence_goes_on(above: str, below: str) -> bool:
    """Whether words are cut in the middle of a sentence.

    Example:
        >>> _sentence_goes_on("To write to all", "schools by May."), _sentence_goes_on("Police", "Council")
        (True, False)
    """
    if not above or not below or above.endswith(_ENDED):
        return False
    goes_on = below[0].islower() and len(above.split()) > 2
    return goes_on or above.endswith(_OPEN) or (above.endswith(_LISTING) and below.startswith(_BULLETS))


def _rest_merged(above: list[PieceRow], pieces: list[PieceRow], kept: int, first: Candidate) -> list[PieceRow]:
    """The rows of a page without the rest of the row above; that is added to it, and a merged cell to the row that it
    begins in."""
    rest, fresh = (*pieces[0][:kept], *((),) * len(pieces[0][kept:])), (*((),) * kept, *pieces[0][kept:])
    recommended = first.columns.column("recommendation") if first.columns else None
    number = _number_column(first)
    at = len(above) - 1
    if number is not None and recommended is not None and rest[recommended]:
        while at and not above[at][recommended] and not above[at][number]:
            at -= 1
        if above[at][recommended] and at < len(above) - 1:
            merged = tuple(cell if column == recommended else () for column, cell in enumerate(rest))
            above[at] = _merged(above[at], merged)
            rest = tuple(() if column == recommended else cell for column, cell in enumerate(rest))
    above[-1] = _merged(above[-1], rest)
    return [fresh, *pieces[1:]] if any(fresh) else pieces[1:]


def _merged(row: PieceRow, rest: PieceRow) -> PieceRow:
    width = max(len(row), len(rest))
    left = (*row, *((),) * (width - len(row)))
    right = (*rest, *((),) * (width - len(rest)))
    return tuple((*mine, *more) for mine, more in zip(left, right, strict=True))
