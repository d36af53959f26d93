"""Occurrences as arrays of whole numbers: which recommendation is about which thing, in which review and place.

    occurrences, facet  ->  read_incidence  ->  Incidence

A *link* is one recommendation together with one thing, counted once however many rows say it. Everything that is
measured of recurrence is measured on links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.tally import Facet

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = tuple[Ints, Ints]
_Key = TypeVar("_Key", str, tuple[str, str])
_Record = TypeVar("_Record")
_NONE = -1


@dataclass(frozen=True, slots=True)
class Incidence:
    """The links of one facet, and where recommendations stand.

    `links` are (recommendation, thing), `said_in` are (recommendation, review), `held_in` are (review, place); each
    without repetition and in ascending order. `things` and `reviews` are in order of IRI; a place is a partnership. A
    review whose partnership is not known has no row in `held_in`.
    """

    things: tuple[Thing, ...]
    reviews: tuple[Thing, ...]
    recommendations: int
    places: int
    links: Pairs
    said_in: Pairs
    held_in: Pairs


def read_incidence(rows: Iterable[Occurrence], facet: Facet) -> Incidence:
    """The links of these rows; rows without a thing still say where a recommendation stands. Empty for no rows.

    Example:
        >>> work, home = Thing("t", "Training", "theme"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, theme=work)
        >>> found = read_incidence([row, row], lambda row: row.theme)
        >>> [thing.label for thing in found.things], found.recommendations, [side.tolist() for side in found.links]
        (['Training'], 1, [[0], [0]])
    """
    recommendations, places = _Numbers[str, str](), _Numbers[str, str]()
    reviews, things = _Numbers[str, Thing](), _Numbers[tuple[str, str], Thing]()
    read: list[tuple[int, int, int, int]] = []
    for row in rows:
        thing, place = facet(row), row.partnership
        read.append(
            (
                recommendations.of(row.recommendation, row.recommendation),
                reviews.of(row.review.id, row.review),
                _NONE if place is None else places.of(place.id, place.id),
                _NONE if thing is None else things.of((thing.id, thing.type or ""), thing),
            )
        )
    columns = np.array(read, dtype=np.int64).reshape(-1, 4).T
    recommendation, review = recommendations.in_order(columns[0]), reviews.in_order(columns[1])
    place_of, about = places.in_order(columns[2]), things.in_order(columns[3])
    placed, named = place_of != _NONE, about != _NONE
    return Incidence(
        things.sorted(),
        reviews.sorted(),
        len(recommendations.known),
        len(places.known),
        distinct(recommendation[named], about[named]),
        distinct(recommendation, review),
        distinct(review[placed], place_of[placed]),
    )


def matched(left: Ints, right: Ints) -> Pairs:
    """Every pair of places that hold the same number: of `left`, and of `right`, which ascends.

    Example:
        >>> [side.tolist() for side in matched(np.array([7, 5]), np.array([5, 5, 6]))]
        [[1, 1], [0, 1]]
    """
    first, past = np.searchsorted(right, left), np.searchsorted(right, left, side="right")
    many = past - first
    here = np.repeat(np.arange(len(left)), many)
    skipped = np.repeat(np.cumsum(many) - many, many)
    return here, np.repeat(first, many) + np.arange(len(here)) - skipped


def distinct(of: Ints, what: Ints) -> Pairs:
    """The pairs (of, what) without repetition, in ascending order."""
    if not len(of):
        return of, what
    width = int(what.max()) + 1
    return tuple(np.divmod(np.unique(of * width + what), width))  # type: ignore[return-value]


def held(found: Incidence) -> Pairs:
    """(recommendation, place) without repetition, in ascending order."""
    here, there = matched(found.said_in[1], found.held_in[0])
    return distinct(found.said_in[0][here], found.held_in[1][there])


def in_reviews(found: Incidence) -> tuple[Ints, Ints, Ints]:
    """(thing, review) without repetition, in ascending order, and the number of recommendations of each."""
    here, there = matched(found.links[0], found.said_in[0])
    things, reviews = found.links[1][here], found.said_in[1][there]
    width = max(len(found.reviews), 1)
    keys, many = np.unique(things * width + reviews, return_counts=True)
    return keys // width, keys % width, many


class _Numbers(Generic[_Key, _Record]):
    """Numbers for keys, first in the order in which they come, then in their own."""

    def __init__(self) -> None:
        self.known: dict[_Key, int] = {}
        self._records: list[_Record] = []

    def of(self, key: _Key, record: _Record) -> int:
        """The number of a key; a new one for a new key."""
        number = self.known.setdefault(key, len(self._records))
        if number == len(self._records):
            self._records.append(record)
        return number

    def sorted(self) -> tuple[_Record, ...]:
        """The records in the order of their keys."""
        return tuple(self._records[self.known[key]] for key in sorted(self.known))

    def in_order(self, numbers: Ints) -> Ints:
        """These numbers as places in that order; none stays none."""
        places = np.full(len(self.known) + 1, _NONE, dtype=np.int64)
        places[[self.known[key] for key in sorted(self.known)]] = np.arange(len(self.known))
        return places[numbers]
