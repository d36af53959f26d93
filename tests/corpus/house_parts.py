"""What house styles share: the sections before the recommendations, and rows of plans with what they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import house_front as opening
from house_blocks import Asked, Block, Row
from truth import Action, Recommendation, Review

SECTIONS = ("The Review Process", "Contributors to the Review", "The Review Panel Members",
            "Chair and Author of the Overview Report", "Terms of Reference for the Review", "Summary Chronology",
            "Key Issues Arising from the Review", "Conclusions")  # fmt: skip


def contents(*last: str) -> list[str]:
    """Numbered sections of a report."""
    return [f"{n}. {name}" for n, name in enumerate((*SECTIONS, *last), 1)]


def body(review: Review) -> list[Block]:
    """Sections 1 to 8."""
    return [
        *opening.process(review),
        *opening.contributors(review),
        *opening.panel(review),
        *opening.terms(),
        *opening.chronology(review),
        *opening.issues(review),
    ]


def key(recommendation: Recommendation) -> str:
    """The name its place on paper is remembered by."""
    return f"rec {recommendation.number}"


def joined(*cells: str | None) -> str:
    """The words of cells that are printed."""
    return "\n".join(filter(None, cells))


def plan_rows(
    recommendations: Iterable[Recommendation],
    head: Callable[[Recommendation], tuple[str, ...]],
    cells: Callable[[Action], tuple[str, ...]],
) -> tuple[tuple[tuple[str | None, ...], ...], tuple[str, ...], tuple[Asked, ...]]:
    """Rows of a plan, their keys, and what they print: a recommendation's own cells stand once for all its actions."""
    rows: list[tuple[str | None, ...]] = []
    keys: list[str] = []
    asked = []
    for recommendation in recommendations:
        own = head(recommendation)
        for place, action in enumerate(recommendation.actions):
            rows.append((*(own if place == 0 else (None,) * len(own)), *cells(action)))
            keys.append(key(recommendation))
        printed = tuple(Row(action, joined(*cells(action))) for action in recommendation.actions)
        asked.append(Asked(own[0], recommendation, printed))
    return tuple(rows), tuple(keys), tuple(asked)


def standing(action: Action) -> str:
    """Status and date of completion in one cell."""
    return f"{action.state.words} {action.completed.words}".strip(" –")
