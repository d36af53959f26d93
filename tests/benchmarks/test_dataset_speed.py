"""What describing and exporting costs, measured and never asserted: `make bench`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.graph.store import Store, convert, read_quads
from dhrgraph.namespaces import BASE
from dhrgraph.publish.dataset.counts import count
from dhrgraph.publish.dataset.description import read_facts
from dhrgraph.publish.dataset.jsonld import to_jsonld
from dhrgraph.resources import folder

Benchmark = Any  # pytest-benchmark's fixture has no types


@pytest.fixture(scope="module", params=[1, 10])
def statements(request: pytest.FixtureRequest, built: Path) -> bytes:
    """The graph's statements, and ten times as many under other names: the time must grow no faster."""
    lines = convert((built / "dhrgraph.trig").read_bytes(), "trig", "ntriples").decode().splitlines(keepends=True)
    return "".join(sorted(line.replace("/id/", f"/id/{n}") for n in range(request.param) for line in lines)).encode()


def test_count(benchmark: Benchmark, statements: bytes) -> None:
    found = benchmark(lambda: count(io.BytesIO(statements), BASE))
    benchmark.extra_info["statements"] = found.triples


def test_facts(benchmark: Benchmark, store: Store) -> None:
    benchmark(read_facts, store)


def test_jsonld(benchmark: Benchmark, built: Path) -> None:
    context = json.loads((folder("ontology") / "context.jsonld").read_bytes())["@context"]
    benchmark(lambda: sum(map(len, to_jsonld(read_quads(built / "dhrgraph.trig"), context, ()))))
