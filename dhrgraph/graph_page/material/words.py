"""The words of a page: its recommendations and reviews as printed, and what everything is called.

Store, occurrences  ->  read_names, reviews_of, statements_of  ->  the records that all views of a page share
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.records import Review, Statement
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.columns import NONE, Occurrences, once
from dhrgraph.network.recurrence.facets import Facts
from dhrgraph.network.statements import Quote, read_statements
from dhrgraph.network.tally import agency_type
from dhrgraph.network.things import Occurrence

_ENGLISH = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'


@dataclass(frozen=True, slots=True)
class Names:
    """What IRIs are called, and a sentence on what each is, where the graph has one."""

    names: Mapping[str, str]
    about: Mapping[str, str]


def read_names(store: Askable) -> Names:
    """The English name and definition of all that has one. A partnership whose name does not tell its place has the
    area it covers after it: "Citysafe (Liverpool)".
    """
    names = {
        **_read(store, f"?a a dhr:Review ; rdfs:label ?b {_ENGLISH}"),
        **_read(store, f"?a skos:prefLabel ?b {_ENGLISH}"),
    }
    areas = _read(store, f"?a dhr:coversPartnershipArea/rdfs:label ?b {_ENGLISH}")
    named = {iri: _placed(label, areas.get(iri, ())) for iri, (label, *_) in names.items()}
    definitions = _read(store, f"?a skos:definition ?b {_ENGLISH}")
    return Names(named, {iri: words[0] for iri, words in definitions.items()})


def named_in(occurrences: Iterable[Occurrence]) -> dict[str, str]:
    """The labels that occurrences carry themselves: all that is drawn has a name, even one that is not English."""
    rows = Occurrences.of(occurrences)
    columns = ("review", "partnership", "addressee", "theme", "broader")
    things = [thing for name in columns for thing in rows.used(name)]
    return {thing.id: thing.label for thing in (*rows.shown(agency_type).things, *things)}


def called(iri: str, names: Mapping[str, str]) -> str:
    """What a thing is called; failing that, the end of its IRI, so that nothing is nameless.

    Example:
        >>> called("https://example.org/agency/anytown-police", {})
        'anytown-police'
    """
    return names.get(iri) or iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def _placed(label: str, areas: Sequence[str]) -> str:
    told = any(area.casefold() in label.casefold() for area in areas)
    return label if told or not 0 < len(areas) <= 2 else f"{label} ({' and '.join(areas)})"


def _read(store: Askable, pattern: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for subject, value in store.select(f"{PROLOGUE}SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}").rows:
        found.setdefault(str(subject), set()).add(str(value))
    return {subject: tuple(sorted(values)) for subject, values in sorted(found.items())}


def reviews_of(wanted: Collection[str], facts: Mapping[str, Facts], names: Mapping[str, str]) -> tuple[Review, ...]:
    """The reviews by partnership, year, name and IRI: an order that another review does not change."""

    def review(iri: str) -> Review:
        known = facts.get(iri, Facts())
        return Review(
            iri,
            called(iri, names),
            tuple(sorted(known.partnerships)),
            tuple(sorted(year.label for year in known.years)),
            tuple(sorted(region.label for region in known.regions)),
        )

    def order(one: Review) -> tuple[object, ...]:
        return ([called(iri, names) for iri in one.partnerships], one.years, one.label, one.id)

    return tuple(sorted(map(review, wanted), key=order))


def statements_of(
    occurrences: Iterable[Occurrence], quotes: Mapping[str, Quote], review_of: Mapping[str, int]
) -> tuple[Statement, ...]:
    """The recommendations by review and then by their IRIs, whose ends are their order in the review."""
    rows = Occurrences.of(occurrences)
    recommendations = rows.values("recommendation")
    reviews = [review_of.get(review.id, -1) for review in rows.values("review")]
    named = [known_as[0] if known_as else "" for known_as in rows.values("known_as")]
    bodies, themes = ([thing.id for thing in rows.values(name)] for name in ("addressee", "theme"))
    made_in: dict[int, int] = {}
    put_to: dict[int, set[str]] = {}
    about: dict[int, set[str]] = {}
    for one, review in _together(rows, "recommendation", "review"):
        made_in[one] = min(reviews[review], made_in.get(one, reviews[review]))
    for one, body, known_as in _together(rows, "recommendation", "addressee", "known_as"):
        if body != NONE:
            put_to.setdefault(one, set()).add((named[known_as] if known_as != NONE else "") or bodies[body])
    for one, theme in _together(rows, "recommendation", "theme"):
        if theme != NONE:
            about.setdefault(one, set()).add(themes[theme])
    nothing = Quote("", "", "")
    found = []
    for one, review in made_in.items():
        quote = quotes.get(recommendations[one], nothing)
        asked = tuple(sorted(put_to.get(one, ()))), tuple(sorted(about.get(one, ())))
        found.append(Statement(recommendations[one], quote.text, review, quote.number, quote.place, *asked))
    return tuple(sorted(found, key=lambda one: (one.review, one.id)))


def _together(rows: Occurrences, *names: str) -> Iterator[tuple[int, ...]]:
    """The numbers that stand together in these columns: each of them once, in order."""
    key, below = np.zeros(len(rows), dtype=np.int64), 1
    widths = [len(rows.values(name)) + 1 for name in names]
    for name, width in zip(names, widths, strict=True):
        key, below = key * width + rows.numbers(name) + 1, below * width
    rest, found = once(key, below), []
    for width in reversed(widths):
        rest, column = np.divmod(rest, width)
        found.append((column - 1).tolist())
    return zip(*reversed(found), strict=True)


def with_words(store: Askable, statements: Iterable[Statement]) -> list[Statement]:
    """The statements, those without words with theirs and their place, as the graph has them."""
    some = list(statements)
    quotes = read_statements(store, (one.id for one in some if not one.text))
    return [
        replace(one, text=quotes[one.id].text, place=quotes[one.id].place) if one.id in quotes else one for one in some
    ]


def as_named(row: Occurrence) -> str:
    """The IRI of the body as named, whoever stands in its place; "" if nobody is."""
    if row.addressee is None:
        return ""
    return row.known_as[0] if row.known_as else row.addressee.id
