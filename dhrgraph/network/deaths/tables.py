"""Cross-tables of recorded deaths, by a heading and by what their cases are tagged with.

    Store  ->  read_cases  ->  Case, ...  ->  cross_table  ->  rows that may be published

A factor that is not tagged was not tagged, so a table counts tags only and never "cases without". No row is ordered by
its count: the order would tell of counts that are not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Answer, Askable, Value
from dhrgraph.namespaces import CODE, DHR, PREFIXES, Iri
from dhrgraph.network.deaths.suppress import Shown, alone, protect

BY = ("region", "year", "factor", "partnership")
NOT_KNOWN = "not known"
ALL = "all"
_PREFIXES = f"PREFIX dhr: <{DHR}>\nPREFIX skos: <{PREFIXES['skos']}>\nPREFIX dcterms: <{PREFIXES['dcterms']}>\n"
_CASES = """
SELECT DISTINCT ?death ?year ?region ?region_label ?partnership ?partnership_label WHERE {
  ?death a dhr:RecordedDeath .
  OPTIONAL { ?death dhr:yearOfDeath ?year }
  OPTIONAL { ?death dhr:listedRegion ?region . ?region skos:prefLabel ?region_label }
  OPTIONAL { ?death dhr:listedUnder ?partnership . ?partnership skos:prefLabel ?partnership_label }
} ORDER BY ?death
"""
_TAGS = "SELECT DISTINCT ?death ?factor WHERE { ?death dhr:caseFactor ?factor }"
_FACTORS = f"""
SELECT DISTINCT ?factor ?label WHERE {{ ?factor skos:inScheme <{CODE}factor> ; skos:prefLabel ?label }}
"""


class Heading(NamedTuple):
    """What a row is about: its IRI or year, and its name."""

    key: Value
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """One recorded death with its headings, None where not known, and the factors its case is tagged with."""

    id: str
    region: Heading | None
    year: Heading | None
    partnership: Heading | None
    factors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cases:
    """All recorded deaths of a graph, and the name of each factor by its IRI."""

    cases: tuple[Case, ...]
    factors: Mapping[str, str]

    def factor(self, name: str) -> str:
        """The IRI of a factor from its code or name.

        Raises:
            UnknownNameError: there is no such factor.
        """
        wanted = name.removeprefix("cv:").removeprefix("factor-").casefold().replace("_", "-")
        for iri, label in self.factors.items():
            if wanted.replace(" ", "-") == _code(iri) or wanted == label.casefold():
                return iri
        raise UnknownNameError("case factor", name, map(_code, self.factors))

    def rests_on(self) -> str:
        """On how much the tables rest, and how to read them."""
        years = sorted({case.year.label for case in self.cases if case.year})
        places = len({case.partnership.key for case in self.cases if case.partnership})
        span = f", {years[0]} to {years[-1]}" if years else ""
        return (
            f"Of {len(self.cases):,} recorded deaths under {places} partnerships{span}, as a library of reviews lists "
            "them. What is not tagged was not tagged; that does not say that it was absent. Of cases with a "
            "factor, counts below 5 are not shown, nor those that would give them away."
        )


def read_cases(store: Askable) -> Cases:
    """Every recorded death of a graph.

    Raises:
        QueryError: there is none.
    """
    tags: dict[object, set[str]] = {}
    for death, factor in store.select(_PREFIXES + _TAGS).rows:
        tags.setdefault(death, set()).add(str(factor))
    cases = tuple(
        Case(
            str(death),
            _heading(region, region_label),
            _heading(year, year),
            _heading(partnership, partnership_label),
            frozenset(tags.get(death, ())),
        )
        for death, year, region, region_label, partnership, partnership_label in store.select(_PREFIXES + _CASES).rows
    )
    if not cases:
        raise QueryError(
            "the graph holds no recorded deaths.\n  To mend: build it with a table of cases (README, 'Case metadata')."
        )
    named = sorted((str(factor), str(label)) for factor, label in store.select(_PREFIXES + _FACTORS).rows)
    return Cases(cases, dict(named))


def cross_table(known: Cases, by: str, tagged: Sequence[str] = ()) -> Answer:
    """How many deaths there are under each heading, of those tagged with all the factors given.

    Rows are in the order of years or names, "not known" behind them, "all" last. Without factors a table of places or
    years counts what the library itself lists in public, and every count is shown. With factors each table is safe by
    itself and beside every table by the same heading with some of the factors.

    Args:
        by: One of BY. Factors overlap, so their rows do not add up to "all".
        tagged: Factors by code or name.

    Raises:
        UnknownNameError: no such heading or factor.
    """
    if by not in BY:
        raise UnknownNameError("heading", by, BY)
    wanted = frozenset(known.factor(name) for name in tagged)
    if by == "factor":
        rows = [
            (Heading(Iri(f), label), _tagged(known.cases, wanted | {f}))
            for f, label in known.factors.items()
            if f not in wanted
        ]
        total = _tagged(known.cases, wanted)
    else:
        rows, total = _column(known.cases, wanted, _HEADINGS[by])
    rows.sort(key=lambda row: (row[0].key == NOT_KNOWN, row[0].label, str(row[0].key)))
    shown = [(*_cells(by, heading), _value(count)) for heading, count in rows]
    return Answer(_columns(by), (*shown, (*_cells(by, Heading(ALL, ALL)), _value(total))))


_HEADINGS: Mapping[str, Callable[[Case], Heading | None]] = {
    "region": lambda case: case.region,
    "year": lambda case: case.year,
    "partnership": lambda case: case.partnership,
}


def _column(
    cases: Iterable[Case], wanted: frozenset[str], heading: Callable[[Case], Heading | None]
) -> tuple[list[tuple[Heading, Shown]], Shown]:
    """Each heading of any case with the count of those tagged, protected, in the order of the headings."""
    under: dict[Heading, list[Case]] = {}
    for case in cases:
        under.setdefault(heading(case) or Heading(NOT_KNOWN, NOT_KNOWN), []).append(case)
    headings = sorted(under, key=lambda h: (h.label, str(h.key)))
    everyone = [len(under[h]) for h in headings]
    if not wanted:
        return [(h, Shown(count)) for h, count in zip(headings, everyone, strict=True)], Shown(sum(everyone))
    lacking = [_lacking(under[h], wanted) for h in headings]

    def rest(places: Collection[int]) -> int:
        return _rest(sum((lacking[place] for place in places), Counter()))

    rows, total = protect([lack[_NONE] for lack in lacking], everyone, rest)
    return list(zip(headings, rows, strict=True)), total


def _tagged(cases: Iterable[Case], wanted: frozenset[str]) -> Shown:
    """How many cases are tagged with all of some factors, as it may be shown."""
    lacking = _lacking(cases, wanted)
    return alone(lacking[_NONE], _rest(lacking)) if wanted else Shown(lacking[_NONE])


_NONE: frozenset[str] = frozenset()


def _lacking(cases: Iterable[Case], wanted: frozenset[str]) -> Counter[frozenset[str]]:
    """How many cases lack which of the factors."""
    return Counter(wanted - case.factors for case in cases)


def _rest(lacking: Counter[frozenset[str]]) -> int:
    """The least, but none, by which a table with fewer of the factors counts more; 0 if none does.

    A table without the factors D has more by those who lack nothing but some of D. Whoever is among them lacks some
    set M, and without M only, there are no more of them: so only the sets that somebody lacks need be tried.

    Example:
        >>> a, b = frozenset("a"), frozenset("b")
        >>> _rest(Counter({frozenset(): 9, a: 7, a | b: 2, b: 6}))
        6
    """
    sets = [lack for lack in lacking if lack]
    return min((sum(lacking[other] for other in sets if other <= lack) for lack in sets), default=0)


def _columns(by: str) -> tuple[str, ...]:
    return ("year", "deaths") if by == "year" else (by, f"{by}_label", "deaths")


def _cells(by: str, heading: Heading) -> tuple[Value, ...]:
    return (heading.key,) if by == "year" else (heading.key, heading.label)


def _heading(key: Value | None, label: Value | None) -> Heading | None:
    return None if key is None else Heading(key, str(label))


def _value(shown: Shown) -> Value:
    return str(shown) if shown.value is None else shown.value


def _code(iri: str) -> str:
    return iri.removeprefix(f"{CODE}factor-")
