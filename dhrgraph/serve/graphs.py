"""The job of the Graph Store: SPARQL 1.1 Graph Store HTTP Protocol, 5.2, for reading.

a graph's IRI, or the default graph  ->  answer  ->  its statements in a format that suits
"""

from __future__ import annotations

from dhrgraph.graph.store import serialise
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.formats import STATEMENTS, wish, with_charset
from dhrgraph.serve.replies import not_acceptable, words
from dhrgraph.serve.shop import Shop
from dhrgraph.text.accept import choose

MOST = 200_000  # statements of one reply; who wants more takes the dump


def answer(shop: Shop, *, graph: str | None, accept: str, form: str) -> Reply:
    """The statements of `graph`; of all graphs together for None, which is what a query sees as the default graph."""
    if graph is not None and graph not in shop.graphs:
        return words(
            404,
            f"No graph <{graph[:200]}> is held here. The description at {shop.settings.endpoint} lists those that are.",
        )
    chosen = choose(wish(form, accept, statements=True), [*STATEMENTS])
    if chosen is None:
        return not_acceptable(STATEMENTS)
    found = shop.store.graph(graph, MOST)
    if found is None:
        where = f"{shop.settings.base}dump.ttl.gz"
        return words(303, f"The graph is too large for one reply. All of it: {where}", ("Location", where))
    return Reply(200, with_charset(chosen), serialise(found, STATEMENTS[chosen]))
