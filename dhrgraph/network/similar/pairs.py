"""Find all pairs of texts that may be alike, without looking at each pair.

    Columns  ->  pairs  ->  rows i, rows j

Three steps, each of which leaves out only what cannot be alike (tests hold them against all pairs):

1. Texts that are alike do the same upon other acts, warn off alike, and share an act where both name one: they share a
   *token*, made of these and of a term. Not of any term: a text's terms are put in order, the rarest first, and only so
   many from the front make tokens that what is left behind them could not make the pair alike (prefix filtering:
   Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007). So common terms bring few pairs together.
2. Pairs that share a token are where a product of two sparse matrices is not 0.
3. What both share is bounded from above by the bits that their signatures have in common.

What is left is compared in full (score.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from dhrgraph.network.similar.columns import ACT, OVER, Array, Columns, ragged
from dhrgraph.network.similar.score import NO_ACT, SAME_ASK
from dhrgraph.network.similar.signatures import ASK, TERMS, signatures

_AT_ONCE = 1 << 20  # pairs looked at together: some 60 MB
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)  # to mix numbers with

Progress = Callable[[int, int], None]


def pairs(
    table: Columns, fresh: Array | None = None, progress: Progress | None = None
) -> Iterator[tuple[Array, Array]]:
    """Arrays of rows (i, j) that may be alike; each pair once, i != j, in no order.

    `fresh`: only pairs of which one is among these rows (true or false for each row); None: all.
    """
    order = np.argsort(table.sizes, kind="stable")
    rows, new = table.taken(order), np.ones(len(table), dtype=bool)
    if fresh is not None:
        new = fresh[order]
    acting, every, signs = rows.having(ACT), np.ones(len(table), dtype=bool), signatures(rows)
    alone, across = _tokens(rows, by_act=True), _tokens(rows, by_act=False)
    asked = (
        (alone, new, every), (alone, ~new, new),
        (across, new & acting, ~acting), (across, ~new & acting, new & ~acting),
        (across, new & ~acting, acting), (across, ~new & ~acting, new & acting),
    )  # fmt: skip
    for done, (tokens, smaller, larger) in enumerate(asked):
        for one, other in _meeting(tokens, smaller, larger):
            kept = signs.may_be_alike(one, other)
            yield order[one[kept]], order[other[kept]]
        if progress:
            progress(done + 1, len(asked))


@dataclass(frozen=True)
class _Tokens:
    """Tokens of rows as the smaller of two texts and as the larger: numbers of rows and, beside each, a token."""

    smaller: tuple[Array, Array]
    larger: tuple[Array, Array]


def _tokens(rows: Columns, *, by_act: bool) -> _Tokens:
    """For pairs that share an act or both have none; or else for pairs of which one has an act and one has none."""
    order = np.lexsort((rows.ranks[rows.terms], rows.rows))
    of, terms, points = rows.rows[order], rows.terms[order], rows.points[order].astype(np.int64)
    before = np.cumsum(points) - points
    left = rows.sizes[of] - before + np.concatenate((before, [0]))[rows.starts[:-1]][of]  # this term and those behind
    mixed = _group(rows)[of] + _mixed(terms, 0)
    made = []
    for least in _least(rows.sizes, 1.0 if by_act else NO_ACT):
        front = left >= least[of]
        made.append((of[front], mixed[front]))
    return _Tokens(*(_with_acts(rows, *one) for one in made)) if by_act else _Tokens(*made)


def _least(sizes: Array, left_over: float) -> tuple[Array, Array]:
    """The least that a row of each size must share with one as large or larger, and with one as small or smaller."""
    ask, lesser = ASK / left_over, SAME_ASK.lesser
    smaller = ask * (sizes + SAME_ASK.doubt)
    larger = ask * ((1 - lesser) * sizes + SAME_ASK.doubt) / (1 - ask * lesser)  # all of the least that can be enough
    if left_over < 1:  # no near-copy
        return smaller, larger
    return np.minimum(smaller, TERMS * sizes), np.minimum(larger, TERMS * sizes)


def _group(rows: Columns) -> Array:
    """A number for each row, equal where the same acts are done upon another and both warn off or neither does."""
    over = np.flatnonzero(rows.parts & OVER)
    made = rows.against * np.uint64(_ODD[3])
    np.add.at(made, rows.rows[over], _mixed(rows.terms[over], 1))
    return made


def _with_acts(rows: Columns, of: Array, tokens: Array) -> tuple[Array, Array]:
    """Each token once for each act of its row; of a row without an act once."""
    acts = np.flatnonzero(rows.parts & ACT)
    number = np.bincount(rows.rows[acts], minlength=len(rows))
    entries, ends = ragged(np.concatenate(([0], np.cumsum(number))), of)
    again = np.repeat(np.arange(len(of)), np.diff(ends))
    none = number[of] == 0
    with_acts = tokens[again] + _mixed(rows.terms[acts][entries], 2)
    return np.concatenate((of[again], of[none])), np.concatenate((with_acts, tokens[none]))


def _mixed(numbers: Array, what: int) -> Array:
    """Numbers spread over 64 bits. Two sums may be equal by chance: then a pair more is looked at."""
    return (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(_ODD[what])


def _meeting(tokens: _Tokens, smaller: Array, larger: Array) -> Iterator[tuple[Array, Array]]:
    """Pairs of a row among `smaller` and a later one among `larger` that share a token, some at a time."""
    number = len(smaller)
    (here, one), (there, other) = _of(tokens.smaller, smaller), _of(tokens.larger, larger)
    known = np.intersect1d(one, other)
    if not len(known):
        return
    left, right = (_incidence(*both, known, number) for both in ((here, one), (there, other)))
    work = np.cumsum(left @ np.bincount(right.indices, minlength=len(known)))
    cuts = np.searchsorted(work, np.arange(0, work[-1], _AT_ONCE), side="right")
    turned = right.T.tocsr()
    for start, stop in pairwise(np.unique([*cuts, number])):
        found = (left[start:stop] @ turned).tocoo()
        later = found.col > found.row + start
        yield found.row[later] + start, found.col[later]


def _of(tokens: tuple[Array, Array], rows: Array) -> tuple[Array, Array]:
    kept = rows[tokens[0]]
    return tokens[0][kept], tokens[1][kept]


def _incidence(of: Array, tokens: Array, known: Array, number: int) -> sparse.csr_matrix:
    """Rows by tokens: 1 where a row has one of the tokens `known`, which are sorted."""
    place = np.minimum(np.searchsorted(known, tokens), len(known) - 1)
    has = known[place] == tokens
    ones = np.ones(int(has.sum()), dtype=np.int32)
    return sparse.csr_matrix((ones, (of[has], place[has])), shape=(number, len(known)))
