"""The rows of the registers, checked: every complaint names the file, the row and the column.

    tables of registers/  ->  read_sources, read_bodies, read_events  ->  Source, rows by slug, ChangeEvent

All rows are checked at every load, for a register that is half right is not applied at all; no record is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dhrgraph.reconcile.register.faults import Codes, body_faults, circle, event_faults, label_fault, parent_fault
from dhrgraph.reconcile.register.records import COLUMNS, LABEL, PARENT, SLUG, ChangeEvent, Source, cite, sources_of
from dhrgraph.reconcile.register.tables import Cells, Table, numbered, values
from dhrgraph.reconcile.register.words import fold

SOURCE_COLUMNS = ("id", "title", "publisher", "vintage", "licence", "attribution", "url")
EVENT_COLUMNS = ("slug", "label", "date", "kind", "from", "to", "source")


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
        VocabularyError: two rows share a slug or label, a row has another's label among its names, or lacks or misnames
            what it needs: its kind, type or level, what it is part of, a place, a date, or the evidence of an
            identifier; or a label is somebody's name.
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
            for fault in body_faults(row, sources, codes):
                raise table.error(number, *fault)
            found[slug], stands[slug] = row, (table, number)
    for slug, row in found.items():
        wrong = label_fault(row, labels) or (parent_fault(slug, found) if row[PARENT] else None)
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
            is not in the registers or is a group; or events lead round in a circle.
    """
    found: dict[str, ChangeEvent] = {}
    stands: dict[str, int] = {}
    for number, row in numbered(table, EVENT_COLUMNS):
        for fault in event_faults(row, bodies, found, sources, codes):
            raise table.error(number, *fault)
        slug, label, date, kind, originals, results, source = row
        before, after = (tuple(sorted(values(side))) for side in (originals, results))
        told, follows = cite(source, sources) + ".", kind in codes.successors
        found[slug] = ChangeEvent(slug, label, date, kind, before, after, told, follows, sources_of([source], sources))
        stands[slug] = number
    ordered = tuple(sorted(found.values(), key=lambda event: (event.date, event.slug)))
    if round_about := sorted(stands[event.slug] for event in circle(ordered)):
        what = f"the changes of rows {' and '.join(map(str, round_about))} lead from a body back to it"
        raise table.error(round_about[-1], "to", what, "mend the bodies of one of them, or delete it")
    return ordered
