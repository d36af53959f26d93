"""How the lists of recommendations in prose are parted: whose heading a block is, which labels are but titles.

blocks of a section  ->  titles_among, last_named, can_head, is_beside
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.extract.captions import Caption, caption_of, is_like_name
from dhrgraph.extract.labels import recommendation_label
from dhrgraph.extract.lexicons import Lexicons, speaks
from dhrgraph.text.blocks import Block, same_rank

_ENDS = (".", "!", "?", ")", "”", '"')


def titles_among(below: Sequence[Block], lexicons: Lexicons) -> frozenset[int]:
    """The lines of labels that are but titles of the recommendations numbered below them: N.1, N.2 …

    One paragraph below a label can be numbered so as part of it: some label of the section must have two.
    """
    found = ((n, recommendation_label(block.text, lexicons)) for n, block in enumerate(below))
    labels = ((n, label.number) for n, label in found if label)
    counts = {below[n].line.number: _numbered_below(number, below, n + 1, lexicons) for n, number in labels}
    return frozenset(n for n, count in counts.items() if count and max(counts.values()) > 1)


def _numbered_below(number: str | None, below: Sequence[Block], first: int, lexicons: Lexicons) -> int:
    """How many paragraphs from `first` up to the next label are numbered N.1, N.2 … and recommend."""
    count = 0
    for n in range(first, len(below)):
        block = below[n]
        if recommendation_label(block.text, lexicons):
            break
        own = block.kind == "number" and block.mark == f"{number}.{count + 1}"
        count += own and speaks(lexicons.recommending, block.text, "says")
    return count


def last_named(source: str, below: Sequence[Block], lexicons: Lexicons) -> Caption | None:
    """The caption of the last block that is but a body's name: whose part of the report it is that ends there."""
    named = (block for block in reversed(below) if not block.text.endswith(_ENDS) and can_head(block, None))
    found = (caption_of(source, block.words, lexicons) for block in named)
    return next((caption for caption in found if caption and not caption.of_review), None)


def can_head(block: Block, after: Block | None) -> bool:
    """Whether a block can be the heading of a list: no list item, but "(i) Exampleton Police" with bullets below it."""
    bullets_below = after is not None and after.kind == "bullet"
    return block.kind not in ("bullet", "letter") or (block.kind == "letter" and bullets_below)


def is_beside(block: Block, heading: Block) -> bool:
    """Whether a block is of the rank of a body's heading: by mark-up, or as plain and by its capitals a name."""
    if block.kind or block.level or block.bold or heading.kind or heading.level or heading.bold:
        return same_rank(block, heading)
    return block.lines == 1 and is_like_name(block.text)
