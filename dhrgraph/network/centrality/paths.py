"""Measures of shortest ways: betweenness and closeness, many sources at a time by matrix products.

Brandes's algorithm (2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163-177)
as matrix products (Buluç and Gilbert 2011, The Combinatorial BLAS): a step outwards from a batch of sources is one
product of the network with what the last step reached. At the size of the national library that is exact in seconds,
where following one node after another takes most of a minute.

Beyond WORK the sources are a sample, the same each time, and the result an unbiased estimate: Brandes and Pich (2007,
Centrality estimation in large networks) for betweenness, Eppstein and Wang (2004, Fast approximation of centrality)
for closeness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dhrgraph.network.centrality.numbered import Floats, Numbered, Places, parts

WORK = 1_500_000_000  # lines times sources that are followed exactly
PIVOTS = 200  # sources at the least, however large the network
BATCH = 128  # sources at a time: what is reached from them fits the processor's cache
SEED = 20261121


@dataclass(frozen=True, slots=True)
class Ways:
    """Of each node: on how many shortest ways between two others it lies, each pair's ways adding up to one, and how
    many steps it is from all others of its part together."""

    between: Floats
    far: Floats


def follow(network: Numbered, work: int | None = None) -> Ways:
    """Follow all shortest ways once: that is what takes long, and two measures need it."""
    size = len(network.nodes)
    between, far = np.zeros(size), np.zeros(size)
    for part in parts(network.lines):
        between[part], far[part] = _followed(network.lines[part][:, part], network.on_left[part], work)
    return Ways(between, far)


def betweenness(network: Numbered, ways: Ways | None = None) -> Floats:
    """How often each node lies on a shortest way between two others, as a share of the most there could be.

    Ways are counted in steps. In a two-sided network the most depends on the side: Borgatti and Halgin (2011).
    `networkx.bipartite.betweenness_centrality` has the same formula but divides by 0 when a side has one node.
    """
    size, between = len(network.nodes), (ways or follow(network)).between
    if not network.left:
        most = np.full(size, (size - 1) * (size - 2) / 2)
    else:
        here, there = len(network.left), size - len(network.left)
        most = np.where(network.on_left, most_between(here, there), most_between(there, here))
    shares: Floats = np.minimum(np.divide(between, most, out=np.zeros(size), where=most > 0), 1.0)
    return shares


def closeness(network: Numbered, ways: Ways | None = None) -> Floats:
    """How few steps each node is from all others of its part, times the share of all others that is in it.

    In a two-sided network the fewest steps there could be are 1 to each of the other side and 2 to each of the own
    (Borgatti and Halgin 2011); the share is that of Wasserman and Faust (1994). `networkx.bipartite.
    closeness_centrality` holds a part against the size of the whole, which can give more than 1.
    """
    size, far = len(network.nodes), (ways or follow(network)).far
    scores = np.zeros(size)
    for part in parts(network.lines):
        on_left = network.on_left[part]
        fewest = np.full(len(part), len(part) - 1.0)
        if network.left:
            of_left, of_right = on_left.sum(), (~on_left).sum()
            fewest = np.where(on_left, of_right + 2 * (of_left - 1), of_left + 2 * (of_right - 1))
        scores[part] = np.minimum(fewest / far[part], 1.0) * (len(part) - 1) / (size - 1)
    return scores


def most_between(own: int, other: int) -> float:
    """The highest betweenness a node can have on a side of `own` nodes facing `other`: Borgatti and Halgin (2011).

    Example:
        >>> most_between(1, 4)  # the middle of a star: every pair of four
        6.0
    """
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def sources(lines: csr_array, work: int | None = None) -> Places:
    """The nodes from which a connected part is followed, in order: all of them, or beyond so much work (None: WORK) a
    sample."""
    size = lines.shape[0]
    wanted = max((WORK if work is None else work) // max(lines.nnz, 1), PIVOTS)
    if wanted >= size:
        return np.arange(size)
    return np.sort(np.random.default_rng(SEED).choice(size, wanted, replace=False))


def _followed(lines: csr_array, on_left: npt.NDArray[np.bool_], work: int | None) -> tuple[Floats, Floats]:
    """The ways between and the steps to all others of a connected part's nodes.

    A step leads from one side to the other, so in a two-sided network half of the lines are followed at a time.
    """
    chosen, size = sources(lines, work), lines.shape[0]
    sides = [np.flatnonzero(on_left), np.flatnonzero(~on_left)] if on_left.any() else [np.arange(size)]
    onward = [lines[to][:, here] for here, to in zip(sides, reversed(sides), strict=True)]
    between, far = np.zeros(size), np.zeros(size)
    for side, here in enumerate(sides):
        starts = np.flatnonzero(np.isin(here, chosen))
        for at in range(0, len(starts), BATCH):
            passed, away = _batch(onward, side, starts[at : at + BATCH])
            for nodes, some, steps in zip(sides, passed, away, strict=True):
                between[nodes] += some
                far[nodes] += steps
    as_source = np.isin(np.arange(size), chosen)
    known = np.maximum(len(chosen) - as_source, 1)
    return between / 2 * (size - 1) / known, far * (size - 1) / known  # a pair is seen from both ends


def _batch(onward: Sequence[csr_array], side: int, start: Places) -> tuple[list[Floats], list[Floats]]:
    """By side, what each node has of the ways from some sources, added up (Brandes's dependency), and its distance
    from them all."""
    steps = list(_steps(onward, side, start))
    passed = [np.zeros((matrix.shape[1], len(start))) for matrix in onward]
    away = [np.zeros(matrix.shape[1]) for matrix in onward]
    for distance, (here, ways) in enumerate(steps):
        away[here] += distance * np.count_nonzero(ways, axis=1)
    for (here, ways), (there, before) in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
        share = np.divide(1 + passed[here], ways, out=np.zeros_like(ways), where=ways > 0)
        passed[there] += (onward[here] @ share) * before
    passed[side][start, np.arange(len(start))] = 0
    return [some.sum(axis=1) for some in passed], away


def _steps(onward: Sequence[csr_array], side: int, start: Places) -> Iterator[tuple[int, Floats]]:
    """The side that the ways have reached after no step, one, two ..., and how many shortest ones lead from each source
    (a column) to each of its nodes."""
    ways = np.zeros((onward[side].shape[1], len(start)))
    ways[start, np.arange(len(start))] = 1
    unseen = [np.ones((matrix.shape[1], len(start)), dtype=np.bool_) for matrix in onward]
    while ways.any():
        yield side, ways
        unseen[side] &= ways == 0
        ways, side = onward[side] @ ways, (side + 1) % len(onward)
        ways *= unseen[side]
