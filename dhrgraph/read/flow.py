"""What Word files and web pages share: paragraphs, and tables that can hold paragraphs and tables again.

    Paragraph, Rows  ->  lines_and_grids  ->  Prose, Grid

A reader says what its file holds; here it is decided what is a table of facts and what is one only for the layout of
the page, and how marks of lists and headings are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from dhrgraph.read.body import Grid, Piece, Prose
from dhrgraph.text.characters import readable

BULLET = "-"

_LIST_MARK = re.compile(r"\W{0,3}|\W?(?:[A-Za-z]|[ivxIVX]{1,5}|[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){0,4})\W{0,2}")
_TYPED_BULLET = "· "  # as word processors write a list item into a page
_SHORT = 160  # characters: longer than a heading is
_COLUMN = 3  # paragraphs in one cell that only a column of a page holds


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a paragraph as printed, white space as it comes, and whether all of it is bold."""

    words: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines parted by hand; one without words is a gap as between paragraphs.

    `mark` is its number or letter as printed ("8.2.1", "a)", "Recommendation 3:"), BULLET or "". `level` is the rank
    of a heading, 1 to 6, or 0.
    """

    lines: tuple[Printed, ...]
    mark: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as the file has it: rows of cells. A cell that continues a merged one is empty.

    `headed` is True when the file marks headings, False when it says that the table is only for layout, else None.
    """

    rows: tuple[tuple[Flow, ...], ...]
    headed: bool | None = None


Block: TypeAlias = "Paragraph | Rows"
Flow: TypeAlias = "tuple[Block, ...]"


def printed(pieces: Iterable[tuple[str, bool]]) -> tuple[Printed, ...]:
    r"""Lines from pieces of words, each bold or not, parted at their line ends. A line is bold when all letters are.

    Example:
        >>> printed([("Act", True), (" now\nor", False), (" never", False)])
        (Printed(words='Act now', bold=False), Printed(words='or never', bold=False))
    """
    lines: list[list[tuple[str, bool]]] = [[]]
    for words, bold in pieces:
        first, *rest = words.split("\n")
        lines[-1].append((first, bold))
        lines += [[(line, bold)] for line in rest]
    return tuple(
        Printed("".join(words for words, _ in line), all(bold for words, bold in line if words.strip()))
        for line in lines
    )


def lines_and_grids(flow: Iterable[Block]) -> Iterator[Prose | Grid]:
    """The lines and tables in reading order; a table for layout as what its cells hold, row by row.

    Example:
        >>> head, aim = Paragraph((Printed("Aims"),), "2.", 1), Paragraph((Printed("To learn", True),), BULLET)
        >>> [line.words for line in lines_and_grids([head, Rows((((aim,),),))])]
        ['# 2. Aims', '', '- **To learn**', '']
    """
    for tabbed, blocks in groupby(flow, lambda block: bool(_tabbed(block))):
        run = list(blocks)
        if tabbed and len(run) > 1:
            yield Grid([[[Piece(words)] for words in _tabbed(block)] for block in run], "tabs")
            continue
        for block in run:
            if isinstance(block, Paragraph):
                yield from _lines(block)
            elif _is_layout(block):
                for cell in _cells(block):
                    yield from lines_and_grids(cell)
            else:
                yield Grid([[_pieces(cell) for cell in row] for row in block.rows], "marked-up")


def words_of(flow: Iterable[Block]) -> Iterator[str]:
    """The words of each paragraph that holds some, tables included, without marks."""
    for block in flow:
        if isinstance(block, Rows):
            for row in block.rows:
                for cell in row:
                    yield from words_of(cell)
        elif words := _joined(block):
            yield words


def _tabbed(block: Block) -> list[str]:
    """The cells of a paragraph set as a row with tabs; none for any other, such as a number and its paragraph."""
    if not isinstance(block, Paragraph) or block.mark or block.level or len(block.lines) != 1:
        return []
    words = block.lines[0].words
    cells = [cell for piece in words.split("\t") if (cell := _plain(piece))] if "\t" in words else []
    return cells if len(cells) > 2 or (len(cells) == 2 and not _LIST_MARK.fullmatch(cells[0])) else []


def _lines(paragraph: Paragraph) -> Iterator[Prose]:
    """A paragraph and the blank line that ends it; nothing for one without words, whatever its number."""
    if not (together := _joined(paragraph)):
        return
    lines = [Printed(_plain(line.words), line.bold) for line in paragraph.lines]
    if paragraph.level:
        lines = [Printed(together)]
    while not lines[0].words:
        lines.pop(0)
    mark = paragraph.mark
    if not mark and lines[0].words.startswith(_TYPED_BULLET):
        mark, lines[0] = BULLET, Printed(lines[0].words.removeprefix(_TYPED_BULLET), lines[0].bold)
    hashes = "#" * paragraph.level if len(lines[0].words) <= _SHORT else ""
    mark = "" if hashes and mark == BULLET else mark
    yield Prose(" ".join(filter(None, (hashes, *_marked(mark, lines[0])))))
    yield from (Prose(" ".join(_marked("", line))) for line in lines[1:])
    yield Prose()


def _marked(mark: str, line: Printed) -> tuple[str, ...]:
    """Mark and words of a line; a number stands inside the stars of a bold one, a bullet outside."""
    if not line.bold or not line.words or len(line.words) > _SHORT or "*" in line.words:
        return (mark, line.words) if mark else (line.words,)
    if mark == BULLET:
        return mark, f"**{line.words}**"
    return (f"**{' '.join(filter(None, (mark, line.words)))}**",)


def _is_layout(table: Rows) -> bool:
    """Whether a table only places things on the page.

    It does when it has one column, when most of its words stand in tables inside it, or when the cells of its one row
    hold whole columns of paragraphs.
    """
    if table.headed is False or all(len(row) < 2 for row in table.rows):
        return True
    inner = [block for cell in _cells(table) for block in cell if isinstance(block, Rows) and not _is_layout(block)]
    if inner and 2 * _length(inner) > _length([table]):
        return True
    filled = [row for row in table.rows if any(_length(cell) for cell in row)]
    return not table.headed and len(filled) == 1 and any(_holds_many(cell) for cell in filled[0])


def _cells(table: Rows) -> Iterator[Flow]:
    return (cell for row in table.rows for cell in row)


def _length(flow: Iterable[Block]) -> int:
    return sum(len(words) for words in words_of(flow))


def _holds_many(cell: Flow) -> bool:
    return sum(1 for block in cell if isinstance(block, Paragraph) and _joined(block) and not block.mark) >= _COLUMN


def _pieces(cell: Flow) -> list[Piece]:
    """The paragraphs of a cell. Bullets are written where they part several items, numbers always."""
    items = list(_inside(cell))
    several = sum(1 for item in items if item.mark == BULLET and _joined(item)) > 1
    return [Piece(words) for item in items if (words := _in_cell(item, several))]


def _inside(flow: Flow) -> Iterator[Paragraph]:
    for block in flow:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in _cells(block):
                yield from _inside(cell)


def _in_cell(item: Paragraph, several: bool) -> str:
    words = _joined(item)
    if item.mark == BULLET:
        return f"• {words}" if several and words else words
    return " ".join(filter(None, (item.mark, words)))


def _joined(paragraph: Paragraph) -> str:
    return " ".join(words for line in paragraph.lines if (words := _plain(line.words)))


def _plain(words: str) -> str:
    return " ".join(readable(words).split())
