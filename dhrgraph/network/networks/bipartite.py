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

from dhrgraph.network.columns import NONE, Facet, Occurrences, numbered
from dhrgraph.network.tally import counted
from dhrgraph.network.things import Occurrence, Thing

Weight: TypeAlias = Literal["partnerships", "reviews", "recommendations", "newman"]  # the last on one side only


def two_sided(occurrences: Sequence[Occurrence], left: Facet, right: Facet, weight: Weight) -> nx.Graph[str]:
    """Join each thing of the left facet to the things of the right that share a recommendation with it.

    A thing with nothing on the other side (an agency whose recommendations have no theme) stays, without
    edges; one that is on both is two nodes (`told_apart`). Nodes and edges come in the order of their IRIs.
    """
    rows = Occurrences.of(occurrences)
    left = told_apart(rows, left, right)
    graph: nx.Graph[str] = nx.Graph(weight=weight)
    add_nodes(graph, rows, left, bipartite=0)
    add_nodes(graph, rows, right, bipartite=1)
    here, there = rows.shown(left), rows.shown(right)
    both = (here.numbers != NONE) & (there.numbers != NONE)
    width = max(len(there.things), 1)
    lines, line = numbered((here.numbers * width + there.numbers)[both], len(here.things) * width)
    ends = ((here.things[one // width].id, there.things[one % width].id) for one in lines.tolist())
    counts = (found._asdict() for found in counted(rows.where(both), line, len(lines)))
    graph.add_edges_from((*pair, {**found, "weight": found[weight]}) for pair, found in zip(ends, counts, strict=True))
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
    rows = Occurrences.of(occurrences)
    there = {thing.id for thing in rows.shown(right).things}
    apart = {
        thing.id: replace(thing, id=f"{thing.id}#{thing.kind}")
        for thing in rows.shown(left).things
        if thing.id in there
    }
    if not apart:
        return left

    def shows(*of: Thing) -> Thing | None:
        thing = left.shows(*of)
        return None if thing is None else apart.get(thing.id, thing)

    return Facet(left.of, shows)


def left_iri(node: str, kind: str) -> str:
    """The IRI of a node of the left side, which `told_apart` may have lengthened."""
    return node.removesuffix(f"#{kind}")


def add_nodes(graph: nx.Graph[str], occurrences: Sequence[Occurrence], facet: Facet, **attributes: int) -> None:
    """Add every thing the facet shows, with its counts."""
    rows = Occurrences.of(occurrences)
    shown = rows.shown(facet)
    for thing, found in zip(shown.things, counted(rows, shown.numbers, len(shown.things)), strict=True):
        graph.add_node(
            thing.id,
            label=thing.label,
            kind=thing.kind,
            type=thing.type or "",
            type_label=thing.type_label or "",
            **found._asdict(),
            **attributes,
        )
