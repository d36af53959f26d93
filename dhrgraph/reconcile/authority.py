"""Authority records: what the register says of one body, and of one change from bodies to others.

triples of agencies.ttl and successions.ttl  ->  read_records, read_events  ->  AuthorityRecord, ChangeEvent
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import Iri, curie

Triples = Iterable[tuple[str, str, object]]

UNIT = "org:OrganizationalUnit"
PARTNERSHIP = "dhr:CommunitySafetyPartnership"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A code a public register gives the body, never without evidence. `scheme` is the list ("GB-NHS")."""

    scheme: str
    code: str
    evidence: str


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """One body of the register, or one group of bodies that is addressed together (`collective`).

    Labels are in the order of the file. `alt_labels` mean the body anywhere, `misprints` likewise though they
    are wrong; `context_labels` mean it only in a document about an area it covers or, for a body without
    areas, about no area; `whole_labels` are also ordinary words and mean it only when nothing else is
    printed. A label that stands in two lists has the limits of both. `areas` are codes of councils, sorted;
    none for a national body.
    """

    slug: str
    label: str
    type: str
    collective: bool
    classes: tuple[str, ...]
    level: str | None
    parent: str | None
    alt_labels: tuple[str, ...]
    misprints: tuple[str, ...]
    context_labels: tuple[str, ...]
    whole_labels: tuple[str, ...]
    areas: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    matches: tuple[str, ...]
    does_not_match: tuple[str, ...]

    @property
    def is_unit(self) -> bool:
        """Whether it is a team or department that has no standing apart from its body."""
        return UNIT in self.classes

    @property
    def is_partnership(self) -> bool:
        """Whether it is the community safety partnership of its areas."""
        return PARTNERSHIP in self.classes


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """Bodies became others, or something of theirs moved. `date` is to the day or month; slugs are sorted."""

    slug: str
    label: str
    date: str
    kind: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    source: str


Properties = Mapping[str, list[str]]


def read_records(triples: Triples) -> dict[str, AuthorityRecord]:
    """The bodies by slug, sorted. Other subjects are passed over.

    Raises:
        VocabularyError: a record lacks its label, type or an identifier's evidence.
    """
    found = {}
    for subject, properties in _subjects(triples).items():
        kind, _, slug = subject.partition(":")
        if kind in ("ag", "cg") and "org:ChangeEvent" not in properties["rdf:type"]:
            if slug in found:
                raise VocabularyError(f"ontology/: ag:{slug} and cg:{slug} share a slug.\n  To mend: rename one.")
            found[slug] = _record(slug, kind == "cg", properties)
    return dict(sorted(found.items()))


def read_events(triples: Triples) -> tuple[ChangeEvent, ...]:
    """The change events, sorted by date and slug.

    Raises:
        VocabularyError: an event lacks its date, kind, source or one of its sides.
    """
    events = [
        ChangeEvent(
            slug=subject.partition(":")[2],
            label=_one(subject, properties, "rdfs:label"),
            date=_one(subject, properties, "dcterms:date"),
            kind=_one(subject, properties, "dhr:changeKind").removeprefix("cv:change-"),
            originals=_slugs(subject, properties, "org:originalOrganization"),
            results=_slugs(subject, properties, "org:resultingOrganization"),
            source=_one(subject, properties, "dcterms:source"),
        )
        for subject, properties in _subjects(triples).items()
        if "org:ChangeEvent" in properties.get("rdf:type", ())
    ]
    return tuple(sorted(events, key=lambda event: (event.date, event.slug)))


def _record(slug: str, collective: bool, properties: Properties) -> AuthorityRecord:
    parents = [*properties.get("org:unitOf", ()), *properties.get("org:subOrganizationOf", ())]
    levels = properties.get("dhr:level", ())

    def listed(name: str) -> tuple[str, ...]:
        return tuple(properties.get(name, ()))

    return AuthorityRecord(
        slug=slug,
        label=_one(slug, properties, "skos:prefLabel"),
        type=_one(slug, properties, "org:classification").removeprefix("cv:type-"),
        collective=collective,
        classes=listed("rdf:type"),
        level=levels[0].removeprefix("cv:level-") if levels else None,
        parent=parents[0].partition(":")[2] if parents else None,
        alt_labels=listed("skos:altLabel"),
        misprints=listed("skos:hiddenLabel"),
        context_labels=listed("dhr:contextLabel"),
        whole_labels=listed("dhr:wholeLabel"),
        areas=tuple(sorted(area.partition(":")[2] for area in listed("dhr:coversArea"))),
        identifiers=_identifiers(slug, listed("org:identifier"), listed("dhr:identifierEvidence")),
        matches=listed("dhr:matches"),
        does_not_match=listed("dhr:doesNotMatch"),
    )


def _identifiers(slug: str, codes: tuple[str, ...], evidence: tuple[str, ...]) -> tuple[Identifier, ...]:
    """Evidence reads "SCHEME CODE: where it was seen"; each code must have its own."""
    said = {}
    for text in evidence:
        head, _, words = text.partition(": ")
        scheme, _, code = head.partition(" ")
        said[code] = Identifier(scheme, code, words)
    if set(said) != set(codes):
        raise VocabularyError(
            f"agencies.ttl: {slug}: identifiers {sorted(codes)} but evidence for {sorted(said)}.\n"
            '  To mend: give each code a dhr:identifierEvidence that reads "SCHEME CODE: where it was seen".'
        )
    return tuple(said[code] for code in codes)


def _subjects(triples: Triples) -> dict[str, dict[str, list[str]]]:
    subjects: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        properties = subjects.setdefault(_short(subject), {"rdf:type": []})
        properties.setdefault(_short(predicate), []).append(_short(value) if isinstance(value, Iri) else str(value))
    return subjects


_short = lru_cache(maxsize=4096)(curie)


def _one(subject: str, properties: Properties, name: str) -> str:
    values = properties.get(name, ())
    if len(values) != 1:
        raise VocabularyError(f"ontology/: {subject} has {len(values)} of {name}.\n  To mend: give it exactly one.")
    return values[0]


def _slugs(subject: str, properties: Properties, name: str) -> tuple[str, ...]:
    found = tuple(sorted(value.partition(":")[2] for value in properties.get(name, ())))
    if not found:
        raise VocabularyError(f"ontology/successions.ttl: {subject} has no {name}.\n  To mend: name the bodies.")
    return found
