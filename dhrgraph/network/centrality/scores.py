"""Measure how central each node is: a table of measures, and the frame they fill.

    networkx.Graph, measures  ->  centrality  ->  DataFrame

Two-sided networks are measured as what they are (Borgatti and Halgin 2011): an agency can only ever be joined
to themes, so its degree is a share of the themes. ontology/measures.csv has each measure in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import networkx as nx
import numpy as np
import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.centrality import paths, spectral
from dhrgraph.network.centrality.communities import Communities, communities
from dhrgraph.network.centrality.numbered import Floats, Numbered, Places

DIGITS = 6  # enough to tell nodes apart, few enough that two machines write the same bytes
HEADINGS = ("node", "label", "kind")  # columns before the measures

Scores: TypeAlias = Floats | Places


@dataclass(frozen=True)
class Measured(Numbered):
    """A network with what several of its measures speak of, found once.

    Up to this much `work` (lines times sources; None: `paths.WORK`) shortest ways are followed from every node, beyond
    it from a sample.
    """

    work: int | None = None

    @cached_property
    def communities(self) -> Communities:
        """Its groups and how steady they are."""
        return communities(self)

    @cached_property
    def ways(self) -> paths.Ways:
        """Its shortest ways, followed."""
        return paths.follow(self, self.work)

    @cached_property
    def _scores(self) -> dict[str, Scores]:
        return {}

    def scores(self, name: str) -> Scores:
        """One measure of every node, in their order; worked out once and rounded to DIGITS.

        Raises:
            UnknownNameError: no such measure, or not for a network of this form.
        """
        fitting = measures_for(self)
        if name not in fitting:
            raise UnknownNameError("measure of this network", name, fitting)
        if name not in self._scores:
            self._scores[name] = _rounded(fitting[name](self))
        return self._scores[name]

    def score(self, name: str) -> dict[str, float]:
        """The same by node."""
        return dict(zip(self.nodes, self.scores(name).tolist(), strict=True))


def centrality(graph: nx.Graph[str] | Measured, names: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a node: `node`, `label`, `kind` and a column for each measure, highest first measure on top.

    `names` None means every measure that fits the network. Ties are in order of label and then IRI, so the
    order is total. Values are rounded to DIGITS; a network without nodes or links is no error.

    Raises:
        UnknownNameError: no such measure, or not for a network of this form.

    Example:
        >>> star = nx.Graph([("hub", "a"), ("hub", "b")])
        >>> centrality(star, ["links", "betweenness"]).to_dict("list")["node"]
        ['hub', 'a', 'b']
    """
    network = graph if isinstance(graph, Measured) else Measured(graph)
    chosen = list(dict.fromkeys(names or measures_for(network)))
    columns = {name: network.scores(name) for name in chosen}
    said = [network.graph.nodes[node] for node in network.nodes]
    heads = {
        "node": list(network.nodes),
        "label": [str(at.get("label", node)) for node, at in zip(network.nodes, said, strict=True)],
        "kind": [str(at.get("kind", "")) for at in said],
    }
    frame = pd.DataFrame({**heads, **columns}, columns=[*HEADINGS, *chosen])
    best_first = [chosen[0] == "community", True, True]
    return frame.sort_values([chosen[0], "label", "node"], ascending=best_first, ignore_index=True)


def measures_for(network: Numbered) -> Mapping[str, Callable[[Measured], Scores]]:
    """The measures that fit the network, by name, in the order of ontology/measures.csv."""
    return {name: score for name, score in MEASURES.items() if name not in TWO_SIDED or network.left}


def with_measures(graph: nx.Graph[str], names: Sequence[str]) -> nx.Graph[str]:
    """A copy of the network in which every node carries those measures as attributes."""
    frame = centrality(graph, names)
    copy = graph.copy()
    for name in names:
        nx.set_node_attributes(copy, dict(zip(frame["node"], frame[name].tolist(), strict=True)), name)
    return copy


def _rounded(values: Scores) -> Scores:
    """Whole numbers as they are, others to DIGITS and never -0.0."""
    if np.issubdtype(values.dtype, np.integer):
        return values
    rounded: Floats = np.asarray(np.round(values, DIGITS) + 0.0, dtype=np.float64)
    return rounded


def _links(network: Measured) -> Scores:
    return _in_order(network, dict(network.graph.degree()))


def _degree(network: Measured) -> Scores:
    """The share of those it could be joined to: of the other side, as `networkx.bipartite.degree_centrality` has it."""
    size, left = len(network.nodes), len(network.left)
    others = np.where(network.on_left, size - left, left) if left else np.full(size, max(size - 1, 1))
    return np.asarray(_links(network) / others, dtype=np.float64)


def _weighted_degree(network: Measured) -> Scores:
    return _in_order(network, dict(network.graph.degree(weight="weight")))


def _pagerank(network: Measured) -> Scores:
    """NetworkX's; another of its backends does it where one is set (NETWORKX_BACKEND_PRIORITY)."""
    return _in_order(network, nx.pagerank(network.graph, weight="weight", tol=1e-12, max_iter=1000)).astype(np.float64)


def _in_order(network: Numbered, scores: Mapping[str, float]) -> Scores:
    return np.array([scores[node] for node in network.nodes])


MEASURES: Mapping[str, Callable[[Measured], Scores]] = {
    "links": _links,
    "degree": _degree,
    "weighted-degree": _weighted_degree,
    "betweenness": lambda network: paths.betweenness(network, network.ways),
    "closeness": lambda network: paths.closeness(network, network.ways),
    "eigenvector": spectral.eigenvector,
    "pagerank": _pagerank,
    "hub": spectral.hub,
    "authority": spectral.authority,
    "community": lambda network: network.communities.group,
    "community-stability": lambda network: network.communities.stability,
}
TWO_SIDED = frozenset({"hub", "authority"})
