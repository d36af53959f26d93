"""Measures that are the leading vector of a matrix, so worked out whole: no iteration that might not settle.

Power iteration swings for ever on a two-sided network and answers for one part only of a network in several.
Here each connected part gets its own vector, scaled so that a part of k among n nodes weighs k/n: a node is
compared with its own part, and a lone pair does not outrank everybody.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np


def eigenvector(graph: nx.Graph[str]) -> dict[str, float]:
    """Eigenvector centrality by each part's weighted adjacency matrix; the squares add up to at most 1.

    Perron and Frobenius: the largest eigenvalue of a connected part is simple and its vector has one sign, so
    the answer is unique. A node without links gets 0.
    """
    scores = dict.fromkeys(graph, 0.0)
    for part in parts(graph):
        matrix = nx.to_numpy_array(graph, nodelist=part, weight="weight")
        vectors = np.linalg.eigh(matrix).eigenvectors  # eigenvalues ascend: the last is the leading one
        share = np.sqrt(len(part) / len(graph))
        scores.update(zip(part, (np.abs(vectors[:, -1]) * share).tolist(), strict=True))
    return scores


def hub(graph: nx.Graph[str], left: set[str]) -> dict[str, float]:
    """Kleinberg's hub score of the left side, by singular vectors; the scores add up to at most 1."""
    return _singular(graph, left, hubs=True)


def authority(graph: nx.Graph[str], left: set[str]) -> dict[str, float]:
    """Kleinberg's authority score of the right side, by singular vectors; the scores add up to at most 1."""
    return _singular(graph, left, hubs=False)


def parts(graph: nx.Graph[str]) -> list[list[str]]:
    """The connected parts of two nodes or more, each in order, largest first."""
    found = [sorted(part) for part in nx.connected_components(graph) if len(part) > 1]
    return sorted(found, key=lambda part: (-len(part), part))


def _singular(graph: nx.Graph[str], left: set[str], *, hubs: bool) -> dict[str, float]:
    scores = dict.fromkeys(graph, 0.0)
    side = left if hubs else set(graph) - left
    for part in parts(graph):
        rows = [node for node in part if node in side]
        columns = [node for node in part if node not in side]
        vector = np.abs(_leading(graph, rows, columns))
        share = len(rows) / len(side)
        scores.update(zip(rows, (vector / vector.sum() * share).tolist(), strict=True))
    return scores


def _leading(graph: nx.Graph[str], rows: Sequence[str], columns: Sequence[str]) -> np.ndarray:
    matrix = nx.bipartite.biadjacency_matrix(graph, rows, columns, weight="weight").toarray()
    vectors: np.ndarray = np.linalg.svd(matrix, full_matrices=False)[0]
    return vectors[:, 0]
