"""Say who is meant throughout a reading: its partnership, addressees, leads, contributors, learners.

Reading, Register, Partnerships  ->  reconcile_reading  ->  Reading with Matches, and the areas it is about
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dhrgraph.namespaces import slug
from dhrgraph.reconcile.match import reconcile
from dhrgraph.reconcile.mentions import find_mentions
from dhrgraph.reconcile.partnerships import Partnerships, commissioner
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.split import split_mentions
from dhrgraph.records import (
    EMPTY,
    Action,
    Addressee,
    Contribution,
    Finding,
    LearningPoint,
    Match,
    PartnershipName,
    Passage,
    Reading,
    Recommendation,
    Review,
)

_ROLE_IN_PLACE_OF_A_NAME = re.compile(r"\s*\[[^\]]*\]\s*,?\s*")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
PROVISIONAL = "csp-"  # begins the slug of a partnership that has no record yet


@dataclass(frozen=True, slots=True)
class Authorities:
    """Who there is: the register of bodies and the list of partnerships."""

    register: Register
    partnerships: Partnerships


def reconcile_reading(reading: Reading, known: Authorities) -> Reading:
    """The reading with every mention of a body put to the register. A mention without a record stays, unmatched."""
    areas = areas_of(reading, known)
    owners = {
        f.order: _matched(f.addressees, known.register, areas)
        for f in reading.findings
        if isinstance(f, Recommendation)
    }
    return replace(reading, findings=tuple(_reconciled(f, reading, known, areas, owners) for f in reading.findings))


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


def _reconciled(
    finding: Finding, reading: Reading, known: Authorities, areas: frozenset[str], owners: Owners
) -> Finding:
    register = known.register
    if isinstance(finding, Review):
        return _review(finding, reading, known)
    if isinstance(finding, Recommendation):
        return replace(finding, addressees=owners[finding.order])
    if isinstance(finding, Action):
        return _action(finding, register, areas, owners.get(finding.recommendation, ()))
    if isinstance(finding, Contribution):
        return replace(finding, agency=_one(finding.agency, register, areas))
    if isinstance(finding, LearningPoint) and finding.agency:
        return replace(finding, agency=_one(finding.agency, register, areas))
    return finding


def _review(review: Review, reading: Reading, known: Authorities) -> Review:
    name, areas = known.partnerships.resolve(review.csp.name or review.csp.raw, known.register)
    name = replace(name, raw=review.csp.raw)
    source = reading.document.source
    parts = (slug(name.name) or "unnamed", review.published or "undated", source.key[:8])
    return replace(review, id="-".join(parts), csp=name, partnership=_partnership(name, areas, known.register))


def _partnership(name: PartnershipName, areas: frozenset[str], register: Register) -> Match | None:
    """The body that commissioned the review: the register's, or a provisional one named after the area."""
    if not name.name:
        return None
    found = commissioner(name, areas, register)
    if found.agency:
        return found
    label, made = f"{name.name} community safety partnership", PROVISIONAL + slug(name.name)
    return Match(
        name.raw,
        label,
        made,
        "community-safety-partnership",
        False,
        "pattern",
        f"named after its area; {found.evidence}",
    )


def _matched(printed: tuple[Addressee, ...], register: Register, areas: frozenset[str]) -> tuple[Addressee, ...]:
    """Each body in what is printed, with its match."""
    return tuple(
        replace(addressee, mention=mention, match=reconcile(mention, areas, register))
        for addressee in printed
        for mention in split_mentions(_without_roles(addressee.mention), register, areas)
    )


def _one(addressee: Addressee, register: Register, areas: frozenset[str]) -> Addressee:
    return replace(addressee, match=reconcile(_without_roles(addressee.mention), areas, register))


def _action(action: Action, register: Register, areas: frozenset[str], owners: tuple[Addressee, ...]) -> Action:
    """The action with its leads. A post that names no body is the post of the body whose plan it is."""
    leads = _matched(action.leads, register, areas)
    raw = action.leads[0].raw if action.leads else EMPTY
    if any(lead.match and lead.match.agency for lead in leads):
        named = tuple(lead for lead in leads if lead.match and lead.match.agency)
        posts = any(lead.match and lead.match.method == "pattern" for lead in leads) or len(named) < len(leads)
        return replace(
            action,
            leads=leads if len(named) == len(leads) else named,
            lead_role=_role(raw) if posts else EMPTY,
        )
    own = [a.match for a in owners if a.basis == "heading" and a.match and a.match.agency]
    inferred = tuple(
        Addressee(raw, _role(raw).text, "inferred", replace(m, evidence=f"the plan is this body's; {m.evidence}"))
        for m in own
    )
    return replace(action, leads=inferred or leads, lead_role=_role(raw))


def _role(raw: Passage) -> Passage:
    return replace(raw, text=_without_roles(raw.text))


def _without_roles(words: str) -> str:
    """The words without what redaction put in place of a name, nor the marks that stood around it.

    Example:
        >>> _without_roles("[lead officer], Safeguarding Matron"), _without_roles("Head of Housing ([lead officer]) /")
        ('Safeguarding Matron', 'Head of Housing')
    """
    bare = _EMPTY_BRACKETS.sub(" ", _ROLE_IN_PLACE_OF_A_NAME.sub(" ", words))
    return bare.strip(" \t\n,;:/&–-")
