"""What is made of the whole store: the same whether it is worked out here or beside, and nothing but it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from dhrgraph.graph.store import Store
from dhrgraph.network.occurrences import read_recorded
from dhrgraph.network.tally import read_coverage
from dhrgraph.pipeline.aside import aside
from dhrgraph.pipeline.derived import Counted, derived_files, drawn
from dhrgraph.pipeline.measured import Counting, centralities, recurrences
from dhrgraph.publish.dataset.counts import count, tally, together

NOTHING = Counted("0" * 64, together([]), {})


def gone(_: int) -> int:
    """Work that ends its process, but not the one that the test runs in."""
    if os.getpid() != MINE:
        os._exit(9)
    return 7


def wrong(_: int) -> int:
    raise ValueError("it cannot be done")


MINE = os.getpid()


def test_work_whose_process_dies_is_done_here() -> None:
    with aside(gone) as beside:
        beside.give(1)
        assert beside.taken() == 7


def test_what_goes_wrong_beside_is_told_here(capfd: pytest.CaptureFixture[str]) -> None:
    with aside(wrong) as beside:
        beside.give(1)
        with pytest.raises(ValueError, match="cannot be done"):
            beside.taken()
    assert capfd.readouterr().err == ""


def test_the_measures_are_those_that_are_worked_out_one_after_the_other(built: Path) -> None:
    files = derived_files(built, {}, NOTHING)
    store = Store.open(built / "store")
    recorded = read_recorded(store)
    counting = Counting(recorded.at(), recorded.at("today"), read_coverage(store))
    tables = recurrences(counting) | centralities(counting.named, drawn())
    assert tables
    assert {name: files[name].decode() for name in tables} == tables


def test_files_written_before_are_described_by_what_is_said_of_them(built: Path) -> None:
    names = ["findings.jsonl", "tables/reviews.csv"]
    contents = {name: (built / name).read_bytes() for name in names}
    written = {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in contents.items()}
    files = derived_files(built, written, NOTHING)
    assert not files.keys() & written.keys()
    assert all(sha256.encode() in files["dataset.ttl"] for sha256, _ in written.values())
    tables = json.loads(files["tables/csv-metadata.json"])["tables"]
    assert "reviews.csv" in {table["url"] for table in tables}


def test_parts_counted_apart_are_the_whole(built: Path) -> None:
    lines = (built / "dhrgraph.trig").read_bytes().splitlines(keepends=True)
    triples = sorted({f"<urn:{n % 97}> <urn:p{n % 5}> <urn:{n % 31}> .\n".encode() for n in range(len(lines))})
    subjects = sorted({line.split(b" ")[0] for line in triples})
    parts = [[line for line in triples if line.split(b" ")[0] in subjects[k::3]] for k in range(3)]
    assert together(tally(part, "urn:1") for part in parts) == count(triples, "urn:1")
