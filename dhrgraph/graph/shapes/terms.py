"""RDF terms as N-Triples writes them: what kind each is, what it says, whether it is well formed, how two compare.

A term is text: `<iri>`, `"words"`, `"words"@en`, `"3"^^<datatype>` or `_:label`. The lexical forms are those of XML
Schema 1.1 part 2, the comparisons those of SPARQL 1.1 (17.3), as SHACL asks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from typing import Literal, NamedTuple

from dhrgraph.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
STRING = f"{XSD}string"
LANGUAGE_STRING = f"{PREFIXES['rdf']}langString"

_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"(-?(?:[1-9]\d{3,}|0\d{3}))"
_WHOLE = r"[+-]?\d+"
_FORMS = {
    "string": r"(?s:.*)",
    "boolean": "true|false|1|0",
    "integer": _WHOLE,
    "nonNegativeInteger": r"\+?\d+|-0+",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "date": rf"{_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])({_ZONE})",
    "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}",
    "gYear": _YEAR + _ZONE,
}
FORMS = {XSD + name: re.compile(form, re.ASCII) for name, form in _FORMS.items()}
_NUMBERS = {XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "decimal")}


class Words(NamedTuple):
    """A literal taken apart. `datatype` is never empty; `language` is, but of a langString."""

    lexical: str
    datatype: str
    language: str


def kind_of(term: str) -> Literal["IRI", "Literal", "BlankNode"]:
    """Which of the three a term is, as SHACL names them.

    Example:
        >>> [kind_of(term) for term in ("<urn:a>", '"a"@en', "_:a")]
        ['IRI', 'Literal', 'BlankNode']
    """
    return "IRI" if term[0] == "<" else "Literal" if term[0] == '"' else "BlankNode"


def taken_apart(literal: str) -> Words:
    """The parts of a literal.

    Example:
        >>> taken_apart('"a"@en').language, taken_apart('"1"^^<urn:b>').datatype, taken_apart('"a"').lexical
        ('en', 'urn:b', 'a')
    """
    end = literal.rindex('"')
    lexical, rest = unescaped(literal[1:end]), literal[end + 1 :]
    if not rest:
        return Words(lexical, STRING, "")
    return Words(lexical, LANGUAGE_STRING, rest[1:]) if rest[0] == "@" else Words(lexical, rest[3:-1], "")


def text_of(term: str) -> str:
    """What a term says: the lexical form of a literal, the IRI of a node, the label of a blank node.

    Example:
        >>> text_of("<urn:a>"), text_of('"a b"@en')
        ('urn:a', 'a b')
    """
    if term[0] == '"':
        return unescaped(term[1 : term.rindex('"')])
    return unescaped(term[1:-1]) if term[0] == "<" else term


def unescaped(text: str) -> str:
    r"""Text without the escapes of N-Triples.

    Example:
        >>> unescaped(r"a\u00e9\"")
        'aé"'
    """
    return _ESCAPE.sub(_plain, text) if "\\" in text else text


def _plain(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])


def well_formed(lexical: str, datatype: str) -> bool:
    """Whether `lexical` is in the lexical space of `datatype`, which is one of FORMS.

    Example:
        >>> well_formed("2024-02-29", XSD + "date"), well_formed("2023-02-29", XSD + "date")
        (True, False)
    """
    found = FORMS[datatype].fullmatch(lexical)
    if found is None or datatype != f"{XSD}date":
        return found is not None
    return int(found[3]) <= monthrange(_as_gregorian(int(found[1])), int(found[2]))[1]


def _as_gregorian(year: int) -> int:
    return 2000 + year % 400  # same months, in the years that the calendar module knows


def compared(one: str, other: str) -> int | None:
    """Below 0, 0 or above as `one` is less than, equal to or greater than `other`; None: SPARQL cannot compare them.

    Example:
        >>> number = '"{}"^^<http://www.w3.org/2001/XMLSchema#integer>'.format
        >>> compared(number(9), number(10)), compared(number(9), "<urn:a>")
        (-1, None)
    """
    if one[0] != '"' or other[0] != '"':
        return None
    (family, here), (other_family, there) = _measured(taken_apart(one)), _measured(taken_apart(other))
    if not family or family != other_family:
        return None
    return int(here > there) - int(here < there)  # type: ignore[operator]


def _measured(words: Words) -> tuple[str, object]:
    """What can be compared with what, and the value by which it is: nothing where there is no order."""
    if words.datatype == STRING:
        return STRING, words.lexical
    if words.datatype not in FORMS or not well_formed(words.lexical, words.datatype):
        return "", None
    if words.datatype in _NUMBERS:
        return "number", Decimal(words.lexical)
    if words.datatype == f"{XSD}date":
        year, month, day, zone = FORMS[words.datatype].fullmatch(words.lexical).groups()  # type: ignore[union-attr]
        return f"date {zone}", (int(year), int(month), int(day))
    return "", None
