"""Count what recurs: distinct partnerships, then reviews, then recommendations.

Partnerships come first because two areas that say the same are stronger evidence of recurrence than one long
report that says it many times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import CODE, DHR
from dhrgraph.network.columns import Facet, Ints, Occurrences, each
from dhrgraph.network.official import List
from dhrgraph.network.things import Occurrence, Thing


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
    rows = Occurrences.of(occurrences)
    return counted(rows, np.zeros(len(rows), dtype=np.int64), 1)[0]


def counted(rows: Occurrences, groups: Ints, size: int) -> list[Counts]:
    """The counts of each of the groups 0 to `size` - 1; `groups` has the number of each row's or -1 for none."""
    columns = (each(groups, rows.numbers(name), size).tolist() for name in ("partnership", "review", "recommendation"))
    return list(map(Counts, *columns))


def _itself(thing: Thing) -> Thing:
    return thing


def _type_of(body: Thing) -> Thing | None:
    """A body's type; None when it has none."""
    return None if body.type is None else _type(body.type, body.type_label)


@cache
def _type(slug: str, label: str | None) -> Thing:
    return Thing(f"{CODE}type-{slug}", label or slug, "agency-type")


def _counterpart(thing: Thing, of: List) -> Thing | None:
    """What an official list calls a body or theme; None when it has nothing for it."""
    return next((Thing(entry.id, entry.label, of) for entry in thing.official if entry.list == of), None)


agency = Facet(("addressee",), _itself)
agency_type = Facet(("addressee",), _type_of)
theme = Facet(("theme",), _itself)
review = Facet(("review",), _itself)
partnership = Facet(("partnership",), _itself)
library_class = Facet(("addressee",), partial(_counterpart, of="library-class"))
library_theme = Facet(("theme",), partial(_counterpart, of="library-theme"))
paper_theme = Facet(("theme",), partial(_counterpart, of="paper-theme"))

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
