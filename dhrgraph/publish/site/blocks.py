"""What a page shows, before anyone thinks of HTML: records that a template knows how to draw.

A page is a title, a lead and sections; a section holds blocks; blocks hold inlines. Links name things by IRI (or a
path of ours) and get their words when the page is rendered, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a thing (its IRI) or to a page of ours (a path). Without `label` it gets the thing's own."""

    to: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document: shown as a quotation, never as ours."""

    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """Words of ours that explain what stands before them."""

    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A short word in a box, such as a status; `tone` is done, open or plain."""

    words: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a link can lead to."""

    name: str


Inline: TypeAlias = str | int | Ref | Said | Note | Mark | Anchor
Cell: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A recommendation or lesson in full, with where it stands."""

    words: str
    source: Cell = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of ours."""

    parts: Cell


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values. A row: its name, its values."""

    rows: tuple[tuple[str, tuple[Inline, ...]], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names; the columns of `numbers` stand to the right. `caption` says what the table shows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()
    lines: bool = False  # the values of a cell stand one below the other


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list of statements: its name, its words (a quotation), what else is to be said in a line."""

    head: Ref
    words: str = ""
    about: tuple[Cell, ...] = ()
    mark: Mark | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of statements, in order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as a table with a bar beside each: name, count. `unit` names the count."""

    caption: str
    unit: str
    rows: tuple[tuple[Ref, int], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A branch of a tree."""

    ref: Ref
    note: str = ""
    count: str = ""
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Things above and below each other."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Links beside each other: an alphabet, pages of a list, kinds to choose from. `name` says of what."""

    name: str
    links: tuple[Ref, ...]
    here: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Words of a program or of the command line, to be copied."""

    words: str
    name: str


Block: TypeAlias = Quote | Text | Facts | Table | Items | Bars | Tree | Links | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a heading; `anchor` is its id. `aside`: it stands beside the main part where there is
    room. `folded`: it opens when this line, which says what is in it, is chosen."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    aside: bool = False
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `kind` stands above the title; `above` are the pages it is under, the nearest last."""

    title: str
    kind: str = ""
    above: tuple[Ref, ...] = ()
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    summary: str = ""  # for search engines: one plain sentence


def figure(number: int, one: str, several: str = "") -> tuple[str, tuple[Inline, ...]]:
    """A row of figures: what is counted, in the singular or plural that the number asks for, and the number.

    Example:
        >>> figure(1, "review"), figure(0, "body", "bodies")
        (('review', (1,)), ('bodies', (0,)))
    """
    return one if number == 1 else several or one + "s", (number,)


def count(number: int, one: str, several: str = "") -> str:
    """A number and what it counts.

    Example:
        >>> count(1, "review"), count(2300, "review"), count(0, "body", "bodies")
        ('1 review', '2,300 reviews', '0 bodies')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
