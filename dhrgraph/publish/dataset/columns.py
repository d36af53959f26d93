"""What the columns of the published tables are, and rows read back by it: each cell as a value of its type.

published_columns.csv, a table's heading  ->  columns_of  ->  Columns  ->  read_rows  ->  tuples of values
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeAlias

from dhrgraph.errors import VocabularyError
from dhrgraph.text.cells import as_it_was

Cell: TypeAlias = str | int | float | bool | date | Decimal
Value: TypeAlias = Cell | list[Cell | None] | None
# as exactly as a document says it: CSV on the Web has no type for a year, a month or a day, so it is text of this form
PARTIAL_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
TYPES: Mapping[str, type[Cell]] = {
    "string": str,
    "partial-date": str,
    "anyURI": str,
    "integer": int,
    "double": float,
    "decimal": Decimal,
    "boolean": bool,
    "date": date,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, a title for people, the type of its values (a key of TYPES), what separates them where
    a cell holds several (else empty), the words that stand for a value that is hidden, the property of the graph that
    says the same (a CURIE or empty), and what it means.
    """

    heading: str
    title: str
    datatype: str
    separator: str
    hidden: tuple[str, ...]
    property: str
    description: str


def columns_of(table: str, headings: Iterable[str], known: Iterable[Mapping[str, str]]) -> tuple[Column, ...]:
    """What the columns of one table are; `known` are the rows of ontology/published_columns.csv: the first counts.

    Raises:
        VocabularyError: no row is about a column.

    Example:
        >>> row = dict(table="a-*", column="n", title="N", datatype="integer", separator="", null="", property="")
        >>> columns_of("a-b", ["n"], [row | {"description": "How many."}])[0].datatype
        'integer'
    """
    rows = list(known)
    return tuple(_column(table, heading, rows) for heading in headings)


def _column(table: str, heading: str, known: Iterable[Mapping[str, str]]) -> Column:
    for row in known:
        if row["column"] == heading and fnmatchcase(table, row["table"]):
            hidden = tuple(word for word in row["null"].split("; ") if word)
            # a table of ours is read without the spaces around its cells
            separator = f"{row['separator'].strip()} " if row["separator"] else ""
            return Column(
                heading, row["title"], row["datatype"], separator, hidden, row["property"], row["description"]
            )
    raise VocabularyError(
        f"the table {table} has a column {heading!r} that nothing is said of.\n"
        "  To mend: add a row to ontology/published_columns.csv."
    )


def heading_of(text: str) -> list[str]:
    """The first row of a table."""
    return next(csv.reader(io.StringIO(text, newline="")), [])


def heading_at(path: Path) -> list[str]:
    """The first row of a table on disk."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def read_rows(text: str, columns: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    """The rows of a table after its heading, each cell as a value: None for an empty one, a list for one of several.

    Words are as they were printed: the apostrophe that keeps a spreadsheet from running them is taken off.

    Raises:
        ValueError: a cell is not of its column's type.
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows, None)
    for row in rows:
        yield tuple(_value(as_it_was(cell), column) for cell, column in zip(row, columns, strict=True))


def as_typed(value: Any, column: Column) -> Value:
    """A value of a finding as its column's type has it: empty text is no value, no list an empty one.

    Example:
        >>> as_typed("2021-07-01", Column("d", "Day", "date", "", (), "", "A day."))
        datetime.date(2021, 7, 1)
    """
    if column.separator:
        return [_of_type(part, column) for part in value or []]
    return _of_type(value, column)


def _of_type(value: Any, column: Column) -> Cell | None:
    found: Cell | None = _typed(value, column) if isinstance(value, str) else value
    return found


def _value(cell: str, column: Column) -> Value:
    if column.separator:
        return [_typed(part, column) for part in cell.split(column.separator)] if cell else []
    return _typed(cell, column)


def _typed(words: str, column: Column) -> Cell | None:
    if not words or words in column.hidden:
        return None
    kind = TYPES[column.datatype]
    if kind is bool:
        return {"true": True, "false": False}[words]
    if kind is date:
        return date.fromisoformat(words)
    return (
        str(words)
        if kind is str
        else Decimal(words)
        if kind is Decimal
        else float(words)
        if kind is float
        else int(words)
    )
