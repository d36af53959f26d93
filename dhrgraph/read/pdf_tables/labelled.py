"""Tables of two columns without upright lines: known labels on the left, what is said under each on the right.

    Marks  ->  labelled_tables  ->  Candidate for each, top to bottom

A card for each recommendation: "Number | 4", "Recommendation | To review …", "Lead agency | Council". Labels begin at
one place and what they say at another; a table ends where a line begins at neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dhrgraph.read.pdf_tables.cells import text_of
from dhrgraph.read.pdf_tables.columns import blocks_of
from dhrgraph.read.pdf_tables.furniture import Line, body_lines
from dhrgraph.read.pdf_tables.records import Candidate, Marks, Word, WordRow, around
from dhrgraph.text.headings import Headings, fold

_TABLES = ("plan", "summary")
_TOLD = ("recommendation", "action")  # one of these fields stands in a form of a review
_LEAST = 3  # different known labels
_NEAR = 2.0  # points by which lines that begin at one place differ
_LEADING = 1.4  # times the type size: lines of one label are no further apart
_LONGEST = 60  # characters of a label
_MARKS = ":."
_NUMBER = re.compile(r"\s\d{1,3}[a-z]?$")


class _Sides(NamedTuple):
    """Where labels begin, and what they say."""

    left: float
    right: float


def labelled_tables(
    marks: Marks, headings: Headings, before: Candidate | None, near: Sequence[Marks]
) -> list[Candidate]:
    """The tables of a page, after the rest of the one `before` on the page before."""
    lines = body_lines(marks, near, lambda line: _label_of(line, headings) is not None)
    found: list[Candidate] = []
    at = 0
    while at < len(lines):
        sides = _sides(lines[at], headings)
        if not found and before and before.form == "labelled" and at == 0:
            sides = sides or _Sides(before.edges[0], before.edges[1])
        end = _end(lines, at, sides) if sides else at
        if sides and (table := _table(lines[at:end], sides, marks, headings, rest=before if at == 0 else None)):
            found.append(table)
            at = end
        else:
            at += 1
    return found


def names_labels(lines: Sequence[str], headings: Headings) -> bool:
    """Whether lines of a page's text begin with the labels of such a table."""
    known = _known(headings)
    begun = {
        known[said]
        for line in lines
        for count in range(1, 5)
        if (said := _folded(" ".join(line.split()[:count]))) in known and len(line.split()) > count
    }
    return len(begun) >= _LEAST and bool(begun & set(_TOLD))


def _known(headings: Headings) -> dict[str, str]:
    """Labels with the fields they name."""
    return {words: heading.field for table in _TABLES for words, heading in headings.tables.get(table, {}).items()}


def _folded(words: str) -> str:
    """A label as it is compared: without the number in "Recommendation 3"."""
    return _NUMBER.sub("", fold(words.rstrip(_MARKS)))


def _label_of(line: Line, headings: Headings) -> str | None:
    """The field that a line's first block of words labels, when words stand apart on its right."""
    blocks = blocks_of(line)
    if len(blocks) < 2:
        return None
    said = _folded(text_of(blocks[0]))
    return _known(headings).get(said)


def _sides(line: Line, headings: Headings) -> _Sides | None:
    blocks = blocks_of(line)
    if len(blocks) != 2 or _label_of(line, headings) is None:
        return None
    return _Sides(blocks[0][0].left, blocks[1][0].left)


def _end(lines: Sequence[Line], start: int, sides: _Sides) -> int:
    """Up to which line words keep to the two columns."""
    at = start
    while at < len(lines) and _keeps(lines[at], sides):
        at += 1
    return at


def _keeps(line: Line, sides: _Sides) -> bool:
    left, _ = _parted(line, sides)
    if left and (abs(left[0].left - sides.left) > _NEAR or left[-1].right > sides.right - _NEAR):
        return False
    return not left or len(text_of(left)) <= _LONGEST


def _parted(line: Line, sides: _Sides) -> tuple[Line, Line]:
    return [w for w in line if w.left < sides.right - _NEAR], [w for w in line if w.left >= sides.right - _NEAR]


def _table(
    lines: Sequence[Line], sides: _Sides, marks: Marks, headings: Headings, rest: Candidate | None
) -> Candidate | None:
    """The table of lines that keep to the columns; None where they hold too few labels."""
    known = _known(headings)
    rows: list[tuple[list[Word], list[Word]]] = []
    last: Line = []
    for line in lines:
        left, right = _parted(line, sides)
        if not rows or (left and not _label_goes_on(rows[-1][0], last, left, known)):
            rows.append(([], []))
        rows[-1][0].extend(left)
        rows[-1][1].extend(right)
        last = left or last
    while rows and not (rows[-1][0] and rows[-1][1]) and not (rest and len(rows) == 1):
        rows.pop()  # a heading that follows
    fields = [known.get(_folded(text_of(left))) for left, _ in rows]
    goes_on = rest is not None and rest.form == "labelled" and abs(rest.edges[1] - sides.right) <= _NEAR
    if not rows or not (goes_on or (len({*fields} - {None}) >= _LEAST and any(told in fields for told in _TOLD))):
        return None
    whole: list[WordRow] = [(tuple(left), tuple(right)) for left, right in rows]
    x0, y0, x1, y1 = around([word for row in whole for cell in row for word in cell])
    box = (min(x0, sides.left) - 0.5, y0 - 0.5, x1 + 0.5, y1 + 0.5)
    return Candidate(marks, box, (sides.left, sides.right, marks.width), tuple(whole), "labelled", cut=True)


def _label_goes_on(label: Line, last: Line, more: Line, known: dict[str, str]) -> bool:
    """Whether a line on the left is the second of a label."""
    if not label or not last or more[0].base - last[0].base > _LEADING * more[0].size:
        return False
    whole = _folded(text_of([*label, *more]))
    return whole in known or (_folded(text_of(label)) not in known and _folded(text_of(more)) not in known)
