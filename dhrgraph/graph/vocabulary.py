"""The register graph: the bodies, themes and codes that the documents use, with their labels.

    Register, Scheme, readings, terms  ->  register_triples

Only what a document needs is written, and what that needs in turn: parents, successors, the events between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from dhrgraph.graph.names import agency
from dhrgraph.graph.terms import Triple, about, date, literal, node, types
from dhrgraph.namespaces import CODE, PREFIXES, THEME, Iri, curie, iri
from dhrgraph.reconcile.mentions.provisional import MADE
from dhrgraph.reconcile.readings import PROVISIONAL
from dhrgraph.reconcile.register.records import AuthorityRecord, ChangeEvent, Source
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.succession import changes_of, current
from dhrgraph.records import Match

SOURCE = "gr:register"
_OF_TERMS = frozenset(iri(name) for name in (
    "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:definition", "skos:broader", "skos:inScheme",
    "skos:topConceptOf", "skos:notation", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch",
    "skos:relatedMatch",
))  # fmt: skip
_OF_CODES = frozenset(
    iri(name) for name in ("dhr:countsAsDone", "dhr:makesSuccessor", "skos:hiddenLabel", "foaf:focus")
)
_TRUE = f'"true"^^<{PREFIXES["xsd"]}boolean>'


def register_triples(matches: Iterable[Match], register: Register) -> Iterator[Triple]:
    """The bodies that matches lead to, with parents, successors and change events, and what their sources ask to be
    said of them: dcterms:rights of the register's graph."""
    found = tuple(matches)
    named = {m.id for m in found if m.id} | {candidate.id for m in found for candidate in m.candidates}
    used = _closure({slug for slug in named if slug in register.records}, register)
    for match in _made(found, register):
        yield from _provisional(match)
    for slug in sorted(used):
        yield from _agency(slug, register)
    events = [event for event in register.events if used.intersection(event.originals)]
    for event in events:
        yield from _event(event, register)
    of_bodies = (source for slug in used for source in register.records[slug].sources)
    of_events = (source for event in events for source in event.sources)
    yield from _rights((*of_bodies, *of_events))


def term_triples(triples: Iterable[tuple[str, str, object]]) -> Iterator[Triple]:
    """Themes and codes as their files state them, so that every label a query needs is in the graph."""
    for subject, predicate, value in triples:
        kept = predicate in _OF_TERMS or (predicate in _OF_CODES and subject.startswith(CODE))
        if kept and subject.startswith((THEME, CODE)):
            yield node(subject), node(predicate), _term(predicate, value)
            yield from about(curie(subject), ("dcterms:source", node(SOURCE)))


def current_of(match: Match | None, register: Register) -> str | None:
    """The body that stands today where the matched one stood, as a CURIE; None when nothing was matched."""
    here = agency(match)
    if match is None or match.id is None or match.id not in register.records or match.collective:
        return here
    return f"ag:{current(match.id, register)}"


def _rights(sources: Iterable[Source]) -> Iterator[Triple]:
    asked = sorted({source.attribution for source in sources if source.attribution})
    if asked:
        yield from about(SOURCE, *(("dcterms:rights", literal(words, "en")) for words in asked))
        yield from about(SOURCE, ("dcterms:source", node(SOURCE)))


def _closure(used: set[str], register: Register) -> set[str]:
    """The slugs with all parents and all bodies that events lead to or from."""
    reached: set[str] = set()
    waiting = set(used)
    changes = changes_of(register)
    while waiting:
        slug = waiting.pop()
        reached.add(slug)
        linked = {part for e in changes.get(slug, ()) for part in e.originals}
        linked |= {part for e in changes.get(slug, ()) if slug in e.originals for part in e.results}
        parent = register.records[slug].parent
        waiting |= (linked | ({parent} if parent else set())) - reached
    return reached


@lru_cache(maxsize=1024)
def _agency(slug: str, register: Register) -> tuple[Triple, ...]:
    """What is said of one body; kept, for many documents name the same ones."""
    return tuple(_said_of(register.records[slug], register))


def _said_of(record: AuthorityRecord, register: Register) -> Iterator[Triple]:
    subject = _name(record)
    extra = ("dhr:Addressee", "foaf:Agent", *(("foaf:Group",) if record.collective else ("org:Organization",)))
    yield from types(subject, *sorted({*record.classes, *extra}))
    parent = register.records[record.parent] if record.parent else None
    yield from about(
        subject,
        ("skos:prefLabel", literal(record.label, "en")),
        *(("skos:altLabel", literal(label, "en")) for label in _other_names(record, register)),
        ("org:classification", node(f"cv:type-{record.type}")),
        ("org:unitOf" if record.is_unit else "org:subOrganizationOf", node(_name(parent)) if parent else None),
        *(("dhr:coversArea", node(f"gss:{code}")) for code in record.areas),
        *(("org:identifier", f"{literal(i.code)}^^{node(f'cv:{i.scheme}')}") for i in record.identifiers),
        ("dhr:level", node(f"cv:level-{record.level}") if record.level else None),
        ("dhr:opened", date(record.opened) if record.opened else None),
        ("dhr:closed", date(record.closed) if record.closed else None),
        ("dhr:currentAgency", None if record.collective else node(f"ag:{current(record.slug, register)}")),
        ("dcterms:source", node(SOURCE)),
    )


def _other_names(record: AuthorityRecord, register: Register) -> tuple[str, ...]:
    """The names that mean the body anywhere, but for misprints and its label."""
    made = (n.words for n in register.names_of(record.slug) if n.by_form and not (n.in_context or n.whole or n.hidden))
    return tuple(dict.fromkeys(name for name in (*record.alt_labels, *made) if name != record.label))


def _made(matches: Iterable[Match], register: Register) -> list[Match]:
    """One match for each body that has no record, whatever their order: of several spellings the first by the letters,
    confirmed only if each is."""
    by_slug: dict[str, list[Match]] = {}
    for match in matches:
        if match.id and match.id not in register.records and match.id.startswith((PROVISIONAL, MADE)):
            by_slug.setdefault(match.id, []).append(match)
    return [min(found, key=lambda m: (not m.provisional, m.agency or "")) for _, found in sorted(by_slug.items())]


def _provisional(match: Match) -> Iterator[Triple]:
    subject = f"ag:{match.id}"
    partnership = ("dhr:CommunitySafetyPartnership", "org:OrganizationalCollaboration")
    is_one = match.id is not None and match.id.startswith(PROVISIONAL)
    yield from types(
        subject, "dhr:Agency", "dhr:Addressee", "foaf:Agent", "org:Organization", *(partnership if is_one else ())
    )
    yield from about(
        subject,
        ("skos:prefLabel", literal(match.agency or "", "en")),
        ("org:classification", node(f"cv:type-{match.type}")),
        ("dhr:provisional", _TRUE if match.provisional else None),
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
    if event.makes_successor:
        for original, result in product(event.originals, event.results):
            if original not in event.results:
                yield from about(f"ag:{original}", ("dcterms:isReplacedBy", node(f"ag:{result}")))


def _name(record: AuthorityRecord) -> str:
    return f"{'cg' if record.collective else 'ag'}:{record.slug}"


def _term(predicate: str, value: object) -> str:
    if isinstance(value, Iri):
        return node(value)
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{PREFIXES["xsd"]}boolean>'
    return literal(str(value), "" if predicate.endswith("notation") else "en")
