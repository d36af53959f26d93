"""Invented documents in memory, of a given kind, and what is said of the findings in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

from dhrgraph.extract.findings import extract_findings
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.read.tables import find_tables
from dhrgraph.records import Addressee, Document, DocumentKind, Finding, Passage, Source
from dhrgraph.text.lines import split_lines

F = TypeVar("F")


def document(text: str, kind: DocumentKind = "executive-summary") -> Document:
    """A document whose kind nobody has to recognise. `→` stands for a tab."""
    text = text.replace("→", "\t")
    lines = split_lines(text)
    return Document(Source("made-up", "made-up.txt", "0" * 64, kind), text, lines, find_tables(text, lines))


def findings(text: str, lexicons: Lexicons, kind: DocumentKind = "executive-summary") -> tuple[Finding, ...]:
    """Everything in an invented document."""
    return extract_findings(document(text, kind), lexicons).findings


def of(kind: type[F], found: tuple[Finding, ...]) -> list[F]:
    """The findings of one kind."""
    return [f for f in found if isinstance(f, kind)]


def passages(value: object) -> Iterator[Passage]:
    """Every passage of a record, however deep. A list's heading put together from broken cells is left out.

    Its name is a mended one: the letters of the document, but not its words.
    """
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, Addressee) and value.basis == "heading" and len(value.raw.spans) > 1:
        return
    elif isinstance(value, tuple | list):
        for item in value:
            yield from passages(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from passages(getattr(value, f.name))
