"""The last section of every page: all that the graph says of the thing and of its parts, word for word, as tables."""

from __future__ import annotations

from itertools import groupby

from dhrgraph.graph.store import Value
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site.blocks import Cell, Inline, Ref, Section, Table
from dhrgraph.publish.site.described import Description

MOST = 40  # values of one property that are listed; the rest are in the RDF


def all_statements(said: Description) -> tuple[Section, ...]:
    """The statements about the thing itself, property by property."""
    rows = tuple(
        (_property(name), _values([value for _, value in group]))
        for name, group in groupby(said.statements[said.about], key=lambda row: row[0])
    )
    return (
        Section(
            "All statements",
            "statements",
            (Table("What the graph says of this, word for word", ("Property", "Value"), rows, lines=True),),
            folded="Show what the graph says of this, word for word",
        ),
    )


def _property(name: Iri) -> Cell:
    return (Ref(name),)


def _values(values: list[Value]) -> Cell:
    shown: list[Inline] = []
    for value in values[:MOST]:
        shown.append(_value(value))
    if len(values) > MOST:
        shown.append(f"and {len(values) - MOST:,} more")
    return tuple(shown)


def _value(value: Value) -> Inline:
    if isinstance(value, Iri):
        return Ref(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int) else str(value)
