"""Find all pairs of rows that share enough, without looking at each pair by itself.

    matrix of whole numbers, Ratio  ->  sharing_pairs  ->  rows i, rows j

The rows are ordered by size and taken in blocks; a block is multiplied with all rows that are not too large for it:
common columns as dense matrices, rare ones as sparse. What two rows share is a sum of whole numbers below 2 ** 24,
which single precision holds exactly, so that the pairs are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import sparse

from dhrgraph.network.similar.score import Ratio

_BLOCK = 256  # rows at once: 30 MB of sums at 30,000 texts
_COMMON, _DENSE = 0.03, 512  # a column in more than this share of the rows is dense; at most so many are
_SLACK = 1e-3  # bounds are compared in floating point and rounded to three digits: the pairs are scored again

Progress = Callable[[int, int], None]


def sharing_pairs(
    matrix: sparse.csr_matrix, ratio: Ratio, progress: Progress | None = None
) -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
    """Arrays of row numbers (i, j) whose `ratio` may reach its threshold; each pair once, i != j, in no order.

    The entries of `matrix` are the roots of points; the size of a row is the sum of their squares.
    """
    sizes = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel().astype(np.float64)
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    sizes, rows = sizes[order], matrix[order].astype(np.float32).tocsr()
    common, rare = _split(rows)
    for start in range(0, len(order), _BLOCK):
        stop = min(start + _BLOCK, len(order))
        reach = max(stop, int(np.searchsorted(sizes, _largest(ratio, sizes[stop - 1]), side="right")))
        sums = common[start:stop] @ common[start:reach].T
        few = (rare[start:stop] @ rare[start:reach].T).tocoo()
        sums[few.row, few.col] += few.data
        least = np.add.outer(_bound(ratio, sizes[start:stop], lesser=True), _bound(ratio, sizes[start:reach]))
        here, there = np.nonzero(sums >= least.astype(np.float32))
        later = there > here
        yield order[here[later] + start], order[there[later] + start]
        if progress:
            progress(stop, len(order))


def _split(rows: sparse.csr_matrix) -> tuple[np.ndarray[Any, Any], sparse.csr_matrix]:
    """The common columns as a dense matrix, and the others."""
    used = np.bincount(rows.indices, minlength=rows.shape[1])
    often = np.argsort(-used, kind="stable")[:_DENSE]
    often = often[used[often] > max(_COMMON * rows.shape[0], 1)]
    seldom = np.setdiff1d(np.arange(rows.shape[1]), often)
    return np.ascontiguousarray(rows[:, often].toarray()), rows[:, seldom].tocsr()


def _bound(ratio: Ratio, sizes: np.ndarray[Any, Any], *, lesser: bool = False) -> np.ndarray[Any, Any]:
    """What a row of each size adds to the least that a pair must share: as the smaller of the two, or as the larger."""
    threshold = ratio.threshold - _SLACK
    bound: np.ndarray[Any, Any] = threshold * (
        ratio.lesser * sizes + ratio.doubt if lesser else (1 - ratio.lesser) * sizes
    )
    return bound - (0 if lesser else _SLACK)


def _largest(ratio: Ratio, smaller: float) -> float:
    """The largest size that a pair may have with a row of size `smaller`: what they share is `smaller` at most."""
    threshold = ratio.threshold - _SLACK
    return float((smaller / threshold - ratio.lesser * smaller - ratio.doubt) / (1 - ratio.lesser)) + 1
