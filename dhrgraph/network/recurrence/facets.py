"""What recurs in each year, in each region, and where the case is tagged with each factor.

    Store  ->  read_facets  ->  Facts of each review        occurrences, Facts  ->  by_facet  ->  DataFrame

The year is that of publication. The year of the death does not stand in for it where it is missing: a review comes out
years after the death, so the two would put like reviews into different years. Reviews whose year or region is not
known stand last, as "not known": silence is shown. Factors are known only of reviews that a person linked to a
recorded death; see `guard` for what may be shown of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted
from dhrgraph.network.recurrence.guard import guarded
from dhrgraph.network.recurrence.intervals import effective_size, wilson
from dhrgraph.network.recurrence.observed import BY
from dhrgraph.network.recurrence.slices import Slice, Sliced
from dhrgraph.network.tally import FACETS, Tally
from dhrgraph.text.amounts import how_many

NOT_KNOWN = Slice("", "not known")
COLUMNS = (
    *("over", "over_label", "id", "label", "partnerships", "of_partnerships", "reviews", "of_reviews"),
    *("review_share", "review_share_low", "review_share_high", "recommendations"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one review: its partnership (the IRI; two where two commissioned it), years of publication
    (several where its documents disagree), regions of the areas that the partnership covers, and the factors its case
    is tagged with; None when it is not linked to a recorded death.
    """

    partnerships: frozenset[str] = frozenset()
    years: frozenset[Slice] = frozenset()
    regions: frozenset[Slice] = frozenset()
    factors: frozenset[Slice] | None = None


_UNKNOWN = frozenset({NOT_KNOWN})
_SLICES: Mapping[str, Callable[[Facts], frozenset[Slice]]] = MappingProxyType(
    {
        "year": lambda facts: facts.years or _UNKNOWN,
        "region": lambda facts: facts.regions or _UNKNOWN,
        "case-factor": lambda facts: facts.factors or frozenset(),
    }
)
OVER = tuple(_SLICES)


def read_facets(store: Askable) -> dict[str, Facts]:
    """The facts of every review of the store, by its IRI; empty when it holds none.

    Raises:
        QueryError: the store cannot be asked.
    """
    partnership_of = _pairs(store, "?a a dhr:Review ; dhr:commissionedBy ?b")
    years = _pairs(store, "?a a dhr:Review ; dhr:publishedYear ?b")
    regions = _pairs(store, '?a dhr:coversPartnershipArea/dhr:inRegion ?b . ?b rdfs:label ?c FILTER(LANG(?c) = "en")')
    linked = _pairs(store, "?a a dhr:Review ; dhr:concernsDeath ?b")
    factors = _pairs(store, "?a dhr:concernsDeath/dhr:caseFactor ?b . ?b skos:prefLabel ?c")
    found = {}
    for review in sorted(_pairs(store, "?a a dhr:Review BIND(?a AS ?b)")):
        partnerships = frozenset(one.id for one in partnership_of.get(review, ()))
        found[review] = Facts(
            partnerships,
            years.get(review, frozenset()),
            frozenset(region for one in partnerships for region in regions.get(one, ())),
            factors.get(review, frozenset()) if review in linked else None,
        )
    return found


def by_facet(
    occurrences: Iterable[Occurrence],
    by: str,
    over: str,
    facts: Mapping[str, Facts],
    *,
    collective: bool = False,
    broader: bool = False,
) -> pd.DataFrame:
    """One row for each year, region or factor and each thing that comes up there, with COLUMNS.

    Slices are in the order of their names, "not known" last; in each the widest recurrence comes first and ties are
    in order of label and IRI. `of_partnerships` and `of_reviews` count all that the slice has, those without a
    recommendation too. A review in two slices counts in both. The interval of the share of reviews is Wilson's at the
    size that the slice's reviews, alike within a partnership, are worth (`intervals`). Of factors there are only rows
    that may be shown. The switches are those of `as_counted`.

    Raises:
        UnknownNameError: `by` is none of BY, or `over` none of OVER.

    Example:
        >>> theme, home = Thing("t", "Training", "theme"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, theme=theme)
        >>> facts = {"v": Facts(frozenset("p"), frozenset({Slice("2021", "2021")})), "silent": Facts()}
        >>> by_facet([row], "theme", "year", facts)[["over_label", "label", "reviews", "of_reviews"]].to_dict("records")
        [{'over_label': '2021', 'label': 'Training', 'reviews': 1, 'of_reviews': 1}]
    """
    if by not in BY:
        raise UnknownNameError("recurrence by", by, BY)
    if over not in OVER:
        raise UnknownNameError("recurrence over", over, OVER)
    rows = as_counted(occurrences, collective=collective, broader=broader)
    table = _Table(_SLICES[over], _known(rows, facts))
    for row in rows:
        thing = FACETS[by](row)
        if thing is not None:
            table.add(row, thing)
    found = table.sliced()
    if over == "case-factor":
        found = guarded(found, {review for review, one in facts.items() if one.factors is not None}, table.reviews_on)
    lines = [(*(one.slice.id, one.slice.label), *line) for one in found for line in _lines(one, table.home_of)]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def rests_on(over: str, facts: Mapping[str, Facts]) -> str:
    """On how many reviews a table over this rests, in one sentence.

    Raises:
        UnknownNameError: `over` is none of OVER.

    Example:
        >>> rests_on("year", {"v": Facts(), "w": Facts(years=frozenset({Slice("2021", "2021")}))})
        'The year of publication is known of 1 of 2 reviews.'
    """
    if over not in OVER:
        raise UnknownNameError("recurrence over", over, OVER)
    of = how_many(len(facts), "review")
    if over == "year":
        return f"The year of publication is known of {sum(bool(one.years) for one in facts.values())} of {of}."
    if over == "region":
        return f"The region is known of {sum(bool(one.regions) for one in facts.values())} of {of}."
    linked = sum(one.factors is not None for one in facts.values())
    return (
        f"A person has linked {linked} of {of} to a recorded death. What is not tagged was not tagged; that does not "
        "say that it was absent. Nothing is shown that fewer than 5 reviews or partnerships have, or that would give "
        "such a number away."
    )


@dataclass(slots=True)
class _Table:
    """The tallies of things under slices, as they grow."""

    slices_of: Callable[[Facts], frozenset[Slice]]
    facts: Mapping[str, Facts]
    things: dict[str, Thing] = field(default_factory=dict)
    tallies: dict[Slice, dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    reviews_on: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, row: Occurrence, thing: Thing) -> None:
        self.things[thing.id] = thing
        self.reviews_on[thing.id].add(row.review.id)
        for one in self.slices_of(self.facts[row.review.id]):
            self.tallies[one][thing.id].add(row)

    def home_of(self, review: str) -> str:
        """The partnership that a review counts with; one of no known partnership is one of its own."""
        return min(self.facts[review].partnerships, default=review)

    def sliced(self) -> tuple[Sliced, ...]:
        reviews: dict[Slice, set[str]] = defaultdict(set)
        for review, one in self.facts.items():
            for part in self.slices_of(one):
                reviews[part].add(review)
        order = sorted(reviews, key=lambda part: (part == NOT_KNOWN, part.label, part.id))
        return tuple(
            Sliced(
                part,
                frozenset(reviews[part]),
                frozenset(home for review in reviews[part] for home in self.facts[review].partnerships),
                {self.things[key]: tally for key, tally in self.tallies[part].items()},
            )
            for part in order
        )


def _lines(one: Sliced, home_of: Callable[[str], str]) -> list[tuple[object, ...]]:
    """The cells of a slice's rows after its name."""
    if not one.tallies:
        return []
    ordered = sorted(
        one.tallies.items(), key=lambda item: (*(-n for n in item[1].counts[:2]), item[0].label, item[0].id)
    )
    homes = {home: n for n, home in enumerate(sorted({home_of(review) for review in one.reviews}))}
    sizes = np.bincount([homes[home_of(review)] for review in one.reviews], minlength=len(homes))
    having = np.zeros((len(ordered), len(homes)), dtype=np.int64)
    for at, (_, tally) in enumerate(ordered):
        for review in tally.reviews:
            having[at, homes[home_of(review)]] += 1
    shares = having.sum(axis=1) / len(one.reviews)
    low, high = wilson(shares, effective_size(having, sizes))
    return [
        (
            *(thing.id, thing.label),
            *(len(tally.partnerships), len(one.partnerships), len(tally.reviews), len(one.reviews)),
            *(round(float(share), 4) for share in (shares[at], low[at], high[at])),
            len(tally.recommendations),
        )
        for at, (thing, tally) in enumerate(ordered)
    ]


def _known(rows: Iterable[Occurrence], facts: Mapping[str, Facts]) -> dict[str, Facts]:
    """The facts given, and of reviews that they lack, the partnership."""
    known = dict(facts)
    for row in rows:
        if row.review.id not in facts:
            before = known.get(row.review.id, Facts()).partnerships
            known[row.review.id] = Facts(before | {row.partnership.id} if row.partnership else before)
    return known


def _pairs(store: Askable, pattern: str) -> dict[str, frozenset[Slice]]:
    """?a -> every ?b with its name ?c, or itself."""
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dhr", "skos", "rdfs"))
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, value, label in store.select(f"{prefixes}SELECT DISTINCT ?a ?b ?c WHERE {{ {pattern} }}").rows:
        name = str(value if label is None else label)
        labels[str(subject)][str(value)] = min(name, labels[str(subject)].get(str(value), name))
    return {subject: frozenset(Slice(*one) for one in values.items()) for subject, values in labels.items()}
