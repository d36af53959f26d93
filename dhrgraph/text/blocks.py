"""Paragraphs, list items and headings of prose, put together from lines as extraction leaves them.

    text, lines  ->  blocks  ->  Block

Lines may be broken by hand, pages by numbers; a list mark may be a bullet, a number, a letter or several of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dhrgraph.records import EMPTY, Line, Passage, Span
from dhrgraph.text.passages import clean, join
from dhrgraph.text.patterns import BULLETS

Mark = Literal["", "bullet", "letter", "number"]

_LINE = re.compile(
    r"""
    (?P<indent>[ \t>]{0,20})
    (?P<hashes>\#{1,6}[ \t]+)?
    (?P<bullet>[BULLETS][ \t]+|o[ \t]+(?=\w))?
    (?:
      (?:\*\*|__)?
      (?:
        (?P<number>\(?\d{1,3}(?:\.\d{1,3}){1,4}[.):]?(?:[a-z]\)?(?=[ \t*])|[ ][a-z]\)?(?=[ \t]+[A-Z]))?  # 10.1, 9.1 a
          | \(?\d{1,2}[.)\]:](?=[ \t*]|$)                                        # 1. 1) (1) [1]
          | [A-Z]{1,4}\d{1,3}(?:[.):]|(?=(?:\*\*|__)?[ \t]+[A-Z*‘“"']))            # R1
          | \d{1,2}(?=(?:\*\*|__)?[ \t]+[A-Z‘“"'*]) )                                         # 1 Officers
      | (?P<letter>\(?(?:[a-z]|[ivx]{1,4})[.)\]](?=[ \t*]))
      )
      (?:\*\*|__)?
    )?
    [ \t]*
    """.replace("BULLETS", re.escape(BULLETS)),
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(r"\W{0,6}(?:page\s{1,3})?\d{1,3}(?:\s{1,3}(?:of|/)\s{1,3}\d{1,3})?\W{0,6}", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", ")", "]", "”", '"', "’", "'")
_RULE = re.compile(r"\s{0,9}(?:[-*_=]\s{0,3}){3,}$")
_BOLD = re.compile(r"\s*(?:[-*]\s+)?(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*")
_SHORT = 60  # characters: a heading or title rather than a full line


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or heading line.

    `mark` is the list mark as printed without what closes it ("10.1", "a", "•"; empty for none). `level` is the
    number of hashes of a Markdown heading, 0 for none. `lines` is how many lines it was put together from.
    `printed` is the words with a letter or number before them as printed: "(ii) who"; a bullet says nothing.
    """

    line: Line
    words: Passage
    kind: Mark = ""
    mark: str = ""
    indent: int = 0
    level: int = 0
    bold: bool = False
    lines: int = 1
    printed: Passage = EMPTY

    @property
    def text(self) -> str:
        """The words without mark and mark-up."""
        return self.words.text


def same_rank(one: Block, other: Block) -> bool:
    r"""Whether two blocks are headings of the same rank: by hashes, by the depth of their numbers, or both bold.

    Example:
        >>> from dhrgraph.text.lines import split_lines
        >>> page = "9.2.1 Police\n9.2.2 Housing\n9.3 More"
        >>> first, second, third = blocks(page, split_lines(page))
        >>> same_rank(first, second), same_rank(second, third)
        (True, False)
    """
    if one.level or other.level:
        return one.level == other.level
    if one.kind == other.kind == "number":
        return one.mark.count(".") == other.mark.count(".")
    return one.kind == other.kind and one.bold and other.bold


Role = Literal["", "starts", "alone", "none"]
# the line before and the line: whether it starts a block, is one by itself, or is no part of the text
RoleOf = Callable[[str, str], Role]


def plain_role(_before: str, _line: str) -> Role:
    """No line is special."""
    return ""


def blocks(text: str, lines: Sequence[Line], role: RoleOf = plain_role) -> tuple[Block, ...]:
    r"""The blocks of the lines in reading order.

    A new block starts after a blank line, at a list mark, where `role` says so, and behind lines left out. A
    paragraph that a page end cut in the middle of a sentence goes on when the next one begins with a small letter.

    Example:
        >>> from dhrgraph.text.lines import split_lines
        >>> page = "# 9. Aims\n9.1 To ask\nmore.\n- a) who"
        >>> [(b.level, b.mark, b.text) for b in blocks(page, split_lines(page))]
        [(1, '9', 'Aims'), (0, '9.1', 'To ask more.'), (0, 'a', 'who')]
    """
    made: list[list[Line]] = []
    number, gap = -1, True
    for line in lines:
        torn = line.number != number + 1  # lines between were left out: a table stands there
        number = line.number
        if not line.text.strip() or _RULE.match(line.text):
            gap = True
        elif not _PAGE_NUMBER.fullmatch(line.text) and role("", line.text.strip()) != "none":
            if made and not torn and _goes_on(made[-1], line, gap, role):
                made[-1].append(line)
            else:
                made.append([line])
            gap = False
    return tuple(block for group in made if (block := _block(text, group)).text)


def _goes_on(group: Sequence[Line], line: Line, gap: bool, role: RoleOf) -> bool:
    """Whether a line belongs to the block before it."""
    before, here = group[-1].text.strip(), line.text.strip()
    found = _LINE.match(line.text)
    if found and (found["hashes"] or found["bullet"] or found["letter"] or _numbered(found, before)):
        return False
    if gap:
        return here.lstrip("*_")[:1].islower() and not before.endswith(_ENDED) and not before.startswith("#")
    if before.startswith("#") or before.endswith("**") or role(before, here):
        return False
    own = role("", before) if len(group) == 1 else ""
    title = own == "starts" and len(before) < _SHORT and here[0].isupper() and not before.endswith((*_ENDED, ","))
    return own != "alone" and not title


def _numbered(found: re.Match[str], before: str) -> bool:
    """Whether the number a line begins with is a list mark: a bare one must follow an ended sentence or a heading."""
    number = found["number"] or ""
    return bool(number) and (not number.isalnum() or before.endswith(_ENDED) or len(before) < _SHORT)


def _block(text: str, group: Sequence[Line]) -> Block:
    first = group[0]
    found = _LINE.match(first.text)
    start = first.span.start + (found.end() if found else 0)
    rest = [clean(text, line.span) for line in group[1:]]
    words = join(text, [clean(text, Span(start, first.span.end)), *rest])
    if found is None:
        return Block(first, words, lines=len(group))
    number, letter, bullet = found["number"], found["letter"], found["bullet"]
    kind: Mark = "number" if number else "letter" if letter else "bullet" if bullet else ""
    return Block(
        line=first,
        words=words,
        kind=kind,
        mark=(number or letter or bullet or "").strip(" \t()[].:"),
        indent=len(found["indent"].expandtabs(4)),
        level=len((found["hashes"] or "").strip()),
        bold=len(group) == 1 and bool(_BOLD.fullmatch(first.text)),
        lines=len(group),
        printed=_printed(text, first, found, rest),
    )


def _printed(text: str, first: Line, found: re.Match[str], rest: Sequence[Passage]) -> Passage:
    """The words of an item with its letter or number; EMPTY for one without."""
    mark = "number" if found["number"] else "letter"
    if not found[mark]:
        return EMPTY
    return join(text, [clean(text, Span(first.span.start + found.start(mark), first.span.end)), *rest])
