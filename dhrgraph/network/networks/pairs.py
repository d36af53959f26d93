"""Which things turn up together, worked out with arrays: a national library has a million such pairs.

    occurrences, a facet, a unit  ->  Shared: things, pairs of them, and how much each pair shares

A unit is what things are found in: a review or a recommendation. One with k things gives k (k - 1) / 2 pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.columns import NONE, Facet, Occurrences, Unit, numbered, once

Numbers: TypeAlias = npt.NDArray[np.int64]

DIGITS = 6  # of Newman's weight


@dataclass(frozen=True)
class Shared:
    """Every pair of things that shares a unit, smaller IRI first, in order.

    `inside` is the matrix pair x unit, 1 where the unit has both; `sizes` says how many things each unit has. Units are
    numbered as in the rows.
    """

    pairs: tuple[tuple[str, str], ...]
    inside: csr_array
    sizes: Numbers

    def newman(self) -> list[float]:
        """Each pair's units, every one of them weighing 1/(k - 1) for its k things.

        Newman (2001), Scientific collaboration networks II, Physical Review E 64, 016132, equation 2: a review that
        names thirty bodies says less of any two of them than one that names those two only.
        """
        weight = 1 / np.maximum(self.sizes - 1, 1)
        return [round(value, DIGITS) for value in (self.inside @ weight).tolist()]

    def units_shared(self) -> list[int]:
        """How many units each pair shares."""
        counts: list[int] = np.diff(self.inside.indptr).tolist()
        return counts

    def distinct(self, rows: Occurrences, unit: Unit, of: Unit) -> list[int]:
        """How many distinct `of` (such as partnerships) the units have that each pair shares."""
        units, width = len(self.sizes), len(rows.values(of))
        said = rows.numbers(of) != NONE
        where = once(rows.numbers(unit)[said] * max(width, 1) + rows.numbers(of)[said], units * max(width, 1))
        ones = np.ones(len(where), dtype=np.int64)
        having = csr_array((ones, (where // max(width, 1), where % max(width, 1))), shape=(units, width))
        counts: list[int] = np.diff((self.inside @ having).indptr).tolist()
        return counts


def shared(rows: Occurrences, facet: Facet, unit: Unit) -> Shared:
    """The pairs of things of a facet that share a unit; none at all is no error."""
    shown, units = rows.shown(facet), len(rows.values(unit))
    said, size = shown.numbers != NONE, max(len(shown.things), 1)
    held = once(rows.numbers(unit)[said] * size + shown.numbers[said], units * size)
    of, thing = held // size, held % size
    sizes = np.bincount(of, minlength=units).astype(np.int64)
    first, second = together(of, sizes)
    edges, row = numbered(thing[first] * size + thing[second], size * size)
    ones = np.ones(len(first), dtype=np.int64)
    inside = csr_array((ones, (row, of[first])), shape=(len(edges), units))
    ends = zip((edges // size).tolist(), (edges % size).tolist(), strict=True)
    return Shared(tuple((shown.things[a].id, shown.things[b].id) for a, b in ends), inside, sizes)


def together(units: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """The places of every two entries of one unit, where `units` is sorted and `sizes` counts each unit's entries.

    Example:
        >>> first, second = together(np.array([0, 0, 0, 1]), np.array([3, 1]))
        >>> list(zip(first.tolist(), second.tolist()))
        [(0, 1), (0, 2), (1, 2)]
    """
    places = np.arange(len(units), dtype=np.int64)
    after = np.cumsum(sizes)[units] - places - 1 if len(units) else places
    first = np.repeat(places, after)
    step = np.arange(len(first), dtype=np.int64) - np.repeat(np.cumsum(after) - after, after)
    return first, first + 1 + step
