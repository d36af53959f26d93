"""Equal voice: how much of the votes a thing has when every partnership has one.

    Incidence  ->  equal_voice  ->  a share for each thing

A partnership's vote is shared evenly among its reviews, and each review's evenly among its recommendations. It is the
share of partnerships that would name the thing, on average, if each put forward one recommendation of one of its
reviews, picked at random: rarefaction to a sample of one. So a review that writes at length never weighs more than
its vote. A recommendation on several things votes for each of them: shares do not add up to one.

References:
    Hurlbert (1971), The nonconcept of species diversity: a critique and alternative parameters, Ecology 52, 577-586.
"""

from __future__ import annotations

import numpy as np

from dhrgraph.network.columns import once
from dhrgraph.network.recurrence.incidence import Floats, Incidence, Ints


def equal_voice(found: Incidence) -> Floats:
    """The share of votes for each thing, in [0, 1], in the order of things.

    A review whose partnership is not known votes as one of its own. Reviews without recommendations have no vote.

    Example:
        >>> pairs = lambda *rows: tuple(np.array(rows, dtype=np.int64).reshape(-1, 2).T)
        >>> # review 0 says it in 2 of 2 recommendations, review 1 in 0 of 1; each is a partnership's only one
        >>> found = Incidence((None,), (None, None), 3, 2, pairs((0, 0), (1, 0)), pairs((0, 0), (1, 0), (2, 1)),
        ...                   pairs((0, 0), (1, 1)))
        >>> equal_voice(found).tolist()
        [0.5]
    """
    reviews, places = homes(found)
    if not len(reviews):
        return np.zeros(len(found.things))
    of_place = 1 / np.bincount(places)[places]
    of_review = np.bincount(reviews, weights=of_place, minlength=len(found.reviews))
    recommendations, said_in = found.said_in
    each = of_review[said_in] / np.bincount(said_in, minlength=len(found.reviews))[said_in]
    of_recommendation = np.bincount(recommendations, weights=each, minlength=found.recommendations)
    things = np.bincount(found.links[1], weights=of_recommendation[found.links[0]], minlength=len(found.things))
    return np.clip(things / len(once(places, int(places.max()) + 1)), 0, 1)


def homes(found: Incidence) -> tuple[Ints, Ints]:
    """(review, place) in ascending order; a review of no known place has one of its own, numbered after the others."""
    homeless = np.setdiff1d(np.arange(len(found.reviews)), found.held_in[0])
    reviews = np.concatenate([found.held_in[0], homeless])
    places = np.concatenate([found.held_in[1], found.places + np.arange(len(homeless))])
    order = np.lexsort((places, reviews))
    return reviews[order], places[order]
