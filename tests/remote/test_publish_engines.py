"""`dhrgraph publish` and real engines: killed at any moment and run again, beside other people's graphs, shut out."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from engines_run import Engine, oxigraph_server, virtuoso, virtuoso_load
from mock_store import Asked, Says, relayed, serving
from stores_made import write_store

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, DHR, GRAPH
from dhrgraph.remote.address import Login
from dhrgraph.remote.endpoint import RESULTS, Endpoint
from dhrgraph.remote.problems import RemoteError
from dhrgraph.remote.scope import AS_IT_STANDS
from dhrgraph.remote.web import Web

pytestmark = pytest.mark.slow

XSD = "http://www.w3.org/2001/XMLSchema#"
# other people's graphs: some of their names begin as ours do, or nearly
THEIRS = (
    "https://example.org/theirs",
    BASE + "graph",
    BASE.replace("dhrgraph", "dhrgraphx") + "graph/a",
    BASE + "../x",
    GRAPH + "../x",
    GRAPH + "a/notes",
    GRAPH + "a.bak",
    GRAPH.replace("https", "http") + "a",
)
STATEMENTS = (
    b'<urn:t> <urn:p> "theirs"@en, "1.50", 7, <urn:o>, "a line\\n and \\"signs\\" \xc3\xa9" . <urn:t> <urn:q> <urn:t> .'
)
# Virtuoso 7 knows no rdf:langString: words with a language have no type there
KIND = '(LANG(?o) AS ?language) (IF(isLiteral(?o) && LANG(?o) = "", STR(DATATYPE(?o)), "") AS ?type)'
TURTLE = {"Content-Type": "text/turtle"}
NAMELESS = {"default": ""}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """Starts each engine once; `engine` empties it again and again."""
    with ExitStack() as stack:

        @cache
        def start(name: str) -> Engine:
            place = tmp_path_factory.mktemp(name)
            return stack.enter_context(virtuoso(place) if name == "virtuoso" else oxigraph_server(place / "store"))

        yield start


@pytest.fixture
def engine(started: Callable[[str], Engine]) -> Callable[[str], Engine]:
    """An engine by its name, with nothing in it but its own."""

    def emptied(name: str) -> Engine:
        to = started(name)
        with Web(Login(to.user, to.password)) as web:
            for graph in named(to):
                web.send("DELETE", to.graph_store, parameters={"graph": graph})
        assert not named(to)
        return to

    return emptied


def named(to: Engine) -> list[str]:
    """The names of all graphs, sorted; without Virtuoso's own."""
    with Web(Login(to.user, to.password)) as web:
        rows = Endpoint(to.query, web).ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", AS_IT_STANDS).rows
    return sorted(str(graph) for (graph,) in rows if not re.search("openlinksw|w3.org/|^urn:", str(graph)))


def dumped(to: Engine, graphs: Sequence[str]) -> bytes:
    """The graphs in sorted N-Quads, as the engine itself writes their terms."""
    quads = []
    with Web(Login(to.user, to.password)) as web:
        for graph in graphs:
            asked = {"graph": graph}
            body = web.send("GET", to.graph_store, headers={"Accept": "application/n-triples"}, parameters=asked).body
            lines = [line.strip() for line in body.splitlines()]
            assert all(line.endswith(b".") for line in lines), lines[:3]
            quads += [line.rstrip(b" .") + b" <" + graph.encode() + b"> .\n" for line in lines]
    return b"".join(sorted(quads))


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
        for graph in THEIRS:
            web.send("PUT", to.graph_store, STATEMENTS, headers=TURTLE, parameters={"graph": graph})
        if to.name == "oxigraph":  # Virtuoso has no graph without a name
            web.send("PUT", to.graph_store, STATEMENTS, headers=TURTLE, parameters=NAMELESS)


def held(to: Engine, which: str = "") -> list[str]:
    """Every statement of the graphs whose names contain `which`, as text, sorted; without Virtuoso's own graphs."""
    wanted = f'FILTER(STRSTARTS(STR(?g), "{which or "http"}") && !CONTAINS(STR(?g), "openlinksw.com"))'
    where = f"GRAPH ?g {{ ?s ?p ?o }} {wanted}"
    terms = f"?g ?s ?p ?o {KIND}"
    with Web(Login(to.user, to.password)) as web:
        rows = Endpoint(to.query, web).ask(f"SELECT {terms} WHERE {{ {where} }}", AS_IT_STANDS).rows
    return sorted(repr(row) for row in rows)


def theirs(to: Engine) -> bytes:
    """Other people's graphs, dumped: publishing must leave every byte of them."""
    others = [graph for graph in named(to) if not re.fullmatch(GRAPH + "(a|b|register|published)", graph)]
    if to.name != "oxigraph":
        return dumped(to, others)
    with Web() as web:
        accept = {"Accept": "application/n-triples"}
        nameless = web.send("GET", to.graph_store, headers=accept, parameters=NAMELESS).body
    assert len(nameless.splitlines()) == 6
    return dumped(to, others) + b"".join(sorted(nameless.splitlines(keepends=True)))


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
def test_killed_anywhere_and_run_again_it_is_the_same_store(
    engine: Callable[[str], Engine], name: str, method: str, tmp_path: Path
) -> None:
    how = ("--method", method, "--batch", "40")
    output(tmp_path / "out", "a", "b", "register", size=100)
    to = engine(name)
    put_theirs(to)
    others = theirs(to)
    assert len(others.splitlines()) == 6 * (len(THEIRS) + (name == "oxigraph"))
    counted = Killer(to)
    assert counted.run(to, tmp_path / "out", *how) == 0
    ours = [GRAPH + graph for graph in ("a", "b", "register", "published")]
    wanted = dumped(to, ours)
    assert len(wanted.splitlines()) == 304, "three graphs of a hundred, their digests and a remark"
    assert theirs(to) == others
    to = engine(name)
    put_theirs(to)
    moments = random.Random(f"{name} {method}")  # the same moments in every run
    ended = []
    for _ in range(4):
        killer = Killer(to, moments.randrange(4, counted.count), moments.random() < 0.5)
        ended.append(killer.run(to, tmp_path / "out", *how))
    assert ended.count(-signal.SIGKILL) >= 2, "killed too seldom: the test says nothing"
    last = publish(to, tmp_path / "out", *how)
    assert last.returncode == 0, last.stderr
    assert dumped(to, ours) == wanted
    assert theirs(to) == others


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
def test_prune_takes_a_removed_review_and_nothing_else(
    engine: Callable[[str], Engine], name: str, tmp_path: Path
) -> None:
    output(tmp_path / "both", "a", "b")
    output(tmp_path / "one", "a")
    to = engine(name)
    put_theirs(to)
    others = theirs(to)
    assert len(others.splitlines()) == 6 * (len(THEIRS) + (name == "oxigraph"))
    assert publish(to, tmp_path / "both").returncode == 0
    told = publish(to, tmp_path / "one")
    assert [line for line in told.stderr.splitlines() if line.startswith("gone")] == [
        f"gone       {GRAPH}b: no longer in the build"
    ]
    assert GRAPH + "b" in named(to)
    dry = publish(to, tmp_path / "one", "--prune", "--dry-run")
    assert (dry.returncode, GRAPH + "b" in named(to)) == (0, True)
    assert publish(to, tmp_path / "one", "--prune").returncode == 0
    assert named(to) == sorted([*THEIRS, GRAPH + "a", GRAPH + "published"])
    assert theirs(to) == others


def test_who_may_not_write_is_told_and_nothing_changes(engine: Callable[[str], Engine], tmp_path: Path) -> None:
    output(tmp_path / "out", "a")
    to = engine("virtuoso")
    put_theirs(to)
    before = theirs(to)
    for others, expected in (
        ({"DHRGRAPH_PASSWORD": "not-the-one"}, "does not accept the user and password"),
        ({"DHRGRAPH_USER": "", "DHRGRAPH_PASSWORD": ""}, "DHRGRAPH_USER"),
    ):
        for method in ("graph-store", "update"):
            done = publish(to, tmp_path / "out", "--method", method, **others)
            assert (done.returncode, expected in done.stderr) == (1, True), done.stderr
            assert to.password not in done.stderr + done.stdout
            assert "not-the-one" not in done.stderr
    assert named(to) == sorted(THEIRS)
    assert theirs(to) == before


def test_a_store_for_reading_only_says_so(tmp_path: Path) -> None:
    output(tmp_path / "out", "a")
    write_store(b'<urn:a> <urn:p> "x" <urn:g> .\n', tmp_path / "store")
    with oxigraph_server(tmp_path / "store", read_only=True) as to:
        done = publish(to, tmp_path / "out")
        assert done.returncode == 1
        assert "reading only" in done.stderr or "does not allow" in done.stderr, done.stderr


def test_what_each_engine_makes_of_our_literals(engine: Callable[[str], Engine], built: Path) -> None:
    """Oxigraph keeps every literal as it is written. Virtuoso 7 keeps all statements and every value, and writes
    booleans as 1 and 0: docs/stores.md says so, and the reader of answers evens it out."""
    local = Store.open(built / "store")
    asked = f"SELECT ?g ?s ?p ?o {KIND} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    wanted = sorted(repr(row) for row in local.select(asked).rows)
    booleans = f"SELECT DISTINCT ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(DATATYPE(?o) = <{XSD}boolean>) }}"
    for name, spellings in (("oxigraph", {"true", "false"}), ("virtuoso", {"1", "0"})):
        to = engine(name)
        assert publish(to, built).returncode == 0
        got = [row for row in held(to, GRAPH) if GRAPH + "published" not in row]
        assert got == wanted, name
        with Web() as web:
            form = {"query": booleans}
            seen = web.send("GET", to.query, parameters=form, headers={"Accept": RESULTS}).body
        values = {row["o"]["value"] for row in json.loads(seen)["results"]["bindings"]}
        assert values == spellings, name
        if name == "oxigraph":
            here = sorted(
                line.rstrip(b" .\n") + b" <" + graph.encode() + b"> .\n"
                for graph in local.graphs()
                for line in (local.graph(graph, 10**9) or b"").splitlines(keepends=True)
            )
            assert dumped(to, local.graphs()) == b"".join(here), "byte for byte"


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
