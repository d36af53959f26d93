"""The rows of the registers, checked: every complaint names the file, the row and the column.

    tables of registers/  ->  read_sources, read_bodies, read_events  ->  Source, rows by slug, ChangeEvent

All rows are checked at every load, for a register that is half right is not applied at all; no record is made.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dhrgraph.errors import nearest
from dhrgraph.reconcile.authority import (
    CLASSES,
    CLOSED,
    COLUMNS,
    EVIDENCE,
    GROUP,
    IDENTIFIERS,
    KIND,
    LABEL,
    LEVEL,
    OPENED,
    PARENT,
    SLUG,
    TYPE,
    ChangeEvent,
    Source,
    cite,
    sources_of,
)  # fmt: skip
from dhrgraph.reconcile.tables import Cells, Table, numbered, values
from dhrgraph.reconcile.words import fold

SOURCE_COLUMNS = ("id", "title", "publisher", "vintage", "licence", "attribution", "url")
EVENT_COLUMNS = ("slug", "label", "date", "kind", "from", "to", "source")
Fault = tuple[str, str, str]  # the column, what is wrong, how to mend it

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Anything:
    """A container of everything, for callers that have no list of codes."""

    def __contains__(self, _item: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes a register may use, of codes.ttl, each without its list's name before it.

    `successors` are the kinds of change that put what resulted in the place of what was ("merger").
    """

    types: Container[str] = Anything()
    levels: Container[str] = Anything()
    changes: Container[str] = Anything()
    successors: Container[str] = Anything()


def read_sources(table: Table) -> dict[str, Source]:
    """The sources by id.

    Raises:
        VocabularyError: an id stands twice, or a source lacks its title, publisher or licence.
    """
    found: dict[str, Source] = {}
    for number, row in numbered(table, SOURCE_COLUMNS):
        name, title, publisher, vintage, licence, attribution, _ = row
        if not name or name in found or set(name) & set(":+; "):
            raise table.error(number, "id", f"'{name}' is empty, there twice or no word", "give it its own id")
        for column, cell in (("title", title), ("publisher", publisher), ("licence", licence)):
            if not cell:
                raise table.error(number, column, "empty", "say what the source is, whose, and how it may be used")
        found[name] = Source(name, f"{title}, {vintage}" if vintage else title, attribution)
    return found


def read_bodies(tables: Iterable[Table], sources: Mapping[str, Source], codes: Codes) -> dict[str, Cells]:
    """The rows of all bodies by slug, sorted.

    Raises:
        VocabularyError: two rows share a slug or label, or a row lacks or misnames what it needs: its kind, type or
            level, what it is part of, a date, or the evidence of an identifier.
    """
    found: dict[str, Cells] = {}
    stands: dict[str, tuple[Table, int]] = {}
    labels: dict[str, str] = {}
    for table in tables:
        for number, row in numbered(table, COLUMNS):
            slug = row[SLUG]
            if slug in found:
                other, line = stands[slug]
                raise table.error(
                    number, "slug", f"'{slug}' is also in {other.name} row {line}", "delete or rename one"
                )
            twin = labels.setdefault(fold(row[LABEL]), slug)
            if twin != slug:
                other, line = stands[twin]
                what = f"'{row[LABEL]}' is also the label in {other.name} row {line}"
                raise table.error(number, "label", what, "give each body a label of its own")
            for fault in _faults(row, sources, codes):
                raise table.error(number, *fault)
            found[slug], stands[slug] = row, (table, number)
    for slug, row in found.items():
        if row[PARENT]:
            wrong = _parent_fault(slug, found)
            if wrong:
                table, number = stands[slug]
                raise table.error(number, *wrong)
    return dict(sorted(found.items()))


def read_events(
    table: Table, bodies: Mapping[str, Cells], sources: Mapping[str, Source], codes: Codes
) -> tuple[ChangeEvent, ...]:
    """The change events, sorted by date and slug.

    Raises:
        VocabularyError: an event stands twice, lacks its date, kind, source or one of its sides, or names a body that
            is not in the registers or is a group.
    """
    found: dict[str, ChangeEvent] = {}
    for number, row in numbered(table, EVENT_COLUMNS):
        for fault in _event_faults(row, bodies, found, sources, codes):
            raise table.error(number, *fault)
        slug, label, date, kind, originals, results, source = row
        before, after = (tuple(sorted(values(side))) for side in (originals, results))
        told, follows = cite(source, sources) + ".", kind in codes.successors
        found[slug] = ChangeEvent(slug, label, date, kind, before, after, told, follows, sources_of([source], sources))
    return tuple(sorted(found.values(), key=lambda event: (event.date, event.slug)))


def _faults(row: Cells, sources: Container[str], codes: Codes) -> Iterator[Fault]:
    slug, kind = row[SLUG], row[KIND]
    if not slug or " " in slug:
        yield "slug", f"'{slug}' is no slug", "write words joined by hyphens"
    if not row[LABEL]:
        yield "label", "empty", "give the body its name"
    if kind not in CLASSES:
        yield "kind", f"no kind '{kind}'", f"use one of {', '.join(CLASSES)}"
    if row[TYPE] not in codes.types:
        yield "type", f"no type '{row[TYPE]}'", "use a type of codes.ttl"
    if row[LEVEL] and row[LEVEL] not in codes.levels:
        yield "level", f"no level '{row[LEVEL]}'", "use a level of codes.ttl, or leave it empty"
    if row[OPENED] or row[CLOSED]:
        yield from _date_faults(row)
    if row[IDENTIFIERS] or row[EVIDENCE]:
        yield from _identifier_faults(row, sources)


def _date_faults(row: Cells) -> Iterator[Fault]:
    for column, cell in (("opened", row[OPENED]), ("closed", row[CLOSED])):
        if cell and not _DATE.fullmatch(cell):
            yield column, f"'{cell}' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    if row[OPENED] and row[CLOSED] and row[CLOSED] < row[OPENED]:
        yield "closed", "before the body opened", "swap or mend the dates"


def _identifier_faults(row: Cells, sources: Container[str]) -> Iterator[Fault]:
    codes, evidence = values(row[IDENTIFIERS]), values(row[EVIDENCE])
    for code in codes:
        if len(code.split(" ")) != 2:
            yield "identifiers", f"'{code}' does not name its list", "write SCHEME CODE, one space between"
    if len(codes) != len(evidence):
        yield (
            "evidence",
            f"{len(codes)} identifiers but evidence for {len(evidence)}",
            "name the source of each, in the same order, joined by ';'",
        )
    for cell in evidence:
        yield from _source_faults("evidence", cell, sources)


def _source_faults(column: str, cell: str, sources: Container[str]) -> Iterator[Fault]:
    for name in cell.partition(":")[0].split("+"):
        if name not in sources:
            yield column, f"no source '{name}'", "use an id of sources.csv, or add the source there"


def _parent_fault(slug: str, bodies: Mapping[str, Cells]) -> Fault | None:
    line, at = [slug], bodies[slug][PARENT]
    while at:
        if at not in bodies:
            near = nearest(at, bodies)
            return "parent", f"no body '{at}'", f"write the slug of a body{f', perhaps {near}' if near else ''}"
        if at in line:
            return "parent", f"{at} would be part of itself", "break the circle"
        if bodies[at][KIND] == GROUP:
            return "parent", f"{at} is a group, of which nothing is a part", "name one body"
        line.append(at)
        at = bodies[at][PARENT]
    return None


def _event_faults(
    row: Cells, bodies: Mapping[str, Cells], found: Container[str], sources: Container[str], codes: Codes
) -> Iterator[Fault]:
    slug, label, date, kind, originals, results, source = row
    if not slug or slug in found or slug in bodies:
        yield "slug", f"'{slug}' is empty, there twice or a body's", "give the event its own"
    if not label:
        yield "label", "empty", "say what happened"
    if not _DATE.fullmatch(date):
        yield "date", f"'{date}' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    if kind not in codes.changes:
        yield "kind", f"no kind of change '{kind}'", "use a change of codes.ttl"
    for column, side in (("from", originals), ("to", results)):
        if not values(side):
            yield column, "empty", "name the bodies"
        for name in values(side):
            if name not in bodies:
                near = nearest(name, bodies)
                yield column, f"no body '{name}'", f"write the slug of a body{f', perhaps {near}' if near else ''}"
            elif bodies[name][KIND] == GROUP:
                yield column, f"{name} is a group", "name bodies"
    if not source:
        yield "source", "empty", "say who tells of it: an id of sources.csv and, after a colon, where"
    yield from _source_faults("source", source, sources) if source else ()
