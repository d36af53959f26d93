"""What a graph page holds, as frozen records: views of nodes and lines, and the recommendations behind them.

    Store  ->  gather  ->  Material  ->  views.*  ->  View  ->  layout  ->  Placed  ->  html  ->  one HTML file

Several views share one file. What they share stands once: nodes and lines name recommendations by their number in
`Page.statements`, and these their review by its number in `Page.reviews`. All counts follow from those numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["columns", "free"]
Side: TypeAlias = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Review:
    """A review: who commissioned it (IRIs), and the years of publication ("2021") and regions it can be narrowed by.

    Each is empty when not known; several where documents disagree or two partnerships commissioned it together.
    """

    id: str
    label: str
    partnerships: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A recommendation as printed (names already removed).

    `review` is a number in `Page.reviews`. `place` says where to find it ("recommendation 4, file.txt from character
    1204"); empty when nothing is known. `addressees` are the bodies as named and `themes` the themes, as IRIs: what
    the graph itself says, whatever date a view counts bodies by. `text` is empty where a large page leaves it out.
    """

    id: str
    text: str
    review: int
    number: str = ""
    place: str = ""
    addressees: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a view.

    `kind` is a key of `kinds.KINDS`; `type` is printed after it ("Agency: Police"). In a view of columns `column`
    counts from 0 on the left and nodes of one `group` ("Health", "Information sharing") stand together under it as a
    heading; "" has none. `at` (column, row) fixes a node's place in a free view. `about` is a sentence on what it is.
    `facts` are further lines of its details, name and value. `statements` are the numbers of all recommendations
    that concern it, `reviews` those of reviews, needed only where they say more than the statements do.
    `measures` are what it can be sized by besides its counts.
    """

    id: str
    label: str
    kind: str
    type: str = ""
    group: str = ""
    column: int = 0
    at: tuple[float, float] | None = None
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    statements: tuple[int, ...] = ()
    reviews: tuple[int, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes of its view, from `source` to `target` (IRIs; left to right in columns).

    `label` says what it is where lines differ in kind ("merged into, 2019-10-01"). `statements` and `reviews` are as
    of Node.
    """

    source: str
    target: str
    label: str = ""
    statements: tuple[int, ...] = ()
    reviews: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """A choice in the list "Larger shape means more": a node attribute, its name and one plain sentence about it."""

    key: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class View:
    """One picture.

    `name` is what `dhrgraph graph --network` calls it; `title` stands on its button; `sentence` says what a line means
    and `finding` what a reader should see. `columns` are the titles above the columns, left first; empty when free.
    `counted`: lines and nodes count partnerships, reviews and recommendations (a model does not). `directed`: lines
    have an arrow. `strength` is the count that tells lines apart best. `sizes` are offered besides the counts.
    `command` makes the view again; `query` is SPARQL that gives its lines, "" if there is none. `left_out` nodes did
    not fit. `notice` is a caution that belongs above the picture, "" if none.
    """

    name: str
    title: str
    sentence: str
    finding: str
    form: Form
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    counted: bool = True
    directed: bool = False
    strength: str = "partnerships"
    sizes: tuple[Size, ...] = ()
    command: str = ""
    query: str = ""
    left_out: int = 0
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that one file holds. `views` are in the order of their buttons, the first is shown at once; never empty.

    `of` says how many partnerships, reviews and recommendations the whole is about. `names` has the label of every
    IRI that a statement or review mentions. `support` are rows of ontology/support.csv; `dataset` is a JSON-LD block
    made safe, "" if there is none. `labels` has the label and its language tag as the graph itself gives them, for IRIs
    where these are not the name in `names` (of a review: its label) and "en"; ("", "") where the graph has none.
    """

    title: str
    views: tuple[View, ...]
    statements: tuple[Statement, ...] = ()
    reviews: tuple[Review, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    of: Mapping[str, int] = field(default_factory=dict)
    support: Sequence[Mapping[str, str]] = ()
    attribution: tuple[str, ...] = ()
    dataset: str = ""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands. In a view of columns x is the column's number, and the page decides how far apart columns
    are; else x is in px. y is in px, downwards, 0 in the middle. The label stands left (-1), below (0) or right (1)."""

    x: float
    y: float
    side: Side = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group above its first node, in a column; y as of Place."""

    column: int
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A view's places by node, in the order of its nodes, and the headings of its groups."""

    places: Mapping[str, Place]
    headings: tuple[Heading, ...] = ()
