"""What the stages of reading a PDF pass to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from dhrgraph.records import Box

Area: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points, from the top left corner


Corners = TypeVar("Corners", Area, Box)

OBLIQUE = 45


def around(one: Corners, other: Corners) -> Corners:
    """The smallest area around two.

    Example:
        >>> around((1, 2, 3, 4), (0, 3, 2, 9))
        (0, 2, 3, 9)
    """
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


@dataclass(frozen=True, slots=True)
class Frame:
    """From a PDF's own coordinates to those of the page as shown: counted from its top left corner, y downwards.

    The four numbers are the sides of the media box; `turn` is how far the page is shown turned, clockwise.
    """

    left: float
    low: float
    right: float
    high: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Of the page as shown."""
        return self.high - self.low if self.turn in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as shown."""
        return self.right - self.left if self.turn in (90, 270) else self.high - self.low

    def area(self, left: float, low: float, right: float, high: float) -> Area:
        """An area of the PDF's coordinates on the page as shown.

        Example:
            >>> Frame(0, 0, 600, 800).area(10, 780, 30, 790), Frame(0, 0, 600, 800, 90).area(10, 780, 30, 790)
            ((10, 10, 30, 20), (780, 10, 790, 30))
        """
        if self.turn == 90:
            return low - self.low, left - self.left, high - self.low, right - self.left
        if self.turn == 180:
            return self.right - right, low - self.low, self.right - left, high - self.low
        if self.turn == 270:
            return self.high - high, self.right - right, self.high - low, self.right - left
        return left - self.left, self.high - high, right - self.left, self.high - low


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between spaces, in the order the file draws them.

    `turn` is how far the word is turned on the page as shown, in degrees counter-clockwise: 0, 90, 180 or 270, or
    OBLIQUE for what stands at another angle: stamps and watermarks.
    `size` is the height of its letters' box in points, `type_size` that of its type. `foot` is where its base line
    begins. `text` ends in a line hyphen where the word goes on below.
    """

    text: str
    area: Area
    order: int
    size: float
    bold: bool = False
    turn: int = 0
    foot: tuple[float, float] = (0.0, 0.0)
    type_size: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one line of paper, from left to right.

    `area` is as read (turned upright); `box` is where it stands on the page. `first` is the width of its first word.
    """

    words: str
    page: int
    area: Area
    box: Box
    size: float
    first: float
    bold: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size as shown, its words, and what else is drawn on it.

    `ruled`: lines part it into columns. `pictured`: it holds a picture of some size. `dots`: drawings that may be
    bullets. `lines` are drawn straight, level or upright; `fills` are boxes of colour without a rim.
    `notes`: the height below which footnotes stand, if they do.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    ruled: bool = False
    pictured: bool = False
    dots: tuple[Area, ...] = ()
    lines: tuple[Area, ...] = ()
    fills: tuple[Area, ...] = ()
    notes: float = float("inf")
