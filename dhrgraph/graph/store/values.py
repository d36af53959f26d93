"""What engines answer, as values of Python: IRIs, words, numbers and truths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

from dhrgraph.errors import QueryError
from dhrgraph.namespaces import PREFIXES, Iri

Value: TypeAlias = Iri | str | int | bool | Decimal

# XML Schema has two spellings of truth; Virtuoso writes the second.
_READ: Final[dict[str, Callable[[str], Value]]] = {
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "decimal": Decimal,
    PREFIXES["xsd"] + "boolean": lambda written: written in ("true", "1"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a SELECT (an ASK gives one row with the column `answer`); None stands for unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


class Askable(Protocol):
    """Anything that answers a SELECT: a `Store`, or an endpoint elsewhere (`remote.endpoint.Endpoint`)."""

    def select(self, sparql: str) -> Answer:
        """The rows of a SELECT or ASK."""


def read_answer(data: bytes) -> Answer:
    """The rows of results in SPARQL 1.1 Query Results JSON Format, as `Store.select` would give them.

    Raises:
        QueryError: the data are no such results.

    Example:
        >>> read_answer(b'{"head": {}, "boolean": true}')
        Answer(columns=('answer',), rows=((True,),))
    """
    try:
        result = ox.parse_query_results(input=data, format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ((bool(result),),))
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple([tuple(map(value_of, row)) for row in result]))
    except (SyntaxError, ValueError, RuntimeError) as problem:
        raise QueryError(f"no results in the format of SPARQL JSON: {problem}") from problem


def value_of(term: object) -> Value | None:
    """A term of Oxigraph's as a value; language tags and rare datatypes are dropped. None stands for unbound.

    Asked half a million times by what reads a national library: as few steps as can be.
    """
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        written = term.value
        read = _READ.get(term.datatype.value)
        return written if read is None else read(written)
    return None if term is None else str(term)
