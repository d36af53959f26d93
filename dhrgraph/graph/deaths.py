"""Statements about the deaths that a table of cases records: one named graph a table.

    DeathRegister  ->  death_triples

A factor that is not tagged is not stated: the table's False says nothing, and nothing may be read as its denial. No
statement describes a person. Which review a death belongs to is never inferred; `decided_triples` says what a person
decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhrgraph.graph.documents import source_triples
from dhrgraph.graph.names import agency
from dhrgraph.graph.terms import Triple, about, date, literal, node, said, typed, types
from dhrgraph.records import Death, DeathRegister


def death_triples(table: DeathRegister, version: str) -> Iterator[Triple]:
    """The table as a source, and each of its deaths."""
    yield from source_triples(table.source, version)
    for death in table.deaths:
        yield from _death(death, f"sd:{table.source.key}")


def _death(death: Death, source: str) -> Iterator[Triple]:
    subject, partnership = f"de:{death.id}", agency(death.partnership)
    yield from types(subject, "dhr:RecordedDeath", "prov:Entity")
    yield from about(
        subject,
        ("dcterms:identifier", literal(death.id)),
        ("dhr:listedUnder", node(partnership) if partnership else None),
        ("dhr:listedUnderText", said(death.csp.raw)),
        ("dhr:listedRegion", node(f"cv:region-{death.region}") if death.region else None),
        ("dhr:dateOfDeath", date(death.date) if death.date else None),
        ("dhr:yearOfDeath", typed(death.year, "integer") if death.year else None),
        *(("dhr:caseFactor", node(f"cv:factor-{factor}")) for factor in sorted(death.factors)),
        ("dhr:causeOfDeath", node(f"cv:cause-{death.cause}") if death.cause else None),
        ("dhr:placeOfDeath", node(f"cv:place-{death.place}") if death.place else None),
        ("dcterms:source", node(source)),
    )


def decided_triples(pairs: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """That a review concerns a recorded death, for each pair of a review's id and a death's that a person decided on.

    Example:
        >>> [(s[-10:], o[-9:]) for s, _, o in decided_triples([("a-2019-05-0123abcd", "INC-0001")])]
        [('-0123abcd>', 'INC-0001>')]
    """
    for review, death in pairs:
        yield from about(f"rv:{review}", ("dhr:concernsDeath", node(f"de:{death}")))
