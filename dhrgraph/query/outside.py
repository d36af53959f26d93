"""Refuse a query that reaches for anything but the graph it is asked of.

A query file from someone else could make the engine call another server (SERVICE) or fetch a file (FROM, LOAD). A
tree that rdflib parses is searched for these, not the text: the words may stand in strings, comments and names.

Two parsers read a query, rdflib here and the store's own, so they must see the same text. Where they would not,
the query is refused or made plain first: rdflib lets only a line feed end a comment (the store: a carriage return
too), and resolves `\\uXXXX` before it looks for the end of a string (the store: after). Both could hide a SERVICE.
"""

from __future__ import annotations

import re

from dhrgraph.errors import QueryError
from dhrgraph.query.tree import nodes, parsed

_REFUSED = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
_HIDDEN_ASCII = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")


def refuse_outside(sparql: str) -> None:
    """Return when the query `sparql` stays inside the graph it is asked of.

    Raises:
        QueryError: it is an update or no SPARQL at all, holds SERVICE, FROM or FROM NAMED, or spells a plain
            letter or sign as `\\u00…`.

    Example:
        >>> refuse_outside('SELECT * { ?s ?p "SERVICE" } # FROM')
        >>> refuse_outside("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
        Traceback (most recent call last):
        ...
        dhrgraph.errors.QueryError: the query uses SERVICE; only the graph itself can be asked.
    """
    hidden = _HIDDEN_ASCII.search(sparql)
    if hidden:
        raise QueryError(f"the query spells a plain character as {hidden[0]}; write the character itself.")
    for node in nodes(parsed(sparql.replace("\r\n", "\n").replace("\r", "\n"))):
        if node.name in _REFUSED:
            raise QueryError(f"the query uses {_REFUSED[node.name]}; only the graph itself can be asked.")
