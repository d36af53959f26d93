"""SPARQL as the pages ask it: our prefixes put in front, things as terms, rows once.

The names of things come out of the graph itself and are checked before they stand in angle brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dhrgraph.graph.store import Store, Value
from dhrgraph.namespaces import PROLOGUE, Iri

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]*")


def ask(store: Store, pattern: str) -> tuple[tuple[Value | None, ...], ...]:
    """The rows of a SELECT without its prefixes.

    Raises:
        QueryError: it is no SPARQL.
    """
    return store.select(PROLOGUE + pattern).rows


def prefixed(sparql: str) -> str:
    """`sparql` with our prefixes before it."""
    return PROLOGUE + sparql


def term(thing: str) -> str:
    """`thing` as a SPARQL term. What could not be one names nothing that the graph holds.

    Example:
        >>> term("https://w3id.org/dhrgraph/theme/marac"), term("x> } #")
        ('<https://w3id.org/dhrgraph/theme/marac>', '<urn:none>')
    """
    return f"<{thing}>" if _IRI.fullmatch(thing) else "<urn:none>"


def terms(things: Iterable[str]) -> str:
    """Terms side by side, for a VALUES block."""
    return " ".join(term(thing) for thing in things)


def known(value: Value | None) -> str:
    """A value as text; nothing for None."""
    return "" if value is None else str(value)


def thing(value: Value | None) -> Iri:
    """A value that is an IRI.

    Raises:
        TypeError: it is none; a mistake in the query.
    """
    if not isinstance(value, Iri):
        raise TypeError(f"no IRI: {type(value).__name__}")
    return value
