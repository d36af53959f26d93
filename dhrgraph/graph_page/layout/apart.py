"""Boxes pushed apart until none meet, each as little as can be.

points, box, width  ->  pushed_apart  ->  points
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import KDTree

from dhrgraph.graph_page.layout.network import Points

ROUNDS = 200


def pushed_apart(points: Points, box: tuple[int, int], wide: float) -> Points:
    """Whole px, points no further than half of `wide` from the middle, no two boxes meeting.

    Example:
        >>> pushed_apart(np.array([[0.0, 0.0], [9.0, 0.0]]), (20, 10), 100).tolist()
        [[-6.0, 0.0], [14.0, 0.0]]
    """
    size = np.array(box, dtype=float)
    points = np.round(points)  # what the last digits of another machine would make of a tie is gone
    for _ in range(ROUNDS):
        moves = _moves(points, size)
        if moves is None:
            break
        points = points + moves
        points[:, 0] = np.clip(points[:, 0], -wide / 2, wide / 2)
    return _settled(np.round(points), size)


def _moves(points: Points, size: Points) -> Points | None:
    """Half of what each two boxes that meet lack, along the way that is shorter for a box; None when none meet."""
    pairs = KDTree(points / size).query_pairs(1, p=np.inf, output_type="ndarray")
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    gap = points[pairs[:, 1]] - points[pairs[:, 0]]
    lacking = size - np.abs(gap)
    meeting = (lacking > 0.5).all(axis=1)
    if not meeting.any():
        return None
    pairs, gap, lacking = pairs[meeting], gap[meeting], lacking[meeting]
    shorter = np.zeros_like(gap)
    shorter[np.arange(len(gap)), np.argmin(lacking / size, axis=1)] = 0.5
    push = np.where(gap < 0, -1, 1) * lacking * shorter  # two on one spot: the later one goes right or down
    moves = np.zeros_like(points)
    np.add.at(moves, pairs[:, 0], -push)
    np.add.at(moves, pairs[:, 1], push)
    return moves


def _settled(points: Points, size: Points) -> Points:
    """From the top down, each box that still meets one above it is moved below it: then none meet."""
    settled = points.copy()
    done: list[int] = []
    for n in np.lexsort((points[:, 0], points[:, 1])).tolist():
        beside = settled[done][np.abs(settled[done, 0] - settled[n, 0]) < size[0], 1]
        while (meeting := np.abs(beside - settled[n, 1]) < size[1]).any():
            settled[n, 1] = beside[meeting].max() + size[1]
        done.append(n)
    return settled
