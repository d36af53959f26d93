"""The numbers of recommendations and reviews behind the nodes and lines of a view: all counts follow from them.

rows as counted, a facet a side  ->  behind_nodes, behind_lines  ->  Behind by IRI, by pair of IRIs
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from dhrgraph.graph_page.material.gather import Material
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.tally import Facet

Pair: TypeAlias = tuple[str, str]
_Key = TypeVar("_Key", str, Pair)


@dataclass(frozen=True, slots=True)
class Behind:
    """The numbers, in order. `reviews` is empty where those of the statements are all."""

    statements: tuple[int, ...] = ()
    reviews: tuple[int, ...] = ()


@dataclass(slots=True)
class _Found:
    statements: set[int] = field(default_factory=set)
    reviews: set[int] = field(default_factory=set)


class Numbered:
    """Rows with the numbers that `material` gives their recommendations and reviews."""

    def __init__(self, material: Material, rows: Iterable[Occurrence]) -> None:
        self._material, self._rows = material, tuple(rows)
        self._reviews: dict[int, set[int]] = {}  # by statement: two where two reviews share a recommendation
        for row in self._rows:
            statement, review = material.statement_of[row.recommendation], material.review_of[row.review.id]
            self._reviews.setdefault(statement, set()).add(review)

    def nodes(self, facet: Facet) -> dict[str, Behind]:
        """What concerns each thing of a facet."""
        return self._behind(self._of(facet))

    def across(self, left: Facet, right: Facet, nodes: Container[str]) -> dict[Pair, Behind]:
        """What joins a thing on the left to one on the right: the recommendations that concern both."""
        found: dict[Pair, _Found] = {}
        for row in self._rows:
            here, there = left(row), right(row)
            if here is not None and there is not None and here.id in nodes and there.id in nodes:
                self._add(found.setdefault((here.id, there.id), _Found()), row)
        return self._behind(found)

    def between(self, facet: Facet, pairs: Iterable[Pair], within: str) -> dict[Pair, Behind]:
        """What joins two things of one facet: the recommendations that concern both and, where they are joined
        `within` "review", all reviews that have both."""
        of = self._of(facet)
        found: dict[Pair, _Found] = {}
        for a, b in pairs:
            statements = of[a].statements & of[b].statements
            of_both = (self._reviews[number] for number in statements)
            reviews = of[a].reviews & of[b].reviews if within == "review" else set[int]().union(*of_both)
            found[a, b] = _Found(statements, reviews)
        return self._behind(found)

    def _of(self, facet: Facet) -> dict[str, _Found]:
        found: dict[str, _Found] = {}
        for row in self._rows:
            thing = facet(row)
            if thing is not None:
                self._add(found.setdefault(thing.id, _Found()), row)
        return found

    def _add(self, found: _Found, row: Occurrence) -> None:
        found.statements.add(self._material.statement_of[row.recommendation])
        found.reviews.add(self._material.review_of[row.review.id])

    def _behind(self, found: Mapping[_Key, _Found]) -> dict[_Key, Behind]:
        said = self._material.statements
        return {
            key: Behind(
                tuple(sorted(one.statements)),
                () if one.reviews == {said[n].review for n in one.statements} else tuple(sorted(one.reviews)),
            )
            for key, one in found.items()
        }
