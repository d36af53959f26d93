"""What plans say of each recommendation, in the words of a report.

Plans  ->  Answers  ->  came_of(recommendation, review), remarks(action)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from dhrgraph.network.implementation.rows import ActionRow, Plans


class Answers:
    """Actions by what they answer. Sorted out once, when it is first asked for."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    @cached_property
    def actions(self) -> Mapping[str, ActionRow]:
        """Every action by its IRI."""
        return {row.id: row for row in self._plans.actions}

    def came_of(self, recommendation: str, review: str) -> str:
        """How the actions that answer it stand, with the dates printed; where there is none, whether the review has a
        plan here."""
        actions = self._of.get(recommendation, ())
        if not actions:
            return "not in its plan" if review in self._planned else "no plan here"
        return "; ".join(sorted({stands(row) for row in actions}))

    def remarks(self, action: str) -> tuple[str, ...]:
        """What is worth saying beside the words of an action: who leads it, how it stands, its target. Empty for what
        is no action."""
        if action not in self.actions:
            return ()
        row = self.actions[action]
        due = f"target {row.due.words}" if row.due and row.due.words else "no target printed"
        led = f"led by {row.lead_label}" if row.lead_label else "no lead known"
        return (led, row.status.label, due)

    @cached_property
    def _of(self) -> Mapping[str, list[ActionRow]]:
        found: dict[str, list[ActionRow]] = defaultdict(list)
        for row in self._plans.actions:
            found[row.recommendation.id].append(row)
        return dict(found)

    @cached_property
    def _planned(self) -> frozenset[str]:
        return frozenset(each.review.id for each in self._plans.recommendations if each.planned)


def stands(action: ActionRow) -> str:
    """How one action stands, with its printed date of completion or else its target, and the day that it is
    stated of, if any.

    Example:
        >>> from dhrgraph.network.implementation.dates import Printed
        >>> from dhrgraph.network.occurrences import Thing
        >>> from dhrgraph.network.implementation.rows import Recommended, Status
        >>> made = Recommended("rc:1", Thing("rv:1", "A review", "review")), Status("", "in progress", "", False)
        >>> stands(ActionRow("ai:1", *made, status_as_at="2024-01", target=Printed("June 2020")))
        'in progress, target June 2020 (as of 2024-01)'
    """
    finished, due = action.completion, action.due
    date = finished.words if finished and finished.words else f"target {due.words}" if due and due.words else ""
    told = f" (as of {action.status_as_at})" if action.status_as_at else ""
    return ", ".join(filter(None, (action.status.label, date))) + told
