"""The register graph: the bodies, themes and codes that the documents use, with their labels.

    Register, Scheme, readings, terms  ->  register_triples

Only what a document needs is written, and what that needs in turn: parents, successors, the events between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhrgraph.graph.names import agency
from dhrgraph.graph.terms import Triple, about, date, literal, node, types
from dhrgraph.namespaces import CODE, PREFIXES, THEME, Iri, curie
from dhrgraph.reconcile.authority import AuthorityRecord, ChangeEvent
from dhrgraph.reconcile.readings import PROVISIONAL
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.succession import current
from dhrgraph.records import Match

SOURCE = "gr:register"


def register_triples(matches: Iterable[Match], register: Register) -> Iterator[Triple]:
    """The bodies that matches lead to, with parents, successors and change events."""
    found = [m for m in matches if m.id]
    used = _closure({m.id for m in found if m.id and m.id in register.records}, register)
    for match in {
        m.id: m for m in found if m.id not in register.records and m.id and m.id.startswith(PROVISIONAL)
    }.values():
        yield from _provisional(match)
    for slug in sorted(used):
        yield from _agency(register.records[slug], register)
    for event in register.events:
        if used.intersection(event.originals):
            yield from _event(event, register)


def term_triples(triples: Iterable[tuple[str, str, object]]) -> Iterator[Triple]:
    """Themes and codes as their files state them, so that every label a query needs is in the graph."""
    kept = {
        PREFIXES["skos"] + n
        for n in ("prefLabel", "altLabel", "definition", "broader", "inScheme", "topConceptOf", "notation")
    }
    kept |= {
        PREFIXES["rdf"] + "type",
        PREFIXES["dhr"] + "countsAsDone",
        PREFIXES["dhr"] + "sourceHeading",
        PREFIXES["dhr"] + "libraryTheme",
    }
    for subject, predicate, value in triples:
        if predicate in kept and subject.startswith((THEME, CODE)):
            yield node(subject), node(predicate), _term(predicate, value)
            yield from about(curie(subject), ("dcterms:source", node(SOURCE)))


def current_of(match: Match | None, register: Register) -> str | None:
    """The body that stands today where the matched one stood, as a CURIE; None when nothing was matched."""
    here = agency(match)
    if match is None or match.id is None or match.id not in register.records or match.collective:
        return here
    return f"ag:{current(match.id, register)}"


def _closure(used: set[str], register: Register) -> set[str]:
    """The slugs with all parents and all bodies that events lead to or from."""
    reached: set[str] = set()
    waiting = set(used)
    while waiting:
        slug = waiting.pop()
        reached.add(slug)
        linked = {part for e in register.events if slug in e.originals for part in (*e.originals, *e.results)}
        linked |= {part for e in register.events if slug in e.results for part in e.originals}
        parent = register.records[slug].parent
        waiting |= (linked | ({parent} if parent else set())) - reached
    return reached


def _agency(record: AuthorityRecord, register: Register) -> Iterator[Triple]:
    subject = _name(record)
    extra = ("dhr:Addressee", "foaf:Agent", *(("foaf:Group",) if record.collective else ("org:Organization",)))
    yield from types(subject, *sorted({*record.classes, *extra}))
    parent = register.records[record.parent] if record.parent else None
    yield from about(
        subject,
        ("skos:prefLabel", literal(record.label, "en")),
        *(("skos:altLabel", literal(label, "en")) for label in record.alt_labels if label != record.label),
        ("org:classification", node(f"cv:type-{record.type}")),
        ("org:unitOf" if record.is_unit else "org:subOrganizationOf", node(_name(parent)) if parent else None),
        *(("dhr:coversArea", node(f"gss:{code}")) for code in record.areas),
        *(("org:identifier", f"{literal(i.code)}^^{node(f'cv:{i.scheme}')}") for i in record.identifiers),
        ("dhr:level", node(f"cv:level-{record.level}") if record.level else None),
        ("dhr:currentAgency", None if record.collective else node(f"ag:{current(record.slug, register)}")),
        ("dcterms:source", node(SOURCE)),
    )


def _provisional(match: Match) -> Iterator[Triple]:
    subject = f"ag:{match.id}"
    yield from types(
        subject, "dhr:CommunitySafetyPartnership", "dhr:Agency", "dhr:Addressee", "foaf:Agent",
        "org:Organization", "org:OrganizationalCollaboration",
    )  # fmt: skip
    yield from about(
        subject,
        ("skos:prefLabel", literal(match.agency or "", "en")),
        ("org:classification", node(f"cv:type-{match.type}")),
        ("dhr:currentAgency", node(subject)),
        ("dcterms:source", node(SOURCE)),
    )


def _event(event: ChangeEvent, register: Register) -> Iterator[Triple]:
    subject = f"ag:{event.slug}"
    yield from types(subject, "org:ChangeEvent")
    yield from about(
        subject,
        ("rdfs:label", literal(event.label, "en")),
        *(("org:originalOrganization", node(_name(register.records[s]))) for s in event.originals),
        *(("org:resultingOrganization", node(_name(register.records[s]))) for s in event.results),
        ("dcterms:date", date(event.date)),
        ("dhr:changeKind", node(f"cv:change-{event.kind}")),
        ("dcterms:source", literal(event.source)),
    )


def _name(record: AuthorityRecord) -> str:
    return f"{'cg' if record.collective else 'ag'}:{record.slug}"


def _term(predicate: str, value: object) -> str:
    if isinstance(value, Iri):
        return node(value)
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{PREFIXES["xsd"]}boolean>'
    return literal(str(value), "" if predicate.endswith("notation") else "en")
