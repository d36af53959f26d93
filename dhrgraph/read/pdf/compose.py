"""Prose and tables of all pages in reading order.

    Sheets, PageTables  ->  compose  ->  Prose, Grid

Running headers and footers are left out, and a word inside a table's box is the table's. What a page end cuts in two,
a sentence or a table, goes on. Footnotes come last, below a heading of their own: they are part of no paragraph, list
or table that they stand under.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.read.body import Grid, Piece, Prose
from dhrgraph.read.pdf.furniture import furniture
from dhrgraph.read.pdf.headings import Ranks, heading_rank, ranks
from dhrgraph.read.pdf.hyphens import Hyphens
from dhrgraph.read.pdf.paragraphs import Setting, footnotes_from, marked, over_page, paragraphs, set_in
from dhrgraph.read.pdf.prose import lines
from dhrgraph.read.pdf.records import Row, Sheet, Word
from dhrgraph.read.pdf.rows import rows
from dhrgraph.read.pdf_tables.find import PageTable, may_hold_table
from dhrgraph.records import TableForm

_FOOTNOTES = "# Footnotes"
_FOOT = 0.5  # share of a page's height above which no footnote stands


def compose(
    sheets: Sequence[Sheet], stood: Sequence[tuple[Row, ...]], tables: Iterable[PageTable]
) -> Iterator[Prose | Grid]:
    """What stands on the pages, in reading order.

    Args:
        sheets: The pages, in order.
        stood: The rows of each.
        tables: The parts of tables on them, in order.
    """
    of_page: dict[int, list[PageTable]] = defaultdict(list)
    for table in tables:
        of_page[table.page].append(table)
    stood = [
        rows(sheet, _outside(sheet.words, of_page[sheet.number])) if sheet.number in of_page else all_rows
        for sheet, all_rows in zip(sheets, stood, strict=True)
    ]
    tops = [[table.box[1] for table in of_page.get(sheet.number, ())] for sheet in sheets]
    left_out = furniture(stood, [sheet.height for sheet in sheets], tops, may_hold_table)
    kept = [[row for at, row in enumerate(page) if (number, at) not in left_out] for number, page in enumerate(stood)]
    setting = set_in(kept)
    writing = _Writing(setting, ranks(kept, setting.size), Hyphens(row.words for page in kept for row in page))
    for sheet, page in zip(sheets, kept, strict=True):
        start = footnotes_from(page, setting, sheet.notes, _FOOT * sheet.height)
        for part in _ordered(page[:start], of_page.get(sheet.number, ())):
            yield from writing.table(part) if isinstance(part, PageTable) else writing.prose(part)
        writing.notes += paragraphs([marked(row) for row in page[start:]], setting)
    yield from writing.end()
    yield from writing.footnotes()


def _outside(words: Iterable[Word], tables: Sequence[PageTable]) -> list[Word]:
    return [word for word in words if not any(_inside(word, table) for table in tables)]


def _inside(word: Word, table: PageTable) -> bool:
    """Whether the middle of a word stands in a table."""
    across, down = (word.area[0] + word.area[2]) / 2, (word.area[1] + word.area[3]) / 2
    left, top, right, bottom = table.box
    return left <= across <= right and top <= down <= bottom


def _ordered(page: Sequence[Row], tables: Sequence[PageTable]) -> Iterator[list[Row] | PageTable]:
    """Stretches of rows, and the tables between them: a table comes before the first row that stands below its top."""
    waiting, stretch = sorted(tables, key=lambda table: (table.box[1], table.box[0])), list[Row]()
    for row in page:
        while waiting and waiting[0].box[1] < row.box[1]:
            yield from filter(None, [stretch])
            stretch = []
            yield waiting.pop(0)
        stretch.append(row)
    yield from filter(None, [stretch])
    yield from waiting


class _Writing:
    """The paragraph and the table that may yet go on, and the footnotes that wait for the end."""

    def __init__(self, setting: Setting, headings: Ranks, hyphens: Hyphens) -> None:
        self.notes: list[list[Row]] = []
        self._setting, self._headings, self._hyphens = setting, headings, hyphens
        self._open: list[Row] = []
        self._rows: list[Sequence[Sequence[Piece]]] = []
        self._form: TableForm = "ruled"

    def prose(self, stretch: Sequence[Row]) -> Iterator[Prose | Grid]:
        """Rows of one page: all but the last paragraph are done with."""
        yield from self._close_table()
        for paragraph in paragraphs(stretch, self._setting):
            if self._open and over_page(self._open[-1], paragraph[0]):
                self._open += paragraph
            else:
                yield from self._close_paragraph()
                self._open = paragraph

    def table(self, table: PageTable) -> Iterator[Prose | Grid]:
        """The part of a table on one page."""
        if not table.continues or not self._rows or self._open:
            yield from self.end()
        self._rows += table.rows
        self._form = self._form if table.continues else table.form

    def end(self) -> Iterator[Prose | Grid]:
        """What is still open."""
        yield from self._close_table()
        yield from self._close_paragraph()

    def footnotes(self) -> Iterator[Prose]:
        """The footnotes of all pages."""
        if self.notes:
            yield Prose(_FOOTNOTES)
            yield Prose()
        for note in self.notes:
            yield from lines(note, self._hyphens)
            yield Prose()

    def _close_paragraph(self) -> Iterator[Prose]:
        if self._open:
            yield from lines(self._open, self._hyphens, heading_rank(self._open, self._headings))
            yield Prose()
        self._open = []

    def _close_table(self) -> Iterator[Grid]:
        if self._rows:
            yield Grid(tuple(self._rows), self._form)
        self._rows = []
