"""Occurrences as arrays of whole numbers: which recommendation is about which thing, in which review and place.

    occurrences, facet  ->  read_incidence  ->  Incidence

A *link* is one recommendation together with one thing, counted once however many rows say it. Everything that is
measured of recurrence is measured on links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from dhrgraph.network.columns import NONE, Facet, Occurrences
from dhrgraph.network.columns import Ints as Ints  # everything that is measured on links speaks of these
from dhrgraph.network.things import Occurrence, Thing

Floats: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = tuple[Ints, Ints]


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
        >>> found = read_incidence([row, row], Facet(("theme",), lambda theme: theme))
        >>> [thing.label for thing in found.things], found.recommendations, [side.tolist() for side in found.links]
        (['Training'], 1, [[0], [0]])
    """
    read = Occurrences.of(rows)
    (said, recommendation), (reviews, review), (places, place) = (
        _in_use(read.values(name), read.numbers(name)) for name in ("recommendation", "review", "partnership")
    )
    shown = read.shown(facet)
    about = shown.numbers
    placed, named = place != NONE, about != NONE
    return Incidence(
        shown.things,
        reviews,
        len(said),
        len(places),
        distinct(recommendation[named], about[named]),
        distinct(recommendation, review),
        distinct(review[placed], place[placed]),
    )


def _in_use(values: tuple[Any, ...], numbers: Ints) -> tuple[tuple[Any, ...], Ints]:
    """The values that a column has, in their order, and the column by their numbers; none stays none."""
    used = np.zeros(len(values) + 1, dtype=np.bool_)
    used[numbers] = True
    used[NONE] = False
    places = np.where(used, np.cumsum(used) - 1, NONE)
    return tuple(values[n] for n in np.flatnonzero(used).tolist()), places[numbers]


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
