"""One recommendation of prose while it is being read, and what of the words below it are its own.

blocks below a label or mark  ->  Open  ->  its words, without the reasons before them and a remark in front
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons, first_match, speaks
from dhrgraph.extract.plan_rows import Item, PlanRow
from dhrgraph.records import EMPTY, Passage
from dhrgraph.text.blocks import Block, Mark
from dhrgraph.text.passages import part

_ENDS = (".", "!", "?", ")", "”", '"')
ITEMS = ("number", "letter")  # marks that an item of a list has for itself
_LEADS_IN = (":", ";", ",")
_REMARK = re.compile(r"\((?P<remark>[^()]{1,40})\)\s(?=[A-Z])")
_ROMAN = re.compile(r"i{1,3}|iv|vi{0,3}|ix|xi{0,3}")


@dataclass(slots=True)
class Open:
    """The recommendation being read."""

    block: Block
    number: str | None
    labelled: bool
    to: Passage = EMPTY
    scope: Passage = EMPTY
    text: list[Passage] = field(default_factory=list)
    cells: list[dict[str, list[Passage]]] = field(default_factory=list)
    full: bool = False  # what follows is no part of it
    below: tuple[Mark, str] = ("", "")  # how the items of its own list are marked, see `mark_of`
    aside: bool = False  # a remark stands where its words should: they come later
    marked: bool = False  # its own list is numbered, and the numbers are kept
    apart: bool = False  # its label is a title, the paragraphs numbered below it are recommendations of their own

    @property
    def unfinished(self) -> bool:
        """Whether its words call for more: there are none, or they lead in to a list, or the sentence has no end."""
        return not self.text or not self.text[-1].text.endswith(_ENDS)


def without_reasons(opened: Open, lexicons: Lexicons) -> list[Passage]:
    """The words of a label by itself, from the first paragraph that recommends: what stands before says why."""
    cues = lexicons.recommending
    if not opened.labelled or len(opened.text) < 2 or opened.below[0]:
        return opened.text
    says = [n for n, words in enumerate(opened.text) if speaks(cues, words.text, "says")]
    whole = opened.text[0].text.endswith(".")
    return opened.text[says[0] :] if says and whole else opened.text


def take_remark(source: str, opened: Open, lexicons: Lexicons) -> None:
    """Take a remark on its reach in brackets out of the front of a recommendation: "(National) The …"."""
    words = opened.text[0]
    found = _REMARK.match(words.text)
    if found and any(cue.pattern.search(found["remark"]) for cue in lexicons.scopes):
        opened.scope = part(source, words, *found.span("remark"))
        opened.text = [part(source, words, found.end(), len(words.text))]


def asks_below(source: str, block: Block, after: Block | None, lexicons: Lexicons) -> Passage:
    """The body of a line that leads in to items with marks of their own: "The Trust should:"; else EMPTY.

    A line that is numbered itself is one recommendation with its items.
    """
    if block.kind or after is None or after.kind not in ITEMS:
        return EMPTY
    found = first_match(lexicons.recommending, block.text, "asks")
    known = found is not None and is_body(found[1]["who"], lexicons)
    return part(source, block.words, *found[1].span("who")) if found and known else EMPTY


def sub_point(opened: Open, block: Block) -> Passage:
    """The words of a block below a recommendation's own, with the letter or number they are printed with.

    A number counts when the words above lead in to a list: elsewhere it is that of a paragraph. Bullets say nothing.
    """
    leads_in = bool(opened.text) and opened.text[-1].text.endswith(_LEADS_IN)
    if block.kind == "number" and block.mark.isdigit():
        opened.marked = opened.marked or leads_in
    listed = block.kind == "letter" or (block.kind == "number" and block.mark.isdigit() and opened.marked)
    return block.printed if listed and opened.text else block.words


def mark_of(block: Block) -> tuple[Mark, str]:
    """How the items of a block's list are marked: the kind, and the character where all items bear the same."""
    return block.kind, block.mark if block.kind == "bullet" else ""


def is_roman(mark: str) -> bool:
    """Whether a letter that marks an item is a Roman figure: one inside an item with another letter is below it."""
    return _ROMAN.fullmatch(mark) is not None


def rows_of(opened: Open) -> tuple[PlanRow, ...]:
    """The plan that labelled lines below a recommendation make; empty without such lines."""
    items = tuple(Item(cells) for cells in opened.cells if cells)
    where = opened.block.line.span
    return (PlanRow(None, opened.number, False, items, frozenset(), where, "actions"),) if items else ()
