"""Which things turn up together, worked out with arrays: a national library has a million such pairs.

    occurrences, a facet, a unit  ->  Shared: things, pairs of them, and how much each pair shares

A unit is what things are found in: a review or a recommendation. One with k things gives k (k - 1) / 2 pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.tally import Facet

Numbers: TypeAlias = npt.NDArray[np.int64]
Name: TypeAlias = Callable[[Occurrence], str | None]

DIGITS = 6  # of Newman's weight


@dataclass(frozen=True)
class Shared:
    """Every pair of things that shares a unit, smaller IRI first, in order.

    `inside` is the matrix pair x unit, 1 where the unit has both; `sizes` says how many things each unit has.
    """

    pairs: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
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

    def distinct(self, rows: Sequence[Occurrence], unit: Name, of: Name) -> list[int]:
        """How many distinct `of` (such as partnerships) the units have that each pair shares."""
        number = {name: n for n, name in enumerate(self.units)}
        found = {(number[u], name) for row in rows if (u := unit(row)) in number and (name := of(row)) is not None}
        names = {name: n for n, name in enumerate(sorted({name for _, name in found}))}
        where = np.array(sorted((u, names[name]) for u, name in found), dtype=np.int64).reshape(-1, 2)
        ones = np.ones(len(where), dtype=np.int64)
        having = csr_array((ones, (where[:, 0], where[:, 1])), shape=(len(self.units), len(names)))
        counts: list[int] = np.diff((self.inside @ having).indptr).tolist()
        return counts


def shared(rows: Sequence[Occurrence], facet: Facet, unit: Name) -> Shared:
    """The pairs of things of a facet that share a unit; none at all is no error."""
    found = {(u, thing.id) for row in rows if (thing := facet(row)) is not None and (u := unit(row)) is not None}
    units = {name: n for n, name in enumerate(sorted({u for u, _ in found}))}
    things = sorted({thing for _, thing in found})
    number = {name: n for n, name in enumerate(things)}
    held = np.array(sorted((units[u], number[thing]) for u, thing in found), dtype=np.int64).reshape(-1, 2)
    sizes = np.bincount(held[:, 0], minlength=len(units)).astype(np.int64)
    first, second = together(held[:, 0], sizes)
    keys = held[first, 1] * len(things) + held[second, 1]
    edges, row = np.unique(keys, return_inverse=True)
    ones = np.ones(len(keys), dtype=np.int64)
    inside = csr_array((ones, (row, held[first, 0])), shape=(len(edges), len(units)))
    ends = zip((edges // max(len(things), 1)).tolist(), (edges % max(len(things), 1)).tolist(), strict=True)
    return Shared(tuple((things[a], things[b]) for a, b in ends), tuple(units), inside, sizes)


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
