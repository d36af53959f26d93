"""What tables on PDF pages are made of: words and rulings, the candidates read from them, the tables chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from dhrgraph.read.body import Piece
from dhrgraph.records import TableForm
from dhrgraph.text.headings import Columns

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points, from the page's top left
PieceRow: TypeAlias = tuple[tuple[Piece, ...], ...]  # cells of pieces


class Word(NamedTuple):
    """Letters that stand together. `base` is the height of their base line, `size` of their type; in points.

    `sideways` words run up or down the page.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    sideways: bool = False

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2

    @property
    def level(self) -> float:
        """The height that decides in which row a word stands: above the base line, whatever the line spacing."""
        return self.base - self.size * 0.3 if not self.sideways else (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A straight line: `at` is its x (upright) or y (level), `start` and `end` where it runs along the other."""

    at: float
    start: float
    end: float


class Start(NamedTuple):
    """Where a row begins: at which height, and how many columns on the left go on with the row above."""

    at: float
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is on one page, read once: words in reading order, level and upright rulings, boxes of colour."""

    page: int
    width: float
    height: float
    words: tuple[Word, ...]
    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]
    fills: tuple[Box, ...]


WordRow: TypeAlias = tuple[tuple[Word, ...], ...]  # cells of words


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a place on a page as a table. `edges` are its columns' sides: one more than there are columns.

    `heads` counts the rows down to the end of its heading, 0 for a table without one; `columns` is what the heading
    names. `cut` tells that no line closes the last row, `weak` that only another one can show it to be a table.
    """

    marks: Marks
    box: Box
    edges: tuple[float, ...]
    rows: tuple[WordRow, ...]
    form: TableForm
    columns: Columns | None = None
    heads: int = 0
    cut: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """The part of a table that stands on one page.

    `box` is left, top, right, bottom in points from the top left corner of the media box as it is shown, with its
    rotation. Words inside it are those of the cells, each once; a row that a page end cut has pieces of the next
    page too, and that page's part may be left without rows. `continues`: goes on the table before it, without a
    heading of its own; that stands on the page before, or above it where the page repeats the heading.
    """

    page: int
    box: Box
    rows: tuple[PieceRow, ...]
    form: TableForm
    continues: bool = False


def inside(word: Word, box: Box) -> bool:
    """Whether a word stands in a box: the middle of its letters does."""
    return box[0] <= word.middle <= box[2] and box[1] <= word.level <= box[3]


def around(words: Sequence[Word]) -> Box:
    """The box around words; there must be one."""
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes share more than their rims."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return across > 3 and down > 3
