"""Read a file of shapes.

    shapes.ttl  ->  read_shapes  ->  Shapes

Whatever stands there in SHACL's own namespace is either understood or refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import components as known
from dhrgraph.graph.shapes.paths import Against, Along, AnyTimes, Either, InTurn, against, predicates
from dhrgraph.graph.shapes.paths import Path as PropertyPath
from dhrgraph.graph.shapes.shape import PairTest, SetTest, Shape, Shapes, Targets, ValueTest
from dhrgraph.graph.shapes.terms import text_of
from dhrgraph.graph.store.spool import read_terms
from dhrgraph.namespaces import PREFIXES

_SH = "http://www.w3.org/ns/shacl#"
_RDF, _RDFS, _OWL = (PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_QUALIFIED = ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")
_SAID = frozenset(  # of a shape, beside its constraints
    (*_TARGETS, *_QUALIFIED, "path", "property", "severity", "message", "name", "description", "order", "closed",
    "ignoredProperties")
)  # fmt: skip
_TABLES = (known.OF_VALUES, known.OF_LISTS, known.OF_SHAPE, known.OF_SHAPES, known.OF_SETS, known.OF_PAIRS)
_UNDERSTOOD = _SAID.union(*_TABLES)
_CLASSES = {f"<{_RDFS}Class>", f"<{_OWL}Class>"}


@lru_cache(maxsize=8)
def read_shapes(path: Path) -> Shapes:
    """The shapes of a file of Turtle.

    Raises:
        VocabularyError: it is not Turtle or not SHACL, or holds what is not checked here; says what and where.

    Example:
        >>> from dhrgraph.resources import folder
        >>> len(read_shapes(folder("ontology") / "shapes.ttl").by_class) > 20
        True
    """
    reader = _Reader(path)
    found = [reader.shape(node) for node in reader.targeted()]
    return Shapes(
        by_class=_by((of, shape) for shape in found for of in shape.targets.classes),
        by_subject=_by((of, shape) for shape in found for of in shape.targets.subjects_of),
        by_object=_by((of, shape) for shape in found for of in shape.targets.objects_of),
        by_node=_by((of, shape) for shape in found for of in shape.targets.nodes),
        followed=frozenset({known.TYPE, known.SUBCLASS, *reader.followed}),
        against=reader.against,
    )


def _by(pairs: Iterator[tuple[str, Shape]]) -> dict[str, tuple[Shape, ...]]:
    grouped: defaultdict[str, list[Shape]] = defaultdict(list)
    for of, shape in pairs:
        grouped[of].append(shape)
    return {of: tuple(shapes) for of, shapes in grouped.items()}


class _Reader:
    """The statements of one file, and the shapes made of them so far."""

    def __init__(self, path: Path) -> None:
        self._file = path.name
        self._facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in read_terms(path, "turtle"):
            self._facts[subject][predicate].append(value)
        self._made: dict[str, Shape] = {}
        self._making: list[str] = []
        self.followed: set[str] = set()
        self.against: dict[str, bool] = {}

    def targeted(self) -> list[str]:
        """The shapes that look for their nodes themselves."""
        names = {f"<{_SH}{name}>" for name in _TARGETS}
        return [node for node, facts in self._facts.items() if not names.isdisjoint(facts)]

    def shape(self, node: str, within: bool = False) -> Shape:
        """One shape with all that it refers to; `within` the value nodes of another."""
        if node in self._making:
            raise self._problem(node, "refers to itself, which SHACL leaves open")
        if node not in self._made:
            self._making.append(node)
            self._made[node] = self._read(node)
            self._making.pop()
        if within:
            self._follow(node, self._made[node])
        return self._made[node]

    def _read(self, node: str) -> Shape:
        self._understood(node)
        path = self._path_of(node)
        parts = tuple(self.shape(part) for part in self._values(node, "property"))
        if any(part.path is None for part in parts) or (parts and path):
            raise self._problem(node, "has sh:property where it is not known here, or to what has no path")
        return Shape(
            name=text_of(node),
            path=path,
            severity=text_of(self._one(node, "severity", f"<{_SH}Violation>")).removeprefix(_SH),
            message=" ".join(sorted(text_of(said) for said in self._values(node, "message"))),
            targets=Targets(*(tuple(self._values(node, name)) for name in _TARGETS)),
            of_values=tuple(self._value_tests(node)),
            of_sets=tuple(self._set_tests(node)),
            of_pairs=tuple(self._pair_tests(node)),
            of_nothing=any(self._values(node, name) for name in known.ASK_OF_NOTHING),
            allowed=self._allowed(node, parts),
            parts=parts,
        )

    def _understood(self, node: str) -> None:
        if node not in self._facts:
            raise self._problem(node, "is referred to but not described")
        if not _CLASSES.isdisjoint(self._facts[node][known.TYPE]):
            raise self._problem(node, "is a class as well: say sh:targetClass")
        for predicate in self._facts[node]:
            name = predicate[1:-1].removeprefix(_SH)
            if predicate.startswith(f"<{_SH}") and name not in _UNDERSTOOD:
                raise self._problem(node, f"says sh:{name}, which is not checked here (graph/shapes/components.py)")

    def _value_tests(self, node: str) -> Iterator[ValueTest]:
        for name, value in self._parameters(node, known.OF_VALUES):
            try:
                yield known.OF_VALUES[name](value)
            except (KeyError, ValueError, re.error) as problem:
                raise self._problem(node, f"has a value of sh:{name} that is not known here: {problem}") from problem
        for name, value in self._parameters(node, known.OF_LISTS):
            yield known.OF_LISTS[name](self._list(value))
        for name, value in self._parameters(node, known.OF_SHAPE):
            yield known.OF_SHAPE[name]((self.shape(value, within=True),))
        for name, value in self._parameters(node, known.OF_SHAPES):
            yield known.OF_SHAPES[name](tuple(self.shape(item, within=True) for item in self._list(value)))

    def _set_tests(self, node: str) -> Iterator[SetTest]:
        for name, value in self._parameters(node, known.OF_SETS):
            yield known.OF_SETS[name](value)
        for value in self._values(node, "qualifiedValueShape"):
            least, most = (self._one(node, name, "") for name in _QUALIFIED[1:])
            shape = self.shape(value, within=True)
            yield known.qualified(shape, int(text_of(least)) if least else 0, int(text_of(most)) if most else None)

    def _pair_tests(self, node: str) -> Iterator[PairTest]:
        for name, value in self._parameters(node, known.OF_PAIRS):
            yield known.OF_PAIRS[name](value)

    def _allowed(self, node: str, parts: tuple[Shape, ...]) -> frozenset[str] | None:
        if text_of(self._one(node, "closed", '"false"')) not in ("true", "1"):
            return None
        ignored = (item for value in self._values(node, "ignoredProperties") for item in self._list(value))
        return frozenset((*ignored, *(part.path.predicate for part in parts if isinstance(part.path, Along))))

    def _path_of(self, node: str) -> PropertyPath | None:
        paths = self._values(node, "path")
        if len(paths) > 1 or (not paths and f"<{_SH}PropertyShape>" in self._facts[node][known.TYPE]):
            raise self._problem(node, "has no sh:path, or several: not SHACL")
        if not paths:
            return None
        path = self._path(paths[0], node)
        if not isinstance(path, Along):
            self.followed.update(predicates(path))
        if not self._values(node, "targetNode"):
            for predicate, first in against(path):
                self.against[predicate] = first and self.against.get(predicate, True)
        return path

    def _path(self, value: str, of: str) -> PropertyPath:
        if value[0] == "<":
            return Along(value)
        if f"<{_RDF}first>" in self._facts[value]:
            return InTurn(tuple(self._path(step, of) for step in self._list(value)))
        ((predicate, (inner, *_)),) = self._facts[value].items() if len(self._facts[value]) == 1 else (("", ("",)),)
        match predicate[1:-1].removeprefix(_SH):
            case "inversePath" if inner[0] == "<":
                return Against(inner)
            case "alternativePath":
                return Either(tuple(self._path(way, of) for way in self._list(inner)))
            case "zeroOrMorePath":
                return AnyTimes(self._path(inner, of))
        raise self._problem(of, f"has a path that is not followed here: {predicate or value}")

    def _follow(self, node: str, shape: Shape) -> None:
        """Note the properties that a shape looks at on a node that is a value of another."""
        if shape.allowed is not None:
            raise self._problem(node, "is closed and about the values of another, which is not known here")
        for one in (shape, *shape.parts):
            self.followed.update(predicates(one.path) if one.path else ())
        for one_node in (node, *self._values(node, "property")):
            self.followed.update(other for _, other in self._parameters(one_node, known.OF_PAIRS))

    def _parameters(self, node: str, table: object) -> Iterator[tuple[str, str]]:
        for name in sorted(table):  # type: ignore[call-overload]
            yield from ((name, value) for value in self._values(node, name))

    def _values(self, node: str, name: str) -> list[str]:
        return self._facts[node].get(f"<{_SH}{name}>", [])

    def _one(self, node: str, name: str, otherwise: str) -> str:
        return next(iter(self._values(node, name)), otherwise)

    def _list(self, head: str) -> list[str]:
        items = []
        while head != f"<{_RDF}nil>":
            facts = self._facts[head]
            if not facts[f"<{_RDF}first>"] or not facts[f"<{_RDF}rest>"]:
                raise self._problem(head, "is no list")
            items.append(facts[f"<{_RDF}first>"][0])
            head = facts[f"<{_RDF}rest>"][0]
        return items

    def _problem(self, node: str, what: str) -> VocabularyError:
        return VocabularyError(f"{self._file}: not SHACL, or not as it is understood here: {text_of(node)} {what}.")
