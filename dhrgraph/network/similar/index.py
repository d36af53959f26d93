"""Compare texts with each other.

Text ...  ->  index  ->  Index.like(text)        ->  Likeness ...
                         Index.nearest(text, 3)  ->  Likeness ... that are not judged alike
                         links(index)            ->  Link ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dhrgraph.network.similar.columns import columns, numbered
from dhrgraph.network.similar.library import all_edges
from dhrgraph.network.similar.pairs import Progress
from dhrgraph.network.similar.records import STRENGTHS, Likeness, Link, Text
from dhrgraph.network.similar.score import Alike, compare, same_ask, shared
from dhrgraph.network.similar.strongest import strongest as strongest_of
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
    rows: dict[str, int] = {}
    of = np.array([rows.setdefault(text.text, len(rows)) for text in made.texts], dtype=np.int64)
    distinct = [made.terms[place] for place in np.unique(of, return_index=True)[1].tolist()]
    edges = all_edges(distinct.__getitem__, columns(distinct), of, progress=progress)
    kept = strongest_of(edges, of, numbered(text.review for text in made.texts), strongest)
    found = zip(kept.one.tolist(), kept.other.tolist(), kept.edge.tolist(), strict=True)
    strengths, scores = edges.strength.tolist(), (edges.score / 1000).tolist()
    return [
        Link(
            made.texts[a].id,
            made.texts[b].id,
            STRENGTHS[strengths[edge]],
            scores[edge],
            shared(made.terms[a], made.terms[b], scores[edge]),
        )
        for a, b, edge in found
    ]


def _order(alike: Alike) -> tuple[int, float]:
    return STRENGTHS.index(alike.strength), -alike.score


def _may(one: Terms, other: Terms) -> bool:
    """Whether two texts share a term that says something."""
    return not one.points.keys().isdisjoint(other.points)
