"""Columns of words: what white parts, and in which column of a table a word stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dhrgraph.read.pdf_tables.records import Word

GUTTER = 0.5  # of the type size: white between two columns' words, more than a word space
_LONG = 4.0  # times the type size: a word that may run out of its column


def column_of(word: Word, edges: Sequence[float]) -> int:
    """The column a word stands in; a long one that leaves its column belongs to where it begins."""
    place = word.middle if word.right - word.left < _LONG * word.size else word.left + word.size
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def blocks_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand over one another or close together, from left to right."""
    blocks: list[list[Word]] = []
    right = 0.0
    for word in sorted(words, key=lambda word: word.left):
        if blocks and word.left - right < GUTTER * word.size:
            blocks[-1].append(word)
        else:
            blocks.append([word])
            right = word.right
        right = max(right, word.right)
    return blocks
