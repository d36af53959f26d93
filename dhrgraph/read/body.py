r"""What a reader makes of a file: one text with its tables, and where each word stands on paper.

    Prose, Grid  ->  assemble  ->  Body

Readers of formats that are no text (PDF, DOCX, HTML) give lines and grids in reading order; the text is put together
here, in one way for all, so that spans, lines and tables agree. A cell never holds a tab or a line end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dhrgraph.records import Box, Cell, Format, Issue, Line, Place, Span, Table, TableForm


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a page; pages count from 1."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and where; formats without pages give no spot."""

    words: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """One line outside tables. A line without words is a blank line: the end of a paragraph.

    Marks as in Markdown say what the format knows: "## " before a heading, "- " or "1. " before a list item, "**"
    around a line that is all bold.
    """

    words: str = ""
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of cells, each cell of the pieces it was put together from (none: an empty cell)."""

    rows: Sequence[Sequence[Sequence[Piece]]]
    form: TableForm


@dataclass(frozen=True, slots=True)
class Body:
    """A file's text, tables, places on pages, and what could not be read. `lines` are the text's, where its reader had
    to tell them; else empty."""

    text: str
    tables: tuple[Table, ...]
    format: Format
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()
    lines: tuple[Line, ...] = ()


def assemble(parts: Iterable[Prose | Grid], form: Format, issues: Iterable[Issue] = ()) -> Body:
    r"""One text from lines and grids in reading order. A row is a line, its cells parted by tabs.

    Example:
        >>> page = [Prose("The panel met."), Grid([[[Piece("1")], [Piece("Act "), Piece("now")]]], "ruled")]
        >>> body = assemble(page, "pdf")
        >>> body.text, [cell.text for cell in body.tables[0].rows[0]]
        ('The panel met.\n\n1\tAct now\n\n', ['1', 'Act now'])
    """
    writing = _Writing()
    for part in parts:
        if isinstance(part, Prose):
            writing.line(part)
        else:
            writing.grid(part)
    return Body(writing.text(), tuple(writing.tables), form, tuple(writing.places), tuple(issues))


class _Writing:
    """The text written so far, with its length counted."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.places: list[Place] = []
        self._said: list[str] = []
        self._length = 0

    def text(self) -> str:
        return "".join(self._said)

    def line(self, line: Prose) -> None:
        self._piece(Piece(line.words, line.spot))
        self._write("\n")

    def grid(self, grid: Grid) -> None:
        if not any(piece.words.split() for row in grid.rows for cell in row for piece in cell):
            return
        self._write("\n")
        start = self._length
        rows = tuple(self._row(row) for row in grid.rows)
        self.tables.append(Table(rows, Span(start, self._length), grid.form))
        self._write("\n")

    def _row(self, row: Sequence[Sequence[Piece]]) -> tuple[Cell, ...]:
        cells = []
        for number, pieces in enumerate(row):
            if number:
                self._write("\t")
            cells.append(self._cell([piece for piece in pieces if piece.words.split()]))
        self._write("\n")
        return tuple(cells)

    def _cell(self, pieces: Sequence[Piece]) -> Cell:
        start = self._length
        for number, piece in enumerate(pieces):
            if number:
                self._write(" ")
            self._piece(piece)
        return Cell("".join(self._said[-(2 * len(pieces) - 1) :]) if pieces else "", Span(start, self._length))

    def _piece(self, piece: Piece) -> None:
        words = " ".join(piece.words.split())
        if words and piece.spot:
            self.places.append(Place(Span(self._length, self._length + len(words)), piece.spot.page, piece.spot.box))
        self._write(words)

    def _write(self, words: str) -> None:
        self._said.append(words)
        self._length += len(words)
