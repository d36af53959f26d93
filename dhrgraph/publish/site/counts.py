"""Counts over the whole graph that many pages show; counted once for a store and remembered.

A count over everything takes some 0.2 s at the size of a nation, a page ten milliseconds; a store that is open for
reading does not change, so what is remembered is what would be counted again. Relations are read once and joined
whole (a sub-select each): many times faster than looking up row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.parts import number

_REMEMBERED = 2  # stores; a server has one, tests a few after each other


@dataclass(frozen=True, slots=True)
class Count:
    """In how many recommendations, and of how many partnerships, something comes up."""

    recommendations: int
    partnerships: int = 0
    reviews: int = 0


@lru_cache(maxsize=64)
def of_class(store: Store, name: str) -> int:
    """How many things there are of the class `name` of ours."""
    rows = ask(store, f"SELECT (COUNT(DISTINCT ?it) AS ?n) {{ ?it a dhr:{name} }}")
    return number(rows[0][0])


@lru_cache(maxsize=_REMEMBERED)
def by_agency(store: Store) -> Mapping[str, Count]:
    """What is put to each body, as it was named."""
    rows = ask(
        store,
        """SELECT ?body (COUNT(DISTINCT ?it) AS ?n) (COUNT(DISTINCT ?p) AS ?places)
        { ?it dhr:addressedTo ?body OPTIONAL { SELECT ?it ?p { ?it dhr:inPartnership ?p } } } GROUP BY ?body""",
    )
    return {known(body): Count(number(n), number(places)) for body, n, places in rows}


@lru_cache(maxsize=_REMEMBERED)
def by_theme_and_place(store: Store) -> Mapping[str, Mapping[str, int]]:
    """For each theme, how many recommendations on it or on a narrower one the reviews of each partnership make; under
    "" those of reviews whose partnership is not known."""
    rows = ask(
        store,
        """SELECT ?theme ?p (COUNT(DISTINCT ?it) AS ?n) {
          { SELECT ?it { ?it a dhr:Recommendation } } OPTIONAL { SELECT ?it ?p { ?it dhr:inPartnership ?p } }
          { SELECT ?it ?theme { ?it dhr:hasThemeOrNarrower ?theme } } } GROUP BY ?theme ?p""",
    )
    found: dict[str, dict[str, int]] = {}
    for theme, place, n in rows:
        found.setdefault(known(theme), {})[known(place)] = number(n)
    return found


def by_theme(store: Store) -> Mapping[str, Count]:
    """What is recommended on each theme or a narrower one."""
    return {
        theme: Count(sum(places.values()), len(set(places) - {""}))
        for theme, places in by_theme_and_place(store).items()
    }


@lru_cache(maxsize=_REMEMBERED)
def by_review(store: Store) -> Mapping[str, int]:
    """How many recommendations each review makes."""
    rows = ask(
        store,
        """SELECT ?r (COUNT(DISTINCT ?it) AS ?n) { { SELECT ?it { ?it a dhr:Recommendation } }
        { SELECT ?it ?r { ?it dhr:ofReview ?r } } } GROUP BY ?r""",
    )
    return {known(review): number(n) for review, n in rows}


@lru_cache(maxsize=_REMEMBERED)
def by_partnership(store: Store) -> Mapping[str, int]:
    """How many recommendations the reviews of each partnership make."""
    rows = ask(store, "SELECT ?p (COUNT(DISTINCT ?it) AS ?n) { ?it dhr:inPartnership ?p } GROUP BY ?p")
    return {known(partnership): number(n) for partnership, n in rows}


@lru_cache(maxsize=_REMEMBERED)
def bodies(store: Store) -> tuple[tuple[str, str, str], ...]:
    """Every agency and group: its IRI, its name, its type (the first by name; "" where none is known), by name."""
    rows = ask(
        store,
        """SELECT DISTINCT ?body ?label ?kind { ?body a dhr:Addressee ; skos:prefLabel ?label
        OPTIONAL { ?body org:classification ?kind } }""",
    )
    found: dict[str, tuple[str, str]] = {}
    for body, label, kind in sorted(rows, key=lambda row: tuple(map(known, row))):
        found.setdefault(known(body), (known(label), known(kind)))
    named = ((body, label, kind) for body, (label, kind) in found.items())
    return tuple(sorted(named, key=lambda row: (row[1].casefold(), row[0])))
