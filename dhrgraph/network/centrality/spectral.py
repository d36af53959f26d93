"""Measures that are the leading vector of a matrix, by a method that cannot swing for ever.

Power iteration never settles on a two-sided network and answers for one part only of a network in several.
Here each connected part gets its own vector, scaled so that a part of k among n nodes weighs k/n: a node is
compared with its own part, and a lone pair does not outrank everybody.

Small parts are worked out whole; large ones by Lanczos's method on the sparse matrix (ARPACK) from a fixed start.
Perron and Frobenius: the largest eigenvalue of a connected part is simple and its vector has one sign, so the answer is
unique, and its sign is fixed by taking it as positive.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import eigsh

from dhrgraph.network.centrality.numbered import Floats, Numbered, parts

DENSE_UP_TO = 60  # nodes; from there on the sparse method is the quicker one
SEED = 20261121


def eigenvector(network: Numbered) -> Floats:
    """Eigenvector centrality by each part's weighted adjacency matrix; the squares add up to at most 1."""
    scores = np.zeros(len(network.nodes))
    for part in parts(network.weights):
        scores[part] = leading(network.weights[part][:, part]) * np.sqrt(len(part) / len(network.nodes))
    return scores


def hub(network: Numbered) -> Floats:
    """Kleinberg's hub score of the left side; the scores add up to at most 1."""
    return _of_side(network, left=True)


def authority(network: Numbered) -> Floats:
    """Kleinberg's authority score of the right side; the scores add up to at most 1."""
    return _of_side(network, left=False)


def leading(matrix: csr_array) -> Floats:
    """The leading eigenvector of a connected part's symmetric matrix, of length 1, no entry below 0.

    Example:
        >>> leading(csr_array([[0.0, 1.0], [1.0, 0.0]])).round(3).tolist()
        [0.707, 0.707]
    """
    if matrix.shape[0] <= DENSE_UP_TO:
        vectors = np.linalg.eigh(matrix.toarray()).eigenvectors  # eigenvalues ascend: the last is the leading one
    else:
        start = np.random.default_rng(SEED).random(matrix.shape[0])
        _, vectors = eigsh(matrix, k=1, which="LA", v0=start, ncv=40, maxiter=100 * matrix.shape[0])
    found: Floats = np.abs(vectors[:, -1])
    return found


def _of_side(network: Numbered, *, left: bool) -> Floats:
    """A side's part of the leading vectors: the singular vectors of a two-sided network are the two halves of it."""
    scores = np.zeros(len(network.nodes))
    own = network.on_left if left else ~network.on_left
    for part in parts(network.weights):
        rows = own[part]
        vector = leading(network.weights[part][:, part])[rows]
        scores[part[rows]] = vector / vector.sum() * rows.sum() / own.sum()
    return scores
