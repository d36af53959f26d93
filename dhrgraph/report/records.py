"""What a report says, before anyone thinks of HTML or Markdown: frozen records, filled from the measures.

A report is findings in sentences, then sections: sentences, then figures. A figure is a `Chart` (drawn from a table
that stands beside it, so that the two cannot disagree) or a `Table`. A `Number` in a sentence or a cell names the
`Rows` behind it; there each row is a statement of a document with its place. All words are plain text: escaping is
the form's, and whatever stands here has been redacted before.

    Sentence(("Seen in ", Number(3, "theme-marac"), " of ", Number(4), " partnerships."))
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from typing import Literal, TypeAlias

from dhrgraph.text.amounts import how_many

Form: TypeAlias = Literal["count", "share", "decimal"]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _sound(value: float, form: Form) -> None:
    wrong = not math.isfinite(value) or (form == "count" and value != int(value))
    if wrong or (form == "share" and not 0 <= value <= 1):
        raise ValueError(f"{value} is no {form}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was counted or reckoned. `rows` is the id of the `Rows` behind it, "" for none.

    `form`: a "count" is whole (12,345), a "share" lies in [0, 1] and is shown in per cent, a "decimal" with two digits.
    Never NaN or infinite: ValueError.
    """

    value: int | float
    rows: str = ""
    form: Form = "count"

    def __post_init__(self) -> None:
        _sound(self.value, self.form)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included, in the same form as the number that it is about."""

    low: int | float
    high: int | float
    form: Form = "share"

    def __post_init__(self) -> None:
        _sound(self.low, self.form)
        _sound(self.high, self.form)
        if self.low > self.high:
            raise ValueError(f"an interval from {self.low} down to {self.high}")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `url`. One that is neither https nor http is not followed: only the words are shown."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document within a sentence of ours: shown as a quotation."""

    words: str


Part: TypeAlias = str | Number | Interval | Link | Said


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or several sentences that belong together, in parts that are put together without a space between."""

    parts: tuple[Part, ...]


Cell: TypeAlias = Part | Sentence | None  # None: there is nothing to say, shown as a dash


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the heads `columns`, which differ from each other. The first cell of a row names it.

    `caption` says what is shown; `note` (below) how to read it. No rows: the form says so.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError(f"two columns of {self.caption!r} have one name: {self.columns}")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} has not {len(self.columns)} cells")

    def column(self, head: str) -> tuple[Cell, ...]:
        """The cells under `head`. Raises ValueError when there is no such column."""
        place = self.columns.index(head)
        return tuple(row[place] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some columns of `table`, which stands beside it in full.

    `dots`: a dot a row for `values[0]`, its `interval` as a line, `expected` as a tick; shares on a scale from 0 to 1.
    `stack`: a bar a row of the counts in the columns `values`, in their order. `years`: an upright bar a row.
    `label` is the column that names the rows (it may hold text or a `Sentence`). At most `most` rows are drawn, the
    first ones (of `years` the last ones); the picture says how many more the table has. `description` says in words
    what a reader who cannot see the picture should know.
    """

    kind: Literal["dots", "stack", "years"]
    title: str
    description: str
    table: Table
    label: str
    values: tuple[str, ...]
    interval: str = ""
    expected: str = ""
    most: int = 20

    def __post_init__(self) -> None:
        for head in filter(None, (self.label, *self.values, self.interval, self.expected)):
            if head not in self.table.columns:
                raise ValueError(f"{self.title!r} draws the column {head!r}, which its table has not")
        if not self.values or (self.kind != "stack" and len(self.values) != 1):
            raise ValueError(f"{self.title!r} draws {len(self.values)} columns")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what it says first, then what shows it. `id` is a slug, one of its own in the report."""

    id: str
    heading: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Chart | Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement behind a number.

    `text` are the words of the document, redacted; "" where only the statement is known. `review` and `document` are
    their labels, `place` says where in the document it stands ("page 12, characters 3401–3520"), `iri` names the
    statement, `about` are short remarks in our words ("put to Ambridge Council", "complete, March 2021").
    """

    text: str
    review: str
    place: str
    document: str
    iri: str
    about: tuple[str, ...] = ()
    document_url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The statements behind one or several numbers, in the order in which they should be read. `id` is a slug.

    `more` is how many there are besides `rows`; `command` gives them all. Forms may show fewer and count the rest.
    """

    id: str
    title: str
    rows: tuple[Evidence, ...]
    more: int = 0
    command: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """Where to find support: a row of ontology/support.csv. `number` and `url` may be ""."""

    name: str
    number: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Made:
    """How the report came to be: what a reader needs to get the same one. `dataset` names the graph's version, `digest`
    is of its statements, `command` makes the report again, `cite` is how to cite it."""

    version: str
    dataset: str
    digest: str
    command: str
    cite: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is left on one page: what this is, at most seven findings, who was asked what, what was done, and questions
    for practice, which ask and do not judge. Their numbers are shown without links to rows."""

    about: tuple[Sentence, ...]
    findings: tuple[Sentence, ...]
    asked: tuple[Sentence, ...]
    done: tuple[Sentence, ...]
    questions: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        if len(self.findings) > 7:
            raise ValueError("a briefing has at most seven findings")


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The whole of it. `subject` says in a few words whom it is about ("Ambridge Community Safety Partnership"),
    `as_at` up to when ("" when no document says), `coverage` what the answers rest on, `licence` what must be said of
    the sources. Every id is there once, and every number's rows are there.

    Raises:
        ValueError: they are not, or an id is no slug.
    """

    title: str
    subtitle: str
    subject: str
    as_at: str
    findings: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    coverage: tuple[Sentence | Table, ...]
    method: tuple[Sentence, ...]
    limits: tuple[Sentence, ...]
    made: Made
    licence: tuple[str, ...]
    support: tuple[Help, ...]
    briefing: Briefing
    rows: tuple[Rows, ...] = ()

    def __post_init__(self) -> None:
        for kind, ids in (("sections", [s.id for s in self.sections]), ("rows", [r.id for r in self.rows])):
            if len(set(ids)) != len(ids) or not all(_ID.fullmatch(each) for each in ids):
                raise ValueError(f"ids of {kind} are slugs, each there once: {ids}")
        lost = {number.rows for number in numbers(self)} - {rows.id for rows in self.rows} - {""}
        if lost:
            raise ValueError(f"numbers name rows that are not there: {sorted(lost)}")

    def __repr__(self) -> str:
        """What it is in one line: the records would fill a screen many times over."""
        counts = ", ".join(
            how_many(len(some), word)
            for some, word in ((self.findings, "finding"), (self.sections, "section"), (self.rows, "statement list"))
        )
        return f"<Report {self.title!r}: {counts}>"

    def _repr_html_(self) -> str:
        """Title and findings, for a notebook; `dhrgraph.report.forms.form_of` makes the whole page."""
        from dhrgraph.report.words import plain  # it needs the records above

        findings = "".join(f"<li>{escape(plain(each))}</li>" for each in self.findings)
        return f"<p><b>{escape(self.title)}</b><br>{escape(self.subtitle)}</p><ol>{findings}</ol>"


def numbers(value: object) -> Iterator[Number]:
    """Every number in a record, however deep, in reading order.

    Example:
        >>> [number.value for number in numbers(Sentence((Number(3), " of ", Number(4))))]
        [3, 4]
    """
    if isinstance(value, Number):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from numbers(getattr(value, each.name))
