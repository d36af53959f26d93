"""The rows of action plans, whole again.

A plan row belongs to one recommendation and holds one item or more: what was to be done, by whom, by when. Each
field holds the fragments of its column in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dhrgraph.extract.captions import Caption
from dhrgraph.records import Cell, Passage, Span
from dhrgraph.text.headings import Columns
from dhrgraph.text.passages import join

_NUMBER = re.compile(
    r"(?:rec(?:ommendation)?s?\.?\s*(?:no\.?\s*)?)?"
    r"(?P<number>(?:[A-Z]{0,8}[ .:/-]{0,2})?\d{1,3}(?:[./-]\d{1,3}){0,4}\s?(?:\(?[a-z]\)?)?)[.):]*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?i:rec(?:ommendation)?\.?\s*(?:no\.?\s*)?)?(?P<number>[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?)(?:\s?[.):–-]{1,2}\s+|\s+(?=[A-Z]))"
)
_MOST_PIECES = 20  # lines that one broken row may stand on
Others = tuple[tuple[str, Passage], ...]  # headings that no one has recorded, each with the words below it

_OTHER = "other: "  # before a column's heading: the field of a column that means nothing to us


def other_field(heading: str) -> str:
    """The field that holds the cells below a heading no one has recorded; "" for cells beyond the last heading."""
    return _OTHER + heading


def is_other(name: str) -> bool:
    """Whether a field is that of a column that means nothing to us."""
    return name.startswith(_OTHER)


@dataclass(frozen=True, slots=True)
class Item:
    """One action of a row: a field's name -> its fragments."""

    cells: Mapping[str, Sequence[Passage]]

    def words(self, source: str, name: str) -> Passage:
        """The words of one field; EMPTY when the plan has no such column or the cells are blank."""
        return join(source, self.cells.get(name, ()))

    def others(self, source: str) -> Others:
        """The headings that no one has recorded, each with the words below it."""
        kept = ((name.removeprefix(_OTHER), self.words(source, name)) for name in self.cells if name.startswith(_OTHER))
        return tuple((heading, words) for heading, words in kept if words)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation's row with its items, at least one. `merged` as in Columns.

    A row of the form "actions" comes from a table without a column for recommendations: it answers what stands
    above the table. One of the form "numbered" answers the recommendation with its number. `where` is its first
    passage's place.
    """

    caption: Caption | None
    number: str | None
    inferred: bool
    items: tuple[Item, ...]
    merged: frozenset[str]
    where: Span
    form: str = "plan"

    def words(self, source: str, name: str) -> Passage:
        """The words of one field in all items."""
        return join(source, [passage for item in self.items for passage in item.cells.get(name, ())])


def with_number(columns: Columns, heading: Sequence[Cell]) -> Columns:
    """The columns with the first as that of numbers, when its heading is blank: numbers need none."""
    if not heading or heading[0].text or columns.column("number") is not None:
        return columns
    return replace(columns, fields=((0, "number"), *columns.fields))


def printed_number(words: str) -> str | None:
    """The number that a cell holds and nothing else, without the word "Recommendation" and closing marks.

    Example:
        >>> [printed_number(w) for w in ("R3", "Recommendation 2", "10.4 (a)", "9.1 a.", "See 3 below")]
        ['R3', '2', '10.4 (a)', '9.1 a', None]
    """
    found = _NUMBER.fullmatch(words.strip())
    return found["number"].strip() if found else None


def leading_number(words: str) -> tuple[str, int] | None:
    """The number that a recommendation's words begin with and where it ends: "1. That …", "R1 Officers …".

    Example:
        >>> leading_number("1. That all agencies meet"), leading_number("24 hour cover")
        (('1', 3), None)
    """
    found = _LEADING.match(words)
    return (found["number"], found.end()) if found else None


def mended(
    rows: Sequence[Sequence[Cell]], at: int, width: int, own: Callable[[Sequence[Cell]], bool]
) -> tuple[Sequence[Cell], int]:
    """The row at `at`, put together with the next ones when a line end inside a cell broke it; rows taken.

    It was broken when it is too short, and the pieces, joined where they were broken, make just `width` cells. A
    single cell below a whole row goes on with its last cell. `own` tells rows that stand for themselves.
    """
    row, taken = list(rows[at]), 1
    whole = (row, 1)
    while at + taken < len(rows) and taken < _MOST_PIECES:
        more = rows[at + taken]
        if (len(row) >= width and len(more) > 1) or not _goes_on(row, more) or own(more):
            break
        row = [*row[:-1], _joined(row[-1], more[0]), *more[1:]]
        taken += 1
        if len(row) == width:
            whole = (row, taken)
    return whole


def _goes_on(row: Sequence[Cell], more: Sequence[Cell]) -> bool:
    return bool(row[-1].text and more[0].text and printed_number(more[0].text) is None)


def _joined(left: Cell, right: Cell) -> Cell:
    return Cell(f"{left.text} {right.text}", Span(left.span.start, right.span.end))
