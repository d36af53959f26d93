"""Paragraphs, items and headings out of lines."""

from __future__ import annotations

import pytest

from dhrgraph.text.blocks import Block, blocks, same_rank
from dhrgraph.text.lines import split_lines


def of(text: str) -> list[Block]:
    return list(blocks(text, split_lines(text)))


MARKS = {
    "- a bullet": ("bullet", "-", "a bullet"),
    "• a bullet": ("bullet", "•", "a bullet"),
    "1. an item": ("number", "1", "an item"),
    "(2) an item": ("number", "2", "an item"),
    "10.1 a paragraph": ("number", "10.1", "a paragraph"),
    "10.1.1.1 a paragraph": ("number", "10.1.1.1", "a paragraph"),
    "9.1 a Consider it": ("number", "9.1 a", "Consider it"),
    "10.2a Consider it": ("number", "10.2a", "Consider it"),
    "**10.3** The Trust": ("number", "10.3", "The Trust"),
    "- 1.4 The Trust": ("number", "1.4", "The Trust"),
    "R3 Officers should": ("number", "R3", "Officers should"),
    "4 CHAIR AND AUTHOR": ("number", "4", "CHAIR AND AUTHOR"),
    "a) who asks": ("letter", "a", "who asks"),
    "(iv) who asks": ("letter", "iv", "who asks"),
    "In 2021 officers": ("", "", "In 2021 officers"),
    "24 hour cover is needed": ("", "", "24 hour cover is needed"),
    "NHS England should": ("", "", "NHS England should"),
}


@pytest.mark.parametrize("line", MARKS)
def test_a_list_mark_is_told_from_words(line: str) -> None:
    (block,) = of(line)
    assert (block.kind, block.mark, block.text) == MARKS[line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", ["one two"]),
        ("one.\n\ntwo", ["one.", "two"]),
        ("cut off in the\n\nmiddle", ["cut off in the middle"]),
        ("cut off in the\n12\nmiddle", ["cut off in the middle"]),
        ("Ended.\n\nmiddle", ["Ended.", "middle"]),
        ("# Head\nbelow", ["Head", "below"]),
        ("**Head**\nbelow", ["Head", "below"]),
        ("1. one\nmore\n2. two", ["one more", "two"]),
        ("of the\n12 Officers came", ["of the", "Officers came"]),
        ("as was seen in every one of the cases that the panel read in\n12 Officers came", None),
        ("----\ntext\n***", ["text"]),
        ("Page 3 of 12\ntext", ["text"]),
    ],
)
def test_where_a_block_ends(text: str, expected: list[str] | None) -> None:
    assert [block.text for block in of(text)] == (expected or [" ".join(text.split())])


def test_levels_and_bold() -> None:
    heading, bold, neither = of("## 9. Learning\n\n**Police**\n\nA **bold** word")
    assert (heading.level, heading.mark, bold.bold, neither.bold) == (2, "9", True, False)
    assert not same_rank(heading, bold)
