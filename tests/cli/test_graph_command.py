"""dhrgraph graph: which views a page has, what it is narrowed to, and what it says of itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dhrgraph.graph_page.views import VIEWS

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def told(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[int, int]]:
    """The views that a run tells of, with their names and lines."""
    found = re.findall(r"^(\S+) +([\d,]+) names, ([\d,]+) lines", done.stderr, re.MULTILINE)
    return {name: (int(nodes.replace(",", "")), int(lines.replace(",", ""))) for name, nodes, lines in found}


def test_the_usual_page_is_made_and_its_size_told(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("graph", "-g", built)
    assert done.returncode == 0, done.stderr
    size = (tmp_path / "graph.html").stat().st_size
    assert done.stdout == f"Open graph.html in a browser ({size // 1024:,} KB).\n"
    assert list(told(done))[:2] == ["agency-theme", "type-theme"]
    assert all(nodes and lines for nodes, lines in told(done).values())


def test_views_stand_in_the_order_asked_for(run: Run, built: Path, tmp_path: Path) -> None:
    words = ("--network", "type-theme", "--network", "theme-theme", "--theme", "information-sharing", "--min-csps", "2")
    done = run("graph", *words, "-g", built, "-o", "sharing.html")
    assert done.returncode == 0, done.stderr
    assert list(told(done)) == ["type-theme", "theme-theme"]
    page = (tmp_path / "sharing.html").read_text(encoding="utf-8")
    assert "dhrgraph graph --network theme-theme --theme information-sharing --min-csps 2" in page


def test_every_view_is_listed_in_a_sentence(run: Run, tmp_path: Path) -> None:
    done = run("graph", "--list", "-F", "csv")
    rows = [line.split(",", 2) for line in done.stdout.splitlines()[1:]]
    assert [name for name, _, _ in rows] == list(VIEWS)
    assert all(sentence.strip('"').endswith(".") for _, _, sentence in rows)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_has_no_more_names_than_asked_for(run: Run, built: Path) -> None:
    words = ("graph", "--network", "agency-theme", "-g", built, "--most")
    few, every = run(*words, "20"), run(*words, "all")
    assert told(few)["agency-theme"][0] == 20 < told(every)["agency-theme"][0]
    assert "more did not fit: --most all" in few.stderr
    assert "did not fit" not in every.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--network", "agency-thme"), 2, "Did you mean 'agency-theme'? List them: dhrgraph graph --list"),
        (("--agency", "home-ofice"), 2, "Did you mean 'home-office'?"),
        (("--review", "Sefton review, January"), 2, "Did you mean 'sefton-2024-01-"),
        (("--network", "agency"), 2, "--agency NAME"),
        (("--network", "theme"), 2, "--theme NAME"),
        (("--most", "1"), 2, "neither a whole number of at least 2 nor 'all'"),
        (("--min-csps", "0"), 2, "--min-csps"),
        (("-F", "csv"), 2, "--format is for --list"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_written(
    words: tuple[str, ...], code: int, says: str, run: Run, built: Path, tmp_path: Path
) -> None:
    done = run("graph", *words, "-g", built)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_large_is_refused_unless_forced(
    run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dhrgraph.graph_page.limits.MOST_READ", 20)
    words = ("graph", "--network", "agency-theme", "--most", "all", "-g", built)
    refused = run(*words)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert list(tmp_path.iterdir()) == []
    assert run(*words, "--force").returncode == 0
