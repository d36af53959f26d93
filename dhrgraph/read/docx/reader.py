"""Word files: body text in order, with the numbers and bullets that Word prints, and tables as they are made.

    bytes  ->  read  ->  Body

Headers, footers, comments, footnotes and tables of contents are not read. The archive is opened in `docx_archive.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body, assemble
from dhrgraph.read.docx.archive import open_package
from dhrgraph.read.docx.numbering import Numbering
from dhrgraph.read.docx.styles import Style, Styles, rank
from dhrgraph.read.docx.words import Said, Words
from dhrgraph.read.docx.xml import Element, number, switch, value, w, within
from dhrgraph.read.flow import Block, Flow, Paragraph, Rows, lines_and_grids, printed
from dhrgraph.records import Issue

_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
_MOST_COLUMNS = 63  # Word's own limit
_MOST_PLACES = 250_000  # of one table; a larger one is read without merged cells
_NO_LIST = "0"
_NOT_READ: tuple[tuple[str, Literal["warning", "note"], str], ...] = (
    (w("footnoteReference"), "note", "footnotes that were not read"),
    (w("endnoteReference"), "note", "endnotes that were not read"),
    (w("altChunk"), "warning", "parts of another format inside the Word file that were not read; save it as PDF"),
)


def read(data: bytes, file: str) -> Body:
    """The text and tables of a Word file.

    Raises:
        UnreadableError: damaged, locked, dangerous to unpack, or nested beyond reason.
    """
    package = open_package(data, file)
    root = package.part(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise UnreadableError(file, "a Word file without a body; save it again from Word")
    styles = Styles(package.beside("styles"))
    reader = _Reader(styles, Numbering(package.beside("numbering"), styles))
    return assemble(lines_and_grids(reader.flow(body)), "docx", _unread(body))


class _Reader:
    """Goes through the body once, in order: numbers are counted on the way."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering, self._words = styles, numbering, Words(styles)

    def flow(self, parent: Element) -> Flow:
        """The paragraphs and tables of a body, a cell or a text box."""
        return tuple(self._blocks(parent))

    def _blocks(self, parent: Element) -> Iterator[Block]:
        before: list[Said] = []  # words of paragraphs whose end was deleted or hidden: they run into the next
        for child in within(parent):
            if child.tag == _TABLE:
                yield self._table(child)
            elif child.tag == _PARAGRAPH:
                properties = child.find(w("pPr"))
                style = self._styles.of(value(properties, "pStyle"))
                said = [*before, *self._words.of(child, style)]
                before = said if _runs_on(properties) else []
                if not before and not style.contents:
                    yield from self._paragraph(said, properties, style)
        if before:
            yield from self._paragraph(before, None, Style())

    def _paragraph(self, said: list[Said], properties: Element | None, style: Style) -> Iterator[Block]:
        """The paragraph, and what its text boxes hold."""
        own, mark = rank(properties), self._mark(properties, style)
        if said or mark:
            level = (style.level or 0) if own is None else own
            yield Paragraph(printed((piece.words, piece.bold) for piece in said), mark, level)
        for piece in said:
            if piece.box is not None:
                yield from self._blocks(piece.box)

    def _mark(self, properties: Element | None, style: Style) -> str:
        own = None if properties is None else properties.find(w("numPr"))
        name = value(own, "numId") or style.list
        if name is None or name == _NO_LIST:
            return ""
        depth = number(own, "ilvl")
        if depth is None:
            depth = self._numbering.depth_of(name, style.chain)
        return self._numbering.mark(name, (style.depth or 0) if depth is None else depth)

    def _table(self, table: Element) -> Rows:
        rows = [row for row in within(table) if row.tag == _ROW and not _is_deleted(row)]
        headed = any(switch(row.find(w("trPr")), "tblHeader") for row in rows)
        columns = _MOST_COLUMNS if len(rows) * _MOST_COLUMNS <= _MOST_PLACES else 1
        return Rows(tuple(self._row(row, columns) for row in rows), headed or None)

    def _row(self, row: Element, columns: int) -> tuple[Flow, ...]:
        """The cells of a row, each at most `columns` wide. One that continues the cell above or beside is empty."""
        properties = row.find(w("trPr"))
        cells: list[Flow] = [()] * _columns(properties, "gridBefore", columns - 1)
        held = [cell for cell in within(row) if cell.tag == _CELL]
        for cell in held:
            own = cell.find(w("tcPr"))
            cells.append(() if _continues(own) else self.flow(cell))
            cells += [()] * (_columns(own, "gridSpan", columns) - 1 if len(held) > 1 else 0)
        return (*cells, *[()] * _columns(properties, "gridAfter", columns - 1))


def _unread(body: Element) -> Iterator[Issue]:
    """What of the document was not read."""
    for tag, severity, what in _NOT_READ:
        if count := sum(1 for _ in body.iter(tag)):
            yield Issue("read", severity, f"{what}: {count}")


def _columns(properties: Element | None, name: str, most: int) -> int:
    return min(number(properties, name) or 0, most)


def _continues(properties: Element | None) -> bool:
    """Whether a cell only continues a merged one: such an element says nothing or "continue"."""
    merged = [] if properties is None else [properties.find(w("vMerge")), properties.find(w("hMerge"))]
    return any(m is not None and m.get(w("val"), "continue") == "continue" for m in merged)


def _runs_on(properties: Element | None) -> bool:
    """Whether the end of the paragraph was deleted or is hidden, so that the next one goes on in its line."""
    mark = None if properties is None else properties.find(w("rPr"))
    return mark is not None and (mark.find(w("del")) is not None or bool(switch(mark, "specVanish")))


def _is_deleted(row: Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None
