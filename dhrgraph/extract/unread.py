"""Tables that should hold recommendations or actions and of which nothing was read.

    Document, sections, spans that were read  ->  unread_tables  ->  Issue for each such table

A table without any heading that is known says nothing to us; one in a section of recommendations or an action plan is
likely to hold what was looked for, so a person is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.outline import Section, section_around
from dhrgraph.records import Document, Issue, Span, Table
from dhrgraph.text.headings import read_heading

_SECTIONS = ("recommendations", "plan")
_LEAST_COLUMNS = 2
_LEAST_WORDS = 6  # of one cell: shorter ones are a key of colours


def unread_tables(
    document: Document, sections: Sequence[Section], read: Iterable[Span], lexicons: Lexicons
) -> Iterator[Issue]:
    """A warning for each table of such a section that has no known heading and holds nothing of what was read."""
    taken = sorted(span.start for span in read)
    for table in document.tables:
        section = section_around(sections, table.span.start)
        first = bisect_right(taken, table.span.start - 1)
        holds = first < len(taken) and taken[first] < table.span.end
        if section and section.kind in _SECTIONS and not holds and _says_something(table, lexicons):
            said = (
                "a table stands among recommendations or in an action plan and none of its headings is known: nothing "
                "in it was read. To mend: add its headings to ontology/table_headings.csv."
            )
            yield Issue("extract", "warning", said, table.rows[0][0].span)


def _says_something(table: Table, lexicons: Lexicons) -> bool:
    """Whether a table has columns and sentences in them, and no heading row that is known."""
    wide = max(map(len, table.rows)) >= _LEAST_COLUMNS
    says = any(len(cell.text.split()) >= _LEAST_WORDS for row in table.rows for cell in row)
    return wide and says and not any(read_heading(row, None, lexicons.headings) for row in table.rows)
