"""Networks of one side: what turns up together.

    occurrences, a facet  ->  sharing_review | sharing_recommendation  ->  networkx.Graph

Two agencies are joined when one review puts recommendations to both; two themes when one recommendation has
both. Themes are not joined by sharing a review: a review touches so many that nearly every pair would be
joined and the network would say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

import networkx as nx

from dhrgraph.network.networks.bipartite import Weight, add_edges, add_nodes
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.tally import Facet, Tally


def sharing_review(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one review.

    An edge's `recommendations` are those that concern both ends at once, so it may be 0.
    """
    edges = _pairs(occurrences, facet, lambda row: row.review.id, Tally.add_review)
    for pair, tally in _pairs(occurrences, facet, lambda row: row.recommendation, Tally.add).items():
        edges[pair].recommendations = tally.recommendations
    return _graph(occurrences, facet, weight, edges)


def sharing_recommendation(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one recommendation; an edge counts those and where they were made."""
    edges = _pairs(occurrences, facet, lambda row: row.recommendation, Tally.add)
    return _graph(occurrences, facet, weight, edges)


def _graph(
    occurrences: Sequence[Occurrence], facet: Facet, weight: Weight, edges: dict[tuple[str, str], Tally]
) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(weight=weight)
    add_nodes(graph, occurrences, facet)
    add_edges(graph, edges)
    return graph


def _pairs(
    occurrences: Sequence[Occurrence],
    facet: Facet,
    unit: Callable[[Occurrence], str],
    add: Callable[[Tally, Occurrence], None],
) -> dict[tuple[str, str], Tally]:
    """Each pair of things within one unit, smaller IRI first, with what it was counted in."""
    inside: dict[str, set[str]] = defaultdict(set)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in occurrences:
        thing = facet(row)
        if thing is not None:
            inside[unit(row)].add(thing.id)
            add(tallies[unit(row)], row)
    found: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for name, things in inside.items():
        for pair in combinations(sorted(things), 2):
            found[pair].merge(tallies[name])
    return found
