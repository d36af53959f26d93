"""A document as read: what is known of its file, its text, lines and tables, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.records.places import Place, Span

Format: TypeAlias = Literal["text", "html", "docx", "pdf"]
DocumentKind: TypeAlias = Literal[
    "summary-page", "executive-summary", "overview-report", "themes-paper", "briefing", "case-table", "unrecognised"
]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document before it is read: its row in `manifest.csv`, or what its content tells.

    `published` is "YYYY", "YYYY-MM", "YYYY-MM-DD" or None. `licence` is "unknown" unless someone stated one.
    `sha256` is of the file's bytes and names the document in every IRI. `citation` is how the source asks to be cited.
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
    citation: str | None = None

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


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at. `message` says what, where and how to mend, and names no person."""

    stage: Literal["read", "extract", "redact", "reconcile", "classify", "graph"]
    severity: Literal["error", "warning", "note"]
    message: str
    where: Span | None = None
