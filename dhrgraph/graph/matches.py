"""Statements about who is meant: every mention that was put to the register, matched or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dhrgraph.graph.documents import evidence
from dhrgraph.graph.judged import judged_facts
from dhrgraph.graph.names import agency
from dhrgraph.graph.terms import Triple, about, node, said, types
from dhrgraph.records import Addressee, Document, Match, Passage

Role = Literal["addressee", "lead", "contributor", "learner", "partnership"]


def match_triples(
    document: Document,
    subject: str,
    role: Role,
    place: int,
    match: Match | None,
    where: Passage,
    named_after: str | None = None,
) -> Iterator[Triple]:
    """How one mention was reconciled. `place` counts the mentions of that role on that subject from 1.

    `named_after` begins the match's name where the subject is another document's too.
    """
    if match is None:
        return
    name = f"am:{(named_after or subject).partition(':')[2]}.{role}.{place}"
    found = agency(match)
    yield from types(name, "dhr:AgencyMatch", "prov:Entity")
    yield from about(
        name,
        ("dhr:matchSubject", node(subject)),
        ("dhr:mention", said(match.mention)),
        ("dhr:matchedAgency", node(found) if found else None),
        ("dhr:matchOutcome", node(f"cv:outcome-{match.outcome}")),
        *(("dhr:candidateAgency", node(str(agency(candidate)))) for candidate in match.candidates),
        ("dhr:matchMethod", node(f"cv:match-{match.method}")),
        ("dhr:matchEvidence", said(match.evidence)),
        ("dhr:matchRole", node(f"cv:role-{role}")),
        *judged_facts(match.judged),
    )
    yield from evidence(document, name, where)


def addressed(
    document: Document,
    subject: str,
    role: Role,
    found: tuple[Addressee, ...],
    link: str,
    words: str,
    named_after: str | None = None,
) -> Iterator[Triple]:
    """Links from a subject to the bodies named for it, the printed words and the basis, and the matches.

    `link` and `words` are the properties: `dhr:addressedTo` and `dhr:addresseeText`, `dhr:leadAgency` and
    `dhr:leadText`. The printed words stay even where no body was found.
    """
    for place, addressee in enumerate(found, 1):
        target = agency(addressee.match)
        yield from about(subject, (link, node(target) if target else None), (words, said(addressee.raw.text)))
        yield from match_triples(document, subject, role, place, addressee.match, addressee.raw, named_after)
