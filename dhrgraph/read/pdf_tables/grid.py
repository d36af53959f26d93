"""Ruled lines as a grid: which lines meet, where columns and rows lie, which squares have no wall between them.

rulings  ->  grids  ->  Grid: edges of columns and rows, and the region each square belongs to
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dhrgraph.read.pdf_tables.records import Box, Ruling

_SNAP = 3.0  # points within which lines are one, ends meet and gaps close
_COVERED = 0.8  # share of a square's side that a line must cover to be its wall
_DASH = 8.0  # points: a shorter upright may be a dash of a broken line
_MOST_LINES = 1_500  # in one direction of one page, after joining
_MOST_SQUARES = 60_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares between ruled lines. `region[row][column]` is the first square of the cell that a square is part of.

    The outermost lines count as drawn: a row that a page end splits has no line there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    region: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        """The outermost lines."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def square(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the square at a point, the nearest for points outside."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column


def grids(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[Grid]:
    """A grid for each set of lines that meet, from top to bottom; uprights that hang free but end together meet."""
    level, upright = join([*level, *_closing(level, upright)]), join(upright)
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES:
        return []
    made = [_grid(*group) for group in _groups(level, upright)]
    return sorted((grid for grid in made if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def join(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines that lie together made one, and pieces of one line put together.

    Example:
        >>> join([Ruling(10, 0, 50), Ruling(10.5, 51, 90), Ruling(30, 0, 5)])
        [Ruling(at=10, start=0, end=90), Ruling(at=30, start=0, end=5)]
    """
    joined: list[Ruling] = []
    for together in _near(sorted(rulings)):
        at = together[0].at
        run: Ruling | None = None
        for ruling in sorted(together, key=lambda ruling: (ruling.start, ruling.end)):
            if run and ruling.start <= run.end + _SNAP:
                run = Ruling(at, run.start, max(run.end, ruling.end))
                continue
            if run:
                joined.append(run)
            run = Ruling(at, ruling.start, ruling.end)
        if run:
            joined.append(run)
    return joined


def _closing(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[Ruling]:
    """Lines where uprights end together and none is drawn: below a row cut by a page end, above the rest of it."""
    ends: dict[int, list[tuple[float, float]]] = {}
    for line in upright:
        if line.end - line.start >= _DASH:
            for place in (line.start, line.end):
                ends.setdefault(round(place), []).append((place, line.at))
    drawn = {round(line.at) + slip for line in level for slip in range(-3, 4)}
    made = []
    for key, found in ends.items():
        left, right = min(x for _, x in found), max(x for _, x in found)
        if key not in drawn and right - left > _SNAP and len({round(x) for _, x in found}) > 2:
            made.append(Ruling(found[0][0], left, right))
    return made


def _near(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        if groups and ruling.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    return groups


def _groups(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that cross or touch, directly or by way of others."""
    parent = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    ends: dict[tuple[int, int], int] = {}
    for n, line in enumerate(upright, len(level)):
        for m, other in enumerate(level):
            meets = line.start - _SNAP <= other.at <= line.end + _SNAP
            if meets and other.start - _SNAP <= line.at <= other.end + _SNAP:
                parent[root(n)] = root(m)
        key = (round(line.start / _SNAP), round(line.end / _SNAP))
        parent[root(n)] = root(ends.setdefault(key, n))
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for n in range(len(parent)):
        own = groups.setdefault(root(n), ([], []))
        if n < len(level):
            own[0].append(level[n])
        else:
            own[1].append(upright[n - len(level)])
    return list(groups.values())


def _grid(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Grid | None:
    """The grid of lines that meet, or None where fewer than two uprights stand."""
    if len(upright) < 2:
        return None
    xs = _edges([*(u.at for u in upright), *(v for line in level for v in (line.start, line.end))])
    ys = _edges([*(line.at for line in level), *(v for u in upright for v in (u.start, u.end))])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SQUARES:
        return None
    return Grid(xs, ys, _regions(xs, ys, level, upright))


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SNAP:
            edges.append(place)
    return tuple(edges)


def _regions(
    xs: Sequence[float], ys: Sequence[float], level: Sequence[Ruling], upright: Sequence[Ruling]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The first square of each square's cell: squares without a wall between them are one."""
    columns = len(xs) - 1
    parent = list(range(columns * (len(ys) - 1)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    walls = [_covers([u for u in upright if abs(u.at - x) <= _SNAP], ys) for x in xs]
    floors = [_covers([line for line in level if abs(line.at - y) <= _SNAP], xs) for y in ys]
    for row in range(len(ys) - 1):
        for column in range(columns):
            n = row * columns + column
            if column and not walls[column][row]:
                parent[max(root(n), root(n - 1))] = min(root(n), root(n - 1))
            if row and not floors[row][column]:
                parent[max(root(n), root(n - columns))] = min(root(n), root(n - columns))
    return tuple(
        tuple(divmod(root(row * columns + column), columns) for column in range(columns)) for row in range(len(ys) - 1)
    )


def _covers(lines: Sequence[Ruling], edges: Sequence[float]) -> list[bool]:
    """For each stretch between two edges, whether lines cover it."""
    covered = []
    for start, end in pairwise(edges):
        held = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines)
        length = end - start
        covered.append(held >= _COVERED * length - 0.5 or held >= length - _SNAP > _SNAP)
    return covered
