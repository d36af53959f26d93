"""The parse tree of a query, by rdflib's grammar: one kind of node to walk, and the order they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from dhrgraph.errors import QueryError

Node = CompValue


@lru_cache(maxsize=64)  # parsing takes 20 to 45 ms, many times what a check of the tree takes
def parsed(sparql: str) -> Any:
    """The tree of a SELECT, ASK, CONSTRUCT or DESCRIBE; updates (INSERT, DELETE, LOAD …) are no queries.

    Read it only: the same tree is given again for the same text.

    Raises:
        QueryError: `sparql` is not a query by the grammar of SPARQL 1.1, or too deeply nested to be one.
    """
    try:
        return parseQuery(sparql)
    except ParseException as problem:
        raise QueryError(
            f"not a SPARQL query: line {problem.lineno}, column {problem.column}: {problem.msg}."
        ) from problem
    except RecursionError:
        raise QueryError("the query is too deeply nested.") from None
    except ValueError as problem:  # \\u… beyond the last character there is
        raise QueryError(f"not a SPARQL query: {problem}.") from problem


def nodes(tree: Any) -> Iterator[Node]:
    """`tree` and all nodes below it, each before those it holds."""
    if isinstance(tree, CompValue):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, (list, tuple, ParseResults)):
        for value in tree:
            yield from nodes(value)


def variables(tree: Any) -> Iterator[str]:
    """The variables below `tree`, in the order of the text, again where they stand again."""
    if isinstance(tree, Variable):
        yield str(tree)
    elif isinstance(tree, CompValue):
        for value in tree.values():
            yield from variables(value)
    elif isinstance(tree, (list, tuple, ParseResults)):
        for value in tree:
            yield from variables(value)


def query_node(tree: Any) -> Node:
    """The node of the query itself, below its prologue."""
    return next(node for node in nodes(tree) if node.name.endswith("Query"))


def projection(select: Node) -> list[str]:
    """The columns of a SELECT, in order; none for `SELECT *`."""
    return [str(column.evar or column.var) for column in select.projection or ()]
