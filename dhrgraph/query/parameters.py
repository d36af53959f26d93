"""From what a user gives for the parameters of a question to SPARQL terms.

    CannedQuery, {"agency": "home-office"}  ->  serialise  ->  {"agency": "<https://…/home-office>"}

A user may type everything (words of a command line) or give Python values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.query.catalogue import CannedQuery, Parameter, ParameterType, Scalar
from dhrgraph.query.names import find_iri
from dhrgraph.query.terms import UNDEF, as_boolean, as_date, as_integer, as_iri, as_string


def serialise(query: CannedQuery, given: Mapping[str, Scalar], graph: Askable) -> dict[str, str]:
    """One SPARQL term for each parameter of `query`, given or by default.

    `graph` is asked only which thing a name of an `iri` parameter means.

    Raises:
        UnknownNameError: a parameter `query` does not have, or a name the graph does not know.
        QueryError: a value that is not of the parameter's type, or a required one that is missing.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            raise UnknownNameError(f"parameter of '{query.name}'", name, known)
    return {parameter.name: _term(query, parameter, given, graph) for parameter in query.parameters}


def _term(query: CannedQuery, parameter: Parameter, given: Mapping[str, Scalar], graph: Askable) -> str:
    value = given.get(parameter.name, parameter.default)
    if value is None and parameter.required:
        raise QueryError(
            f"'{query.name}' needs {parameter.name}: {parameter.summary}\n  Example: {_example(parameter)}"
        )
    if value is None:
        return UNDEF
    if parameter.kind is not None and isinstance(value, str):
        return as_iri(find_iri(graph, parameter.kind, value))
    return typed(parameter, value)


def typed(parameter: Parameter, value: Scalar) -> str:
    """The term for a `value` of a parameter that is no IRI.

    Raises:
        QueryError: `value` is not of the type; says how one looks.

    Example:
        >>> typed(Parameter("as_of", "date", None, "The day", True, None, date(2024, 6, 30)), "2025-01-31")
        '"2025-01-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    term = _TYPES[parameter.type](value)
    if term is None:
        raise QueryError(f"{parameter.name}: {str(value)!r} is no {parameter.type}.\n  Example: {_example(parameter)}")
    return term


def _example(parameter: Parameter) -> str:
    value = parameter.example
    return f"{parameter.name}={as_boolean(value) if isinstance(value, bool) else value}"


def _string(value: Scalar) -> str | None:
    return as_string(value) if isinstance(value, str) else None


def _integer(value: Scalar) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
        return as_integer(int(value))
    return as_integer(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _boolean(value: Scalar) -> str | None:
    if isinstance(value, bool):
        return as_boolean(value)
    spelled = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).strip().lower())
    return None if spelled is None else as_boolean(spelled)


def _date(value: Scalar) -> str | None:
    if type(value) is date:
        return as_date(value)
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        return None
    try:
        return as_date(date.fromisoformat(value.strip()))
    except ValueError:
        return None


def _iri(value: Scalar) -> str | None:
    return as_iri(value) if isinstance(value, str) else None


_TYPES: Mapping[ParameterType, Callable[[Scalar], str | None]] = {
    "iri": _iri,
    "string": _string,
    "integer": _integer,
    "date": _date,
    "boolean": _boolean,
}
