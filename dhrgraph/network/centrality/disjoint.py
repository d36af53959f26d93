"""Networks that stand side by side in one, without a line between them: what is done to each is done to all at once.

weights, sides, how many  ->  copies  ->  DisjointUnion  ->  renumbered, grouped  ->  DisjointUnion of groups
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.centrality.numbered import Floats, Places

Bools: TypeAlias = npt.NDArray[np.bool_]

_ROOM = 1 << 22  # sums that are kept for every two groups there could be; beyond, lines are sorted first


@dataclass(frozen=True)
class DisjointUnion:
    """Networks side by side: network number n has the nodes from `bounds[n]` up to `bounds[n + 1]`.

    The lines of a node are those from `start[node]` up to `start[node + 1]`: where they end, in ascending order, and
    what they weigh. `left` and `right` are the nodes' strengths on each side.
    """

    start: Places
    ends: Places
    weights: Floats
    left: Floats
    right: Floats
    bounds: Places


def copies(weights: csr_array, sides: tuple[Floats, Floats], many: int) -> DisjointUnion:
    """One network so many times; `weights` is symmetric.

    Example:
        >>> pair = csr_array(np.array([[0.0, 2.0], [2.0, 0.0]]))
        >>> twice = copies(pair, (np.ones(2), np.ones(2)), 2)
        >>> twice.ends.tolist(), twice.bounds.tolist()
        ([1, 0, 3, 2], [0, 2, 4])
    """
    size, lines = weights.shape[0], weights.nnz
    each = np.arange(many, dtype=np.int64)[:, None]
    start = np.append((weights.indptr[:-1] + each * lines).ravel(), many * lines)
    ends = (weights.indices + each * size).ravel()
    left, right = (np.tile(side, many) for side in sides)
    return DisjointUnion(
        start, ends, np.tile(weights.data, many), left, right, np.arange(many + 1, dtype=np.int64) * size
    )


def renumbered(merged: Places, size: int) -> Places:
    """Groups, which are numbered below `size`, numbered from 0 in the same order and none left out.

    Example:
        >>> renumbered(np.array([4, 1, 4]), 5).tolist()
        [1, 0, 1]
    """
    used = np.zeros(size, dtype=np.bool_)
    used[merged] = True
    numbers: Places = (np.cumsum(used) - 1)[merged]
    return numbers


def grouped(networks: DisjointUnion, group: Places, bounds: Places, stay: Bools) -> DisjointUnion:
    """The networks of groups, of those networks that `stay`: lines within a group are gone, for they weigh the same
    wherever the group goes.

    Args:
        networks: Not changed.
        group: Of each node, as from `renumbered`: each network's groups follow those of the one before.
        bounds: Where each network's groups begin, and where the last one's end.
        stay: Of each network.
    """
    many = np.diff(bounds)
    kept = np.repeat(stay, many)
    number = np.cumsum(kept) - 1
    a, b = np.repeat(group, np.diff(networks.start)), group[networks.ends]
    between = (a != b) & kept[a]
    a, b = number[a[between]], number[b[between]]
    after = np.concatenate([[0], np.cumsum(many[stay])])
    first = np.repeat(after[:-1], many[stay])  # of each group's network
    width = int(many[stay].max(initial=1))
    cells, weights = _summed(a * width + b - first[a], networks.weights[between], len(first) * width)
    a = cells // width
    start = np.searchsorted(a, np.arange(len(first) + 1))
    left, right = (np.bincount(group, side)[kept].astype(np.float64) for side in (networks.left, networks.right))
    return DisjointUnion(start, cells % width + first[a], weights, left, right, after)


def _summed(cells: Places, weights: Floats, size: int) -> tuple[Places, Floats]:
    """The cells, which are numbered below `size`, each once and in order; and what those that are the same weigh."""
    if size <= _ROOM:
        sums: Floats = np.bincount(cells, weights, minlength=size).astype(np.float64, copy=False)
        found: Places = np.flatnonzero(sums)  # no line weighs nothing
        return found, sums[found]
    found, line = np.unique(cells, return_inverse=True)
    return found, np.bincount(line, weights, minlength=len(found)).astype(np.float64, copy=False)
