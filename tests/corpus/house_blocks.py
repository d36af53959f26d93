"""What a document is made of before any format: headings, paragraphs, tables. Styles make them, writers print them.

A text's line ends are ends of paragraphs inside it; a line that begins with "•" or "-" is a bullet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from truth import Action, Recommendation, Review


@dataclass(frozen=True)
class Cover:
    """Title lines, most important first, on a page of their own."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """The list of sections with made-up page numbers after dotted leaders."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; a number is part of its words."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph, perhaps numbered ("6.1.2") or labelled in bold ("Action:"). `key` names what stands in it."""

    text: str
    number: str = ""
    label: str = ""
    key: str = ""
    auto: bool = False  # a word processor would make the number itself


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table. A cell that is None continues the one above it; `keys` name what stands in a row."""

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | None, ...], ...]
    keys: tuple[str, ...] = ()
    caption: str = ""
    plain: bool = False  # a small table of the report's body, not a plan
    inside: bool = False  # the caption is the table's first row, across all columns


@dataclass(frozen=True)
class Turn:
    """A new page, from here on landscape or portrait."""

    landscape: bool


Block: TypeAlias = Cover | Contents | Heading | Para | Bullets | Grid | Turn


@dataclass(frozen=True)
class Row:
    """One action row as printed: the words of its own cells, and which typed columns the style prints."""

    action: Action
    words: str


@dataclass(frozen=True)
class Asked:
    """One recommendation as this document prints it; `number` is what is printed."""

    number: str
    truth: Recommendation
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class House:
    """A document in a house style, and what of the truth it prints."""

    name: str
    review: Review
    running: str
    blocks: tuple[Block, ...]
    asked: tuple[Asked, ...]
    learning: tuple[str, ...] = ()
    webpage: bool = False

    @property
    def title(self) -> str:
        """What the file says it is; names no person."""
        return f"{self.review.partnership.name} domestic homicide review {self.review.published[0]}"


@dataclass
class Pages:
    """On which pages of a PDF each keyed text was drawn."""

    of: dict[str, set[int]] = field(default_factory=dict)

    def note(self, key: str, page: int) -> None:
        """Remember one page."""
        if key:
            self.of.setdefault(key, set()).add(page)


def lines(text: str) -> Iterator[tuple[bool, str]]:
    """Each line of a text: whether it is a bullet, and its words.

    Example:
        >>> list(lines("Ask:\\n• one;\\n- two;"))
        [(False, 'Ask:'), (True, 'one;'), (True, 'two;')]
    """
    for line in filter(None, text.split("\n")):
        bullet = line.startswith(("• ", "- "))
        yield bullet, line[2:] if bullet else line
