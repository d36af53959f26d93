"""Ask a store elsewhere: SPARQL 1.1 Protocol, results in SPARQL's JSON, rows as the local store gives them.

    Endpoint("http://127.0.0.1:7878/query")  ->  select  ->  Answer

A store may hold other people's graphs; every question is asked of ours alone (`scope.py` says how).
"""

from __future__ import annotations

from types import TracebackType
from urllib.parse import urlencode

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Answer, read_answer
from dhrgraph.namespaces import GRAPH
from dhrgraph.remote.problems import RemoteError
from dhrgraph.remote.scope import AS_IT_STANDS, Scope, find_scope
from dhrgraph.remote.state import read_state
from dhrgraph.remote.web import Reply, Web

RESULTS = "application/sparql-results+json"
_FORM = "application/x-www-form-urlencoded"
_VIRTUOSO_ASK = ("__ASK_RETVAL",)  # Virtuoso 7 answers an ASK with one row of this column, 1 or 0


class Endpoint:
    """A SPARQL endpoint that holds a graph of dhrgraph's. Making one sends nothing; the first question finds it.

    `everything`: ask the endpoint's own default graph, whatever it holds.
    """

    def __init__(self, url: str, web: Web | None = None, *, everything: bool = False) -> None:
        self.url = url
        self._web = web or Web()
        self._scope: Scope | None = AS_IT_STANDS if everything else None

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _it: BaseException | None, _at: TracebackType | None) -> None:
        self._web.close()

    def select(self, sparql: str) -> Answer:
        """The rows of a SELECT or ASK over our graphs together; the order is the query's.

        Raises:
            RemoteError: no answer, not a whole one, or the store holds no graph of dhrgraph's.
            AddressError: the address cannot be asked.
        """
        if self._scope is None:
            self._scope = find_scope(self.ask)
        if self._scope is None:
            raise RemoteError(
                f"{self.url} holds no graph of dhrgraph's (none whose name begins with {GRAPH}).\n"
                "  To send it there: dhrgraph publish --to URL"
            )
        return self.ask(sparql, self._scope)

    def unfinished(self) -> bool:
        """Whether a publish to this store is under way or was broken off: rows may be missing.

        Raises:
            RemoteError, AddressError: as `select`.
        """
        return bool(read_state(self.ask).mark)

    def ask(self, sparql: str, scope: Scope) -> Answer:
        """The rows of a SELECT or ASK over the graphs of `scope`, by POST: no address is too long for it."""
        form = urlencode([("query", sparql), *scope.parameters]).encode()
        headers = {"Accept": RESULTS, "Content-Type": _FORM}
        return _rows(self._web.send("POST", self.url, form, headers=headers), self.url)


def _rows(reply: Reply, url: str) -> Answer:
    """The rows of a reply, when it holds all of them.

    Raises:
        RemoteError: it is no result, half a result, or one that the endpoint cut short.
    """
    if "html" in reply.media_type:
        raise RemoteError(
            f"{url} answers with a web page, not with results.\n"
            "  To mend: give the address of the SPARQL endpoint itself; it often ends in /sparql or /query."
        )
    if limit := reply.headers.get("x-sparql-maxrows") or reply.headers.get("dhrgraph-truncated"):
        raise RemoteError(f"{url} cut its answer short at {limit} rows, the most it gives.\n  To mend: ask for less.")
    if reply.headers.get("x-sql-state", "").startswith("S1TAT"):
        raise RemoteError(f"{url} ran out of its own time and gave part of the answer only.\n  To mend: ask for less.")
    try:
        answer = read_answer(reply.body)
    except QueryError as problem:
        raise RemoteError(f"{url} gave no whole result in SPARQL's JSON ({len(reply.body):,} bytes).") from problem
    if answer.columns == _VIRTUOSO_ASK:
        return Answer(("answer",), tuple((bool(value),) for (value,) in answer.rows))
    return answer
