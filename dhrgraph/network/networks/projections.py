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

from dhrgraph.network.networks.bipartite import Weight, add_nodes
from dhrgraph.network.networks.pairs import Shared, shared
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.tally import Facet


def sharing_review(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one review.

    An edge's `recommendations` are those that concern both ends at once, so it may be 0.
    """
    by_review = shared(occurrences, facet, _review)
    at_once = shared(occurrences, facet, _recommendation)
    recommendations = dict(zip(at_once.pairs, at_once.units_shared(), strict=True))
    counts = zip(
        by_review.distinct(occurrences, _review, _partnership),
        by_review.units_shared(),
        (recommendations.get(pair, 0) for pair in by_review.pairs),
        strict=True,
    )
    return _graph(occurrences, facet, weight, by_review, counts)


def sharing_recommendation(occurrences: Sequence[Occurrence], facet: Facet, weight: Weight) -> nx.Graph[str]:
    """Join things that turn up in one recommendation; an edge counts those and where they were made."""
    found = shared(occurrences, facet, _recommendation)
    counts = zip(
        found.distinct(occurrences, _recommendation, _partnership),
        found.distinct(occurrences, _recommendation, _review),
        found.units_shared(),
        strict=True,
    )
    return _graph(occurrences, facet, weight, found, counts)


def _graph(
    occurrences: Sequence[Occurrence],
    facet: Facet,
    weight: Weight,
    found: Shared,
    counts: zip[tuple[int, int, int]],
) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(weight=weight)
    add_nodes(graph, occurrences, facet)
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


def _review(row: Occurrence) -> str:
    return row.review.id


def _recommendation(row: Occurrence) -> str:
    return row.recommendation


def _partnership(row: Occurrence) -> str | None:
    return None if row.partnership is None else row.partnership.id
