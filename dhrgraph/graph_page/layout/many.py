"""Thousands of nodes, each in a cell of its own, near those it is joined to.

    joined, homes  ->  in_a_grid  ->  points

Time and memory grow with the number of lines. Homes are drawn together along the lines, which is what a force layout
does in the end, and then spread over the cells: columns by x, rows in a column by y. So no two labels meet.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from dhrgraph.graph_page.layout.network import Points

ROUNDS = 60
THREAD = 0.05  # how strong the pull to the home is, as a part of the pull of all neighbours


def in_a_grid(joined: csr_array, homes: Points, box: tuple[int, int]) -> Points:
    """The middles of cells of the size of `box`, whole px, about as high as wide, the middle at 0.

    Example:
        >>> alone = csr_array((3, 3))
        >>> in_a_grid(alone, np.array([[0.5, 0.1], [-0.5, 0.0], [-0.4, -0.1]]), (10, 16)).tolist()
        [[5.0, 0.0], [-5.0, 8.0], [-5.0, -8.0]]
    """
    drawn = np.round(_drawn_together(joined, homes), 9)
    across = max(1, round(np.sqrt(len(homes) * box[1] / box[0])))
    points = np.zeros_like(homes)
    for column, members in enumerate(np.array_split(np.argsort(drawn[:, 0], kind="stable"), across)):
        down = members[np.argsort(drawn[members, 1], kind="stable")]
        points[down, 0] = (column - (across - 1) / 2) * box[0]
        points[down, 1] = (np.arange(len(down)) - (len(down) - 1) / 2) * box[1]
    whole: Points = np.round(points)
    return whole


def _drawn_together(joined: csr_array, homes: Points) -> Points:
    """Each point at the mean of its neighbours, those with fewer lines counting for more, but for the thread home."""
    lines = joined.sum(axis=1)
    pull = joined @ diags_array(1 / np.maximum(lines, 1))  # what everything is joined to says little about a place
    total = np.where(lines > 0, pull.sum(axis=1), 1)[:, None]
    points = homes
    for _ in range(ROUNDS):
        pulled = np.where(lines[:, None] > 0, (pull @ points) / total, homes)
        points = (pulled + THREAD * homes) / (1 + THREAD)
    return points
