"""Recommendations in a table of their own: that of a published summary page, or of a report without a plan.

    Document, Lexicons  ->  read_listed  ->  Stated, Issue

A summary page may have lost its pipes: then each row is one line, or each cell is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.captions import Caption, caption_above, tables_below_lines
from dhrgraph.extract.headless import columns_by_content
from dhrgraph.extract.lexicons import Lexicons, first_match
from dhrgraph.extract.outline import Section, section_around
from dhrgraph.extract.plan_rows import Others, leading_number, printed_number, with_number
from dhrgraph.extract.stated import Stated
from dhrgraph.records import EMPTY, Basis, Cell, Document, Issue, Line, Passage, Span, Table
from dhrgraph.text.headings import Columns, fold, read_heading
from dhrgraph.text.passages import clean, join, part

_LONGEST_HEADING = 60  # characters of a line that can be a heading
_HEADING_ROWS = 3  # of a table: a heading further down is none
_HEADLESS = "a table of recommendations has no headings; its columns are told by what they hold"
_LEAST_CELLS = 2  # filled: a row of fewer is a note

Found = tuple[tuple[Stated, ...], tuple[Issue, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    number: str | None
    text: Passage
    to: tuple[Passage, ...]
    where: Span
    scope: Passage = EMPTY
    other: Others = ()


def read_listed(document: Document, lexicons: Lexicons, sections: Sequence[Section] | None = None) -> Found:
    """The recommendations of every table that lists them without actions; lost cells become issues.

    In a report, which has `sections`, a line above a table can name whose list it is, and a table in a section of
    recommendations needs no headings; neither is so on a published summary page.
    """
    stated: list[Stated] = []
    issues: list[Issue] = []
    for table, above in tables_below_lines(document):
        rows = table.rows
        heads = ((n, read_heading(row, None, lexicons.headings)) for n, row in enumerate(rows[:_HEADING_ROWS]))
        head = next(((n, found[0]) for n, found in heads if found and found[0].table == "summary"), None)
        caption = caption_above(document.text, above, lexicons)[0] if sections is not None else None
        if head:
            columns = with_number(head[1], rows[head[0]])
            found = _table_rows(document.text, rows[head[0] + 1 :], columns, lexicons)
            _take(found, caption, columns.column("addressee") is not None, stated, issues)
            issues += _unread(columns, rows[head[0]])
        elif by_content := _by_content(table, sections, lexicons):
            found = _table_rows(document.text, rows, by_content, lexicons)
            _take(found, caption, by_content.column("addressee") is not None, stated, issues)
            issues.append(Issue("extract", "note", _HEADLESS, rows[0][0].span))
    return tuple(stated), tuple(issues)


def _by_content(table: Table, sections: Sequence[Section] | None, lexicons: Lexicons) -> Columns | None:
    """The columns of a table without headings that stands in a section of recommendations."""
    section = section_around(sections or (), table.span.start)
    return columns_by_content(table, lexicons) if section and section.kind == "recommendations" else None


def read_listed_lines(document: Document, lexicons: Lexicons) -> Found:
    """The recommendations of a summary page whose table came as plain lines; empty when it has none."""
    stated: list[Stated] = []
    issues: list[Issue] = []
    lines = [line for line in document.lines if line.text.strip()]
    heading = tuple(lexicons.headings.tables.get("summary", {}))
    for n, line in enumerate(lines):
        three = lines[n : n + 3]
        if _is_heading_line(line.text, heading):
            _take(
                _row_lines(document.text, _rows_below(lines[n + 1 :], lexicons), lexicons), None, True, stated, issues
            )
            break
        if len(three) == 3 and all(_folded(other.text) in heading for other in three):
            _take(_cell_lines(document.text, _rows_below(lines[n + 3 :], lexicons)), None, True, stated, issues)
            break
    return tuple(stated), tuple(issues)


def _unread(columns: Columns, heading: Sequence[Cell]) -> Iterator[Issue]:
    """An issue for each column that means nothing here: its cells are kept as printed."""
    for number, words in columns.unknown:
        said = (
            f"no meaning is recorded for the column heading '{words}' of a table of recommendations; what stands "
            "below it is kept as printed. To mend: add a row to ontology/table_headings.csv."
        )
        yield Issue("extract", "warning", said, heading[min(number, len(heading) - 1)].span)


def _rows_below(lines: Sequence[Line], lexicons: Lexicons) -> Sequence[Line]:
    """The lines up to the note that closes the table."""
    end = (n for n, line in enumerate(lines) if first_match(lexicons.recommending, line.text.strip(), "end"))
    return lines[: next(end, len(lines))]


def _take(
    rows: Iterator[_Row], caption: Caption | None, named: bool, stated: list[Stated], issues: list[Issue]
) -> None:
    """Keep the rows; a lost cell becomes an issue. `named` says that the table has a column of addressees."""
    for row in rows:
        name = f"recommendation {row.number or 'without number'}"
        if named and not row.to:
            issues.append(Issue("extract", "warning", f"{name} has no addressee", row.where))
        if row.text:
            basis: Basis = "column" if named else "heading"
            made = Stated(caption, row.number, False, row.text, row.scope, row.to, basis, row.where.start, True)
            stated.append(replace(made, other=row.other))
        else:
            issues.append(Issue("extract", "warning", f"{name} has no text and is left out", row.where))


def _table_rows(source: str, rows: Sequence[Sequence[Cell]], columns: Columns, lexicons: Lexicons) -> Iterator[_Row]:
    """Each row below the heading. Cells beyond the addressee's column hold further addressees."""
    number, text, addressee = (columns.column(f) for f in ("number", "recommendation", "addressee"))
    headed = {n for n, _ in (*columns.fields, *columns.unknown) if n != addressee}
    for row in rows:
        if sum(bool(cell.text) for cell in row) < _LEAST_CELLS and (number is not None or addressee is not None):
            continue
        if text is None or text >= len(row) or read_heading(row, None, lexicons.headings):
            continue
        printed = row[number].text if number is not None and number < len(row) else ""
        said = clean(source, row[text].span)
        if number is None and (leading := leading_number(said.text)):
            printed, said = leading[0], part(source, said, leading[1], len(said.text))
        cells = [cell for n, cell in enumerate(row) if n >= (addressee or 0) and n not in headed and cell.text]
        to = tuple(clean(source, cell.span) for cell in cells) if addressee is not None else ()
        scope, other = _scope(source, row, columns), _others(source, row, columns)
        for n, (own, words) in enumerate(_several(source, printed, said)):
            yield _Row(printed_number(own) or own or None, words, to, row[0].span, scope, () if n else other)


def _scope(source: str, row: Sequence[Cell], columns: Columns) -> Passage:
    at = columns.column("scope")
    return clean(source, row[at].span) if at is not None and at < len(row) else EMPTY


def _others(source: str, row: Sequence[Cell], columns: Columns) -> Others:
    """The cells below headings that no one has recorded, with these."""
    held = ((heading, row[n].span) for n, heading in columns.unknown if n < len(row) and row[n].text)
    return tuple((heading, clean(source, span)) for heading, span in held)


def _several(source: str, printed: str, said: Passage) -> Iterator[tuple[str, Passage]]:
    """The numbered recommendations that one cell holds: "2. … 3. …" below each other."""
    start, number = 0, printed.strip(" .")
    marks = _NEXT.finditer(said.text)
    for mark in marks:
        if number.isdecimal() and mark["number"] == str(int(number) + 1):
            yield number, part(source, said, start, mark.start())
            start, number = mark.end(), mark["number"]
    yield (number, part(source, said, start, len(said.text))) if start else (printed, said)


def _folded(words: str) -> str:
    return fold(words) if len(words) < _LONGEST_HEADING else ""


def _is_heading_line(words: str, headings: Sequence[str]) -> bool:
    """ "# Recommendation Addressed to" on one line: its headings run together, the addressee's the last."""
    folded = fold(words)
    return (
        2 < len(folded) < 60
        and folded.startswith(("# ", "no ", "no. "))
        and any(folded.endswith(" " + h) for h in headings)
    )


def _row_lines(source: str, lines: Sequence[Line], lexicons: Lexicons) -> Iterator[_Row]:
    """Rows run together: a row starts at a line with a number, or below one whose addressee was found."""
    groups: list[list[Line]] = []
    whole = True
    for line in lines:
        if whole or _NUMBERED.match(line.text.strip()):
            groups.append([line])
        else:
            groups[-1].append(line)
        said = " ".join(other.text.strip() for other in groups[-1][-_MOST_LINES:])
        whole = _addressee_start(said, lexicons) < len(said)
    for group in groups:
        words = join(source, [clean(source, line.span) for line in group])
        found = _NUMBERED.match(words.text)
        said_there = part(source, words, found.end() if found else 0, len(words.text))
        cut = _addressee_start(said_there.text, lexicons)
        text, to = part(source, said_there, 0, cut), part(source, said_there, cut, len(said_there.text))
        yield _Row(found["number"] if found else None, text, (to,) if to else (), group[0].span)


def _cell_lines(source: str, lines: Sequence[Line]) -> Iterator[_Row]:
    """Rows of three lines each: number, text, addressee. A row may have lost its addressee."""
    at = 0
    while at < len(lines):
        number = printed_number(lines[at].text)
        cells = [clean(source, line.span) for line in lines[at + (number is not None) : at + 2 + (number is not None)]]
        lost = len(cells) > 1 and printed_number(cells[1].text) is not None
        yield _Row(number, cells[0] if cells else EMPTY, () if lost else tuple(cells[1:]), lines[at].span)
        at += (number is not None) + (1 if lost else 2)


_NUMBERED = re.compile(r"(?P<number>(?:[A-Z]{1,4})?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?: [a-z](?= [A-Z]))?)\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<!\bSt)(?<!\bDr)(?<!\be\.g)(?<!\bi\.e)[.!?][)”’'\"]?\s+(?=[A-Z])")
_NEXT = re.compile(r"(?<=[.;])\s(?P<number>\d{1,3})[.)]\s(?=[A-Z])")
_LONGEST_NAME = 14  # words
_MOST_LINES = 20  # that one row may stand on


def _addressee_start(words: str, lexicons: Lexicons) -> int:
    """Where the addressee begins that is run together with the text; the end of the words when none can be told.

    It is the longest run of words to the end that names a body: after the end of a sentence, else after a word that
    begins small.
    """
    ends = [m.end() for m in _SENTENCE_END.finditer(words)]
    starts = [m.start() for m in re.finditer(r"(?<=\s)(?=[A-Z(])", words)]
    near = [at for at in starts if len(words[at:].split()) <= _LONGEST_NAME]
    if ends and ends[-1] in near and is_body(words[ends[-1] :], lexicons):
        return ends[-1]
    if words.endswith((".", ")")):
        return len(words)
    return next((at for at in near if is_body(words[at:], lexicons)), len(words))
