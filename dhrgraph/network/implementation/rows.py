"""The records that every table of this folder is made from: an action, a recommendation, a learning point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from dhrgraph.network.implementation.dates import Printed
from dhrgraph.network.occurrences import Thing

Standing: TypeAlias = Literal["done", "open", "set aside", "not stated"]

NOT_STATED: Final = "not-stated"
# not done, and no longer to be done: neither open nor overdue
SET_ASIDE: Final = frozenset({"superseded", "folded-into-other-work", "not-accepted"})


@dataclass(frozen=True, slots=True)
class Status:
    """A status: its IRI, name and code ("in-progress"), and whether it counts as carried out (`dhr:countsAsDone`)."""

    id: str
    label: str
    code: str
    done: bool

    @property
    def standing(self) -> Standing:
        """The four ways in which an action can stand; each status is one of them.

        Example:
            >>> Status("", "delayed", "delayed", False).standing, Status("", "", "not-accepted", False).standing
            ('open', 'set aside')
        """
        if self.done:
            return "done"
        if self.code in SET_ASIDE:
            return "set aside"
        return "not stated" if self.code == NOT_STATED else "open"


@dataclass(frozen=True, slots=True)
class Body:
    """Who leads an action or is asked for it: as counted (as named, or as of a date), as named, and as of today.

    `within` are the bodies that the one named is a unit or a part of, in any number of steps.
    """

    thing: Thing
    named: str
    today: str
    within: frozenset[str] = frozenset()

    @property
    def collective(self) -> bool:
        """Whether it is a group ("All agencies") and so no single body."""
        return self.thing.kind == "collective"


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation: whom and what it is about, whether its review has a published plan, and an action for it.

    `number`, `addressed_to` and `text` are as printed, empty where nothing is.
    """

    id: str
    review: Thing
    partnership: Thing | None = None
    addressees: tuple[Body, ...] = ()
    themes: tuple[Thing, ...] = ()
    planned: bool = False
    answered: bool = False
    number: str = ""
    addressed_to: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of a plan, with the recommendation it answers.

    `published`, `death` (of its review) and `status_as_at` are dates as in the graph ("2024-01"), or empty. The
    printed dates are None where the plan prints none. `led_by` are the words that say who leads it.
    """

    id: str
    recommendation: Recommended
    status: Status
    leads: tuple[Body, ...] = ()
    led_by: str = ""
    text: str = ""
    published: str = ""
    death: str = ""
    status_as_at: str = ""
    target: Printed | None = None
    revised: Printed | None = None
    completion: Printed | None = None

    @property
    def due(self) -> Printed | None:
        """When it is due: the revised target if one is printed, whatever it says, else the first."""
        return self.revised or self.target

    @property
    def outstanding(self) -> bool:
        """Whether it was still to be done when the plan was written: neither done nor set aside.

        One on whose status the plan is silent is done all the same if a day of completion can be read.
        """
        standing = self.status.standing
        finished = self.completion is not None and self.completion.known
        return standing == "open" or (standing == "not stated" and not finished)

    @property
    def partnership_label(self) -> str:
        """The partnership's name, or nothing."""
        place = self.recommendation.partnership
        return place.label if place else ""

    @property
    def lead_label(self) -> str:
        """The names of those who lead it; the words as printed where no body is known."""
        return "; ".join(body.thing.label for body in self.leads) or self.led_by


@dataclass(frozen=True, slots=True)
class Learnt:
    """A learning point: its review, partnership, printed number, the name of the body it concerns, its words, and
    whether a recommendation is said to follow from it."""

    id: str
    review: Thing
    partnership: Thing | None = None
    number: str = ""
    agency: str = ""
    text: str = ""
    informs: bool = False


@dataclass(frozen=True, slots=True)
class Plans:
    """All that a store holds: every action, and every recommendation, answered or not; in the order of their IRIs."""

    actions: tuple[ActionRow, ...] = ()
    recommendations: tuple[Recommended, ...] = ()
