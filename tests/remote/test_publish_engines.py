"""`dhrgraph publish` and real engines: killed at any moment and run again, beside other people's graphs, shut out."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mock_store import Asked, Says, relayed, serving

from dhrgraph.graph.store import Store, write_store
from dhrgraph.namespaces import BASE, DHR, GRAPH
from dhrgraph.remote.address import Login
from dhrgraph.remote.endpoint import RESULTS, Endpoint
from dhrgraph.remote.problems import RemoteError
from dhrgraph.remote.scope import AS_IT_STANDS
from dhrgraph.remote.web import Web

sys.path.append(str(Path(__file__).parents[1] / "engines"))
from engines_run import Engine, oxigraph_server, virtuoso, virtuoso_load

pytestmark = pytest.mark.slow

XSD = "http://www.w3.org/2001/XMLSchema#"
THEIRS = {
    "https://example.org/theirs": b'<urn:t> <urn:p> "theirs"@en, 1.50 .',
    BASE + "graph": b"<urn:t> <urn:p> <urn:o> .",
}
# Virtuoso 7 knows no rdf:langString: words with a language have no type there
KIND = '(LANG(?o) AS ?language) (IF(isLiteral(?o) && LANG(?o) = "", STR(DATATYPE(?o)), "") AS ?type)'
TURTLE = {"Content-Type": "text/turtle"}


@contextmanager
def engine(name: str, place: Path) -> Iterator[Engine]:
    with virtuoso(place) if name == "virtuoso" else oxigraph_server(place / "store") as running:
        yield running


COVERED = f"SELECT (COUNT(*) AS ?n) {{ ?s a <{DHR}Recommendation> }}"
MANY = f"SELECT ?s {{ ?s a <{DHR}Recommendation> }} ORDER BY ?s"


def words(to: Engine, output: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "dhrgraph", "publish", "--to", to.query, "-g", str(output), "--yes", *more]


def environment(to: Engine, **others: str) -> dict[str, str]:
    login = {"DHRGRAPH_USER": to.user, "DHRGRAPH_PASSWORD": to.password} if to.user else {}
    return {**os.environ, **login, **others}


def publish(to: Engine, output: Path, *more: str, **others: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words(to, output, *more),
        env=environment(to, **others),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def output(place: Path, *graphs: str, size: int = 1) -> None:
    """A build's folder with graphs of so many statements each."""
    place.mkdir()
    quads = (f'<urn:{graph}> <urn:p> "x {n}" <{GRAPH}{graph}> .\n' for graph in graphs for n in range(size))
    write_store("".join(quads).encode(), place / "store")


def put_theirs(to: Engine) -> None:
    with Web(Login(to.user, to.password)) as web:
        for graph, body in THEIRS.items():
            web.send("PUT", to.graph_store, body, headers=TURTLE, parameters={"graph": graph})


def held(to: Engine, which: str = "") -> list[str]:
    """Every statement of the graphs whose names contain `which`, as text, sorted; without Virtuoso's own graphs."""
    wanted = f'FILTER(STRSTARTS(STR(?g), "{which or "http"}") && !CONTAINS(STR(?g), "openlinksw.com"))'
    where = f"GRAPH ?g {{ ?s ?p ?o }} {wanted}"
    terms = f"?g ?s ?p ?o {KIND}"
    with Web(Login(to.user, to.password)) as web:
        rows = Endpoint(to.query, web).ask(f"SELECT {terms} WHERE {{ {where} }}", AS_IT_STANDS).rows
    return sorted(repr(row) for row in rows)


def theirs(to: Engine) -> list[str]:
    return [
        row for row in held(to) if GRAPH not in row.split(",")[0] and ("example.org" in row or BASE + "graph'" in row)
    ]


class Killer:
    """Stands between a publish and a store; kills the publish at its request number `at`, before or after the store
    has it, as if the machine had failed there."""

    def __init__(self, to: Engine, at: int = -1, reaches: bool = False) -> None:
        self.base = to.query.removesuffix(urlsplit(to.query).path)
        self.at, self.reaches, self.count, self.process = at, reaches, 0, 0

    def __call__(self, asked: Asked) -> Says:
        self.count += 1
        now = self.count == self.at
        if now and not self.reaches:
            os.kill(self.process, signal.SIGKILL)
            return Says(hang_up=True)
        answer = relayed(self.base, asked)
        if now:
            os.kill(self.process, signal.SIGKILL)
        return answer

    def run(self, to: Engine, output: Path, *more: str) -> int:
        """Publish through here; the exit code, or the signal that ended it, negative."""
        with serving(self) as between:
            address = between.url.replace("/sparql", urlsplit(to.query).path)
            command = words(replace(to, query=address), output, *more)
            with subprocess.Popen(command, env=environment(to), stderr=subprocess.DEVNULL) as process:
                self.process = process.pid
                return process.wait(120)


@pytest.mark.parametrize(
    ("name", "method"), [("oxigraph", "graph-store"), ("virtuoso", "graph-store"), ("virtuoso", "update")]
)
def test_killed_anywhere_and_run_again_it_is_the_same_store(name: str, method: str, tmp_path: Path) -> None:
    how = ("--method", method, "--batch", "40")
    output(tmp_path / "out", "a", "b", "register", size=100)
    with engine(name, tmp_path / "straight") as straight:
        put_theirs(straight)
        counted = Killer(straight)
        assert counted.run(straight, tmp_path / "out", *how) == 0
        wanted, others = held(straight, GRAPH), theirs(straight)
    assert len(wanted) == 304, "three graphs of a hundred, their digests and a remark"
    assert len(others) == 3
    moments = random.Random(f"{name} {method}")  # the same moments in every run
    with engine(name, tmp_path / "killed") as killed:
        put_theirs(killed)
        ended = []
        for _ in range(5):
            killer = Killer(killed, moments.randrange(4, counted.count), moments.random() < 0.5)
            ended.append(killer.run(killed, tmp_path / "out", *how))
        assert ended.count(-signal.SIGKILL) >= 2, "killed too seldom: the test says nothing"
        last = publish(killed, tmp_path / "out", *how)
        assert last.returncode == 0, last.stderr
        assert held(killed, GRAPH) == wanted
        assert theirs(killed) == others


class Fails:
    """Stands between, too; answers the request that is number `at` of those that write, with `instead`."""

    def __init__(self, to: Engine, at: int, instead: Says) -> None:
        self.base, self.at, self.instead, self.count = to.query.removesuffix(urlsplit(to.query).path), at, instead, 0

    def __call__(self, asked: Asked) -> Says:
        self.count += asked.path.startswith("/store")
        if self.count != self.at:
            return relayed(self.base, asked)
        self.count += 1  # the next is another
        return self.instead


@pytest.mark.parametrize(
    ("instead", "code", "said"),
    [
        (Says(b"No space left on device", 500, "text/plain"), 1, "No space left on device"),
        (Says(b"", 507), 1, "no room left"),
        (Says(b"", 503, headers=(("Retry-After", "0"),)), 0, ""),
        (Says(b"", 413), 0, ""),
        (Says(hang_up=True), 0, ""),
        (Says(b"half of it", cut=4), 0, ""),
    ],
    ids=["full", "no-room", "busy", "too-large", "hangs-up", "half-an-answer"],
)
def test_a_store_that_fails_in_the_middle(instead: Says, code: int, said: str, tmp_path: Path) -> None:
    output(tmp_path / "out", "a", "b", size=100)
    with oxigraph_server(tmp_path / "store") as to, serving(Fails(to, 4, instead)) as between:
        through = replace(to, query=between.url.replace("/sparql", "/query"))
        first = publish(through, tmp_path / "out", "--batch", "40")
        assert (first.returncode, said in first.stderr) == (code, True), first.stderr
        assert "Traceback" not in first.stderr
        again = publish(through, tmp_path / "out", "--batch", "40")
        assert again.returncode == 0, again.stderr
        assert len(held(to, GRAPH)) == 203


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_prune_takes_a_removed_review_and_nothing_else(name: str, tmp_path: Path) -> None:
    output(tmp_path / "both", "a", "b")
    output(tmp_path / "one", "a")
    with engine(name, tmp_path / "engine") as to:
        put_theirs(to)
        others = theirs(to)
        assert len(others) == 3
        assert publish(to, tmp_path / "both").returncode == 0
        told = publish(to, tmp_path / "one")
        assert f"{GRAPH}b: no longer in the build" in told.stderr
        assert len(held(to, GRAPH + "b")) == 1
        dry = publish(to, tmp_path / "one", "--prune", "--dry-run")
        assert (dry.returncode, len(held(to, GRAPH + "b"))) == (0, 1)
        assert publish(to, tmp_path / "one", "--prune").returncode == 0
        assert not held(to, GRAPH + "b")
        assert len(held(to, GRAPH + "a")) == 1
        assert theirs(to) == others


def test_who_may_not_write_is_told_and_nothing_changes(tmp_path: Path) -> None:
    output(tmp_path / "out", "a")
    with virtuoso(tmp_path / "v") as to:
        before = held(to)
        for others, expected in (
            ({"DHRGRAPH_PASSWORD": "not-the-one"}, "does not accept the user and password"),
            ({"DHRGRAPH_USER": "", "DHRGRAPH_PASSWORD": ""}, "DHRGRAPH_USER"),
        ):
            for method in ("graph-store", "update"):
                done = publish(to, tmp_path / "out", "--method", method, **others)
                assert (done.returncode, expected in done.stderr) == (1, True), done.stderr
                assert to.password not in done.stderr + done.stdout
                assert "not-the-one" not in done.stderr
        assert held(to) == before


def test_a_store_for_reading_only_says_so(tmp_path: Path) -> None:
    output(tmp_path / "out", "a")
    write_store(b'<urn:a> <urn:p> "x" <urn:g> .\n', tmp_path / "store")
    with oxigraph_server(tmp_path / "store", read_only=True) as to:
        done = publish(to, tmp_path / "out")
        assert done.returncode == 1
        assert "reading only" in done.stderr or "does not allow" in done.stderr, done.stderr


def test_what_each_engine_makes_of_our_literals(built: Path, tmp_path: Path) -> None:
    """Oxigraph keeps every literal as it is written. Virtuoso 7 keeps all statements and every value, and writes
    booleans as 1 and 0: docs/stores.md says so, and the reader of answers evens it out."""
    local = Store.open(built / "store")
    asked = f"SELECT ?g ?s ?p ?o {KIND} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    wanted = sorted(repr(row) for row in local.select(asked).rows)
    booleans = f"SELECT DISTINCT ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(DATATYPE(?o) = <{XSD}boolean>) }}"
    for name, spellings in (("oxigraph", {"true", "false"}), ("virtuoso", {"1", "0"})):
        with engine(name, tmp_path / name) as to:
            assert publish(to, built).returncode == 0
            got = [row for row in held(to, GRAPH) if GRAPH + "published" not in row]
            assert got == wanted, name
            with Web() as web:
                form = {"query": booleans}
                seen = web.send("GET", to.query, parameters=form, headers={"Accept": RESULTS}).body
            values = {row["o"]["value"] for row in json.loads(seen)["results"]["bindings"]}
            assert values == spellings, name


def test_a_graph_that_virtuoso_loaded_itself_is_found_and_answers_are_whole_or_refused(
    built: Path, tmp_path: Path
) -> None:
    """As docs/stores.md tells: exported, loaded by its own loader, asked without notes; and a limit on rows is seen."""
    file = tmp_path / "v" / "dhrgraph.nq"
    file.parent.mkdir()
    export = [sys.executable, "-m", "dhrgraph", "export", "-F", "nquads", "-g", str(built), "-o", str(file)]
    subprocess.run(export, check=True, capture_output=True, timeout=120)
    local = Store.open(built / "store")
    with virtuoso(tmp_path / "v", rows=50) as to:
        virtuoso_load(to, file, "urn:unused")
        with Endpoint(to.query) as far:
            for question in (COVERED, MANY + " LIMIT 40"):
                assert far.select(question).rows == local.select(question).rows
            with pytest.raises(RemoteError, match="cut its answer short at 50 rows"):
                far.select(MANY)
