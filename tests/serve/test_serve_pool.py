"""Answers that take too long, too much or that nobody waits for end alone: the server goes on."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from serving import BASE, GREEDY, SLOW, serving

from dhrgraph.serve.app import application
from dhrgraph.serve.pool import Pool, RefusedError
from dhrgraph.serve.settings import MEGABYTE, Settings
from dhrgraph.serve.wire import pack_job


def job(query: str) -> bytes:
    return pack_job("sparql", {"query": query, "default": [], "named_graphs": [], "accept": "", "form": ""})


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be seen off does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def processes(pool: Pool) -> list[int]:
    return [worker._process.pid for worker in pool._idle._queue]  # type: ignore[attr-defined]


def in_pool(built: Path, tried: Callable[[Pool], Coroutine[Any, Any, None]], **settings: Any) -> None:
    async def tried_out() -> None:
        async with Pool(Settings(built, BASE, **{"workers": 1, "timeout": 2.0, **settings})) as pool:
            await tried(pool)

    asyncio.run(tried_out())


async def whole(pool: Pool, within: float = 10) -> None:
    """Wait until killed workers are replaced."""
    for _ in range(int(within * 50)):
        if pool._idle.qsize() == 2:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("a killed worker was not replaced")


def test_a_slow_answer_is_given_up_and_the_next_comes_at_once(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        begun = time.perf_counter()
        with pytest.raises(RefusedError, match="longer than 1 seconds") as refused:
            await pool.run(job(SLOW))
        assert refused.value.status == 503
        assert time.perf_counter() - begun < 5
        assert (await pool.run(job("ASK {}"))).status == 200, "the spare worker answers while another is started"
        await whole(pool)
        assert pool.restarts == 1

    in_pool(built, tried, timeout=1.0)


def test_a_worker_ends_itself_when_nobody_does(built: Path) -> None:
    """The kernel's alarm: the server's own clock is taken away here."""

    async def tried(pool: Pool) -> None:
        worker = await pool._idle.get()
        with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
            await asyncio.wait_for(worker.ask(job(SLOW)), 15)
        assert await worker.code() < 0

    in_pool(built, tried, timeout=0.2)


def test_an_answer_that_eats_memory_ends_alone(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        with pytest.raises(RefusedError, match="more memory") as refused:
            await pool.run(job(GREEDY))
        assert refused.value.status == 500
        assert (await pool.run(job("ASK {}"))).status == 200

    in_pool(built, tried, timeout=30.0, memory=700 * MEGABYTE)


def test_a_query_nested_too_deeply_ends_alone(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        deep = "SELECT (" + "(" * 200_000 + "1" + ")" * 200_000 + " AS ?x) {}"
        with pytest.raises(RefusedError, match="nested too deeply") as refused:
            await pool.run(job(deep))
        assert refused.value.status == 400
        assert (await pool.run(job("ASK {}"))).status == 200

    in_pool(built, tried, timeout=20.0)


def test_a_worker_that_nobody_waits_for_is_free_again(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        asked = asyncio.create_task(pool.run(job(SLOW)))
        await asyncio.sleep(0.3)
        busy = pool.busy
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        assert (busy, pool.busy) == (1, 0)
        assert (await asyncio.wait_for(pool.run(job("ASK {}")), 5)).status == 200
        await whole(pool)

    in_pool(built, tried, timeout=60.0)


def test_a_crowd_waits_up_to_a_number(built: Path) -> None:
    async def tried(pool: Pool) -> None:
        slow = asyncio.create_task(pool.run(job(SLOW)))
        await asyncio.sleep(0.1)
        others = [asyncio.create_task(pool.run(job("ASK {}"))) for _ in range(5)]
        await asyncio.sleep(0.1)
        turned_away = [task.exception() for task in others if task.done()]
        assert len(turned_away) == 2
        for problem in turned_away:
            assert isinstance(problem, RefusedError)
            assert (problem.status, problem.retry) == (503, 1)
        found = await asyncio.gather(slow, *others, return_exceptions=True)
        assert sum(not isinstance(each, BaseException) for each in found) == 3, "those who waited were answered"

    in_pool(built, tried, queue=3, timeout=1.5)


def test_no_worker_stays_behind(built: Path) -> None:
    seen: list[int] = []

    async def tried(pool: Pool) -> None:
        seen.extend(processes(pool))
        assert len(seen) == 3
        assert all(map(alive, seen))
        busy = asyncio.create_task(pool.run(job(SLOW)))
        await asyncio.sleep(0.2)
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)

    in_pool(built, tried, workers=2)
    assert not any(map(alive, seen))


def test_a_worker_has_no_network(built: Path) -> None:
    """The second wall: where the system lets it, a worker that a query had taken over could reach nobody."""

    async def tried(pool: Pool) -> None:
        (first, *_) = processes(pool)
        here, there = (Path(f"/proc/{process}/ns/net").readlink() for process in (os.getpid(), first))
        if here == there:
            pytest.skip("this system lets no process leave its network")

    in_pool(built, tried)


def test_the_same_is_asked_once(built: Path) -> None:
    with serving(built) as client:
        asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
        first, again = (client.get("/sparql", params=asked) for _ in range(2))
        assert first.content == again.content
        assert dict(first.headers) == dict(again.headers)


class _Leaver:
    """A client of the application, by ASGI itself, that leaves after a while."""

    def __init__(self, query: str, leave_after: float) -> None:
        headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/sparql-query")]
        self.scope = {"type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b""}
        self.scope |= {"headers": headers, "scheme": "http", "root_path": "", "http_version": "1.1"}
        self.scope |= {"server": None, "client": None}
        self._messages = iter([{"type": "http.request", "body": query.encode(), "more_body": False}])
        self._leave_after = leave_after

    async def receive(self) -> dict[str, Any]:
        for message in self._messages:
            return message
        await asyncio.sleep(self._leave_after)
        return {"type": "http.disconnect"}

    async def send(self, _message: Any) -> None:
        """Nobody reads."""


def test_who_leaves_frees_a_worker(built: Path) -> None:
    async def tried() -> None:
        lines: list[Any] = []
        app = application(Settings(built, BASE, workers=1, timeout=60), lines.append)
        leaver = _Leaver(SLOW, 0.2)
        from dhrgraph.serve.once import _Running

        async with _Running(app):
            begun = time.perf_counter()
            await app(leaver.scope, leaver.receive, leaver.send)  # type: ignore[arg-type]
            assert time.perf_counter() - begun < 5
            quick = _Leaver("ASK {}", 30)
            await asyncio.wait_for(app(quick.scope, quick.receive, quick.send), 5)  # type: ignore[arg-type]
        assert [line["status"] for line in lines] == [499, 200]

    asyncio.run(tried())


@pytest.mark.slow
def test_health_is_told_while_every_worker_is_busy(built: Path) -> None:
    with serving(built, timeout=1.5, workers=2) as client:
        threads = [
            threading.Thread(target=client.get, args=("/sparql",), kwargs={"params": {"query": SLOW}}) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        told = json.loads(client.get("/health").content)
        assert (told["busy"], told["waiting"]) == (2, 2)
        for thread in threads:
            thread.join()
