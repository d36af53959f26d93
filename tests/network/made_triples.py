"""A made-up library as N-Triples, with the facts of its reviews, for whatever is asked of a store.

occurrences, seed  ->  made_triples  ->  N-Triples  ->  Store.memory(…, "ntriples")
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import Occurrence, Thing

REGIONS = 10
YEARS = range(2011, 2026)
FACTORS = 12


def made_triples(rows: Sequence[Occurrence], seed: int = 0, texts: Mapping[str, str] | None = None) -> bytes:
    """What `read_occurrences` reads back as `rows`, each once, sorted; and what a build derives from it.

    Nine reviews in ten have a year of publication; every partnership has an area in a region, one in thirty areas in
    two; half of the reviews are linked to a recorded death with case factors. `texts` are the words of recommendations
    by their IRIs.
    """
    lines = {*_stated(rows), *_facts(rows, random.Random(f"facts {seed}"))}
    lines |= {_line(subject, "dhr:text", _words(text)) for subject, text in (texts or {}).items()}
    return "".join(sorted(lines)).encode()


def _stated(rows: Iterable[Occurrence]) -> Iterator[str]:
    for row in rows:
        recommendation = row.recommendation
        yield _line(recommendation, "rdf:type", _node("dhr:Recommendation"))
        yield from _linked(recommendation, "dhr:ofReview", row.review)
        yield from _named(row.review, "rdfs:label", "dhr:Review")
        if row.partnership:
            yield from _linked(row.review.id, "dhr:commissionedBy", row.partnership)
            yield from _linked(recommendation, "dhr:inPartnership", row.partnership)
            yield from _named(row.partnership, "skos:prefLabel", "dhr:Agency")
        if row.addressee:
            yield from _linked(recommendation, "dhr:addressedTo", row.addressee)
            yield from _body(row.addressee)
        if row.theme:
            yield from _linked(recommendation, "dhr:hasTheme", row.theme)
            yield from _linked(recommendation, "dhr:hasThemeOrNarrower", row.theme)
            yield from _named(row.theme, "skos:prefLabel", "skos:Concept")
        if row.theme and row.broader:
            yield from _linked(row.theme.id, "skos:broader", row.broader)
            yield from _linked(recommendation, "dhr:hasThemeOrNarrower", row.broader)
            yield from _named(row.broader, "skos:prefLabel", "skos:Concept")


def _body(body: Thing) -> Iterator[str]:
    yield from _named(body, "skos:prefLabel", "dhr:CollectiveAddressee" if body.kind == "collective" else "dhr:Agency")
    if body.type:
        code = Thing(_iri(f"cv:type-{body.type}"), body.type_label or body.type, "agency-type")
        yield from _linked(body.id, "org:classification", code)
        yield from _named(code, "skos:prefLabel", "skos:Concept")


def _facts(rows: Iterable[Occurrence], chance: random.Random) -> Iterator[str]:
    partnerships = sorted({row.partnership.id for row in rows if row.partnership})
    for number, partnership in enumerate(partnerships):
        for region in {number * REGIONS // len(partnerships), 0 if number % 30 == 29 else -1} - {-1}:
            area = _iri(f"gss:made-{number:03}-{region}")
            yield _line(partnership, "dhr:coversPartnershipArea", f"<{area}>")
            yield _line(area, "dhr:inRegion", _node(f"gss:made-region-{region}"))
            yield _line(_iri(f"gss:made-region-{region}"), "rdfs:label", _words(f"Region {region}"))
    for review in sorted({row.review.id for row in rows}):
        if chance.random() < 0.9:
            yield _line(review, "dhr:publishedYear", f'"{chance.choice(YEARS)}"^^{_node("xsd:integer")}')
        if chance.random() < 0.5:
            death = _iri("de:" + review.rsplit("/", 1)[1])
            yield _line(death, "rdf:type", _node("dhr:RecordedDeath"))
            yield _line(review, "dhr:concernsDeath", f"<{death}>")
            for factor in sorted({int(FACTORS * chance.random() ** 2) for _ in range(chance.randrange(5))}):
                yield _line(death, "dhr:caseFactor", _node(f"cv:factor-made-{factor}"))
                yield _line(_iri(f"cv:factor-made-{factor}"), "skos:prefLabel", _words(f"Factor {factor}"))
                yield _line(_iri(f"cv:factor-made-{factor}"), "skos:inScheme", _node("cv:factor"))


def _named(thing: Thing, by: str, kind: str) -> Iterator[str]:
    yield _line(thing.id, "rdf:type", _node(kind))
    yield _line(thing.id, by, _words(thing.label))


def _linked(subject: str, predicate: str, thing: Thing) -> Iterator[str]:
    yield _line(subject, predicate, f"<{thing.id}>")


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> {_node(predicate)} {value} .\n"


def _node(name: str) -> str:
    return f"<{_iri(name)}>"


def _iri(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _words(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@en'
