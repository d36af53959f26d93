"""Paragraphs, list items and headings of prose, put together from lines as extraction leaves them.

    text, lines  ->  blocks  ->  Block

Lines may be broken by hand, pages by numbers; a list mark may be a bullet, a number, a letter or several of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dhrgraph.records import Line, Passage, Span
from dhrgraph.text.passages import clean, join

Mark = Literal["", "bullet", "letter", "number"]

_LINE = re.compile(
    r"""
    (?P<indent>[ \t>]{0,20})
    (?P<hashes>\#{1,6}[ \t]+)?
    (?P<bullet>[-*•◦▪●○–➢][ \t]+)?
    (?P<bold>(?:\*\*|__|\*)(?=\S))?
    (?:
      (?P<number>\(?\d{1,3}(?:\.\d{1,3}){1,4}[.):]?(?:[ ]?[a-z]\)?(?=[ \t]))?|\(?\d{1,2}[.)\]:]|[A-Z]{1,4}\d{1,3}[.):]?(?=[ \t]|\*)|\d{1,2}(?=[ \t]+[A-Z‘“"'*]))
      | (?P<letter>\(?(?:[a-z]|[ivx]{1,4})[.)\]])
    )?
    (?P<closed>\*\*|__)?
    [ \t]*
    """,
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(r"\W{0,6}(?:page\s{1,3})?\d{1,3}(?:\s{1,3}(?:of|/)\s{1,3}\d{1,3})?\W{0,6}", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", ")", "]", "”", '"', "’", "'")
_STARRED_RULE = re.compile(r"\s{0,9}(?:[-*_=]\s{0,3}){3,}$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or heading line.

    `mark` is the list mark as printed without what closes it ("10.1", "a", "•"; empty for none). `level` is the
    number of hashes of a Markdown heading, 0 for none. `lines` is how many lines it was put together from.
    """

    line: Line
    words: Passage
    kind: Mark = ""
    mark: str = ""
    indent: int = 0
    level: int = 0
    bold: bool = False
    lines: int = 1

    @property
    def text(self) -> str:
        """The words without mark and mark-up."""
        return self.words.text


def nobody(_: str) -> bool:
    """No line stands alone."""
    return False


def blocks(text: str, lines: Sequence[Line], alone: Callable[[str], bool] = nobody) -> tuple[Block, ...]:
    r"""The blocks of the lines in reading order. `alone` tells lines that are a block by themselves (headings).

    A new block starts after a blank line, at a list mark, and at lines left out. A paragraph that a page end cut
    in the middle of a sentence goes on when the next one begins with a small letter.

    Example:
        >>> from dhrgraph.text.lines import split_lines
        >>> page = "# 9. Aims\n9.1 To ask\nmore.\n- a) who"
        >>> [(b.level, b.mark, b.text) for b in blocks(page, split_lines(page))]
        [(1, '9', 'Aims'), (0, '9.1', 'To ask more.'), (0, 'a', 'who')]
    """
    made: list[list[Line]] = []
    number, gap = -1, True
    for line in lines:
        if not line.text.strip() or _STARRED_RULE.match(line.text):
            gap, number = True, line.number
            continue
        torn = line.number != number + 1  # lines between were left out: a table stands there
        number = line.number
        if _PAGE_NUMBER.fullmatch(line.text):
            continue
        if not torn and made and _goes_on(made[-1], line, gap, alone):
            made[-1].append(line)
        else:
            made.append([line])
        gap = False
    return tuple(block for group in made if (block := _block(text, group)).text)


def _goes_on(group: Sequence[Line], line: Line, gap: bool, alone: Callable[[str], bool]) -> bool:
    """Whether a line belongs to the block before it."""
    found = _LINE.match(line.text)
    if found and (found["hashes"] or found["bullet"] or found["letter"] or _numbered(found, line, group[-1])):
        return False
    before = group[-1].text.rstrip()
    if before.lstrip().startswith("#") or alone(before) or alone(line.text):
        return False
    if before.endswith("**") and group[0].text.lstrip().startswith("**"):
        return False
    begins_small = line.text.lstrip("*_ \t")[:1].islower()
    return begins_small and not before.endswith(_ENDED) if gap else True


def _numbered(found: re.Match[str], line: Line, above: Line) -> bool:
    """Whether the number a line begins with is a list mark: a bare one must follow an ended sentence or a heading."""
    number = found["number"]
    if not number:
        return False
    bare = number.isdigit() or number[-1:].isdigit() and number[0].isalpha()
    return not bare or above.text.rstrip().endswith(_ENDED) or len(above.text) < 60


def _block(text: str, group: Sequence[Line]) -> Block:
    first = group[0]
    found = _LINE.match(first.text)
    start = first.span.start + (found.end() if found else 0)
    words = join(text, [clean(text, Span(start, first.span.end)), *(clean(text, line.span) for line in group[1:])])
    if found is None:
        return Block(first, words, lines=len(group))
    number, letter, bullet = found["number"], found["letter"], found["bullet"]
    kind: Mark = "number" if number else "letter" if letter else "bullet" if bullet else ""
    bare = first.text.strip()
    return Block(
        line=first,
        words=words,
        kind=kind,
        mark=(number or letter or bullet or "").strip(" \t()[].:"),
        indent=len(found["indent"].expandtabs(4)),
        level=len((found["hashes"] or "").strip()),
        bold=len(group) == 1 and bool(found["bold"]) and bare.rstrip(":").endswith(("**", "__", "*")),
        lines=len(group),
    )
