"""What nobody answers: recommendations without an action, and learning that no recommendation follows from.

    recommendations  ->  without_action  ->  DataFrame
    learning  ->  learning_without_recommendation  ->  DataFrame

A recommendation lacks an action only where its review has a plan. Most documents hold none: their silence says nothing,
and their recommendations are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dhrgraph.network.implementation.rows import Learnt, Recommended

WITHOUT_ACTION = ("recommendation", "partnership_label", "review_label", "number", "addressed_to", "text")
WITHOUT_RECOMMENDATION = ("learning", "partnership_label", "review_label", "number", "agency_label", "text")


def without_action(recommendations: Iterable[Recommended], *, planned: bool = True) -> pd.DataFrame:
    """The recommendations that their review's plan does not answer, with WITHOUT_ACTION; by partnership, then IRI.

    `planned` False gives those of reviews without any plan instead, of which nothing is known.

    Example:
        >>> from dhrgraph.network.occurrences import Thing
        >>> review = Thing("v", "Anytown review", "review")
        >>> made = [Recommended("r1", review, planned=True), Recommended("r2", review, planned=True, answered=True)]
        >>> list(without_action(made)["recommendation"])
        ['r1']
    """
    found: list[tuple[str, ...]] = [
        (
            *(each.id, each.partnership.label if each.partnership else "", each.review.label),
            *(each.number, each.addressed_to, each.text),
        )
        for each in recommendations
        if each.planned == planned and not each.answered
    ]
    found.sort(key=_by_place)
    return pd.DataFrame(found, columns=list(WITHOUT_ACTION))


def learning_without_recommendation(learning: Iterable[Learnt]) -> pd.DataFrame:
    """The learning points that no recommendation is said to follow from, with WITHOUT_RECOMMENDATION; same order.

    A document often does not say which recommendation follows from which learning; such learning is listed too.
    """
    found: list[tuple[str, ...]] = [
        (
            *(each.id, each.partnership.label if each.partnership else "", each.review.label),
            *(each.number, each.agency, each.text),
        )
        for each in learning
        if not each.informs
    ]
    found.sort(key=_by_place)
    return pd.DataFrame(found, columns=list(WITHOUT_RECOMMENDATION))


def _by_place(cells: tuple[str, ...]) -> tuple[str, str]:
    return cells[1], cells[0]
