"""How long things take, measured and never asserted: `make bench`.

Each command runs in a new process, as people run it; the warm questions run in one.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import Config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import build
from dhrgraph.query.catalogue import catalogue
from dhrgraph.query.run import run
from dhrgraph.resources import folder

Benchmark = Any  # pytest-benchmark's fixture has no types


def command(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "dhrgraph", *map(str, words)], check=True, capture_output=True)


def test_version(benchmark: Benchmark) -> None:
    benchmark(command, "--version")


def test_first_question_in_a_new_process(benchmark: Benchmark, built: Path) -> None:
    benchmark(command, "query", "themes-across-partnerships", "-g", built)


def test_cold_build_in_a_new_process(benchmark: Benchmark, tmp_path: Path) -> None:
    benchmark.pedantic(command, ("build", "-o", tmp_path / "out"), rounds=3)
    benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print("peak memory of the largest build so far:", benchmark.extra_info["peak_mb"], "MB")


def test_build_after_imports(benchmark: Benchmark, config: Config, tmp_path: Path) -> None:
    build([folder("seeds")], tmp_path / "warm", config, lambda *_: None)
    benchmark.pedantic(build, ([folder("seeds")], tmp_path / "out", config, lambda *_: None), rounds=5)


@pytest.mark.parametrize("question", catalogue(folder("queries")), ids=lambda q: q.name)
def test_each_question_warm(benchmark: Benchmark, store: Store, question: Any) -> None:
    given = {p.name: p.example for p in question.parameters if p.required}
    benchmark(run, store, question, given)
