"""Measure how central each node is: a table of measures, and the frame they fill.

    networkx.Graph, measures  ->  centrality  ->  DataFrame

Two-sided networks are measured as what they are (Borgatti and Halgin 2011): an agency can only ever be joined
to themes, so its degree is a share of the themes. ontology/measures.csv has each measure in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import networkx as nx
import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.centrality import spectral

DIGITS = 6  # enough to tell nodes apart, few enough that two machines write the same bytes
SEED = 20261121
EXACT_UP_TO = 1000  # nodes; beyond, betweenness is estimated from PIVOTS sources (36 s against 2 s at 1,500)
PIVOTS = 200

Scores = dict[str, float] | dict[str, int]


def centrality(graph: nx.Graph[str], names: Sequence[str] | None = None) -> pd.DataFrame:
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
    fitting = measures_for(graph)
    for name in names or ():
        if name not in fitting:
            raise UnknownNameError("measure of this network", name, fitting)
    chosen = list(names or fitting)
    columns = {name: fitting[name](graph) for name in chosen}
    rows = [
        {
            "node": node,
            "label": str(at.get("label", node)),
            "kind": str(at.get("kind", "")),
            **{name: _rounded(columns[name][node]) for name in chosen},
        }
        for node, at in graph.nodes(data=True)
    ]
    best_last = -1 if chosen[0] != "community" else 1
    rows.sort(key=lambda row: (best_last * row[chosen[0]], row["label"], row["node"]))
    return pd.DataFrame(rows, columns=["node", "label", "kind", *chosen])


def measures_for(graph: nx.Graph[str]) -> Mapping[str, Callable[[nx.Graph[str]], Scores]]:
    """The measures that fit the network, by name, in the order of ontology/measures.csv."""
    return {name: score for name, score in MEASURES.items() if name not in TWO_SIDED or left_side(graph)}


def left_side(graph: nx.Graph[str]) -> set[str]:
    """The nodes with `bipartite` 0; empty unless both sides have nodes: one side is a plain network."""
    left, right = ({node for node, at in graph.nodes(data=True) if at.get("bipartite") == s} for s in (0, 1))
    return left if right and len(left) + len(right) == len(graph) else set()


def with_measures(graph: nx.Graph[str], names: Sequence[str]) -> nx.Graph[str]:
    """A copy of the network in which every node carries those measures as attributes."""
    frame = centrality(graph, names).set_index("node")
    copy = graph.copy()
    for name in names:
        for node, score in zip(frame.index, frame[name].tolist(), strict=True):
            copy.nodes[node][name] = score
    return copy


def _rounded(value: float) -> float | int:
    return value if isinstance(value, int) else round(value, DIGITS) + 0.0


def _links(graph: nx.Graph[str]) -> Scores:
    return dict(graph.degree())


def _degree(graph: nx.Graph[str]) -> Scores:
    if left := left_side(graph):
        return dict(nx.bipartite.degree_centrality(graph, left))
    others = max(len(graph) - 1, 1)
    return {node: degree / others for node, degree in graph.degree()}


def _weighted_degree(graph: nx.Graph[str]) -> Scores:
    return dict(graph.degree(weight="weight"))


def _betweenness(graph: nx.Graph[str]) -> Scores:
    pivots = None if len(graph) <= EXACT_UP_TO else PIVOTS
    raw = nx.betweenness_centrality(graph, k=pivots, normalized=False, seed=SEED)
    left = left_side(graph)
    if not left:
        return _shares(raw, dict.fromkeys(graph, (len(graph) - 1) * (len(graph) - 2) / 2))
    here, there = len(left), len(graph) - len(left)
    of_left, of_right = _most_between(here, there), _most_between(there, here)
    return _shares(raw, {node: of_left if node in left else of_right for node in graph})


def _shares(raw: Mapping[str, float], most: Mapping[str, float]) -> dict[str, float]:
    return {node: min(value / most[node], 1.0) if most[node] else 0.0 for node, value in raw.items()}


def _most_between(own: int, other: int) -> float:
    """The highest betweenness a node can have on a side of `own` nodes facing `other`.

    Borgatti and Halgin (2011). NetworkX has the same formula but divides by 0 when a side has one node.
    """
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _closeness(graph: nx.Graph[str]) -> Scores:
    """Each connected part by itself, times the share of all others that is in it (Wasserman and Faust).

    NetworkX measures a part of a two-sided network against the size of the whole, which can give more than 1.
    """
    left = left_side(graph)
    if not left:
        return dict(nx.closeness_centrality(graph))
    scores: dict[str, float] = dict.fromkeys(graph, 0.0)
    for part in spectral.parts(graph):
        near = nx.bipartite.closeness_centrality(graph.subgraph(part), left.intersection(part), normalized=False)
        share = (len(part) - 1) / (len(graph) - 1)
        scores.update({node: score * share for node, score in near.items()})
    return scores


def _pagerank(graph: nx.Graph[str]) -> Scores:
    return dict(nx.pagerank(graph, weight="weight", tol=1e-12, max_iter=1000))


def _community(graph: nx.Graph[str]) -> Scores:
    """Louvain with a fixed seed on numbered nodes: sets of IRIs would come in the order of the hash seed."""
    nodes = sorted(graph)
    number = {node: n for n, node in enumerate(nodes)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    edges = [(number[a], number[b], at.get("weight", 1)) for a, b, at in graph.edges(data=True)]
    for a, b, weight in sorted((min(a, b), max(a, b), weight) for a, b, weight in edges):
        numbered.add_edge(a, b, weight=weight)
    groups = [sorted(group) for group in nx.community.louvain_communities(numbered, seed=SEED)]
    groups.sort(key=lambda group: (-len(group), group))
    return {nodes[n]: place for place, group in enumerate(groups, 1) for n in group}


MEASURES: Mapping[str, Callable[[nx.Graph[str]], Scores]] = {
    "links": _links,
    "degree": _degree,
    "weighted-degree": _weighted_degree,
    "betweenness": _betweenness,
    "closeness": _closeness,
    "eigenvector": spectral.eigenvector,
    "pagerank": _pagerank,
    "hub": lambda graph: spectral.hub(graph, left_side(graph)),
    "authority": lambda graph: spectral.authority(graph, left_side(graph)),
    "community": _community,
}
TWO_SIDED = frozenset({"hub", "authority"})
