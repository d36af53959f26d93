"""What share of the Home Office library a graph holds, so that silence is not read as absence.

    Store  ->  read_held  ->  Held, ...        Held, ..., Library  ->  coverage  ->  Coverage  ->  rows, sentences

A graph may hold reviews that the library's list does not, so every whole is a least one: what the list has, and what
the graph has beyond it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Answer, Askable, Value
from dhrgraph.namespaces import DHR, PREFIXES
from dhrgraph.network.coverage.library import Library, Listed
from dhrgraph.text.amounts import how_many

BY = ("region", "partnership")
_COUNTED = ("reviews", "library_reviews", "of_at_least", "percent")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "region": ("region", "partnerships", "of_partnerships", *_COUNTED),
    "partnership": ("partnership", "region", *_COUNTED),
}
NOT_KNOWN = "not known"  # where a review is from whose partnership, or its area, is not known


@dataclass(frozen=True, slots=True)
class Held:
    """One review of the graph: its partnership's IRI (None when not known) and name, the codes of the areas (ONS) that
    the partnership covers, and their regions; both empty when they are not known.
    """

    review: str
    partnership: str | None
    label: str
    codes: frozenset[str]
    regions: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One name of the library's list, or one partnership beside it: `reviews` in the graph, `listed` in the library."""

    name: str
    region: str
    listed: int
    reviews: int

    @property
    def at_least(self) -> int:
        """How many reviews there must be."""
        return max(self.reviews, self.listed)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a graph holds of the library: the parts that one of them has a review of, sorted.

    `partnerships` are those of the graph with a review in one of the parts; `unplaced` reviews, of no known area, are
    in none.
    """

    library: Library
    parts: tuple[Part, ...]
    partnerships: int
    unplaced: int

    @property
    def placed(self) -> int:
        """Reviews in the graph whose area is known."""
        return sum(part.reviews for part in self.parts)

    @property
    def at_least(self) -> int:
        """Reviews there must be in all, those of no known area apart."""
        return sum(part.at_least for part in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        """The regions that only the library has a review from, sorted."""
        reached = {part.region for part in self.parts if part.reviews}
        return tuple(region for region in self.library.regions if region not in reached)

    def answer(self, by: str = "region") -> Answer:
        """A row for each region or partnership, the most reviews in the graph first, then the most in the library.

        `of_at_least` is what `percent` is of; `of_partnerships` likewise are those that either has a review of.

        Raises:
            UnknownNameError: `by` is none of BY.
        """
        if by not in BY:
            raise UnknownNameError("coverage by", by, BY)
        ordered = sorted(_groups(self.parts, by), key=lambda row: (-_sums(row[1])[0], -_sums(row[1])[1], row[0]))
        rows: list[tuple[Value | None, ...]] = [(*names, *_counted(parts)) for names, parts in ordered]
        if self.unplaced:
            others = len(COLUMNS[by]) - len(_COUNTED) - 1
            rows.append((NOT_KNOWN, *[None] * others, self.unplaced, None, None, None))
        return Answer(COLUMNS[by], tuple(rows))

    def rests_on(self) -> str:
        """One line to stand below any answer: on how much it rests."""
        return f"Rests on {self._holds()}. Silence is not absence."

    def sentence(self) -> str:
        """What the graph holds and what it lacks, in plain words."""
        reached, known = sum(part.reviews > 0 for part in self.parts), len(self.library.regions)
        least = "" if len(self.parts) == self.library.partnerships else "at least "
        return " ".join(
            (
                f"The graph holds {self._holds()}; {reached} of {least}{len(self.parts)} partnerships with a review,",
                f"{known - len(self.missing)} of {known} regions.",
                *([f"None is from {_and(self.missing)}."] if self.missing else ()),
                "Silence is not absence.",
            )
        )

    def _holds(self) -> str:
        listed, month = f"{self.library.reviews:,}", self.library.month
        whole = f"the {listed} reviews in the Home Office library ({month})"
        if self.at_least > self.library.reviews:
            whole = f"at least {self.at_least:,} reviews (the Home Office library lists {listed}, {month})"
        unplaced = f", and {how_many(self.unplaced, 'review')} of no known area" if self.unplaced else ""
        return (
            f"{how_many(self.placed, 'review')} of {how_many(self.partnerships, 'partnership')}: "
            f"{percent(self.placed, self.at_least)} % of {whole}{unplaced}"
        )


def read_held(store: Askable) -> tuple[Held, ...]:
    """Every review of the store, in the order of their IRIs."""
    commissioned = _pairs(store, "?a dhr:commissionedBy ?b")
    labels = _pairs(store, '?r dhr:commissionedBy ?a . ?a skos:prefLabel ?b FILTER(LANG(?b) IN ("en", "en-GB", ""))')
    areas = _pairs(store, "?a dhr:coversPartnershipArea ?b")
    regions = _pairs(store, '?a dhr:inRegion/rdfs:label ?b FILTER(LANG(?b) = "en")')
    held = []
    for review in sorted(_pairs(store, "?a a dhr:Review BIND(?a AS ?b)")):
        partnership = min(commissioned.get(review, ()), default=None)
        covered = areas.get(partnership or "", frozenset())
        held.append(
            Held(
                review,
                partnership,
                min(labels.get(partnership or "", ()), default=partnership or ""),
                frozenset(area.removeprefix(PREFIXES["gss"]) for area in covered),
                frozenset(region for area in covered for region in regions.get(area, ())),
            )
        )
    return tuple(held)


def coverage(held: Sequence[Held], library: Library) -> Coverage:
    """What the reviews of a graph are of the library.

    Example:
        >>> library = Library((Listed("Aton", 4, frozenset("A"), frozenset("A"), "North"),), "2026-03")
        >>> found = coverage([Held("r", "p", "Safer Aton", frozenset("A"), frozenset(["North"]))], library)
        >>> found.parts
        (Part(name='Aton', region='North', listed=4, reviews=1),)
        >>> found.rests_on().partition(". ")[0]
        'Rests on 1 review of 1 partnership: 25.0 % of the 4 reviews in the Home Office library (March 2026)'
    """
    counted: Counter[tuple[str, str, int]] = Counter()
    counted.update({(name.name, name.region, name.reviews): 0 for name in library.names if name.reviews})
    filed = {codes: library.files(codes) for codes in {one.codes for one in held}}
    counted.update(_place(one, filed[one.codes]) for one in held if one.codes)
    parts = sorted(Part(*place, number) for place, number in counted.items())
    partnerships = len({one.partnership for one in held if one.codes})
    return Coverage(library, tuple(parts), partnerships, sum(not one.codes for one in held))


def percent(part: int, whole: int) -> Decimal:
    """A share in percent with one decimal; never 0.0 for something, never 100.0 for less than all.

    Example:
        >>> [str(percent(part, 2000)) for part in (0, 0, 1, 10, 1999, 2000)]
        ['0.0', '0.0', '0.1', '0.5', '99.9', '100.0']
    """
    if not part or not whole:
        return Decimal("0.0")
    if part == whole:
        return Decimal("100.0")
    tenths = min(max(round(1000 * part / whole), 1), 999)
    return Decimal(tenths).scaleb(-1)


def _place(one: Held, listed: Listed | None) -> tuple[str, str, int]:
    """Name, region and number listed of the part a review belongs to."""
    if listed:
        return listed.name, listed.region, listed.reviews
    return one.label, " and ".join(sorted(one.regions)) or NOT_KNOWN, 0


def _groups(parts: Iterable[Part], by: str) -> list[tuple[tuple[Value, ...], list[Part]]]:
    if by == "partnership":
        return [((part.name, part.region), [part]) for part in parts]
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.region].append(part)
    return [((region, sum(p.reviews > 0 for p in inside), len(inside)), inside) for region, inside in found.items()]


def _sums(parts: Iterable[Part]) -> tuple[int, int, int]:
    kept = tuple(parts)
    return sum(p.reviews for p in kept), sum(p.listed for p in kept), sum(p.at_least for p in kept)


def _counted(parts: Iterable[Part]) -> tuple[Value, ...]:
    reviews, listed, at_least = _sums(parts)
    return reviews, listed, at_least, percent(reviews, at_least)


def _pairs(store: Askable, pattern: str) -> dict[str, frozenset[str]]:
    prefixes = f"PREFIX dhr: <{DHR}> PREFIX skos: <{PREFIXES['skos']}> PREFIX rdfs: <{PREFIXES['rdfs']}>"
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in store.select(f"{prefixes} SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}").rows:
        found[str(subject)].add(str(value))
    return {subject: frozenset(values) for subject, values in found.items()}


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
