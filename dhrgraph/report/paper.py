"""How much of an A4 page a briefing takes in each of three sizes, reckoned from widths of letters.

    Report, its parts  ->  size_of  ->  the name of a size in templates/briefing.css

The measures repeat what briefing.css says of paper, in the em of the size; a test prints briefings that are reckoned to
fit and counts the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrgraph.report.drawing import wide
from dhrgraph.report.records import Report, Sentence
from dhrgraph.report.words import SAID, plain

PAGE, ACROSS = 762.0, 504.0  # points within the margins: 297 less 28 mm, 210 less 32 mm
SIZES = (("", 10.5), ("snug", 9.5), ("tight", 8.5))  # points
_LINE, _HEAD, _BETWEEN = 1.4, 3.0, 0.4  # of a line of text, of a heading with its room, after a paragraph
_GAP, _INDENT = 2.5, 1.6

Part = tuple[str, str, tuple[Sentence, ...], bool]


def size_of(report: Report, parts: Sequence[Part]) -> str:
    """The largest size in which the briefing takes one page; the smallest when it takes more even so."""
    return next((name for name, size in SIZES if _height(report, parts, size) <= PAGE), SIZES[-1][0])


def fits(report: Report, parts: Sequence[Part]) -> bool:
    """Whether the briefing takes one page in the smallest size."""
    return _height(report, parts, SIZES[-1][1]) <= PAGE


def _height(report: Report, parts: Sequence[Part], size: float) -> float:
    """The height in points, as if every part stood on its own but those asked and done, which stand side by side."""
    whole = ACROSS / size
    half = (whole - _GAP) / 2
    heights = {
        anchor: _HEAD
        + sum(
            _text(plain(each), (half if anchor in ("asked", "done") else whole) - _INDENT * numbered) for each in said
        )
        for anchor, _, said, numbered in parts
    }
    beside = [heights.pop(anchor) for anchor in ("asked", "done") if anchor in heights]
    helps = (f"{each.note} {each.name} ({each.url}) {each.number}" for each in report.support)
    note = " ".join((SAID["note"], *helps))
    head = 0.86 * 1.65 * _lines(note, whole / 0.86) + 1.4 + _LINE * _lines(report.subject, whole - 25) + 0.4
    title = 1.7 * 1.16 * _lines(report.title, whole / 1.7 * 0.95) + 0.7
    foot = 0.82 * _LINE * (3 + _lines(report.made.cite, whole / 0.82)) + 1.5
    return size * (head + title + sum(heights.values()) + max(beside, default=0.0) + foot)


def _text(words: str, room: float) -> float:
    return _LINE * _lines(words, room) + _BETWEEN


def _lines(words: str, room: float) -> int:
    """How many lines the words take where a line is `room` em wide."""
    lines, at = 1, 0.0
    for length in _lengths(words):
        if at and at + length > room:
            lines, at = lines + 1, 0.0
        at += length + 0.28
        while at > room + 0.28:  # a word longer than a line
            lines, at = lines + 1, at - room
    return lines


def _lengths(words: str) -> Iterable[float]:
    return (wide(word, 1) for word in words.split())
