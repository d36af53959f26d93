"""Nodes at large: those with a fixed place on a grid, others where their lines pull them.

View  ->  at_large  ->  places in px
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import erf

from dhrgraph.graph_page.layout.apart import pushed_apart
from dhrgraph.graph_page.layout.home import home
from dhrgraph.graph_page.layout.many import in_a_grid
from dhrgraph.graph_page.layout.network import Points, adjacency
from dhrgraph.graph_page.layout.stress import drawn_by_stress
from dhrgraph.graph_page.records import Line, Node, Place, View

CELL = (210, 130)  # px between two places of a grid: a label of three lines below its shape, and a line's own label
BOX = (154, 84)  # px that a node and a label of three lines below it take up
WIDE, HIGH = 880, 1300  # px that a picture may take up while it is to be seen whole
LOOSE, TIGHT = 2.0, 1.5  # times the boxes' area: room that lets lines be seen, and the least
FEW = 400  # nodes, up to which distances tell of steps


def at_large(view: View) -> Mapping[str, Place]:
    """A place for every node, whole px, the picture's middle at 0; what has no fixed place stands below the rest."""
    fixed = [node for node in view.nodes if node.at is not None]
    loose = [node for node in view.nodes if node.at is None]
    points = _centred(_below(_on_a_grid(fixed), _loose(loose, view.lines)))
    found = {node.id: Place(round(x), round(y)) for node, (x, y) in zip([*fixed, *loose], points.tolist(), strict=True)}
    return {node.id: found[node.id] for node in view.nodes}


def _on_a_grid(nodes: Sequence[Node]) -> Points:
    return np.array([node.at for node in nodes], dtype=float).reshape(-1, 2) * CELL


def _loose(nodes: Sequence[Node], lines: Sequence[Line]) -> Points:
    if len(nodes) < 2:
        return np.zeros((len(nodes), 2))
    joined, homes = adjacency(nodes, lines), np.array([home(node.id) for node in nodes])
    if len(nodes) > FEW:
        return in_a_grid(joined, homes, BOX)
    wide, high = _room(len(nodes))
    return pushed_apart(_spread(drawn_by_stress(joined, homes)) * (wide / 2, high / 2), BOX, wide)


def _room(nodes: int) -> tuple[float, float]:
    """Px that the middles of boxes may take up: twice the boxes' area, less where that fits them on the page.

    Wider than high while the page has the width; what does not fit is to be zoomed into, and square.
    """
    boxes, page = nodes * BOX[0] * BOX[1], WIDE * HIGH
    if TIGHT * boxes > page:
        wide = high = np.sqrt(LOOSE * boxes)
    else:
        area = min(LOOSE * boxes, page)
        wide = min(np.sqrt(area * 2.2), WIDE)
        high = area / wide
    return wide - BOX[0], max(high - BOX[1], BOX[1])


def _spread(points: Points) -> Points:
    """Points of any spread moved into -1 to 1, evenly: those far out are drawn in, a crowded middle is drawn out.

    Each axis by the normal distribution of the same spread: no single point changes where the others are.
    """
    points = points - points.mean(axis=0)
    spread: Points = erf(points / np.maximum(points.std(axis=0), 1e-9) / np.sqrt(2))
    return spread


def _below(upper: Points, lower: Points) -> Points:
    if len(upper) and len(lower):
        lower = lower + np.array((upper.mean(axis=0)[0], upper.max(axis=0)[1] + CELL[1] - lower.min(axis=0)[1]))
    return np.concatenate([upper, lower])


def _centred(points: Points) -> Points:
    if not len(points):
        return points
    middle: Points = (points.min(axis=0) + points.max(axis=0)) / 2
    return points - middle
