"""What a graph page costs to make, send, open and use, beside pyvis's own page: `make bench` (-s shows the tables).

Measured and printed, never asserted. pyvis's page is made as its manual has it, with its scripts within the file; what
it still asks of the network it does not get, and does not need to draw.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from drawing_times import drawing, first_drawing, processor, until_drawn
from page_samples import sized
from pyvis.network import Network

from dhrgraph.config import table
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.compose import page_of
from dhrgraph.graph_page.layout.place import place
from dhrgraph.graph_page.material.gather import Asked
from dhrgraph.graph_page.records import Page, View
from dhrgraph.graph_page.render.html import page_html

Benchmark = Any  # pytest-benchmark's fixture has no types
SIZES = (25, 300, 1000, 2000, 5000)
ROUNDS = 5
CHOSEN = range(0, 24, 3)  # places in the table of names
PATIENCE = 60  # seconds that a page may take to come to rest
NAMES = "#table-names tbody a"


def rounds(nodes: int) -> int:
    return ROUNDS if nodes <= 2000 else 3


@pytest.mark.parametrize("nodes", SIZES)
def test_making(benchmark: Benchmark, nodes: int) -> None:
    page = sized(nodes)
    html = benchmark.pedantic(page_html, (page,), rounds=rounds(nodes), warmup_rounds=1)
    benchmark.extra_info["kB"] = len(html.encode()) // 1000


@pytest.mark.parametrize("nodes", SIZES)
@pytest.mark.parametrize("form", ["columns", "free"])
def test_layout(benchmark: Benchmark, nodes: int, form: Any) -> None:
    (view,) = sized(nodes, form=form).views
    benchmark.pedantic(place, (view,), rounds=rounds(nodes), warmup_rounds=1)


def test_the_default_page(benchmark: Benchmark, store: Store) -> None:
    html = benchmark.pedantic(lambda: page_html(page_of(store, Asked(), support=table("support.csv"))), rounds=ROUNDS)
    benchmark.extra_info["kB"] = len(html.encode()) // 1000
    print(f"\ndefault page of the seeds: {len(html.encode()):,} bytes, {benchmark.stats.stats.median:.2f} s")


@pytest.mark.parametrize("form", ["columns", "free"])
def test_opening_and_selecting(benchmark: Benchmark, chromium: Any, tmp_path: Path, form: Any) -> None:
    """One table: seconds to make, kB, milliseconds to the first drawing and to select."""

    def measure() -> list[tuple[str, ...]]:
        return [ours(chromium, tmp_path, sized(nodes, form=form)) for nodes in SIZES]

    said(f"ours, {form}", benchmark.pedantic(measure, rounds=1))


@pytest.mark.parametrize("physics", [False, True], ids=["placed", "physics"])
def test_pyvis_as_it_is(benchmark: Benchmark, chromium: Any, tmp_path: Path, physics: bool) -> None:
    """The same table, and when the picture comes to rest."""

    def measure() -> list[tuple[str, ...]]:
        return [theirs(chromium, tmp_path, sized(nodes).views[0], physics=physics) for nodes in SIZES]

    said(f"pyvis, {'physics' if physics else 'places given'}", benchmark.pedantic(measure, rounds=1))


def test_finding(benchmark: Benchmark, chromium: Any, tmp_path: Path) -> None:
    """Milliseconds to find a name among 2,000 while it is typed."""
    file = tmp_path / "page.html"
    file.write_text(page_html(sized(2000)), encoding="utf-8", newline="\n")
    words = ["a", "age", "agency 12", "zzz"]
    with drawing(chromium, file) as tab:
        first_drawing(tab)
        benchmark.pedantic(
            tab.evaluate,
            ("(all) => all.map((one) => namesFound(look.view, wordsIn(one)).length)", words),
            rounds=ROUNDS,
        )
    print(f"\nfinding a name, all {len(words)}: {1000 * benchmark.stats.stats.median:.1f} ms")


def ours(browser: Any, folder: Path, page: Page) -> tuple[str, ...]:
    html, seconds = timed(lambda: page_html(page))
    file = folder / "ours.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    first, selecting, used = [], [], []
    for _ in range(rounds(len(page.views[0].nodes))):
        with drawing(browser, file) as tab:
            first.append(first_drawing(tab))
            tab.wait_for_load_state()
            before = processor(browser)
            selecting += [until_drawn(tab, f"document.querySelectorAll('{NAMES}')[{n}].click()") for n in CHOSEN]
            used.append((processor(browser) - before) / len(CHOSEN))
    return row(page.views[0], seconds, file, first, selecting, used, "at once")


def theirs(browser: Any, folder: Path, view: View, *, physics: bool) -> tuple[str, ...]:
    html, seconds = timed(lambda: pyvis_page(view, physics=physics))
    file = folder / "theirs.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    first, selecting, used, still = [], [], [], []
    for _ in range(1 if physics else rounds(len(view.nodes))):
        with drawing(browser, file) as tab:
            first.append(first_drawing(tab, PATIENCE))
            still.append(at_rest(tab) if physics else first[-1])
            if still[-1] < float("inf"):
                before = processor(browser)
                selecting += [until_drawn(tab, f"network.selectNodes([nodes.getIds()[{n}]])") for n in CHOSEN]
                used.append((processor(browser) - before) / len(CHOSEN))
    rest = f"{median(still) / 1000:.1f} s" if median(still) < float("inf") else f"over {PATIENCE} s"
    return row(view, seconds, file, first, selecting, used, rest if physics else "at once")


def at_rest(tab: Any) -> float:
    """Milliseconds since navigation until vis-network says that nothing moves any more."""
    resting = """(most) => new Promise((done) => {
        const look = () => window.network?.physics?.stabilized || performance.now() > most
            ? done(performance.now() > most ? null : performance.now()) : setTimeout(look, 50);
        look();
    })"""
    found = tab.evaluate(resting, PATIENCE * 1000)
    return float("inf") if found is None else float(found)


def pyvis_page(view: View, *, physics: bool) -> str:
    """The view as pyvis's own page, lines without a check for doubles, which would take it hours."""
    net = Network(directed=True, cdn_resources="in_line")
    places = place(view).places
    for node in view.nodes:
        at = places[node.id]
        given = {} if physics else {"x": at.x * 460, "y": at.y}
        net.add_node(node.id, label=node.label, shape="dot", color="#28A197", **given)
    for line in view.lines:
        net.add_edge(line.source, line.target, value=len(line.statements))
    net.toggle_physics(physics)
    html: str = net.generate_html()
    return html


def timed(make: Callable[[], str]) -> tuple[str, float]:
    """What is made, and the median of the seconds of one processor that it takes."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        made = make()
        times.append(time.process_time() - begun)
    return made, median(times)


def row(view: View, seconds: float, file: Path, *times: list[float] | str) -> tuple[str, ...]:
    """One line of a table; `times` are lists of milliseconds, of which the median is told, or words."""
    size = f"{file.stat().st_size / 1000:,.0f}"
    told = [each if isinstance(each, str) else middle(each) for each in times]
    return f"{len(view.nodes):,} / {len(view.lines):,}", f"{seconds:.2f}", size, *told


def middle(times: list[float]) -> str:
    if not times:
        return "–"
    return f"{median(times):,.0f}" if median(times) < float("inf") else f"over {PATIENCE},000"


def said(title: str, rows: list[tuple[str, ...]]) -> None:
    print(f"\n{title}")
    for cells in [
        ("nodes / lines", "make s", "kB", "first drawing ms", "select ms", "of a processor", "at rest"),
        *rows,
    ]:
        print("| " + " | ".join(cells) + " |")
