"""Names in tables: of the panel, of pseudonyms, of authors; whatever the order of their columns.

    Document, Surroundings  ->  names_in_tables  ->  Named, ...

A table names persons when one heading says "name" (or member, representative, pseudonym, author …) and another one
post, organisation or relationship; or when its first column does; or when a row says a role beside a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dhrgraph.records import Cell, Document
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name
from dhrgraph.redact.cues import PersonCues
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import keys_of, words_of

_PAGE_BREAK = re.compile(r"\W*(?:page\s*)?\d*(?:\s*of\s*\d+)?\W*", re.IGNORECASE)  # a line that a page break leaves
_CAPITALS = re.compile(r"\b[A-Z][a-z]")
_LONGEST_HEADING = 8
_LONGEST_ROLE = 6
_WIDEST_ROLE_TABLE = 4

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table of persons holds their names, and what the other columns say of them.

    `of_people` is True for the table of pseudonyms: those who were hurt, who hurt, and their families.
    """

    names: frozenset[int]
    posts: frozenset[int]
    relationships: frozenset[int]
    organisations: frozenset[int]

    @property
    def of_people(self) -> bool:
        """Whether the table lists pseudonyms rather than people at work."""
        return bool(self.relationships) and not (self.posts or self.organisations)


def names_in_tables(document: Document, around: Surroundings) -> Iterator[Named]:
    """Each name in each table of persons, names that were split over rows put together, in reading order."""
    columns: Columns | None = None
    end = 0
    for table in document.tables:
        between = document.text[end : table.span.start].split("\n")
        if not all(_PAGE_BREAK.fullmatch(line) for line in between):
            columns = None
        end = table.span.end
        open_rows: list[Row] = []
        for row in table.rows:
            heading = person_columns(row, around.cues)
            if heading or _looks_like_heading(row, around.cues):
                yield from _named(open_rows, columns, around)
                columns, open_rows = heading, []
            else:
                open_rows.append(row)
        yield from _named(open_rows, columns, around)
        if columns is None:
            yield from _sideways(table.rows, around)
            yield from _role_rows(table.rows, around)


def bodies_in_tables(document: Document, cues: PersonCues) -> Iterator[str]:
    """The cells of columns of organisations in tables of persons, and those of contributors' tables."""
    for table in document.tables:
        organisations: frozenset[int] = frozenset()
        for row in table.rows:
            found = _columns(row, cues)
            if found and found.organisations:
                organisations = found.organisations
            else:
                yield from (row[n].text for n in sorted(organisations) if n < len(row) and row[n].text)


def cells_of_leads(document: Document, cues: PersonCues) -> Iterator[str]:
    """The cells below headings such as "Lead officer" or "Owner", whether or not the table is read as a plan."""
    for table in document.tables:
        leads: frozenset[int] = frozenset()
        for row in table.rows:
            sorts = [_sort(cell.text, cues) for cell in row]
            if "lead" in sorts and len(row) > 1:
                leads = frozenset(n for n, sort in enumerate(sorts) if sort == "lead")
            else:
                yield from (row[n].text for n in sorted(leads) if n < len(row) and row[n].text)


def characteristics(document: Document, cues: PersonCues) -> Iterator[tuple[str, str]]:
    """What tables of pseudonyms say of each person in two words or more ("White British female"), to be taken out."""
    for table in document.tables:
        columns: Columns | None = None
        for row in table.rows:
            found = person_columns(row, cues)
            if found or columns is None:
                columns = found
            elif columns.of_people:
                beside = (cell.text for n, cell in enumerate(row) if n in columns.relationships)
                said = [words for words in beside if len(_CAPITALS.findall(words)) > 1 and not cues.role_in(words)]
                yield from ((words, "characteristic") for words in said)


def person_columns(row: Row, cues: PersonCues) -> Columns | None:
    """The columns of a table of persons, when `row` is its heading."""
    found = _columns(row, cues)
    beside = found is not None and (found.posts or found.relationships or found.organisations)
    return found if found is not None and found.names and beside else None


def _columns(row: Row, cues: PersonCues) -> Columns | None:
    sorts = [_sort(cell.text, cues) for cell in row]
    if not any(sorts) or any(len(cell.text.split()) > _LONGEST_HEADING for cell in row):
        return None

    def of(sort: str) -> frozenset[int]:
        return frozenset(n for n, found in enumerate(sorts) if found == sort)

    return Columns(of("name"), of("post"), of("relationship"), of("organisation"))


@lru_cache(maxsize=4096)
def _sort(words: str, cues: PersonCues) -> str:
    """What a heading says its column holds: name, post, organisation, relationship, other; empty when nothing known."""
    plain = " ".join(words.split()).strip(" :.*")
    if any(pattern.fullmatch(plain) for pattern in cues.columns):
        return "name"
    return next((sort for sort, pattern in cues.beside if pattern.fullmatch(plain)), "")


def _looks_like_heading(row: Row, cues: PersonCues) -> bool:
    held = [cell.text for cell in row if cell.text]
    return len(held) > 1 and sum(bool(_sort(words, cues)) for words in held) == len(held)


def _named(rows: Sequence[Row], columns: Columns | None, around: Surroundings) -> Iterator[Named]:
    if columns is None:
        return
    for number in sorted(columns.names):
        for name, row in _joined(rows, number, columns):
            yield from _person(name, row, columns, around)


def _joined(rows: Sequence[Row], number: int, columns: Columns) -> Iterator[tuple[str, Row]]:
    """The cells of a column, each with the row it begins in; a name that goes on in the next row comes whole."""
    begun: tuple[str, Row] | None = None
    for row in rows:
        words = row[number].text if number < len(row) else ""
        if not words:
            continue
        if begun and not columns.of_people and _goes_on(begun[0], words, row, columns):
            begun = (f"{begun[0]} {words}", begun[1])
            continue
        if begun:
            yield begun
        begun = (words, row)
    if begun:
        yield begun


def _goes_on(before: str, words: str, row: Row, columns: Columns) -> bool:
    """Whether a cell holds the rest of the name above it: one word below one word, or nothing new said beside it."""
    one = len(words_of(words)) == 1
    untitled = [w for w in words_of(before) if len(w.text) > 2]
    beside = [row[n].text for n in sorted(columns.posts | columns.organisations) if n < len(row)]
    nothing_new = not beside or not beside[0] or beside[0][0].islower()
    return one and (before.rstrip().endswith(("-", "–")) or len(untitled) == 1 or (nothing_new and len(untitled) < 2))


def _person(cell: str, row: Row, columns: Columns, around: Surroundings) -> Iterator[Named]:
    said = " ".join(row[n].text for n in sorted(columns.posts | columns.relationships) if n < len(row))
    told = around.cues.role_in(said)
    if columns.of_people:
        yield Named(cell, told or "person", pseudonym=True)
        return
    role = told if told in ("chair", "author") else "panel member"
    found = [name for name, _ in names_in(cell, around, listed=True, single=True)]
    if (swapped := reversed_name(cell, around)) is not None:
        found.append(swapped)
    if not found and not around.is_body(cell):
        found = [" ".join(w.text for w in words_of(cell) if w.capital and not w.shouted and not around.explained(w))]
    yield from (Named(name, role) for name in found if name)


def _sideways(rows: Sequence[Row], around: Surroundings) -> Iterator[Named]:
    """Names in a table whose headings stand in its first column, with a column for each person."""
    heads = {_sort(row[0].text, around.cues): row for row in rows if len(row) > 1 and row[0].text}
    if "name" not in heads or not {"relationship", "post"} & heads.keys():
        return
    beside = heads.get("relationship") or heads["post"]
    for number, cell in enumerate(heads["name"][1:], 1):
        role = around.cues.role_in(beside[number].text if number < len(beside) else "")
        if cell.text and not around.is_body(cell.text):
            yield Named(cell.text, role or "person", pseudonym="relationship" in heads)


def _role_rows(rows: Sequence[Row], around: Surroundings) -> Iterator[Named]:
    """Names in rows that say nothing but a role and a name: "Independent Chair | …", "… | Victim"."""
    for row in rows:
        held = [cell.text for cell in row if cell.text]
        if not 2 <= len(held) <= _WIDEST_ROLE_TABLE:
            continue
        short = [w for w in held[:2] if len(keys_of(w)) <= _LONGEST_ROLE and w[-1] not in ".?"]
        said = [w for w in short if around.cues.role_in(w)]
        if len(said) != 1:
            continue
        role = around.cues.role_in(said[0]) or "person"
        other = next(w for w in held[:2] if w is not said[0])
        for name, _ in names_in(other, around, listed=True, single=True):
            yield Named(name, role, pseudonym=role not in ("chair", "author"))
