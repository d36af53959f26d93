"""Tables in plain text: lines of cells parted by tabs or by pipes.

    text, lines  ->  find_tables  ->  Table

A numbered paragraph or list item set with tabs is no table, and a row whose last cell is not closed goes on in the
lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from dhrgraph.records import Cell, Line, Span, Table
from dhrgraph.text.passages import clean

Form = Literal["tabs", "pipes"]

_CELL = {"tabs": re.compile(r"[^\t]*"), "pipes": re.compile(r"(?:\\\||[^|])*")}
_ITEM = re.compile(
    r"[ \t]{0,4}(?:[-*•◦▪–●○]|\(?(?:[A-Za-z]|[ivx]{1,4})[.)\]]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)\]]?)?\t{1,3}[^\t]*"
)
_MARKED = re.compile(r"[\[<*_\\\r\n]")
_MOST_LINES = 12  # lines that a row of pipes, or a cell between two rows of tabs, may go on for


def find_tables(text: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    r"""Every run of neighbouring tabular lines, in reading order.

    A line is tabular when it holds words and a tab, starts with a pipe or holds two. The dashed rule below a
    Markdown heading is left out. A run ends at a line that is not tabular, a blank one included; a single line
    without tabs that stands between two with tabs is a row of one cell.

    Example:
        >>> from dhrgraph.text.lines import split_lines
        >>> page = "| # | Who |\n|---|---|\n| 1 | a \\| b |"
        >>> [[cell.text for cell in row] for row in find_tables(page, split_lines(page))[0].rows]
        [['#', 'Who'], ['1', 'a | b']]
    """
    return tuple(table for form, run in _runs(lines) if (table := _table(text, run, form)))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Form, list[Line]]]:
    """Neighbouring lines of the same form."""
    run: list[Line] = []
    form: Form | None = None
    for at, line in enumerate(lines):
        here = _form(line.text)
        if here is None and form == "tabs" and _between_rows(lines, at):
            here = "tabs"
        elif here is None and form == "pipes" and _is_open(lines[at - 1].text) and _closes(lines, at):
            here = "pipes"
        if run and form and here != form:
            yield form, run
            run = []
        form = here
        if here:
            run.append(line)
    if run and form:
        yield form, run


def _form(words: str) -> Form | None:
    bare = words.strip()
    if bare.startswith("|") or bare.count("|") > 1:
        return "pipes"
    return "tabs" if bare and "\t" in words else None


def _between_rows(lines: Sequence[Line], at: int) -> bool:
    """Whether the line stands inside a table of tabs: below a tabular line, and another follows before a blank one."""
    for line in lines[at : at + _MOST_LINES]:
        if not line.text.strip():
            return False
        if _form(line.text) == "tabs":
            return line.text.count("\t") > 1
    return False


def _is_open(words: str) -> bool:
    return not words.rstrip().endswith("|")


def _closes(lines: Sequence[Line], at: int) -> bool:
    """Whether the open row goes on here: its closing pipe comes before a blank line or the next row."""
    for line in lines[at : at + _MOST_LINES]:
        if not line.text.strip() or line.text.lstrip().startswith("|"):
            return False
        if not _is_open(line.text):
            return True
    return False


def _table(text: str, run: Sequence[Line], form: Form) -> Table | None:
    if form == "tabs" and all(_ITEM.fullmatch(line.text) for line in run):
        return None
    rows = tuple(_cells(text, span, form) for span in _rows(run, form) if not _is_rule(text[span.start : span.end]))
    return Table(rows, Span(run[0].span.start, run[-1].span.end), form) if rows else None


def _rows(run: Sequence[Line], form: Form) -> list[Span]:
    """Each row's place: a line, or the lines of a row of pipes that is closed further down."""
    spans: list[Span] = []
    unclosed = False
    for line in run:
        begins = line.text.lstrip().startswith("|")
        if form == "pipes" and unclosed and not begins:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
        unclosed = (begins or unclosed) and _is_open(line.text)
    return spans


def _is_rule(words: str) -> bool:
    return "-" in words and not words.strip(" \t:|-")


def _cells(text: str, span: Span, form: Form) -> tuple[Cell, ...]:
    start, end = span.start, span.end
    if form == "pipes":
        inner = text[start:end].strip()
        start += text[start:end].index(inner)
        end = start + len(inner)
        start += inner.startswith("|")
        end -= inner.endswith("|") and not inner.endswith("\\|") and end > start
    cells, at = [], start
    while at <= end:
        found = _CELL[form].match(text, at, end)
        stop = found.end() if found else at
        cells.append(_cell(text, at, stop))
        at = stop + 1
    return tuple(cells)


def _cell(text: str, start: int, end: int) -> Cell:
    """The cell with its words free of mark-up; its span covers all it was printed with."""
    printed = text[start:end]
    bare = printed.strip()
    left = start + len(printed) - len(printed.lstrip()) if bare else start
    span = Span(left, left + len(bare))
    return Cell(clean(text, span).text if _MARKED.search(bare) else bare, span)
