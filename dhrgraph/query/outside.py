"""Refuse a query that reaches for anything but the graph it is asked of.

A query file from someone else could make the engine call another server (SERVICE) or fetch a file (FROM, LOAD). A
tree that rdflib parses is searched for these, not the text: the words may stand in strings, comments and names.

Two parsers read a query, rdflib here and the store's own, so they must see the same text. Where they would not,
the query is refused or made plain first: rdflib lets only a line feed end a comment (the store: a carriage return
too), and resolves `\\uXXXX` before it looks for the end of a string (the store: after). Both could hide a SERVICE.
"""

from __future__ import annotations

import re
from typing import Any

from rdflib.plugins.sparql.algebra import translatePrologue
from rdflib.plugins.sparql.sparql import Prologue

from dhrgraph.errors import OutsideError, QueryError
from dhrgraph.graph.store import Over
from dhrgraph.query.tree import Node, nodes, parsed

_HIDDEN_ASCII = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")


def refuse_outside(sparql: str) -> None:
    """Return when the query `sparql` stays inside the graph it is asked of.

    Raises:
        OutsideError: it holds SERVICE, FROM or FROM NAMED.
        QueryError: it is an update or no SPARQL at all, or spells a plain letter or sign as `\\u00…`.

    Example:
        >>> refuse_outside('SELECT * { ?s ?p "SERVICE" } # FROM')
        >>> refuse_outside("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
        Traceback (most recent call last):
        ...
        dhrgraph.errors.OutsideError: the query uses SERVICE; only the graph itself can be asked.
    """
    if asked_of(sparql):
        raise OutsideError("the query uses FROM; only the graph itself can be asked.")


def asked_of(sparql: str, base: str | None = None) -> Over | None:
    """The graphs that `sparql` names by FROM and FROM NAMED, relative IRIs being of `base`; None: it names none.

    Raises:
        QueryError: as `refuse_outside`, but not for FROM.

    Example:
        >>> asked_of("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }")
        Over(default=('urn:a',), named=('urn:b',))
    """
    hidden = _HIDDEN_ASCII.search(sparql)
    if hidden:
        raise QueryError(f"the query spells a plain character as {hidden[0]}; write the character itself.")
    tree = parsed(sparql.replace("\r\n", "\n").replace("\r", "\n"))
    found: dict[str, list[str]] = {"default": [], "named": []}
    for node in nodes(tree):
        if node.name == "ServiceGraphPattern":
            raise OutsideError("the query uses SERVICE; only the graph itself can be asked.")
        if node.name == "DatasetClause":
            (kind, name), *_ = node.items()
            found[kind].append(_whole(name, translatePrologue(tree[0], base)))
    over = Over(tuple(found["default"]), tuple(found["named"]))
    return None if over == Over() else over


def _whole(name: Any, prologue: Prologue) -> str:
    if isinstance(name, Node) and prologue.namespace_manager.store.namespace(name.prefix or "") is None:
        raise QueryError(f"the prefix '{name.prefix or ''}:' is not declared.")
    return str(prologue.absolutize(name))
