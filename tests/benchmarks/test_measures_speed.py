"""How long the measures of a library take, from 15 to 15,000 made-up reviews, beside igraph and scipy: `make bench`.

Measured, never asserted: a busy machine is no mistake. Each test prints one row of the tables in docs/benchmarks.md.
Time is that of one processor core (`process_time`), whatever else the machine does; where a library uses both cores
the clock shows less. At 15,000 reviews chance is asked fewer times, and the row says how often. igraph (GPL) is no
dependency: where it is not installed its rows are left out.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import pytest
from made_library import made_library
from made_texts import made_texts
from scipy import sparse

from dhrgraph.network.centrality.scores import centrality
from dhrgraph.network.networks.named import NETWORKS, build_network
from dhrgraph.network.occurrences import Occurrence, as_counted
from dhrgraph.network.recurrence.facets import by_facet
from dhrgraph.network.recurrence.incidence import held, matched, read_incidence
from dhrgraph.network.recurrence.reach import Reach
from dhrgraph.network.recurrence.table import recurrence
from dhrgraph.network.similar.index import index, links
from dhrgraph.network.similar.records import Text
from dhrgraph.network.tally import theme

Benchmark = Any  # pytest-benchmark's fixture has no types
_T = TypeVar("_T")
pytestmark = pytest.mark.benchmark(timer=time.process_time)
SIZES = (15, 150, 1_500, 15_000)
RANDOMISATIONS = {15: 1_000, 150: 1_000, 1_500: 1_000, 15_000: 50}
TEXTS = 20  # recommendations a review


@cache
def library(reviews: int) -> tuple[Occurrence, ...]:
    return made_library(reviews, 6)


@cache
def texts(reviews: int) -> tuple[Text, ...]:
    return tuple(Text(one.id, one.text, one.review, one.partnership) for one in made_texts(reviews * TEXTS, 6).texts)


def rounds(reviews: int) -> int:
    """More where a round is short."""
    return 1 if reviews > 1_500 else 3


def told(benchmark: Benchmark, said: str = "") -> None:
    """One row of the table: the median in seconds."""
    print(f"\n{benchmark.name:72} {benchmark.stats.stats.median:10.3f} s  {said}")


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


@pytest.mark.parametrize("by", ["theme", "agency", "theme-agency-type"])
@pytest.mark.parametrize("reviews", SIZES)
def test_recurrence_table(benchmark: Benchmark, reviews: int, by: str) -> None:
    """Counts, shares with intervals, ranges of ranks; chance is not asked."""
    rows = library(reviews)
    benchmark.pedantic(recurrence, (rows, by), {"randomisations": 0}, rounds=rounds(reviews))
    told(benchmark, f"{len(rows)} rows")


@pytest.mark.parametrize("by", ["theme", "agency", "theme-agency-type"])
@pytest.mark.parametrize("reviews", SIZES)
def test_randomisations(benchmark: Benchmark, reviews: int, by: str) -> None:
    """The whole table with chance asked a thousand times (fifty at 15,000 reviews)."""
    rows, times = library(reviews), RANDOMISATIONS[reviews]
    benchmark.pedantic(recurrence, (rows, by), {"randomisations": times}, rounds=1)
    told(benchmark, f"{times} randomisations")


@pytest.mark.parametrize("reviews", SIZES)
def test_randomisations_by_igraph(benchmark: Benchmark, reviews: int) -> None:
    """Themes only: igraph's switching of edges, as many as there are links, then our count of places.

    So many switches leave about as much of an arrangement as three global trades do, which is our thinning.
    """
    igraph = pytest.importorskip("igraph")
    found = read_incidence(as_counted(library(reviews)), theme)
    slot, there = matched(found.links[0], held(found)[0])
    place, reach = held(found)[1][there], Reach(len(found.things), found.places)
    ends = np.stack([found.links[0], found.links[1] + found.recommendations], axis=1)
    graph = igraph.Graph(n=found.recommendations + len(found.things), edges=ends.tolist(), directed=True)
    times = min(RANDOMISATIONS[reviews], 50)

    def switch() -> None:
        for _ in range(times):
            graph.rewire(n=len(ends))
            lines = np.array(graph.get_edgelist())
            lines = lines[np.argsort(lines[:, 0], kind="stable")]
            reach.counts(lines[slot, 1] - found.recommendations, place)

    benchmark.pedantic(switch, rounds=1)
    told(benchmark, f"{times} randomisations")


@pytest.mark.parametrize("over", ["year", "region"])
@pytest.mark.parametrize("reviews", SIZES)
def test_themes_over(benchmark: Benchmark, reviews: int, over: str) -> None:
    benchmark.pedantic(by_facet, (library(reviews), "theme", over, {}), rounds=rounds(reviews))
    told(benchmark)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("reviews", SIZES)
def test_every_centrality(benchmark: Benchmark, reviews: int, name: str) -> None:
    """Every measure that fits the network, communities with their stability too."""
    graph = build_network(name, library(reviews))
    benchmark.pedantic(centrality, (graph,), rounds=rounds(reviews) if len(graph) < 1_000 else 1)
    told(benchmark, f"{len(graph)} nodes, {graph.number_of_edges()} lines")


@pytest.mark.parametrize("name", ["agency-theme", "agency-agency"])
@pytest.mark.parametrize("reviews", SIZES[:3])
def test_slow_centralities_beside_networkx_and_igraph(benchmark: Benchmark, reviews: int, name: str) -> None:
    """Betweenness and closeness, the two that take long: ours, NetworkX's (national size: betweenness from 50 nodes,
    times the rest) and igraph's."""
    igraph = pytest.importorskip("igraph")
    graph = build_network(name, library(reviews))
    other = igraph.Graph.TupleList(graph.edges(), directed=False)
    sample = min(len(graph), 50)
    benchmark.pedantic(centrality, (graph, ["betweenness", "closeness"]), rounds=rounds(reviews))
    told(benchmark, f"{len(graph)} nodes, {graph.number_of_edges()} lines")
    near, close = timed(other.betweenness)[1], timed(other.closeness)[1]
    pivots = timed(partial(nx.betweenness_centrality, graph, k=sample, seed=1))[1]
    rivals = {
        "igraph": near + close,
        "NetworkX": pivots * len(graph) / sample + timed(partial(nx.closeness_centrality, graph))[1],
    }
    for rival, seconds in rivals.items():
        print(f"{'  ' + rival:72} {seconds:10.3f} s")


@pytest.mark.parametrize("reviews", SIZES[:3])
def test_links_of_texts(benchmark: Benchmark, reviews: int) -> None:
    """The index and all links, and of each text the twelve strongest; twenty texts a review."""
    made = texts(reviews)
    benchmark.pedantic(index, (made,), rounds=1)
    told(benchmark, "index alone")
    known = index(made)
    for strongest in (None, 12):
        found, seconds = timed(partial(links, known, strongest))
        print(f"{f'  links of {len(made)} texts, strongest {strongest}':72} {seconds:10.3f} s  {len(found)} links")


@pytest.mark.parametrize("reviews", SIZES[:3])
def test_links_by_plain_cosines(benchmark: Benchmark, reviews: int) -> None:
    """The usual way: words weighed by rarity, scipy's product of sparse matrices, pairs above a cosine of 0.5."""
    words = [one.text.lower().replace(",", " ").replace(".", " ").split() for one in texts(reviews)]

    def cosines() -> int:
        number: dict[str, int] = {}
        places = [number.setdefault(word, len(number)) for one in words for word in one]
        ends = np.cumsum([0, *map(len, words)])
        matrix = sparse.csr_matrix((np.ones(len(places)), places, ends), shape=(len(words), len(number)))
        matrix.sum_duplicates()
        rarity = np.log(len(words) / np.bincount(matrix.indices, minlength=len(number)))
        weighed = matrix @ sparse.diags(rarity)
        length = np.sqrt(weighed.multiply(weighed).sum(axis=1)).A1
        unit = (sparse.diags(1 / np.maximum(length, 1e-12)) @ weighed).tocsr()
        blocks = (unit[at : at + 500] @ unit.T for at in range(0, len(words), 500))
        return sum(int((block.data >= 0.5).sum()) for block in blocks)

    benchmark.pedantic(cosines, rounds=1)
    told(benchmark, f"{len(words)} texts")


MEMORY = r"""
import re, sys
sys.path[:0] = sys.argv[3:]
from test_measures_speed import *
def peak():  # of this program alone: what getrusage tells begins with the peak of the process before exec
    return int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024
what, reviews = sys.argv[1], int(sys.argv[2])
made = texts(reviews) if what.startswith("links") else library(reviews)
before = peak()
if what == "links":
    links(index(made))
elif what == "links-12":
    links(index(made), 12)
elif what == "centrality":
    for name in NETWORKS:
        centrality(build_network(name, made))
else:
    recurrence(made, what, randomisations=RANDOMISATIONS[reviews] if what != "theme-table" else 0)
print(before, peak())
"""


@pytest.mark.parametrize(
    ("what", "reviews"),
    [("theme", 1_500), ("agency", 1_500), ("theme-agency-type", 1_500), ("centrality", 1_500), ("links", 1_500),
     ("links-12", 1_500), ("theme", 15_000), ("agency", 15_000), ("theme-agency-type", 15_000)],
)  # fmt: skip
def test_memory(benchmark: Benchmark, what: str, reviews: int) -> None:
    """Megabytes, at the peak, in a process of its own: with the library or texts made, and at the end."""
    here = Path(__file__).parent
    command = [sys.executable, "-c", MEMORY, what, str(reviews), str(here), str(here.parent / "network")]
    done = benchmark.pedantic(
        lambda: subprocess.run(command, check=True, capture_output=True, encoding="utf-8"), rounds=1
    )
    before, most = map(float, done.stdout.split())
    print(f"\n{benchmark.name:72} {most:10.0f} MB of which {most - before:.0f} for this")
