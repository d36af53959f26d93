"""Texts as columns of numbers: what can be compared for thousands at once.

    Terms ...  ->  columns  ->  Columns  ->  pairs.py

A row is a text; an entry is one of its terms with its points and the part it plays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from dhrgraph.network.similar.terms import Terms

Array: TypeAlias = np.ndarray[Any, Any]

ACT, OVER, THING = 1, 2, 4  # what an entry can be, added up


@dataclass(frozen=True)
class Columns:
    """Rows in the order given. The entries of row i are those from `starts[i]` to `starts[i + 1]`.

    `names` are the terms by their number, `terms` the numbers of the entries' terms, `points` what they count for (more
    than 0), `parts` what they are; `against` says of each row that it warns off something.
    """

    names: tuple[str, ...]
    starts: Array
    terms: Array
    points: Array
    parts: Array
    against: Array

    def __len__(self) -> int:
        return len(self.against)

    @cached_property
    def rows(self) -> Array:
        """The row of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def sizes(self) -> Array:
        """What the terms of each row count for together."""
        return np.bincount(self.rows, self.points, len(self)).astype(np.int64)

    @cached_property
    def ranks(self) -> Array:
        """Of each term its place among all, the rarest first; those that no row has come before."""
        ranks = np.empty(len(self.names), dtype=np.int64)
        ranks[np.argsort(np.bincount(self.terms, minlength=len(self.names)), kind="stable")] = np.arange(len(ranks))
        return ranks

    def having(self, part: int) -> Array:
        """Whether each row has a term that plays this part."""
        return np.bincount(self.rows[self.parts & part > 0], minlength=len(self)) > 0

    def taken(self, rows: Array) -> Columns:
        """The rows of these numbers, in that order."""
        entries, ends = ragged(self.starts, rows)
        kept = self.terms[entries], self.points[entries], self.parts[entries]
        return Columns(self.names, ends, *kept, self.against[rows])

    def trimmed(self) -> Columns:
        """Without the names of terms that no row has."""
        used, terms = np.unique(self.terms, return_inverse=True)
        names = tuple(self.names[term] for term in used.tolist())
        return Columns(names, self.starts, terms.astype(np.int32), self.points, self.parts, self.against)


def numbered(names: Iterable[str | None]) -> Array:
    """A number for each name, equal for equal names; a name that is not known is unlike any other.

    Example:
        >>> numbered(["v1", None, "v2", "v1", None]).tolist()
        [0, 1, 2, 0, 4]
    """
    numbers: dict[object, int] = {}
    made = [numbers.setdefault(name if name else (place,), place) for place, name in enumerate(names)]
    return np.array(made, dtype=np.int64)


def ragged(starts: Array, rows: Array) -> tuple[Array, Array]:
    """The entries of these rows, one row after the other, and where each begins; after the last stands their number.

    Example:
        >>> entries, ends = ragged(np.array([0, 2, 2, 5]), np.array([2, 0, 2]))
        >>> entries.tolist(), ends.tolist()
        ([2, 3, 4, 0, 1, 2, 3, 4], [0, 3, 5, 8])
    """
    lengths = np.diff(starts)[rows]
    ends = np.concatenate(([0], np.cumsum(lengths)))
    return np.arange(ends[-1]) + np.repeat(starts[:-1][rows] - ends[:-1], lengths), ends


def columns(texts: Sequence[Terms], before: Columns | None = None) -> Columns:
    """The rows of `before`, then one for each of the texts; terms keep their numbers.

    Example:
        >>> from dhrgraph.network.similar.terms import read_terms
        >>> from dhrgraph.network.similar.wordbook import own_wordbook
        >>> made = columns([read_terms("Audit how stalking is recorded.", own_wordbook())])
        >>> [made.names[term] for term in made.terms], made.points.tolist()
        (['audit', 'stalking', 'recording'], [4, 9, 4])
    """
    numbers = {name: number for number, name in enumerate(before.names if before else ())}
    terms, points, parts, lengths = [], [], [], []
    for text in texts:
        counted = [(term, weight) for term, weight in text.points.items() if weight]
        lengths.append(len(counted))
        for term, weight in counted:
            terms.append(numbers.setdefault(term, len(numbers)))
            points.append(weight)
            parts.append(ACT * (term in text.acts) + OVER * (term in text.over) + THING * (term in text.things))
    starts: Array = np.cumsum([0, *lengths], dtype=np.int64)
    new: tuple[Array, ...] = (
        np.array(terms, dtype=np.int32),
        np.array(points, dtype=np.uint8),
        np.array(parts, dtype=np.uint8),
        np.array([text.against for text in texts], dtype=bool),
    )
    if before is None:
        return Columns(tuple(numbers), starts, *new)
    starts = np.concatenate((before.starts, before.starts[-1] + starts[1:]))
    old: tuple[Array, ...] = before.terms, before.points, before.parts, before.against
    return Columns(tuple(numbers), starts, *(np.concatenate(both) for both in zip(old, new, strict=True)))
