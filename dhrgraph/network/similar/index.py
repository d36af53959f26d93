"""Compare texts with each other.

Text ...  ->  index  ->  Index.like(text)        ->  Likeness ...
                         Index.nearest(text, 3)  ->  Likeness ... that are not judged alike
                         links(index)            ->  Link ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from dhrgraph.network.similar.pairs import Progress, sharing_pairs
from dhrgraph.network.similar.records import STRENGTHS, Likeness, Link, Text
from dhrgraph.network.similar.score import NEAR_COPY, SAME_ASK, Alike, Ratio, compare, same_ask, shared
from dhrgraph.network.similar.terms import Terms, read_terms
from dhrgraph.network.similar.wordbook import Wordbook, own_wordbook


@dataclass(frozen=True)
class Index:
    """Texts made ready for comparison, in order of their ids."""

    texts: tuple[Text, ...]
    terms: tuple[Terms, ...]
    known: Wordbook

    def like(self, text: str, *, review: str | None = None) -> list[Likeness]:
        """The texts that are like `text`, strongest first; those of `review` are left out.

        Empty where none is, and where `text` holds nothing but words that any recommendation has.

        Example:
            >>> made = index([Text("a", "All staff to be trained in coercive control.", "r")])
            >>> [(found.id, found.strength) for found in made.like("Workshops on controlling behaviour for officers")]
            [('a', 'same-ask')]
        """
        asked = read_terms(text, self.known)
        found = [
            (one.id, alike)
            for one, terms in self._but(review)
            if _may(asked, terms) and (alike := compare(asked, terms))
        ]
        found.sort(key=lambda one: (*_order(one[1]), one[0]))
        return [Likeness(name, alike.strength, alike.score, alike.shared) for name, alike in found]

    def nearest(self, text: str, at_most: int, *, review: str | None = None) -> list[Likeness]:
        """The `at_most` texts nearest to `text` by words of those that are not judged alike, the nearest first.

        Their score is that of the same ask and below its threshold; those that share nothing are never given.

        Example:
            >>> made = index([Text("a", "Audit how coercive control is recorded.", "r")])
            >>> [(one.id, one.strength) for one in made.nearest("Train staff in coercive control.", 3)]
            [('a', 'nearest')]
        """
        asked = read_terms(text, self.known)
        below = [
            (score, one.id, terms)
            for one, terms in (self._but(review) if at_most > 0 else ())
            if _may(asked, terms) and (score := same_ask(asked, terms)) > 0 and not compare(asked, terms)
        ]
        first = sorted(below, key=lambda one: (-one[0], one[1]))[: max(at_most, 0)]
        return [Likeness(name, "nearest", score, shared(asked, terms, score)) for score, name, terms in first]

    def _but(self, review: str | None) -> Iterator[tuple[Text, Terms]]:
        """The texts of all reviews but one."""
        both = zip(self.texts, self.terms, strict=True)
        return (one for one in both if review is None or one[0].review != review)


def index(texts: Sequence[Text], known: Wordbook | None = None) -> Index:
    """Make texts ready for comparison; their order does not matter. `known` is ontology/'s unless given."""
    known = known or own_wordbook()
    ordered = tuple(sorted(texts, key=lambda text: text.id))
    return Index(ordered, tuple(read_terms(text.text, known) for text in ordered), known)


def links(made: Index, strongest: int | None = None, progress: Progress | None = None) -> list[Link]:
    """The pairs of texts of different reviews that are alike, in order of their ids.

    `strongest`: only those that are among so many strongest links of one of their two texts; None: all. A common ask
    links all who make it with each other, so that all links of a large library can be very many.
    """
    found = [(a, b, alike) for a, b in _pairs(made, progress) if (alike := compare(made.terms[a], made.terms[b]))]
    kept = found if strongest is None else _strongest(found, strongest)
    texts = made.texts
    return [Link(texts[a].id, texts[b].id, one.strength, one.score, one.shared) for a, b, one in sorted(kept, key=_at)]


def _at(found: tuple[int, int, Alike]) -> tuple[int, int]:
    return found[0], found[1]


def _order(alike: Alike) -> tuple[int, float]:
    return STRENGTHS.index(alike.strength), -alike.score


def _may(one: Terms, other: Terms) -> bool:
    """Whether two texts share a term that says something."""
    return not one.points.keys().isdisjoint(other.points)


def _strongest(found: Sequence[tuple[int, int, Alike]], at_most: int) -> list[tuple[int, int, Alike]]:
    """Those that are among the first `at_most` of one of their texts; of equals, those with the text of smaller id."""
    of: dict[int, list[tuple[tuple[int, float], int, int]]] = {}
    for place, (a, b, alike) in enumerate(found):
        of.setdefault(a, []).append((_order(alike), b, place))
        of.setdefault(b, []).append((_order(alike), a, place))
    kept = {place for ranked in of.values() for _, _, place in sorted(ranked)[:at_most]}
    return [found[place] for place in sorted(kept)]


def _pairs(made: Index, progress: Progress | None) -> Iterator[tuple[int, int]]:
    """The pairs of different reviews that may be alike, each once, the smaller number first."""
    reviews = _numbered(text.review for text in made.texts)
    seen: set[tuple[int, int]] = set()
    for matrix, ratio in _measured(made.terms):
        for one, other in sharing_pairs(matrix, ratio, progress):
            apart = reviews[one] != reviews[other]
            low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
            fresh = [pair for pair in zip(low.tolist(), high.tolist(), strict=True) if pair not in seen]
            seen.update(fresh)
            yield from fresh


def _measured(terms: Sequence[Terms]) -> Iterator[tuple[sparse.csr_matrix, Ratio]]:
    yield _matrix([dict.fromkeys(one.runs, 1) for one in terms]), NEAR_COPY
    yield _matrix([one.points for one in terms]), SAME_ASK


def _matrix(rows: Sequence[Mapping[str, int]]) -> sparse.csr_matrix:
    """A row for each text, a column for each term: the roots of the points."""
    columns = _numbers_of(term for row in rows for term in row)
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([columns[term] for row in rows for term in row], dtype=np.int32)
    roots = np.sqrt(np.array([points for row in rows for points in row.values()], dtype=np.float64))
    return sparse.csr_matrix((roots, places, ends), shape=(len(rows), max(len(columns), 1)))


def _numbers_of(names: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name in names:
        numbers.setdefault(name, len(numbers))
    return numbers


def _numbered(names: Iterable[str | None]) -> np.ndarray[Any, Any]:
    """A number for each name, equal for equal names; a name that is not known is unlike any other."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(name if name else (place,), place) for place, name in enumerate(names)])
