"""Data that is wrong in every way that a shape of its class can tell: made from the shapes, for the shapes."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

PARAMETERS = (  # of SHACL Core's constraint components (SHACL 4), but those that hold other shapes only
    "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
    "maxInclusive", "minLength", "maxLength", "pattern", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan",
    "lessThanOrEquals", "not", "and", "or", "xone", "node", "hasValue", "in", "closed", "qualifiedMinCount",
    "qualifiedMaxCount",
)  # fmt: skip


def constraints(shapes: Graph, shape: Node) -> Iterator[Node]:
    """The constraint components that a shape has, such as sh:MinCountConstraintComponent."""
    for name in PARAMETERS:
        if (shape, SH[name], None) in shapes:
            yield SH[f"{name[0].upper()}{name[1:]}ConstraintComponent"]


def odd(shapes: Graph) -> Graph:
    """For each class that a shape looks at: a node with nothing but a property nobody knows, a blank node, and one that has
    every odd value under every property of its shapes."""
    made = Graph()
    ordered = set(_ordered(shapes))
    for shape, of in shapes.subject_objects(SH.targetClass):
        name = str(of).replace("#", "/").rpartition("/")[2]
        bare, full = URIRef(f"urn:bare:{name}"), URIRef(f"urn:odd:{name}")
        for node in (bare, full, BNode(name)):
            made.add((node, RDF.type, of))
        made.add((bare, URIRef("urn:unforeseen"), bare))
        for part in (shape, *shapes.objects(shape, SH.property)):
            path = shapes.value(part, SH.path)
            if isinstance(path, URIRef):
                values = (v for v in _values() if isinstance(v, Literal) or path not in ordered)
                for value in values:
                    made.add((full, path, value))
    return made


def _values() -> Iterator[Node]:
    yield from (
        URIRef("urn:none"),
        BNode(),
        Literal(""),
        Literal(" "),
        Literal("mot", lang="fr"),
        Literal(" ", lang="en"),
    )
    yield from (Literal("x" * 100), Literal("00" * 40, datatype=XSD.hexBinary), Literal(True))
    yield from (Literal(-1), Literal(10**9), Literal("2.5", datatype=XSD.decimal))


def _ordered(shapes: Graph) -> Iterator[Node | None]:
    """Properties whose values are compared: pySHACL does not compare IRIs."""
    for parameter in (SH.lessThan, SH.lessThanOrEquals):
        for shape, other in shapes.subject_objects(parameter):
            yield from (other, shapes.value(shape, SH.path))
