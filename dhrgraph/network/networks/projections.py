"""Networks of one side: what turns up together.

    occurrences, a facet  ->  sharing_review | sharing_recommendation  ->  networkx.Graph

Two agencies are joined when one review puts recommendations to both; two themes when one recommendation has
both. Themes are not joined by sharing a review: a review touches so many that nearly every pair would be
joined and the network would say nothing.

Every edge carries the three counts and `newman`, Newman's weight: see `pairs.Shared.newman`.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from dhrgraph.network.columns import Facet, Occurrences
from dhrgraph.network.networks.bipartite import Weight, add_nodes
from dhrgraph.network.networks.pairs import Shared, shared
from dhrgraph.network.things import Occurrence


def sharing_review(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one review.

    An edge's `recommendations` are those that concern both ends at once, so it may be 0.
    """
    rows = Occurrences.of(occurrences)
    by_review = shared(rows, facet, "review")
    at_once = shared(rows, facet, "recommendation")
    recommendations = dict(zip(at_once.pairs, at_once.units_shared(), strict=True))
    counts = zip(
        by_review.distinct(rows, "review", "partnership"),
        by_review.units_shared(),
        (recommendations.get(pair, 0) for pair in by_review.pairs),
        strict=True,
    )
    return _graph(rows, facet, weight, by_review, counts)


def sharing_recommendation(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one recommendation; an edge counts those and where they were made."""
    rows = Occurrences.of(occurrences)
    found = shared(rows, facet, "recommendation")
    counts = zip(
        found.distinct(rows, "recommendation", "partnership"),
        found.distinct(rows, "recommendation", "review"),
        found.units_shared(),
        strict=True,
    )
    return _graph(rows, facet, weight, found, counts)


def _graph(
    rows: Occurrences,
    facet: Facet,
    weight: Weight,
    found: Shared,
    counts: zip[tuple[int, int, int]],
) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(weight=weight)
    add_nodes(graph, rows, facet)
    for (a, b), newman, (partnerships, reviews, recommendations) in zip(
        found.pairs, found.newman(), counts, strict=True
    ):
        weights = {
            "partnerships": partnerships,
            "reviews": reviews,
            "recommendations": recommendations,
            "newman": newman,
        }
        graph.add_edge(a, b, **weights, weight=weights[weight])
    return graph
