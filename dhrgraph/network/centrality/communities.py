"""Groups of a network, and how far they are the network's and not the accident of one run.

    Numbered  ->  communities  ->  Communities: a group a node, how steady it is, how far runs agree

Louvain's method answers otherwise for every order in which it looks at the nodes. So it is run many times from fixed
seeds, and the run that agrees most with all others is shown: a partition that was found, not an average of several.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dhrgraph.network.centrality.louvain import louvain, modularity
from dhrgraph.network.centrality.numbered import Floats, Numbered, Places

RUNS, RUNS_AT_LEAST = 50, 10
WORK = 1_500_000  # lines, seen from both ends, times runs; beyond, there are fewer runs
SEED = 20261121
STEADY, SHAKY = 0.8, 0.5  # from which agreement on groups can be relied on; below which they should not be


@dataclass(frozen=True)
class Communities:
    """The groups of a network's nodes, in the order of `Numbered.nodes`.

    `group` counts from 1, the largest first. `stability` in [0, 1] says how much of a node's group is the same from
    run to run (Jaccard's measure, averaged): 1 for the same group every time. `agreement` is the mean adjusted Rand
    index between two runs: 1 where all agree, about 0 where they agree no more than by chance. Nodes without lines are
    groups of their own and say nothing of agreement. `modularity`: the share of the weight that is within groups, less
    the share expected by chance.
    """

    group: Places
    stability: Floats
    agreement: float
    runs: int
    modularity: float

    def sentence(self) -> str:
        """How many groups, and whether they can be relied on.

        Example:
            >>> Communities(np.array([1, 1, 2, 2]), np.ones(4), 0.3, 50, 0.4).sentence().split(": ")[0]
            'The groups are not stable'
        """
        sizes = np.bincount(self.group)[1:] if len(self.group) else self.group
        several = int((sizes > 1).sum())
        if not several:
            return "There are no groups: nothing is joined."
        if several == 1:
            return f"All that are joined are one group (the same in {self.runs} runs: agreement {self.agreement:.2f})."
        agree = f"agreement of {self.runs} runs {self.agreement:.2f} of 1, modularity {self.modularity:.2f}"
        if self.agreement >= STEADY:
            return f"There are {several} groups of two or more, and they are stable: {agree}."
        if self.agreement >= SHAKY:
            return f"There are {several} groups of two or more, fairly stable: {agree}; see each one's stability."
        return f"The groups are not stable: another run gives other groups ({agree}), so build nothing on them."


def communities(network: Numbered) -> Communities:
    """The groups of a network; every node alone where there are no lines."""
    weights, size = network.weights, len(network.nodes)
    joined = np.flatnonzero(np.diff(weights.indptr))
    if not len(joined):
        return Communities(np.arange(1, size + 1), np.ones(size), 1.0, 0, 0.0)
    inner, on_left = weights[joined][:, joined], network.on_left[joined]
    runs = int(np.clip(WORK // inner.nnz, RUNS_AT_LEAST, RUNS))
    found, times = _distinct(louvain(inner, on_left, range(SEED, SEED + runs)))
    likeness = np.eye(len(found))
    for a, b in combinations(range(len(found)), 2):
        likeness[a, b] = likeness[b, a] = rand_index(found[a], found[b])
    quality = [modularity(inner, on_left, run) for run in found]
    best = max(range(len(found)), key=lambda n: (round(float(likeness[n] @ times), 9), round(quality[n], 9), -n))
    group, stability = np.arange(size) + len(joined), np.ones(size)
    group[joined] = found[best]
    stability[joined] = np.average([overlap(found[best], run) for run in found], axis=0, weights=times)
    agreement = float((times @ likeness @ times - runs) / (runs * (runs - 1)))
    return Communities(_by_size(group), stability, agreement, runs, quality[best])


def rand_index(one: Places, other: Places) -> float:
    """The adjusted Rand index of two partitions: Hubert and Arabie (1985), Comparing partitions, equation 5.

    Example:
        >>> rand_index(np.array([0, 0, 1, 1]), np.array([5, 5, 2, 2]))
        1.0
    """
    both, ones, others = (_pairs(labels) for labels in (one * (int(other.max()) + 1) + other, one, other))
    everything = len(one) * (len(one) - 1) / 2
    by_chance = ones * others / everything if everything else 0.0
    most = (ones + others) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)


def overlap(one: Places, other: Places) -> Floats:
    """Of each node, how much its two groups have in common: Jaccard's measure, in (0, 1]."""
    pair = one * (int(other.max()) + 1) + other
    common = np.bincount(pair)[pair]
    shares: Floats = common / (np.bincount(one)[one] + np.bincount(other)[other] - common)
    return shares


def _distinct(runs: list[Places]) -> tuple[list[Places], Places]:
    """Partitions that differ, in the order in which they came, and how often each came."""
    found: dict[bytes, tuple[Places, int]] = {}
    for run in runs:
        same = _by_size(run)
        _, times = found.get(same.tobytes(), (same, 0))
        found[same.tobytes()] = same, times + 1
    return [run for run, _ in found.values()], np.array([times for _, times in found.values()])


def _pairs(labels: Places) -> float:
    counts = np.bincount(labels).astype(float)
    return float(counts @ (counts - 1) / 2)


def _by_size(group: Places) -> Places:
    """The groups numbered from 1, the largest first, then by their first node."""
    _, first, number, counts = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(counts), dtype=np.int64)
    place[np.lexsort((first, -counts))] = np.arange(1, len(counts) + 1)
    placed: Places = place[number]
    return placed
