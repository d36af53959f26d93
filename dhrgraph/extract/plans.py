"""Put action-plan tables together again across page breaks, repeated headings and split captions.

    Document, Lexicons  ->  read_plans  ->  PlanRow for each recommendation, Issue for each doubt

A plan row belongs to one recommendation; each of its fields holds the fragments of its column in reading order.
Where reading is a judgement (a number that is missing, a line that a page break repeated) an Issue says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dhrgraph.extract.captions import Caption, looks_like_caption, read_caption
from dhrgraph.text.headings import Columns, is_heading_again, is_heading_rest, read_heading
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Cell, Document, Issue, Passage, Span
from dhrgraph.text.passages import join, passage

Row = tuple[Cell, ...]

NUMBER = re.compile(r"(?:R(?:ec(?:ommendation)?)?\.?\s*)?\d+(?:\.\d+)*\s?[a-z]?\.?", re.IGNORECASE)
_REPEATED_WORDS = 4  # a repeated line shorter than this may be chance
_TAIL = 300  # characters back in which a page break can repeat what stood above it


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation's row, whole. `cells` maps a field to its fragments; `merged` as in Columns."""

    caption: Caption | None
    number: str | None
    inferred: bool
    cells: Mapping[str, tuple[Cell, ...]]
    merged: frozenset[str]

    def words(self, text: str, name: str) -> Passage:
        """The words of one field; EMPTY when the plan has no such column or the cells are blank."""
        return join(text, [passage(text, cell.span) for cell in self.cells.get(name, ())])


@dataclass(slots=True)
class _State:
    """What is known while walking down the rows."""

    columns: Columns | None = None
    heading: Row = ()
    caption: Caption | None = None
    number: str | None = None
    inferred: bool = False
    open: dict[str, list[Cell]] = field(default_factory=dict)
    rows: list[PlanRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def close(self) -> None:
        if self.open and self.columns:
            cells = {name: tuple(fragments) for name, fragments in self.open.items()}
            self.rows.append(PlanRow(self.caption, self.number, self.inferred, cells, self.columns.merged))
        self.open = {}


def read_plans(document: Document, lexicons: Lexicons) -> tuple[tuple[PlanRow, ...], tuple[Issue, ...]]:
    """Every row of every action plan, in reading order; empty when the document has none."""
    state = _State()
    for table in document.tables:
        _walk(table.rows, state, document, lexicons)
    state.close()
    return tuple(state.rows), tuple(state.issues)


def _walk(rows: Sequence[Row], state: _State, document: Document, lexicons: Lexicons) -> None:
    at = 0
    while at < len(rows):
        row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else None
        taken = _heading(row, after, state, lexicons)
        if taken:
            at += taken
            continue
        if after is not None and _starts_heading(after, rows, at, state, lexicons):
            caption = looks_like_caption(row, state.caption, lexicons)
            if caption:
                _new_caption(row, state, document, lexicons)
                at += 1
                continue
        if state.columns is not None:
            _data(row, state, document)
        at += 1


def _heading(row: Row, after: Row | None, state: _State, lexicons: Lexicons) -> int:
    """How many rows a heading takes here (0: none), with the columns noted."""
    found = read_heading(row, after, lexicons.headings)
    if found and found[0].table != "plan":
        state.close()
        state.columns = None
        return found[1]
    if found:
        columns, taken = found
        if state.columns is None or len(columns.fields) >= len(state.columns.fields) - 1:
            _note_columns(columns, row, state)
        state.heading = row
        return taken
    if state.columns and state.heading and is_heading_again(row, state.columns, lexicons.headings):
        rest = after is not None and is_heading_rest(after, state.columns, lexicons.headings, row)
        return 2 if rest else 1
    return 0


def _note_columns(columns: Columns, row: Row, state: _State) -> None:
    if state.columns is not None and columns.fields != state.columns.fields and state.open:
        state.close()
        state.number = None
    for words in columns.unknown:
        message = (
            f"no meaning is recorded for the column heading '{words}'; its cells are left out. "
            "To mend: add a row to ontology/table_headings.csv."
        )
        if all(issue.message != message for issue in state.issues):
            state.issues.append(Issue("extract", "warning", message, row[0].span))
    state.columns = columns


def _starts_heading(after: Row, rows: Sequence[Row], at: int, state: _State, lexicons: Lexicons) -> bool:
    beyond = rows[at + 2] if at + 2 < len(rows) else None
    found = read_heading(after, beyond, lexicons.headings)
    if found:
        return found[0].table == "plan"
    return state.columns is not None and is_heading_again(after, state.columns, lexicons.headings)


def _new_caption(row: Row, state: _State, document: Document, lexicons: Lexicons) -> None:
    caption = read_caption(row, state.caption, document, lexicons)
    if state.caption is None or caption.name != state.caption.name:
        state.close()
        state.caption, state.number, state.columns = caption, None, None


def _data(row: Row, state: _State, document: Document) -> None:
    columns = state.columns
    if columns is None:
        return
    named = {columns.field(n): cell for n, cell in enumerate(row) if cell.text and columns.field(n)}
    cells: dict[str, Cell] = {name: cell for name, cell in named.items() if name}
    number = cells.pop("number", None)
    if number and NUMBER.fullmatch(number.text):
        state.close()
        state.number, state.inferred = number.text.rstrip("."), False
    elif _begins_without_number(cells, state, document.text):
        state.close()
        _infer_number(cells, state)
    elif not state.open:
        return
    for name, cell in cells.items():
        held = state.open.setdefault(name, [])
        if _repeats(cell, held, document.text):
            state.issues.append(
                Issue("extract", "note", f"a page break repeats {len(cell.text.split())} words of the {name} cell; read once", cell.span)
            )
        else:
            held.append(cell)


def _begins_without_number(cells: Mapping[str, Cell], state: _State, text: str) -> bool:
    """Whether a row with no number starts a recommendation: the one before has ended and this one is dressed as a first row."""
    start = cells.get("recommendation")
    if start is None or not start.text[:1].isupper() or not ({"scope", "lead"} & cells.keys()):
        return False
    before = state.open.get("recommendation")
    ended = before is None or before[-1].text.rstrip().endswith((".", "!", "?", ")"))
    return ended or "scope" in cells


def _infer_number(cells: Mapping[str, Cell], state: _State) -> None:
    previous = re.fullmatch(r"(\D*)(\d+)", state.number or "")
    where = cells["recommendation"].span
    if previous or state.number is None:
        state.number = f"{previous[1]}{int(previous[2]) + 1}" if previous else "1"
        state.inferred = True
        said = f"a recommendation's number is missing; {state.number} is inferred from its place"
    else:
        state.number, state.inferred = None, False
        said = "a recommendation's number is missing"
    state.issues.append(Issue("extract", "warning", said, where))


def _repeats(cell: Cell, held: Sequence[Cell], text: str) -> bool:
    if len(cell.text.split()) < _REPEATED_WORDS:
        return False
    before = " ".join(" ".join(text[c.span.start : c.span.end] for c in held).split())
    return " ".join(cell.text.split()) in before[-_TAIL:]


def where(row: PlanRow) -> Span:
    """From the first to the last word of a row."""
    spans = [cell.span for cells in row.cells.values() for cell in cells]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
