"""Groups of nodes that are joined to one another more than chance would join them: Louvain's method.

    weights, left side, seeds  ->  louvain  ->  for each seed one group number a node

Blondel, Guillaume, Lambiotte and Lefebvre (2008, Fast unfolding of communities in large networks), with a queue of the
nodes whose neighbours have moved in place of whole rounds (Waltman and van Eck 2013, A smart local moving algorithm).
In a two-sided network chance joins the sides only, so what is raised there is Barber's modularity (2007, Modularity and
community detection in bipartite networks, Physical Review E 76, 066102). NetworkX's Louvain does not know it, and takes
some eight times as long, where fifty runs are wanted. Each run would be slow by itself; all of them go side by side
(`moving`).

Both modularities in one: a node with strength k lies on both sides with k/2 in a plain network, on one side with k in a
two-sided one. Then joining a group gains its lines to the group less (left x right' + right x left') / total.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.centrality.disjoint import copies, grouped, renumbered
from dhrgraph.network.centrality.moving import moved
from dhrgraph.network.centrality.numbered import Floats, Places


def strengths(weights: csr_array, on_left: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Each node's weight on the left and on the right; half on each where the network has no sides."""
    strength = np.asarray(weights.sum(axis=1), dtype=np.float64)
    if not on_left.any():
        return strength / 2, strength / 2
    return np.where(on_left, strength, 0.0), np.where(on_left, 0.0, strength)


def modularity(weights: csr_array, on_left: npt.NDArray[np.bool_], group: Places) -> float:
    """The share of the weight within groups, less the share expected by chance; 0.0 in a network without lines."""
    left, right = strengths(weights, on_left)
    total = left.sum()
    if not total:
        return 0.0
    ends = weights.tocoo()
    within = ends.data[group[ends.coords[0]] == group[ends.coords[1]]].sum() / 2
    return float(within / total - np.bincount(group, left) @ np.bincount(group, right) / total**2)


def louvain(weights: csr_array, on_left: npt.NDArray[np.bool_], seeds: Iterable[int]) -> list[Places]:
    """For each seed one group number a node, from 0, no number left out; `weights` is symmetric and has no loops.

    The seed decides the order in which nodes are looked at, and so which of several good answers comes out. The answer
    for a seed does not hang on the others.
    """
    chances = [random.Random(seed) for seed in seeds]  # noqa: S311 - an order of looking, not a secret
    found = [np.arange(weights.shape[0], dtype=np.int64)] * len(chances)
    level, going_on = copies(weights, strengths(weights, on_left), len(chances)), list(range(len(chances)))
    while going_on and len(level.left):
        group = renumbered(moved(level, [chances[run] for run in going_on]), len(level.left))
        bounds = np.append(0, np.maximum.reduceat(group, level.bounds[:-1]) + 1)
        for number, run in enumerate(going_on):
            own = group[level.bounds[number] : level.bounds[number + 1]] - bounds[number]
            found[run] = own[found[run]]
        fewer = np.diff(bounds) < np.diff(level.bounds)
        going_on = [run for run, on in zip(going_on, fewer.tolist(), strict=True) if on]
        level = grouped(level, group, bounds, fewer)
    return found
