"""How far a share may lie from what was seen: intervals of 95 per cent.

    successes, trials  ->  wilson  ->  low, high
    Clusters  ->  independent_reviews  ->  trials that as many independent reviews would be

The reviews at hand are taken as a sample of the reviews that could be read: those of the library that are not, and
those to come.

References:
    Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22, 209-212.
    Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16, 101-133.
    Kish (1965), Survey sampling, Wiley: sections 5.4 (design effect) and 8.2 (clusters of unequal size).
    Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive counts
    estimated from survey data, Survey Methodology 24, 193-201.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dhrgraph.network.recurrence.incidence import Floats, Ints

Z = 1.959963984540054  # the normal distribution leaves 2.5 per cent above


def wilson(share: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Wilson's score interval of each share of so many trials, which need not be whole. In [0, 1], around the share.

    Without trials nothing is known: from 0 to 1.

    Example:
        >>> low, high = wilson(np.array([1.0, 0.5, 0.0]), np.array([3.0, 100.0, 0.0]))
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.4385, 0.4038, 0.0], [1.0, 0.5962, 1.0])
    """
    some = np.maximum(trials, 1e-9)
    middle = (share + Z**2 / (2 * some)) / (1 + Z**2 / some)
    half = Z / (1 + Z**2 / some) * np.sqrt(share * (1 - share) / some + Z**2 / (4 * some**2))
    low, high = np.clip(middle - half, 0, share), np.clip(middle + half, share, 1)
    return np.where(trials > 0, low, 0.0), np.where(trials > 0, high, 1.0)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Reviews by thing and partnership: `having[i]` of the `sizes[partnership[i]]` reviews have `thing[i]`, with no
    repetition of (thing, partnership); those that are not listed have none."""

    thing: Ints
    partnership: Ints
    having: Ints
    sizes: Ints


def effective_size(having: Ints, sizes: Ints) -> Floats:
    """`independent_reviews` of a full table: `having[thing, partnership]` of `sizes[partnership]` reviews.

    Example:
        >>> effective_size(np.array([[4, 0], [2, 2]]), np.array([4, 4])).tolist()
        [2.0, 8.0]
    """
    thing, partnership = np.nonzero(having)
    return independent_reviews(Clusters(thing, partnership, having[thing, partnership], sizes), len(having))


def independent_reviews(clusters: Clusters, things: int) -> Floats:
    """How many independent reviews these are worth, for each thing: reviews of one partnership are alike.

    The variance of the share between partnerships (Korn and Graubard's "ultimate clusters") gives
    p(1 - p)/variance. That is held between all reviews (as if partnerships made no difference) and Kish's n²/Σnᵢ² (as
    if each spoke with one voice); where the reviews say nothing of it, one partnership or all alike, it is the
    latter, the more careful one, which also stands in for Korn and Graubard's degrees of freedom. Without reviews: 0.

    Example:
        >>> alike = Clusters(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([4, 0, 2, 2]), np.array([4, 4]))
        >>> independent_reviews(alike, 2).tolist()  # all reviews or none of a partnership; half of each
        [2.0, 8.0]
    """
    having, size = clusters.having.astype(np.float64), clusters.sizes.astype(np.float64)
    everything, squares, many = size.sum(), (size**2).sum(), len(size)
    if not everything:
        return np.zeros(things)
    one_voice = everything**2 / squares
    share = np.bincount(clusters.thing, weights=having, minlength=things) / everything
    # the sum over partnerships of (having - share * size)²; those without the thing add (share * size)²
    crossed = having**2 - 2 * share[clusters.thing] * having * size[clusters.partnership]
    apart = np.bincount(clusters.thing, weights=crossed, minlength=things) + share**2 * squares
    variance = np.maximum(apart, 0) * many / max(many - 1, 1) / everything**2
    tells = (share > 0) & (share < 1) & (many > 1)
    independent = share * (1 - share) / np.maximum(variance, 1e-12)
    found: Floats = np.clip(np.where(tells, independent, one_voice), one_voice, everything)
    return found
