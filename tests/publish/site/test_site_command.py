"""dhrgraph site: it writes, says what it wrote, and refuses what cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]


def test_it_writes_pages_that_open_from_a_disk(run: Run, built: Path, tmp_path: Path) -> None:
    done = run(
        "site",
        "-g",
        built,
        "-o",
        "out",
        "--formats",
        "none",
        "--base",
        "https://reviews.example.org/r",
        "--contact",
        "a@example.org",
    )
    assert done.returncode == 0, done.stderr
    assert "files in out" in done.stdout
    first = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://reviews.example.org/r/index.html">' in first
    assert "mailto:a%40example.org" in first
    assert "of the 647 reviews" in first
    listed = (tmp_path / "out" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://reviews.example.org/r/doc/theme/marac.html</loc>" in listed
    assert not list((tmp_path / "out" / "doc").rglob("*.ttl"))
    assert "Sitemap: https://reviews.example.org/r/sitemap.xml" in (tmp_path / "out" / "robots.txt").read_text(
        encoding="utf-8"
    )


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
