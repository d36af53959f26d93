"""Tables as they are read: cells in rows, and complaints that name the file, the row and the column.

    heading, rows  ->  Table.arranged(columns)  ->  rows of cells in the order the code expects

Rows stay plain lists of text: two thousand of them are checked and indexed in the time a few hundred records take
to make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dhrgraph.errors import VocabularyError

Cells: TypeAlias = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rows. `name` is its path below ontology/; the heading is row 1, as a spreadsheet shows it."""

    name: str
    heading: tuple[str, ...]
    rows: Sequence[Cells]

    def arranged(self, columns: tuple[str, ...]) -> Sequence[Cells]:
        """The rows with just the cells of `columns`, in that order.

        Raises:
            VocabularyError: a column is missing or unknown, or a row has not as many cells as the heading.

        Example:
            >>> Table("x.csv", ("b", "a"), [["1", "2"]]).arranged(("a", "b"))
            [('2', '1')]
        """
        unknown = sorted(set(self.heading) - set(columns))
        missing = sorted(set(columns) - set(self.heading))
        if unknown or missing or len(self.heading) != len(columns):
            odd, what = (unknown, "unknown column") if unknown else (missing or list(self.heading), "no or two columns")
            raise VocabularyError(
                f"ontology/{self.name} row 1: {what}: {', '.join(odd)}.\n  To mend: use just {', '.join(columns)}."
            )
        width = len(columns)
        for number, row in enumerate(self.rows, 2):
            if len(row) != width:
                raise VocabularyError(
                    f"ontology/{self.name} row {number}: {len(row)} cells under {width} columns.\n"
                    "  To mend: put a value with a comma in quotation marks, and keep empty cells."
                )
        if self.heading == columns:
            return self.rows
        places = [self.heading.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in self.rows]

    def error(self, number: int, column: str, what: str, mend: str) -> VocabularyError:
        """A complaint about one cell, for the caller to raise."""
        return VocabularyError(f"ontology/{self.name} row {number}, column {column}: {what}.\n  To mend: {mend}.")


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell, which ";" parts; none in an empty one.

    Example:
        >>> values("DHSC; Department of Health & Social Care")
        ('DHSC', 'Department of Health & Social Care')
    """
    if ";" not in cell:
        cell = cell.strip()
        return (cell,) if cell else ()
    return tuple(part for value in cell.split(";") if (part := value.strip()))


def numbered(table: Table, columns: tuple[str, ...]) -> Iterator[tuple[int, Cells]]:
    """The arranged rows with their numbers in the file."""
    return enumerate(table.arranged(columns), 2)
