"""The ontology as its reference page shows it: each term with all that is said of it, in the order of the file.

ontology/{dhr,external}.ttl  ->  read_vocabulary  ->  Vocabulary
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.term import Node

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import DHR, PREFIXES

_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
_REPLACED = URIRef(PREFIXES["dcterms"] + "isReplacedBy")
_SECTION = re.compile(r"^# --- (.+?) -*$|^dhr:(\w+) a ", re.MULTILINE)
_KINDS = {OWL.Class: "class", OWL.ObjectProperty: "property", OWL.DatatypeProperty: "property"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours. Other terms are named by CURIE; every tuple is sorted and may be empty."""

    curie: str
    iri: str
    kind: str  # class or property
    type: str  # class, object property or datatype property
    label: str
    others: tuple[str, ...]
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    status: str
    deprecated: bool
    replaced_by: tuple[str, ...]
    above: tuple[str, ...]  # superclasses or superproperties
    below: tuple[str, ...]
    union: tuple[str, ...]
    apart: tuple[str, ...]  # classes that share no member with it
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    section: str

    @property
    def name(self) -> str:
        """The local name, which is the term's anchor: `…/ontology#Review` lands on it."""
        return self.curie.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Outside:
    """A term of another vocabulary that this one builds upon."""

    curie: str
    iri: str
    label: str
    type: str
    origin: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology: its header by CURIE of the property, its terms and sections in the order of the file."""

    iri: str
    header: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, Term]
    outside: Mapping[str, Outside]
    prefixes: Mapping[str, str]
    graph: Graph

    def sections(self, kind: str) -> list[tuple[str, list[Term]]]:
        """The terms of a kind by section."""
        found: dict[str, list[Term]] = {}
        for term in self.terms.values():
            if term.kind == kind:
                found.setdefault(term.section, []).append(term)
        return list(found.items())

    def all_above(self, curie: str) -> frozenset[str]:
        """The class itself, its superclasses and the unions it is in, near and far."""
        found, waiting = {curie}, [curie]
        while waiting:
            at = waiting.pop()
            near = {*self.terms[at].above} if at in self.terms else set()
            near |= {term.curie for term in self.terms.values() if at in term.union}
            waiting += sorted(near - found)
            found |= near
        return frozenset(found)

    def properties(self, end: str, curie: str) -> list[Term]:
        """The properties whose domain or range (`end`) is the class or something above it."""
        above = self.all_above(curie)
        return [t for t in self.terms.values() if t.kind == "property" and above.intersection(getattr(t, end))]

    def short(self, node: Node | str) -> str:
        """An IRI as a CURIE of the files' own prefixes; whole where none fits."""
        return shortened(str(node), self.prefixes)


def read_vocabulary(ontology: Path) -> Vocabulary:
    """Everything that dhr.ttl says, and what external.ttl says of the terms of others.

    Raises:
        VocabularyError: a file is not Turtle, or there is no ontology in it.
    """
    text = (ontology / "dhr.ttl").read_text(encoding="utf-8")
    graph = parsed(ontology / "dhr.ttl", ontology / "external.ttl")
    prefixes = {**PREFIXES, **{name: str(base) for name, base in graph.namespaces() if name}}
    heads = ordered(graph.subjects(RDF.type, OWL.Ontology))
    if not heads:
        raise VocabularyError("dhr.ttl: says of nothing that it is an ontology")
    places, said = _sections(text), _Said(graph, prefixes)
    own = [
        node
        for kind in _KINDS
        for node in graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef) and str(node).startswith(DHR)
    ]
    order = {name: place for place, name in enumerate(places)}
    own = sorted(set(own), key=lambda node: (order.get(node.removeprefix(DHR), len(order)), node))
    terms = {
        term.curie: term for term in (said.term(node, places.get(node.removeprefix(DHR), "Other")) for node in own)
    }
    header = {
        shortened(str(p), prefixes): tuple(sorted(str(o) for o in graph.objects(heads[0], p)))
        for p in ordered(graph.predicates(heads[0]))
    }
    outside = {
        found.curie: found
        for node in ordered(graph.subjects(RDFS.isDefinedBy))
        if not str(node).startswith(DHR)
        for found in [said.outside(node)]
    }
    return Vocabulary(str(heads[0]), header, terms, outside, prefixes, graph)


def parsed(*files: Path) -> Graph:
    """The files together; those that are not there are left out.

    Raises:
        VocabularyError: one is not Turtle; says which.
    """
    graph = Graph(bind_namespaces="none")
    for file in files:
        try:
            if file.exists():
                graph.parse(file, format="turtle")
        except (SyntaxError, ParserError) as problem:
            raise VocabularyError(f"{file.name}: not Turtle: {problem}") from problem
    return graph


def shortened(full: str, prefixes: Mapping[str, str]) -> str:
    """The CURIE by the longest namespace that fits and leaves a name without a slash; else the IRI.

    Example:
        >>> shortened("http://a.example/b/c", {"x": "http://a.example/", "y": "http://a.example/b/"})
        'y:c'
    """
    fitting = [(len(base), name, base) for name, base in prefixes.items() if full.startswith(base)]
    for _, name, base in sorted(fitting, reverse=True):
        local = full[len(base) :]
        if local and not re.search(r"[/#?]", local):
            return f"{name}:{local}"
    return full


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Each node once, by its text: rdflib gives them in the order of hashes."""
    return sorted(set(nodes), key=str)


def language(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, ...]:
    """The values as text, sorted."""
    return tuple(sorted(str(value) for value in graph.objects(subject, predicate)))


@dataclass(frozen=True, slots=True)
class _Said:
    graph: Graph
    prefixes: Mapping[str, str]

    def term(self, node: URIRef, section: str) -> Term:
        kind = next(kind for kind in _KINDS if (node, RDF.type, kind) in self.graph)
        sub = RDFS.subClassOf if kind == OWL.Class else RDFS.subPropertyOf
        return Term(
            curie=shortened(str(node), self.prefixes),
            iri=str(node),
            kind=_KINDS[kind],
            type={OWL.Class: "class", OWL.ObjectProperty: "object property"}.get(kind, "datatype property"),
            label=self._first(node, RDFS.label) or node.removeprefix(DHR),
            others=language(self.graph, node, SKOS.altLabel),
            definition=self._first(node, SKOS.definition) or self._first(node, RDFS.comment),
            notes=language(self.graph, node, SKOS.scopeNote),
            examples=language(self.graph, node, SKOS.example),
            status=self._first(node, _STATUS),
            deprecated=self._first(node, OWL.deprecated) == "true",
            replaced_by=self._shorts(self.graph.objects(node, _REPLACED)),
            above=self._shorts(self.graph.objects(node, sub)),
            below=self._shorts(self.graph.subjects(sub, node)),
            union=self._shorts(self._union(node)),
            apart=self._shorts(self._apart(node)),
            domain=self._shorts(self.graph.objects(node, RDFS.domain)),
            range=self._shorts(self.graph.objects(node, RDFS.range)),
            inverse=self._shorts((*self.graph.objects(node, OWL.inverseOf), *self.graph.subjects(OWL.inverseOf, node))),
            section=section,
        )

    def outside(self, node: Node) -> Outside:
        kinds = [str(kind) for kind in self.graph.objects(node, RDF.type)]
        named = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.partition("#")[2]).lower() for kind in kinds]
        return Outside(
            shortened(str(node), self.prefixes),
            str(node),
            self._first(node, RDFS.label),
            ", ".join(sorted(named)),
            self._first(node, RDFS.isDefinedBy),
        )

    def _first(self, node: Node, predicate: URIRef) -> str:
        return next(iter(language(self.graph, node, predicate)), "")

    def _shorts(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(sorted({shortened(str(node), self.prefixes) for node in nodes if isinstance(node, URIRef)}))

    def _union(self, node: Node) -> Iterator[Node]:
        for other in self.graph.objects(node, OWL.equivalentClass):
            for members in self.graph.objects(other, OWL.unionOf):
                yield from Collection(self.graph, members)

    def _apart(self, node: Node) -> Iterator[Node]:
        yield from self.graph.objects(node, OWL.disjointWith)
        yield from self.graph.subjects(OWL.disjointWith, node)
        for group in self.graph.subjects(RDF.type, OWL.AllDisjointClasses):
            for members in self.graph.objects(group, OWL.members):
                among = list(Collection(self.graph, members))
                yield from (other for other in among if node in among and other != node)


def _sections(text: str) -> dict[str, str]:
    """Local name to the heading of the section it stands in, in the order of the file.

    Example:
        >>> _sections("# --- Bodies -----\\n\\ndhr:Agency a owl:Class .\\n")
        {'Agency': 'Bodies'}
    """
    found: dict[str, str] = {}
    heading = "Other"
    for match in _SECTION.finditer(text):
        if match[1]:
            heading = match[1]
        else:
            found.setdefault(match[2], heading)
    return found
