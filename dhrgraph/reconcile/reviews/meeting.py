"""Which documents are worth comparing word for word: the work grows with the documents, not with their square.

    Asked of each document  ->  meeting  ->  pairs that share marks  ->  like_enough  ->  those that can be one review's

Both look at all documents at once, in columns: of a national library a million words and a third as many marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dhrgraph.reconcile.reviews.alike import ALIKE, FEW, PLACE, WIDTH, Asked

_COMMON = 12  # documents that share a mark: more of them share boilerplate, not a review
_COMMON_IN_ONE = 40  # the same, of one partnership

Column = NDArray[Any]
Pair = tuple[int, int]  # places of two documents, the earlier first


def meeting(documents: Sequence[Asked], partnerships: Sequence[str | None]) -> list[Pair]:
    """Each two documents, once and sorted, that share marks of two recommendations, or of the only one.

    A mark that many documents have says little; one that many of the same partnership have, nothing.

    Example:
        >>> ask = [Asked.of([words]) for words in ("Wait for it", "Train all staff", "Train all staff")]
        >>> meeting(ask, ["a", "a", "b"])
        [(1, 2)]
    """
    if not documents:
        return []
    form = np.dtype([("mark", f"<u{WIDTH}"), ("place", f"<u{PLACE}")])
    of_each = [np.frombuffer(document.marks, dtype=form) for document in documents]
    every = np.concatenate(of_each)
    holder = np.repeat(np.arange(len(documents)), [len(some) for some in of_each])
    order, mark, size = _groups(every["mark"])
    holder, place = holder[order], every["place"][order].astype(np.int64)
    few = (size > 1) & (size <= _COMMON)
    whose = _numbers(partnerships)[holder]
    common = np.flatnonzero((size > _COMMON) & (whose >= 0))
    order, of_one, size = _groups(mark[common] * len(documents) + whose[common])
    fitting = (size > 1) & (size <= _COMMON_IN_ONE)
    common, of_one = common[order][fitting], of_one[fitting]
    both = (_within(mark[few], holder[few], place[few]), _within(of_one, holder[common], place[common]))
    firsts, others, places = (np.concatenate(columns) for columns in zip(*both, strict=True))
    told = np.unique((firsts * len(documents) + others) << 8 * PLACE | places)
    pairs, texts = np.unique(told >> 8 * PLACE, return_counts=True)
    firsts, others = np.divmod(pairs, len(documents))
    lengths = np.array([len(document) for document in documents])
    enough = texts >= np.minimum(2, np.minimum(lengths[firsts], lengths[others]))
    return list(zip(firsts[enough].tolist(), others[enough].tolist(), strict=True))


def like_enough(documents: Sequence[Asked], pairs: Iterable[Pair], least: float) -> Iterator[Pair]:
    """Of `pairs`, sorted by the first, those in which so many texts of the other have a like one in the first that
    they can be `least` of the shorter document's; no pair is left out whose texts are.

    Counts for each first document at once which words each text of the others shares with each of its own.

    Example:
        >>> ask = [Asked.of([words]) for words in ("Train all staff", "Train all staff.", "Wait")]
        >>> list(like_enough(ask, [(0, 1), (0, 2)], 0.5))
        [(0, 1)]
    """
    texts = _Texts(documents)
    for first, both in groupby(pairs, itemgetter(0)):
        others = [other for _, other in both]
        for other, like in zip(others, texts.like(first, others), strict=True):
            if like >= least * min(len(documents[first]), len(documents[other])):
                yield first, other


class _Texts:
    """The texts of all documents in columns: the letters of each as a number, and the words of those that are long
    enough to be compared by words, one text's after the other's."""

    def __init__(self, documents: Sequence[Asked]) -> None:
        every = [text for document in documents for text in document.texts]
        self._letters = _numbers([letters for letters, _ in every])
        sizes = np.array([len(words) // WIDTH for _, words in every], dtype=np.int64)
        self._sizes = np.where(sizes < FEW, 0, sizes)
        words = b"".join([words for _, words in every if len(words) >= FEW * WIDTH])
        _, self._words = np.unique(np.frombuffer(words, dtype=f"<u{WIDTH}"), return_inverse=True)
        self._edges = _edges([len(document) for document in documents])  # of the texts of each document
        self._ends = _edges(self._sizes)[self._edges]  # of their words
        self._row = np.zeros(self._words.max(initial=-1) + 1, dtype=np.int64)  # of a word in the table of one document
        self._said = np.zeros(len(every), dtype=bool)  # which letters one document has

    def like(self, first: int, others: Sequence[int]) -> list[int]:
        """How many texts of each of the others have a like one in the first."""
        own = slice(self._edges[first], self._edges[first + 1])
        theirs = np.concatenate([np.arange(self._edges[other], self._edges[other + 1]) for other in others])
        self._said[self._letters[own]] = True
        like = self._said[self._letters[theirs]]
        self._said[self._letters[own]] = False
        like |= self._by_words(first, others, self._sizes[own], self._sizes[theirs])
        edges = _edges([self._edges[other + 1] - self._edges[other] for other in others])
        counted: list[int] = np.diff(_edges(like)[edges]).tolist()
        return counted

    def _by_words(self, first: int, others: Sequence[int], own: Column, theirs: Column) -> Column:
        """Of each text of the others, whether one of the first is like it; both by how many words they are."""
        like = np.zeros(len(theirs), dtype=bool)
        long = theirs > 0
        if not (own.any() and long.any()):
            return like
        words = self._words[self._ends[first] : self._ends[first + 1]]
        row = self._row
        row[words] = np.arange(1, len(words) + 1)
        table = np.zeros((len(words) + 1, len(own)), dtype=np.min_scalar_type(own.max()))  # row 0: of others' words
        table[row[words], np.repeat(np.arange(len(own)), own)] = 1
        said = np.concatenate([self._words[self._ends[other] : self._ends[other + 1]] for other in others])
        shared = np.add.reduceat(table[row[said]], _edges(theirs[long])[:-1], axis=0, dtype=table.dtype)
        row[words] = 0
        like[long] = (2 * shared.astype(np.int64) / (theirs[long][:, None] + own) >= ALIKE).any(axis=1)
        return like


def _within(group: Column, holder: Column, place: Column) -> tuple[Column, Column, Column]:
    """Every two holders of one group, the lower first, with that one's place: all neighbours, then those two apart …"""
    found = [(holder[:0], holder[:0], place[:0])]
    for apart in range(1, len(group)):
        (one,) = np.nonzero(group[apart:] == group[:-apart])
        if not len(one):
            break
        a, b = holder[one], holder[one + apart]
        found.append((np.minimum(a, b), np.maximum(a, b), np.where(a < b, place[one], place[one + apart])))
    firsts, others, places = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return firsts, others, places


def _numbers(values: Sequence[Any]) -> Column:
    """Each value as a number, equal values the same; -1 for None."""
    known = {value: n for n, value in enumerate(dict.fromkeys(v for v in values if v is not None))}
    return np.array([known.get(value, -1) for value in values], dtype=np.int64)


def _edges(sizes: Any) -> Column:
    """Where each of several pieces begins that stand one after the other, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def _groups(keys: Column) -> tuple[Column, Column, Column]:
    """An order in which equal keys stand together; in that order, of each key which group it is of and how large."""
    order = np.argsort(keys)
    begins = np.ones(len(keys), dtype=bool)
    begins[1:] = keys[order][1:] != keys[order][:-1]
    group = np.cumsum(begins) - 1
    return order, group, np.bincount(group)[group]
