"""The words and rulings of one PDF page, each read once.

    pdfplumber page  ->  read_marks  ->  Marks

Goes through the page's layout itself: pdfplumber's dictionary for each letter costs more than all else together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTLine, LTRect
from pdfplumber.page import Page

from dhrgraph.read.pdf_tables.records import Box, Marks, Ruling, Word

_THIN = 3.0  # points: a filled rectangle up to this thick is a ruling
_GAP = 0.2  # of the type size: wider, and a new word begins
_TOUCH = 0.1  # of the type size: closer, and two runs are one word
_BACK = 0.5  # of the type size: further back, and a new word begins
_MOST_RULINGS = 20_000  # on one page; more is a drawing
_WHITE = 0.99


def read_marks(page: Page) -> Marks:
    """All words and rulings of a page; its cache is emptied again, so that memory stays flat over many pages."""
    width, height = float(page.width), float(page.height)
    letters: list[LTChar] = []
    level: list[Ruling] = []
    upright: list[Ruling] = []
    fills: list[Box] = []
    for item in _items(page.layout):
        if isinstance(item, LTChar):
            letters.append(item)
        elif isinstance(item, LTCurve):
            _note(item, height, level, upright, fills)
    words = _words(letters, height)
    page.close()
    if len(level) + len(upright) > _MOST_RULINGS:
        level, upright, fills = [], [], []
    return Marks(
        page.page_number, width, height, tuple(words), tuple(level), tuple(upright), tuple(fills[:_MOST_RULINGS])
    )


def _items(parts: Iterable[LTComponent]) -> Iterator[LTComponent]:
    stack = [iter(parts)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTContainer):
            stack.append(iter(item))
        else:
            yield item


# --- rulings --------------------------------------------------------------------------------------------------


def _note(item: LTCurve, height: float, level: list[Ruling], upright: list[Ruling], fills: list[Box]) -> None:
    """Add what a drawn shape rules: its line, its sides, or, for a box only filled, the box."""
    left, top, right, bottom = item.x0, height - item.y1, item.x1, height - item.y0
    if bottom - top <= _THIN or right - left <= _THIN:
        if right - left >= bottom - top:
            level.append(Ruling((top + bottom) / 2, left, right))
        else:
            upright.append(Ruling((left + right) / 2, top, bottom))
    elif isinstance(item, LTRect):
        if item.stroke and item.linewidth >= 0:
            level += [Ruling(top, left, right), Ruling(bottom, left, right)]
            upright += [Ruling(left, top, bottom), Ruling(right, top, bottom)]
        elif item.fill and not _is_white(item.non_stroking_color):
            fills.append((left, top, right, bottom))
    elif not isinstance(item, LTLine):
        for (x0, y0), (x1, y1) in zip(item.pts, item.pts[1:], strict=False):
            if abs(y0 - y1) <= 0.5 < abs(x0 - x1):
                level.append(Ruling(height - y0, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= 0.5 < abs(y0 - y1):
                upright.append(Ruling(x0, height - max(y0, y1), height - min(y0, y1)))


def _is_white(colour: object) -> bool:
    shades = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [shade for shade in shades if isinstance(shade, (int, float))]
    if len(numbers) == 4:  # cyan, magenta, yellow, black
        return max(numbers) <= 1 - _WHITE
    return bool(numbers) and min(numbers) >= _WHITE


# --- words ----------------------------------------------------------------------------------------------------


def _words(letters: Sequence[LTChar], height: float) -> list[Word]:
    """Words as the file sets them, one after another; then runs that touch are joined, and doubles left out."""
    level: list[Word] = []
    sideways: list[Word] = []
    run: list[tuple[str, Box, float, float]] = []
    turned = 0

    def close() -> None:
        if run:
            (sideways if turned else level).append(_word(run, turned, height))
            run.clear()

    for letter in letters:
        text = _plain(letter.get_text())
        if not text or text.isspace():
            close()
            continue
        turn = _turn(letter)
        box, base, size = _placed(letter, turn, height)
        if run and (turn != turned or _is_apart(run[-1], box, base, size)):
            close()
        turned = turn
        if run and run[-1][0] == text and abs(run[-1][1][0] - box[0]) < 0.1 * size:
            continue  # printed twice for weight
        run.append((text, box, base, size))
    close()
    return [*_joined(level), *sideways]


def _plain(text: str) -> str:
    """Ligatures as letters, spaces of all widths as a space, marks without width left out."""
    if text.isascii():
        return text
    if "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return "" if text in "\u200b\u200c\u200d\ufeff" else text


def _turn(letter: LTChar) -> int:
    """Quarter turns anticlockwise: 0 level, 1 running up, 3 running down."""
    a, b = letter.matrix[0], letter.matrix[1]
    if abs(b) <= abs(a):
        return 0
    return 1 if b > 0 else 3


def _placed(letter: LTChar, turn: int, height: float) -> tuple[Box, float, float]:
    """Box, base line and size of a letter as its own line runs: from left to right, downwards."""
    x0, y0, x1, y1 = letter.x0, height - letter.y1, letter.x1, height - letter.y0
    x, y = letter.matrix[4], height - letter.matrix[5]
    if turn == 1:
        return (-y1, x0, -y0, x1), x, x1 - x0
    if turn == 3:
        return (y0, -x1, y1, -x0), -x, x1 - x0
    return (x0, y0, x1, y1), y, y1 - y0


def _is_apart(last: tuple[str, Box, float, float], box: Box, base: float, size: float) -> bool:
    gap = box[0] - last[1][2]
    scale = max(min(size, last[3]), 1.0)
    return gap > _GAP * scale or gap < -_BACK * scale or abs(base - last[2]) > _BACK * scale


def _word(run: Sequence[tuple[str, Box, float, float]], turn: int, height: float) -> Word:
    text = "".join(part[0] for part in run)
    left, right = min(part[1][0] for part in run), max(part[1][2] for part in run)
    top, bottom = min(part[1][1] for part in run), max(part[1][3] for part in run)
    base, size = run[0][2], max(part[3] for part in run)
    if turn == 1:
        return Word(text, top, -right, bottom, -left, base, size, sideways=True)
    if turn == 3:
        return Word(text, -bottom, left, -top, right, base, size, sideways=True)
    return Word(text, left, top, right, bottom, base, size)


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
