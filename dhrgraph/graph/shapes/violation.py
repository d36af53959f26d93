"""What is found where a graph breaks a shape."""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.graph.shapes.terms import FORMS, STRING, taken_apart, text_of, well_formed


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks one shape.

    `focus` is the IRI of the node. `path` is the IRI of the property, empty where the rule is about the node
    or about a path of several properties. `value` is the value that offends, empty where one is missing; text
    is given by its length only, for it could hold a name. `severity` is Violation, Warning or Info.
    """

    focus: str
    path: str
    value: str
    severity: str
    message: str


def shown(term: str) -> str:
    """A term as a message may show it: numbers, dates and IRIs as they are, other words by their length only.

    Example:
        >>> shown("<urn:a>"), shown('"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'), shown('"a name"@en')
        ('urn:a', '2024', 'text of 6 characters')
    """
    if term[0] != '"':
        return text_of(term)
    lexical, datatype, _ = taken_apart(term)
    if datatype != STRING and datatype in FORMS and well_formed(lexical, datatype):
        return lexical
    return f"text of {len(lexical)} characters"
