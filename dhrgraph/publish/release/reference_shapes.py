"""The shapes in plain words: what each asks of the data, how many values of what kind.

ontology/shapes.ttl  ->  read_shapes  ->  Shapes
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from dhrgraph.publish.release.reference_terms import Vocabulary, ordered, parsed

_ANY = "\\S"  # the pattern of text that is not empty
_MARKS = {
    SH.alternativePath: " or ",
    SH.inversePath: "back along ",
    SH.zeroOrMorePath: "any number of ",
    SH.oneOrMorePath: "one or more ",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One rule. `path` is a CURIE, words for a longer way, or empty where the rule is about the node itself."""

    name: str
    label: str
    message: str
    severity: str
    path: str
    simple: bool  # the path is one property
    how_many: str
    values: tuple[str, ...]
    about: tuple[str, ...]  # classes, or properties whose subjects it looks at


@dataclass(frozen=True, slots=True)
class Shapes:
    """Every shape that can be broken, in the order of names, and which ones look at each class."""

    every: tuple[Shape, ...]

    def of_class(self, curie: str) -> list[Shape]:
        """The rules on one property each of the members of a class."""
        return [shape for shape in self.every if curie in shape.about and shape.simple]

    def of_node(self, curie: str) -> list[Shape]:
        """The other rules on the members of a class: on the node, and on more than one property."""
        return [shape for shape in self.every if curie in shape.about and not shape.simple]

    def of_property(self, curie: str) -> list[Shape]:
        """The rules whose path is the property."""
        return [shape for shape in self.every if shape.simple and shape.path == curie]


def read_shapes(ontology: Path, vocabulary: Vocabulary) -> Shapes:
    """The shapes of shapes.ttl; code lists are named by the schemes of codes.ttl.

    Raises:
        VocabularyError: a file is not Turtle.
    """
    graph, codes = parsed(ontology / "shapes.ttl"), parsed(ontology / "codes.ttl")
    reading = _Reading(graph, codes, vocabulary)
    return Shapes(tuple(reading.shape(node) for node in ordered(graph.subjects(SH.severity))))


def how_many(least: int, most: int | None) -> str:
    """How many values there may be, in words.

    Example:
        >>> [how_many(*pair) for pair in ((1, 1), (0, 1), (1, None), (0, None), (2, None), (0, 0))]
        ['exactly one', 'at most one', 'one or more', 'any number', '2 or more', 'none']
    """
    if most == 0:
        return "none"
    if most is None:
        return {0: "any number", 1: "one or more"}.get(least, f"{least} or more")
    if least == most:
        return "exactly one" if most == 1 else f"exactly {most}"
    return "at most one" if most == 1 else f"{least} to {most}"


@dataclass(frozen=True, slots=True)
class _Reading:
    graph: Graph
    codes: Graph
    vocabulary: Vocabulary

    def shape(self, node: Node) -> Shape:
        path = self.graph.value(node, SH.path)
        least, most = self.graph.value(node, SH.minCount), self.graph.value(node, SH.maxCount)
        counted = how_many(int(str(least or 0)), None if most is None else int(str(most)))
        return Shape(
            name=str(node).partition("#")[2],
            label=self._text(node, SH.name),
            message=self._text(node, SH.message),
            severity=self._text(node, SH.severity).removeprefix(str(SH)).lower(),
            path=self._path(path) if path is not None else "",
            simple=isinstance(path, URIRef),
            how_many=counted if path is not None else "",
            values=tuple(self._values(node)),
            about=tuple(sorted(set(self._about(node)))),
        )

    def _text(self, node: Node, predicate: URIRef) -> str:
        return str(self.graph.value(node, predicate) or "")

    def _about(self, node: Node) -> Iterator[str]:
        for holder in (node, *self.graph.subjects(SH.property, node)):
            for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode):
                yield from (self.vocabulary.short(of) for of in self.graph.objects(holder, kind))

    def _path(self, path: Node) -> str:
        """A way of properties in words: "back along dhr:informs"."""
        if isinstance(path, URIRef):
            return self.vocabulary.short(path)
        for kind, mark in _MARKS.items():
            inner = self.graph.value(path, kind)
            if inner is not None and kind == SH.alternativePath:
                return mark.join(self._path(step) for step in Collection(self.graph, inner))
            if inner is not None:
                return mark + self._path(inner)
        return " then ".join(self._path(step) for step in Collection(self.graph, path))

    def _values(self, node: Node) -> Iterator[str]:
        """What a value must be, each demand in a few words."""
        for kind in ordered(self.graph.objects(node, SH.datatype)):
            yield self.vocabulary.short(kind)
        if classes := sorted(self.vocabulary.short(of) for of in self.graph.objects(node, SH["class"])):
            yield " and ".join(classes)
        for helper in ordered(self.graph.objects(node, SH.node)):
            yield from self._helped(helper)
        for among in self.graph.objects(node, SH["in"]):
            yield " or ".join(self._shown(value) for value in Collection(self.graph, among))
        for value in ordered(self.graph.objects(node, SH.hasValue)):
            yield self._shown(value)
        for tags in self.graph.objects(node, SH.languageIn):
            yield "text in " + " or ".join(f"@{tag}" for tag in Collection(self.graph, tags))
        if self.graph.value(node, SH.nodeKind) == SH.IRI and not any(self.graph.objects(node, SH["class"])):
            yield "an IRI"
        yield from self._limits(node)

    def _helped(self, helper: Node) -> Iterator[str]:
        for among in self.graph.objects(helper, SH["in"]):
            first = next(iter(Collection(self.graph, among)))
            yield f"a code of {self.vocabulary.short(self.codes.value(first, SKOS.inScheme) or first)}"
        for options in self.graph.objects(helper, SH["or"]):
            kinds = [self.graph.value(option, SH.datatype) for option in Collection(self.graph, options)]
            yield " or ".join(self.vocabulary.short(kind) for kind in kinds if kind is not None)

    def _limits(self, node: Node) -> Iterator[str]:
        words = {
            SH.minInclusive: "from {}",
            SH.maxInclusive: "to {}",
            SH.minExclusive: "above {}",
            SH.maxExclusive: "below {}",
            SH.lessThan: "less than {}",
            SH.lessThanOrEquals: "not more than {}",
            SH.equals: "the same as {}",
            SH.disjoint: "none of {}",
        }
        for limit, said in words.items():
            for value in self.graph.objects(node, limit):
                yield said.format(self._shown(value))
        for pattern in sorted(str(value) for value in self.graph.objects(node, SH.pattern)):
            yield "not empty" if pattern == _ANY else f"matching {pattern}"

    def _shown(self, value: Node) -> str:
        return self.vocabulary.short(value) if isinstance(value, URIRef) else str(value)
