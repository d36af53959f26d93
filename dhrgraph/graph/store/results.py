"""What a query gives while it is worked out: rows, a truth or statements, written as they come."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import IO, Literal, Protocol, cast

import pyoxigraph as ox

from dhrgraph.errors import QueryError

ResultFormat = Literal["json", "xml", "csv", "tsv"]

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Over:
    """The graphs a query is asked of, by IRI (SPARQL 1.1 Query, 13): those merged into one, those `GRAPH` finds."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Sink(Protocol):
    """Where bytes can be written to: an open file, or what stops its writer."""

    def write(self, chunk: bytes, /) -> int:
        """Take the next bytes; say how many."""

    def flush(self) -> None:
        """Be told that a part is whole."""


class Result:
    """What a query gives, not yet worked out: it is while it is written. To be written once.

    `kind`: `rows` of a SELECT, the `truth` of an ASK, the `statements` of a CONSTRUCT or DESCRIBE.
    """

    def __init__(self, inner: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._inner = inner
        self.kind: Literal["rows", "truth", "statements"] = (
            "rows"
            if isinstance(inner, ox.QuerySolutions)
            else "truth"
            if isinstance(inner, ox.QueryBoolean)
            else "statements"
        )

    def write(self, form: ResultFormat, output: Sink) -> None:
        """Write rows or a truth, some kilobytes at a time; an exception of `output` stops the query and is raised.

        Raises:
            QueryError: the query cannot be worked out to its end, or gives statements.
        """
        if isinstance(self._inner, ox.QueryTriples):
            raise QueryError("the query is a CONSTRUCT or DESCRIBE: it gives statements, no rows.")
        try:
            self._inner.serialize(cast(IO[bytes], output), _RESULTS[form])
        except (ValueError, RuntimeError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem

    def statements(self, most: int | None = None) -> tuple[bytes, bool]:
        """The statements as sorted N-Triples, each once; and whether some were left out, as there are more than `most`.

        Raises:
            QueryError: as `write`, where the query gives rows.
        """
        if not isinstance(self._inner, ox.QueryTriples):
            raise QueryError("the query is a SELECT or ASK; statements come of CONSTRUCT and DESCRIBE.")
        try:
            found = [f"{triple} .\n" for triple in islice(self._inner, None if most is None else most + 1)]
        except (ValueError, RuntimeError) as problem:
            raise QueryError(f"the query cannot be run: {problem}") from problem
        more = most is not None and len(found) > most
        return "".join(sorted(set(found[:most]))).encode(), more
