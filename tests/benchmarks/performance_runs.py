"""The measurements of one size, in order: each a function from the place of its files to what it found.

    Place  ->  RUNS[name]  ->  plain values

A later one may need what an earlier one left in the work folder: a build its library, the questions the store.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from performance_build import MARK
from performance_watch import Watched, watched

Found = dict[str, Any]
BUILD = Path(__file__).with_name("performance_build.py")
TASKS = Path(__file__).with_name("performance_tasks.py")
LIBRARY = Path(__file__).parents[1] / "corpus" / "library.py"
DHRGRAPH = (sys.executable, "-m", "dhrgraph")
LIMIT = 3 * 3600.0  # seconds for one measurement of our own
RIVAL = 1800.0  # and of a rival
RIVAL_MB = 16_000  # address space that a rival may take
COMPARED = 150  # reviews: with more, a build is not made a second time to be compared
RDFLIB = 1_500  # reviews: with more, rdflib would need some 60 GB


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of one size are. `read`: documents are read; else the graph is made. `lock` is a file, maybe, that
    is held locked while something is measured, for machines on which several people measure."""

    size: int
    work: Path
    corpora: Path
    read: bool
    lock: Path | None = None

    @property
    def results(self) -> Path:
        """A file for each measurement."""
        return self.work / "results" / str(self.size)

    @property
    def library(self) -> Path:
        """The library: docs/ and truth.jsonl, or graph.nq and truth.jsonl."""
        return self.corpora / (str(self.size) if self.read else f"{self.size}-graph")

    @property
    def files(self) -> Path:
        """What is made on the way."""
        return self.work / str(self.size)

    @property
    def output(self) -> Path:
        """What was built."""
        return self.files / "output"

    @property
    def quads(self) -> Path:
        """All quads in one file."""
        return self.files / "quads.nq" if self.read else self.library / "graph.nq"

    @property
    def store(self) -> Path:
        """A store of them: the build's own, or where none is built from documents, the one that `load` leaves."""
        return self.output / "store"

    def run(self, *words: object, limit: float = LIMIT, memory_mb: int | None = None) -> Watched:
        """Run a command of ours, watched, with a cache of its own."""
        env = {"DHRGRAPH_CACHE": str(self.files / "cache"), "PYTHONHASHSEED": "0"}
        self.files.mkdir(parents=True, exist_ok=True)
        with held(self.lock):
            return watched([*map(str, words)], limit=limit, env=env, memory_mb=memory_mb)

    def task(self, *words: object, limit: float = LIMIT, memory_mb: int | None = None) -> Found:
        """Run one of performance_tasks.py; what it found and what it took."""
        took = self.run(sys.executable, TASKS, *words, limit=limit, memory_mb=memory_mb)
        if took.code != 0:
            return {"failed": _why(took, limit), "took": _took(took)}
        return {**json.loads(took.out.splitlines()[-1]), "took": _took(took)}


@contextmanager
def held(lock: Path | None) -> Iterator[None]:
    """The block, with the file locked (`flock`) while it runs."""
    if lock is None:
        yield
        return
    import fcntl

    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _took(run: Watched) -> Found:
    return {
        "clock": round(run.clock, 3),
        "cpu": round(run.cpu, 3),
        "parent_mb": round(run.parent_mb),
        "worker_mb": round(run.worker_mb),
        "together_mb": round(run.together_mb),
    }


def _why(run: Watched, limit: float) -> str:
    if run.code is None:
        return f"not done in {limit:,.0f} s"
    last = next((said.line for said in reversed(run.said) if said.line.strip()), "")
    return f"ended with {run.code}: {last[:200]}"


def library(place: Place) -> Found:
    """The library is made, unless it is there."""
    if (place.library / "truth.jsonl").exists():
        return {"there": True}
    took = place.run(sys.executable, LIBRARY, place.size, place.library, *([] if place.read else ["--graph"]))
    if took.code != 0:
        shutil.rmtree(place.library, ignore_errors=True)
        return {"failed": _why(took, LIMIT)}
    return {"took": _took(took)}


def build(place: Place) -> Found:
    """A build from documents, with nothing kept from before: every stage by itself."""
    if not place.read:
        return {"absent": "documents are not read at this size"}
    for old in (place.output, place.files / "cache"):
        shutil.rmtree(old, ignore_errors=True)
    return _built(place, place.library / "docs", place.output)


def _built(place: Place, documents: Path, output: Path) -> Found:
    took = place.run(sys.executable, BUILD, "build", documents, "-o", output)
    if took.code != 0:
        return {"failed": _why(took, LIMIT), "took": _took(took)}
    stages, clock, cpu = [], 0.0, 0.0
    for said in took.said:
        if said.line.startswith(MARK):
            stages.append([said.line.removeprefix(MARK), round(said.clock - clock, 3), round(said.cpu - cpu, 3)])
            clock, cpu = said.clock, said.cpu
    stages.append(["published", round(took.clock - clock, 3), round(max(0.0, took.cpu - cpu), 3)])
    return {"took": _took(took), "stages": stages, "documents": sum(1 for _ in documents.iterdir())}


def one_more(place: Place) -> Found:
    """One document is added and all is built again; up to 150 reviews also from nothing, and the files compared."""
    if not place.read:
        return {"absent": "documents are not read at this size"}
    documents, more = place.files / "docs", place.files / "more"
    shutil.rmtree(documents, ignore_errors=True)
    shutil.copytree(place.library / "docs", documents, copy_function=_same)
    made = place.run(sys.executable, LIBRARY, place.size + 1, more, "--from", place.size)
    if made.code != 0:
        return {"failed": _why(made, LIMIT)}
    before = _built(place, documents, place.output)  # so that the build before is of these very files
    if "failed" in before:
        return before
    for path in (more / "docs").iterdir():
        shutil.copy(path, documents / path.name)
    found = _built(place, documents, place.output)
    if place.size <= COMPARED and "failed" not in found:
        shutil.rmtree(place.files / "cache", ignore_errors=True)
        anew = place.files / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        _built(place, documents, anew)
        found["differ"] = differing(anew, place.output)
        shutil.rmtree(anew, ignore_errors=True)
    return found


def _same(source: str, target: str) -> str:
    """The file under another name; copied where the disk knows no links, or is another."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
    return target


def differing(one: Path, other: Path) -> list[str]:
    """Files below `one`, stores apart, that `other` lacks or has otherwise; through links as a reader goes."""
    names = [
        path.relative_to(one)
        for place in (one, *(p for p in one.iterdir() if p.is_dir() and p.name[0] != "." and p.name != "store"))
        for path in place.iterdir()
        if path.is_file() and path.name[0] != "."
    ]
    return sorted(
        str(n) for n in names if not ((other / n).is_file() and filecmp.cmp(one / n, other / n, shallow=False))
    )


def truth(place: Place) -> Found:
    """What was planted against what was built; the graph itself is looked through where nothing else was written."""
    took = place.run(sys.executable, LIBRARY.with_name("library_check.py"), place.output, place.library)
    rows = [line.strip("| ").split(" | ") for line in took.out.splitlines() if line.startswith("| ")]
    leaks = next((line for line in took.out.splitlines() if line.startswith("planted names found")), "")
    if len(rows) < 3:
        return {"failed": _why(took, LIMIT)}
    return {"rows": rows[2:], "leaks": int(leaks.rpartition(" ")[2]), "took": _took(took)}


def quads(place: Place) -> Found:
    """All quads of the build in one file; where rdflib is tried, also the same statements without their graphs."""
    if place.read:
        took = place.run(*DHRGRAPH, "export", "-g", place.output, "--format", "nquads", "-o", place.quads)
        if took.code != 0:
            return {"failed": _why(took, LIMIT)}
    place.files.mkdir(parents=True, exist_ok=True)
    number = 0
    with place.quads.open("rb") as source, (place.files / "triples.nt").open("wb") as target:
        for line in source:
            number += 1
            if place.size <= RDFLIB:
                target.write(line[: line.rindex(b" <")] + b" .\n")
    return {"quads": number, "mb": place.quads.stat().st_size >> 20}


def load(place: Place) -> Found:
    """Raw bulk load and ours, of the same file, in turn: what the one leaves in the system's cache serves the other."""
    raw = place.task("load_raw", place.quads, place.files / "raw", limit=RIVAL)
    ours = place.task("load_ours", place.quads, place.files / "ours" if place.read else place.store)
    for made in ("raw", "ours"):
        shutil.rmtree(place.files / made, ignore_errors=True)
    if not place.read:  # what `serve` asks for; a build's own states its digest, so that nobody reads it whole
        (place.output / "dhrgraph.trig").write_text("# the statements are in store/\n", "utf-8")
    return {"raw": raw, "ours": ours}


def questions(place: Place) -> Found:
    """Every canned question, ours and raw pyoxigraph on the same store."""
    place.task("filled_questions", place.store, place.quads)
    return place.task("questions", place.store)


def likeness(place: Place) -> Found:
    """The links between recommendations that ask for the same."""
    return place.task("likeness", place.store)


def derived(place: Place) -> Found:
    """Measures, page and description, worked out from the whole store."""
    return place.task("derived", place.output)


def shapes(place: Place) -> Found:
    """`dhrgraph validate` of the whole graph."""
    took = place.run(*DHRGRAPH, "validate", place.output / "dhrgraph.ttl" if place.read else place.quads)
    return {"took": _took(took)} if took.code == 0 else {"failed": _why(took, LIMIT)}


def tables(place: Place) -> Found:
    """Recurrence, beside DuckDB."""
    return place.task("tables", place.store)


def serve(place: Place) -> Found:
    """Seconds from the start of `dhrgraph serve` until it answers, the median of three."""
    took = []
    for _ in range(3):
        process = subprocess.Popen(
            [*DHRGRAPH, "serve", "-g", str(place.output), "--port", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        start = time.monotonic()
        try:
            took.append(_ready(process, start))
        finally:
            process.terminate()
            process.wait(20)
    return {"ready": sorted(took)[1]}


def _ready(process: subprocess.Popen[str], start: float) -> float:
    """Seconds until the server has said where it is and answers there."""
    assert process.stderr
    address = ""
    for line in process.stderr:
        address = next((word.rstrip("/.,") for word in line.split() if word.startswith("http://127.0.0.1:")), "")
        if address:
            break
    if not address:
        raise RuntimeError("the server said no address")
    while time.monotonic() - start < 60:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5) as reply:
                if reply.status == 200:
                    return round(time.monotonic() - start, 3)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError("the server did not answer in a minute")


def rdflib(place: Place) -> Found:
    """rdflib in memory; with ten times the national library it is not tried."""
    if place.size > RDFLIB:
        return {"absent": "not tried: some 60 GB of memory"}
    _as_for(place, place.files / "triples.nt")
    return place.task("rdflib", place.files / "triples.nt", RIVAL / 2, limit=RIVAL, memory_mb=RIVAL_MB)


def virtuoso(place: Place) -> Found:
    """Virtuoso, when it is installed."""
    return place.task("virtuoso", place.quads, place.files / "virtuoso", limit=RIVAL)


def _as_for(place: Place, file: Path) -> None:
    """The questions beside another file of the same statements."""
    shutil.copy(place.quads.with_suffix(".questions.json"), file.with_suffix(".questions.json"))


RUNS: Mapping[str, Callable[[Place], Found]] = {
    "library": library,
    "build": build,
    "one_more": one_more,
    "quads": quads,
    "load": load,
    "truth": truth,
    "derived": derived,
    "shapes": shapes,
    "likeness": likeness,
    "tables": tables,
    "questions": questions,
    "serve": serve,
    "rdflib": rdflib,
    "virtuoso": virtuoso,
}
