"""The words of a page: its recommendations and reviews as printed, and what everything is called.

Store, occurrences  ->  read_names, reviews_of, statements_of  ->  the records that all views of a page share
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.records import Review, Statement
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.recurrence.facets import Facts
from dhrgraph.network.statements import Quote
from dhrgraph.network.tally import agency_type

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
    found: dict[str, str] = {}
    for row in occurrences:
        for thing in (row.review, row.partnership, row.addressee, agency_type(row), row.theme, row.broader):
            if thing is not None:
                found[thing.id] = thing.label
    return found


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
    found: dict[str, Statement] = {}
    addressees: dict[str, set[str]] = {}
    themes: dict[str, set[str]] = {}
    for row in occurrences:
        iri = row.recommendation
        review = review_of[row.review.id]
        if iri not in found:
            quote = quotes.get(iri, Quote("", "", ""))
            found[iri] = Statement(iri, quote.text, review, quote.number, quote.place)
        elif review < found[iri].review:
            found[iri] = replace(found[iri], review=review)
        if row.addressee:
            addressees.setdefault(iri, set()).add(as_named(row))
        if row.theme:
            themes.setdefault(iri, set()).add(row.theme.id)
    full = (
        replace(one, addressees=tuple(sorted(addressees.get(iri, ()))), themes=tuple(sorted(themes.get(iri, ()))))
        for iri, one in found.items()
    )
    return tuple(sorted(full, key=lambda one: (one.review, one.id)))


def as_named(row: Occurrence) -> str:
    """The IRI of the body as named, whoever stands in its place; "" if nobody is."""
    if row.addressee is None:
        return ""
    return row.known_as[0] if row.known_as else row.addressee.id
