"""Which graphs of a store a question is about: ours, and nobody else's.

    asker  ->  find_scope  ->  Scope

What a query means without `FROM` is each server's own choice: all named graphs together (Virtuoso, `dhrgraph serve`,
`oxigraph serve --union-default-graph`), or the graph without a name, empty for us (`oxigraph serve`, Jena). So:

1. every named graph is ours: all together; Oxigraph is told so by `union-default-graph` where that is not its choice;
2. there are others: ours are named one by one (`default-graph-uri`), which keeps the others out everywhere. Virtuoso
   does so in the blink of an eye; Oxigraph looks into each graph for each pattern, and 250 graphs take it seconds;
3. no named graph is ours, but the default graph holds reviews (a merged file, loaded without a name): as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dhrgraph.graph.store import Answer, Value
from dhrgraph.namespaces import BASE, DHR, GRAPH, PREFIXES
from dhrgraph.remote.problems import RemoteError

DATASET = BASE + "dataset"  # the description of the build: what it holds, its licence and its files
PUBLISHED = GRAPH + "published"  # what `dhrgraph publish` notes of the graphs it sent; no question is about it
DIGEST = PREFIXES["owl"] + "versionInfo"  # in that graph: the digest of a graph that is whole

_OURS = re.compile(rf"{re.escape(GRAPH)}[A-Za-z0-9_-]+")  # no further path, no dots, nothing behind ? or #

_NAMED = "SELECT DISTINCT ?g WHERE { GRAPH ?g { } }"  # costs nothing; Virtuoso answers with no row
_NOTED = f"SELECT DISTINCT ?g WHERE {{ GRAPH <{PUBLISHED}> {{ ?g <{DIGEST}> ?digest }} }}"
_HELD = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}")) }}'  # reads it all
_HAS_REVIEWS = f"ASK {{ ?review a <{DHR}Review> }}"


@dataclass(frozen=True, slots=True)
class Scope:
    """The graphs a question is asked of, by the parameters of SPARQL 1.1 Protocol (2.1.4); none: the default graph."""

    parameters: tuple[tuple[str, str], ...] = ()


AS_IT_STANDS = Scope()
UNION = Scope((("union-default-graph", "true"),))  # Oxigraph's own parameter; others pass over it


class Asker(Protocol):
    """Asks one question of one scope."""

    def __call__(self, sparql: str, scope: Scope) -> Answer:
        """The rows of the answer."""


def find_scope(ask: Asker) -> Scope | None:
    """The scope that holds our graphs and no other; None when the store holds nothing of ours."""
    named = _graphs(ask, _NAMED)
    ours = our_graphs(named)
    if ours and len(ours) == sum(graph != PUBLISHED for graph in named):
        for scope in (AS_IT_STANDS, UNION):
            if _has_reviews(ask, scope):
                return scope
    ours = ours or our_graphs(_graphs(ask, _NOTED)) or our_graphs(_graphs(ask, _HELD))
    if ours:
        return Scope(tuple(("default-graph-uri", graph) for graph in ours))
    return AS_IT_STANDS if _has_reviews(ask, AS_IT_STANDS) else None


def held_graphs(ask: Asker) -> list[str]:
    """Every graph of ours in the store, sorted, whole or not."""
    return our_graphs(_graphs(ask, _NAMED)) or our_graphs(_graphs(ask, _HELD))


def our_graphs(graphs: Sequence[str]) -> list[str]:
    """Those of `graphs` that a build makes, sorted.

    Example:
        >>> our_graphs([PUBLISHED, "https://w3id.org/dhrgraph/graph/register", "https://example.org/graph"])
        ['https://w3id.org/dhrgraph/graph/register']
    """
    return sorted(graph for graph in graphs if is_ours(graph) and graph != PUBLISHED)


def is_ours(graph: str) -> bool:
    """Whether a graph's name is one that only dhrgraph gives: what may be written to and removed.

    Example:
        >>> is_ours("https://w3id.org/dhrgraph/graph/register"), is_ours("https://w3id.org/dhrgraph/graph/")
        (True, False)
        >>> is_ours("https://w3id.org/dhrgraph/graph/../x"), is_ours("https://w3id.org/dhrgraph/graph/yours/1")
        (False, False)
    """
    return bool(_OURS.fullmatch(graph)) or graph == DATASET


def rows_of(ask: Asker, sparql: str, *columns: str) -> tuple[tuple[Value | None, ...], ...]:
    """The rows of the store's own default graph, when they have the `columns` asked for.

    Raises:
        RemoteError: they have others: what answers is no SPARQL endpoint, or answers something else.
    """
    answer = ask(sparql, AS_IT_STANDS)
    if answer.columns != columns:
        raise RemoteError(
            f"the store answers with other columns than those asked for ({', '.join(columns)}).\n"
            "  To mend: give the address of a SPARQL 1.1 endpoint."
        )
    return answer.rows


def _graphs(ask: Asker, sparql: str) -> list[str]:
    return [str(graph) for (graph,) in rows_of(ask, sparql, "g") if graph is not None]


def _has_reviews(ask: Asker, scope: Scope) -> bool:
    return ask(_HAS_REVIEWS, scope).rows == ((True,),)
