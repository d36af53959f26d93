"""Where a paragraph ends on paper, and where it only seems to.

    rows of a page  ->  paragraphs  ->  rows of each paragraph

A paragraph ends where the next row stands lower than usual, where its letters are of another size, or where its
first word would have fitted on the row before. A page's end ends none whose sentence goes on.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dhrgraph.read.pdf.prose import begins_item, ended
from dhrgraph.read.pdf.records import Row

_COMMON = 0.15  # share of the distances between rows of one size from which one is usual
_WIDER = 1.15  # times the usual distance: a new paragraph
_OTHER_SIZE = 0.12  # share by which letters differ in size
_LEADING = 1.15  # times the height of the letters, where nothing tells
_SPACE = 0.45  # a space and some, by the height of the letters
_BESIDE = 2  # rows before and after that show how far rows reach
_FULL = 0.8  # share of the next row's length that a full row has
_LONG = 40  # letters of a row that is no heading
_SMALL = 0.93  # times the body's size: a footnote's letters are smaller
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")
_NOTE = re.compile(r"(?:<sup>)?[\d*†‡]{1,3}(?:</sup>)?[\s.)]{0,3}[^\s\d.)]")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document's text is set: the height of most of its letters, and the usual distance of rows by height.

    `distances` goes by half points.
    """

    size: float
    distances: Mapping[int, float]

    def usual(self, size: float) -> float:
        """The distance between rows of one paragraph in letters of a height."""
        body = self.distances.get(_half(self.size), _LEADING * self.size) / max(self.size, 1.0)
        return min(self.distances.get(_half(size), _LEADING * size), 1.2 * body * size)


def set_in(pages: Sequence[Sequence[Row]]) -> Setting:
    """How the rows of a document are set: distances are taken where a sentence surely goes on from row to row."""
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    letters: Counter[int] = Counter()
    for rows in pages:
        for row in rows:
            letters[_half(row.size)] += len(row.words)
        for one, other in itertools.pairwise(rows):
            if _same_size(one, other) and _below(one, other) and _in_sentence(one, other):
                seen[_half(other.size)][_half(other.area[3] - one.area[3])] += 1
    usual = {size: _least_common(distances) / 2 for size, distances in seen.items()}
    return Setting(max(letters, key=lambda size: (letters[size], size), default=0) / 2, usual)


def _least_common(distances: Counter[int]) -> float:
    """The smallest distance that is common; paragraphs stand further apart than rows."""
    count = sum(distances.values())
    common = [d for d in distances if distances[d] + distances[d + 1] >= max(2, _COMMON * count)]
    return min(common, default=min(distances))


def _in_sentence(one: Row, other: Row) -> bool:
    return other.words[:1].islower() and not ended(one.words) and not begins_item(other.words)


def _half(points: float) -> int:
    return round(points * 2)


def _same_size(one: Row, other: Row) -> bool:
    return abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size)


def _below(one: Row, other: Row) -> bool:
    """Whether the other row stands below the one, in the same column."""
    return one.turn == other.turn and other.area[3] > one.area[3] and _share_column(one, other)


def _share_column(one: Row, other: Row) -> bool:
    return min(one.area[2], other.area[2]) > max(one.area[0], other.area[0])


def paragraphs(rows: Sequence[Row], setting: Setting) -> list[list[Row]]:
    """The rows of a stretch on one page, paragraph by paragraph."""
    made: list[list[Row]] = []
    for at, row in enumerate(rows):
        if made and not _begins(rows, at, setting):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def _begins(rows: Sequence[Row], at: int, setting: Setting) -> bool:
    """Whether a row that is not the first begins a paragraph."""
    one, other = rows[at - 1], rows[at]
    if not _same_size(one, other) or not _below(one, other):
        return True
    distance = other.area[3] - one.area[3]
    return distance > _WIDER * setting.usual(other.size) + 0.3 or _would_fit(rows, at)


def _would_fit(rows: Sequence[Row], at: int) -> bool:
    """Whether the first word would have had room on the row before: the writer ended that row, not the paper."""
    one, other = rows[at - 1], rows[at]
    near = rows[max(0, at - 1 - _BESIDE) : at + 1 + _BESIDE]
    near = [row for row in near if _same_size(row, one) and _share_column(row, one)]
    reach = max(row.area[2] for row in near)
    return one.area[2] + _SPACE * one.size + other.first < reach


def over_page(before: Row, after: Row) -> bool:
    """Whether a sentence goes on from the last row of a page to the first of the next."""
    if before.page == after.page or ended(before.words) or begins_item(after.words):
        return False
    if not _same_size(before, after) or before.bold != after.bold:
        return False
    return after.words[:1].islower() or _is_full(before, after)


def _is_full(before: Row, after: Row) -> bool:
    """Whether a row reaches as far as rows do."""
    reach = _FULL * (after.area[2] - after.area[0])
    return len(before.words) > _LONG and before.area[2] - before.area[0] > reach


def footnotes_from(rows: Sequence[Row], setting: Setting, drawn: float, foot: float) -> int:
    """Where the footnotes of a page begin: below the line `drawn` above them, else the first of the small rows below
    the height `foot` that has a note's mark."""
    below = next((at for at, row in enumerate(rows) if row.area[1] >= drawn and not row.turn), len(rows))
    if below < len(rows):
        return below
    start = len(rows)
    while start and rows[start - 1].size < _SMALL * setting.size and not rows[start - 1].turn:
        start -= 1
    if not start:
        return len(rows)  # a page of small letters, none of them notes
    low = (at for at in range(start, len(rows)) if rows[at].area[1] > foot)
    return next((at for at in low if _NOTE.match(rows[at].words)), len(rows))


def marked(row: Row) -> Row:
    """A row of notes, with its number marked as a footnote's: it numbers no item of a list."""
    number = _NUMBER.match(row.words)
    return replace(row, words=f"<sup>{number[1]}</sup> {row.words[number.end() :]}") if number else row
