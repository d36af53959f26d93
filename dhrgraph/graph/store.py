"""The store: the one module that names Oxigraph.

Quads go in as N-Quads bytes in one bulk load (measured: about 330,000 triples a second on disk, against 45,000
through rdflib); readers open the store read-only, so any number of them can ask at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Literal, Protocol, TypeAlias, cast

import pyoxigraph as ox

from dhrgraph.errors import NoGraphError, QueryError, UnknownNameError, VocabularyError
from dhrgraph.graph.malformed import MalformedQueryError
from dhrgraph.namespaces import PREFIXES, Iri

Value: TypeAlias = Iri | str | int | bool | Decimal
Format = Literal["turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld"]
ResultFormat = Literal["json", "xml", "csv", "tsv"]

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a SELECT (an ASK gives one row with the column `answer`); None stands for unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Over:
    """The graphs a query is asked of, by IRI (SPARQL 1.1 Query, 13): those merged into one, those `GRAPH` finds."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Sink(Protocol):
    """Where bytes can be written to: an open file, or what stops its writer."""

    def write(self, chunk: bytes, /) -> int:
        """Take the next bytes; say how many."""

    def flush(self) -> None:
        """Be told that a part is whole."""


class Result:
    """What a query gives, not yet worked out: it is while it is written. To be written once.

    `kind`: `rows` of a SELECT, the `truth` of an ASK, the `statements` of a CONSTRUCT or DESCRIBE.
    """

    def __init__(self, inner: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._inner = inner
        self.kind: Literal["rows", "truth", "statements"] = (
            "rows"
            if isinstance(inner, ox.QuerySolutions)
            else "truth"
            if isinstance(inner, ox.QueryBoolean)
            else "statements"
        )

    def write(self, form: ResultFormat, output: Sink) -> None:
        """Write rows or a truth, some kilobytes at a time; an exception of `output` stops the query and is raised.

        Raises:
            QueryError: the query cannot be worked out to its end, or gives statements.
        """
        if isinstance(self._inner, ox.QueryTriples):
            raise QueryError("the query is a CONSTRUCT or DESCRIBE: it gives statements, no rows.")
        try:
            self._inner.serialize(cast(IO[bytes], output), _RESULTS[form])
        except (ValueError, RuntimeError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem

    def statements(self, most: int | None = None) -> tuple[bytes, bool]:
        """The statements as sorted N-Triples, each once; and whether some were left out, as there are more than `most`.

        Raises:
            QueryError: as `write`, where the query gives rows.
        """
        if not isinstance(self._inner, ox.QueryTriples):
            raise QueryError("the query is a SELECT or ASK; statements come of CONSTRUCT and DESCRIBE.")
        try:
            found = [f"{triple} .\n" for triple in islice(self._inner, None if most is None else most + 1)]
        except (ValueError, RuntimeError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem
        more = most is not None and len(found) > most
        return "".join(sorted(set(found[:most]))).encode(), more


class Store:
    """A graph that can be asked. Open one with `Store.open`, or make one in memory with `Store.memory`."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a store on disk for reading.

        Raises:
            NoGraphError: there is none at `path`, or what is there is no whole store.
        """
        if not (path / "CURRENT").exists():
            raise NoGraphError(path)
        try:
            return cls(ox.Store.read_only(str(path)))
        except (OSError, RuntimeError) as problem:
            raise NoGraphError(path) from problem

    @classmethod
    def memory(cls, data: bytes, form: Format = "nquads") -> Store:
        """A store in memory holding `data`.

        Example:
            >>> Store.memory(b'<urn:a> <urn:b> "c" .', "turtle").select("SELECT ?o { ?s ?p ?o }").rows
            (('c',),)
        """
        inner = ox.Store()
        inner.bulk_load(input=data, format=_FORMATS[form])
        return cls(inner)

    def select(self, sparql: str) -> Answer:
        """Run a SELECT or ASK over all graphs together; `GRAPH` still tells them apart.

        Raises:
            QueryError: the text is not SPARQL, is a CONSTRUCT or DESCRIBE, or reaches for another server.
        """
        try:
            result = self._inner.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as problem:
            raise MalformedQueryError(str(problem), sparql) from problem
        except (ValueError, RuntimeError, OSError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ((bool(result),),))
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("the query is a CONSTRUCT or DESCRIBE; ask with SELECT or ASK, or use 'dhrgraph export'.")
        columns = tuple(variable.value for variable in result.variables)
        rows = tuple(tuple(_value(solution[name]) for name in columns) for solution in result)
        return Answer(columns, rows)

    def construct(self, sparql: str, form: Format) -> bytes:
        """The statements of a CONSTRUCT or DESCRIBE over all graphs together, each once and sorted, in `form`.

        Raises:
            QueryError: the text is not SPARQL, or is a SELECT or ASK.

        Example:
            >>> Store.memory(b'<urn:a> <urn:b> "c" .', "turtle").construct("DESCRIBE <urn:a>", "ntriples")
            b'<urn:a> <urn:b> "c" .\\n'
        """
        statements, _ = self.query(sparql).statements()
        return serialise(statements, form)

    def query(self, sparql: str, over: Over | None = None, base: str | None = None) -> Result:
        """What any query gives over all graphs together, or over those of `over` in place of what its FROM says.

        Relative IRIs are of `base`. Nothing is fetched but by SERVICE: refuse that before (`query.outside`).

        Raises:
            MalformedQueryError: the text is no query.
            QueryError: it cannot be run.

        Example:
            >>> store = Store.memory(b'<urn:a> <urn:b> "c" <urn:g> .')
            >>> store.query("CONSTRUCT WHERE { ?s ?p ?o }", Over(default=("urn:g",))).statements()
            (b'<urn:a> <urn:b> "c" .\\n', False)
            >>> store.query("CONSTRUCT WHERE { ?s ?p ?o }", Over(named=("urn:g",))).statements()
            (b'', False)
        """
        try:
            if over is None:
                return Result(self._inner.query(sparql, base_iri=base, use_default_graph_as_union=True))
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(name) for name in over.default]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in over.named]
            return Result(self._inner.query(sparql, base_iri=base, default_graph=default, named_graphs=named))
        except SyntaxError as problem:
            raise MalformedQueryError(str(problem), sparql) from problem
        except (ValueError, RuntimeError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._inner.named_graphs()))

    def graph(self, name: str | None, most: int) -> bytes | None:
        """The statements of the graph `name` (None: of all) as sorted N-Triples, each once; None: more than `most`.

        Example:
            >>> store = Store.memory(b'<urn:a> <urn:b> "c" <urn:g> .')
            >>> store.graph("urn:g", 1), store.graph(None, 1), store.graph("urn:h", 1), store.graph(None, 0)
            (b'<urn:a> <urn:b> "c" .\\n', b'<urn:a> <urn:b> "c" .\\n', b'', None)
        """
        graph = None if name is None else ox.NamedNode(name)
        found = [quad.triple for quad in islice(self._inner.quads_for_pattern(None, None, None, graph), most + 1)]
        return None if len(found) > most else "".join(sorted({f"{triple} .\n" for triple in found})).encode()

    def __len__(self) -> int:
        return len(self._inner)


class OutsideError(QueryError):
    """A query that reaches for what the store does not hold: another server, a file, a graph of someone else's."""


def read_answer(data: bytes) -> Answer:
    """The rows of results in SPARQL 1.1 Query Results JSON Format, as `Store.select` would give them.

    Raises:
        QueryError: the data are no such results.

    Example:
        >>> read_answer(b'{"head": {}, "boolean": true}')
        Answer(columns=('answer',), rows=((True,),))
    """
    try:
        result = ox.parse_query_results(input=data, format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ((bool(result),),))
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(_value(row[name]) for name in columns) for row in result))
    except (SyntaxError, ValueError, RuntimeError) as problem:
        raise QueryError(f"no results in the format of SPARQL JSON: {problem}") from problem


def write_store(nquads: bytes, path: Path) -> None:
    """Bulk-load N-Quads into a new store at `path` and optimise it for reading (halves most questions' time)."""
    inner = ox.Store(str(path))
    inner.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
    inner.optimize()
    inner.flush()


def serialise(nquads: bytes, form: Format) -> bytes:
    """The same statements in another syntax, in the order given; formats without graphs get each triple once.

    Example:
        >>> serialise(b'<urn:a> <urn:b> "c" <urn:g> .', "ntriples")
        b'<urn:a> <urn:b> "c" .\\n'
    """
    quads: Iterator[ox.Quad] = iter(ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS))
    target = _FORMATS[form]
    if target.supports_datasets:
        items: list[ox.Quad] | list[ox.Triple] = list(quads)
    else:
        items = list(dict.fromkeys(quad.triple for quad in quads))
    data = ox.serialize(items, format=target, prefixes=PREFIXES) or b""
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
        if name not in _FORMATS:
            raise UnknownNameError("format", name, _FORMATS)
    try:
        quads = sorted(str(quad) + " .\n" for quad in ox.parse(input=data, format=_FORMATS[form]))
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
        for quad in ox.parse(path=str(path), format=_FORMATS[form]):
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
    value = _value(term)
    if value is None:
        raise VocabularyError(f"a term has no value: {term}")
    return value


def _value(term: object) -> Value | None:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(_XSD)
        if kind == "integer":
            return int(term.value)
        if kind == "decimal":
            return Decimal(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")  # XML Schema has both spellings, Virtuoso writes the second
        return term.value
    return None if term is None else str(term)
