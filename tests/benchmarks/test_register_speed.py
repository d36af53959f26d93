"""How long the registers take to load, and what loading them lazily saves: `make bench`.

The goal is 150 ms for all of it. Beside it: reading the cells alone, which nothing can undercut, and the same rows with
every record and every name made at once. The garbage collector is off meanwhile, for it would go over all of pytest's own
objects, which a build has not.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import Config, register_tables
from dhrgraph.reconcile.register.register import Register, build_register
from dhrgraph.reconcile.register.words import fold
from dhrgraph.resources import folder

Benchmark = Any  # pytest-benchmark's fixture has no types
ROUNDS = 15
pytestmark = pytest.mark.benchmark(disable_gc=True)


def lazily(ontology: Path) -> Register:
    """As a build does it, and nothing remembered from the round before."""
    fold.cache_clear()
    register = build_register(register_tables(ontology))
    register.spellings()
    return register


def eagerly(ontology: Path) -> Register:
    register = lazily(ontology)
    for slug in register.records:
        assert register.records[slug].slug == slug
    for names in register.names.spaced.values():
        assert names
    return register


def cells(ontology: Path) -> int:
    found = 0
    for path in sorted((ontology / "registers").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += sum(1 for _ in csv.reader(file))
    return found


def measured(benchmark: Benchmark, load: Callable[[Path], Any]) -> Any:
    return benchmark.pedantic(load, (folder("ontology"),), rounds=ROUNDS, warmup_rounds=1)


def test_all_registers_lazily(benchmark: Benchmark) -> None:
    register = measured(benchmark, lazily)
    benchmark.extra_info["records"] = len(register.records)
    benchmark.extra_info["names"] = sum(map(len, register.names.spaced.values()))
    print(f"\nall registers: {benchmark.stats.stats.median * 1000:.0f} ms (goal 150), {benchmark.extra_info}")


def test_all_registers_eagerly(benchmark: Benchmark) -> None:
    assert measured(benchmark, eagerly)


def test_the_cells_alone(benchmark: Benchmark) -> None:
    assert measured(benchmark, cells) > 2000


def test_a_record_asked_for(benchmark: Benchmark, config: Config) -> None:
    records = config.authorities.register.records
    assert benchmark(records.__getitem__, "home-office").label == "Home Office"
