"""The graph of a library without its documents: N-Quads of findings made from the truth, in bounded memory.

    seed, number  ->  write_graph  ->  FOLDER/graph.nq, and what is true of each review

One named graph a document, in the order of the reviews, then the links of asks that were made again, then the register;
each sorted. The statements are those that a build writes (`dhrgraph.graph`), so the shapes hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from multiprocessing import Pool
from pathlib import Path

from library_readings import WITHOUT_PLAN, Known, reading_of, themes_of
from library_reviews import Made, review_of
from library_wording import table

from dhrgraph.config import Config, load_config
from dhrgraph.graph.areas import area_triples
from dhrgraph.graph.likenesses import GRAPH as LIKENESS
from dhrgraph.graph.likenesses import likeness_triples
from dhrgraph.graph.names import Names, agency
from dhrgraph.graph.quads import addressees_of, reading_triples
from dhrgraph.graph.terms import Triple, to_nquads
from dhrgraph.graph.vocabulary import SOURCE, register_triples, term_triples
from dhrgraph.records import Likeness, Match, Reading, Recommendation, Review

Slug = tuple[str, str]  # a recommendation's slug, and its document's key
_AT_ONCE = 200  # reviews given out at a time: so many are held in memory at most
_FIRST = 6  # only so many of a review's asks are ever made again


@dataclass(frozen=True, slots=True)
class _Given:
    """What one review gives: its quads, the bodies it names, the slug of each recommendation, and what is true of it."""

    made: Made
    quads: bytes
    named: tuple[tuple[Match, tuple[str, ...]], ...]
    slugs: tuple[str, ...]
    key: str
    truth: dict[str, object]


def write_graph(folder: Path, number: int, *, seed: int, jobs: int | None = None) -> Iterator[dict[str, object]]:
    """Write folder/graph.nq; what is true of each review, in order. All must be taken for the file to be whole.

    `jobs`: processes at once, None for as many as cores; the bytes are the same.
    """
    config, first, links = load_config(), dict[tuple[int, int], Slug](), list[Likeness]()
    named: dict[tuple[Match, tuple[str, ...]], None] = {}
    with (folder / "graph.nq").open("wb") as file, _processes(jobs) as each:
        for start in range(0, number, _AT_ONCE):
            for given in each(_given, [(seed, n) for n in range(start, min(start + _AT_ONCE, number))]):
                file.write(given.quads)
                named |= dict.fromkeys(given.named)
                _link(given, first, links)
                yield given.truth
        file.write(_lines(likeness_triples(links, config.vocabulary.version), LIKENESS))
        file.write(_lines(_register(list(named), config), SOURCE))


@contextmanager
def _processes(jobs: int | None) -> Iterator[Callable[..., Iterable[_Given]]]:
    """`map` over processes that keep the order; with one job, over none."""
    if jobs == 1:
        yield map
        return
    with Pool(jobs or os.cpu_count()) as pool:
        yield partial(pool.imap, chunksize=8)


@cache
def _known() -> Known:
    return Known(load_config())


def _given(of: tuple[int, int]) -> _Given:
    made = review_of(*of)
    reading = reading_of(made, _known())
    key = reading.document.source.key
    quads = _lines(reading_triples(reading, _known().config.vocabulary), f"gr:{key}")
    slugs = tuple(Names.of(reading).recommendations.values())
    small = replace(made, review=replace(made.review, chronology=(), learning=(), recommendations=()))
    return _Given(small, quads, tuple(_named(reading)), slugs, key, _truth(made, reading))


def _lines(triples: Iterable[Triple], graph: str) -> bytes:
    return "".join(f"{line}\n" for line in to_nquads(triples, graph)).encode()


def _named(reading: Reading) -> Iterator[tuple[Match, tuple[str, ...]]]:
    for finding in reading.findings:
        if isinstance(finding, Review) and finding.partnership:
            yield finding.partnership, finding.csp.codes
        yield from ((a.match, ()) for a in addressees_of(finding) if a.match)


def _link(given: _Given, first: dict[tuple[int, int], Slug], links: list[Likeness]) -> None:
    """Note what may be asked again, and the links to what was asked before."""
    made = given.made
    for place, (ask, earlier) in enumerate(zip(made.asks, made.earlier, strict=True)):
        mine = given.slugs[place], given.key
        if earlier is None and place < _FIRST:
            first[made.number, place] = mine
        before = first.get(earlier) if earlier else None
        if before and before[1] != given.key:
            one, other = sorted((before, mine))
            terms = (table()[0][ask.row][1],)
            links.append(Likeness(one[0], other[0], "same-ask", 0.6, terms, (one[1], other[1])))


def _register(named: list[tuple[Match, tuple[str, ...]]], config: Config) -> Iterator[Triple]:
    register, terms = config.authorities.register, config.vocabulary.terms
    bodies = register_triples((match for match, _ in named), register)
    return chain(bodies, area_triples(named, register, config.vocabulary.areas), term_triples(terms))


def _truth(made: Made, reading: Reading) -> dict[str, object]:
    review = made.review
    found = [finding for finding in reading.findings if isinstance(finding, Recommendation)]
    plan = made.styles[0] not in WITHOUT_PLAN
    return {
        "review": made.number,
        "documents": [reading.document.source.file],
        "partnership": review.partnership.name,
        "commissioner": agency(reading.review.partnership) if reading.review else None,
        "published": review.published[1],
        "death": review.death[1],
        "learning": len(review.learning),
        "recommendations": [
            {
                "bodies": sorted({body for a in one.addressees if (body := agency(a.match))}),
                "themes": themes,
                "actions": len(asked.actions) if plan else 0,
            }
            for one, asked, themes in zip(found, review.recommendations, themes_of(made), strict=True)
        ],
        "secret": review.secret,
    }
