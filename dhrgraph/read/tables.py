"""Tables in plain text: lines of cells parted by tabs or by pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dhrgraph.records import Cell, Line, Span, Table

_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")


def find_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    r"""Every run of neighbouring tabular lines, in reading order.

    A line is tabular when it holds a tab between words, or starts with a pipe. The dashed rule below a
    Markdown heading is left out. A run ends at a line that is not tabular, a blank one included.

    Example:
        >>> from dhrgraph.text.lines import split_lines
        >>> [[cell.text for cell in row] for row in find_tables(split_lines("| # | Who |\n|---|---|\n| 1 | a |"))[0].rows]
        [['#', 'Who'], ['1', 'a']]
    """
    tables: list[Table] = []
    run: list[Line] = []
    form: Literal["tabs", "pipes"] | None = None
    for line in lines:
        here = _form(line.text)
        if run and here != form:
            tables += _table(run, form)
            run = []
        form = here
        if here:
            run.append(line)
    return tuple([*tables, *_table(run, form)])


def _form(words: str) -> Literal["tabs", "pipes"] | None:
    if words.lstrip().startswith("|"):
        return "pipes"
    return "tabs" if "\t" in words and words.strip() else None


def _table(run: Sequence[Line], form: Literal["tabs", "pipes"] | None) -> list[Table]:
    if not run or form is None:
        return []
    rows = tuple(_cells(line, form) for line in run if form == "tabs" or not _RULE.fullmatch(line.text))
    return [Table(rows, Span(run[0].span.start, run[-1].span.end), form)]


def _cells(line: Line, form: Literal["tabs", "pipes"]) -> tuple[Cell, ...]:
    pattern = r"[^\t]*" if form == "tabs" else r"(?:\\\||[^|])*"
    inner_start = inner_end = 0
    words = line.text
    if form == "pipes":
        inner_start = words.index("|") + 1
        inner_end = len(words) - (len(words.rstrip()) - 1) if words.rstrip().endswith("|") and len(words.rstrip()) > inner_start else 0
    cells, at = [], inner_start
    stop = len(words) - inner_end
    while at <= stop:
        found = re.compile(pattern).match(words, at, stop)
        end = found.end() if found else at
        cells.append(_cell(line, at, end))
        at = end + 1
    return tuple(cells)


def _cell(line: Line, start: int, end: int) -> Cell:
    words = line.text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Cell(words.strip(), Span(line.span.start + left, line.span.start + left + len(words.strip())))
