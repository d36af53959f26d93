"""Which columns of a table a terminal has room for: an id is shown whole or not at all, never cut in two.

Column, ..., width  ->  kept  ->  the places of the columns that are shown
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Holds: TypeAlias = Literal["number", "id", "words"]

_BETWEEN, _EDGES = 3, 2  # characters between two columns, and outside them
WORDS = 12  # characters in which words can still be read, folded


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds and the length of its longest cell; `named`: the next one has the labels of
    its ids; `spare`: the first to go; `narrowest`: characters in which its words can still be read."""

    heading: str
    holds: Holds
    longest: int
    named: bool = False
    spare: bool = False
    narrowest: int = WORDS

    @property
    def least(self) -> int:
        """Characters it needs; words may be folded, ids and numbers may not."""
        return max(len(self.heading), min(self.longest, self.narrowest) if self.holds == "words" else self.longest)


def needed(columns: Iterable[Column]) -> int:
    """Characters that a line needs."""
    least = [column.least for column in columns]
    return sum(least) + _BETWEEN * (len(least) - 1) + _EDGES


def kept(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """The places of the columns that fit into `width` characters, in order; one at least.

    Left out are the last numbers first, for what counts most stands first; then ids that have a label beside them, by
    which a thing can be asked for too; then other ids, then words; before all of these what is to spare, or empty.
    Whatever fits into the room that is left then comes back, what would have gone last first.

    Example:
        >>> table = [Column("id", "id", 30, True), Column("label", "words", 40), Column("reviews", "number", 2)]
        >>> kept(table, 60), kept(table, 50), kept(table, 40)
        ((0, 1, 2), (0, 1), (1, 2))
    """
    order = sorted(range(len(columns)), key=lambda place: (_worth(columns[place]), -place))
    shown = list(range(len(columns)))
    gone: list[int] = []
    while len(shown) > 1 and needed(columns[place] for place in shown) > width:
        gone.append(order.pop(0))
        shown.remove(gone[-1])
    for place in reversed(gone):
        if needed(columns[one] for one in (*shown, place)) <= width:
            shown.append(place)
    return tuple(sorted(shown))


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Characters for each of `columns`, which fit into `width`: what each needs, and the room that is left goes, one by
    one, to the narrowest column of words that has use for it.

    Example:
        >>> table = [Column("label", "words", 40), Column("reading", "words", 200, narrowest=30)]
        >>> widths(table, 60), widths(table, 100)
        ((25, 30), (40, 55))
    """
    given = [column.least for column in columns]
    for _ in range(width - needed(columns)):
        wanting = [place for place, column in enumerate(columns) if given[place] < column.longest]
        if not wanting:
            break
        given[min(wanting, key=given.__getitem__)] += 1
    return tuple(given)


def _worth(column: Column) -> int:
    if column.spare or not column.longest:  # an empty one says least of all
        return -1
    return {"number": 0, "id": 1 if column.named else 2, "words": 3}[column.holds]
