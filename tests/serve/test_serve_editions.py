"""A new build is taken up between two requests: every reply is of one build and says of which; none is lost."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from publishing import MARKED, STATEMENTS, publish, version, write_build
from serving import BASE, server, serving
from starlette.testclient import TestClient
from test_serve_command import children

from dhrgraph.graph.store import Store
from dhrgraph.publish.output import opened, step_back
from dhrgraph.serve.app import application
from dhrgraph.serve.editions import Editions
from dhrgraph.serve.found import find
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.version import version_of

EVERY = 0.05  # seconds between looks


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish(1, tmp_path / "output")
    return tmp_path / "output"


@contextmanager
def watching(output: Path, **settings: Any) -> Iterator[TestClient]:
    with serving(output, every=EVERY, **settings) as client:
        yield client


def health(client: Any) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/health").json()
    return told


def until(said: Callable[[], bool], within: float = 20) -> None:
    end = time.monotonic() + within
    while not said():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def numbers(client: Any) -> set[str]:
    """The numbers of the build that stand in an answer: one, if it is whole."""
    rows = client.get("/sparql", params={"query": MARKED, "format": "csv"}).text.split()[1:]
    assert len(rows) == STATEMENTS
    return set(rows)


def test_the_next_build_is_taken_up_with_all_that_is_of_it(output: Path) -> None:
    with watching(output) as client:
        first = client.get("/sparql", params={"query": MARKED})
        assert first.headers["etag"].startswith(f'"{version(1)}-')
        assert (numbers(client), health(client)["graph"], health(client)["changes"]) == ({"1"}, version(1), 0)
        assert b'"1"' in gzip.decompress(client.get("/dump.nq.gz").content)
        publish(2, output)
        until(lambda: health(client)["graph"] == version(2))
        assert (numbers(client), health(client)["changes"]) == ({"2"}, 1)
        again = client.get("/sparql", params={"query": MARKED}, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 200, "an answer of the earlier build was kept"
        assert again.headers["etag"].startswith(f'"{version(2)}-')
        packed = client.get("/dump.nq.gz")
        assert gzip.decompress(packed.content).count(b'"2"') == STATEMENTS
        assert packed.headers["etag"] == f'"{version(2)}-dump-nq"'
        assert '"2"' in client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text
        assert client.get("/graphs", params={"graph": "https://w3id.org/dhrgraph/graph/1"}).status_code == 404
        (line,) = [line for line in client.log if "event" in line]
        assert {key: line[key] for key in ("event", "graph", "before")} == {
            "event": "changed",
            "graph": version(2),
            "before": version(1),
        }


def test_the_same_build_again_is_no_change(output: Path) -> None:
    with watching(output) as client:
        time.sleep(5 * EVERY)
        assert health(client)["changes"] == 0
        assert not [line for line in client.log if "event" in line]


def test_a_step_back_is_taken_up_too(output: Path) -> None:
    publish(2, output)
    with watching(output) as client:
        assert numbers(client) == {"2"}
        step_back(output)
        until(lambda: health(client)["graph"] == version(1))
        assert numbers(client) == {"1"}


def damage(kind: str, number: int, output: Path) -> None:
    """Publish a build that cannot be opened: by hand, for `publish` would not."""
    build = output / ".builds" / str(number)
    build.mkdir()
    write_build(number, build)
    if kind == "no store":
        shutil.rmtree(build / "store")
    elif kind == "no graph":
        (build / "dhrgraph.trig").unlink()
    elif kind == "a store cut short":
        for table in (build / "store").glob("*.sst"):
            os.truncate(table, table.stat().st_size // 2)
    elif kind == "a store of noise":
        for table in (build / "store").glob("*.sst"):
            table.write_bytes(b"\xa5" * table.stat().st_size)
    else:
        (build / "store" / "CURRENT").write_text("nonsense")
    (output / ".next").symlink_to(Path(".builds") / str(number))
    (output / ".next").replace(output / ".current")


@pytest.mark.parametrize("kind", ["no store", "no graph", "a store cut short", "a store of noise", "nonsense"])
def test_a_build_that_cannot_be_opened_leaves_the_old_one(output: Path, kind: str) -> None:
    with watching(output) as client:
        damage(kind, 7, output)
        until(lambda: "problem" in health(client))
        told = health(client)
        assert (told["ok"], told["graph"], told["changes"]) == (True, version(1), 0)
        assert "cannot be opened" in told["problem"]
        assert str(output) not in told["problem"]
        assert numbers(client) == {"1"}
        (line,) = [line for line in client.log if "event" in line]
        assert (line["event"], line["graph"]) == ("kept", version(1))
        assert line["problem"]
        publish(8, output)
        until(lambda: health(client)["graph"] == version(8))
        assert "problem" not in health(client)
        assert numbers(client) == {"8"}


@contextmanager
def stopped_workers() -> Iterator[None]:
    """The workers there are stand still until this is left: what they are given takes as long as the test wants."""
    workers = children(os.getpid())
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        for worker in workers:
            with suppress(ProcessLookupError):  # it had nothing to do, and was ended
                os.kill(worker, signal.SIGCONT)


def asked_beside(client: Any, found: list[Any]) -> threading.Thread:
    thread = threading.Thread(target=lambda: found.append(client.get("/sparql", params={"query": MARKED})))
    thread.start()
    return thread


def is_of(number: int, answer: Any) -> bool:
    """Whether an answer is of one build, in its head and all its rows."""
    rows = answer.json()["results"]["bindings"]
    assert len(rows) == STATEMENTS
    assert answer.status_code == 200
    return {row["n"]["value"] for row in rows} == {str(number)} and version(number) in answer.headers["etag"]


def test_what_was_begun_is_answered_to_the_end_by_the_build_it_began_with(output: Path) -> None:
    """An answer is under way while three more builds are published."""
    found: list[Any] = []
    with watching(output, timeout=60) as client:
        with stopped_workers():
            asking = asked_beside(client, found)
            until(lambda: health(client)["busy"] == 1)
            for number in (2, 3, 4):
                publish(number, output)
                until(lambda number=number: health(client)["graph"] == version(number))
            assert (output / ".builds" / "1").exists(), "it is kept for as long as somebody is answered from it"
            assert numbers(client) == {"4"}, "others do not wait for it"
            assert not found
        asking.join(60)
    assert is_of(1, found[0])
    publish(5, output)
    assert not (output / ".builds" / "1").exists(), "the next build clears it away"


def test_who_waits_for_a_turn_is_answered_by_the_new_build_at_once(output: Path) -> None:
    first: list[Any] = []
    second: list[Any] = []
    with watching(output, timeout=60) as client:
        with stopped_workers():
            asking = asked_beside(client, first)
            until(lambda: health(client)["busy"] == 1)
            waiting = asked_beside(client, second)
            until(lambda: health(client)["waiting"] == 1)
            publish(2, output)
            waiting.join(30)
            assert is_of(2, second[0])
            assert not first, "the long one goes on meanwhile"
        asking.join(60)
    assert is_of(1, first[0])


def test_workers_of_the_old_build_end(output: Path) -> None:
    async def tried() -> None:
        editions = Editions(Settings(output, BASE, workers=2, every=EVERY), lambda _line: None)
        async with editions:
            older = editions.current
            publish(2, output)
            while editions.current is older or older.pool.alive:
                await asyncio.sleep(0.02)
            assert editions.current.pool.alive == 3
            assert not Path(older.dumps._folder.name).exists()

    asyncio.run(asyncio.wait_for(tried(), 30))


def test_where_builds_overwrite_one_another_the_next_is_taken_up_when_it_is_whole(tmp_path: Path) -> None:
    """As on a disk without links: the same folder, one file after the other."""
    output = tmp_path / "plain"
    output.mkdir()
    write_build(1, output)
    with watching(output) as client:
        assert numbers(client) == {"1"}
        (tmp_path / "next").mkdir()
        write_build(2, tmp_path / "next")
        (output / "store").rename(output / ".old-store")
        for name in ("dataset.ttl", "dhrgraph.trig", "dhrgraph.ttl", "store"):
            (tmp_path / "next" / name).replace(output / name)
        shutil.rmtree(output / ".old-store")
        until(lambda: health(client)["graph"] == version(2))
        assert numbers(client) == {"2"}


def test_a_server_is_asked_to_look_by_a_signal(output: Path) -> None:
    """At once, and again at a build that could not be opened before."""
    with server(output) as (address, process), httpx.Client(base_url=address, timeout=20) as client:
        assert numbers(client) == {"1"}
        damage("no store", 2, output)
        until(lambda: "problem" in health(client))
        write_build(2, output / ".builds" / "2")
        process.send_signal(signal.SIGHUP)
        until(lambda: health(client)["graph"] == version(2), 10)
        assert numbers(client) == {"2"}
        assert process.poll() is None


def test_the_version_is_that_which_the_build_states(built: Path, tmp_path: Path) -> None:
    """The description and the file itself give the same; without a description the file is read."""
    folder = opened(built)
    whole = version_of(folder)
    shutil.copy(folder / "dhrgraph.trig", tmp_path)
    assert version_of(tmp_path) == whole
    shutil.copy(folder / "dataset.ttl", tmp_path)
    assert version_of(tmp_path) == whole
    with (tmp_path / "dhrgraph.trig").open("a") as file:
        file.write("# changed\n")
    assert version_of(tmp_path) != whole, "it speaks of another file"


def test_the_seeds_are_taken_up_again_with_their_pages(built: Path, tmp_path: Path) -> None:
    """The real thing: pages, canned questions and the description, from made-up to real and back."""
    output = tmp_path / "output"
    publish(1, output)
    with watching(output) as client:
        _copy(opened(built), output)
        until(lambda: health(client)["graph"] == version_of(opened(built)))
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
        assert client.get("/api/queries/coverage.json").json()["rows"]
        count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).json()
        assert int(count["results"]["bindings"][0]["n"]["value"]) == len(Store.open(opened(built) / "store"))


def _copy(build: Path, output: Path) -> None:
    from dhrgraph.publish.output import publication

    with publication(output) as staged:
        shutil.copytree(build, staged.folder, dirs_exist_ok=True)
        staged.publish()


def test_a_mark_tells_builds_apart(output: Path) -> None:
    before = find(output)
    assert find(output) == before
    publish(2, output)
    assert find(output) != before


def test_a_server_over_nothing_says_so(tmp_path: Path) -> None:
    from dhrgraph.errors import NoGraphError

    with (
        pytest.raises(NoGraphError, match="dhrgraph build"),
        TestClient(application(Settings(tmp_path, BASE), lambda _line: None)),
    ):
        pass


def test_health_tells_nothing_of_this_machine(output: Path) -> None:
    with watching(output) as client:
        assert str(output) not in json.dumps(health(client))
