"""Occurrences as arrays of whole numbers: which recommendation is about which thing, in which review and place.

    occurrences, facet  ->  read_incidence  ->  Incidence

A *link* is one recommendation together with one thing, counted once however many rows say it. Everything that is
measured of recurrence is measured on links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dhrgraph.network.columns import NONE, Facet, Occurrences, numbered, once
from dhrgraph.network.columns import Ints as Ints  # everything that is measured on links speaks of these
from dhrgraph.network.things import Occurrence, Thing

Floats: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = tuple[Ints, Ints]


@dataclass(frozen=True)
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

    @cached_property
    def in_reviews(self) -> tuple[Ints, Ints, Ints]:
        """(thing, review) without repetition, in ascending order, and the number of recommendations of each."""
        here, there = matched(self.links[0], self.said_in[0])
        things, reviews = self.links[1][here], self.said_in[1][there]
        width = max(len(self.reviews), 1)
        keys, place = numbered(things * width + reviews, len(self.things) * width)
        return keys // width, keys % width, np.bincount(place, minlength=len(keys))


@dataclass(frozen=True, slots=True)
class _Stands:
    """Where recommendations stand, whatever they are about: an incidence without its things. `recommendation` has the
    number of each row's."""

    recommendation: Ints
    recommendations: int
    reviews: tuple[Thing, ...]
    places: int
    said_in: Pairs
    held_in: Pairs


def read_incidence(rows: Iterable[Occurrence], facet: Facet) -> Incidence:
    """The links of these rows; rows without a thing still say where a recommendation stands. Empty for no rows.

    Example:
        >>> work, home = Thing("t", "Training", "theme"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, theme=work)
        >>> found = read_incidence([row, row], Facet(("theme",), lambda theme: theme))
        >>> [thing.label for thing in found.things], found.recommendations, [side.tolist() for side in found.links]
        (['Training'], 1, [[0], [0]])
    """
    read = Occurrences.of(rows)
    stands, shown = read.kept("stands", lambda: _stands(read)), read.shown(facet)
    named = shown.numbers != NONE
    links = distinct(stands.recommendation[named], shown.numbers[named])
    where = stands.recommendations, stands.places, links, stands.said_in, stands.held_in
    return Incidence(shown.things, stands.reviews, *where)


def _stands(rows: Occurrences) -> _Stands:
    (said, recommendation), (reviews, review), (places, place) = (
        _in_use(rows.numbers(name), len(rows.values(name))) for name in ("recommendation", "review", "partnership")
    )
    placed, known = place != NONE, rows.values("review")
    return _Stands(
        recommendation,
        len(said),
        tuple(known[n] for n in reviews.tolist()),
        len(places),
        distinct(recommendation, review),
        distinct(review[placed], place[placed]),
    )


def _in_use(numbers: Ints, values: int) -> tuple[Ints, Ints]:
    """The numbers that a column has, in order, and the column by their places; none stays none."""
    used = np.zeros(values + 1, dtype=np.bool_)
    used[numbers] = True
    used[NONE] = False
    places = np.where(used, np.cumsum(used) - 1, NONE)
    return np.flatnonzero(used), places[numbers]


def matched(left: Ints, right: Ints) -> Pairs:
    """Every pair of places that hold the same number: of `left`, and of `right`, which ascends; none is below 0.

    Example:
        >>> [side.tolist() for side in matched(np.array([7, 5]), np.array([5, 5, 6]))]
        [[1, 1], [0, 1]]
    """
    held = np.bincount(right, minlength=int(left.max(initial=NONE)) + 1)
    many, first = held[left], (np.cumsum(held) - held)[left]
    here = np.repeat(np.arange(len(left)), many)
    skipped = np.repeat(np.cumsum(many) - many, many)
    return here, np.repeat(first, many) + np.arange(len(here)) - skipped


def distinct(of: Ints, what: Ints) -> Pairs:
    """The pairs (of, what) without repetition, in ascending order."""
    if not len(of):
        return of, what
    width = int(what.max()) + 1
    return tuple(np.divmod(once(of * width + what, (int(of.max()) + 1) * width), width))  # type: ignore[return-value]


def held(found: Incidence) -> Pairs:
    """(recommendation, place) without repetition, in ascending order."""
    here, there = matched(found.said_in[1], found.held_in[0])
    return distinct(found.said_in[0][here], found.held_in[1][there])
