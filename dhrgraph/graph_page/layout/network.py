"""A view's nodes and lines as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.graph_page.records import Line, Node

Points = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]


def adjacency(nodes: Sequence[Node], lines: Sequence[Line]) -> csr_array:
    """Which nodes are joined, 1 for yes; the order of the lines, their direction and repeats make no difference.

    A line from a node to itself, or to one that is not there, counts for nothing.
    """
    number = {node.id: n for n, node in enumerate(nodes)}
    pairs = {(number[a], number[b]) for a, b in ((e.source, e.target) for e in lines) if a in number and b in number}
    both = sorted({pair for a, b in pairs if a != b for pair in ((a, b), (b, a))})
    rows, columns = zip(*both, strict=True) if both else ((), ())
    return csr_array((np.ones(len(both)), (rows, columns)), shape=(len(nodes), len(nodes)))
