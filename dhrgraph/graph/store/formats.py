"""Statements from one syntax to another, and read from files: as bytes, a few at a time where they may be many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Literal, cast

import pyoxigraph as ox

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.graph.store.results import Sink
from dhrgraph.graph.store.values import Value, value_of
from dhrgraph.namespaces import PREFIXES

Format = Literal["turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld"]

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def serialise(nquads: bytes, form: Format, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """The same statements in another syntax, in the order given; formats without graphs get each triple once.

    Example:
        >>> serialise(b'<urn:a> <urn:b> "c" <urn:g> .', "ntriples")
        b'<urn:a> <urn:b> "c" .\\n'
    """
    quads: Iterator[ox.Quad] = iter(ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS))
    target = FORMATS[form]
    if target.supports_datasets:
        items: list[ox.Quad] | list[ox.Triple] = list(quads)
    else:
        items = list(dict.fromkeys(quad.triple for quad in quads))
    data = ox.serialize(items, format=target, prefixes=dict(prefixes)) or b""
    if form not in ("turtle", "trig"):
        return data
    lines = data.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"".join([*sorted(lines[:count]), b"\n", *lines[count:]])  # Oxigraph's prefixes come in hash order


def convert(data: bytes, form: str, to: str) -> bytes:
    """A graph in another format, its statements sorted; `form` and `to` are names of formats.

    Raises:
        UnknownNameError: no such format.
        VocabularyError: the data are not in `form`.
    """
    for name in (form, to):
        if name not in FORMATS:
            raise UnknownNameError("format", name, FORMATS)
    try:
        quads = sorted(str(quad) + " .\n" for quad in ox.parse(input=data, format=FORMATS[form]))
    except SyntaxError as problem:
        raise VocabularyError(f"not {form}: {problem}") from problem
    return serialise("".join(quads).encode(), cast(Format, to))


def copy_nquads(trig: Path, output: Sink) -> None:
    """The statements of a TriG file as N-Quads, in its order, a few at a time: it may be larger than memory."""
    quads = ox.parse(path=str(trig), format=ox.RdfFormat.TRIG)
    ox.serialize(quads, output=cast(IO[bytes], output), format=ox.RdfFormat.N_QUADS)


def read_quads(path: Path, form: Format = "trig") -> Iterator[tuple[str, str, str, str, str, str]]:
    """The statements of a file one at a time, in its order, in little memory: graph (empty for the default one),
    subject, predicate, value, and of a literal its datatype (empty for an IRI) and language.

    Raises:
        VocabularyError: what follows is not in `form`.
    """
    try:
        for quad in ox.parse(path=str(path), format=FORMATS[form]):
            graph, subject, value = quad.graph_name, quad.subject, quad.object
            name = "" if isinstance(graph, ox.DefaultGraph) else graph.value
            about = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
            if isinstance(value, ox.Literal):
                yield name, about, quad.predicate.value, value.value, value.datatype.value, value.language or ""
            else:
                words = value.value if isinstance(value, ox.NamedNode) else str(value)
                yield name, about, quad.predicate.value, words, "", ""
    except SyntaxError as problem:
        raise VocabularyError(f"{path.name}: not {form}: {problem}") from problem


def read_triples(path: Path) -> list[tuple[str, str, Value]]:
    """The triples of a Turtle file of terms, literals as text or numbers (language tags dropped).

    Raises:
        VocabularyError: the file is not Turtle; says the line.
    """
    try:
        return [
            (quad.subject.value, quad.predicate.value, _known(quad.object))
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        ]
    except SyntaxError as problem:
        raise VocabularyError(f"{path.name}: not Turtle: {problem}") from problem


def _known(term: object) -> Value:
    value = value_of(term)
    if value is None:
        raise VocabularyError(f"a term has no value: {term}")
    return value
