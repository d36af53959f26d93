"""The bodies that gave the review a management review, a chronology or a report.

    Document, Lexicons  ->  contributions  ->  Contribution for each body of the contributors' table
"""

from __future__ import annotations

import re

from dhrgraph.text.headings import Columns, read_heading
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Addressee, Cell, Contribution, Document, Passage
from dhrgraph.text.passages import join, passage

# A tick as printed, as a font's stand-in, or as a formula
_TICK = re.compile(r"[✓✔√xX☑]|\\+check\\?mark|yes|\$\\?checkmark\$", re.IGNORECASE)
_KINDS = ("imr", "chronology", "report")


def contributions(document: Document, lexicons: Lexicons) -> tuple[Contribution, ...]:
    """One entry a body, in the table's order; empty when the document has no such table.

    A row without a tick goes on with the name of the body above it.
    """
    found: list[Contribution] = []
    columns: Columns | None = None
    open_cells: list[Cell] = []
    ticks: frozenset[str] = frozenset()
    for table in document.tables:
        columns = None
        for row in table.rows:
            heading = read_heading(row, None, lexicons.headings)
            if heading:
                columns = heading[0] if heading[0].table == "contributors" else None
                continue
            if columns is None or not row or not (name := _cell(row, columns.column("agency"))):
                continue
            marks = frozenset(kind for kind in _KINDS if (cell := _cell(row, columns.column(kind))) and _TICK.search(cell.text))
            if marks and open_cells:
                found.append(_contribution(document.text, open_cells, ticks))
                open_cells = []
            if marks:
                ticks = marks
            open_cells.append(name)
        if open_cells:
            found.append(_contribution(document.text, open_cells, ticks))
            open_cells = []
    return tuple(found)


def _cell(row: tuple[Cell, ...], column: int | None) -> Cell | None:
    return row[column] if column is not None and column < len(row) and row[column].text else None


def _contribution(text: str, cells: list[Cell], ticks: frozenset[str]) -> Contribution:
    words = _without_note_mark(text, join(text, [passage(text, cell.span) for cell in cells]))
    return Contribution(Addressee(words, words.text, "column"), "imr" in ticks, "chronology" in ticks, "report" in ticks)


def _without_note_mark(text: str, whole: Passage) -> Passage:
    """The name without a footnote's number behind it."""
    last = whole.spans[-1]
    end = last.end
    while text[end - 1] in "¹²³⁴⁵⁶⁷⁸⁹⁰* ":
        end -= 1
    return passage(text, *whole.spans[:-1], type(last)(last.start, end))
