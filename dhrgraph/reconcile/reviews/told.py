"""What a person should know of a joined document: why it was joined, and each fact on which the documents differ.

Reading of a further document  ->  told  ->  Issues
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrgraph.reconcile.reviews.twins import Stated, placed, spans_of
from dhrgraph.records import (
    Action,
    Contribution,
    Difference,
    Issue,
    LearningPoint,
    Reading,
    Recommendation,
    Restates,
    Span,
)

_TO_PART = "If they are two reviews, say so in ontology/judgements.csv"
UNSURE = Issue(
    "reconcile",
    "warning",
    "the partnership and the dates fit more than one review, and there is no recommendation to tell which; counted as "
    "a review of its own. To join it to one, add a row to ontology/judgements.csv",
)


def told(reading: Reading) -> Iterator[Issue]:
    """The note on how the document was joined, then each difference in the order of the findings."""
    review = reading.review
    if review is None or review.joined is None:
        return
    joined = review.joined
    found = [finding for _, _, finding in placed(reading)]
    again = sum(finding.restates is not None for finding in found)
    where = review.where.spans[0] if review.where else None
    yield Issue(
        "reconcile",
        "note",
        f"the same review as {joined.restates.file}: {joined.evidence}. {again} of {len(found)} recommendations, "
        f"actions, learning points and contributions say again what is counted already. {_TO_PART}",
        where,
    )
    yield from (_differs(difference, "review", joined.restates, where) for difference in joined.restates.differs)
    for finding in found:
        if restates := finding.restates:
            place = next(iter(spans_of(finding)), None)
            yield from (_differs(difference, _name(finding), restates, place) for difference in restates.differs)


def _differs(difference: Difference, name: str, restates: Restates, where: Span | None) -> Issue:
    place = f"{restates.file}{_at(restates.spans)}"
    if difference.fact == "wording":
        return Issue("reconcile", "note", f"{name}: worded otherwise in {place}; both are kept", where)
    here = next(iter(difference.stated.spans), where)
    kept = f"“{difference.kept}” " if difference.kept else ""
    message = (
        f"{name}: the {difference.fact.replace('-', ' ')} is “{difference.stated.text}” here, but {kept}in {place}, "
        "which is counted; both are kept"
    )
    return Issue("reconcile", "warning", message, here)


def _at(spans: tuple[Span, ...]) -> str:
    return f" at {spans[0].start}-{spans[-1].end}" if spans else ""


def _name(finding: Stated) -> str:
    match finding:
        case Recommendation():
            return f"recommendation {finding.number or finding.order}"
        case LearningPoint():
            return f"learning point {finding.number or finding.order}"
        case Action():
            return f"action {finding.item} of recommendation {finding.recommendation}"
        case Contribution():
            return "contribution"
