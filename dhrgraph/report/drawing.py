"""What a chart is made of: marks at places, and words that fit the room they have.

The unit is the pixel of a page at its usual size. Widths of words are reckoned from kinds of letters, not measured, so
that every machine draws the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal, TypeAlias

from dhrgraph.publish.release.picture_layout import width_of

SIZE, SMALL = 14, 12.5  # of letters
LINE = 18  # from one line of a label to the next


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline. `anchor` is which end of it stands at `x`."""

    x: float
    y: float
    words: str
    anchor: Literal["start", "middle", "end"] = "start"
    look: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `fill` is the place of its kind among those of the chart, drawn as a pattern of its own."""

    x: float
    y: float
    w: float
    h: float
    fill: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `look` is grid, interval, expected or base."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, marked by a disc."""

    x: float
    y: float


Mark: TypeAlias = Words | Box | Line | Dot


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks, the first at the back. `fills` is how many patterns the boxes need."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    fills: int = 0


def fitted(words: str, room: float, lines: int = 3, size: float = SIZE) -> tuple[str, ...]:
    """The words in at most so many lines, none wider than `room`; what has no room becomes "…". Never empty.

    Example:
        >>> fitted("Sharing information between agencies", 150)
        ('Sharing information', 'between agencies')
        >>> fitted("Sharing information between agencies", 150, lines=1)
        ('Sharing information…',)
    """
    done: list[str] = []
    for word in words.split():
        for piece in _pieces(word, room, size):
            if done and wide(f"{done[-1]} {piece}", size) <= room:
                done[-1] = f"{done[-1]} {piece}"
            else:
                done.append(piece)
    if len(done) > lines:
        last = done[lines - 1]
        while last and wide(f"{last}…", size) > room:
            last = last[:-1]
        done[lines - 1 :] = [f"{last.rstrip(' ,;:')}…"]
    return tuple(done) or ("–",)


def wide(words: str, size: float = SIZE) -> float:
    """About how wide the words are; letters of East Asian scripts are as wide as high."""
    return width_of(words, size) + 0.44 * size * sum(letter >= "\u2e80" for letter in words)


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word in pieces that fit, as a rule one."""
    if wide(word, size) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and wide(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def scale(values: Sequence[float], *, whole: bool, share: bool = False) -> tuple[float, ...]:
    """Round places on an axis from below the least value (or 0) to above the greatest: two or more, going up.

    Example:
        >>> scale([3, 14], whole=True)
        (0, 5, 10, 15)
        >>> scale([], whole=True), scale([0.3], whole=False, share=True)
        ((0, 1), (0.0, 0.25, 0.5, 0.75, 1.0))
    """
    if share:
        return (0.0, 0.25, 0.5, 0.75, 1.0)
    low, high = min((0.0, *values)), max((0.0, *values))
    if low == high:
        return (0, 1)
    step = _round_step(max(high - low, 0.04) / 4)  # figures have two digits
    step = max(1, round(step)) if whole else step
    return tuple(round(step * n, 10) for n in range(floor(low / step), ceil(high / step) + 1))


def _round_step(step: float) -> float:
    """The least of 1, 2, 5, 10 times a power of ten that is not under `step`."""
    power: float = 10.0 ** floor(log10(step))
    return next(float(power * n) for n in (1, 2, 5, 10) if power * n >= step * 0.999999)
