"""The bodies that gave the review a management review, a chronology or a report.

Document, sections, Lexicons  ->  contributions  ->  Contribution for each body of the contributors' table or list
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons, speaks
from dhrgraph.extract.named_in import names_in
from dhrgraph.extract.outline import Section
from dhrgraph.records import Addressee, Cell, Contribution, Document, Passage
from dhrgraph.text.headings import Columns, fold, read_heading
from dhrgraph.text.passages import clean, join, part

_KINDS = ("imr", "chronology", "report")
_NOTHING = re.compile(r"(?:no|none|nil|n/?a|not applicable|not required|[-–—✗✘0])\.?", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰*†]+$")
_PARTS = re.compile(r"(?P<name>[^:;–—(]{3,120}?)\s*(?:[:;–—(]|\s-\s)\s*(?P<gave>.*)")
_STOP = re.compile(r"(?<!\bSt)[.]\s+(?=[A-Z])")  # of a sentence
_PLAIN = frozenset({"imr", "chronology"})  # given to nothing but reviews
_PAIR = 2
_MOST_WORDS = 12  # of a name
_HEADING_ROWS = 3  # of a table: a heading further down is none


def contributions(document: Document, sections: Sequence[Section], lexicons: Lexicons) -> tuple[Contribution, ...]:
    """One entry a body, in the document's order; empty when it has neither such a table nor such a list.

    A list elsewhere than in a section on contributors counts when none stands there and its lead-in is plain.
    """
    tables = tuple(found for table in document.tables for found in _in_table(document.text, table.rows, lexicons))
    own = [section for section in sections if section.kind == "contributors"]
    return (
        tables
        or tuple(_in_lists(document.text, own, lexicons, plain=False))
        or tuple(_in_lists(document.text, sections, lexicons, plain=True))
    )


def _in_table(source: str, rows: Sequence[Sequence[Cell]], lexicons: Lexicons) -> Iterator[Contribution]:
    """The bodies of one table. A row that says nothing of what was given goes on with the name above it."""
    head = _heading(rows, lexicons)
    if head is None:
        return
    names: list[Passage] = []
    gave: frozenset[str] = frozenset()
    for row in rows[head[0] :]:
        name, said = _name(source, row, head[1]), _said(row, head[1])
        if said and names:
            yield from _contribution(source, names, gave)
            names = []
        if said:
            gave = _given(said, lexicons)
        if name:
            names.append(name)
    yield from _contribution(source, names, gave)


def _heading(rows: Sequence[Sequence[Cell]], lexicons: Lexicons) -> tuple[int, Columns] | None:
    """The first row below the heading, and the columns; None for another table.

    A table whose heading does not say "Agency" is known by the bodies in its first column: below headings that all
    name kinds, or beside cells that all say what was given.
    """
    for n, row in enumerate(rows[:_HEADING_ROWS]):
        found = read_heading(row, None, lexicons.headings)
        if found:
            return (n + 1, found[0]) if found[0].table == "contributors" else None
    known = lexicons.headings.tables.get("contributors", {})
    for n, row in enumerate(rows[:_HEADING_ROWS]):
        fields = [(at, known[fold(cell.text)].field) for at, cell in enumerate(row) if at and fold(cell.text) in known]
        kinds = bool(fields) and len(fields) == sum(bool(cell.text) for cell in row[1:])
        if kinds and all(field in _KINDS for _, field in fields) and _are_bodies(rows[n + 1 :], lexicons):
            return n + 1, Columns("contributors", ((0, "agency"), *fields))
    told = [row for row in rows if len(row) == _PAIR and row[0].text and _says(row[1].text, lexicons)]
    first = rows.index(told[0]) if told else len(rows)
    if first <= 1 and len(told) == len(rows) - first and _are_bodies(told, lexicons):
        return first, Columns("contributors", ((0, "agency"), (1, "gave")))
    return None


def _are_bodies(rows: Sequence[Sequence[Cell]], lexicons: Lexicons) -> bool:
    """Whether all rows, and at least two, begin with the name of a body."""
    return len(rows) > 1 and all(row and is_body(_NOTE_MARK.sub("", row[0].text), lexicons) for row in rows)


def _says(words: str, lexicons: Lexicons) -> bool:
    """Whether few words say what a body gave, or that it gave nothing."""
    short = len(words.split()) <= _MOST_WORDS
    return short and (bool(kinds_in(words, lexicons)) or speaks(lexicons.facts, words, "gave-nothing"))


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


def _in_lists(source: str, sections: Sequence[Section], lexicons: Lexicons, *, plain: bool) -> Iterator[Contribution]:
    """The bodies of lists and sentences: "Exampleton Police – IMR", or with words that say what all of them gave.

    With `plain`, only words count that say of several bodies that they gave reviews or chronologies.
    """
    for section in sections:
        given_by_all: frozenset[str] = frozenset()
        for block in section.blocks:
            listed = block.kind or (given_by_all and is_body(block.text, lexicons))
            if said := tuple(_in_sentence(source, block.words, lexicons, plain=plain)):
                yield from said
            elif not listed or block.text.endswith(":"):
                given_by_all = _given_below(block.text, lexicons, plain=plain)
            elif given_by_all or not plain:
                yield from _item(source, block.words, given_by_all, lexicons)


def _given_below(words: str, lexicons: Lexicons, *, plain: bool) -> frozenset[str]:
    """What words that end in a colon say that all bodies below them gave."""
    if not words.endswith(":") or speaks(lexicons.facts, words, "gave-nothing"):
        return frozenset()
    gave = kinds_in(words, lexicons)
    return gave if not plain or (gave & _PLAIN and speaks(lexicons.facts, words, "gave-below")) else frozenset()


def _in_sentence(source: str, words: Passage, lexicons: Lexicons, *, plain: bool) -> Iterator[Contribution]:
    """The bodies that one sentence names: "The following provided chronologies: Aton Police; and Bton Council."""
    for cue in lexicons.facts:
        found = (
            cue.pattern.search(words.text) if cue.name == "gave" or (cue.name == "gave-here" and not plain) else None
        )
        if found is None:
            continue
        start, end = found.span("value")
        stop = _STOP.search(words.text, start, end)
        end = stop.start() if stop else end
        rest = words.text[:start] + _STOP.split(words.text[end : found.end()])[0]
        gave = kinds_in(rest, lexicons)
        names = names_in(source, part(source, words, start, end), lexicons)
        if names and gave and (not plain or gave & _PLAIN) and not speaks(lexicons.facts, rest, "gave-nothing"):
            for name in names:
                yield from _item(source, name, gave, lexicons)
            return


def _item(source: str, words: Passage, given_by_all: frozenset[str], lexicons: Lexicons) -> Iterator[Contribution]:
    """The entry of one name, with what stands behind it: "Exampleton Police (chronology only)"."""
    found = _PARTS.fullmatch(words.text)
    gave = kinds_in(found["gave"], lexicons) if found else frozenset[str]()
    name = part(source, words, *found.span("name")) if found and gave else words
    if not gave and speaks(lexicons.facts, words.text, "gave-nothing"):
        return
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
