"""Values as SPARQL terms, written so that every engine reads back exactly the value.

Pure text. Whatever a string holds, it stays inside its quotes: quotes, backslashes and line ends are escaped,
and so is the `u` after a backslash, as some engines resolve `\\uXXXX` before they look for a string's end (with
eight digits: rdflib takes eight where it can get them).
"""

from __future__ import annotations

import re
from datetime import date

from dhrgraph.errors import QueryError
from dhrgraph.namespaces import PREFIXES

UNDEF = "UNDEF"  # a VALUES block with no value: the question is not narrowed

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]*")


def is_iri(text: str) -> bool:
    """Whether `text` can stand in angle brackets without ending early and becoming something else.

    Example:
        >>> is_iri("urn:a"), is_iri("urn:a> } #"), is_iri("a")
        (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def as_iri(text: str) -> str:
    """An IRI in angle brackets.

    Raises:
        QueryError: `text` is not an IRI.

    Example:
        >>> as_iri("https://w3id.org/dhrgraph/theme/marac")
        '<https://w3id.org/dhrgraph/theme/marac>'
    """
    if not is_iri(text):
        raise QueryError(f"{text!r} is not an IRI.")
    return f"<{text}>"


def as_string(text: str) -> str:
    r"""A string literal in double quotes.

    Raises:
        QueryError: `text` holds a character that no text can hold (NUL, half a surrogate pair).

    Example:
        >>> as_string('say "no" \\u0022')
        '"say \\"no\\" \\\\\\U000000750022"'
    """
    if re.search("[\x00\ud800-\udfff]", text):
        raise QueryError("the text holds a character that cannot be searched for.")
    escaped = re.sub(r'[\\"\n\r\t]', lambda found: _ESCAPES[found[0]], text)
    return '"' + re.sub(r"\\[uU]", lambda found: f"\\\\U{ord(found[0][1]):08X}", escaped) + '"'


def as_integer(number: int) -> str:
    """A whole number as it is written.

    Example:
        >>> as_integer(-2)
        '-2'
    """
    return str(number)


def as_boolean(truth: bool) -> str:
    """`true` or `false`."""
    return "true" if truth else "false"


def as_date(day: date) -> str:
    """A day as xsd:date, the only kind of date that engines compare alike.

    Example:
        >>> as_date(date(2024, 6, 30))
        '"2024-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return f'"{day.isoformat()}"^^<{PREFIXES["xsd"]}date>'
