"""The code lists and the themes, as the reference page shows them: codes in the order of the file, which has a meaning.

ontology/{codes,themes}.ttl  ->  read_schemes, read_themes  ->  Scheme, Theme
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from dhrgraph.namespaces import CODE, DHR, PREFIXES, THEME, curie
from dhrgraph.publish.release.reference_terms import language, parsed

_TITLE, _SOURCE, _ABOUT = (URIRef(PREFIXES["dcterms"] + name) for name in ("title", "source", "description"))
_FIRST = re.compile(r"^(cv:[\w-]+) a ", re.MULTILINE)
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list; `facts` are what our own properties say of it, (CURIE, value)."""

    curie: str
    notation: str
    label: str
    definition: str
    notes: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of codes, in the order of the file."""

    curie: str
    title: str
    definition: str
    sources: tuple[str, ...]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the narrower ones below it."""

    curie: str
    label: str
    others: tuple[str, ...]
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]
    narrower: tuple[Theme, ...]


def read_schemes(ontology: Path) -> tuple[Scheme, ...]:
    """The lists of codes.ttl, and the codes of each, in the order of the file."""
    path = ontology / "codes.ttl"
    graph = parsed(path)
    order = {name: place for place, name in enumerate(_FIRST.findall(path.read_text(encoding="utf-8")))}

    def place(node: Node) -> tuple[int, Node]:
        return order.get(curie(str(node)), len(order)), node

    return tuple(
        Scheme(
            curie(str(scheme)),
            _first(graph, scheme, _TITLE) or _first(graph, scheme, SKOS.prefLabel),
            _first(graph, scheme, SKOS.definition),
            language(graph, scheme, _SOURCE),
            tuple(_code(graph, code) for code in sorted(set(graph.subjects(SKOS.inScheme, scheme)), key=place)),
        )
        for scheme in sorted(set(graph.subjects(RDF.type, SKOS.ConceptScheme)), key=place)
        if str(scheme).startswith(CODE)
    )


def read_themes(ontology: Path) -> tuple[Theme, ...]:
    """The top themes of themes.ttl by label, each with what is narrower."""
    graph = parsed(ontology / "themes.ttl")
    tops = {theme for theme in graph.subjects(SKOS.topConceptOf) if str(theme).startswith(THEME)}
    return _themes(graph, tops, frozenset())


def themes_scheme(ontology: Path) -> tuple[str, str]:
    """The title of the theme scheme and what it says of itself."""
    graph, scheme = parsed(ontology / "themes.ttl"), URIRef(THEME.removesuffix("/"))
    return _first(graph, scheme, _TITLE), _first(graph, scheme, _ABOUT)


def _themes(graph: Graph, nodes: set[Node], seen: frozenset[Node]) -> tuple[Theme, ...]:
    return tuple(
        sorted(
            (_theme(graph, node, seen) for node in nodes - seen),
            key=lambda theme: (theme.label.casefold(), theme.curie),
        )
    )


def _theme(graph: Graph, node: Node, seen: frozenset[Node]) -> Theme:
    below = {*graph.objects(node, SKOS.narrower), *graph.subjects(SKOS.broader, node)}
    return Theme(
        curie(str(node)),
        _first(graph, node, SKOS.prefLabel),
        language(graph, node, SKOS.altLabel),
        _first(graph, node, SKOS.definition),
        language(graph, node, SKOS.scopeNote),
        language(graph, node, SKOS.example),
        _matches(graph, node),
        _themes(graph, below, seen | {node}),
    )


def _code(graph: Graph, node: Node) -> Code:
    facts = [
        (curie(str(p)), str(o))
        for p, o in graph.predicate_objects(node)
        if str(p).startswith(DHR) or str(p) == PREFIXES["foaf"] + "focus"
    ]
    return Code(
        curie(str(node)),
        _first(graph, node, SKOS.notation),
        _first(graph, node, SKOS.prefLabel),
        _first(graph, node, SKOS.definition),
        language(graph, node, SKOS.scopeNote),
        _matches(graph, node),
        tuple(sorted(facts)),
    )


def _matches(graph: Graph, node: Node) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((curie(str(kind)), curie(str(of))) for kind in _MATCHES for of in graph.objects(node, kind)))


def _first(graph: Graph, node: Node, predicate: URIRef) -> str:
    return next(iter(language(graph, node, predicate)), "")
