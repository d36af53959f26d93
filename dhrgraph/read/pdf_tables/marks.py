"""The words and rulings of one PDF page as tables need them.

    Sheet  ->  read_marks  ->  Marks

Words are those of the text around the tables, so that each is either the table's or the text's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrgraph.read.pdf import records as pdf
from dhrgraph.read.pdf.letters import LINE_HYPHEN
from dhrgraph.read.pdf_tables.records import Marks, Ruling, Word

_TOUCH = 0.1  # of the type size: closer, and two runs are one word
_BACK = 0.5  # of the type size: base lines further apart are two lines
_MOST_RULINGS = 20_000  # on one page; more is a drawing


def read_marks(sheet: pdf.Sheet) -> Marks:
    """All words and rulings of a page; none are footnotes, stamps and watermarks."""
    drawn = len(sheet.lines) <= _MOST_RULINGS
    level, upright = _rulings(line for line in sheet.lines if drawn and line[1] < sheet.notes)
    words = [_word(word) for word in sheet.words if word.turn != pdf.OBLIQUE and word.foot[1] < sheet.notes]
    return Marks(
        sheet.number,
        sheet.width,
        sheet.height,
        (*_joined([word for word in words if not word.sideways]), *(word for word in words if word.sideways)),
        tuple(level),
        tuple(upright),
        sheet.fills[:_MOST_RULINGS] if drawn else (),
    )


def _rulings(lines: Iterable[pdf.Area]) -> tuple[list[Ruling], list[Ruling]]:
    """Level lines and upright ones."""
    level: list[Ruling] = []
    upright: list[Ruling] = []
    for left, top, right, bottom in lines:
        if right - left >= bottom - top:
            level.append(Ruling((top + bottom) / 2, left, right))
        else:
            upright.append(Ruling((left + right) / 2, top, bottom))
    return level, upright


def _word(word: pdf.Word) -> Word:
    """A word's base line is counted in the direction in which its lines follow each other."""
    base = {90: word.foot[0], 270: -word.foot[0]}.get(word.turn, word.foot[1])
    return Word(word.text.replace(LINE_HYPHEN, "-"), *word.area, base, word.type_size, word.turn in (90, 270))


def _joined(words: Sequence[Word]) -> list[Word]:
    """Words line by line; runs that touch joined, since a change of font or a kern parts a word in the file."""
    joined: list[Word] = []
    for line in lines_of(words):
        for word in line:
            last = joined[-1] if joined else None
            if last and _is_double(last, word):
                continue
            same_line = last is not None and abs(last.base - word.base) <= _BACK * word.size
            if last and same_line and abs(word.left - last.right) <= _TOUCH * min(word.size, last.size):
                joined[-1] = last._replace(
                    text=last.text + word.text,
                    right=max(last.right, word.right),
                    top=min(last.top, word.top),
                    bottom=max(last.bottom, word.bottom),
                )
            else:
                joined.append(word)
    return joined


def _is_double(word: Word, other: Word) -> bool:
    """Whether a word is printed twice, for weight or a shadow."""
    near = 0.1 * word.size
    return word.text == other.text and abs(word.left - other.left) < near and abs(word.base - other.base) < near


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the lines they stand in, top to bottom and left to right; a raised word stays in its line."""
    lines: list[list[Word]] = []
    base, size = 0.0, 0.0
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if lines and word.base - base <= 0.4 * max(size, word.size, 1.0):
            lines[-1].append(word)
        else:
            lines.append([word])
            base, size = word.base, word.size
    for line in lines:
        line.sort(key=lambda word: word.left)
    return lines
