"""Everything a document holds, by the extractors that fit its kind.

    Document, Lexicons  ->  extract_findings  ->  Reading

To read something new, write an extractor and name it in EXTRACTORS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dhrgraph.extract.bodies import column_names
from dhrgraph.extract.citations import citations
from dhrgraph.extract.contributors import contributions
from dhrgraph.extract.figures import figures
from dhrgraph.extract.guidance import guidance
from dhrgraph.extract.learning import learning_points
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.outline import outline
from dhrgraph.extract.recommendations import report_recommendations, summary_recommendations
from dhrgraph.extract.review_facts import review_facts
from dhrgraph.records import (
    Contribution,
    Document,
    DocumentKind,
    Finding,
    Issue,
    Reading,
    Recommendation,
    Review,
    Span,
)

Extractor = Callable[[Document, Lexicons], tuple[Finding, ...]]

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def read_summary_page(document: Document, lexicons: Lexicons) -> tuple[Finding, ...]:
    """A published summary page: the review's facts and its table of recommendations."""
    review = review_facts(document, lexicons)
    found = summary_recommendations(document, lexicons)
    return (review, *found.recommendations, *found.issues, *count_issues(review, found.recommendations))


def read_report(document: Document, lexicons: Lexicons) -> tuple[Finding, ...]:
    """An executive summary or overview report: facts, contributors, learning, recommendations, actions."""
    review = review_facts(document, lexicons)
    sections = outline(document, lexicons)
    given = contributions(document, sections, lexicons)
    named, seen = lexicons.known_names | own_names(review, given), column_names(document, lexicons)
    lexicons = replace(lexicons, known_names=named, seen_names=seen)
    found = report_recommendations(document, sections, lexicons)
    return (
        review,
        *given,
        *learning_points(document.text, sections, lexicons, found.recommendations),
        *found.recommendations,
        *found.actions,
        *found.issues,
        *count_issues(review, found.recommendations),
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
    found = (f for extractor in extractors for f in extractor(document, lexicons))
    return Reading(document, (*found, *document.issues, *unreadable_issues(document)))


def own_names(review: Review, given: Iterable[Contribution]) -> frozenset[str]:
    """Names of bodies that the document itself gives: its partnership and its contributors, casefolded."""
    names = (review.csp.raw, *(contribution.agency.raw.text for contribution in given))
    return frozenset(name.casefold() for name in names if name)


def count_issues(review: Review, recommendations: tuple[Recommendation, ...]) -> tuple[Issue, ...]:
    """Say so when the document states another number of recommendations than were found, or when there are none."""
    stated, found = review.stated_recommendations, len(recommendations)
    own = sum(r.list in (None, recommendations[0].list) for r in recommendations)  # agencies' lists may not be meant
    where = review.where.spans[0] if review.where else None
    if stated is not None and stated not in (found, own):
        return (
            Issue(
                "extract",
                "warning",
                f"the document states {stated} recommendations; {found} were found",
                where,
            ),
        )
    if not found:
        return (Issue("extract", "warning", "no recommendation was found", where),)
    return ()


def unreadable_issues(document: Document) -> tuple[Issue, ...]:
    """Say so when letters could not be read and stand as U+FFFD."""
    count = document.text.count(_UNREADABLE)
    if not count:
        return ()
    at = document.text.index(_UNREADABLE)
    return (Issue("read", "warning", f"letters that could not be read: {count}", Span(at, at + 1)),)
