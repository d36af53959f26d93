"""Whole builds: with what was kept, from nothing, and stopped on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from parts_support import DOCUMENTS, PAGE, put_into, quiet

from dhrgraph import pipeline
from dhrgraph.config import Config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import How

EVERY = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
FIRST = ("a-sefton.txt", "b-leeds.txt", "d-summary.txt")


def files(output: Path) -> dict[str, bytes]:
    """What a reader sees, but for the store's own files."""
    every = (path for path in sorted(output.resolve().rglob("*")) if path.is_file())
    return {str(path.relative_to(output.resolve())): path.read_bytes() for path in every if path.parent.name != "store"}


def built(output: Path) -> Path:
    return (output / ".current").resolve() if (output / ".current").exists() else output


@pytest.mark.slow
def test_added_changed_and_removed_documents_give_what_a_build_from_nothing_gives(
    tmp_path: Path, config: Config
) -> None:
    folder, kept = put_into(tmp_path / "in", FIRST), How(jobs=1, cache=tmp_path / "cache")
    pipeline.build([folder], tmp_path / "out", config, quiet, kept)
    steps = {
        "added to a review": lambda: put_into(folder, ("e-report.txt",)),
        "changed": lambda: (folder / "b-leeds.txt").write_text(
            PAGE.format(csp="Leeds", year=2019, ask="The Home Office should ask for it.", to="Quillon"),
            encoding="utf-8",
        ),
        "removed": lambda: (folder / "d-summary.txt").unlink(),
    }
    for step, change in steps.items():
        change()
        pipeline.build([folder], tmp_path / "out", config, quiet, kept)
        pipeline.build([folder], tmp_path / step, config, quiet, How(jobs=2))
        assert files(built(tmp_path / "out")) == files(built(tmp_path / step)), step
        stores = [Store.open(tmp_path / place / "store").select(EVERY).rows for place in ("out", step)]
        assert stores[0] == stores[1], step


@pytest.mark.slow
def test_a_build_that_is_interrupted_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    folder = put_into(tmp_path / "in", DOCUMENTS)
    command = [sys.executable, "-m", "dhrgraph", "build", str(folder), "-o", str(tmp_path / "out"), "--jobs", "1"]
    env = {**os.environ, "DHRGRAPH_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    while not (tmp_path / "cache" / "kept.sqlite").exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "nothing was published; the next build goes on where this one stopped" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()
