"""Say who is meant throughout a reading: its partnership, addressees, leads, contributors, learners.

Reading, Register, Partnerships  ->  reconcile_reading  ->  Reading with Matches, and the areas it is about
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dhrgraph.namespaces import slug
from dhrgraph.reconcile.mentions.addressed import Here, addressed, asked, led
from dhrgraph.reconcile.mentions.find import find_mentions
from dhrgraph.reconcile.mentions.glossary import read_glossary
from dhrgraph.reconcile.partnerships.resolve import Partnerships, commissioner
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import (
    Action,
    Addressee,
    Contribution,
    Finding,
    Issue,
    LearningPoint,
    Match,
    PartnershipName,
    Reading,
    Recommendation,
    Review,
)

PROVISIONAL = "csp-"  # begins the slug of a partnership that has no record yet


@dataclass(frozen=True, slots=True)
class Authorities:
    """Who there is: the register of bodies and the list of partnerships."""

    register: Register
    partnerships: Partnerships


def reconcile_reading(reading: Reading, known: Authorities) -> Reading:
    """The reading with every mention of a body put to the register. A mention without a record stays, unmatched."""
    areas = areas_of(reading, known)
    here = Here(known.register, areas, read_glossary(reading.document.text, areas, known.register))
    owners = {f.order: addressed(f.addressees, here) for f in reading.findings if isinstance(f, Recommendation)}
    found = tuple(_reconciled(f, reading, known, here, owners) for f in reading.findings)
    return replace(reading, findings=(*found, *(issue for f in found if isinstance(f, Review) for issue in _doubts(f))))


def areas_of(reading: Reading, known: Authorities) -> frozenset[str]:
    """Codes of the councils the document is about: by its partnership, else by those it names; maybe none."""
    review = reading.review
    named = (review.csp.name or review.csp.raw) if review else (reading.document.source.csp or "")
    if named:
        return known.partnerships.resolve(named, known.register)[1]
    if reading.document.source.kind == "themes-paper":
        return frozenset()
    records = known.register.records
    found = (match for _, _, match in find_mentions(reading.document.text, frozenset(), known.register))
    partnerships = (records[m.id] for m in found if m.id and records[m.id].is_partnership)
    return frozenset(area for record in partnerships for area in record.areas)


Owners = Mapping[int, tuple[Addressee, ...]]


def _reconciled(finding: Finding, reading: Reading, known: Authorities, here: Here, owners: Owners) -> Finding:
    if isinstance(finding, Review):
        return _review(finding, reading, known)
    if isinstance(finding, Recommendation):
        return replace(finding, addressees=owners[finding.order])
    if isinstance(finding, Action):
        return led(finding, here, owners.get(finding.recommendation, ()))
    if isinstance(finding, Contribution):
        return replace(finding, agency=asked(finding.agency, here))
    if isinstance(finding, LearningPoint) and finding.agency:
        return replace(finding, agency=asked(finding.agency, here))
    return finding


def _review(review: Review, reading: Reading, known: Authorities) -> Review:
    name, areas = known.partnerships.resolve(review.csp.name or review.csp.raw, known.register)
    name = replace(name, raw=review.csp.raw)
    source = reading.document.source
    parts = (slug(name.name) or "unnamed", review.published or "undated", source.key[:8])
    return replace(review, id="-".join(parts), csp=name, partnership=partnership_of(name, areas, known.register))


def _doubts(review: Review) -> Iterator[Issue]:
    """What a person should settle about the partnership; its name is not quoted, for anything could stand there."""
    match = review.partnership
    mend = "To settle it, add a row to ontology/judgements.csv."
    if match and match.candidates:
        several = ", ".join(candidate.id for candidate in match.candidates)
        yield Issue("reconcile", "warning", f"the partnership's name may mean {several}; the review has none. {mend}")
    elif match and match.provisional and not review.csp.codes:
        yield Issue(
            "reconcile", "note", f"the partnership is in no register: {match.id} is a provisional record. {mend}"
        )


def partnership_of(name: PartnershipName, areas: frozenset[str], register: Register) -> Match | None:
    """The body that commissions the reviews of a place: the register's, or a provisional one named after the area."""
    if not name.name:
        return None
    found = commissioner(name, areas, register)
    if found.agency or found.candidates:
        return found
    label, made = f"{name.name} community safety partnership", PROVISIONAL + slug(name.name)
    return Match(
        name.raw,
        label,
        made,
        "community-safety-partnership",
        False,
        "pattern" if name.codes else "provisional",
        f"named after its area; {found.evidence}",
        provisional=True,
    )
