"""Networks of two sides: who is joined to what, and in how many places.

    occurrences, one facet a side  ->  two_sided  ->  networkx.Graph

Every edge carries three counts (`partnerships`, `reviews`, `recommendations`) and `weight`, the one of them
that tells edges apart in this network; `graph.graph["weight"]` names it. Every node carries `label`, `kind`,
`type`, `type_label`, its own three counts, and `bipartite` (0 left, 1 right), NetworkX's convention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

import networkx as nx

from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.tally import Facet, Tally

Weight: TypeAlias = Literal["partnerships", "reviews", "recommendations", "newman"]  # the last on one side only


def two_sided(occurrences: Sequence[Occurrence], left: Facet, right: Facet, weight: Weight) -> nx.Graph[str]:
    """Join each thing of the left facet to the things of the right that share a recommendation with it.

    A thing with nothing on the other side (an agency whose recommendations have no theme) stays, without
    edges; one that is on both is two nodes (`told_apart`). Nodes and edges come in the order of their IRIs.
    """
    left = told_apart(occurrences, left, right)
    graph: nx.Graph[str] = nx.Graph(weight=weight)
    add_nodes(graph, occurrences, left, bipartite=0)
    add_nodes(graph, occurrences, right, bipartite=1)
    edges: dict[tuple[str, str], Tally] = {}
    for row in occurrences:
        here, there = left(row), right(row)
        if here is not None and there is not None:
            edges.setdefault((here.id, there.id), Tally()).add(row)
    add_edges(graph, edges)
    return graph


def told_apart(occurrences: Sequence[Occurrence], left: Facet, right: Facet) -> Facet:
    """The left facet, with the kind at the end of the IRI of whatever stands on the right as well.

    A partnership that is asked something itself is two nodes: one as the body asked, one as the place that asks.

    Example:
        >>> from dhrgraph.network.tally import agency, partnership
        >>> asked, home = Thing("p", "Anytown", "agency"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, asked)
        >>> told_apart([row], agency, partnership)(row).id, left_iri("p#agency", "agency")
        ('p#agency', 'p')
    """
    there = {thing.id for row in occurrences if (thing := right(row)) is not None}
    both = {thing.id: thing for row in occurrences if (thing := left(row)) is not None and thing.id in there}
    if not both:
        return left
    apart = {iri: replace(thing, id=f"{iri}#{thing.kind}") for iri, thing in both.items()}

    def facet(row: Occurrence) -> Thing | None:
        thing = left(row)
        return None if thing is None else apart.get(thing.id, thing)

    return facet


def left_iri(node: str, kind: str) -> str:
    """The IRI of a node of the left side, which `told_apart` may have lengthened."""
    return node.removesuffix(f"#{kind}")


def add_nodes(graph: nx.Graph[str], occurrences: Sequence[Occurrence], facet: Facet, **attributes: int) -> None:
    """Add every thing the facet shows, with its counts."""
    things: dict[str, Thing] = {}
    tallies: dict[str, Tally] = {}
    for row in occurrences:
        thing = facet(row)
        if thing is not None:
            things[thing.id] = thing
            tallies.setdefault(thing.id, Tally()).add(row)
    for node, thing in sorted(things.items()):
        graph.add_node(
            node,
            label=thing.label,
            kind=thing.kind,
            type=thing.type or "",
            type_label=thing.type_label or "",
            **tallies[node].counts._asdict(),
            **attributes,
        )


def add_edges(graph: nx.Graph[str], edges: dict[tuple[str, str], Tally]) -> None:
    """Add the edges with their counts and the weight that `graph.graph["weight"]` names."""
    for (source, target), tally in sorted(edges.items()):
        counts = tally.counts._asdict()
        graph.add_edge(source, target, **counts, weight=counts[graph.graph["weight"]])
