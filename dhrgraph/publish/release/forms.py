"""One Turtle file in the five syntaxes of a release, the same bytes each time.

    Turtle  ->  forms  ->  {"ttl": …, "rdf": …, "jsonld": …, "nt": …}

The HTML is the reference page. Turtle stays as it was written, comments and all. Blank nodes are named by the order in
which the file brings them, for parsers name them at random; lines of N-Triples and members of JSON-LD are sorted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self, TypeAlias

from dhrgraph.graph.store import serialise

if TYPE_CHECKING:
    from rdflib.term import Node

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
_Triples: TypeAlias = "list[tuple[Node, Node, Node]]"

MEDIA_TYPES = {  # suffix -> media type, as the w3id rules offer them
    "html": "text/html",
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}


def forms(turtle: bytes) -> dict[str, bytes]:
    """The statements of a Turtle file by suffix.

    Example:
        >>> made = forms(b"@prefix x: <urn:x:> . x:a x:b [ x:c x:d ] .")
        >>> print(made["nt"].decode(), end="")
        <urn:x:a> <urn:x:b> _:b0 .
        _:b0 <urn:x:c> <urn:x:d> .
        >>> json.loads(made["jsonld"])["@graph"]
        [{'@id': '_:b0', 'x:c': {'@id': 'x:d'}}, {'@id': 'x:a', 'x:b': {'@id': '_:b0'}}]
    """
    triples, prefixes = _read(turtle)
    lines = list(dict.fromkeys(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples))
    return {
        "ttl": turtle,
        "rdf": serialise("".join(lines).encode(), "rdfxml"),
        "jsonld": _jsonld(triples, prefixes),
        "nt": "".join(sorted(lines)).encode(),
    }


def _read(turtle: bytes) -> tuple[_Triples, dict[str, str]]:
    """The triples in the order of the file, blank nodes named b0, b1, …; and the file's prefixes."""
    from rdflib import BNode, Graph

    class InOrder(Graph):
        def add(self, triple: tuple[Node, Node, Node]) -> Self:
            read.append(triple)
            return self

    read: _Triples = []
    graph = InOrder(bind_namespaces="none").parse(data=turtle, format="turtle")
    names: dict[Node, BNode] = {}
    named = [
        tuple(names.setdefault(node, BNode(f"b{len(names)}")) if isinstance(node, BNode) else node for node in triple)
        for triple in read
    ]
    return named, {prefix: str(space) for prefix, space in graph.namespaces() if prefix != "xml"}  # type: ignore[return-value]


def _jsonld(triples: _Triples, prefixes: dict[str, str]) -> bytes:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, space in prefixes.items():
        graph.bind(prefix, space)
    for triple in triples:
        graph.add(triple)
    document = json.loads(graph.serialize(format="json-ld", context=dict(sorted(prefixes.items()))))
    return (json.dumps(_ordered(document), indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _ordered(value: Json) -> Json:
    """Members of sets sorted; only @list keeps the order that it has."""
    if isinstance(value, dict):
        return {key: _members(each) if key == "@list" else _ordered(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(_members(value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _members(value: Json) -> list[Json]:
    return [_ordered(each) for each in value] if isinstance(value, list) else [value]
