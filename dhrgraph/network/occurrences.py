"""Read who was asked about what, and where: one row for each occurrence.

    Store, date or None  ->  read_occurrences  ->  tuple[Occurrence, ...]

Everything in this folder counts these rows. They are joined here, in Python, from a few plain pairs of the
store: at the size of the national library that is quicker than one wide SELECT with many OPTIONALs.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, TypeAlias

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import CODE, PROLOGUE
from dhrgraph.network.official import Counterpart, read_official
from dhrgraph.network.succession import read_succession

Kind: TypeAlias = Literal[
    "review", "partnership", "agency", "collective", "agency-type", "theme",
    "library-class", "library-theme", "paper-theme",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """Whatever can be counted or drawn. `type` is the slug of an addressee's agency type, else None; `official` is what
    official lists call an addressee or a theme."""

    id: str
    label: str
    kind: Kind
    type: str | None = None
    type_label: str | None = None
    official: tuple[Counterpart, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One recommendation, put to one addressee, on one theme.

    A recommendation with two addressees and three themes gives six rows, so rows are never counted: distinct
    partnerships, reviews and recommendations are. `addressee` is None when a recommendation names nobody and
    `theme` when none was found: both stay, because silence is a finding too. The addressee is the body as named,
    or the one in its place on the date asked for; `known_as` are the IRIs it can be looked up by: the body as
    named and every body that took its place since, in that order.
    """

    recommendation: str
    review: Thing
    partnership: Thing | None = None
    addressee: Thing | None = None
    theme: Thing | None = None
    broader: Thing | None = None
    known_as: tuple[str, ...] = ()

    @property
    def collective(self) -> bool:
        """Whether it is put to a group ("All agencies") and so to no single body."""
        return self.addressee is not None and self.addressee.kind == "collective"


def read_occurrences(store: Askable, as_of: str | None = None) -> tuple[Occurrence, ...]:
    """Every occurrence in `store`, in the order of their IRIs; empty when it holds no recommendation.

    `as_of` None leaves bodies as named; "today" or a date ("YYYY", "YYYY-MM", "YYYY-MM-DD") puts those in their
    place that stood there then, by the graph's own change events.

    Raises:
        QueryError: the store cannot be asked, or `as_of` is no date.
        InvalidGraphError: its change events lead round in a circle, or do not say which of them are followed.
    """
    graph, known = _Pairs(store), read_succession(store)
    named = {iri for bodies in graph.addressed_to.values() for iri in bodies}
    places = {iri: _Place(known.at(iri, as_of) if as_of is not None else iri, known.line(iri)) for iri in named}
    rows = {_order(row): row for row in _joined(graph, places)}
    return tuple(rows[key] for key in sorted(rows))


def as_counted(
    occurrences: Iterable[Occurrence],
    *,
    collective: bool = False,
    broader: bool = False,
) -> tuple[Occurrence, ...]:
    """The occurrences as a question wants them counted.

    A recommendation put to "All agencies" keeps its review and themes but loses its addressee, unless
    `collective`: no single body was asked. `broader` puts a theme's parent in the theme's place. Two rows may
    then say the same; rows are never counted.

    Example:
        >>> everyone = Thing("all", "All agencies", "collective")
        >>> narrow, wide = Thing("n", "N", "theme"), Thing("w", "W", "theme")
        >>> row = Occurrence("r", Thing("v", "V", "review"), addressee=everyone, theme=narrow, broader=wide)
        >>> [(o.addressee, o.theme.id) for o in as_counted([row], broader=True)]
        [(None, 'w')]
    """
    rows = tuple(occurrences)
    if not collective:
        rows = tuple(replace(row, addressee=None, known_as=()) if row.collective else row for row in rows)
    if broader:
        rows = tuple(replace(row, theme=row.broader, broader=None) if row.broader else row for row in rows)
    return rows


def _order(row: Occurrence) -> tuple[str, ...]:
    things = (row.review, row.partnership, row.addressee, row.theme, row.broader)
    return (row.recommendation, *("" if thing is None else thing.id for thing in things), *row.known_as)


@dataclass(frozen=True, slots=True)
class _Place:
    """The body that is counted where one was named, and the line of bodies from that one to today."""

    body: str
    line: tuple[str, ...]


class _Pairs:
    """The plain pairs that occurrences are joined from: subject -> its objects, in order."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self.of_review = self._read("?a a dhr:Recommendation ; dhr:ofReview ?b")
        # Others have themes too: leaving them out here takes half the time that asking the store for it does.
        self.addressed_to = self._read("?a dhr:addressedTo ?b", self.of_review)
        self.has_theme = self._read("?a dhr:hasTheme ?b", self.of_review)
        self.commissioned_by = self._read("?a dhr:commissionedBy ?b")
        self.broader = self._read("?a skos:broader ?b")
        self._type = self._read("?a org:classification ?b")
        self._collective = self._read("?a a dhr:CollectiveAddressee , ?b")
        self._official = read_official(self._read)
        english = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'
        self._labels = {
            **self._read(f"?a a dhr:Review ; rdfs:label ?b {english}"),
            **self._read(f"?a skos:prefLabel ?b {english}"),
        }

    def _read(self, pattern: str, only: Container[str] | None = None) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        several = set()
        for subject, value in self._store.select(f"{PROLOGUE}SELECT ?a ?b WHERE {{ {pattern} }}").rows:
            iri = str(subject)
            if iri in found:
                found[iri] += (str(value),)
                several.add(iri)
            elif only is None or iri in only:
                found[iri] = (str(value),)
        for iri in several:
            found[iri] = tuple(sorted(set(found[iri])))
        return found

    def thing(self, iri: str, kind: Kind) -> Thing:
        """A thing with its English label; failing that, the end of its IRI, so that nothing is nameless."""
        return Thing(iri, self._label(iri), kind, official=self._official.of(iri))

    def body(self, iri: str) -> Thing:
        """An addressee with its type."""
        kind: Kind = "collective" if iri in self._collective else "agency"
        if iri not in self._type:
            return self.thing(iri, kind)
        code = self._type[iri][0]
        label = self._label(iri)
        official = self._official.of(code, label)
        return Thing(iri, label, kind, code.removeprefix(CODE + "type-"), self._label(code), official)

    def _label(self, iri: str) -> str:
        return self._labels.get(iri, (iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1],))[0]


def _joined(graph: _Pairs, places: Mapping[str, _Place]) -> Iterator[Occurrence]:
    bodies = {iri: graph.body(place.body) for iri, place in places.items()}
    themes = {iri: graph.thing(iri, "theme") for iri in _used(graph.has_theme, graph.broader)}
    reviews = {iri: graph.thing(iri, "review") for iri in _used(graph.of_review)}
    partnerships = {iri: graph.thing(iri, "partnership") for iri in _used(graph.commissioned_by)}
    for recommendation, of_reviews in graph.of_review.items():
        for review, addressee, theme in product(
            of_reviews,
            graph.addressed_to.get(recommendation, (None,)),
            graph.has_theme.get(recommendation, (None,)),
        ):
            for partnership, broader in product(
                graph.commissioned_by.get(review, (None,)),
                graph.broader.get(theme, (None,)) if theme else (None,),
            ):
                yield Occurrence(
                    recommendation,
                    reviews[review],
                    partnerships[partnership] if partnership else None,
                    bodies[addressee] if addressee else None,
                    themes[theme] if theme else None,
                    themes[broader] if broader else None,
                    places[addressee].line if addressee else (),
                )


def _used(*relations: dict[str, tuple[str, ...]]) -> set[str]:
    return {value for relation in relations for values in relation.values() for value in values}
