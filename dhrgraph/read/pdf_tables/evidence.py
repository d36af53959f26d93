"""How much speaks for a reading of a place as a table; the greatest is kept.

Counted are columns that the heading names, rows whose numbers follow each other, agreement with the page before; then
many rows outweigh few, and drawn lines white gaps.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dhrgraph.read.pdf_tables.cells import text_of
from dhrgraph.read.pdf_tables.records import Candidate

_COUNT = re.compile(r"\D{0,12}(?:\d{1,3}[./-]){0,4}(\d{1,3})\D{0,3}")
_MANY = 4  # rows: fewer may be one row torn


def evidence(table: Candidate, before: Candidate | None) -> tuple[int, int, bool, bool, bool]:
    """The more, the better: columns named, numbers that follow each other, read as the page before was, rows, lines."""
    named = len(table.columns.fields) - len(table.columns.unknown) if table.columns else 0
    body = table.rows[table.heads :]
    return (
        named,
        _consecutive(table),
        before is not None and table.form == before.form,
        len(body) >= _MANY,
        table.form == "ruled",
    )


def _consecutive(table: Candidate) -> int:
    """How many rows are numbered next after the numbered row above."""
    column = table.columns.column("number") if table.columns else 0
    if column is None:
        return 0
    numbers = [
        int(found[1])
        for row in table.rows[table.heads :]
        if column < len(row) and (found := _COUNT.fullmatch(text_of(row[column])))
    ]
    return sum(below == above + 1 for above, below in pairwise(numbers))
