"""Everything a document holds, by the extractors that fit its kind.

    Document, Lexicons  ->  extract_findings  ->  Reading

To read something new, write an extractor and name it in EXTRACTORS.
"""

from __future__ import annotations

from collections.abc import Callable

from dhrgraph.extract.actions import plan_actions
from dhrgraph.extract.citations import citations
from dhrgraph.extract.contributors import contributions
from dhrgraph.extract.figures import figures
from dhrgraph.extract.guidance import guidance
from dhrgraph.extract.learning import learning_points
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.plans import read_plans
from dhrgraph.extract.recommendations import plan_recommendations, summary_recommendations
from dhrgraph.extract.review_facts import review_facts
from dhrgraph.records import Document, DocumentKind, Finding, Issue, Reading, Recommendation, Review

Extractor = Callable[[Document, Lexicons], tuple[Finding, ...]]


def read_summary_page(document: Document, lexicons: Lexicons) -> tuple[Finding, ...]:
    """A published summary page: the review's facts and its table of recommendations."""
    review = review_facts(document, lexicons)
    recommendations, issues = summary_recommendations(document, lexicons)
    return (review, *recommendations, *issues, *count_issues(review, recommendations))


def read_report(document: Document, lexicons: Lexicons) -> tuple[Finding, ...]:
    """An executive summary or overview report: facts, contributors, plans with actions, learning."""
    review = review_facts(document, lexicons)
    rows, issues = read_plans(document, lexicons)
    recommendations = plan_recommendations(document, rows, lexicons)
    actions = [a for row, r in zip(rows, recommendations, strict=True) for a in plan_actions(document, row, r.order, lexicons)]
    return (
        review,
        *contributions(document, lexicons),
        *learning_points(document, lexicons, recommendations),
        *recommendations,
        *actions,
        *issues,
        *count_issues(review, recommendations),
    )


EXTRACTORS: dict[DocumentKind, tuple[Extractor, ...]] = {
    "summary-page": (read_summary_page, citations),
    "executive-summary": (read_report, citations),
    "overview-report": (read_report, citations),
    "themes-paper": (guidance, figures, citations),
    "briefing": (guidance, figures, citations),
    "unrecognised": (),
}


def extract_findings(document: Document, lexicons: Lexicons) -> Reading:
    """The document with its findings, each on spans of its text. Agencies and themes are still to come."""
    extractors = EXTRACTORS[document.source.kind]
    return Reading(document, tuple(f for extractor in extractors for f in extractor(document, lexicons)))


def count_issues(review: Review, recommendations: tuple[Recommendation, ...]) -> tuple[Issue, ...]:
    """Say so when the document states another number of recommendations than were found, or when there are none."""
    stated, found = review.stated_recommendations, len(recommendations)
    where = review.where.spans[0] if review.where else None
    if stated is not None and stated != found:
        return (Issue("extract", "warning", f"the document states {stated} recommendations; {found} were found", where),)
    if not found:
        return (Issue("extract", "warning", "no recommendation was found", where),)
    return ()
