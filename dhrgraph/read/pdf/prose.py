"""From the rows of a paragraph on paper to lines of text.

    rows  ->  lines  ->  Prose

Bullets come out as in Markdown, words that a line end cut as whole words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from dhrgraph.read.body import Prose, Spot
from dhrgraph.read.pdf.hyphens import Hyphens
from dhrgraph.read.pdf.records import Row, around
from dhrgraph.records import Box

# Bullets, boxes, ticks, arrows and dashes that begin a row and have a space after them
_BULLET = re.compile(
    "[-\u2010-\u2015\u2022\u2023\u2043\u2219\u25a0-\u25ff\u2605\u2606\u2713\u2714\u2756\u2794\u27a2-\u27a4\u00b7\u2212]\\s+"
)
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivx]{1,4})[.)\]]|\d{1,3}(?:\.\d{1,3}){1,4})\s")
_ENDED = (".", "!", "?", ":", ";", ".”", ".’", '."', ".'", ".)", "; and", "; or", "</sup>")
_LEADERS = re.compile(r"(?:\. ?|…){4,}\s?\d{0,4}$")  # a line of a table of contents
_LEVEL = 3.0  # points by which rows that begin at one place differ


def ended(words: str) -> bool:
    """Whether a sentence, or an item of a list, ends with the words.

    Example:
        >>> ended("was not known."), ended("all staff; and"), ended("the risk to")
        (True, True, False)
    """
    return words.endswith(_ENDED)


def begins_item(words: str) -> bool:
    """Whether a row begins with a list mark.

    Example:
        >>> begins_item("10.1 The panel"), begins_item("- all staff"), begins_item("2019 and later")
        (True, True, False)
    """
    return bool(_BULLET.match(words) or _NUMBERED.match(words))


def begins_bullet(words: str) -> bool:
    """Whether a row begins with a bullet or a dash."""
    return bool(_BULLET.match(words))


def lines(paragraph: Sequence[Row], hyphens: Hyphens, rank: int = 0) -> Iterator[Prose]:
    """The rows of one paragraph as lines: a row that goes on in the middle of a sentence is no line of its own.

    So no line begins with words that only look like a heading or a list mark. `rank`: that of a heading, else 0.
    """
    if rank:
        whole = " ".join(filter(None, hyphens.closed(row.words for row in paragraph)))
        yield Prose(f"{'#' * rank} {whole}", Spot(paragraph[0].page, reduce(around, (row.box for row in paragraph))))
        return
    said: list[str] = []
    box: Box = (0, 0, 0, 0)
    for at, words in enumerate(hyphens.closed(row.words for row in paragraph)):
        row = paragraph[at]
        if said and not _goes_on(paragraph, at):
            yield _line(said, paragraph[at - 1].page, box)
            said = []
        box = around(box, row.box) if said else row.box
        said.append(words)
    yield _line(said, paragraph[-1].page, box)


def _line(said: Sequence[str], page: int, box: Box) -> Prose:
    words = " ".join(filter(None, said))
    bullet = _BULLET.match(words)
    return Prose(f"- {words[bullet.end() :]}" if bullet else words, Spot(page, box))


def _goes_on(paragraph: Sequence[Row], at: int) -> bool:
    """Whether a row goes on with the sentence of the row before it, on the same page."""
    before, row = paragraph[at - 1], paragraph[at]
    if row.page != before.page or ended(before.words) or _BULLET.match(row.words) or _LEADERS.search(before.words):
        return False
    if not begins_item(row.words):
        return True
    first = next(one for one in paragraph if one.page == row.page)
    level = begins_item(first.words) and abs(row.area[0] - first.area[0]) < _LEVEL
    return not level and row.area[0] > before.area[0] - _LEVEL
