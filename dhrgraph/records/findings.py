"""What is found in a document: the review, its recommendations, learning, actions, and what papers say.

Made by `extract` with words and places; `reconcile` fills in `Match`es and `classify` fills in `Theming`s: `themes` are
those that count, `themes_in_doubt` those too weak to count, for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dhrgraph.records.documents import Document, Issue
from dhrgraph.records.matches import Addressee, Match, PartnershipName, Theming
from dhrgraph.records.places import EMPTY, Passage
from dhrgraph.records.restatements import Joined, Restates


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed and as typed.

    `value` is "YYYY", "YYYY-MM", "YYYY-MM-DD" or None; `earliest` and `latest` are the first and last day it
    can mean. "Ongoing basis" has precision "open-ended" and no value.
    """

    raw: Passage
    value: str | None
    precision: Literal["day", "month", "end-of-month", "year", "open-ended", "none"]
    earliest: str | None = None
    latest: str | None = None


Status: TypeAlias = Literal[
    "not-started",
    "in-progress",
    "delayed",
    "complete",
    "complete-ongoing",
    "superseded",
    "folded-into-other-work",
    "not-accepted",
    "already-in-place",
    "not-stated",
]


@dataclass(frozen=True, slots=True)
class Review:
    """The statutory enquiry itself (s.9 Domestic Violence, Crime and Victims Act 2004), not its report.

    `id` is the slug used in IRIs. `death` and `published` are "YYYY", "YYYY-MM" or None. `joined` is there when
    another document of the same review is its main one: then `id` is that of the main document's review.
    """

    id: str
    csp: PartnershipName
    title: str
    published: str | None
    death: str | None
    stated_recommendations: int | None
    where: Passage
    partnership: Match | None = None
    joined: Joined | None = None


Scope: TypeAlias = Literal["local", "regional", "national"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as printed.

    `list` names the list or plan it stands in (None on a page with one list); `number` is as printed or None;
    `order` counts from 1 through the whole document, in natural order of the numbers within a list. `other` keeps the
    cells of columns that mean nothing to us, as in Action.
    """

    list: str | None
    number: str | None
    number_inferred: bool
    order: int
    text: Passage
    scope: Scope | None
    scope_raw: Passage
    addressees: tuple[Addressee, ...]
    asserts_recurrence: Passage = EMPTY
    themes: tuple[Theming, ...] = ()
    themes_in_doubt: tuple[Theming, ...] = ()
    other: tuple[tuple[str, Passage], ...] = ()
    restates: Restates | None = None


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """What was learnt. A panel point has a narrative, perhaps a lesson; an agency's point has a narrative only.

    `informs` holds the `order`s of the recommendations it leads to; `cross_reference` the printed words.
    """

    list: str
    number: str | None
    order: int
    narrative: Passage
    lesson: Passage
    cross_reference: Passage = EMPTY
    informs: tuple[int, ...] = ()
    agency: Addressee | None = None
    themes: tuple[Theming, ...] = ()
    themes_in_doubt: tuple[Theming, ...] = ()
    restates: Restates | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action-plan row that answers a recommendation: `recommendation` is the latter's `order`.

    Each word of a plan's cell is in just one action: a cell that serves several actions stays with the first.
    `other` keeps the cells of columns that mean nothing to us: each heading as printed (empty beyond the last one)
    with its words.
    """

    recommendation: int
    item: int
    action: Passage
    leads: tuple[Addressee, ...]
    lead_role: Passage
    milestones: Passage
    target: PrintedDate | None
    revised_target: PrintedDate | None
    completion: PrintedDate | None
    completion_text: Passage
    status: Status
    status_as_at: PrintedDate | None
    outcome: Passage
    expected_outcome: Passage
    other: tuple[tuple[str, Passage], ...] = ()
    restates: Restates | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one body gave the review: an individual management review, a chronology, a report."""

    agency: Addressee
    imr: bool
    chronology: bool
    report: bool
    restates: Restates | None = None


GuidanceType: TypeAlias = Literal["national-action", "local-suggestion", "reported-finding", "reported-change"]


@dataclass(frozen=True, slots=True)
class Guidance:
    """A statement of a paper or briefing that is about many reviews. `heading` is the theme it stands under."""

    type: GuidanceType
    heading: str
    order: int
    text: Passage
    themes: tuple[Theming, ...] = ()
    themes_in_doubt: tuple[Theming, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number a document states. A claim of that document at its date, never reconciled with our own counts."""

    of: str
    value: int
    as_at: str | None
    text: Passage


@dataclass(frozen=True, slots=True)
class Citation:
    """A law or statutory guidance cited. `iri` is a legislation.gov.uk /id/ IRI, or None when none is certain."""

    raw: Passage
    title: str
    iri: str | None


Finding: TypeAlias = (
    Review | Recommendation | LearningPoint | Action | Contribution | Guidance | Figure | Citation | Issue
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with everything found in it, in reading order: the unit that becomes a named graph."""

    document: Document
    findings: tuple[Finding, ...] = field(default=())

    @property
    def review(self) -> Review | None:
        """The review the document is about; None for papers about many reviews."""
        return next((f for f in self.findings if isinstance(f, Review)), None)
