"""The most that two texts can share, read off a few words of bits.

    Columns  ->  signatures  ->  Signatures.may_be_alike(rows i, rows j)

Points are taken apart into levels (1, 4, 9): what two texts share is, level by level, how many terms both have there,
times what the level adds. A level of a text is 256 bits, one for each term; where two of its terms fall on one bit, the
text's `lost` says by how much the bits count too little. So a bound is never too low, and mostly exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dhrgraph.network.similar.columns import ACT, THING, Array, Columns
from dhrgraph.network.similar.score import NO_ACT, OTHER_THING, SAME_ASK, SAME_TERMS
from dhrgraph.network.similar.terms import LEVELS

_SLACK = 1e-3  # scores are rounded to three digits: what may reach a threshold is scored again
ASK, TERMS = SAME_ASK.threshold - _SLACK, SAME_TERMS.threshold - _SLACK
_WORDS = 4  # of 64 bits for each level
_AT_ONCE = 1 << 16  # pairs: what is worked on stays in the processor's cache


@dataclass(frozen=True)
class Signatures:
    """`levels`: what each level adds, and its words, one array for each; `things` likewise of what texts are about."""

    levels: tuple[tuple[int, tuple[Array, ...]], ...]
    things: tuple[Array, ...]
    sizes: Array
    lost: Array
    acting: Array

    def may_be_alike(self, one: Array, other: Array) -> Array:
        """Whether the texts of these rows may be alike, for each pair; they do the same upon other acts and warn off
        alike, and share an act where both have one."""
        cuts = list(range(_AT_ONCE, len(one), _AT_ONCE))
        parts = zip(np.split(one, cuts), np.split(other, cuts), strict=True)
        return np.concatenate([self._may(*part) for part in parts])

    def _may(self, one: Array, other: Array) -> Array:
        most = np.minimum(self.lost[one], self.lost[other])
        for adds, words in self.levels:
            for word in words:
                most += np.bitwise_count(word[one] & word[other]) * np.int32(adds)
        here, there = np.zeros(len(one), dtype=bool), np.zeros(len(one), dtype=bool)
        for word in self.things:
            a, b = word[one], word[other]
            here |= (a & ~b) != 0
            there |= (b & ~a) != 0
        left_over = np.where(here & there, OTHER_THING, 1.0)
        left_over *= np.where(self.acting[one] == self.acting[other], 1.0, NO_ACT)
        small, large = np.minimum(self.sizes[one], self.sizes[other]), np.maximum(self.sizes[one], self.sizes[other])
        size = SAME_ASK.lesser * small + (1 - SAME_ASK.lesser) * large + SAME_ASK.doubt
        result: Array = (most * left_over >= ASK * size) | ((left_over == 1) & (most >= TERMS * large))
        return result


def signatures(table: Columns) -> Signatures:
    """The signatures of all rows."""
    levels, counted = [], np.zeros(len(table), dtype=np.int64)
    for below, level in zip((0, *LEVELS), LEVELS, strict=False):
        words = _bits(table, table.points >= level)
        levels.append((level - below, words))
        for word in words:
            counted += np.bitwise_count(word) * np.int64(level - below)
    lost = (table.sizes - counted).astype(np.int32)
    return Signatures(tuple(levels), _bits(table, table.parts & THING > 0), table.sizes, lost, table.having(ACT))


def _bits(table: Columns, entries: Array) -> tuple[Array, ...]:
    """Words with a bit for each of these entries."""
    bit = _bit_of(table, entries)
    words = np.zeros((_WORDS, len(table)), dtype=np.uint64)
    np.bitwise_or.at(words, (bit // 64, table.rows[entries]), np.uint64(1) << (bit % 64).astype(np.uint64))
    return tuple(words)


def _bit_of(table: Columns, entries: Array) -> Array:
    """The bit of the term of each entry: the most common terms have bits of their own."""
    bits: Array = (len(table.names) - 1 - table.ranks[table.terms[entries]]) % (64 * _WORDS)
    return bits
