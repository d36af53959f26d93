"""The three addresses of a store: where it is asked, where it takes updates, where it takes whole graphs.

Makers of stores agree on the protocols, not on the paths. From the address for questions the other two follow for
those of LAYOUTS; for any other store the user names one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrgraph.remote.problems import AddressError


@dataclass(frozen=True, slots=True)
class Addresses:
    """Empty words: the store has none, or it is not known."""

    query: str
    update: str = ""
    graph_store: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one maker's addresses hang together: `asked` finds the server's part as group 1; {} stands for it."""

    maker: str
    asked: str
    query: str
    update: str
    graph_store: str


LAYOUTS = (
    Layout("Oxigraph", r"(https?://[^/]+)/?(?:query)?", "{}/query", "{}/update", "{}/store"),
    Layout("GraphDB, RDF4J", r"(.+/repositories/[^/]+)", "{}", "{}/statements", "{}/rdf-graphs/service"),
    Layout(
        "Virtuoso", r"(https?://[^/]+)/sparql(?:-auth)?/?", "{}/sparql", "{}/sparql-auth", "{}/sparql-graph-crud-auth"
    ),
    Layout("Fuseki", r"(https?://[^/]+/.+)/(?:sparql|query)", "{}/sparql", "{}/update", "{}/data"),
)


def addresses(to: str, update: str | None = None, graph_store: str | None = None) -> Addresses:
    """Where to ask and where to write, from the address for questions and what the user names beside it.

    Raises:
        AddressError: where to write is neither named nor known.

    Example:
        >>> addresses("http://127.0.0.1:7878")
        Addresses(query='http://127.0.0.1:7878/query', update='http://127.0.0.1:7878/update', \
graph_store='http://127.0.0.1:7878/store')
        >>> addresses("http://127.0.0.1:3030/dhr/sparql").graph_store
        'http://127.0.0.1:3030/dhr/data'
        >>> addresses("https://example.org/a/b", update="https://example.org/a/u")
        Addresses(query='https://example.org/a/b', update='https://example.org/a/u', graph_store='')
    """
    if update or graph_store:
        return Addresses(to, update or "", graph_store or "")
    for layout in LAYOUTS:
        if found := re.fullmatch(layout.asked, to):
            return Addresses(*(one.format(found[1]) for one in (layout.query, layout.update, layout.graph_store)))
    raise AddressError(
        "where this store takes statements cannot be told from its address.\n"
        "  To mend: name it with --update URL (SPARQL Update) or --graph-store URL (Graph Store Protocol)."
    )
