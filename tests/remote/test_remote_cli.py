"""`--endpoint` and `publish` at the command line: rows, words, exit codes; a password is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mock_store import Says, answers_of, serving

import dhrgraph
from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Store
from dhrgraph.remote.scope import PUBLISHED
from dhrgraph.remote.source import Source
from dhrgraph.remote.state import State


@pytest.fixture(autouse=True)
def _nobody_in_particular(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DHRGRAPH_USER", "DHRGRAPH_PASSWORD", "DHRGRAPH_TOKEN", "DHRGRAPH_ENDPOINT", "DHRGRAPH_OUTPUT"):
        monkeypatch.delenv(name, raising=False)


def test_a_question_gives_the_same_bytes_as_at_home(run, built: Path, store: Store) -> None:  # type: ignore[no-untyped-def]
    for question in (["query", "coverage"], ["query", "recommendations-to-agency", "agency=Home Office"]):
        home = run(*question, "-g", built, "-F", "csv")
        with serving(answers_of(store, union=False)) as mock:
            far = run(*question, "--endpoint", mock.url, "-F", "csv")
        assert (far.returncode, far.stdout, far.stderr) == (0, home.stdout, home.stderr)


def test_any_sparql_and_the_environment(run, built: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/dhrgraph/ontology#Recommendation> }"
    home = run("sparql", count, "-g", built, "-F", "csv")
    with serving(answers_of(store, union=True)) as mock:
        monkeypatch.setenv("DHRGRAPH_ENDPOINT", mock.url)
        assert run("sparql", count, "-F", "csv").stdout == home.stdout
        asked = len(mock.asked)
        assert asked > 0
        assert run("sparql", count, "-g", built, "-F", "csv").stdout == home.stdout
        assert len(mock.asked) == asked, "a folder of the command line comes before the environment"
        refused = run("sparql", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
        assert refused.returncode == 2
        assert len(mock.asked) == asked, "nothing is sent of a query that reaches elsewhere"


def test_a_half_sent_graph_is_told(run, store: Store) -> None:  # type: ignore[no-untyped-def]
    """Rows may be missing while a publish is under way, or after one was broken off."""
    for mark, told in (("a mark", True), ("", False)):
        notes = b"".join(State(mark).lines()).replace(b" .\n", f" <{PUBLISHED}> .\n".encode())
        whole = Store.memory(b"".join(_quads(store)) + notes)
        with serving(answers_of(whole, union=False)) as mock:
            done = run("query", "coverage", "--endpoint", mock.url, "-F", "csv")
        assert (done.returncode, "under way or was broken off" in done.stderr) == (0, told), done.stderr


def _quads(store: Store) -> Iterator[bytes]:
    for graph in store.graphs():
        for line in (store.graph(graph, 10**9) or b"").splitlines():
            yield line.removesuffix(b" .") + f" <{graph}> .\n".encode()


def test_a_proxy_that_cannot_be_used_is_told_without_its_password(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ALL_PROXY", "socks9://me:pa55-word@127.0.0.1:1")
    done = run("query", "coverage", "--endpoint", "https://example.org/sparql")
    assert (done.returncode, "proxy" in done.stderr, "pa55-word" in done.stderr) == (1, True, False)


def test_used_wrongly(run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    for words, said in (
        (["query", "coverage", "-g", built, "--endpoint", "http://127.0.0.1:1/"], "keep one"),
        (["query", "coverage", "--endpoint", "http://me:pa55-word@127.0.0.1:1/"], "DHRGRAPH_USER"),
        (["query", "coverage", "--endpoint", "nowhere"], "no address"),
        (["publish", "-g", built, "--to", "http://127.0.0.1:1/some/where"], "--update"),
        (["publish", "-g", built, "--to", "http://127.0.0.1:1/x", "--update", "http://127.0.0.1:1/u", "--method", "graph-store"], "--graph-store URL"),
    ):  # fmt: skip
        done = run(*words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
        assert "pa55-word" not in done.stderr
        assert not done.stdout
    monkeypatch.setenv("DHRGRAPH_USER", "me")
    monkeypatch.setenv("DHRGRAPH_PASSWORD", "pa55-word")
    done = run("query", "coverage", "--endpoint", "http://example.org/sparql")
    assert (done.returncode, "in the clear" in done.stderr, "pa55-word" in done.stderr) == (2, True, False)


def test_a_server_that_fails_is_a_failure(run, built: Path) -> None:  # type: ignore[no-untyped-def]
    with serving(Says(b"", 500)) as mock:
        for words in (["query", "coverage", "--endpoint", mock.url], ["publish", "-g", built, "--to", mock.url]):
            done = run(*words)
            assert (done.returncode, "failed (500" in done.stderr) == (1, True), done.stderr


def test_publish_asks_before_it_sends(run, built: Path, store: Store) -> None:  # type: ignore[no-untyped-def]
    statements = sum(one.count for one in Source(store, (built / "dataset.ttl").read_bytes()).graphs())
    assert statements > len(store), "the description goes too"
    with serving(answers_of(Store.memory(b""), union=False)) as mock:
        for words, code in (((), 2), (("--dry-run",), 0)):
            done = run("publish", "-g", built, "--to", mock.url, *words)
            assert done.returncode == code, done.stderr
            assert f"{statements:,} triples" in done.stderr
        assert {asked.method for asked in mock.asked} == {"POST"}
        assert all("query" in asked.form for asked in mock.asked), "only questions were asked"


def test_from_python(store: Store, built: Path) -> None:
    with serving(answers_of(store, union=False)) as mock:
        far, home = dhrgraph.open(endpoint=mock.url), dhrgraph.open(built)
        assert list(far.query("themes-across-partnerships")) == list(home.query("themes-across-partnerships"))
        assert far.recurrence().equals(home.recurrence())
        assert far.rests_on() == home.rests_on()
        assert mock.url in repr(far)
    with pytest.raises(QueryError):
        dhrgraph.open(endpoint="http://me:secret@127.0.0.1/")
