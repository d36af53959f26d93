"""Count what recurs: distinct partnerships, then reviews, then recommendations.

Partnerships come first because two areas that say the same are stronger evidence of recurrence than one long
report that says it many times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import CODE, DHR
from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.official import List

Facet: TypeAlias = Callable[[Occurrence], Thing | None]


class Counts(NamedTuple):
    """Distinct partnerships, reviews and recommendations; compares in that order of weight."""

    partnerships: int
    reviews: int
    recommendations: int


class Tally:
    """The partnerships, reviews and recommendations seen so far."""

    __slots__ = ("partnerships", "recommendations", "reviews")

    def __init__(self) -> None:
        self.partnerships: set[str] = set()
        self.reviews: set[str] = set()
        self.recommendations: set[str] = set()

    def add_review(self, row: Occurrence) -> None:
        """Count the review and the partnership of `row`."""
        self.reviews.add(row.review.id)
        if row.partnership is not None:
            self.partnerships.add(row.partnership.id)

    def add(self, row: Occurrence) -> None:
        """Count all three."""
        self.add_review(row)
        self.recommendations.add(row.recommendation)

    def merge(self, other: Tally) -> None:
        """Count all that `other` has counted."""
        self.partnerships |= other.partnerships
        self.reviews |= other.reviews
        self.recommendations |= other.recommendations

    @property
    def counts(self) -> Counts:
        """How many distinct ones there are."""
        return Counts(len(self.partnerships), len(self.reviews), len(self.recommendations))


def coverage(occurrences: Iterable[Occurrence]) -> Counts:
    """How much there is in all: what every other count is a part of.

    Example:
        >>> coverage([])
        Counts(partnerships=0, reviews=0, recommendations=0)
    """
    tally = Tally()
    for row in occurrences:
        tally.add(row)
    return tally.counts


def agency(row: Occurrence) -> Thing | None:
    """The addressee."""
    return row.addressee


def agency_type(row: Occurrence) -> Thing | None:
    """The addressee's type; None when it has none."""
    body = row.addressee
    if body is None or body.type is None:
        return None
    return _type(body.type, body.type_label)


@cache
def _type(slug: str, label: str | None) -> Thing:
    return Thing(f"{CODE}type-{slug}", label or slug, "agency-type")


def library_class(row: Occurrence) -> Thing | None:
    """The class of the Home Office library for bodies such as the addressee; None when it has none."""
    return _counterpart(row.addressee, "library-class")


def library_theme(row: Occurrence) -> Thing | None:
    """The library's own theme for the theme; None when it has none."""
    return _counterpart(row.theme, "library-theme")


def paper_theme(row: Occurrence) -> Thing | None:
    """The heading of the Home Office paper of 2013 for the theme; None when it has none."""
    return _counterpart(row.theme, "paper-theme")


def _counterpart(thing: Thing | None, of: List) -> Thing | None:
    entries = thing.official if thing else ()
    return next((Thing(entry.id, entry.label, of) for entry in entries if entry.list == of), None)


def theme(row: Occurrence) -> Thing | None:
    """The theme."""
    return row.theme


def review(row: Occurrence) -> Thing | None:
    """The review."""
    return row.review


def partnership(row: Occurrence) -> Thing | None:
    """The partnership that commissioned the review."""
    return row.partnership


FACETS: Mapping[str, Facet] = {
    "agency": agency,
    "agency-type": agency_type,
    "theme": theme,
    "library-class": library_class,
    "library-theme": library_theme,
    "paper-theme": paper_theme,
    "review": review,
    "partnership": partnership,
}


def read_coverage(store: Askable) -> Counts:
    """How many partnerships, reviews and recommendations the whole store holds, silent reviews included."""
    prefixes = f"PREFIX dhr: <{DHR}>\n"
    asked = (
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?review a dhr:Review ; dhr:commissionedBy ?x }",
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dhr:Review }",
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dhr:Recommendation }",
    )
    partnerships, reviews, recommendations = (int(str(store.select(prefixes + q).rows[0][0])) for q in asked)
    return Counts(partnerships, reviews, recommendations)
