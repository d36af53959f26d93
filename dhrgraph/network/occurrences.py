"""Read who was asked about what, and where: one row for each occurrence.

    Store, date or None  ->  read_occurrences  ->  Occurrences
    Store  ->  read_recorded  ->  Recorded  ->  at(date or None)  ->  Occurrences

Everything in this folder counts these rows. They are joined here, in Python, from a few plain pairs of the
store: at the size of the national library that is quicker than one wide SELECT with many OPTIONALs. Who needs them
both as named and as of a date reads once.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import CODE
from dhrgraph.network.columns import NONE, Ints, Occurrences, as_counted
from dhrgraph.network.official import Official, read_official
from dhrgraph.network.reading import read_pairs
from dhrgraph.network.succession import Succession, read_succession
from dhrgraph.network.things import Kind, Occurrence, Thing

__all__ = ["Kind", "Occurrence", "Occurrences", "Recorded", "Thing", "as_counted", "read_occurrences", "read_recorded"]

_Pairs = Mapping[str, tuple[str, ...]]
_Numbers = tuple[int, int, int, int, int, int]


def read_occurrences(store: Askable, as_of: str | None = None) -> Occurrences:
    """Every occurrence in `store`, in the order of their IRIs; empty when it holds no recommendation.

    `as_of` None leaves bodies as named; "today" or a date ("YYYY", "YYYY-MM", "YYYY-MM-DD") puts those in their
    place that stood there then, by the graph's own change events.

    Raises:
        QueryError: the store cannot be asked, or `as_of` is no date.
        InvalidGraphError: its change events lead round in a circle, or do not say which of them are followed.
    """
    return read_recorded(store).at(as_of)


@dataclass(frozen=True)
class Recorded:
    """All that occurrences are joined from: the pairs of a store, subject -> its objects in order, and the changes of
    bodies. It does not change."""

    of_review: _Pairs
    addressed_to: _Pairs
    has_theme: _Pairs
    commissioned_by: _Pairs
    broader: _Pairs
    types: _Pairs
    collectives: Container[str]
    official: Official
    labels: _Pairs
    succession: Succession

    def at(self, as_of: str | None = None) -> Occurrences:
        """The occurrences, bodies as named or as of a date, put together once; arguments and errors as of
        `read_occurrences`."""
        if as_of not in self._at:
            self._at[as_of] = self._standing(as_of)
        return self._at[as_of]

    @cached_property
    def _at(self) -> dict[str | None, Occurrences]:
        return {}

    def _standing(self, as_of: str | None) -> Occurrences:
        named = self._values["addressee"]
        lines = {body: self.succession.line(body) for body in named}
        place = {body: body if as_of is None else self.succession.at(body, as_of) for body in named}
        standing, known_as = sorted(set(place.values())), sorted(set(lines.values()))
        number = {body: n for n, body in enumerate(standing)}, {line: n for n, line in enumerate(known_as)}
        to = np.array([[number[0][place[body]], number[1][lines[body]]] for body in named] + [[NONE, NONE]])
        *before, addressee, theme, broader = self._columns.T
        columns = np.stack([*before, to[addressee, 0], theme, broader, to[addressee, 1]])
        order = np.lexsort(columns[::-1])  # one that is not there comes first: NONE is less than any number
        ordered = columns[:, order]
        new = np.ones(len(order), dtype=np.bool_)
        new[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
        names = ("recommendation", "review", "partnership", "addressee", "theme", "broader", "known_as")
        things = {**self._things, "addressee": tuple(map(self.body, standing)), "known_as": tuple(known_as)}
        return Occurrences(things, dict(zip(names, np.ascontiguousarray(ordered[:, new]), strict=True)))

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """The IRIs in each column, sorted."""
        themes = {*_used(self.has_theme), *_used(self.broader)}
        return {
            "recommendation": sorted(self.of_review),
            "review": sorted(_used(self.of_review)),
            "partnership": sorted(_used(self.commissioned_by)),
            "addressee": sorted(_used(self.addressed_to)),
            "theme": sorted(themes),
        }

    @cached_property
    def _things(self) -> dict[str, tuple[object, ...]]:
        """The same as things, but addressees, which are told by the date."""
        kinds: tuple[Kind, ...] = ("review", "partnership", "theme")
        things: dict[str, tuple[object, ...]] = {
            kind: tuple(self.thing(iri, kind) for iri in self._values[kind]) for kind in kinds
        }
        return {"recommendation": tuple(self._values["recommendation"]), "broader": things["theme"], **things}

    @cached_property
    def _columns(self) -> Ints:
        """A row for each occurrence: numbers of its recommendation, review, partnership, body as named, theme and
        broader theme."""
        return np.array([*self._joined()], dtype=np.int64).reshape(-1, 6)

    def _joined(self) -> Iterator[_Numbers]:
        review, partnership, body, theme = (
            {iri: n for n, iri in enumerate(self._values[name])}
            for name in ("review", "partnership", "addressee", "theme")
        )
        places = {iri: [(review[iri], home) for home in _numbers(self.commissioned_by.get(iri), partnership)]
                  for iri in review}  # fmt: skip
        themes = {iri: [(theme[iri], wide) for wide in _numbers(self.broader.get(iri), theme)] for iri in theme}
        for number, recommendation in enumerate(self._values["recommendation"]):
            homes = [place for of in self.of_review[recommendation] for place in places[of]]
            about = [pair for of in self.has_theme.get(recommendation, ()) for pair in themes[of]] or [(NONE, NONE)]
            asked = _numbers(self.addressed_to.get(recommendation), body)
            for (of, home), addressee, (narrow, wide) in product(homes, asked, about):
                yield number, of, home, addressee, narrow, wide

    def thing(self, iri: str, kind: Kind) -> Thing:
        """A thing with its English label; failing that, the end of its IRI, so that nothing is nameless."""
        return Thing(iri, self._label(iri), kind, official=self.official.of(iri))

    def body(self, iri: str) -> Thing:
        """An addressee with its type."""
        kind: Kind = "collective" if iri in self.collectives else "agency"
        if iri not in self.types:
            return self.thing(iri, kind)
        code = self.types[iri][0]
        label = self._label(iri)
        official = self.official.of(code, label)
        return Thing(iri, label, kind, code.removeprefix(CODE + "type-"), self._label(code), official)

    def _label(self, iri: str) -> str:
        return self.labels.get(iri, (iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1],))[0]


def read_recorded(store: Askable) -> Recorded:
    """What occurrences are joined from.

    Raises:
        QueryError: the store cannot be asked.
        InvalidGraphError: its change events do not say which of them are followed.
    """

    def read(pattern: str, only: Container[str] | None = None) -> _Pairs:
        return _read(store, pattern, only)

    english = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'
    of_review = read("?a a dhr:Recommendation ; dhr:ofReview ?b")
    return Recorded(
        of_review,
        # Others have themes too: leaving them out here takes half the time that asking the store for it does.
        addressed_to=read("?a dhr:addressedTo ?b", of_review),
        has_theme=read("?a dhr:hasTheme ?b", of_review),
        commissioned_by=read("?a dhr:commissionedBy ?b"),
        broader=read("?a skos:broader ?b"),
        types=read("?a org:classification ?b"),
        collectives=read("?a a dhr:CollectiveAddressee , ?b"),
        official=read_official(read),
        labels={
            **read(f"?a a dhr:Review ; rdfs:label ?b {english}"),
            **read(f"?a skos:prefLabel ?b {english}"),
        },
        succession=read_succession(store),
    )


def _read(store: Askable, pattern: str, only: Container[str] | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    several = set()
    for iri, value in read_pairs(store, pattern):
        if iri in found:
            found[iri] += (value,)
            several.add(iri)
        elif only is None or iri in only:
            found[iri] = (value,)
    for iri in several:
        found[iri] = tuple(sorted(set(found[iri])))
    return found


def _numbers(said: Iterable[str] | None, known: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of what is said; NONE alone where nothing is."""
    return tuple(known[one] for one in said) if said else (NONE,)


def _used(relation: _Pairs) -> set[str]:
    return {value for values in relation.values() for value in values}
