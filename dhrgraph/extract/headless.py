"""What the columns of a table without headings hold, told by what stands in them.

    table  ->  columns_by_content  ->  Columns or None

Only for a table that stands right in a section of recommendations: numbers, sentences that recommend, names of bodies.
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons, speaks
from dhrgraph.extract.plan_rows import printed_number
from dhrgraph.records import Table
from dhrgraph.text.headings import Columns, read_heading

_LEAST_ROWS = 2
_MOST_COLUMNS = 4  # a wider table is a plan
_MOST = 0.6  # share of a column's cells that must be of one kind


def columns_by_content(table: Table, lexicons: Lexicons) -> Columns | None:
    """The columns of a table of recommendations, or None when the cells do not tell or a heading does."""
    width = max(map(len, table.rows))
    if len(table.rows) < _LEAST_ROWS or not 1 < width <= _MOST_COLUMNS:
        return None
    if any(read_heading(row, None, lexicons.headings) for row in table.rows):
        return None
    cells = [[row[n].text for row in table.rows if n < len(row) and row[n].text] for n in range(width)]
    text = max(range(width), key=lambda n: sum(map(len, cells[n])))
    if not _mostly([speaks(lexicons.recommending, words, "says") for words in cells[text]]):
        return None
    number = next((n for n in range(text) if _mostly([printed_number(words) is not None for words in cells[n]])), None)
    others = (n for n in range(width) if n not in (text, number))
    named = next((n for n in others if _mostly([is_body(words, lexicons) for words in cells[n]])), None)
    if number is None and named is None:
        return None
    fields = {number: "number", text: "recommendation", named: "addressee"}
    known = tuple(sorted((n, field) for n, field in fields.items() if n is not None))
    return Columns("summary", known, unknown=tuple((n, "") for n in range(width) if n not in dict(known)))


def _mostly(told: Sequence[bool]) -> bool:
    return bool(told) and sum(told) >= _MOST * len(told)
