"""What clients do by mistake or in malice, over real sockets: the server answers what it can and goes on."""

from __future__ import annotations

import json
import re
import resource
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from socket import SHUT_WR, create_connection, socket
from urllib.parse import quote

import pytest
from serving import SLOW, server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with server(built, "--timeout", "1.5") as (found, _):
        yield found


def connect(address: str) -> socket:
    found = re.fullmatch(r"http://([^:]+):(\d+)/", address)
    assert found
    return create_connection((found[1], int(found[2])), 20)


def said(connection: socket) -> bytes:
    """All that is answered until the other side closes or falls silent."""
    heard = b""
    connection.settimeout(10)
    try:
        while chunk := connection.recv(65536):
            heard += chunk
            if b"\r\n\r\n" in heard and b"onnection: close" not in heard:
                break
    except (TimeoutError, ConnectionError):
        pass
    return heard


def health(address: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{address}health", timeout=5) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def well(address: str) -> None:
    """The server answers a question, and all its workers are there, if not at once."""
    with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=10) as answer:
        assert json.load(answer)["boolean"] is True
    until = time.monotonic() + 10
    while health(address)["busy"] != 0 and time.monotonic() < until:
        time.sleep(0.1)
    assert health(address)["ok"] is True
    assert health(address)["busy"] == 0


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /sparql HTTP/9.9\r\n\r\n",
        b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X%d: 1\r\n" % n for n in range(20_000)) + b"\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\nContent-Type: application/sparql-query\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\nFFFFFFFF\r\n"
        + b"x" * 2_000_000,
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /sparql%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /%FF%FE HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET http://elsewhere.example/sparql HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
        b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
    ],
    ids=range(19),
)
def test_odd_requests_are_answered_or_dropped(address: str, bytes_sent: bytes) -> None:
    with closing(connect(address)) as connection:
        try:
            connection.sendall(bytes_sent)
            answer = said(connection)
        except ConnectionError:  # it would hear no more
            answer = b""
    assert b"root:" not in answer
    assert not answer or re.match(rb"HTTP/1.1 (200|4\d\d|503)", answer), answer[:200]
    well(address)


def test_clients_that_leave_in_the_middle_hold_nothing(address: str) -> None:
    """Slow questions, each left at once: workers are freed long before their time is up."""
    for _ in range(4):
        with closing(connect(address)) as connection:
            connection.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            time.sleep(0.1)
    begun = time.monotonic()
    well(address)
    assert time.monotonic() - begun < 6
    for half in (b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nASK", b"GET /sparql?qu"):
        with closing(connect(address)) as connection:
            connection.sendall(half)
            connection.shutdown(SHUT_WR)
            said(connection)
    well(address)


def test_a_body_that_never_arrives_is_given_up(address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\nASK"
        )
        assert b" 408 " in said(connection).split(b"\r\n")[0]


def test_health_answers_while_slow_questions_run(address: str) -> None:
    def slow() -> int:
        try:
            with urllib.request.urlopen(f"{address}sparql?query={quote(SLOW)}", timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as problem:
            return problem.code

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(slow) for _ in range(4)]
        time.sleep(0.5)
        seen = []
        for _ in range(20):
            begun = time.perf_counter()
            seen.append(health(address)["busy"])
            assert time.perf_counter() - begun < 1, "measured closely in tests/benchmarks"
            time.sleep(0.05)
        assert max(seen) == 2  # type: ignore[type-var]
        assert {each.result() for each in asked} == {503}
    well(address)


def test_a_thousand_connections_at_once(address: str) -> None:
    """Some wait, some are sent away with a time to come again, nobody is dropped or left hanging."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    request = b"GET /sparql?query=ASK%7B%7D%20%23%d HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    open_ = [connect(address) for _ in range(1000)]
    try:
        for number, connection in enumerate(open_):
            connection.sendall(request.replace(b"%d", b"%d" % number))
        answers = [said(connection) for connection in open_]
    finally:
        for connection in open_:
            connection.close()
    statuses = [answer[9:12] for answer in answers]
    assert set(statuses) <= {b"200", b"503"}
    assert statuses.count(b"200") >= 100
    assert all(b"retry-after: " in answer for answer in answers if answer[9:12] == b"503")
    well(address)
