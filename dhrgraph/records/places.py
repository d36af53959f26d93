"""Where words stand: spans of the text, the passages put together from them, boxes on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in Unicode code points of `Document.text`: oa:start and oa:end as they stand.

    Web Annotation Data Model 4.2.4 counts code points; so do Python slices.

    Example:
        >>> "died 2020"[5:9] == "died 2020"[Span(5, 9).start : Span(5, 9).end]
        True
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, with white space joined, and every place they were put together from.

    `spans` has one entry for each unbroken run of the source (a table cell continued on the next page gives
    two), in reading order, never empty for words that stand in the document.
    """

    text: str
    spans: tuple[Span, ...]
    redacted: bool = False  # True: a person's name stood here, so the source must not be quoted

    def __bool__(self) -> bool:
        return bool(self.text)


EMPTY = Passage("", ())

Box: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom in points, from the page's top left corner


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of `Document.text` stand on paper: the page, counted from 1, and the box around them."""

    span: Span
    page: int
    box: Box
