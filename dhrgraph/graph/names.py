"""The slugs of a reading's nodes, minted from stable parts (docs/model.md, "Nodes and their IRIs")."""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.namespaces import slug
from dhrgraph.records import Action, Guidance, LearningPoint, Match, Reading, Recommendation

_LONGEST_LIST = 64


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the things in one reading; `review` is None for papers about many reviews."""

    document: str
    review: str | None
    recommendations: dict[int, str]  # order -> slug

    @classmethod
    def of(cls, reading: Reading) -> Names:
        """The names of a reading whose partnership has been reconciled (the review has its id)."""
        review = reading.review.id if reading.review else None
        orders = {
            f.order: f"{review}.{list_slug(f.list)}.{f.order:04}"
            for f in reading.findings
            if isinstance(f, Recommendation)
        }
        return cls(reading.document.source.key, review, orders)

    def recommendation(self, order: int) -> str:
        """The recommendation with this order, as a CURIE."""
        return f"rc:{self.recommendations[order]}"

    def learning(self, point: LearningPoint) -> str:
        """A learning point, as a CURIE."""
        return f"lp:{self.review}.{list_slug(point.list)}.{point.order:04}"

    def plan(self, listed: str | None) -> str:
        """The action plan of a list, as a CURIE."""
        return f"ap:{self.review}.{list_slug(listed)}"

    def action(self, action: Action) -> str:
        """An action-plan row, as a CURIE."""
        return f"ai:{self.recommendations[action.recommendation]}.{action.item}"

    def guidance(self, statement: Guidance) -> str:
        """A statement of a paper or briefing, as a CURIE."""
        return f"gs:{self.document}.{statement.order:04}"


def list_slug(listed: str | None) -> str:
    """The slug of a list; "main" for the one list of a page.

    Example:
        >>> list_slug(None), list_slug("DHR Panel Recommendations")
        ('main', 'dhr-panel-recommendations')
    """
    return slug(listed or "")[:_LONGEST_LIST].strip("-") or "main"


def agency(match: Match | None) -> str | None:
    """The addressee a match leads to, as a CURIE; None when it leads nowhere."""
    if match is None or match.id is None:
        return None
    return f"{'cg' if match.collective else 'ag'}:{match.id}"
