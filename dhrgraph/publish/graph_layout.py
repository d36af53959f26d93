"""Where each node of a graph page stands: fixed, seeded, and with room for its label.

    networkx.Graph  ->  place  ->  Layout

A network of two sides is drawn as two columns, ordered so that few lines cross: every label then has a row to
itself. Any other is laid out by force, part by part, and nodes are pushed apart until no two labels meet. The
same network always gets the same picture, so a place keeps its meaning from one visit to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np
import numpy.typing as npt

SEED = 20261121
ROW = 40  # px between two rows of a column: a label of two lines and its gap
COLUMN = 460  # px from the middle to a column; the page draws the columns closer on a narrow screen
ROWS_AT_MOST = 60  # in one column; a longer network is laid out by force
WIDE = 880  # px that a network laid out by force may take up at full size
BOX = (150, 66)  # px that a node and the label below it take up
SMALL = 90  # nodes; up to here Kamada and Kawai's layout is quick and even
APART_UP_TO = 400  # nodes; beyond, the page shows only labels that do not meet

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions in px, whole numbers, middle at (0, 0), y downwards; and how the page is to draw labels."""

    form: Literal["columns", "free"]
    positions: Mapping[str, tuple[int, int]]


def place(network: nx.Graph[str]) -> Layout:
    """Place every node of the network; the order in which nodes and edges were added does not matter.

    Example:
        >>> pair = nx.Graph([("a", "b")])
        >>> nx.set_node_attributes(pair, {"a": 0, "b": 1}, "bipartite")
        >>> place(pair).positions
        {'a': (-460, 0), 'b': (460, 0)}
    """
    sides = [
        sorted(n for n, at in network.nodes(data=True) if at.get("bipartite") == side) for side in (0, 1)
    ]
    both = all(sides) and len(sides[0]) + len(sides[1]) == len(network)
    if both and max(map(len, sides)) <= ROWS_AT_MOST:
        return Layout("columns", _columns(network, *sides))
    return Layout("free", _free(network))


def _columns(network: nx.Graph[str], left: list[str], right: list[str]) -> dict[str, tuple[int, int]]:
    """Two columns of the same height, each in the order that the other side's order suggests."""
    height = ROW * max(len(left), len(right))
    left.sort(key=lambda node: (-network.degree(node), node))
    for _ in range(12):  # the sweeps settle within a few rounds; a fixed number keeps it the same everywhere
        right = _by_barycentre(network, right, left)
        left = _by_barycentre(network, left, right)
    return {
        node: (x, round((n + 0.5) * height / len(column) - height / 2))
        for x, column in ((-COLUMN, left), (COLUMN, right))
        for n, node in enumerate(column)
    }


def _by_barycentre(network: nx.Graph[str], column: Sequence[str], other: Sequence[str]) -> list[str]:
    """The column ordered by the mean place of each node's neighbours; nodes without any come last."""
    place_of = {node: n / len(other) for n, node in enumerate(other)}

    def key(node: str) -> tuple[float, str]:
        places = [place_of[neighbour] for neighbour in network[node] if neighbour in place_of]
        return (round(sum(sorted(places)) / len(places), 9) if places else 2.0, node)

    return sorted(column, key=key)


def _free(network: nx.Graph[str]) -> dict[str, tuple[int, int]]:
    """Each connected part by itself, the parts then set side by side, single nodes in rows at the foot."""
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda p: (-len(p), p))
    blocks = [(part, _part(network, part)) for part in parts if len(part) > 1]
    single = [part[0] for part in parts if len(part) == 1]
    if single:
        across = max(1, min(WIDE // BOX[0], len(single)))
        grid = [(n % across * BOX[0], n // across * BOX[1]) for n in range(len(single))]
        blocks.append((single, np.array(grid, dtype=float)))
    points = _side_by_side([block for _, block in blocks])
    points = _apart(points) if len(points) <= APART_UP_TO else points
    nodes = [node for part, _ in blocks for node in part]
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, _centred(points).tolist(), strict=True)}


def _part(network: nx.Graph[str], nodes: list[str]) -> Points:
    """One connected part, with about as much room as its labels need."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    inside = set(nodes)
    edges = ((min(a, b), max(a, b)) for a, b in network.edges if a != b and a in inside)
    ordered.add_edges_from(sorted(edges))
    if len(nodes) <= SMALL:
        found = nx.kamada_kawai_layout(ordered)
    else:
        found = nx.spring_layout(ordered, seed=SEED, iterations=100 if len(nodes) <= APART_UP_TO else 30)
    points = np.round(np.array([found[node] for node in nodes]), 6)
    points -= points.min(axis=0)
    # A box for each node and as much again for the lines; wider than high while the page has the width.
    area = 2.4 * len(nodes) * BOX[0] * BOX[1]
    wide = min(WIDE, np.sqrt(area * 2.2))
    room = np.array([wide - BOX[0], max(area / wide - BOX[1], BOX[1])])
    spread: Points = points / np.maximum(np.ptp(points, axis=0), 1e-6) * room
    return spread


def _side_by_side(blocks: Sequence[Points]) -> Points:
    """Blocks in rows no wider than the page allows, largest first."""
    placed: list[Points] = [np.empty((0, 2))]
    x = y = height = 0.0
    for points in blocks:
        wide, high = np.ptp(points, axis=0) + BOX
        if x and x + wide > WIDE:
            x, y, height = 0.0, y + height, 0.0
        placed.append(points - points.min(axis=0) + (x, y))
        x, height = x + wide, max(height, high)
    return np.concatenate(placed)


def _apart(points: Points) -> Points:
    """Push boxes apart along the shorter way until none meet; the width is kept, the height may grow."""
    box = np.array(BOX, dtype=float)
    index = np.arange(len(points))
    for _ in range(800):
        gap = points[:, None, :] - points[None, :, :]
        overlap = np.maximum(box - np.abs(gap), 0)
        meeting = (overlap > 0.5).all(axis=2)
        np.fill_diagonal(meeting, False)
        if not meeting.any():
            break
        # Two nodes on one spot are told apart by their place in the order.
        sign = np.where(gap != 0, np.sign(gap), np.sign(index[:, None] - index[None, :])[:, :, None])
        sideways = overlap[:, :, :1] / box[0] <= overlap[:, :, 1:] / box[1]
        push = np.where(np.concatenate([sideways, ~sideways], axis=2), overlap * sign, 0)
        points = points + (push * meeting[:, :, None]).sum(axis=1) / 2
        points[:, 0] = np.clip(points[:, 0], 0, WIDE - BOX[0])
    return points


def _centred(points: Points) -> Points:
    if not len(points):
        return points
    middle: Points = (points.min(axis=0) + points.max(axis=0)) / 2
    return points - middle
