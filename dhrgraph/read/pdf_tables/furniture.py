"""The lines of a page without what pages repeat at their head and foot: running titles, page numbers.

Marks of a page, of its neighbours  ->  body_lines  ->  lines of words
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Marks, Word

Line = list[Word]

_MARGIN = 0.15  # share of a page's height, at its head and foot, in which furniture stands
_PAGE_NUMBER = re.compile(r"\W{0,6}(?:page\W{0,3})?\d{0,4}(?:\W{0,3}(?:of\W{0,3})?\d{1,4})?\W{0,6}", re.I)
_DIGITS = re.compile(r"\d{1,9}")
_SAME = 4.0  # points that a line of furniture may stand higher or lower on another page
_ALONE = 2.0  # times the type size that a page number stands from the next line


def body_lines(marks: Marks, near: Iterable[Marks], is_heading: Callable[[Line], bool]) -> list[Line]:
    """The level lines of a page, top to bottom, from the first to the last that is no furniture.

    Furniture is what a neighbouring page has at the same height, numbers aside, and a page number standing alone.
    """
    lines = lines_of(word for word in marks.words if not word.sideways)
    others = {key for other in near for line in _in_margins(other) for key in _keys(line, other)}
    first, last = 0, len(lines)
    while first < last and _is_furniture(lines, first, 1, marks, others) and not is_heading(lines[first]):
        first += 1
    while last > first and _is_furniture(lines, last - 1, -1, marks, others):
        last -= 1
    return lines[first:last]


def is_page_number(line: Sequence[Word]) -> bool:
    """Whether a line holds nothing but a page's number."""
    return bool(_PAGE_NUMBER.fullmatch(" ".join(word.text for word in line)))


def without_digits(line: Sequence[Word]) -> str:
    """A line's words as pages are compared."""
    return _DIGITS.sub("", " ".join(word.text for word in line)).casefold()


def _is_furniture(lines: Sequence[Line], at: int, inwards: int, marks: Marks, others: set[tuple[str, int]]) -> bool:
    line = lines[at]
    if not _in_margin(line, marks):
        return False
    if is_page_number(line):
        after = lines[at + inwards] if 0 <= at + inwards < len(lines) else None
        return after is None or abs(after[0].base - line[0].base) > _ALONE * line[0].size
    return any(key in others for key in _keys(line, marks))


def _in_margins(marks: Marks) -> Iterable[Line]:
    words = [word for word in marks.words if not word.sideways and _in_margin([word], marks)]
    return lines_of(words)


def _in_margin(line: Sequence[Word], marks: Marks) -> bool:
    return line[0].base < _MARGIN * marks.height or line[0].base > (1 - _MARGIN) * marks.height


def _keys(line: Sequence[Word], marks: Marks) -> list[tuple[str, int]]:
    """What is compared: the words without digits, with both heights that they may be rounded to."""
    foot = line[0].base > marks.height / 2
    place = (marks.height - line[0].base if foot else line[0].base) / _SAME
    return [(f"{foot} {without_digits(line)}", int(place)), (f"{foot} {without_digits(line)}", int(place) + 1)]
