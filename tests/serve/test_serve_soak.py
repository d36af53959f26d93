"""A soak: builds are published one after the other under clients that never pause, and workers are killed meanwhile.

Some 15 seconds; longer with DHRGRAPH_SOAK=SECONDS.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from publishing import MARKED, STATEMENTS, publish, version
from serving import server
from test_serve_command import children

SECONDS = float(os.environ.get("DHRGRAPH_SOAK", "15"))
CLIENTS = 4
_ETAG = re.compile(r'"([0-9a-f]{12})-')


class Seen:
    """What clients were told, and what of it could not be."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.numbers: Counter[int] = Counter()
        self.slowest = 0.0
        self._lock = threading.Lock()

    def reply(self, path: str, answer: httpx.Response, told: set[str], statements: int, seconds: float) -> None:
        """A reply whose body tells the numbers `told`, in `statements` places."""
        tag = _ETAG.match(answer.headers.get("etag", ""))
        with self._lock:
            self.slowest = max(self.slowest, seconds)
            if answer.status_code != 200 or tag is None:
                self.wrong.append(f"{path}: {answer.status_code} {answer.text[:100]}")
            elif len(told) != 1 or statements != STATEMENTS:
                self.wrong.append(f"{path}: {statements} statements of builds {sorted(told)}")
            elif version(int(*told)) != tag[1]:
                self.wrong.append(f"{path}: the answer is of {told}, the header of another")
            else:
                self.numbers[int(*told)] += 1

    def lost(self, path: str, problem: Exception) -> None:
        with self._lock:
            self.wrong.append(f"{path}: {type(problem).__name__} {problem}")


def _rows(text: str) -> list[str]:
    return text.split()[1:]


def _literals(text: str) -> list[str]:
    return re.findall(r'mark> "(\d+)"', text)


# how each kind of reply is asked for, and where its numbers stand; several, so that few are answered from what is kept
ASKED: list[tuple[str, Callable[[int], dict[str, str]], Callable[[httpx.Response], list[str]]]] = [
    ("sparql", lambda n: {"query": f"{MARKED} #{n}", "format": "csv"}, lambda answer: _rows(answer.text)),
    ("sparql", lambda _: {"query": MARKED, "format": "csv"}, lambda answer: _rows(answer.text)),
    ("graphs", lambda n: {"default": "", "n": str(n), "format": "nt"}, lambda answer: _literals(answer.text)),
    ("dump.nq.gz", lambda _: {}, lambda answer: _literals(gzip.decompress(answer.content).decode())),
]


def ask(address: str, seen: Seen, stop: threading.Event, seed: int) -> None:
    """One client: it asks the next thing as soon as it has an answer."""
    chance, numbers = random.Random(seed), 0
    with httpx.Client(base_url=address, timeout=60) as client:
        while not stop.is_set():
            numbers += 1
            path, parameters, told = chance.choice(ASKED)
            begun = time.monotonic()
            try:
                answer = client.get(path, params=parameters(seed * 1_000_000 + numbers))
                found = told(answer) if answer.status_code == 200 else []
            except (httpx.HTTPError, gzip.BadGzipFile, EOFError) as problem:
                seen.lost(path, problem)
            else:
                seen.reply(path, answer, set(found), len(found), time.monotonic() - begun)


def kill_now_and_then(address: str, server_process: int, stop: threading.Event) -> int:
    """Kill a worker whenever a spare one is there; how many."""
    chance, killed = random.Random(8), 0
    with httpx.Client(base_url=address, timeout=60) as client:
        while not stop.wait(0.7):
            told = client.get("health").json()
            workers = children(server_process)
            if told["alive"] > told["workers"] and workers:
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed += 1
    return killed


@pytest.mark.slow
def test_builds_change_under_load_and_nobody_notices(tmp_path: Path) -> None:
    output, seen, stop = tmp_path / "output", Seen(), threading.Event()
    publish(1, output)
    with server(output, "--workers", 2) as (address, process):
        done: dict[str, Any] = {}
        clients = [threading.Thread(target=ask, args=(address, seen, stop, seed)) for seed in range(CLIENTS)]
        clients.append(threading.Thread(target=lambda: done.update(k=kill_now_and_then(address, process.pid, stop))))
        for thread in clients:
            thread.start()
        end, number = time.monotonic() + SECONDS, 1
        while time.monotonic() < end:
            time.sleep(1)
            number += 1
            publish(number, output)
        _reaches(address, version(number))
        stop.set()
        for thread in clients:
            thread.join(90)
        changes = httpx.get(f"{address}health").json()["changes"]
    print(f"{seen.numbers.total()} replies of {len(seen.numbers)} builds, {changes} changes of {number}, ", end="")
    print(f"{done['k']} workers killed, slowest {seen.slowest:.2f} s")
    assert seen.wrong == []
    assert seen.numbers.total() > 50
    assert changes >= 2
    assert len(seen.numbers) >= 3, "answers of several builds were seen"
    assert done["k"] >= 3
    assert len(list((output / ".builds").iterdir())) <= 4, "builds that nobody reads are cleared away"


def _reaches(address: str, graph: str) -> None:
    """Wait until the last build that was published is the one that is served."""
    end = time.monotonic() + 60
    while httpx.get(f"{address}health").json()["graph"] != graph:
        assert time.monotonic() < end, "the last build was never taken up"
        time.sleep(0.1)
