"""Ask a canned question of a graph.

    Askable, CannedQuery, {"agency": "home-office"}  ->  run  ->  Answer

Touches nothing heavier than PyYAML and the store, so that a question is answered in the blink of an eye.
"""

from __future__ import annotations

from collections.abc import Mapping

from dhrgraph.graph.store import Answer, Askable
from dhrgraph.query.blocks import rewrite
from dhrgraph.query.catalogue import CannedQuery, Scalar
from dhrgraph.query.order import in_order, parted
from dhrgraph.query.parameters import serialise


def run(graph: Askable, query: CannedQuery, given: Mapping[str, Scalar] | None = None) -> Answer:
    """The answer of `graph` to `query`, in the order of the query.

    Raises:
        UnknownNameError: an unknown parameter, or a name the graph does not know.
        QueryError: a missing or ill-typed value, or SPARQL that cannot be run.
    """
    return ask(graph, filled(graph, query, given))


def ask(graph: Askable, sparql: str) -> Answer:
    """The answer of `graph` to a SELECT, its rows put in order here where its last line says by which columns.

    Raises:
        QueryError: SPARQL that cannot be run.
    """
    unordered, keys = parted(sparql)
    return in_order(graph.select(unordered), keys)


def filled(graph: Askable, query: CannedQuery, given: Mapping[str, Scalar] | None = None) -> str:
    """The SPARQL of `query` with the values put in: what `run` asks, and what people may want to see or keep.

    Raises:
        UnknownNameError, QueryError: as `run`.
    """
    return rewrite(query.sparql, serialise(query, given or {}, graph))
