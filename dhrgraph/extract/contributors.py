"""The bodies that gave the review a management review, a chronology or a report.

Document, sections, Lexicons  ->  contributions  ->  Contribution for each body of the contributors' table or list
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.outline import Section
from dhrgraph.records import Addressee, Cell, Contribution, Document, Passage
from dhrgraph.text.headings import Columns, fold, read_heading
from dhrgraph.text.passages import clean, join, part

_KINDS = ("imr", "chronology", "report")
_NOTHING = re.compile(r"(?:no|none|nil|n/?a|not applicable|not required|[-–—✗✘0])\.?", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰*†]+$")
_PARTS = re.compile(r"(?P<name>[^:;–—(]{3,120}?)\s*(?:[:;–—(]|\s-\s)\s*(?P<gave>.*)")
_MOST_WORDS = 12  # of a name
_HEADING_ROWS = 3  # of a table: a heading further down is none


def contributions(document: Document, sections: Sequence[Section], lexicons: Lexicons) -> tuple[Contribution, ...]:
    """One entry a body, in the document's order; empty when it has neither such a table nor such a list."""
    tables = tuple(found for table in document.tables for found in _in_table(document.text, table.rows, lexicons))
    return tables or tuple(_in_lists(document.text, sections, lexicons))


def _in_table(source: str, rows: Sequence[Sequence[Cell]], lexicons: Lexicons) -> Iterator[Contribution]:
    """The bodies of one table. A row that says nothing of what was given goes on with the name above it."""
    heads = ((n, read_heading(row, None, lexicons.headings)) for n, row in enumerate(rows[:_HEADING_ROWS]))
    head = next(((n, found[0]) for n, found in heads if found and found[0].table == "contributors"), None)
    if head is None:
        return
    names: list[Passage] = []
    gave: frozenset[str] = frozenset()
    for row in rows[head[0] + 1 :]:
        name, said = _name(source, row, head[1]), _said(row, head[1])
        if said and names:
            yield from _contribution(source, names, gave)
            names = []
        if said:
            gave = _given(said, lexicons)
        if name:
            names.append(name)
    yield from _contribution(source, names, gave)


def _name(source: str, row: Sequence[Cell], columns: Columns) -> Passage | None:
    column = columns.column("agency")
    return clean(source, row[column].span) if column is not None and column < len(row) and row[column].text else None


def _said(row: Sequence[Cell], columns: Columns) -> list[tuple[str, str]]:
    """What the cells of a row say of what was given: field and words, blank ones left out."""
    return [(f, row[n].text) for n, f in columns.fields if f != "agency" and n < len(row) and row[n].text]


def _given(said: Sequence[tuple[str, str]], lexicons: Lexicons) -> frozenset[str]:
    """The kinds given: a tick of any form below a kind's heading, or the words of a column that says them."""
    ticked = {field for field, words in said if field in _KINDS and not _NOTHING.fullmatch(words)}
    spoken = {kind for field, words in said if field not in _KINDS for kind in kinds_in(words, lexicons)}
    return frozenset(ticked | spoken)


def _contribution(source: str, names: Sequence[Passage], gave: frozenset[str]) -> Iterator[Contribution]:
    """The entry of one body; nothing for a body that gave nothing."""
    whole = join(source, names)
    mark = _NOTE_MARK.search(whole.text)
    name = part(source, whole, 0, mark.start()) if mark else whole
    if name and gave:
        imr, chronology, report = (kind in gave for kind in _KINDS)
        yield Contribution(Addressee(name, name.text, "column"), imr, chronology, report)


def _in_lists(source: str, sections: Sequence[Section], lexicons: Lexicons) -> Iterator[Contribution]:
    """The bodies of a list: "Exampleton Police – IMR and chronology", or below words that say what all of them gave."""
    for section in sections:
        if section.kind != "contributors":
            continue
        given_by_all: frozenset[str] = frozenset()
        for block in section.blocks:
            listed = block.kind or (given_by_all and is_body(block.text, lexicons))
            if not listed or block.text.endswith(":"):
                given_by_all = kinds_in(block.text, lexicons) if block.text.endswith(":") else frozenset()
                continue
            found = _PARTS.fullmatch(block.text)
            name = part(source, block.words, *found.span("name")) if found else block.words
            gave = kinds_in(found["gave"], lexicons) if found else frozenset[str]()
            name = name if gave else block.words
            if is_body(name.text, lexicons) or (given_by_all and _like_name(name.text)):
                yield from _contribution(source, [name], gave or given_by_all)


def _like_name(words: str) -> bool:
    return words[:1].isupper() and len(words.split()) <= _MOST_WORDS and not words.endswith(".")


def kinds_in(words: str, lexicons: Lexicons) -> frozenset[str]:
    """The kinds of contribution that words name, by the headings of the contributors' table."""
    folded = f" {' '.join(re.findall(r'[a-z]+', fold(words)))} "
    headings = lexicons.headings.tables.get("contributors", {})
    return frozenset(
        h.field for said, h in headings.items() if h.field in _KINDS and re.search(rf" {re.escape(said)}s? ", folded)
    )
