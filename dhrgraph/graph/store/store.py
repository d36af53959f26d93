"""A graph that can be asked, on disk or in memory."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from dhrgraph.errors import NoGraphError, QueryError
from dhrgraph.graph.store.formats import FORMATS, Format, serialise
from dhrgraph.graph.store.malformed import MalformedQueryError
from dhrgraph.graph.store.results import Over, Result
from dhrgraph.graph.store.values import Answer, value_of


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
        place = path.resolve()  # once: the build that a link leads to may change between the opening of two files
        if not (place / "CURRENT").exists():
            raise NoGraphError(path)
        try:
            return cls(ox.Store.read_only(str(place)))
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
        inner.bulk_load(input=data, format=FORMATS[form])
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
        return Answer(columns, tuple([tuple(map(value_of, solution)) for solution in result]))

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
