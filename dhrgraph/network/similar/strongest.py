"""Which links are kept: those among the strongest of one of their two texts.

    Edges between distinct texts, who says each  ->  strongest  ->  Kept: pairs of texts

Equal texts are compared once, so an edge between two distinct texts stands for a link between all who say the one and
all who say the other. These are told apart only here, and only as many as can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dhrgraph.network.similar.columns import Array, ragged


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows that are alike; a row stands beside itself where several texts say it. `strength` is a place in
    STRENGTHS, `score` counts in thousandths."""

    one: Array
    other: Array
    strength: Array
    score: Array

    def __len__(self) -> int:
        return len(self.one)

    @classmethod
    def of(cls, found: list[tuple[int, int, int, int]]) -> Edges:
        """Edges from tuples of these four."""
        one, other, strength, score = np.array(found, dtype=np.int32).reshape(-1, 4).T
        return cls(one, other, strength.astype(np.uint8), score.astype(np.uint16))

    def and_(self, more: Edges) -> Edges:
        """These, then more."""
        return Edges(*(np.concatenate((getattr(self, name), getattr(more, name))) for name in self.__slots__))


NO_EDGES = Edges.of([])


@dataclass(frozen=True, slots=True)
class Kept:
    """Links between texts, in order of their numbers: `one` < `other`, and the number of the edge of each."""

    one: Array
    other: Array
    edge: Array


def strongest(edges: Edges, rows: Array, reviews: Array, at_most: int | None) -> Kept:
    """The links between texts of different reviews that are among the first `at_most` of one of the two; None: all.

    Of equals those with the text of smaller number come first.

    Args:
        edges: Between rows, each pair once.
        rows: Of each text, its row.
        reviews: Of each text, a number for its review.
    """
    texts = np.argsort(rows, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=1))))
    own = edges.one == edges.other
    here, there = (np.concatenate(both) for both in ((edges.one, edges.other[~own]), (edges.other, edges.one[~own])))
    number = np.concatenate((np.arange(len(edges)), np.flatnonzero(~own)))
    source, at, target = _told_apart(texts, starts, here, there, _enough(rows, reviews, at_most))
    apart = reviews[source] != reviews[target]
    source, target, edge = source[apart], target[apart], number[at[apart]]
    if at_most is not None:
        rank = edges.strength.astype(np.int64) * 2000 - edges.score
        order = np.lexsort((target, rank[edge], source))
        first = np.searchsorted(source[order], source[order], side="left")
        kept = order[np.arange(len(order)) - first < at_most]
        source, target, edge = source[kept], target[kept], edge[kept]
    low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
    _, once = np.unique(low * max(len(rows), 1) + high, return_index=True)
    return Kept(low[once], high[once], edge[once])


def _enough(rows: Array, reviews: Array, at_most: int | None) -> int:
    """How many texts of a row have to be looked at to find `at_most` of other reviews than one's own."""
    if at_most is None or not len(rows):
        return len(rows)
    _, times = np.unique(rows.astype(np.int64) * (int(reviews.max()) + 1) + reviews, return_counts=True)
    return at_most + int(times.max())


def _told_apart(texts: Array, starts: Array, here: Array, there: Array, enough: int) -> tuple[Array, Array, Array]:
    """For each text of a row `here` the first texts of the row `there`: text, place in `here`, other text."""
    said, ends = ragged(starts, here)
    at = np.repeat(np.arange(len(here)), np.diff(ends))
    begins = starts[:-1][there[at]]
    times = np.minimum(np.diff(starts)[there[at]], enough)
    last = np.concatenate(([0], np.cumsum(times)))
    others = np.arange(last[-1]) + np.repeat(begins - last[:-1], times)
    return np.repeat(texts[said], times), np.repeat(at, times), texts[others]
