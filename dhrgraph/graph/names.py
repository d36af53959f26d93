"""The slugs of a reading's nodes, minted from stable parts (docs/model.md, "Nodes and their IRIs")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from dhrgraph.namespaces import slug
from dhrgraph.records import (
    Action,
    Candidate,
    Contribution,
    Guidance,
    LearningPoint,
    Match,
    Reading,
    Recommendation,
    Restates,
)

Restatable = Recommendation | LearningPoint | Action | Contribution
_LONGEST_LIST = 64


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the things in one reading.

    `review` is the review the document is about, None for papers about many; `own` is made of this document alone and
    begins the names of all it states, so that these stay when another document of the review comes or goes.
    `recommendations` and `points` lead from order to slug, `restated` from order to the one that is counted instead,
    in one of the `others`, which are the names of all documents by key. `lists` lead from slug to the list's name as it
    is printed first: another time its capitals may be others.
    """

    document: str
    review: str | None
    own: str | None
    recommendations: Mapping[int, str]
    points: Mapping[int, str]
    lists: Mapping[str, str] = field(default_factory=dict)
    restated: Mapping[int, Restates] = field(default_factory=dict)
    others: Mapping[str, Names] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, reading: Reading, others: Mapping[str, Names] | None = None) -> Names:
        """The names of a reading whose partnership has been reconciled (the review has its id)."""
        review = reading.review
        own = review.joined.id if review and review.joined else review.id if review else None
        asked = [f for f in reading.findings if isinstance(f, Recommendation)]
        learnt = [f for f in reading.findings if isinstance(f, LearningPoint)]
        return cls(
            reading.document.source.key,
            review.id if review else None,
            own,
            {f.order: f"{own}.{list_slug(f.list)}.{f.order:04}" for f in asked},
            {f.order: f"{own}.{list_slug(f.list)}.{f.order:04}" for f in learnt},
            {list_slug(f.list): f.list or "" for f in reversed(asked)},
            {f.order: f.restates for f in asked if f.restates},
            {} if others is None else others,
        )

    def recommendation(self, order: int) -> str:
        """The recommendation with this order as it is counted, as a CURIE: maybe another document's."""
        restated = self.restated.get(order)
        if restated:
            return self.others[restated.document].recommendation(restated.order)
        return self._own(order)

    def learning(self, point: LearningPoint) -> str:
        """A learning point as it is counted, as a CURIE."""
        if point.restates:
            return f"lp:{self.others[point.restates.document].points[point.restates.order]}"
        return f"lp:{self.points[point.order]}"

    def plan(self, listed: str | None) -> str:
        """The action plan of a list, as a CURIE."""
        return f"ap:{self.own}.{list_slug(listed)}"

    def plan_name(self, listed: str | None) -> str:
        """What an action plan is called: its list as it is printed first; empty when it has no name."""
        return self.lists.get(list_slug(listed), listed or "")

    def action(self, action: Action) -> str:
        """An action-plan row as it is counted, as a CURIE."""
        again = action.restates
        if again:
            return f"ai:{self.others[again.document].recommendations[again.order]}.{again.item}"
        return f"ai:{self.recommendations[action.recommendation]}.{action.item}"

    def contribution(self, contribution: Contribution, place: int) -> str:
        """A contribution as it is counted, as a CURIE; `place` counts those of the document from 1."""
        again = contribution.restates
        return f"co:{self.others[again.document].own}.{again.order}" if again else f"co:{self.own}.{place}"

    def repeat(self, finding: Restatable, place: int) -> str:
        """What a finding that is counted elsewhere is called itself: the name it would have if it were counted."""
        return self.counted(replace(finding, restates=None), place)

    def counted(self, finding: Restatable, place: int) -> str:
        """A finding as it is counted, whatever its kind."""
        match finding:
            case Recommendation():
                return self.recommendation(finding.order) if finding.restates else self._own(finding.order)
            case LearningPoint():
                return self.learning(finding)
            case Action():
                return self.action(finding)
            case Contribution():
                return self.contribution(finding, place)

    def _own(self, order: int) -> str:
        return f"rc:{self.recommendations[order]}"

    def guidance(self, statement: Guidance) -> str:
        """A statement of a paper or briefing, as a CURIE."""
        return f"gs:{self.document}.{statement.order:04}"


def list_slug(listed: str | None) -> str:
    """The slug of a list; "main" for the one list of a page. A long one is cut and told from others by a digest.

    Example:
        >>> list_slug(None), list_slug("DHR Panel Recommendations")
        ('main', 'dhr-panel-recommendations')
        >>> name = "Anytown County Borough Council Children and Young People's Services"
        >>> list_slug(name) == list_slug(f"{name} and Anytown Housing")
        False
    """
    whole = slug(listed or "")
    if len(whole) <= _LONGEST_LIST:
        return whole or "main"
    told = blake2b(whole.encode(), digest_size=4).hexdigest()
    return f"{whole[: _LONGEST_LIST - len(told) - 1].strip('-')}-{told}"


def agency(match: Match | Candidate | None) -> str | None:
    """The addressee a match or candidate leads to, as a CURIE; None when it leads nowhere."""
    if match is None or match.id is None:
        return None
    return f"{'cg' if match.collective else 'ag'}:{match.id}"
