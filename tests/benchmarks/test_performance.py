"""The command that measures: what it sees of a program, how it goes on, and what it calls a goal that is met."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import performance
import performance_watch
import pytest
from performance_build import STAGES
from performance_goals import GOALS, goals
from performance_runs import Place, differing
from performance_table import BEGIN, END, document, with_table
from performance_watch import watched

LINUX = sys.platform == "linux"
MACHINE = {"cores": 2, "memory_gb": 8, "system": "linux", "python": "3.11.7", "load": 0.1}


def took(seconds: float, mb: int = 100) -> dict[str, float]:
    return {"clock": seconds, "cpu": seconds, "parent_mb": mb, "worker_mb": mb, "together_mb": mb}


def results(ours: float) -> dict[int, dict[str, Any]]:
    """Measurements in which everything of ours takes so many seconds, everything else one second."""
    found = {
        "build": {"took": took(ours), "stages": [["read", ours, ours]], "documents": 3},
        "one_more": {"took": took(ours)},
        "load": {
            "ours": {"load": took(ours), "took": took(ours), "mb": 1},
            "raw": {"write": took(0.5), "load": took(0.5), "took": took(1), "mb": 1},
        },
        "questions": {"questions": {"coverage": [ours * 1000, 1000.0, 3]}},
        "likeness": {"link": took(1), "took": took(1), "texts": 1, "links": 1},
        "derived": {"took": took(1)},
        "tables": {"ours": {"theme": took(ours)}, "duckdb": {"theme": took(1)}, "rows": 1, "read": took(1)},
        "rdflib": {"questions": {"coverage": [1000.0, 3]}, "given_up": [], "load": took(9), "took": took(9)},
        "serve": {"ready": ours},
    }
    return {1_500: found, 15_000: found}


def test_goals_are_met_by_the_quick_and_not_by_the_slow() -> None:
    assert {met for _, _, met in goals(results(0.01))} == {"yes"}
    slow = dict(results(1000.0))
    missed = {words for words, _, met in goals(slow) if met == "**no**"}
    assert len(missed) == len(GOALS) - 2, "all but growth and memory, which are the same here"


def test_what_is_not_measured_is_neither_met_nor_missed() -> None:
    assert {(said, met) for _, said, met in goals({15: {}})} == {("not measured", "–")}
    failed = {1_500: {**results(0.01)[1_500], "rdflib": {"failed": "not done in 9 s"}}}
    rows = {words: met for words, _, met in goals(failed)}
    assert rows["– at least 10 times faster than rdflib in memory (median)"] == "–"
    assert rows["canned questions on disk: the slowest under 1 s"] == "yes"


def test_a_rival_that_fails_costs_its_own_cells() -> None:
    whole = results(0.5)
    whole[1_500] = {**whole[1_500], "rdflib": {"failed": "MemoryError: too much", "took": took(1)}}
    said = document(whole, MACHINE)
    assert "| rdflib in memory, without graphs | MemoryError | 9.00 / 9.00 |" in said
    assert "| raw pyoxigraph: bulk load | 0.50 / 0.50 | 0.50 / 0.50 |" in said


def test_the_page_keeps_what_stands_around_the_table() -> None:
    page = f"# Speed\n\n{BEGIN}\nold\n{END}\n\nmore\n"
    once = with_table(page, "new\n")
    assert once == f"# Speed\n\n{BEGIN}\nnew\n{END}\n\nmore\n"
    assert with_table(once, "new\n") == once
    with pytest.raises(ValueError, match="lacks the lines"):
        with_table("# Speed\n", "new\n")
    assert BEGIN in performance.PAGE.read_text("utf-8")


def test_what_was_measured_is_not_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(place: Place) -> dict[str, object]:
        ran.append(str(place.size))
        if len(ran) == 1:
            raise OSError("no room")
        return {"took": took(1)}

    monkeypatch.setattr(performance, "RUNS", {"build": run})
    place = Place(15, tmp_path, tmp_path, read=True)
    assert performance.measured(place, ["build"], []) == {"build": {"failed": "OSError: no room"}}
    assert "failed" in performance.measured(place, ["build"], [])["build"]
    assert performance.measured(place, ["build"], ["build"]) == {"build": {"took": took(1)}}
    assert performance.measured(place, ["build"], []) == {"build": {"took": took(1)}}
    assert len(ran) == 2


def test_a_program_is_watched() -> None:
    code = (
        "import sys; x = bytearray(50_000_000); print('first  done', file=sys.stderr); sum(range(3_000_000)); print(7)"
    )
    seen = watched([sys.executable, "-c", code], limit=60)
    assert (seen.code, seen.out) == (0, "7\n")
    assert [said.line for said in seen.said] == ["first  done"]
    assert 0 <= seen.said[0].clock <= seen.clock
    assert seen.cpu > 0
    if LINUX:
        assert seen.parent_mb > 50
    assert json.loads(json.dumps(seen.plain()))["code"] == 0


@pytest.mark.skipif(not LINUX, reason="children are seen through /proc")
def test_children_count() -> None:
    """Oracle: what a program burns in a child is counted as when it burns it itself."""
    burn = "import time\nwhile time.process_time() < 0.5: pass"
    own = watched([sys.executable, "-c", burn], limit=60)
    child = watched(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"], limit=60
    )
    assert own.cpu >= 0.5
    assert child.cpu >= 0.5
    assert child.worker_mb > 0


def test_a_program_that_takes_too_long_is_ended() -> None:
    seen = watched([sys.executable, "-c", "import time; time.sleep(60)"], limit=0.3)
    assert seen.code is None
    assert seen.clock < 30


def running(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not LINUX, reason="processes are seen through /proc")
def test_who_stops_the_measuring_stops_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    pids: list[int] = []

    class Stopped(performance_watch.Family):
        def __init__(self, pid: int) -> None:
            super().__init__(pid)
            pids.append(pid)

        def look(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(performance_watch, "Family", Stopped)
    with pytest.raises(KeyboardInterrupt):
        watched([sys.executable, "-c", "import time; time.sleep(60)"], limit=60)
    until = time.monotonic() + 20
    while running(pids[0]) and time.monotonic() < until:
        time.sleep(0.01)
    assert not running(pids[0])


def test_files_that_differ_are_named(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("other", "a")):
        (tmp_path / name / "tables").mkdir(parents=True)
        (tmp_path / name / "tables" / "same.csv").write_text(text)
    (tmp_path / "one" / "tables" / "changed.csv").write_text("a")
    (tmp_path / "other" / "tables" / "changed.csv").write_text("b")
    (tmp_path / "one" / "lost.ttl").write_text("")
    assert differing(tmp_path / "one", tmp_path / "other") == ["lost.ttl", "tables/changed.csv"]


def test_the_stages_are_still_called_so() -> None:
    """A stage that is renamed is told with the one after it: a few may, most may not."""
    import_module("dhrgraph.pipeline.build")
    known = vars(sys.modules["dhrgraph.pipeline.build"])
    assert len(known.keys() & STAGES.keys()) >= len(STAGES) - 3
