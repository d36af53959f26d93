"""From a request to what it asks: SPARQL 1.1 Protocol, 2.1, its three ways of sending a query.

    GET ?query=…   POST application/x-www-form-urlencoded   POST application/sparql-query   ->  Asked

Everything is percent-decoded once. Pure: what cannot be understood is a `RefusedError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from dhrgraph.serve.refused import RefusedError
from dhrgraph.serve.replies import READ_ONLY

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FIELDS = 200  # of one form
_CHARSETS = {"utf-8", "utf8", "us-ascii", "iso-8859-1", "utf-16", "windows-1252"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs it is asked of; `query` is None where nothing is asked.

    `form`: the format wished for; `start`: the canned question whose SPARQL the empty form is to begin with.
    """

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str = ""
    start: str = ""


def fields(text: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string or a form, decoded once.

    Raises:
        RefusedError: it is not UTF-8, or there are very many.

    Example:
        >>> fields(b"query=ASK+%7B%7D&a=%2520")
        [('query', 'ASK {}'), ('a', '%20')]
    """
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as problem:
        raise RefusedError(400, "The request is not in UTF-8.") from problem
    except ValueError as problem:
        raise RefusedError(400, f"The request has more than {_FIELDS} fields.") from problem


def read_get(query_string: bytes) -> Asked:
    """What a GET asks.

    Raises:
        RefusedError: as `fields`; several queries; an update.
    """
    return _asked(fields(query_string))


def read_post(query_string: bytes, content_type: str, body: bytes) -> Asked:
    """What a POST asks.

    Raises:
        RefusedError: as `read_get`; a type of content that is no query (415); no query at all.
    """
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise RefusedError(403, READ_ONLY)
    if kind == DIRECT:
        return _asked([*fields(query_string), ("query", _decoded(body, rest))])
    if kind != FORM:
        raise RefusedError(415, f"A query is sent as {FORM} or as {DIRECT}, not as {kind[:100] or 'nothing'}.")
    asked = _asked([*fields(query_string), *fields(body)])
    if asked.query is None:
        raise RefusedError(400, "The form has no field 'query'.")
    return asked


def _asked(given: list[tuple[str, str]]) -> Asked:
    def all_of(*names: str) -> tuple[str, ...]:
        return tuple(value for name, value in given if name in names)

    if all_of("update"):
        raise RefusedError(403, READ_ONLY)
    if all_of("using-graph-uri", "using-named-graph-uri"):
        raise RefusedError(400, "using-graph-uri is for updates; ask with default-graph-uri or named-graph-uri.")
    queries = all_of("query")
    if len(queries) > 1:
        raise RefusedError(400, "There are several queries in the request; send one.")
    return Asked(
        queries[0].removeprefix("\ufeff") if queries else None,  # some editors put that mark before every text
        all_of("default-graph-uri"),
        all_of("named-graph-uri"),
        form=next(filter(None, all_of("format", "output")), ""),
        start=next(iter(all_of("start")), ""),
    )


def _decoded(body: bytes, parameters: str) -> str:
    named = [value for name, _, value in (each.partition("=") for each in parameters.split(";")) if _is_charset(name)]
    charset = named[0].strip().strip('"') if named else "utf-8"
    if charset.lower() not in _CHARSETS:
        raise RefusedError(415, f"The charset {charset[:40]!r} is not read here; send UTF-8.")
    try:
        return body.decode(charset)
    except UnicodeDecodeError as problem:
        raise RefusedError(400, f"The query is not in {charset}.") from problem


def _is_charset(name: str) -> bool:
    return name.strip().lower() == "charset"
