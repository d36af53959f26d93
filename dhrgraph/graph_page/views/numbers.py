"""The numbers of recommendations and reviews behind the nodes and lines of a view: all counts follow from them.

rows as counted, a facet a side  ->  behind_nodes, behind_lines  ->  Behind by IRI, by pair of IRIs
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from dhrgraph.graph_page.material.gather import Material
from dhrgraph.network.columns import NONE, Facet, Ints, Occurrences, numbered, once
from dhrgraph.network.things import Occurrence

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Behind:
    """The numbers, in order. `reviews` is empty where those of the statements are all."""

    statements: tuple[int, ...] = ()
    reviews: tuple[int, ...] = ()


class Numbered:
    """Rows with the numbers that `material` gives their recommendations and reviews."""

    def __init__(self, material: Material, rows: Iterable[Occurrence]) -> None:
        self._rows = Occurrences.of(rows)
        self._told = np.array([one.review for one in material.statements], dtype=np.int64)
        self._statement = self._numbers("recommendation", material.statement_of, str)
        self._review = self._numbers("review", material.review_of, lambda review: review.id)

    def nodes(self, facet: Facet) -> dict[str, Behind]:
        """What concerns each thing of a facet."""
        shown = self._rows.shown(facet)
        return dict(zip((thing.id for thing in shown.things), self._behind(shown.numbers), strict=True))

    def across(self, left: Facet, right: Facet, nodes: Container[str]) -> dict[Pair, Behind]:
        """What joins a thing on the left to one on the right: the recommendations that concern both."""
        here, there = self._rows.shown(left), self._rows.shown(right)
        a, b = (
            np.array([*(thing.id in nodes for thing in side.things), False])[side.numbers] for side in (here, there)
        )
        width = max(len(there.things), 1)
        pairs, number = numbered((here.numbers * width + there.numbers)[a & b], len(here.things) * width)
        line = np.full(len(a), NONE, dtype=np.int64)
        line[a & b] = number
        ends = ((here.things[one // width].id, there.things[one % width].id) for one in pairs.tolist())
        return dict(zip(ends, self._behind(line), strict=True))

    def between(self, facet: Facet, pairs: Iterable[Pair], within: str) -> dict[Pair, Behind]:
        """What joins two things of one facet: the recommendations that concern both and, where they are joined
        `within` "review", all reviews that have both."""
        shown = self._rows.shown(facet)
        ids = [thing.id for thing in shown.things]
        statements, reviews = (
            dict(zip(ids, map(set, _split(shown.numbers, of, len(ids))), strict=True))
            for of in (self._statement, self._review)
        )
        made_in = dict(enumerate(map(set, _split(self._statement, self._review, len(self._told)))))
        found = {}
        for a, b in pairs:
            both = statements[a] & statements[b]
            where = reviews[a] & reviews[b] if within == "review" else set[int]().union(*(made_in[n] for n in both))
            same = where == set(self._told[sorted(both)].tolist())
            found[a, b] = Behind(tuple(sorted(both)), () if same else tuple(sorted(where)))
        return found

    def _numbers(self, column: str, known: Mapping[str, int], iri: Callable[[Any], str]) -> Ints:
        """A column by the numbers that `known` gives what stands in it."""
        values = self._rows.values(column)
        used = once(self._rows.numbers(column), len(values))
        to = np.full(len(values), NONE, dtype=np.int64)
        to[used] = [known[iri(values[n])] for n in used.tolist()]
        return to[self._rows.numbers(column)]

    def _behind(self, groups: Ints) -> list[Behind]:
        """What stands behind each group of rows; `groups` has each row's, from 0, or NONE."""
        size = int(groups.max(initial=NONE)) + 1
        statements, reviews = (_split(groups, of, size) for of in (self._statement, self._review))
        told = _split(groups, self._told[self._statement], size) if len(groups) else reviews
        return [
            Behind(tuple(some), () if of == at_least else tuple(of))
            for some, of, at_least in zip(statements, reviews, told, strict=True)
        ]


def _split(groups: Ints, numbers: Ints, size: int) -> list[list[int]]:
    """The distinct numbers of each group, in order."""
    said = groups != NONE
    width = int(numbers.max(initial=0)) + 1
    keys = once(groups[said] * width + numbers[said], size * width)
    ends = np.searchsorted(keys, np.arange(size + 1) * width).tolist()
    found = (keys % width).tolist()
    return [found[a:b] for a, b in pairwise(ends)]
