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

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from dhrgraph.network.centrality.numbered import Floats, Numbered, Places, parts

WORK = 1_500_000_000  # lines times sources that are followed exactly
PIVOTS = 200  # sources at the least, however large the network
BATCH = 128  # sources at a time: what is reached from them fits the processor's cache
SEED = 20261121


def betweenness(network: Numbered) -> Floats:
    """How often each node lies on a shortest way between two others, as a share of the most there could be.

    Ways are counted in steps. In a two-sided network the most depends on the side: Borgatti and Halgin (2011).
    `networkx.bipartite.betweenness_centrality` has the same formula but divides by 0 when a side has one node.
    """
    size = len(network.nodes)
    between = np.zeros(size)
    for part in parts(network.lines):
        between[part] = _between(network.lines[part][:, part])
    if not network.left:
        most = np.full(size, (size - 1) * (size - 2) / 2)
    else:
        here, there = len(network.left), size - len(network.left)
        most = np.where(network.on_left, most_between(here, there), most_between(there, here))
    shares: Floats = np.minimum(np.divide(between, most, out=np.zeros(size), where=most > 0), 1.0)
    return shares


def closeness(network: Numbered) -> Floats:
    """How few steps each node is from all others of its part, times the share of all others that is in it.

    In a two-sided network the fewest steps there could be are 1 to each of the other side and 2 to each of the own
    (Borgatti and Halgin 2011); the share is that of Wasserman and Faust (1994). `networkx.bipartite.
    closeness_centrality` holds a part against the size of the whole, which can give more than 1.
    """
    size = len(network.nodes)
    scores = np.zeros(size)
    for part in parts(network.lines):
        far = _farness(network.lines[part][:, part])
        on_left = network.on_left[part]
        fewest = np.full(len(part), len(part) - 1.0)
        if network.left:
            of_left, of_right = on_left.sum(), (~on_left).sum()
            fewest = np.where(on_left, of_right + 2 * (of_left - 1), of_left + 2 * (of_right - 1))
        scores[part] = np.minimum(fewest / far, 1.0) * (len(part) - 1) / (size - 1)
    return scores


def most_between(own: int, other: int) -> float:
    """The highest betweenness a node can have on a side of `own` nodes facing `other`: Borgatti and Halgin (2011).

    Example:
        >>> most_between(1, 4)  # the middle of a star: every pair of four
        6.0
    """
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def sources(lines: csr_array) -> Places:
    """The nodes from which a connected part is followed: all of them, or beyond WORK a sample in order."""
    size = lines.shape[0]
    wanted = max(WORK // max(lines.nnz, 1), PIVOTS)
    if wanted >= size:
        return np.arange(size)
    return np.sort(np.random.default_rng(SEED).choice(size, wanted, replace=False))


def _steps(lines: csr_array, start: Places) -> Iterator[Floats]:
    """How many shortest ways lead from each source (a column) to the nodes one, two, three ... steps away."""
    ways = np.zeros((lines.shape[0], len(start)))
    ways[start, np.arange(len(start))] = 1
    unseen = ways == 0
    while ways.any():
        yield ways
        ways = (lines @ ways) * unseen
        unseen &= ways == 0


def _between(lines: csr_array) -> Floats:
    chosen, size = sources(lines), lines.shape[0]
    total = np.zeros(size)
    for at in range(0, len(chosen), BATCH):
        start = chosen[at : at + BATCH]
        steps = list(_steps(lines, start))
        passed = np.zeros_like(steps[0])  # each node's share of the ways from a source, Brandes's dependency
        for ways, before in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
            onward = np.divide(1 + passed, ways, out=np.zeros_like(ways), where=ways > 0)
            passed += (lines @ onward) * before
        passed[start, np.arange(len(start))] = 0
        total += passed.sum(axis=1)
    as_source = np.isin(np.arange(size), chosen)
    estimate: Floats = total / 2 * (size - 1) / np.maximum(len(chosen) - as_source, 1)  # a pair is seen from both ends
    return estimate


def _farness(lines: csr_array) -> Floats:
    """The steps from each node to all others, added up."""
    chosen, size = sources(lines), lines.shape[0]
    total = np.zeros(size)
    for at in range(0, len(chosen), BATCH):
        for distance, ways in enumerate(_steps(lines, chosen[at : at + BATCH])):
            total += distance * np.count_nonzero(ways, axis=1)
    as_source = np.isin(np.arange(size), chosen)
    estimate: Floats = total * (size - 1) / np.maximum(len(chosen) - as_source, 1)
    return estimate
