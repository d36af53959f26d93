"""Rows that neither a line nor a number shows: the next action of a recommendation.

    words below a heading  ->  begun_together  ->  where several cells begin side by side

Its number and recommendation cells are empty or go on from above; all others end above it, and most begin anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dhrgraph.read.pdf_tables.columns import column_of
from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Start, Word

_WIDER = 1.15  # times the usual distance of lines: a cell's next block
_LEVEL = 1.0  # points by which lines that begin side by side may differ
_COMMON = 0.1  # share of the distances of lines from which one is usual
_MANY = 5  # columns: in a table of fewer, two cells must begin, else three

Lines = list[list[Word]]


def begun_together(words: Sequence[Word], edges: Sequence[float], number: int | None) -> list[Start]:
    """Where rows begin below the first: blocks of several cells at one height, none of them numbered."""
    columns: list[Lines] = [[] for _ in edges[1:]]
    for column, lines in enumerate(columns):
        lines += lines_of(word for word in words if not word.sideways and column_of(word, edges) == column)
    usual = _usual(columns)
    if not usual:
        return []
    top = min(lines[0][0].base for lines in columns if lines) + _LEVEL
    tops = sorted({line[0].base for lines in columns for line in _blocks(lines, usual) if line[0].base > top})
    least = 3 if len(columns) >= _MANY else 2
    return [start for base in tops if (start := _start(columns, base, usual, number, least))]


def _usual(columns: Sequence[Lines]) -> float:
    """The usual distance of lines: the smallest that is common."""
    seen = Counter(round(2 * (below[0].base - above[0].base)) for lines in columns for above, below in pairwise(lines))
    common = [half for half in seen if seen[half] + seen[half + 1] >= max(2, _COMMON * seen.total())]
    return min(common, default=0) / 2


def _blocks(lines: Lines, usual: float) -> Lines:
    """The first line of each block of a column."""
    wider = usual * _WIDER + 0.5
    return lines[:1] + [below for above, below in pairwise(lines) if below[0].base - above[0].base > wider]


def _start(columns: Sequence[Lines], base: float, usual: float, number: int | None, least: int) -> Start | None:
    """A row that begins at a base line, if it is one."""
    stands = [_stands(lines, base, usual) for lines in columns]
    begun = [column for column, stand in enumerate(stands) if stand == "begins"]
    first = min(begun, default=0)
    least_kept = 1 if number is None else number + 2  # the number and, beside it, the recommendation
    while first > least_kept and stands[first - 1] == "follows":
        first -= 1  # a cell that fills its row: no white shows where the next begins
    numbered = number is not None and stands[number] in ("begins", "follows")
    if len(begun) < least or not first or numbered or "goes on" in stands[first:]:
        return None
    size = max(line[0].size for lines in columns for line in lines if abs(line[0].base - base) <= _LEVEL)
    return Start(base - 0.75 * size - 0.5, first)


def _stands(lines: Lines, base: float, usual: float) -> str:
    """How a column stands at a base line: a block begins there, a line follows close that may begin one, the words
    go on over it, or it holds nothing there."""
    above = [line for line in lines if line[0].base < base - _LEVEL]
    below = [line for line in lines if line[0].base >= base - _LEVEL]
    if not below:
        return "empty"
    near = above and below[0][0].base - above[-1][0].base <= usual * _WIDER + 0.5
    if abs(below[0][0].base - base) > _LEVEL:
        return "goes on" if near else "empty"
    if below[0][0].text[0].islower():
        return "goes on"
    return "follows" if near else "begins"
