"""A network as numbers: its nodes in the order of their IRIs, its lines as sparse matrices.

    networkx.Graph  ->  Numbered  ->  what every measure is worked out from, once

Sorted nodes make every measure independent of the order in which a network was built and of the hash seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Numbered:
    """A network, numbered. It must not change while it is measured.

    Example:
        >>> pair = Numbered(nx.Graph([("b", "a")]))
        >>> pair.nodes, pair.lines.toarray().tolist()
        (('a', 'b'), [[0.0, 1.0], [1.0, 0.0]])
    """

    graph: nx.Graph[str]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The nodes in order: node number n is `nodes[n]`."""
        return tuple(sorted(self.graph))

    @cached_property
    def left(self) -> frozenset[str]:
        """The nodes with `bipartite` 0; empty unless both sides have nodes: one side is a plain network."""
        sides = ({node for node, at in self.graph.nodes(data=True) if at.get("bipartite") == s} for s in (0, 1))
        left, right = sides
        return frozenset(left) if right and len(left) + len(right) == len(self.graph) else frozenset()

    @cached_property
    def on_left(self) -> npt.NDArray[np.bool_]:
        """Whether each node is of the left side; True nowhere in a network of one side."""
        return np.array([node in self.left for node in self.nodes], dtype=bool)

    @cached_property
    def weights(self) -> csr_array:
        """The weighted adjacency matrix: symmetric, without loops and without lines that weigh nothing.

        A line of weight 0 can come of reviews without a known partnership.
        """
        number = {node: n for n, node in enumerate(self.nodes)}
        lines = [(number[a], number[b], float(at.get("weight", 1))) for a, b, at in self.graph.edges(data=True)]
        ends = sorted((min(a, b), max(a, b), weight) for a, b, weight in lines if a != b and weight > 0)
        return _symmetric(ends, len(self.nodes))

    @cached_property
    def lines(self) -> csr_array:
        """The adjacency matrix with 1 for every line whatever it weighs, and no loops."""
        number = {node: n for n, node in enumerate(self.nodes)}
        ends = sorted((number[a], number[b], 1.0) for a, b in self.graph.edges if a != b)
        return _symmetric(ends, len(self.nodes))


def parts(matrix: csr_array) -> list[Places]:
    """The connected parts of two nodes or more, each in order, largest first."""
    if not matrix.shape[0]:
        return []
    _, part_of = connected_components(matrix, directed=False)
    order = np.argsort(part_of, kind="stable")
    found = np.split(order, np.flatnonzero(np.diff(part_of[order])) + 1)
    return sorted((part for part in found if len(part) > 1), key=lambda part: (-len(part), part.tolist()))


def _symmetric(ends: list[tuple[int, int, float]], size: int) -> csr_array:
    rows = np.array([(a, b) for a, b, _ in ends], dtype=np.int64).reshape(-1, 2)
    weights = np.array([weight for _, _, weight in ends], dtype=np.float64)
    half = csr_array((weights, (rows[:, 0], rows[:, 1])), shape=(size, size))
    return csr_array(half + half.T)
