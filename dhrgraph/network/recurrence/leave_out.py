"""How far a rank rests on any one review: the ranks that things have when each review in turn is left out.

    Incidence  ->  ranked  ->  rank, best and worst rank of each thing

Ranks are competition ranks ("1, 2, 2, 4") by partnerships and then reviews, never by recommendations: a review that
says a thing twenty times raises it as much as one that says it once.

Reference:
    Efron and Stein (1981), The jackknife estimate of variance, Annals of Statistics 9, 586-596: leaving out one at a
    time. Here the range itself is given, which needs no theory: it is exact for every review.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dhrgraph.network.recurrence.incidence import Incidence, Ints, in_reviews, matched


@dataclass(frozen=True, slots=True)
class Ranks:
    """In the order of things: distinct partnerships and reviews, the rank by them, and the lowest and highest number
    that the rank takes when nothing or any one review is left out. 1 <= best <= rank <= worst <= number of things."""

    partnerships: Ints
    reviews: Ints
    rank: Ints
    best: Ints
    worst: Ints


def ranked(found: Incidence) -> Ranks:
    """Rank the things. A thing that goes with a review comes after all that are left. Empty for no things."""
    things, reviews, _ = in_reviews(found)
    lost, partnerships = _places_lost(found, things, reviews)
    said = np.bincount(things, minlength=len(found.things))
    scale = len(found.reviews) + 1
    score = partnerships * scale + said
    after = score[things] - lost * scale - 1
    rank, best, worst = _ranges(score, things, reviews, after)
    return Ranks(partnerships, said, rank, best, worst)


def _places_lost(found: Incidence, things: Ints, reviews: Ints) -> tuple[Ints, Ints]:
    """How many places each thing loses with each of its reviews, and how many it has."""
    here, there = matched(reviews, found.held_in[0])
    cells = things[here] * max(found.places, 1) + found.held_in[1][there]
    different, which, many = np.unique(cells, return_inverse=True, return_counts=True)
    only = many[which] == 1
    lost = np.bincount(here[only], minlength=len(things))
    return lost, np.bincount(different // max(found.places, 1), minlength=len(found.things))


def _ranges(score: Ints, things: Ints, reviews: Ints, after: Ints) -> tuple[Ints, Ints, Ints]:
    """Rank, best and worst. `after[i]` is the score, always a lower one, of `things[i]` without `reviews[i]`.

    Only things of the review that is left out change their score. The others can only rise, by as many of them as fall
    from above to where they are or below.
    """
    levels, level = np.unique(score, return_inverse=True)
    ascending = np.sort(score)
    rank = 1 + len(score) - np.searchsorted(ascending, score, side="right")
    best, worst = rank.copy(), rank.copy()
    order = np.argsort(reviews, kind="stable")
    for those in np.split(order, np.flatnonzero(np.diff(reviews[order])) + 1):
        fallen, low = things[those], after[those]
        falls = np.zeros(len(levels) + 1, dtype=np.int64)
        np.add.at(falls, np.searchsorted(levels, low), 1)
        np.add.at(falls, level[fallen], -1)
        without = rank - np.cumsum(falls)[level]
        above = len(score) - np.searchsorted(ascending, low, side="right")  # as if none of them had fallen
        were = len(those) - np.searchsorted(np.sort(score[fallen]), low, side="right")
        are = len(those) - np.searchsorted(np.sort(low), low, side="right")
        without[fallen] = 1 + above - were + are
        best, worst = np.minimum(best, without), np.maximum(worst, without)
    return rank, best, worst
