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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dhrgraph.graph.store import Answer
from dhrgraph.namespaces import BASE, DHR, GRAPH, PREFIXES

DATASET = BASE + "dataset"  # the description of the build: what it holds, its licence and its files
PUBLISHED = GRAPH + "published"  # what `dhrgraph publish` notes of the graphs it sent; no question is about it
DIGEST = PREFIXES["owl"] + "versionInfo"  # in that graph: the digest of a graph that is whole

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
    """
    return (graph.startswith(GRAPH) and graph != GRAPH) or graph == DATASET


def _graphs(ask: Asker, sparql: str) -> list[str]:
    return [str(graph) for (graph,) in ask(sparql, AS_IT_STANDS).rows]


def _has_reviews(ask: Asker, scope: Scope) -> bool:
    return ask(_HAS_REVIEWS, scope).rows == ((True,),)
