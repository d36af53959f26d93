"""What views of one thing and its surroundings have in common: their nodes, and how they are kept small."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal

from dhrgraph.errors import QueryError
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import Line, Node
from dhrgraph.graph_page.views.facts import Facts
from dhrgraph.graph_page.views.numbers import Behind
from dhrgraph.graph_page.views.order import Groups
from dhrgraph.network.networks.bipartite import left_iri
from dhrgraph.network.occurrences import Thing
from dhrgraph.network.succession import sentence
from dhrgraph.network.tally import Counts
from dhrgraph.query.names import find_iri
from dhrgraph.text.amounts import how_many


def kept(material: Material, kind: Literal["agency", "theme"]) -> str:
    """The IRI of the one thing that a view is about.

    Raises:
        QueryError: none was named.
        UnknownNameError: the graph has no such thing.
    """
    iri = material.asked.keep.get(kind, "")
    if not iri:
        raise QueryError(f"the network '{kind}' shows one {kind}.\n  To mend: name it with --{kind} NAME.")
    return iri if iri in material.names or material.occurrences else find_iri(material.store, kind, iri)


def label_of(material: Material, iri: str) -> str:
    """What the graph calls a thing; failing that, the end of its IRI."""
    return material.names.get(iri) or iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def thing_node(
    material: Material, grouped: Groups, thing: Thing, column: int, behind: Behind, facts: Facts = ()
) -> Node:
    """A body, theme, partnership or review as a node, under the heading it has in every view."""
    iri = left_iri(thing.id, thing.kind)
    return Node(
        thing.id,
        material.names.get(iri) or thing.label,
        thing.kind,
        thing.type_label or "",
        grouped.group(iri, thing.kind),
        column,
        about=material.about.get(iri, ""),
        facts=facts,
        statements=behind.statements,
        reviews=behind.reviews,
    )


def counts(material: Material, one: Node | Line | Behind) -> Counts:
    """The distinct partnerships, reviews and recommendations behind a node or line."""
    reviews = {material.statements[number].review for number in one.statements} | set(one.reviews)
    partnerships = {iri for number in reviews for iri in material.reviews[number].partnerships}
    return Counts(len(partnerships), len(reviews), len(one.statements))


def widest(material: Material, nodes: Sequence[Node], stay: Container[str] = ()) -> tuple[Node, ...]:
    """As many nodes as were asked for, those that recur most widely, in the order given; whatever is in `stay` is
    among them in any case."""
    most = material.asked.most
    if most is None or len(nodes) <= most:
        return tuple(nodes)

    def rank(node: Node) -> tuple[bool, int, int, int]:
        found = counts(material, node)
        return (node.id not in stay, -found.partnerships, -found.reviews, -found.recommendations)

    ranked = {node.id: place for place, node in enumerate(sorted(nodes, key=rank))}
    return tuple(node for node in nodes if ranked[node.id] < most or node.id in stay)


def among(lines: Sequence[Line], nodes: Sequence[Node]) -> tuple[Line, ...]:
    """The lines that have both ends in `nodes`, in the order of these."""
    place = {node.id: number for number, node in enumerate(nodes)}
    found = [line for line in lines if line.source in place and line.target in place]
    return tuple(sorted(found, key=lambda line: (place[line.source], place[line.target])))


def narrow_notice(material: Material, gone: int) -> str:
    """What is left out for being said in too few places: `gone` names; "" where that was not asked for."""
    least = material.asked.min_partnerships
    words = f"Shown is only what {least} or more partnerships say; that leaves out {how_many(gone, 'name')}."
    return words if least > 1 else ""


def counted_notice(material: Material) -> str:
    """How bodies are counted: as named, or as of when."""
    return sentence(material.succession, material.asked.as_of)


def together(*sentences: str) -> str:
    """The sentences that say something, one after the other.

    Example:
        >>> together("One.", "", "Two.")
        'One. Two.'
    """
    return " ".join(filter(None, sentences))
