"""One measurement in a process of its own: `python performance_tasks.py TASK ARGUMENT…` prints what it found as JSON.

    load_raw FILE FOLDER     raw pyoxigraph: the quads written to disk, then its bulk load
    load_ours FILE FOLDER    our load of the same file: bulk load, optimised, synced
    questions STORE          every canned question as it stands, ours and raw pyoxigraph
    derived FOLDER           measures, page and description, from FOLDER/store
    likeness STORE           the links of recommendations that ask for the same
    tables STORE             recurrence: ours, the canned questions, and DuckDB on columns
    rdflib FILE SECONDS      rdflib in memory: load and the same questions, at most so long for each
    virtuoso FILE FOLDER     Virtuoso: load and the same questions

Times are of the clock and of the processor (this process and all its threads and children).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from pyparsing import ParseBaseException  # rdflib's parser

from dhrgraph.errors import DhrGraphError

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "engines")]

Found = dict[str, Any]
PATIENCE = 20.0  # seconds for one question of a rival
FAILURES = (DhrGraphError, ParseBaseException, ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError,
            TypeError, ValueError)  # fmt: skip
ALTOGETHER = 300.0  # seconds for all questions of a rival; those that no time is left for are not asked


class Clock:
    """Seconds of the clock and of the processor since it was made."""

    def __init__(self) -> None:
        self._start, self._cpu = time.perf_counter(), _cpu()

    def read(self) -> Found:
        """Both, to the millisecond."""
        return {"clock": round(time.perf_counter() - self._start, 4), "cpu": round(_cpu() - self._cpu, 4)}


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def load_raw(file: str, folder: str) -> Found:
    """The bytes written and synced, then the same file loaded by pyoxigraph's own bulk loader."""
    import pyoxigraph as ox

    place = Path(folder)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    copy, written = place / "quads.nq", Clock()
    with Path(file).open("rb") as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 22)
        os.fsync(target.fileno())
    write = written.read()
    copy.unlink()  # at 15,000 reviews there may be no room for both
    loaded, store = Clock(), ox.Store(str(place / "store"))
    store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
    store.flush()
    load = loaded.read()
    quads = len(store)
    del store
    return {"write": write, "load": load, "quads": quads, "mb": _megabytes(place)}


def load_ours(file: str, folder: str) -> Found:
    """The same file by `load_store`, which also optimises for reading; everything synced."""
    from dhrgraph.graph.store import load_store

    place = Path(folder)
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    load_store([Path(file)], place)
    for path in place.iterdir():
        with path.open("rb") as written:
            os.fsync(written.fileno())
    return {"load": clock.read(), "mb": _megabytes(place)}


def _megabytes(place: Path) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) >> 20


def questions(store: str) -> Found:
    """Milliseconds of processor time of each question, ours and raw; by `questions_timed.py`."""
    from questions_timed import timed

    asked = [one for one in timed(Path(store), rounds=3) if one.about == "default"]
    return {
        "questions": {one.question: [round(one.ours * 1000, 1), round(one.raw * 1000, 1), one.rows] for one in asked}
    }


def derived(built: str) -> Found:
    """Everything that a build makes of the whole store; what was counted while it was written is left at nothing."""
    from dhrgraph.pipeline.derived import Counted, derived_files
    from dhrgraph.publish.dataset.counts import Counts

    clock = Clock()
    files = derived_files(Path(built), {}, Counted("0" * 64, Counts(0, 0, 0, 0, {}, {}), {}))
    return {"all": clock.read(), "files": len(files), "mb": sum(map(len, files.values())) >> 20}


def likeness(store: str) -> Found:
    """Read the texts of all recommendations and link those that ask for the same."""
    from dhrgraph.graph.store import Store
    from dhrgraph.pipeline.likenesses import Compared, find_likenesses

    clock = Clock()
    rows = Store.open(Path(store)).select(_TEXTS).rows
    texts = [
        Compared(str(r).rpartition("/")[2], str(text), str(review), str(home) if home else None, str(document))
        for r, text, review, home, document in rows
    ]
    read, clock = clock.read(), Clock()
    links, ledger = find_likenesses(texts)
    return {
        "texts": len(texts),
        "links": len(links),
        "ledger_mb": len(ledger) >> 20,
        "read": read,
        "link": clock.read(),
    }


_TEXTS = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?r ?text ?review ?home (MIN(?from) AS ?document) WHERE {
  ?r a dhr:Recommendation ; dhr:text ?text ; dhr:ofReview ?review ; dcterms:source ?from
  OPTIONAL { ?r dhr:inPartnership ?home } } GROUP BY ?r ?text ?review ?home"""


def tables(store: str) -> Found:
    """Recurrence by each facet: ours from rows in memory, and what DuckDB needs for the counts on the same rows."""
    from dhrgraph.graph.store import Store
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.table import recurrence

    clock = Clock()
    rows = read_occurrences(Store.open(Path(store)))
    found: Found = {"rows": len(rows), "read": clock.read(), "ours": {}}
    for by in ("theme", "agency", "agency-type"):
        found["ours"][by] = _quickest(lambda by=by: recurrence(rows, by, randomisations=0))  # type: ignore[misc]
    found["duckdb"] = _duckdb(rows)
    return found


def _duckdb(rows: Any) -> Found:
    try:
        import duckdb
        import pandas as pd
    except ImportError:
        return {"absent": "DuckDB is not installed"}
    frame = pd.DataFrame(
        {
            "recommendation": [row.recommendation for row in rows],
            "review": [row.review.id for row in rows],
            "partnership": [row.partnership.id if row.partnership else None for row in rows],
            "theme": [row.theme.id if row.theme else None for row in rows],
            "agency": [row.addressee.id if row.addressee else None for row in rows],
            "agency-type": [row.addressee.type if row.addressee else None for row in rows],
        }
    )
    with duckdb.connect() as base:
        base.register("frame", frame)
        clock = Clock()
        base.execute("CREATE TABLE asked AS SELECT * FROM frame")
        load = clock.read()
        return {
            "load": load,
            **{
                by: _quickest(lambda by=by: base.execute(_RECURRENCE.format(by)).fetchall())  # type: ignore[misc]
                for by in ("theme", "agency", "agency-type")
            },
        }


_RECURRENCE = """SELECT "{0}", COUNT(DISTINCT partnership) AS places, COUNT(DISTINCT review),
COUNT(DISTINCT recommendation) FROM asked WHERE "{0}" IS NOT NULL GROUP BY 1 ORDER BY places DESC, 1"""


def _quickest(work: Callable[[], object], times: int = 3) -> Found:
    """The median of three runs."""
    took = []
    for _ in range(times):
        clock = Clock()
        work()
        took.append(clock.read())
    return {name: median(one[name] for one in took) for name in ("clock", "cpu")}


def rdflib(file: str, seconds: str) -> Found:
    """The statements without their graphs in a Graph, which suits rdflib best; then the questions one by one."""
    import rdflib as library

    graph, clock = library.Graph(), Clock()
    with _within(float(seconds)):
        graph.parse(file, format="nt")
    found: Found = {"load": clock.read(), "triples": len(graph), "questions": {}, "given_up": []}
    _ask_each(found, lambda sparql: sum(1 for _ in graph.query(sparql)), Path(file))
    return found


def virtuoso(file: str, folder: str) -> Found:
    """Load by Virtuoso's own bulk loader and ask over HTTP, as others would."""
    import pytest
    from engines_run import virtuoso as running
    from engines_run import virtuoso_load

    from dhrgraph.namespaces import GRAPH
    from dhrgraph.remote.endpoint import Endpoint

    place = Path(folder)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / "quads.nq").symlink_to(Path(file).resolve())  # Virtuoso reads below its own folder only
    try:
        with running(place, buffers=170_000) as engine:
            clock = Clock()
            virtuoso_load(engine, place / "quads.nq", f"{GRAPH}all")
            found: Found = {"load": clock.read(), "questions": {}, "given_up": []}
            with Endpoint(engine.query, everything=True) as far:
                _ask_each(found, lambda sparql: len(far.select(sparql).rows), Path(file))
            return {**found, "mb": _resident(engine.process)}
    except pytest.skip.Exception as absent:
        return {"absent": str(absent)}
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines() if Path("/proc").exists() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), 0)


def _ask_each(found: Found, ask: Callable[[str], int], file: Path) -> None:
    """Every question, the median of two (one where it takes over a second), beside the rows; what fails is named.

    The questions are those of FILE.questions.json, filled in as our own store would have them.
    """
    start = time.monotonic()
    for name, sparql in json.loads(file.with_suffix(".questions.json").read_text("utf-8")).items():
        if time.monotonic() - start > ALTOGETHER:
            found["given_up"].append([name, "no time left"])
            continue
        try:
            with _within(PATIENCE):
                clock = Clock()
                rows = ask(sparql)
                took = [clock.read()["clock"]]
                if took[0] < 1:
                    clock = Clock()
                    ask(sparql)
                    took.append(clock.read()["clock"])
            found["questions"][name] = [round(min(took) * 1000, 1), rows]
        except FAILURES as problem:  # whatever a rival says: it is its result
            found["given_up"].append([name, type(problem).__name__])


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """The block, ended by TimeoutError when it takes longer."""

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError(f"over {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def filled_questions(store: str, file: str) -> Found:
    """Write the SPARQL of every question as it stands, for rivals to be asked the same."""
    from questions_timed import askings, examples

    from dhrgraph.graph.store import Store
    from dhrgraph.query.catalogue import catalogue
    from dhrgraph.query.run import filled
    from dhrgraph.resources import folder

    graph, queries = Store.open(Path(store)), {query.name: query for query in catalogue(folder("queries"))}
    found = {
        one.question: filled(graph, queries[one.question], one.given)
        for one in askings(queries.values(), examples(graph))
        if one.about == "default"
    }
    Path(file).with_suffix(".questions.json").write_text(json.dumps(found, indent=1), "utf-8")
    return {"questions": len(found)}


TASKS: dict[str, Callable[..., Found]] = {
    "load_raw": load_raw, "load_ours": load_ours, "questions": questions, "derived": derived, "likeness": likeness,
    "tables": tables, "rdflib": rdflib, "virtuoso": virtuoso, "filled_questions": filled_questions,
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
