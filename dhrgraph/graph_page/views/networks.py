"""The named networks as views: who is asked what, and what comes up together.

    Material, name  ->  network_view  ->  View

`network/` builds and measures each network; here its nodes and lines get the numbers of what stands behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from dhrgraph.config import table
from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.kinds import kind_of
from dhrgraph.graph_page.limits import MOST_READ, refuse_too_large
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.material.words import called
from dhrgraph.graph_page.records import Line, Node, Size, View
from dhrgraph.graph_page.views.facts import facts_of
from dhrgraph.graph_page.views.finding import finding
from dhrgraph.graph_page.views.numbers import Behind, Numbered, Pair
from dhrgraph.graph_page.views.order import groups
from dhrgraph.graph_page.views.wide import as_asked, notice
from dhrgraph.network.centrality.measures import measures
from dhrgraph.network.centrality.scores import Measured
from dhrgraph.network.columns import Facet
from dhrgraph.network.networks.bipartite import left_iri
from dhrgraph.network.networks.named import COUNTED, NETWORKS, Network, strongest
from dhrgraph.network.occurrences import as_counted
from dhrgraph.network.tally import FACETS

CENTRAL = ("betweenness",)  # what nodes can be sized by besides their counts; degree is the links that the page counts


def network_view(name: str, material: Material) -> View:
    """A network of `NETWORKS` as a view; without a recommendation it has no node and says so.

    Nodes are measured before those that do not fit are left out.

    Raises:
        UnknownNameError: there is no such network.
        TooLargeError: more nodes than anyone can read, said before they are measured.
    """
    asked = material.asked
    built = material.networks.of(name, collective=asked.collective)
    whole, network = built.graph, NETWORKS[name]
    graph = as_asked(whole, asked)
    refuse_too_large(name, min(len(graph), asked.most or len(graph)), force=asked.force)
    rough = len(graph) > MOST_READ  # sizes of a part of what nobody can read as a whole: a sample tells as much
    measured = built if graph is whole and not rough else Measured(graph, work=0 if rough else None)
    drawn = strongest(graph, asked.most) if asked.most is not None and len(graph) > asked.most else graph
    rows = as_counted(material.occurrences, collective=asked.collective)
    numbered, sides = Numbered(material, rows), network.sides(rows)
    nodes = _nodes(drawn, {measure: measured.score(measure) for measure in CENTRAL}, numbered, sides, material)
    return View(
        name=name,
        title=network.title,
        sentence=network.sentence,
        finding=finding(name, whole, graph, material),
        form="columns" if network.right else "free",
        nodes=nodes,
        lines=_lines(_behind(numbered, sides, drawn, network), nodes),
        columns=tuple(_heading(side) for side in (network.left, network.right) if network.right and side),
        strength=_telling(network, drawn),
        sizes=_sizes(),
        command=command(name, asked),
        left_out=len(graph) - len(drawn),
        notice=notice(whole, graph, material),
    )


def _nodes(
    graph: nx.Graph[str],
    measured: Mapping[str, Mapping[str, float]],
    numbered: Numbered,
    sides: Sequence[Facet],
    material: Material,
) -> tuple[Node, ...]:
    """The nodes by column, group and place in the group."""
    grouped, facts = groups(material), facts_of(material)
    behind = {iri: one for side in sides for iri, one in numbered.nodes(side).items()}

    def node(iri: str) -> Node:
        at = graph.nodes[iri]
        kind, known_as = at["kind"], left_iri(iri, at["kind"])
        return Node(
            id=iri,
            label=called(known_as, material.names),
            kind=kind,
            type=at["type_label"],
            group=grouped.group(known_as, kind),
            column=at.get("bipartite", 0),
            about=material.about.get(known_as, ""),
            facts=facts(known_as, kind),
            statements=behind[iri].statements,
            reviews=behind[iri].reviews,
            measures={name: values[iri] for name, values in measured.items()},
        )

    def place(one: Node) -> tuple[object, ...]:
        return (one.column, grouped.order(left_iri(one.id, one.kind), one.label, one.kind))

    return tuple(sorted(map(node, graph), key=place))


def _behind(
    numbered: Numbered, sides: Sequence[Facet], graph: nx.Graph[str], network: Network
) -> Mapping[Pair, Behind]:
    """What stands behind each line of the network that is drawn."""
    if len(sides) == 2:
        found = numbered.across(sides[0], sides[1], graph)
        return {pair: one for pair, one in found.items() if graph.has_edge(*pair)}
    return numbered.between(sides[0], ((min(pair), max(pair)) for pair in graph.edges), network.within)


def _lines(behind: Mapping[Pair, Behind], nodes: Sequence[Node]) -> tuple[Line, ...]:
    """The lines in the order of their ends; without sides a line begins at the node that comes first."""
    place = {node.id: number for number, node in enumerate(nodes)}
    found = []
    for pair, one in behind.items():
        source, target = sorted(pair, key=place.__getitem__)
        found.append(Line(source, target, statements=one.statements, reviews=one.reviews))
    return tuple(sorted(found, key=lambda line: (place[line.source], place[line.target])))


def _telling(network: Network, graph: nx.Graph[str]) -> str:
    """The count whose values differ from line to line, the network's own first."""
    order = sorted(COUNTED, key=lambda count: count != network.weight)
    return next((count for count in order if len({at[count] for _, _, at in graph.edges(data=True)}) > 1), order[0])


def _heading(side: Facet) -> str:
    """What a column holds: the kind that its facet is called by."""
    return next(kind_of(kind).several for kind, facet in FACETS.items() if facet is side)


def _sizes() -> tuple[Size, ...]:
    known = measures(table("measures.csv"))
    return tuple(Size(name, known[name].title, known[name].sentence) for name in CENTRAL)
