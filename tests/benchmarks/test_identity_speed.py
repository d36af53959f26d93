"""How fast bodies are recognised and themes are given, at 30,000 recommendations: `make bench`.

Measured, never asserted: a busy machine is no mistake. Each test prints one row of the table. The aims of issue 4 are 5,000
mentions and 2,000 recommendations a second on one core. "Cold" is a register that has not been asked yet and mentions it
has not met; "warm" is the same mentions again. The rival is plain rapidfuzz over every label of the register.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from identity_made import Made, readings_made, recommendations_made
from rapidfuzz import fuzz, process

from dhrgraph.classify.readings import classify_reading
from dhrgraph.config import Config, load_config, register_tables, table
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.readings import reconcile_reading
from dhrgraph.reconcile.register.register import Register, build_register
from dhrgraph.records import Reading
from dhrgraph.resources import folder

Benchmark = Any  # pytest-benchmark's fixture has no types
pytestmark = pytest.mark.benchmark(timer=time.process_time)  # of one core, whatever else the machine does
NUMBER, SAMPLE = 30_000, 300


@pytest.fixture(scope="module")
def made(config: Config) -> tuple[Made, ...]:
    return recommendations_made(config.authorities.register, NUMBER)


@pytest.fixture(scope="module")
def readings(config: Config, made: Sequence[Made]) -> tuple[Reading, ...]:
    return tuple(readings_made(made, config.authorities.register))


def told(benchmark: Benchmark, amount: float, unit: str) -> None:
    """One row of the table: how many of `unit` a second, in the median."""
    rate = amount / benchmark.stats.stats.median
    benchmark.extra_info[f"{unit} a second"] = round(rate, 1)
    print(f"\n{benchmark.name:58} {rate:9.1f} {unit} a second")


def put(mentions: Sequence[Made], register: Register) -> list[str | None]:
    """Each mention put to the register: the slug of the body or None."""
    return [reconcile(one.mention, one.areas, register).id for one in mentions]


def test_mentions_cold(benchmark: Benchmark) -> None:
    seeds = itertools.count(100)

    def setup() -> tuple[tuple[object, ...], dict[str, object]]:
        register = load_config().authorities.register
        return (recommendations_made(register, NUMBER, next(seeds)), load_config().authorities.register), {}

    benchmark.pedantic(put, setup=setup, rounds=3)
    told(benchmark, NUMBER, "mentions")


def test_mentions_warm(benchmark: Benchmark, config: Config, made: Sequence[Made]) -> None:
    benchmark.pedantic(put, (made, config.authorities.register), rounds=3, warmup_rounds=1)
    told(benchmark, NUMBER, "mentions")


def test_readings_of_twenty_recommendations(benchmark: Benchmark, config: Config, readings: Sequence[Reading]) -> None:
    """As the pipeline does it: printed addressees are split into bodies first, and facts of the document looked up."""

    def whole() -> None:
        for reading in readings:
            reconcile_reading(reading, config.authorities)

    benchmark.pedantic(whole, rounds=2)
    told(benchmark, NUMBER, "recommendations")


def test_themes(benchmark: Benchmark, config: Config, readings: Sequence[Reading]) -> None:
    def whole() -> int:
        return sum(
            len(finding.themes)  # type: ignore[union-attr]
            for reading in readings
            for finding in classify_reading(reading, config.themes).findings
        )

    assert benchmark.pedantic(whole, rounds=2) > NUMBER  # the sentences are about something
    told(benchmark, NUMBER, "recommendations")


def test_beside_plain_rapidfuzz(benchmark: Benchmark, config: Config, made: Sequence[Made]) -> None:
    """The nearest label of all, by WRatio: always an answer, and no account of it."""
    register = config.authorities.register
    labels = [(name.words, slug) for slug in sorted(register.records) for name in register.names_of(slug)]
    words, sample = [label for label, _ in labels], made[:SAMPLE]

    def nearest(mentions: Sequence[Made]) -> list[str | None]:
        found = (process.extractOne(one.mention, words, scorer=fuzz.WRatio) for one in mentions)
        return [labels[place][1] if place is not None else None for _, _, place in found]

    theirs = benchmark.pedantic(nearest, (sample,), rounds=1)
    told(benchmark, SAMPLE, "mentions")
    register = load_config().authorities.register  # not asked yet: neither side has met these mentions
    ours, seconds = timed(lambda: put(sample, register))
    for name, found in (("plain rapidfuzz", theirs), ("dhrgraph", ours)):
        print(f"{name + ': right, wrong, no answer, of ' + str(SAMPLE):58} {judged(sample, found)}")
    print(
        f"{f'dhrgraph, cold, against {len(words)} labels':58} {benchmark.stats.stats.median / seconds:9.1f} times as fast"
    )


def judged(sample: Sequence[Made], found: Sequence[str | None]) -> tuple[int, int, int]:
    """How many name a body that was meant, another, or none; two bodies in one mention are not for one answer."""
    right = sum(slug in one.meant for one, slug in zip(sample, found, strict=True))
    none = sum(slug is None for slug in found)
    return right, len(sample) - right - none, none


def timed(work: Callable[[], list[str | None]]) -> tuple[list[str | None], float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def test_registers_loaded(benchmark: Benchmark) -> None:
    """All registers, from files to a register that can be asked; the aim is 150 ms."""

    def load() -> Register:
        return build_register(register_tables(folder("ontology")), table("addressee_phrases.csv"))

    benchmark.pedantic(load, rounds=9, warmup_rounds=1)
    print(f"\n{benchmark.name:58} {benchmark.stats.stats.median * 1000:9.0f} ms")


def test_all_settings_loaded(benchmark: Benchmark) -> None:
    """All of ontology/, in a process that has its imports."""
    benchmark.pedantic(load_config, rounds=5, warmup_rounds=1)
    print(f"\n{benchmark.name:58} {benchmark.stats.stats.median * 1000:9.0f} ms")


MEMORY = r"""
import re, sys
sys.path.insert(0, sys.argv[1])
from identity_made import recommendations_made
from dhrgraph.config import load_config
from dhrgraph.reconcile.mentions.match import reconcile
def peak():  # of this program alone: what getrusage tells begins with the peak of the process before exec
    return int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024
imported = peak()
register = load_config().authorities.register
loaded = peak()
made = recommendations_made(register)
before = peak()
for one in made:
    reconcile(one.mention, one.areas, register)
print(loaded - imported, peak() - before, peak())
"""


def test_memory(benchmark: Benchmark) -> None:
    """Megabytes, at the peak, in a process of its own."""
    command = [sys.executable, "-c", MEMORY, str(Path(__file__).parent)]
    done = benchmark.pedantic(
        lambda: subprocess.run(command, check=True, capture_output=True, encoding="utf-8"), rounds=1
    )
    for name, value in zip(("settings and registers", "30,000 mentions", "all"), done.stdout.split(), strict=True):
        print(f"\n{name:58} {float(value):9.1f} MB", end="")
    print()
