"""The jobs that end in a page: the site of `publish` draws it.

Templates are imported with the first page: a worker that only answers queries starts without them.
"""

from __future__ import annotations

from collections.abc import Mapping

from dhrgraph.graph.store import Answer
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.shop import Shop


def answer(shop: Shop, *, path: str, parameters: Mapping[str, str], accept: str) -> Reply:
    """The reply to a GET of `path`."""
    from dhrgraph.publish.site.respond import respond

    return respond(shop.store, path, parameters, accept, shop.hosted)


def form(shop: Shop, *, query: str = "", found: Answer | None = None, problem: str = "", note: str = "") -> Reply:
    """The page of the query form: empty, or with what was asked and what came of it."""
    from dhrgraph.publish.site.sparql_form import sparql_page

    return sparql_page(shop.store, shop.hosted, query=query, answer=found, problem=problem, note=note)
