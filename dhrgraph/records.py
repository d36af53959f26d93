"""The typed, frozen records that pass between the stages.

    read -> Document -> extract -> Finding -> redact -> reconcile -> classify -> graph

Nothing here opens a file or knows a vocabulary. A finding is made by `extract` with its words and places;
`reconcile` fills in `Match`es and `classify` fills in `Theming`s by making a changed copy.

Rule kept by every record: no person's name. Roles and organisations only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

# --- places in a document -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in Unicode code points of `Document.text`: oa:start and oa:end as they stand.

    Web Annotation Data Model 4.2.4 counts code points; so do Python slices.

    Example:
        >>> "died 2020"[5:9] == "died 2020"[Span(5, 9).start : Span(5, 9).end]
        True
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, with white space joined, and every place they were put together from.

    `spans` has one entry for each unbroken run of the source (a table cell continued on the next page gives
    two), in reading order, never empty for words that stand in the document.
    """

    text: str
    spans: tuple[Span, ...]
    redacted: bool = False  # True: a person's name stood here, so the source must not be quoted

    def __bool__(self) -> bool:
        return bool(self.text)


EMPTY = Passage("", ())

Box: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom in points, from the page's top left corner


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of `Document.text` stand on paper: the page, counted from 1, and the box around them."""

    span: Span
    page: int
    box: Box


# --- documents ------------------------------------------------------------------------------------------------

Format: TypeAlias = Literal["text", "html", "docx", "pdf"]
DocumentKind: TypeAlias = Literal[
    "summary-page", "executive-summary", "overview-report", "themes-paper", "briefing", "unrecognised"
]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document before it is read: its row in `manifest.csv`, or what its content tells.

    `published` is "YYYY", "YYYY-MM", "YYYY-MM-DD" or None. `licence` is "unknown" unless someone stated one.
    `sha256` is of the file's bytes and names the document in every IRI.
    """

    id: str
    file: str
    sha256: str
    kind: DocumentKind = "unrecognised"
    title: str | None = None
    publisher: str | None = None
    csp: str | None = None
    published: str | None = None
    licence: str = "unknown"

    @property
    def key(self) -> str:
        """First twelve hex digits of the digest: the document's slug.

        Example:
            >>> Source("x", "x.txt", "e2662fcbf0b356b7").key
            'e2662fcbf0b3'
        """
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without its line end. `number` counts from 1."""

    number: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its words, stripped, and where they stand (an empty cell has an empty span)."""

    text: str
    span: Span


TableForm: TypeAlias = Literal["tabs", "pipes", "marked-up", "ruled", "anchored", "labelled"]


@dataclass(frozen=True, slots=True)
class Table:
    """Neighbouring tabular lines. Rows may differ in length: page breaks and lost cells do that.

    `form` says how its cells were told apart: by tabs or pipes in the text, by the file's own mark-up, or on a PDF
    page by its ruled lines, by the columns below its heading, or by the labels beside which they stand.
    """

    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    form: TableForm


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its whole text, its lines and its tables, in reading order.

    `text` is the file's own text, or for other formats the text that reading put together, the same each time; all
    spans are places in it. `places` lead from there to the pages of a format that has pages, sorted and disjoint,
    else are empty. `issues` are what reading could not read.
    """

    source: Source
    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    format: Format = "text"
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()


# --- outcomes of later stages ---------------------------------------------------------------------------------

MatchMethod: TypeAlias = Literal[
    "label", "variant", "misprint", "area-context", "joined-heading", "pattern", "judgement", "none"
]


@dataclass(frozen=True, slots=True)
class Match:
    """How one mention was reconciled, or that it was not.

    `agency` is None when no authority record fits: the mention is still published and still counted.
    `id` is the agency's slug, `type` the slug of its agency type. `evidence` says which label or rule spoke.
    """

    mention: str
    agency: str | None
    id: str | None
    type: str | None
    collective: bool
    method: MatchMethod
    evidence: str


@dataclass(frozen=True, slots=True)
class Theming:
    """One theme given to one finding. `confidence` lies in (0, 1]; `evidence` is where the cue stands.

    `method` is the code of what decided: "cue" (a rule of theme_rules.csv) or "judgement" (a person).
    """

    theme: str
    confidence: float
    evidence: Passage
    method: Literal["cue", "judgement"] = "cue"


# --- one review, several documents ----------------------------------------------------------------------------

Fact: TypeAlias = Literal[
    "wording",
    "number",
    "addressee",
    "scope",
    "lead",
    "target",
    "revised-target",
    "completion",
    "status",
    "contribution",
    "published",
    "death",
    "stated-recommendations",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that a document gives otherwise than the document whose finding is counted.

    `kept` is the counted finding's value: empty for a wording, and where it has no name but its printed words.
    """

    fact: Fact
    kept: str
    stated: Passage


@dataclass(frozen=True, slots=True)
class Restates:
    """Which finding of another document of the same review a finding says again: that one is counted, this is not.

    `document` is the other's key, `file` its name. `order` is that of the recommendation or learning point there, of
    the recommendation an action answers, or the place of a contribution, from 1; it is 0 for a review. `adds` are
    facts on which every document before this one was silent.
    """

    document: str
    file: str
    order: int = 0
    item: int = 0
    spans: tuple[Span, ...] = ()
    differs: tuple[Difference, ...] = ()
    adds: tuple[Fact, ...] = ()


JoinMethod: TypeAlias = Literal["judgement", "recommendations", "facts"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a further document is taken to be about the same review as the main one, `restates.document`.

    `id` is the review's id as it is made of this document alone: it begins the IRIs of what the document states.
    `partnership` is the one all documents of the review have. `evidence` gives method and figures in words.
    """

    id: str
    partnership: Match | None
    method: JoinMethod
    evidence: str
    restates: Restates


# --- findings -------------------------------------------------------------------------------------------------

Basis: TypeAlias = Literal["column", "heading", "sentence", "inferred"]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that is asked (recommendation) or made responsible (action).

    `raw` is the whole printed addressee; `mention` the part of it that names this one body, so
    "Merseyside Police & the Probation Service" gives two addressees with the same `raw`.
    """

    raw: Passage
    mention: str
    basis: Basis
    match: Match | None = None


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
class PartnershipName:
    """The community safety partnership as printed, its ONS name, and the ONS codes it covers (maybe none)."""

    raw: str
    name: str
    codes: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at. `message` says what, where and how to mend, and names no person."""

    stage: Literal["read", "extract", "redact", "reconcile", "classify", "graph"]
    severity: Literal["error", "warning", "note"]
    message: str
    where: Span | None = None


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
