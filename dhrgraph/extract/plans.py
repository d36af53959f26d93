"""Put action-plan tables together again across page breaks, repeated headings and split captions.

    Document, Lexicons  ->  read_plans  ->  PlanRow for each recommendation, Issue for each doubt

Where reading is a judgement (a number that is missing, a line that a page break repeated, a column nobody knows)
an Issue says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dhrgraph.extract.captions import (
    Caption,
    Captions,
    ListKind,
    caption_above,
    caption_of,
    kind_above,
    named_beside,
    only_words,
    tables_below_lines,
)
from dhrgraph.extract.forms import Entry, entries
from dhrgraph.extract.labels import recommendation_label
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.plan_rows import PlanRow, mended, other_field, printed_number, with_number
from dhrgraph.extract.plan_state import OpenRow, Unplaced
from dhrgraph.records import EMPTY, Cell, Document, Issue, Line, Passage, Table
from dhrgraph.text.headings import Columns, fold, is_heading_again, is_heading_rest, read_heading
from dhrgraph.text.passages import clean, part

Row = Sequence[Cell]
Found = tuple[Columns, int] | None

_PLANS = ("plan", "actions")
_REC = "rec"  # a column of numbers headed so holds those of recommendations, not of actions
_QUESTIONS = 3  # cells of a row that ask: the template's own explanations, left in


def read_plans(document: Document, lexicons: Lexicons) -> tuple[tuple[PlanRow, ...], tuple[Issue, ...]]:
    """Every row of every action plan, in reading order; empty when the document has none."""
    reader = _Reader(document, lexicons)
    for table, above in tables_below_lines(document):
        reader.table(table, above)
    return reader.rows()


class _Reader:
    """What is known while walking down the tables."""

    def __init__(self, document: Document, lexicons: Lexicons) -> None:
        self._text, self._lexicons = document.text, lexicons
        self._captions = Captions(document, lexicons)
        self._columns: Columns | None = None
        self._width = 0
        self._widest = 0  # cells in the longest row of the table
        self._heading: Row = ()
        self._caption: Caption | None = None
        self._below_heading: ListKind | None = None  # what kind of list the line above the table is the heading of
        self._repeating: frozenset[int] = frozenset()  # columns of numbers that are not the actions' own
        self._open = OpenRow(document.text)
        self._unplaced = Unplaced()

    def rows(self) -> tuple[tuple[PlanRow, ...], tuple[Issue, ...]]:
        """What was read, when all tables are."""
        self._open.close()
        return tuple(self._open.rows), (*self._open.issues, *self._open.stray(), *self._unplaced.issues())

    def table(self, table: Table, above: Sequence[Line]) -> None:
        """Read one table; `above` are the lines with words since the one before."""
        rows = table.rows
        self._repeating = _repeating(rows)
        self._widest = max(map(len, rows), default=0)
        self._below_heading = kind_above(self._text, above, self._lexicons)
        if form := entries(table, self._lexicons):
            self._form(form)
            return
        found = [
            read_heading(row, rows[n + 1] if n + 1 < len(rows) else None, self._lexicons.headings)
            for n, row in enumerate(rows)
        ]
        if any(f and f[0].table in _PLANS for f in found) or self._columns:
            caption, prose = caption_above(self._text, above, self._lexicons)
            among_bodies = self._caption is not None and not self._caption.of_review
            if (caption is None or prose) and among_bodies and any(found):
                caption = named_beside(self._text, above) or caption
            if caption:
                self._new_caption(caption, keep_columns=not any(found))
            elif prose:
                self._columns = None
        at = 0
        while at < len(rows):
            at += self._row(rows, at, found)

    def _row(self, rows: Sequence[Row], at: int, found: Sequence[Found]) -> int:
        """Read what begins at a row; how many rows were taken."""
        taken = self._read_heading(rows, at, found[at])
        if taken:
            return taken
        row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else None
        if self._states(row):
            return 1
        if (
            after is not None
            and self._starts_heading(after, found[at + 1])
            and self._captions.looks_like_one(row, self._caption)
        ):
            self._new_caption(self._captions.read(row, self._caption))
            return 1
        if self._columns is None:
            return 1
        if caption := self._group_caption(row):
            self._new_caption(caption, keep_columns=True)
            return 1
        row, taken = mended(rows, at, self._width, lambda more: self._stands_alone(more))
        if sum(cell.text.rstrip().endswith("?") for cell in row) < _QUESTIONS:
            self._data(row, self._columns)
        return taken

    def _form(self, form: Sequence[Entry]) -> None:
        """Read a table that is a form. One without a recommendation of its own answers what stands above it."""
        number: str | None = None
        self._columns = None
        if all(entry.field != "recommendation" for entry in form):
            self._open.close(forget=True)
        for entry in form:
            words = clean(self._text, entry.cell.span)
            if entry.field == "number":
                number = printed_number(words.text) or words.text
            elif entry.field == "recommendation":
                self._open.state(self._caption, entry.number or number, words)
                number = None
            else:
                self._open.fill(entry.field, words, merged=entry.merged and entry.field == "target")
                if entry.field == other_field(entry.label):
                    self._unplaced.heading(entry.label, entry.cell.span)
                    self._unplaced.cell(entry.label, entry.cell)

    def _states(self, row: Row) -> bool:
        """Whether a row states the recommendation whose actions the rows below it are."""
        words = self._stated(row)
        label = recommendation_label(words.text, self._lexicons)
        if label is None:
            return False
        self._open.state(self._caption, label.number, part(self._text, words, *label.rest))
        return True

    def _stated(self, row: Row) -> Passage:
        """The words of a labelled recommendation over the whole width; EMPTY for any other row.

        Formats that know of merged cells give such a row as one cell. Beside a column of recommendations a single
        cell is rather the piece of a broken row, and a table of single cells is no plan.
        """
        only = only_words(row)
        beside = self._columns is not None and self._columns.column("recommendation") is not None
        whole = len(row) > 1 or (self._widest > 1 and not beside)
        words = clean(self._text, only.span) if only and whole else EMPTY
        label = recommendation_label(words.text, self._lexicons) if words else None
        return words if label and label.rest[0] < label.rest[1] else EMPTY

    def _read_heading(self, rows: Sequence[Row], at: int, found: Found) -> int:
        """How many rows a heading takes here (0: none), with the columns noted."""
        row = rows[at]
        if found and found[0].table not in _PLANS:
            self._open.close()
            self._columns = None
            return found[1]
        if found:
            columns, taken = found
            known, width = self._columns, _width(row)
            if known is None or width != self._width or len(columns.fields) >= len(known.fields) - 1:
                self._note_columns(columns, row, width)
            self._heading = row
            return taken
        if self._columns and self._heading and is_heading_again(row, self._columns, self._lexicons.headings):
            after = rows[at + 1] if at + 1 < len(rows) else None
            rest = after is not None and is_heading_rest(after, self._columns, self._lexicons.headings, row)
            return 2 if rest else 1
        return 0

    def _note_columns(self, columns: Columns, row: Row, width: int) -> None:
        other = self._columns is not None and columns.fields != self._columns.fields
        if (columns.table == "actions" or other) and not self._open.is_stated:
            self._open.close(forget=True)
        columns = with_number(columns, row)
        number = columns.column("number")
        of_recommendations = number is not None and (
            (number < len(row) and fold(row[number].text).startswith(_REC)) or number in self._repeating
        )
        if columns.table == "actions" and (self._below_heading or of_recommendations):
            columns = replace(columns, numbered=number is not None or self._below_heading == "body")
        self._columns, self._width = columns, width
        for _, words in columns.unknown:
            self._unplaced.heading(words, row[0].span)

    def _starts_heading(self, row: Row, found: Found) -> bool:
        if found:
            return found[0].table in _PLANS
        return self._columns is not None and is_heading_again(row, self._columns, self._lexicons.headings)

    def _new_caption(self, caption: Caption, *, keep_columns: bool = False) -> None:
        if self._caption is None or caption.name != self._caption.name:
            self._open.close(forget=True)
            self._caption = caption
            if not keep_columns:
                self._columns = None

    def _group_caption(self, row: Row) -> Caption | None:
        """The caption that a row inside a table is: nothing but a body's name, where a number should stand."""
        only = only_words(row)
        if only is None or (len(row) > 1 and not row[0].text) or printed_number(only.text):
            return None
        whole_width = len(row) == 1 or all(cell.text for cell in row) or self._first_field() == "number"
        caption = caption_of(self._text, clean(self._text, only.span), self._lexicons)
        return caption if caption and (whole_width or not caption.of_review) else None

    def _first_field(self) -> str | None:
        return self._columns.field(0) if self._columns else None

    def _stands_alone(self, row: Row) -> bool:
        if self._stated(row):
            return True
        return self._group_caption(row) is not None or read_heading(row, None, self._lexicons.headings) is not None

    def _data(self, row: Row, columns: Columns) -> None:
        """One row of cells below a heading."""
        fields: dict[str, list[Passage]] = {}
        unknown = dict(columns.unknown)
        for number, cell in enumerate(row):
            field = columns.field(number)
            if not cell.text:
                continue
            if field is None:
                field = other_field(unknown.get(number, ""))
                self._unplaced.cell(unknown.get(number), cell)
            fields.setdefault(field, []).append(clean(self._text, cell.span))
        if fields:
            self._open.add(self._caption, columns, fields)


def _width(row: Row) -> int:
    """How many columns a row has, blank ones at its end left out."""
    return max((n for n, cell in enumerate(row) if cell.text), default=-1) + 1


def _repeating(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that hold the same number in two rows, one below the other."""
    pairs = (enumerate(zip(above, below, strict=False)) for above, below in pairwise(rows))
    return frozenset(n for row in pairs for n, (a, b) in row if a.text == b.text and printed_number(a.text))
