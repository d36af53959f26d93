"""Which lines among recommendations are titles: of one recommendation, or of a topic that several stand under."""

from __future__ import annotations

from dhrgraph.extract.labels import recommendation_label
from dhrgraph.extract.lexicons import Lexicons, speaks
from dhrgraph.extract.stated_open import Open
from dhrgraph.text.blocks import Block

_ENDS = (".", "!", "?", ")", "”", '"')
_TITLE_WORDS = 12  # a longer line is no title
_LEAD_IN_WORDS = 4  # more before a colon lead in to a list; fewer are its title


def is_title(words: str, after: Block | None, lexicons: Lexicons) -> bool:
    """Whether words, behind a label or by themselves, are a title: short, without verb or end, a paragraph below."""
    if after is None or words.endswith(_ENDS) or len(words.split()) > _TITLE_WORDS:
        return False
    says = speaks(lexicons.recommending, words, "says")
    return not says and recommendation_label(after.text, lexicons) is None and not after.level


def is_topic(block: Block, after: Block | None, opened: Open | None, lexicons: Lexicons) -> bool:
    """Whether a block is a heading for a topic: by its mark-up, or short with no verb and a list or text below.

    `opened` is the recommendation being read, if any.
    """
    if block.level or _parts_labels(block, after, opened, lexicons):
        return True
    if block.kind in ("bullet", "letter") or not is_title(block.text, after, lexicons):
        return False
    if block.bold or block.kind == "" or after is None:
        return True
    if block.text.endswith(":") and len(block.text.split()) > _LEAD_IN_WORDS:
        return False
    above = opened.block if opened else None
    sibling = above is not None and above.kind == "number" and above.mark.count(".") == block.mark.count(".")
    return after.mark.startswith(block.mark + ".") or (after.kind != "number" and not sibling)


def _parts_labels(block: Block, after: Block | None, opened: Open | None, lexicons: Lexicons) -> bool:
    """Whether a line stands between a labelled recommendation that has ended and the next label: its heading."""
    words = block.text
    if not (opened and opened.labelled and not opened.unfinished and after) or block.kind or block.lines > 1:
        return False
    short = len(words.split()) <= _TITLE_WORDS and words[:1].isupper() and not words.endswith(_ENDS)
    says = speaks(lexicons.recommending, words, "says")
    return short and not says and recommendation_label(after.text, lexicons) is not None
