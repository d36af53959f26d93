"""Statements of a further document of a review: what it says again, what it adds, and where it differs.

The main document's named graph does not change by it: all that is written here stands in the further document's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhrgraph.graph.documents import evidence
from dhrgraph.graph.matches import match_triples
from dhrgraph.graph.names import Restatable
from dhrgraph.graph.statements import Writer, addressees, review_facts, scope
from dhrgraph.graph.terms import Triple, about, literal, node, said, types
from dhrgraph.records import (
    Action,
    Contribution,
    Difference,
    Joined,
    LearningPoint,
    Passage,
    Recommendation,
    Restates,
    Review,
)


def further_review(writer: Writer, review: Review, joined: Joined) -> Iterator[Triple]:
    """The review once more: this document is about it too, and why that is thought."""
    subject, document = f"rv:{review.id}", f"sd:{writer.names.document}"
    match, alone = f"am:{writer.names.document}", f"rv:{joined.id}"
    yield from types(subject, "dhr:Review", "prov:Activity")
    yield from about(subject, ("dhr:describedIn", node(document)), ("dcterms:identifier", literal(joined.id)))
    yield from review_facts(subject, review, joined.restates.adds)
    yield from evidence(writer.document, subject, review.where)
    yield from match_triples(
        writer.document, subject, "partnership", 1, review.partnership, review.where, named_after=alone
    )
    yield from types(match, "dhr:DocumentMatch", "prov:Entity")
    yield from about(
        match,
        ("dhr:joinedDocument", node(document)),
        ("dhr:joinedTo", node(subject)),
        ("dhr:joinMethod", node(f"cv:join-{joined.method}")),
        ("dhr:joinEvidence", said(joined.evidence)),
        ("dcterms:source", node(document)),
    )
    yield from _differences(writer, alone, subject, joined.restates.differs)


def restatement(writer: Writer, finding: Restatable, place: int, restates: Restates) -> Iterator[Triple]:
    """A finding that is counted elsewhere: more evidence for that one, and a node that keeps how it is put here."""
    subject, counted = writer.names.repeat(finding, place), writer.names.counted(finding, place)
    words, *more = _words(finding)
    yield from types(subject, "dhr:Restatement", "dhr:Statement", "prov:Entity")
    yield from about(
        subject,
        ("dhr:restates", node(counted)),
        ("dhr:text", said(" ".join(p.text for p in (words, *more) if p), "en")),
        ("dhr:sortKey", literal(subject.partition(":")[2])),
    )
    if isinstance(finding, Recommendation | LearningPoint):
        yield from about(
            subject, ("dhr:numberLabel", said(finding.number or "")), ("dhr:listName", said(finding.list or ""))
        )
    for node_of in (subject, counted):
        yield from evidence(writer.document, node_of, words, *more)
    if isinstance(finding, LearningPoint):
        yield from writer.informs(counted, finding)
    if "addressee" in restates.adds and isinstance(finding, Recommendation):
        yield from addressees(writer, counted, finding)
    else:
        yield from _matches(writer, subject, finding)
    if "scope" in restates.adds and isinstance(finding, Recommendation):
        yield from about(counted, *scope(finding))
    yield from _differences(writer, subject, counted, restates.differs)


def _words(finding: Restatable) -> tuple[Passage, ...]:
    match finding:
        case Recommendation():
            return (finding.text,)
        case LearningPoint():
            return (finding.narrative, finding.lesson)
        case Action():
            return (finding.action,)
        case Contribution():
            return (finding.agency.raw,)


def _matches(writer: Writer, subject: str, finding: Restatable) -> Iterator[Triple]:
    """Every mention that was put to the register is told, here too."""
    document = writer.document
    match finding:
        case Recommendation():
            for place, a in enumerate(finding.addressees, 1):
                yield from match_triples(document, subject, "addressee", place, a.match, a.raw)
        case Action():
            for place, a in enumerate(finding.leads, 1):
                yield from match_triples(document, subject, "lead", place, a.match, a.raw)
        case Contribution(agency=a):
            yield from match_triples(document, subject, "contributor", 1, a.match, a.raw)
        case LearningPoint(agency=learner):
            if learner:
                yield from match_triples(document, subject, "learner", 1, learner.match, learner.raw)


def _differences(writer: Writer, alone: str, counted: str, differs: Iterable[Difference]) -> Iterator[Triple]:
    """The facts that are given otherwise here. `alone` is what the statement is called in this document."""
    for difference in differs:
        name = f"di:{alone.replace(':', '-', 1)}.{difference.fact}"
        yield from types(name, "dhr:Disagreement", "prov:Entity")
        yield from about(
            name,
            ("dhr:disagreesWith", node(counted)),
            ("dhr:disagreesOn", node(f"cv:fact-{difference.fact}")),
            ("dhr:statedHere", said(difference.stated.text)),
        )
        yield from evidence(writer.document, name, difference.stated)
