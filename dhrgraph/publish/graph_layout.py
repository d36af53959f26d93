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
WIDE, HIGH = 880, 1300  # px that a network laid out by force may take up while its labels all have room
BOX = (150, 80)  # px that a node and the label below it take up
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
    sides = [sorted(n for n, at in network.nodes(data=True) if at.get("bipartite") == side) for side in (0, 1)]
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
    room = _room(len(network))
    # More than fit on the page at full size make a squarer picture, to be zoomed into.
    wide = float(WIDE if room <= WIDE * HIGH else np.sqrt(room))
    blocks = [(part, _part(network, part, wide)) for part in parts if len(part) > 1]
    single = [part[0] for part in parts if len(part) == 1]
    if single:
        across = max(1, min(int(wide // BOX[0]), len(single)))
        grid = [(n % across * BOX[0], n // across * BOX[1]) for n in range(len(single))]
        blocks.append((single, np.array(grid, dtype=float)))
    points = _side_by_side([block for _, block in blocks], wide)
    points = _apart(points, wide) if len(points) <= APART_UP_TO else points
    nodes = [node for part, _ in blocks for node in part]
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, _centred(points).tolist(), strict=True)}


def _room(nodes: int) -> float:
    """A box for each node and as much again and more for the lines, in square px."""
    return 2.0 * nodes * BOX[0] * BOX[1]


def _part(network: nx.Graph[str], nodes: list[str], widest: float) -> Points:
    """One connected part, with about as much room as its labels need."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    inside = set(nodes)
    edges = ((min(a, b), max(a, b)) for a, b in network.edges if a != b and a in inside)
    ordered.add_edges_from(sorted(edges))
    found = nx.spring_layout(ordered, seed=SEED, iterations=50)
    points = np.array([found[node] for node in nodes])
    if len(nodes) <= APART_UP_TO:
        points = _at_their_distances(points, nx.floyd_warshall_numpy(ordered, nodes))
    points -= points.min(axis=0)
    wide = min(widest, np.sqrt(_room(len(nodes)) * 2.2))  # wider than high while the page has the width
    room = np.array([wide - BOX[0], max(_room(len(nodes)) / wide - BOX[1], BOX[1])])
    spread: Points = np.round(points / np.maximum(np.ptp(points, axis=0), 1e-6) * room, 3)
    return spread


def _at_their_distances(points: Points, steps: npt.NDArray[np.float64]) -> Points:
    """Points moved until their distances come close to the `steps` between the nodes.

    Stress majorisation (Gansner, Koren and North 2004): each round lowers the stress, so it always settles.
    """
    weights = 1 / np.maximum(steps, 1) ** 2
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(150):
        apart = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inverse @ pull @ points
    return points


def _side_by_side(blocks: Sequence[Points], widest: float) -> Points:
    """Blocks in rows no wider than the page allows, largest first."""
    placed: list[Points] = [np.empty((0, 2))]
    x = y = height = 0.0
    for points in blocks:
        wide, high = np.ptp(points, axis=0) + BOX
        if x and x + wide > widest:
            x, y, height = 0.0, y + height, 0.0
        placed.append(points - points.min(axis=0) + (x, y))
        x, height = x + wide, max(height, high)
    return np.concatenate(placed)


def _apart(points: Points, wide: float) -> Points:
    """Push boxes that meet apart along the shorter way, within the width."""
    box = np.array(BOX, dtype=float)
    index = np.arange(len(points))
    for _ in range(200):
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
        points[:, 0] = np.clip(points[:, 0], 0, wide - BOX[0])
    return _settled(np.round(points))


def _settled(points: Points) -> Points:
    """From the top down, each box that still meets one above it is moved below it: then none meet."""
    done: list[tuple[float, float]] = []
    settled = points.copy()
    for n in np.lexsort((points[:, 0], points[:, 1])):
        x, y = points[n]
        while below := [other for at, other in done if abs(at - x) < BOX[0] and abs(other - y) < BOX[1]]:
            y = max(below) + BOX[1]
        done.append((x, y))
        settled[n, 1] = y
    return settled


def _centred(points: Points) -> Points:
    if not len(points):
        return points
    middle: Points = (points.min(axis=0) + points.max(axis=0)) / 2
    return points - middle
