"""dhrgraph site: it refuses what cannot be meant (what it writes: test_site_files.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]


def test_wrong_options_are_refused_before_anything_is_written(run: Run, built: Path, tmp_path: Path) -> None:
    for words in (("--base", "reviews.example.org"), ("--exit-url", "javascript:alert(1)"), ("--formats", "pdf")):
        done = run("site", "-g", built, "-o", "out", *words)
        assert done.returncode == 2, words
        assert words[0] in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_a_graph_it_says_how_to_make_one(run: Run) -> None:
    done = run("site", "-g", "nowhere")
    assert done.returncode == 1
    assert "dhrgraph build" in done.stderr
