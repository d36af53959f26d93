"""The goals of docs/performance.md, each with what was measured and whether it is met.

{size: {measurement: values}}  ->  goals  ->  rows of goal, measured, met
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

Found = Mapping[str, Any]
Results = Mapping[int, Mapping[str, Found]]
NATIONAL, TENFOLD = 1_500, 15_000


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: `most` of what `measure` gives, in the words of `shown`."""

    words: str
    most: float
    measure: Callable[[Results], float]
    shown: str = "{:,.2f} times"
    least: bool = False  # `most` is what is wanted at least


def _load(results: Results) -> float:
    load = results[NATIONAL]["load"]
    return float(load["ours"]["load"]["cpu"] / (load["raw"]["write"]["cpu"] + load["raw"]["load"]["cpu"]))


def _load_clock(results: Results) -> float:
    load = results[NATIONAL]["load"]
    return float(load["ours"]["load"]["clock"] / (load["raw"]["write"]["clock"] + load["raw"]["load"]["clock"]))


def _asked(results: Results, place: int = 0) -> dict[str, float]:
    return {name: took[place] for name, took in results[NATIONAL]["questions"]["questions"].items()}


def _by_raw(results: Results) -> float:
    ours, raw = _asked(results), _asked(results, 1)
    return median(ours[name] / raw[name] for name in ours if raw[name] >= 1)


def _by_rdflib(results: Results) -> float:
    """Of the questions it answered; those it gave up on would only raise it."""
    ours = _asked(results)
    return median(took[0] / max(ours[name], 0.1) for name, took in results[NATIONAL]["rdflib"]["questions"].items())


def _by_duckdb(results: Results) -> float:
    tables = results[NATIONAL]["tables"]
    return max(tables["ours"][by]["clock"] / tables["duckdb"][by]["clock"] for by in tables["ours"])


def _growth(results: Results) -> float:
    """Processor time of everything that is done at both sizes: load, likeness, measures."""

    def cost(found: Mapping[str, Found]) -> float:
        return float(
            found["load"]["ours"]["load"]["cpu"] + found["likeness"]["link"]["cpu"] + found["derived"]["took"]["cpu"]
        )

    return cost(results[TENFOLD]) / cost(results[NATIONAL])


def _most_memory(results: Results) -> float:
    """The largest of any measurement of ours at ten times national size."""
    found = results[TENFOLD]
    runs = [found[name] for name in ("load", "likeness", "derived", "questions", "build") if name in found]
    took = [run["ours"]["took"] if "ours" in run else run["took"] for run in runs if "took" in run or "ours" in run]
    return max(float(one["together_mb"]) for one in took) / 1024


def _served(results: Results) -> float:
    return max(
        float(results[size]["serve"]["ready"])
        for size in (NATIONAL, TENFOLD)
        if "ready" in results[size].get("serve", {})
    )


GOALS = (
    Goal("1,500 reviews: quads to a store within 1.3 times raw bulk load and writing (CPU)", 1.3, _load),
    Goal("– the same by the clock", 1.3, _load_clock),
    Goal("1,500 reviews: whole build from text documents under 3 minutes (clock)", 180,
         lambda r: r[NATIONAL]["build"]["took"]["clock"], "{:,.0f} s"),
    Goal("1,500 reviews: one document added under 10 s (clock)", 10,
         lambda r: r[NATIONAL]["one_more"]["took"]["clock"], "{:,.1f} s"),
    Goal("canned questions on disk: the slowest under 1 s", 1000, lambda r: max(_asked(r).values()), "{:,.0f} ms"),
    Goal("– median under 150 ms", 150, lambda r: median(_asked(r).values()), "{:,.0f} ms"),
    Goal("– within 1.2 times raw pyoxigraph (median)", 1.2, _by_raw),
    Goal("– at least 10 times faster than rdflib in memory (median)", 10, _by_rdflib, least=True),
    Goal("recurrence within 5 times DuckDB (the slowest facet)", 5, _by_duckdb),
    Goal("15,000 reviews within 11 times 1,500: store, likeness, measures (CPU)", 11, _growth),
    Goal("15,000 reviews under 8 GB", 8, _most_memory, "{:,.1f} GB"),
    Goal("`serve` ready under 1 s at either size", 1, _served, "{:,.2f} s"),
)  # fmt: skip


def goals(results: Results) -> Iterator[tuple[str, str, str]]:
    """Each goal in words, what was measured, and yes or no; a dash where something was not measured."""
    for goal in GOALS:
        try:
            value = goal.measure(results)
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            yield goal.words, "not measured", "–"
            continue
        met = value >= goal.most if goal.least else value <= goal.most
        yield goal.words, goal.shown.format(value), "yes" if met else "**no**"
