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

from dhrgraph.network.columns import numbered
from dhrgraph.network.recurrence.incidence import Incidence, Ints, matched

_CELLS = 4_000_000  # of reviews and things that are looked at together: 32 MB


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
    things, reviews, _ = found.in_reviews
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
    different, which = numbered(cells, len(found.things) * max(found.places, 1))
    only = np.bincount(which, minlength=len(different))[which] == 1
    lost = np.bincount(here[only], minlength=len(things))
    return lost, np.bincount(different // max(found.places, 1), minlength=len(found.things))


def _ranges(score: Ints, things: Ints, reviews: Ints, after: Ints) -> tuple[Ints, Ints, Ints]:
    """Rank, best and worst. `after[i]` is the score, always a lower one, of `things[i]` without `reviews[i]`.

    Only things of the review that is left out change their score. The others can only rise, by as many of them as fall
    from above to where they are or below.
    """
    rank = 1 + len(score) - np.searchsorted(np.sort(score), score, side="right")
    best, worst = rank.copy(), rank.copy()
    without = _fallen(score, things, reviews, after)
    np.minimum.at(best, things, without)
    np.maximum.at(worst, things, without)
    levels, level = np.unique(score, return_inverse=True)
    to, width = np.searchsorted(levels, after), len(levels) + 1
    order = np.argsort(reviews, kind="stable")
    every = int(reviews.max(initial=-1)) + 1
    some = min(every, max(_CELLS // max(len(score), 1), 1))
    for first in range(0, every, some or 1):
        those = order[slice(*np.searchsorted(reviews, (first, first + some), sorter=order))]
        row, fallen = reviews[those] - first, things[those]
        falls = np.bincount(row * width + to[those], minlength=some * width)
        falls -= np.bincount(row * width + level[fallen], minlength=some * width)
        risen = np.cumsum(falls.reshape(some, width), axis=1)[:, level]
        risen[row, fallen] = 0  # not these: they fell
        best = np.minimum(best, rank - risen.max(axis=0, initial=0))
    return rank, best, worst


def _fallen(score: Ints, things: Ints, reviews: Ints, after: Ints) -> Ints:
    """The rank of `things[i]` without `reviews[i]`: how many scores are above its own then. Those of the same review
    count with what they have left, and not with what they had."""
    above = len(score) - np.searchsorted(np.sort(score), after, side="right")
    scale = int(score.max(initial=0)) + 2  # scores go from -1
    own = reviews * scale + after
    were, are = (np.searchsorted(np.sort(reviews * scale + what), own, side="right") for what in (score[things], after))
    return 1 + above + were - are  # counted are those at or below: what is above is the rest, of as many
