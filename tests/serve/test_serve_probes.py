"""What an examiner found by asking oddly: each fault as a test of what is right."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import BASE, serving
from starlette.testclient import TestClient
from test_serve_pool import in_pool, job, processes, whole

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Store
from dhrgraph.serve.found import mark_of
from dhrgraph.serve.pool import Pool, RefusedError
from dhrgraph.serve.settings import Settings


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built, max_rows=3) as found:
        yield found


# --- HTTP ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/graphs", "/health", "/dump.nq.gz", "/api/queries/coverage.json", "/sparql"])
def test_the_methods_that_are_told_are_those_that_work(client: TestClient, path: str) -> None:
    told = client.options(path).headers["allow"]
    assert told == client.put(path).headers["allow"]
    assert ("POST" in told) == (client.post(path, content="ASK {}").status_code != 405)


def test_304_is_only_for_those_who_read(client: TestClient) -> None:
    tag = {"If-None-Match": client.get("/sparql", params={"query": "ASK {}"}).headers["etag"]}
    assert client.get("/sparql", params={"query": "ASK {}"}, headers=tag).status_code == 304
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=tag).json() == {"head": {}, "boolean": True}


def test_an_editors_mark_before_the_text_is_no_part_of_the_query(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "\ufeffASK {}"}).status_code == 200
    direct = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content="\ufeffASK {}".encode(), headers=direct).status_code == 200


def test_a_packed_query_is_not_read(client: TestClient) -> None:
    packed = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    answer = client.post("/sparql", content=b"ASK {}", headers=packed)
    assert (answer.status_code, "gzip" in answer.text) == (415, True)


def test_what_is_new_each_time_is_not_kept(client: TestClient) -> None:
    asked = {"query": "SELECT (RAND() AS ?x) (STRUUID() AS ?y) {}"}
    first, again = (client.get("/sparql", params=asked) for _ in range(2))
    assert first.headers["cache-control"] == "no-store"
    assert first.text != again.text


@pytest.mark.parametrize("path", ["/", "/sparql", "/nothing-here", "/search?q=x"])
def test_no_page_can_be_framed(client: TestClient, path: str) -> None:
    policy = client.get(path, headers={"Accept": "text/html"}).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy


def test_a_page_of_rows_says_too_that_there_are_more(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": "text/html"})
    assert answer.headers["dhrgraph-truncated"] == "3"


# --- queries that are none -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "it is empty"),
        ("ASK { ?s dhr:text ?o }", "begin with PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>"),
        ("ASK { ?s ?p 'x'^^strange:y }", "the prefix 'strange:' is not declared; begin with PREFIX strange: <…>"),
        ("ASK { ?s :p ?o }", "the prefix ':' is not declared"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "has no value after the GROUP BY"),
        ("ASK { ?s <a b> ?o }", "an IRI holds a character that it cannot"),
        ("ASK { ?s ?p ?o } LIMIT 99999999999999999999999", "LIMIT and OFFSET take a whole number"),
        ("ASK {\n?s ?p '''x:y\nz:a''' . # b:c\n ?s <d:e> }", "line 4, column 11"),
        ('SELECT * { ?s ?p "a\\"x:y" . ?s }', "line 1, column"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(query: str, said: str) -> None:
    with pytest.raises(QueryError, match=r"^not a SPARQL query: ") as problem:
        Store.memory(b"").select(query)
    assert said in str(problem.value)
    assert "expected" not in str(problem.value)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 20_000 + ")" * 20_000 + ")}",
        "ASK " + "{" * 5_000 + "}" * 5_000,
        "ASK { FILTER(" + "!" * 50_000 + "true) }",
        "SELECT " + " ".join(f"(1 AS ?v{n})" for n in range(5_000)) + " {}",
    ],
    ids=["brackets", "groups", "nots", "columns"],
)
def test_what_the_engine_cannot_read_is_the_querys_fault(built: Path, query: str) -> None:
    async def tried(pool: Pool) -> None:
        with pytest.raises(RefusedError, match="nested too deeply") as refused:
            await pool.run(job(query))
        assert refused.value.status == 400
        assert (await pool.run(job("ASK {}"))).status == 200

    in_pool(built, tried, timeout=20.0)


# --- workers that end by themselves ----------------------------------------------------------------------------------


def test_nobody_notices_that_workers_were_killed(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        await kill_all(pool)
        assert pool.restarts == 2
        assert (await pool.run(job("ASK {}"))).status == 200
        await whole(pool)
        assert pool.alive == 2

    in_pool(built, tried, timeout=10.0)


def test_a_worker_killed_at_its_work_is_replaced_by_another_once(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        first, second = processes(pool)
        for stopped in (first, second):
            os.kill(stopped, signal.SIGSTOP)
        asked = asyncio.create_task(pool.run(job("ASK {}")))
        await asyncio.sleep(0.1)
        os.kill(first, signal.SIGKILL)
        await asyncio.sleep(0.1)
        os.kill(second, signal.SIGCONT)
        assert (await asked).status == 200, "the other answers"

    in_pool(built, tried, timeout=10.0)


def test_a_question_that_costs_two_workers_is_given_up(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        workers = processes(pool)
        for stopped in workers:
            os.kill(stopped, signal.SIGSTOP)
        asked = asyncio.create_task(pool.run(job("ASK {}")))
        for stopped in workers:
            await asyncio.sleep(0.1)
            os.kill(stopped, signal.SIGKILL)
        with pytest.raises(RefusedError, match="from outside") as refused:
            await asked
        assert (refused.value.status, refused.value.retry) == (503, 1)

    in_pool(built, tried, timeout=10.0)


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copied", ignore=shutil.ignore_patterns("*.html", "tables"))


async def kill_all(pool: Pool) -> None:
    """Kill the workers while they have nothing to do, and wait until the server can have seen it."""
    for process in processes(pool):
        os.kill(process, signal.SIGKILL)
    await asyncio.sleep(0.3)


def test_without_a_store_it_is_said_and_with_one_all_is_well_again(copied: Path) -> None:
    async def tried() -> None:
        async with Pool(Settings(copied, BASE, workers=1, timeout=1.0)) as pool:
            (copied / "store").rename(copied / "away")
            await kill_all(pool)
            begun = time.perf_counter()
            with pytest.raises(RefusedError, match="No process") as refused:
                await pool.run(job("ASK {}"))
            assert refused.value.status == 503
            assert time.perf_counter() - begun < 5
            for _ in range(100):
                if not pool.well:
                    break
                await asyncio.sleep(0.05)
            assert not pool.well
            (copied / "away").rename(copied / "store")
            await whole(pool)
            assert pool.well
            assert (await pool.run(job("ASK {}"))).status == 200

    asyncio.run(tried())


def test_another_build_in_the_same_folder_is_not_mixed_in(copied: Path) -> None:
    """Its answers would stand beside kept ones and under the version of the first."""

    async def tried() -> None:
        settings = Settings(copied, BASE, workers=1, timeout=1.0, mark=mark_of(copied))
        async with Pool(settings) as pool:
            with (copied / "dhrgraph.trig").open("a") as file:
                file.write("# another\n")
            assert (await pool.run(job("ASK {}"))).status == 200, "who is there goes on"
            await kill_all(pool)
            with pytest.raises(RefusedError) as refused:
                await pool.run(job("ASK { }"))
            assert refused.value.status == 503

    asyncio.run(tried())
