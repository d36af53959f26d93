"""What was measured, as the tables of docs/performance.md.

{size: {measurement: values}}  ->  document  ->  Markdown        page, Markdown  ->  with_table  ->  page
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from performance_goals import goals

Found = Mapping[str, Any]
Results = Mapping[int, Mapping[str, Found]]
BEGIN, END = "<!-- table: made by tests/benchmarks/performance.py -->", "<!-- end of the table -->"
NOTHING = "–"


def document(results: Results, machine: Found) -> str:
    """All tables. What was not measured is a dash; what failed says so."""
    parts = [
        _machine(machine),
        "### The goals",
        _lines(["goal", "measured", "met"], goals(results)),
        "### A build from documents",
        "Seconds of the clock / of the processor, all processes together; each stage from the end of the one before.",
        _table(results, _build_rows(results)),
        "### The same quads, loaded",
        _table(results, _load_rows(results)),
        "### Canned questions on the disk store",
        "Each as it stands. Ours and raw pyoxigraph in milliseconds of processor time, the others of the clock.",
        _table(results, _question_rows(results)),
        "### Recurrence, shapes, likeness, server",
        _table(results, _other_rows(results)),
        "### What was planted, and what was found",
        _table(results, _truth_rows(results)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def with_table(page: str, table: str) -> str:
    """The page with the table between its markers.

    Raises:
        ValueError: the page has no markers.

    Example:
        >>> with_table(f"a\\n{BEGIN}\\nold\\n{END}\\nb\\n", "new\\n").splitlines()[2]
        'new'
    """
    if BEGIN not in page or END not in page:
        raise ValueError(f"the page lacks the lines {BEGIN} and {END}")
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n{table}{END}{rest.partition(END)[2]}"


Cell = str
Row = tuple[str, dict[int, Cell]]


def _machine(machine: Found) -> str:
    return (
        f"Measured on {machine['cores']} cores with {machine['memory_gb']} GB ({machine['system']}, "
        f"Python {machine['python']}); load of the machine at the end {machine['load']}."
    )


def _table(results: Results, rows: Iterable[Row]) -> str:
    sizes = sorted(results)
    return _lines(
        ["reviews:", *(f"{size:,}" for size in sizes)],
        (
            [name, *(cells.get(size, NOTHING) for size in sizes)]
            for name, cells in rows
            if {*cells.values()} - {NOTHING}
        ),
    )


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _build_rows(results: Results) -> Iterator[Row]:
    yield _row(results, "documents", "build", lambda b: f"{b['documents']:,}")
    yield _row(results, "**whole build**", "build", lambda b: f"**{_both(b['took'])}**")
    names = list(
        dict.fromkeys(name for found in results.values() for name, _, _ in found.get("build", {}).get("stages", []))
    )
    for name in names:
        yield _row(
            results,
            f"– {name}",
            "build",
            lambda b, n=name: _stage(b, n),
        )
    yield _row(results, "CPU seconds a document", "build", lambda b: _n(b["took"]["cpu"] / b["documents"], 3))
    yield _row(results, "**one document added**", "one_more", lambda b: f"**{_both(b['took'])}**")
    yield _row(results, "– files that differ from a build from nothing", "one_more", lambda b: str(len(b["differ"])))
    for name, key in (
        ("MB at most: parent", "parent_mb"),
        ("– largest worker", "worker_mb"),
        ("– all together", "together_mb"),
    ):
        yield _row(results, name, "build", lambda b, k=key: f"{b['took'][k]:,}")


def _stage(build: Found, name: str) -> str:
    found = [(clock, cpu) for stage, clock, cpu in build["stages"] if stage == name]
    if not found:
        return NOTHING
    return f"{_n(sum(clock for clock, _ in found))} / {_n(sum(cpu for _, cpu in found))}"


def _load_rows(results: Results) -> Iterator[Row]:
    yield _row(results, "quads, millions", "quads", lambda q: _n(q["quads"] / 1e6, 2))
    yield _row(results, "N-Quads, MB", "quads", lambda q: f"{q['mb']:,}")
    yield _row(results, "raw pyoxigraph: written and synced", "load", lambda v: _both(v["raw"]["write"]))
    yield _row(results, "raw pyoxigraph: bulk load", "load", lambda v: _both(v["raw"]["load"]))
    yield _row(results, "– MB of memory", "load", lambda v: f"{v['raw']['took']['parent_mb']:,}")
    yield _row(results, "ours: loaded, optimised, synced", "load", lambda v: _both(v["ours"]["load"]))
    yield _row(results, "– MB of memory", "load", lambda v: f"{v['ours']['took']['parent_mb']:,}")
    yield _row(
        results, "– store on disk, MB (raw / ours)", "load", lambda v: f"{v['raw']['mb']:,} / {v['ours']['mb']:,}"
    )
    yield _row(results, "rdflib in memory, without graphs", "rdflib", lambda v: _both(v["load"]))
    yield _row(results, "– MB of memory", "rdflib", lambda v: f"{v['took']['parent_mb']:,}")
    yield _row(results, "Virtuoso, its bulk loader (clock)", "virtuoso", lambda v: _n(v["load"]["clock"]))
    yield _row(results, "– MB of memory", "virtuoso", lambda v: f"{v['mb']:,}")


def _question_rows(results: Results) -> Iterator[Row]:
    for name, place in (("ours", 0), ("raw pyoxigraph", 1)):
        yield _row(results, f"{name}: median, slowest", "questions", lambda q, p=place: _spread(q, p))
    yield _row(
        results, "– slowest of ours", "questions", lambda q: max(q["questions"], key=lambda n: q["questions"][n][0])
    )
    yield _row(
        results, "– ours over 1 s", "questions", lambda q: str(sum(v[0] > 1000 for v in q["questions"].values()))
    )
    yield _row(results, "– ours by raw, median of ratios", "questions", lambda q: _n(ratio(q)))
    for name, key in (("rdflib in memory", "rdflib"), ("Virtuoso over HTTP", "virtuoso")):
        yield _row(results, f"{name}: median, slowest", key, lambda q: _spread(q, 0))
        yield _row(results, "– no answer", key, lambda q: str(len(q["given_up"])))
        yield _row(results, "– by ours, median of ratios", key, lambda q, s=results: _n(against(q, s), 1))


def ratio(questions: Found) -> float:
    """How many times raw pyoxigraph's time ours is: the median over questions of 1 ms or more."""
    both = [(ours, raw) for ours, raw, _ in questions["questions"].values() if raw >= 1]
    return median(ours / raw for ours, raw in both)


def against(rival: Found, results: Results) -> float:
    """How many times our time a rival's is, the median over the questions that it answered at the same size."""
    ours = next(f["questions"]["questions"] for f in results.values() if rival in f.values())
    return median(took[0] / max(ours[name][0], 0.1) for name, took in rival["questions"].items() if name in ours)


def _spread(found: Found, place: int) -> str:
    took = [values[place] for values in found["questions"].values()]
    return f"{_n(median(took), 0)}, {_n(max(took), 0)}"


def _other_rows(results: Results) -> Iterator[Row]:
    yield _row(results, "shapes of the whole graph (`validate`)", "shapes", lambda v: _both(v["took"]))
    yield _row(results, "– MB", "shapes", lambda v: f"{v['took']['together_mb']:,}")
    yield _row(results, "recommendations compared", "likeness", lambda v: f"{v['texts']:,}")
    yield _row(results, "– links found", "likeness", lambda v: f"{v['links']:,}")
    yield _row(results, "– linked in", "likeness", lambda v: _both(v["link"]))
    yield _row(results, "– MB", "likeness", lambda v: f"{v['took']['together_mb']:,}")
    yield _row(results, "measures, page and description", "derived", lambda v: _both(v["took"]))
    yield _row(results, "– MB", "derived", lambda v: f"{v['took']['together_mb']:,}")
    yield _row(results, "occurrences read", "tables", lambda v: f"{v['rows']:,} in {_both(v['read'])}")
    for by in ("theme", "agency", "agency-type"):
        yield _row(results, f"recurrence by {by}: ours, DuckDB’s counts, ms", "tables", lambda v, b=by: _beside(v, b))
    yield _row(results, "`serve` ready (clock)", "serve", lambda v: _n(v["ready"], 2))


def _beside(tables: Found, by: str) -> str:
    other = tables["duckdb"].get(by)
    return f"{_n(tables['ours'][by]['clock'] * 1000, 0)}, {_n(other['clock'] * 1000, 1) if other else 'not installed'}"


def _truth_rows(results: Results) -> Iterator[Row]:
    names = list(dict.fromkeys(row[0] for found in results.values() for row in found.get("truth", {}).get("rows", [])))
    for name in names:
        yield _row(results, f"{name}: precision, recall", "truth", lambda t, n=name: _found(t, n))
    yield _row(results, "planted names in any file", "truth", lambda t: str(t["leaks"]))


def _found(truth: Found, name: str) -> str:
    return next(
        (f"{precision}, {recall} of {planted}" for n, planted, precision, recall in truth["rows"] if n == name), NOTHING
    )


def _row(results: Results, name: str, key: str, cell: Any) -> Row:
    cells = {}
    for size, found in results.items():
        values = found.get(key)
        if values is None:
            continue
        if "absent" in values:
            cells[size] = NOTHING
            continue
        try:
            cells[size] = cell(values)
        except (KeyError, TypeError, ValueError, StopIteration):
            cells[size] = values.get("failed", NOTHING).partition(":")[0]
    return name, cells


def _both(took: Found) -> str:
    return f"{_n(took['clock'])} / {_n(took['cpu'])}"


def _n(value: float, digits: int | None = None) -> str:
    """A number with three digits that count, or so many behind the point."""
    if digits is None:
        digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"
