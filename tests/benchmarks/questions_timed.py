"""How long every canned question takes on a store on disk: our own way and raw pyoxigraph, cold and warm.

    python tests/benchmarks/questions_timed.py STORE [NAME …] [--rounds 3] [--plain] [--cold] [--json FILE]

store  ->  examples  ->  askings  ->  timed  ->  table

What is asked for is taken from the store itself: the body, theme, partnership … that most recommendations have, so the
slowest that people meet. A question is asked as it stands (its `default`), and once more for each thing it can be narrowed
to. Times are CPU seconds of the process (threads of the engine included), the median of the rounds; `cold` is the first
answer of a new process, from the opening of the store to the last row.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

import pyoxigraph as ox

from dhrgraph.graph.store import Askable, Store
from dhrgraph.query.catalogue import CannedQuery, Kind, Scalar, catalogue
from dhrgraph.query.run import filled, run
from dhrgraph.resources import folder

_T = TypeVar("_T")

_MOST = "SELECT ?it (COUNT(DISTINCT ?one) AS ?n) WHERE {{ {} }} GROUP BY ?it ORDER BY DESC(?n) ?it LIMIT 1"
_EXAMPLES: Mapping[Kind, str] = {
    "agency": "?one dhr:addressedTo ?it . ?it a dhr:Agency",
    "theme": "?one dhr:hasThemeOrNarrower ?it",
    "partnership": "?one dhr:inPartnership ?it",
    "type": "?one dhr:addressedTo ?to . ?to org:classification ?it",
    "review": "?one dhr:ofReview ?it ; a dhr:Recommendation",
    "recommendation": "?it dhr:sameAskAs ?one",
    "statement": "?it dhr:sameAskAs ?one",
}
_PREFIXES = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with what it is given; `about` says which of its asking this is."""

    question: str
    about: str
    given: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Timed:
    """What one asking took, in CPU seconds. `cold` is 0 where it was not measured."""

    question: str
    about: str
    rows: int
    ours: float
    raw: float
    cold: float = 0.0

    @property
    def ratio(self) -> float:
        """Ours by raw."""
        return self.ours / self.raw if self.raw else 0.0


def examples(store: Askable) -> dict[Kind, str]:
    """Of each kind the thing that most recommendations have; none where the graph holds none."""
    found: dict[Kind, str] = {}
    for kind, pattern in _EXAMPLES.items():
        for it, _ in store.select(_PREFIXES + _MOST.format(pattern)).rows:
            found[kind] = str(it)
    return found


def askings(queries: Iterable[CannedQuery], things: Mapping[Kind, str], narrowed: bool = True) -> Iterator[Asking]:
    """Each question as it stands, and `narrowed` to each thing it can be narrowed to, one at a time."""
    for query in queries:
        must: dict[str, Scalar] = {
            p.name: things.get(p.kind, p.example) if p.kind else p.example for p in query.parameters if p.required
        }
        yield Asking(query.name, "default", must)
        for parameter in query.parameters if narrowed else ():
            if parameter.required or parameter.kind is None or parameter.kind not in things:
                continue
            yield Asking(query.name, parameter.name, {**must, parameter.name: things[parameter.kind]})


def timed(
    place: Path, wanted: Sequence[str] = (), rounds: int = 3, cold: bool = False, narrowed: bool = True
) -> Iterator[Timed]:
    """Every asking of the questions `wanted` (all where none is named), in turn: ours, then raw, `rounds` times."""
    store, raw = Store.open(place), ox.Store.read_only(str(place))
    queries = {query.name: query for query in catalogue(folder("queries")) if not wanted or query.name in wanted}
    for one in askings(queries.values(), examples(store), narrowed):
        query, text = queries[one.question], filled(store, queries[one.question], one.given)
        ours, far, rows = [], [], 0
        for _ in range(rounds):
            answer, took = _clocked(partial(run, store, query, one.given))
            rows = len(answer.rows)
            ours.append(took)
            far.append(_clocked(partial(_raw, raw, text))[1])
        first = _cold(place, one) if cold else 0.0
        yield Timed(one.question, one.about, rows, median(ours), median(far), first)


def _clocked(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def _raw(store: ox.Store, sparql: str) -> list[tuple[object, ...]]:
    found = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(row) for row in found]


def _cold(place: Path, one: Asking) -> float:
    """CPU seconds of the first answer of a new process; the interpreter's start and imports are left out."""
    words = [sys.executable, __file__, str(place), one.question, "--one", json.dumps(one.given, default=str)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def _one(place: Path, name: str, given: dict[str, Scalar]) -> float:
    query = next(query for query in catalogue(folder("queries")) if query.name == name)
    return _clocked(lambda: run(Store.open(place), query, given))[1]


def table(found: Iterable[Timed]) -> Iterator[str]:
    """A Markdown table, line by line, as the answers come; milliseconds."""
    yield "| question | asked of | rows | ours, ms | raw, ms | ours / raw | cold, ms |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for one in found:
        cold = f"{one.cold * 1000:,.0f}" if one.cold else "–"
        yield (
            f"| {one.question} | {one.about} | {one.rows:,} | {one.ours * 1000:,.0f} | {one.raw * 1000:,.0f} "
            f"| {one.ratio:.2f} | {cold} |"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--plain", action="store_true", help="as they stand only")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one is not None:
        print(_one(said.store, said.names[0], json.loads(said.one)))
        return
    kept: list[Timed] = []
    for line in table(_kept(timed(said.store, said.names, said.rounds, said.cold, not said.plain), kept)):
        print(line, flush=True)
    if kept:
        asked = sorted(one.ours for one in kept if one.about == "default")
        print(
            f"\n{len(asked)} questions as they stand: median {median(asked) * 1000:,.0f} ms, most {asked[-1] * 1000:,.0f} ms"
        )
    if said.json:
        said.json.write_text(json.dumps([asdict(one) for one in kept], indent=1), "utf-8")


def _kept(found: Iterable[Timed], kept: list[Timed]) -> Iterator[Timed]:
    for one in found:
        kept.append(one)
        yield one


if __name__ == "__main__":
    main()
