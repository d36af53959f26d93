"""Plans set as forms: each row is a label and what is said under it, one table for each recommendation.

    table  ->  entries  ->  Entry for each label with its words; empty for a table that is no form

"Recommendation 1 | The council should …", "Lead | Council", or two such pairs in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dhrgraph.extract.labels import recommendation_label
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.plan_rows import other_field
from dhrgraph.records import Cell, Table
from dhrgraph.text.headings import fold, read_heading

_LEAST = 2  # rows that begin with a label
_MOST_CELLS = 6  # of a row: three labels with their words


@dataclass(frozen=True, slots=True)
class Entry:
    """One label with the cell beside it. `number` is that of a label such as "Recommendation 1"."""

    field: str
    cell: Cell
    label: str
    number: str | None = None
    merged: bool = False  # the label names the outcome too


def entries(table: Table, lexicons: Lexicons) -> tuple[Entry, ...]:
    """The entries of a form, in reading order; empty when too few rows begin with a label or one is a heading."""
    if len(table.rows) < _LEAST or max(map(len, table.rows)) > _MOST_CELLS:
        return ()
    if any(read_heading(row, None, lexicons.headings) for row in table.rows):
        return ()
    made = [list(_entries(row, lexicons)) for row in table.rows]
    if not 2 * sum(map(bool, made)) > len(made) >= _LEAST:
        return ()
    whole = (known or _unknown(row) for known, row in zip(made, table.rows, strict=True))
    return _addressed(tuple(entry for row in whole for entry in row), lexicons)


def _unknown(row: Sequence[Cell]) -> list[Entry]:
    """A row whose label nobody has recorded: its words are kept under it. A cell alone has no label."""
    held = [cell for cell in row if cell.text]
    label = held[0].text if len(held) > 1 else ""
    return [Entry(other_field(label), cell, label) for cell in (held[1:] if label else held)]


def _addressed(form: tuple[Entry, ...], lexicons: Lexicons) -> tuple[Entry, ...]:
    """The form with "Agency" as whom it is put to, where it stands before the actions and who leads is said apart."""
    known = lexicons.headings.tables.get("summary", {})
    leads = {entry.label.casefold() for entry in form if entry.field == "lead"}
    made, acting = [], False
    for entry in form:
        acting = entry.field == "action" or (acting and entry.field != "recommendation")
        named = known.get(fold(entry.label))
        put_to = entry.field == "lead" and len(leads) > 1 and not acting and named and named.field == "addressee"
        made.append(replace(entry, field="addressee") if put_to else entry)
    return tuple(made)


def _entries(row: Sequence[Cell], lexicons: Lexicons) -> Iterator[Entry]:
    held = [cell for cell in row if cell.text]
    at = 0
    while at + 1 < len(held):
        label = _label(held[at], held[at + 1], lexicons)
        if label is None:
            return
        yield label
        at += 2


def _label(label: Cell, cell: Cell, lexicons: Lexicons) -> Entry | None:
    numbered = recommendation_label(label.text, lexicons)
    if numbered and numbered.rest[0] >= numbered.rest[1]:
        return Entry("recommendation", cell, label.text, numbered.number)
    tables, words = lexicons.headings.tables, fold(label.text)
    heading = tables.get("plan", {}).get(words) or tables.get("summary", {}).get(words)
    return Entry(heading.field, cell, label.text, None, "outcome" in words) if heading else None
