"""Statements about what a document says: one function for each kind of finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dhrgraph.graph.documents import evidence
from dhrgraph.graph.matches import addressed, match_triples
from dhrgraph.graph.names import Names, agency
from dhrgraph.graph.terms import Triple, about, date, literal, node, said, typed, types
from dhrgraph.graph.themes import theme_triples
from dhrgraph.records import (
    Action,
    Citation,
    Contribution,
    Document,
    Fact,
    Figure,
    Guidance,
    LearningPoint,
    PrintedDate,
    Recommendation,
    Review,
)

_CLASSES = {
    "national-action": "dhr:NationalAction",
    "local-suggestion": "dhr:LocalSuggestion",
    "reported-finding": "dhr:ReportedFinding",
    "reported-change": "dhr:ReportedChange",
}
_REVIEW_FACTS: tuple[Fact, ...] = ("published", "death", "stated-recommendations")


@dataclass(frozen=True, slots=True)
class Writer:
    """What every finding of one document needs to be written: the document, its names, the themes' broader ones."""

    document: Document
    names: Names
    broader: Mapping[str, str | None]

    def review(self, review: Review) -> Iterator[Triple]:
        """The review; dates also as years, which every engine compares alike."""
        subject = f"rv:{review.id}"
        commissioner = agency(review.partnership)
        yield from types(subject, "dhr:Review", "prov:Activity")
        yield from about(
            subject,
            ("rdfs:label", literal(review.title, "en")),
            ("dhr:commissionedBy", node(commissioner) if commissioner else None),
            ("dhr:partnershipText", said(review.csp.raw)),
            ("dhr:describedIn", node(f"sd:{self.names.document}")),
        )
        yield from review_facts(subject, review)
        if commissioner and review.partnership and review.csp.name not in ("", review.partnership.agency):
            # people ask for "Sefton", whatever its partnership calls itself
            yield from about(commissioner, ("skos:altLabel", literal(review.csp.name, "en")))
        yield from evidence(self.document, subject, review.where)
        yield from match_triples(self.document, subject, "partnership", 1, review.partnership, review.where)

    def recommendation(self, found: Recommendation) -> Iterator[Triple]:
        """A recommendation with its addressees and themes."""
        subject = self.names.recommendation(found.order)
        yield from types(subject, "dhr:Recommendation", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dhr:ofReview", node(f"rv:{self.names.review}")),
            ("dhr:text", said(found.text.text, "en")),
            ("dhr:numberLabel", said(found.number or "")),
            ("dhr:numberBasis", node("cv:basis-inferred") if found.number_inferred else None),
            ("dhr:listName", said(found.list or "")),
            ("dhr:sortKey", literal(self.names.recommendations[found.order])),
            *scope(found),
            ("dhr:assertsRecurrence", typed(True, "boolean") if found.asserts_recurrence else None),
            ("dhr:recurrenceText", said(found.asserts_recurrence.text, "en")),
        )
        yield from addressees(self, subject, found)
        yield from theme_triples(self.document, subject, found.themes, self.broader)
        yield from evidence(self.document, subject, found.text)

    def learning_point(self, found: LearningPoint) -> Iterator[Triple]:
        """A learning point and the recommendations it informs, in both directions."""
        subject = self.names.learning(found)
        target = agency(found.agency.match) if found.agency else None
        yield from types(subject, "dhr:LearningPoint", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dhr:ofReview", node(f"rv:{self.names.review}")),
            ("dhr:numberLabel", said(found.number or "")),
            ("dhr:listName", said(found.list or "")),
            ("dhr:sortKey", literal(subject.partition(":")[2])),
            ("dhr:narrative", said(found.narrative.text, "en")),
            ("dhr:lesson", said(found.lesson.text, "en")),
            ("dhr:crossReferenceText", said(found.cross_reference.text)),
            ("dhr:concernsAgency", node(target) if target else None),
        )
        yield from self.informs(subject, found)
        if found.agency:
            yield from match_triples(self.document, subject, "learner", 1, found.agency.match, found.agency.raw)
        yield from theme_triples(self.document, subject, found.themes, self.broader)
        yield from evidence(self.document, subject, found.narrative, found.lesson)

    def informs(self, subject: str, found: LearningPoint) -> Iterator[Triple]:
        """The recommendations that a learning point led to, in both directions."""
        for order in found.informs:
            yield from about(subject, ("dhr:informs", node(self.names.recommendation(order))))
            yield from about(self.names.recommendation(order), ("dhr:informedBy", node(subject)))

    def action(self, found: Action, listed: str | None, owner: str | None) -> Iterator[Triple]:
        """An action-plan row and the plan it is part of; `owner` is the body whose plan it is, if it has one."""
        subject, plan = self.names.action(found), self.names.plan(listed)
        review = node(f"rv:{self.names.review}")
        yield from types(plan, "dhr:ActionPlan", "prov:Plan", "dhr:Statement", "prov:Entity")
        yield from about(
            plan,
            ("dhr:ofReview", review),
            ("dhr:listName", said(self.names.plan_name(listed))),
            ("dhr:planOf", node(owner) if owner else None),
            ("dcterms:source", node(f"sd:{self.names.document}")),
        )
        yield from types(subject, "dhr:ActionPlanItem", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dcterms:isPartOf", node(plan)),
            ("dhr:implements", node(self.names.recommendation(found.recommendation))),
            ("dhr:ofReview", review),
            ("dhr:sortKey", literal(subject.partition(":")[2])),
            ("dhr:actionText", said(found.action.text, "en")),
            ("dhr:milestoneText", said(found.milestones.text, "en")),
            ("dhr:outcomeText", said(found.outcome.text, "en")),
            ("dhr:expectedOutcomeText", said(found.expected_outcome.text, "en")),
            ("dhr:leadRole", said(found.lead_role.text, "en")),
            *_dated("target", found.target),
            *_dated("revisedTarget", found.revised_target),
            *_dated("completion", found.completion),
            ("dhr:status", node(f"cv:status-{found.status}")),
            ("dhr:statusText", said(found.completion_text.text, "en")),
            (
                "dhr:statusAsAt",
                date(found.status_as_at.value) if found.status_as_at and found.status_as_at.value else None,
            ),
        )
        yield from addressed(self.document, subject, "lead", found.leads, "dhr:leadAgency", "dhr:leadText")
        dates = [d.raw for d in (found.target, found.revised_target, found.completion, found.status_as_at) if d]
        passages = (found.action, found.milestones, found.outcome, found.expected_outcome, found.completion_text)
        yield from evidence(self.document, subject, *passages, *dates)

    def contribution(self, found: Contribution, place: int) -> Iterator[Triple]:
        """What one body gave the review."""
        subject = self.names.contribution(found, place)
        target = agency(found.agency.match)
        kinds = [
            k for k, given in (("imr", found.imr), ("chronology", found.chronology), ("report", found.report)) if given
        ]
        yield from types(subject, "dhr:Contribution", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dhr:toReview", node(f"rv:{self.names.review}")),
            ("dhr:contributor", node(target) if target else None),
            ("dhr:contributorText", said(found.agency.raw.text)),
            *(("dhr:contributionKind", node(f"cv:contribution-{kind}")) for kind in kinds),
        )
        yield from match_triples(self.document, subject, "contributor", 1, found.agency.match, found.agency.raw)
        yield from evidence(self.document, subject, found.agency.raw)

    def guidance(self, found: Guidance) -> Iterator[Triple]:
        """A statement of a paper or briefing."""
        subject = self.names.guidance(found)
        yield from types(subject, _CLASSES[found.type], "dhr:GuidanceStatement", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dhr:text", said(found.text.text, "en")),
            ("dhr:heading", said(found.heading)),
            ("dhr:sortKey", literal(subject.partition(":")[2])),
            ("dhr:reportedIn", node(f"sd:{self.names.document}")),
        )
        yield from theme_triples(self.document, subject, found.themes, self.broader)
        yield from evidence(self.document, subject, found.text)

    def figure(self, found: Figure, place: int) -> Iterator[Triple]:
        """A number the document states."""
        subject = f"rf:{self.names.document}.{place}"
        yield from types(subject, "dhr:ReportedFigure", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("dhr:figure", typed(found.value, "integer")),
            ("dhr:figureOf", said(found.of, "en")),
            ("dhr:text", said(found.text.text, "en")),
            ("dhr:asAt", date(found.as_at) if found.as_at else None),
            ("dhr:reportedIn", node(f"sd:{self.names.document}")),
        )
        yield from evidence(self.document, subject, found.text)

    def citation(self, found: Citation) -> Iterator[Triple]:
        """A law or guidance cited."""
        subject = f"lc:{self.names.document}.{found.raw.spans[0].start}"
        yield from types(subject, "dhr:LegislationCitation", "dhr:Statement", "prov:Entity")
        yield from about(
            subject,
            ("rdfs:label", said(found.title, "en")),
            ("dhr:citationText", said(found.raw.text)),
            ("dhr:citedIn", node(f"sd:{self.names.document}")),
            ("dhr:citesLegislation", node(found.iri) if found.iri else None),
        )
        yield from evidence(self.document, subject, found.raw)


def review_facts(subject: str, review: Review, facts: Iterable[Fact] = _REVIEW_FACTS) -> Iterator[Triple]:
    """Those facts of a review that are known; dates also as years, which every engine compares alike."""
    stated: dict[Fact, tuple[tuple[str, str | None], ...]] = {
        "published": _when("published", review.published),
        "death": _when("death", review.death),
        "stated-recommendations": (("dhr:statedRecommendations", _integer(review.stated_recommendations)),),
    }
    for fact in facts:
        yield from about(subject, *stated[fact])


def _when(name: str, value: str | None) -> tuple[tuple[str, str | None], ...]:
    if not value:
        return ()
    return (f"dhr:{name}", date(value)), (f"dhr:{name}Year", typed(int(value[:4]), "integer"))


def scope(found: Recommendation) -> tuple[tuple[str, str | None], ...]:
    """How far a recommendation reaches, as a code and as printed."""
    return (
        ("dhr:scope", node(f"cv:scope-{found.scope}") if found.scope else None),
        ("dhr:scopeText", said(found.scope_raw.text)),
    )


def addressees(writer: Writer, subject: str, found: Recommendation) -> Iterator[Triple]:
    """Whom a recommendation is addressed to, the printed words, where they were read, and the matches.

    `subject` is the recommendation; the matches are named after the one `found` in this document.
    """
    yield from about(subject, *(("dhr:addresseeBasis", node(f"cv:basis-{a.basis}")) for a in found.addressees))
    yield from addressed(
        writer.document,
        subject,
        "addressee",
        found.addressees,
        "dhr:addressedTo",
        "dhr:addresseeText",
        named_after=f"rc:{writer.names.recommendations[found.order]}",
    )


def _integer(value: int | None) -> str | None:
    return None if value is None else typed(value, "integer")


def _dated(name: str, printed: PrintedDate | None) -> list[tuple[str, str | None]]:
    """The six facts of a printed date. `targetDate`, but `completionDate` and `completionDateText` alike."""
    if printed is None:
        return []
    return [
        (f"dhr:{name}Date", date(printed.value) if printed.value else None),
        (f"dhr:{name}Text", said(printed.raw.text)),
        (f"dhr:{name}Earliest", typed(printed.earliest, "date") if printed.earliest else None),
        (f"dhr:{name}Latest", typed(printed.latest, "date") if printed.latest else None),
        (f"dhr:{name}Precision", node(f"cv:precision-{printed.precision}")),
    ]
