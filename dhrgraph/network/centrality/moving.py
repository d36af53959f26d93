"""Nodes moved to where they are joined most, in networks side by side: one node of each at a time.

    DisjointUnion, an order of looking for each network  ->  moved  ->  the group of each node

Who is moved where hangs on all moves before, so that one network can only be gone through node after node. Fifty
side by side take half the time of fifty one after another: each step is done to all of them in columns.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from dhrgraph.network.centrality.disjoint import DisjointUnion
from dhrgraph.network.centrality.numbered import Floats, Places

LEAST = 1e-9  # a move must gain more, relative to the network's weight: below lies only rounding


def moved(networks: DisjointUnion, chances: Sequence[random.Random]) -> Places:
    """Each node moved to the group that gains most, until none gains: its group, numbered as one of its nodes.

    Nodes are looked at in the order that each network's chance gives, and again when a neighbour has moved. Of groups
    that gain as much, the node goes to that of its first neighbour.
    """
    moving = _Moving(networks)
    waiting = _Waiting(networks.bounds, chances)
    while len(waiting.networks):
        nodes = waiting.taken()
        waiting.add(*moving.move(nodes, waiting))
    return moving.group


class _Waiting:
    """The nodes of each network that are to be looked at, the first first, each once: a ring for each network that
    still has one."""

    def __init__(self, bounds: Places, chances: Sequence[random.Random]) -> None:
        orders = [list(range(*ends)) for ends in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)]
        for order, chance in zip(orders, chances, strict=True):
            chance.shuffle(order)
        self._ring = np.array([node for order in orders for node in order], dtype=np.int64)
        self.there = np.ones(len(self._ring), dtype=np.bool_)
        self.networks = np.arange(len(orders))
        self._base, self._size = bounds[:-1], np.diff(bounds)
        self._first, self._many = np.zeros_like(self._size), self._size.copy()
        self._only_some()

    def taken(self) -> Places:
        """The first node of each network, which waits no longer."""
        nodes: Places = self._ring[self._base + self._first]
        self._first += 1
        self._first[self._first == self._size] = 0
        self._many -= 1
        self.there[nodes] = False
        return nodes

    def add(self, of: Places, nodes: Places) -> None:
        """Nodes that do not wait, with the place of their network among `networks`, in order of that."""
        if len(nodes):
            new = np.bincount(of, minlength=len(self._many))
            place = (self._first + self._many - (new.cumsum() - new)).repeat(new)
            place += np.arange(len(nodes))
            place %= self._size[of]
            self._ring[place + self._base[of]] = nodes
            self._many += new
            self.there[nodes] = True
        if not self._many.all():
            self._only_some()

    def _only_some(self) -> None:
        """Networks where none waits are done."""
        some = self._many.nonzero()[0]
        self.networks, self._base, self._size = self.networks[some], self._base[some], self._size[some]
        self._first, self._many = self._first[some], self._many[some]


class _Moving:
    """The groups as they are, and each one's strength on both sides."""

    def __init__(self, networks: DisjointUnion) -> None:
        self._networks, self._degree = networks, np.diff(networks.start)
        self.group = np.arange(len(networks.left), dtype=np.int64)
        self._left, self._right = networks.left.copy(), networks.right.copy()
        self._joined = np.zeros(len(networks.left))
        ends = zip(networks.bounds[:-1].tolist(), networks.bounds[1:].tolist(), strict=True)
        total = np.array([float(networks.left[a:b].sum()) or 1.0 for a, b in ends])
        each = total.repeat(np.diff(networks.bounds))
        self._least, self._of_left, self._of_right = LEAST * total, networks.left / each, networks.right / each
        self._count = np.arange(max(len(networks.ends), len(networks.left)))

    def move(self, nodes: Places, waiting: _Waiting) -> tuple[Places, Places]:
        """Move one node of each network that waits, or leave it; those to look at again, by its place in `nodes`."""
        here, own_left, own_right = self.group[nodes], self._networks.left[nodes], self._networks.right[nodes]
        of, other, there, weight, to_here = self._near(nodes, here)
        rest_left, rest_right = self._left[here] - own_left, self._right[here] - own_right
        self._left[here], self._right[here] = rest_left, rest_right
        of_left, of_right = self._of_left[nodes], self._of_right[nodes]
        stays = to_here - of_left * rest_right - of_right * rest_left + self._least[waiting.networks]
        able = (weight > stays[of]).nonzero()[0]  # of the others it need not be known what chance takes off
        who, where = of[able], there[able]
        gain = weight[able] - of_left[who] * self._right[where] - of_right[who] * self._left[where]
        most, best = stays.copy(), here.copy()
        np.maximum.at(most, who, gain)
        hit = ((gain == most[who]) & (gain > stays[who])).nonzero()[0][::-1]  # the first is set last, and so stays
        best[who[hit]] = where[hit]
        self._left[best] += own_left
        self._right[best] += own_right
        self.group[nodes] = best
        again = ((most > stays)[of] & ~waiting.there[other]).nonzero()[0]
        again = again[self.group[other[again]] != best[of[again]]]
        return of[again], other[again]

    def _near(self, nodes: Places, here: Places) -> tuple[Places, Places, Places, Floats, Floats]:
        """The lines of the nodes: whose each is, by its place in `nodes`, its other end, that one's group and how much
        joins the node to the group; and how much joins each node to its own."""
        lines = self._degree[nodes]
        past = lines.cumsum()
        of = self._count[: len(nodes)].repeat(lines)
        line = (self._networks.start[nodes] - past + lines).repeat(lines)
        line += self._count[: len(line)]
        other = self._networks.ends[line]
        there = self.group[other]
        np.add.at(self._joined, there, self._networks.weights[line])
        weight, to_here = self._joined[there], self._joined[here]
        self._joined[there] = 0.0
        return of, other, there, weight, to_here
