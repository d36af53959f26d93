"""The columns of an HTML table: cells that span several rows or columns, put where they stand.

cells as marked up, row by row  ->  placed  ->  rows of cells, empty where a cell continues
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrgraph.read.flow import Flow

_MOST_COLUMNS = 100
_MOST_PLACES = 250_000  # of one table; a larger one is read without merged cells


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and how many columns and rows it takes: at least one of each."""

    flow: Flow
    across: int = 1
    down: int = 1


def placed(rows: Sequence[Sequence[Slot]]) -> tuple[tuple[Flow, ...], ...]:
    """Each cell in its column; the other places of a merged cell are empty. A row of one cell stays one cell.

    Example:
        >>> [len(row) for row in placed([[Slot((), 2)], [Slot((), 1, 2), Slot(())], [Slot(())]])]
        [1, 2, 2]
    """
    if len(rows) * min(_MOST_COLUMNS, max((_width(row) for row in rows), default=0)) > _MOST_PLACES:
        return tuple(tuple(slot.flow for slot in row) for row in rows if row)
    taken: dict[int, int] = {}  # column -> rows that a cell from above still takes there
    made: list[tuple[Flow, ...]] = []
    for row in rows:
        if len(row) == 1 and not taken and row[0].down == 1:
            made.append((row[0].flow,))
        else:
            made.append(_row(row, taken))
    return tuple(row for row in made if row)


def _width(row: Sequence[Slot]) -> int:
    return sum(slot.across for slot in row)


def _row(row: Sequence[Slot], taken: dict[int, int]) -> tuple[Flow, ...]:
    cells: list[Flow] = []
    begun: dict[int, int] = {}
    for slot in row:
        while len(cells) in taken:
            cells.append(())
        across = max(1, min(slot.across, _MOST_COLUMNS - len(cells)))
        if slot.down > 1:
            begun |= dict.fromkeys(range(len(cells), len(cells) + across), slot.down)
        cells += [slot.flow, *[()] * (across - 1)]
    while len(cells) in taken:
        cells.append(())
    for column in list(taken):
        taken[column] -= 1
        if not taken[column]:
            del taken[column]
    taken |= {column: down - 1 for column, down in begun.items() if column < _MOST_COLUMNS}
    return tuple(cells)
