"""Statements as lines of N-Quads: plain text, no RDF library, as fast as Python writes strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from dhrgraph.namespaces import PREFIXES

Triple = tuple[str, str, str]

_SAFE = "/:?&=+@!$'()*,;.~-_"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_LITERAL = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@lru_cache(maxsize=65536)
def node(name: str) -> str:
    """An IRI term from a CURIE, or from a whole IRI; what may not stand in an IRI (RFC 3987 2.2) is percent-encoded.

    Example:
        >>> node("th:marac"), node("http://example.org/a b")
        ('<https://w3id.org/dhrgraph/theme/marac>', '<http://example.org/a%20b>')
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return f"<{PREFIXES[prefix]}{quote(local, safe=_SAFE)}>"
    whole, mark, fragment = (quote(part, safe=_SAFE + "%") for part in _STRAY_PERCENT.sub("%25", name).partition("#"))
    return f"<{whole}{'#' if mark else ''}{fragment}>"


def literal(words: str, language: str = "") -> str:
    """A string literal, with a language tag if one is given.

    Example:
        >>> literal('say "no"', "en")
        '"say \\\\"no\\\\""@en'
    """
    return f'"{words.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def said(words: str, language: str = "") -> str | None:
    """A string literal, or None where there are no words: nothing is stated then."""
    return literal(words, language) if words.strip() else None


def typed(value: object, datatype: str) -> str:
    """A typed literal; `datatype` is a name in XML Schema.

    Example:
        >>> typed(3, "integer")
        '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{words}"^^<{PREFIXES["xsd"]}{datatype}>'


def date(value: str) -> str:
    """A gYear, gYearMonth or date literal, by how much of the date is known.

    Example:
        >>> date("2022-04")
        '"2022-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return typed(value, _TYPES[len(value)])


def about(subject: str, *facts: tuple[str, str | None]) -> Iterator[Triple]:
    """Triples of one subject from pairs of predicate and object term; pairs without an object are left out.

    `subject` and the predicates are CURIEs, the objects are terms (made by the functions above).
    """
    term = node(subject)
    for predicate, value in facts:
        if value:
            yield term, _RDF_TYPE if predicate == "a" else node(predicate), value


def types(subject: str, *classes: str) -> Iterator[Triple]:
    """The classes of a subject, as CURIEs."""
    return about(subject, *(("a", node(name)) for name in classes))


def literals(lines: Iterable[str]) -> list[str]:
    """Every literal of some N-Quads lines once, sorted, as written there: all the words that a graph says.

    Example:
        >>> literals(['<urn:a> <urn:b> "c" <urn:g> .', '<urn:a> <urn:b> <urn:c> .'])
        ['c']
    """
    return sorted({words for line in lines for words in _LITERAL.findall(line)})


def to_nquads(triples: Iterable[Triple], graph: str) -> list[str]:
    """The statements of one named graph as sorted lines without repeats.

    Example:
        >>> to_nquads([("<urn:a>", "<urn:b>", literal("c"))] * 2, "urn:g")
        ['<urn:a> <urn:b> "c" <urn:g> .']
    """
    name = node(graph)
    return sorted({f"{s} {p} {o} {name} ." for s, p, o in triples})


_RDF_TYPE = f"<{PREFIXES['rdf']}type>"
