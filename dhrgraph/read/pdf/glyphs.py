"""The words on a PDF's page, put together from its letters as pdfium tells them apart.

pdfium knows where spaces stand between letters that are only placed, and draws words in the file's order.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

import pypdfium2.raw as raw

from dhrgraph.read.pdf.letters import LINE_HYPHEN, mend, symbol
from dhrgraph.read.pdf.records import OBLIQUE, Area, Frame, Word, around

_WORD = re.compile(f"[^\\s\\x00-\\x1f\\x7f-\\x9f]+{LINE_HYPHEN}?")
_RAISED = re.compile(r"(?<=[^\d\s])\d{1,3}$")
_SMALLER = 0.8  # times the size of the word's first letter: a raised number
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY = 600  # weight of a font from which it is bold (ISO 32000-1, table 122: 400 is normal, 700 bold)
_ASKEW = 10.0  # degrees
_ASCENT, _DESCENT = 0.9, 0.22  # of the type size: as most fonts for reading tell
_THICK = (0.5, 1.5)  # times the type size: how high letters of it can stand
_UNMAPPED = "\N{REPLACEMENT CHARACTER}"


def words_of(text: Any, frame: Frame, shown: Area) -> Iterator[Word]:
    """The words of a page's text, in the file's order.

    Args:
        text: The handle of the page's text.
        frame: How the page is shown.
        shown: What of it is shown; words outside are left out.
    """
    letters = _letters(text)
    rect, name, flags = raw.FS_RECTF(), ctypes.create_string_buffer(128), ctypes.c_int()
    stand = _Stand(text, frame)
    for order, found in enumerate(_WORD.finditer(letters)):
        start, end = found.start(), found.end() - found[0].endswith(LINE_HYPHEN)
        raw.FPDFText_GetFontInfo(text, start, name, 128, flags)
        words = _mended(text, letters, start, end, name.value)
        turn = _turn(raw.FPDFText_GetCharAngle(text, start), frame)
        level = turn in (0, 180)
        area = _around(text, rect, (start, end - 1) if level else range(start, end), frame)
        foot, type_size = stand.foot(start), stand.type_size(start)
        area = _as_high_as_type(area, turn, foot, type_size)
        if not words or not _overlap(area, shown):
            continue
        yield Word(
            words + found[0][end - start :],
            area,
            order,
            size=area[3] - area[1] if level else area[2] - area[0],
            bold=raw.FPDFText_GetFontWeight(text, start) >= _HEAVY or bool(_BOLD.search(name.value)),
            turn=turn,
            foot=foot,
            type_size=type_size,
        )


class _Stand:
    """How letters stand: what pdfium needs for an answer is made once for a page."""

    def __init__(self, text: Any, frame: Frame) -> None:
        self._text, self._frame = text, frame
        self._across, self._up, self._matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()

    def foot(self, at: int) -> tuple[float, float]:
        """Where the base line of a letter begins, on the page as shown."""
        raw.FPDFText_GetCharOrigin(self._text, at, self._across, self._up)
        across, up = self._across.value, self._up.value
        return self._frame.area(across, up, across, up)[:2]

    def type_size(self, at: int) -> float:
        """The size of a letter's type in points, as the page enlarges it."""
        raw.FPDFText_GetMatrix(self._text, at, self._matrix)
        size: float = raw.FPDFText_GetFontSize(self._text, at)
        return abs(size) * math.hypot(self._matrix.c, self._matrix.d)


def _letters(text: Any) -> str:
    """A character for each of the page's; U+FFFD for letters whose meaning the file does not tell."""
    count = max(0, raw.FPDFText_CountChars(text))
    codes = [raw.FPDFText_GetUnicode(text, at) for at in range(count)]
    letters = "".join(map(chr, codes))
    if "\0" in letters:
        letters = "".join(
            _UNMAPPED if not code and raw.FPDFText_HasUnicodeMapError(text, at) == 1 else chr(code)
            for at, code in enumerate(codes)
        )
    return letters


def _mended(text: Any, letters: str, start: int, end: int, font: bytes) -> str:
    """The word as it can be used. A raised number at its end is marked as a footnote's is in text files."""
    said = letters[start:end]
    if end - start == 1 and (known := symbol(said, font)):
        return known
    raised = _RAISED.search(said)
    if raised:
        whole, small = (raw.FPDFText_GetFontSize(text, at) for at in (start, start + raised.start()))
        if small < _SMALLER * whole:
            return f"{mend(said[: raised.start()])}<sup>{raised[0]}</sup>"
    return mend(said)


def _turn(angle: float, frame: Frame) -> int:
    """The turn of a word whose letters stand at an angle in the file, in radians clockwise; below 0 if unknown."""
    degrees = math.degrees(max(angle, 0.0))
    quarters = round(degrees / 90)
    if abs(degrees - 90 * quarters) > _ASKEW:
        return OBLIQUE
    return -(90 * quarters + frame.turn) % 360


def _around(text: Any, rect: raw.FS_RECTF, places: Iterable[int], frame: Frame) -> Area:
    """The smallest area around letters, from the top of the tallest letter to the foot of the lowest in their font."""
    areas = []
    for at in places:
        raw.FPDFText_GetLooseCharBox(text, at, rect)
        areas.append(frame.area(rect.left, rect.bottom, rect.right, rect.top))
    return reduce(around, areas)


def _as_high_as_type(area: Area, turn: int, foot: tuple[float, float], size: float) -> Area:
    """The area of a word with the height that letters of its type commonly have, above and below their base line.

    What fonts tell is not used: word processors tell too little, and pdfium then adds the ink of each letter, so that
    "was" would be of smaller letters than "by". An area stays as it is when the type's size cannot be the letters'.
    """
    left, top, right, bottom = area
    up, down = _ASCENT * size, _DESCENT * size
    thick = bottom - top if turn in (0, 180) else right - left
    if turn == OBLIQUE or not _THICK[0] * size <= thick <= _THICK[1] * size:
        return area
    if turn in (0, 180):
        return (left, foot[1] - up, right, foot[1] + down) if not turn else (left, foot[1] - down, right, foot[1] + up)
    return (foot[0] - up, top, foot[0] + down, bottom) if turn == 90 else (foot[0] - down, top, foot[0] + up, bottom)


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
