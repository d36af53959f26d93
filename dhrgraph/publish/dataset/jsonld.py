"""The graph as JSON-LD that people can read: short names, one object a thing, the named graphs kept.

    statements in the order of dhrgraph.trig, context  ->  to_jsonld  ->  pieces of text

A piece a thing: memory does not grow with the graph. What the context says of a property's values is left out, all else
is written in full, so any JSON-LD 1.1 processor has the same statements from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from dhrgraph.namespaces import PREFIXES, iri

Quad = tuple[
    str, str, str, str, str, str
]  # graph, subject, predicate, value, datatype, language: graph.store.read_quads

_TYPE, _STRING, _INTEGER, _BOOLEAN = iri("rdf:type"), iri("xsd:string"), iri("xsd:integer"), iri("xsd:boolean")
_SPACES = {space: prefix for prefix, space in PREFIXES.items()}
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_jsonld(quads: Iterable[Quad], context: Mapping[str, Any], said: Sequence[str], link: str = "") -> Iterator[str]:
    """The document in pieces, a line for each thing in each named graph.

    Args:
        quads: Statements that come graph by graph and subject by subject, as in TriG; a subject that comes twice in a
            graph becomes two objects, which mean the same.
        context: What stands below "@context" of ontology/context.jsonld.
        said: What must be said of the sources: beside the statements, none of them.
        link: The address of the context, to be put in its place; a reader then has to fetch it.
    """
    names = Names(context)
    head = {"@context": link or context, "attribution": list(said)}
    yield _ENCODE(head)[:-1] + ',\n"@graph":['
    before = ""
    for graph, inside in groupby(quads, key=itemgetter(0)):
        opening = f'{{"id":{_ENCODE(names.compact(graph))},"@graph":[' if graph else ""
        between = f"{before}\n{opening}"
        for subject, about in groupby(inside, key=itemgetter(1)):
            yield between + "\n" + _ENCODE(names.thing(subject, about))
            between = ","
        before = ","
        if graph:
            yield "\n]}"
    yield "\n]}\n"


class Names:
    """The context, read for writing: which name and which form a value has under it."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._terms = {
            iri(value if isinstance(value, str) else value["@id"]): (name, value if isinstance(value, dict) else {})
            for name, value in context.items()
            if isinstance(value, dict)
            or (isinstance(value, str) and name not in PREFIXES and not value.startswith("@"))
        }

    def compact(self, full: str) -> str:
        """An IRI with one of our prefixes, which the context has too; else whole.

        Example:
            >>> Names({}).compact("https://w3id.org/dhrgraph/theme/marac"), Names({}).compact("urn:x")
            ('th:marac', 'urn:x')
        """
        cut = max(full.rfind("#"), full.rfind("/")) + 1
        prefix = _SPACES.get(full[:cut])
        return f"{prefix}:{full[cut:]}" if prefix and cut < len(full) else full

    def thing(self, subject: str, about: Iterable[Quad]) -> dict[str, Any]:
        """One object: its id, its types, then its properties by the names of the context."""
        types: list[str] = []
        values: dict[str, list[Any]] = {}
        for _, _, predicate, value, datatype, language in about:
            if predicate == _TYPE and not datatype:
                types.append(self._term(value)[0])
                continue
            name, form = self._term(predicate)
            values.setdefault(name, []).append(self._value(value, datatype, language, form))
        found: dict[str, Any] = {"id": self.compact(subject)}
        if types:
            found["type"] = _one(types)
        return found | {name: _one(several) for name, several in values.items()}

    def _term(self, full: str) -> tuple[str, Mapping[str, str]]:
        return self._terms.get(full) or (self.compact(full), {})

    def _value(self, words: str, datatype: str, language: str, form: Mapping[str, str]) -> Any:
        kind, speaks = form.get("@type", ""), form.get("@language", "")
        if not datatype:
            return self.compact(words) if kind == "@id" else {"@id": self.compact(words)}
        if language:
            return words if speaks == language else {"@value": words, "@language": language}
        if datatype == _STRING:
            return {"@value": words} if form else words
        if not form and datatype == _BOOLEAN and words in ("true", "false"):
            return words == "true"
        if not form and datatype == _INTEGER and len(words) < 16 and str(_number(words)) == words:
            return int(words)
        named = self.compact(datatype)
        return words if kind == named else {"@value": words, "@type": named}


def _number(words: str) -> int | None:
    digits = words.removeprefix("-")
    return int(words) if digits.isascii() and digits.isdecimal() else None


def _one(values: list[Any]) -> Any:
    """JSON-LD writes one value as it is, several as a list."""
    return values[0] if len(values) == 1 else values
