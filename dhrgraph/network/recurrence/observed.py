"""What is there to be seen of each thing: recommendations, and the one review that most of them are of.

    Incidence  ->  observed  ->  Observed

In how many partnerships and reviews a thing comes up is counted with its rank (`leave_out`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dhrgraph.network.recurrence.incidence import Floats, Incidence, Ints

BY = ("agency", "agency-type", "theme", "library-class", "library-theme", "paper-theme")


@dataclass(frozen=True, slots=True)
class Observed:
    """In the order of things: distinct recommendations; the share of them that the review with the most has, in (0, 1];
    and that review, by its number. Of reviews with as many it is the first by label, then IRI."""

    recommendations: Ints
    largest_share: Floats
    rests_on: Ints


def observed(found: Incidence) -> Observed:
    """Count; empty for no things. A recommendation of several reviews counts for each of them."""
    things, reviews, many = found.in_reviews
    labels = sorted(range(len(found.reviews)), key=lambda n: (found.reviews[n].label, n))
    place = np.empty(len(labels), dtype=np.int64)
    place[labels] = np.arange(len(labels))
    order = np.lexsort((place[reviews], -many, things))
    first = order[np.unique(things[order], return_index=True)[1]]
    recommendations = np.bincount(found.links[1], minlength=len(found.things))
    return Observed(recommendations, many[first] / recommendations, reviews[first])
