"""The job of a SPARQL query: SPARQL 1.1 Protocol, 2.1.

query, graphs, Accept  ->  answer  ->  results or statements in a format that suits, or why not
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dhrgraph.errors import OutsideError, QueryError
from dhrgraph.graph.store import Result, read_answer, serialise
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.formats import HTML, RESULTS, STATEMENTS, wish, with_charset
from dhrgraph.serve.pages import form as page
from dhrgraph.serve.reach import named_in, over
from dhrgraph.serve.replies import NOT_KEPT, READ_ONLY, not_acceptable, words
from dhrgraph.serve.rows import write
from dhrgraph.serve.shop import Shop
from dhrgraph.text.accept import choose

TRUNCATED = "Dhrgraph-Truncated"  # the header that says how many rows or statements were given, where there are more

_NEW_EACH_TIME = re.compile(r"\b(?:now|rand|uuid|struuid)\b", re.IGNORECASE)  # functions; elsewhere they do no harm


def answer(
    shop: Shop, *, query: str, default: Sequence[str], named_graphs: Sequence[str], accept: str, form: str
) -> Reply:
    """The reply to `query`, asked of the graphs `default` and `named_graphs`, or of all where both are empty.

    `form` is what `format=` says, "" for nothing; it stands before `accept`.
    """
    try:
        asked = named_in(query, shop.settings.endpoint)
        graphs = over(asked, default, named_graphs, shop.graphs)
        result = shop.store.query(query, graphs, shop.settings.endpoint)
        given = _given(shop, query, result, accept, form)
        return replace(given, headers=(*given.headers, NOT_KEPT)) if _NEW_EACH_TIME.search(query) else given
    except OutsideError as problem:
        return _refused(shop, query, 403, str(problem), accept, form)
    except QueryError as problem:
        if is_update(query):
            return _refused(shop, query, 403, READ_ONLY, accept, form)
        return _refused(shop, query, 400, str(problem), accept, form)


def _given(shop: Shop, query: str, result: Result, accept: str, form: str) -> Reply:
    statements = result.kind == "statements"
    offered = [*STATEMENTS] if statements else [*RESULTS, HTML]
    chosen = choose(wish(form, accept, statements=statements), offered)
    if chosen is None:
        return not_acceptable(offered)
    if chosen == HTML:
        return _page(shop, query, result)
    most = shop.settings.max_rows
    if statements:
        found, more = result.statements(most)
        return _reply(chosen, serialise(found, STATEMENTS[chosen]), most if more else None)
    written = write(result, RESULTS[chosen], most, shop.settings.largest, f"{shop.settings.endpoint}#truncated")
    return _reply(chosen, written.body, written.cut)


def _reply(media_type: str, body: bytes, cut: int | None) -> Reply:
    return Reply(200, with_charset(media_type), body, _said_of(cut))


def _said_of(cut: int | None) -> tuple[tuple[str, str], ...]:
    return () if cut is None else ((TRUNCATED, str(cut)),)


def _page(shop: Shop, query: str, result: Result) -> Reply:
    written = write(result, "json", shop.settings.max_rows, shop.settings.largest)
    note = "" if written.cut is None else f"Only the first {written.cut:,} rows are shown; there are more."
    drawn = page(shop, query=query, found=read_answer(written.body), note=note)
    return replace(drawn, headers=(*drawn.headers, *_said_of(written.cut)))


def _refused(shop: Shop, query: str, status: int, message: str, accept: str, form: str) -> Reply:
    if choose(wish(form, accept, statements=False), [*RESULTS, *STATEMENTS, HTML]) == HTML:
        return replace(page(shop, query=query, problem=message), status=status)
    return words(status, message)


def is_update(text: str) -> bool:
    """Whether `text` is an update (INSERT, DELETE, LOAD, CLEAR …) by the grammar of SPARQL 1.1.

    Example:
        >>> is_update("CLEAR ALL"), is_update("SELECT * {}")
        (True, False)
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(text).request)
    except (ParseException, RecursionError, ValueError):
        return False
