"""dhrgraph cache: where, how large, clear."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from dhrgraph.cli.main import cli
from dhrgraph.pipeline.cache import FILE, Cache
from dhrgraph.pipeline.cache.kept import CacheError
from dhrgraph.pipeline.cache.place import Place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Cache.open(tmp_path / "c") as cache:
        cache.put(b"a", b"1")
        cache.put(b"b", os.urandom(300_000))
    return tmp_path / "c"


def ask(folder: Path, *more: str) -> str:
    return CliRunner().invoke(cli, ["cache", *more], env={"DHRGRAPH_CACHE": str(folder)}, catch_exceptions=False).stdout


def test_it_says_where_and_how_large(folder):
    said = ask(folder)
    assert said.startswith(f"{folder}: 2 values, 0.3 MB on disk.")
    assert "It may hold 4.3 GB" in said


def test_cleared_it_holds_nothing(folder):
    (folder / "notes.txt").write_text("a person's own")
    assert "cleared" in ask(folder, "--clear")
    assert not (folder / FILE).exists()
    assert (folder / "notes.txt").exists()
    assert "nothing is kept" in ask(folder)
    assert "0.0 MB freed" in ask(folder, "--clear"), "it was cleared before"


def test_one_in_use_is_not_cleared(folder):
    place = Place(folder)
    with pytest.raises(CacheError, match="in use"):
        ask(folder, "--clear")
    place.close()
    assert "2 values" in ask(folder)


def test_asking_makes_no_folder(tmp_path):
    assert "nothing is kept" in ask(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_damaged_one_can_be_cleared(folder):
    (folder / FILE).write_bytes(b"damaged")
    assert "cleared" in ask(folder, "--clear")
    with Cache.open(folder) as cache:
        assert cache.get(b"a") is None
