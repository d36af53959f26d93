"""What goes wrong while documents are read, and what of them is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from parts_support import DOCUMENTS, in_parts, new_shelf, put_into, quiet

from dhrgraph.config import Config
from dhrgraph.pipeline import How
from dhrgraph.pipeline.cache import Cache
from dhrgraph.pipeline.parts import read_parts
from dhrgraph.pipeline.shelf import Shelf

TWO = ("d-summary.txt", "e-report.txt")  # of one review; only the first explains the pseudonym that both use


class Counting(Cache):
    """A cache that tells what was put into it, and can be made to lose it."""

    def __init__(self, inner: Cache) -> None:
        self.inner, self.written, self.lost = inner, dict[bytes, bytes](), False

    def get(self, key: bytes) -> bytes | None:
        return None if self.lost and not key.startswith(b"summary") else self.inner.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        self.written[key] = value
        self.inner.put(key, value)


def counting(folder: Path) -> tuple[Counting, Shelf]:
    folder.mkdir(parents=True, exist_ok=True)
    cache = Counting(Cache.temporary(folder))
    (folder / "spool").mkdir()
    return cache, Shelf(cache, Cache.temporary(folder / "spool"), b"")


def issues(files: dict[str, bytes]) -> dict[str, str]:
    rows = map(json.loads, files["issues.jsonl"].splitlines())
    return {row["document"]: row["message"] for row in rows if row["severity"] == "error"}


@pytest.mark.parametrize("when", ["before it is read", "before it is read again"])
def test_a_document_that_changes_meanwhile_costs_only_itself(
    when: str, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_into(tmp_path / "in", (*TWO, "a-sefton.txt"))

    def change(done: int, everything: int) -> None:
        if done == (1 if when == "before it is read" else everything):
            (folder / "e-report.txt").write_bytes(DOCUMENTS["e-report.txt"] + b"\nMore.\n")

    shelf = new_shelf(tmp_path / "shelf")
    read = read_parts([folder], config, shelf, quiet, How(jobs=1, progress=change))
    assert [place.job.name for place in read.places] == ["a-sefton.txt", "d-summary.txt"]
    assert [problem.file for problem in read.unreadable] == ["e-report.txt"]
    assert "changed while it was read" in read.unreadable[0].reason
    alone = in_parts(
        [put_into(tmp_path / "alone", ("d-summary.txt",))], config, tmp_path / "out", new_shelf(tmp_path / "x")
    )
    rows = [shelf.rows(place)["findings.jsonl"] for place in read.places]
    assert rows[1] == alone["findings.jsonl"], "what is left of the review is not joined to anything"


def test_only_what_is_new_is_read(tmp_path: Path, config: Config) -> None:
    cache, shelf = counting(tmp_path / "shelf")
    folder = put_into(tmp_path / "in", ("a-sefton.txt", *TWO))
    in_parts([folder], config, tmp_path / "one", shelf)
    cache.written.clear()
    again = in_parts([folder], config, tmp_path / "two", shelf)
    assert {key[:6] for key in cache.written} <= {b"ledger"}
    put_into(folder, ("b-leeds.txt",))
    more = in_parts([folder], config, tmp_path / "three", shelf)
    assert sum(key.startswith(b"summary") for key in cache.written) == 1
    assert again.keys() == more.keys()


def test_what_was_lost_is_made_again(tmp_path: Path, config: Config) -> None:
    cache, shelf = counting(tmp_path / "shelf")
    folder = put_into(tmp_path / "in", ("a-sefton.txt", *TWO))
    first = in_parts([folder], config, tmp_path / "one", shelf)
    cache.lost = True
    assert in_parts([folder], config, tmp_path / "two", shelf) == first


def test_a_cache_that_gives_up_costs_nothing_but_the_next_build(tmp_path: Path, config: Config) -> None:
    folder = put_into(tmp_path / "in", ("a-sefton.txt", *TWO))
    expected = in_parts([folder], config, tmp_path / "one", new_shelf(tmp_path / "fresh"))
    (tmp_path / "spool").mkdir()
    with Cache(None, None, None, quiet) as gone, Cache.temporary(tmp_path / "spool") as spool:
        shelf = Shelf(gone, spool, b"")
        shelf.again = None
        assert in_parts([folder], config, tmp_path / "two", shelf) == expected


def test_nothing_that_is_kept_names_anyone(tmp_path: Path, config: Config) -> None:
    from dhrgraph.pipeline.cache import expand, unpack

    def told(key: bytes, value: bytes) -> str:
        return expand(value).decode() if key.startswith(b"quads") else repr(unpack(value))

    cache, shelf = counting(tmp_path / "shelf")
    folder = put_into(tmp_path / "in", DOCUMENTS)
    in_parts([folder], config, tmp_path / "out", shelf)
    plain = (b"ledger", b"last")
    kept = [told(key, value) for key, value in cache.written.items() if value and not key.startswith(plain)]
    assert len(kept) > len(DOCUMENTS)
    for name in ("Zorbel", "Quandrix", "zorbel", "quandrix"):
        assert not any(name in value for value in kept)
    of_review = [value for value in kept if "Nobody asked" in value and "leeds" in value]
    assert of_review
    assert not any("asked Tamsin" in value for value in of_review), "what both know is out of what either gave alone"


def test_a_build_that_is_stopped_goes_on_where_it_stopped(tmp_path: Path, config: Config) -> None:
    folder = put_into(tmp_path / "in", ("a-sefton.txt", *TWO))
    cache, shelf = counting(tmp_path / "shelf")

    def stop(done: int, _everything: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_parts([folder], config, shelf, quiet, How(jobs=1, progress=stop))
    assert sum(key.startswith(b"summary") for key in cache.written) == 2
    cache.written.clear()
    read_parts([folder], config, shelf, quiet, How(jobs=1))
    assert sum(key.startswith(b"summary") for key in cache.written) == 3, "one that is new, two that are joined"
