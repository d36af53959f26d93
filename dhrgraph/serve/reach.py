"""What a query reaches: only graphs of our own, or it is refused before the engine sees it.

The engine would call another server for SERVICE. rdflib's grammar finds every one, but takes 20 to 45 ms; so it is
asked only about texts in which the letters stand before what the grammar lets follow them (SILENT, a variable, an
IRI, a prefixed name), or in which an escape (`\\u0053`) could stand for letters. Where in the text that is, within
words or a comment, is not looked at: whatever another reader takes for the keyword is among what is found here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from dhrgraph.errors import OutsideError
from dhrgraph.graph.store import Over

_KEYWORDS, _MANY = re.compile("service|from", re.IGNORECASE), 100  # more could make the search take its time
_GAP = r"(?:\s++|\#[^\r\n]*+)*+"
_NAME = r"[^\s<>{}()\"'?$\#:]*+:"
_MAY_REACH = re.compile(
    rf"\\u | service {_GAP} (?:silent|[<?$]|{_NAME}) | from {_GAP} (?:named|<|{_NAME})", re.IGNORECASE | re.VERBOSE
)


def plainly_inside(sparql: str) -> bool:
    """Whether no keyword that could lead elsewhere stands in the text, seen without reading it.

    Example:
        >>> plainly_inside("SELECT * { ?s ?p ?o }"), plainly_inside("ASK { serVICE <http://x/> {} }")
        (True, False)
    """
    return len(_KEYWORDS.findall(sparql)) < _MANY and not _MAY_REACH.search(sparql)


def named_in(sparql: str, base: str) -> Over | None:
    """The graphs that FROM and FROM NAMED of a query name; None: it names none.

    Raises:
        OutsideError: it uses SERVICE.
        QueryError: it is an update or no query.
    """
    return None if plainly_inside(sparql) else _read(sparql, base)


@lru_cache(maxsize=64)
def _read(sparql: str, base: str) -> Over | None:
    from dhrgraph.query.outside import asked_of

    return asked_of(sparql, base)


def over(asked: Over | None, default: Sequence[str], named: Sequence[str], held: Collection[str]) -> Over | None:
    """The graphs a query is asked of: those of the request before those of the query (SPARQL 1.1 Protocol, 2.1.4).

    None: all that there are.

    Raises:
        OutsideError: one of them is not among those `held`.

    Example:
        >>> over(Over(("urn:a",)), ["urn:b"], [], {"urn:a", "urn:b"})
        Over(default=('urn:b',), named=())
        >>> over(Over(("urn:x",)), [], [], {"urn:a"})
        Traceback (most recent call last):
        ...
        dhrgraph.errors.OutsideError: the graph <urn:x> is not held here, and nothing is fetched.
    """
    chosen = Over(tuple(default), tuple(named)) if default or named else asked
    if chosen is None:
        return None
    for name in (*chosen.default, *chosen.named):
        if name not in held:
            raise OutsideError(f"the graph <{name[:200]}> is not held here, and nothing is fetched.")
    return chosen
