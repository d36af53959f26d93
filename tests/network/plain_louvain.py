"""Louvain's method as one would write it down: one run after another, one node after another. The oracle for
`dhrgraph.network.centrality.louvain`, whose runs go side by side: every group has to be the same."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.centrality.louvain import strengths
from dhrgraph.network.centrality.moving import LEAST
from dhrgraph.network.centrality.numbered import Floats, Places

Near: TypeAlias = list[list[tuple[int, float]]]


def louvain(weights: csr_array, on_left: npt.NDArray[np.bool_], seeds: Iterable[int]) -> list[Places]:
    """For each seed one group number a node, from 0, no number left out; `weights` is symmetric and has no loops.

    The seed decides the order in which nodes are looked at, and so which of several good answers comes out.
    """
    near, whole = _near(weights), strengths(weights, on_left)
    found = []
    for seed in seeds:
        chance = random.Random(seed)
        merged = _moved(near, *whole, chance)
        group, level, sides = merged, weights, whole
        while len(merged) > merged.max(initial=-1) + 1:
            level, sides = _grouped(level, merged), _sides(merged, sides)
            merged = _moved(_near(level), *sides, chance)
            group = merged[group]
        found.append(group)
    return found


def _near(weights: csr_array) -> Near:
    """Each node's neighbours and what the lines to them weigh."""
    ends, data, start = weights.indices.tolist(), weights.data.tolist(), weights.indptr.tolist()
    return [list(zip(ends[a:b], data[a:b], strict=True)) for a, b in pairwise(start)]


def _sides(merged: Places, sides: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    left, right = (np.bincount(merged, side).astype(np.float64) for side in sides)
    return left, right


def _grouped(weights: csr_array, merged: Places) -> csr_array:
    """The network of groups: lines within one are gone, for they weigh the same wherever the group goes."""
    size = int(merged.max()) + 1
    a, b = np.repeat(merged, np.diff(weights.indptr)), merged[weights.indices]
    between = a != b
    keys, line = np.unique(a[between] * size + b[between], return_inverse=True)
    start = np.searchsorted(keys, np.arange(size + 1) * size)
    return csr_array((np.bincount(line, weights.data[between]), keys % size, start), shape=(size, size))


def _moved(near: Near, left: Floats, right: Floats, chance: random.Random) -> Places:
    """Each node moved to the group that gains most, until none gains: its group, numbered from 0."""
    own_left, own_right, total = left.tolist(), right.tolist(), float(left.sum()) or 1.0
    group, in_left, in_right = list(range(len(near))), list(own_left), list(own_right)
    order, least = list(range(len(near))), LEAST * total
    chance.shuffle(order)
    queue, waiting = deque(order), [True] * len(near)
    while queue:
        node = queue.popleft()
        waiting[node] = False
        here, of_left, of_right = group[node], own_left[node] / total, own_right[node] / total
        joined: dict[int, float] = {here: 0.0}
        for other, weight in near[node]:
            there = group[other]
            if there in joined:
                joined[there] += weight
            else:
                joined[there] = weight
        in_left[here] -= own_left[node]
        in_right[here] -= own_right[node]
        best, most = here, joined[here] - of_left * in_right[here] - of_right * in_left[here] + least
        for there, weight in joined.items():
            if weight > most:  # else what chance takes off need not be known
                gain = weight - of_left * in_right[there] - of_right * in_left[there]
                if gain > most:
                    best, most = there, gain
        in_left[best] += own_left[node]
        in_right[best] += own_right[node]
        if best != here:
            group[node] = best
            for other, _ in near[node]:
                if not waiting[other] and group[other] != best:
                    waiting[other] = True
                    queue.append(other)
    return np.unique(group, return_inverse=True)[1]
