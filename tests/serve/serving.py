"""Serving for tests: the application in this process, a server of its own, and someone who listens."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from typing import Any

from starlette.testclient import TestClient

from dhrgraph.serve.app import application
from dhrgraph.serve.settings import Settings

BASE = "http://127.0.0.1:8000/"
# joins everything with everything: nobody waits for its end
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (STR(?a) < STR(?i)) }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a"


@contextmanager
def serving(output: Path, **settings: Any) -> Iterator[TestClient]:
    """A client of the application over `output`, as a browser on this machine would be."""
    told = Settings(output, BASE, **{"workers": 1, **settings})
    lines: list[Any] = []
    with TestClient(application(told, lines.append), base_url=BASE, follow_redirects=False) as client:
        client.headers.pop("accept", None)
        client.log = lines  # type: ignore[attr-defined]
        yield client


@contextmanager
def server(output: Path, *words: object) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`dhrgraph serve` as a process of its own, at the address that is given."""
    command = [sys.executable, "-m", "dhrgraph", "serve", "-g", str(output), "--port", "0", *map(str, words)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr
    said = process.stderr.readline()
    address = re.search(r"http://\S+/", said)
    assert address, said + process.stderr.read()
    threading.Thread(target=process.stderr.read, daemon=True).start()  # or its log fills the pipe
    try:
        yield address[0], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine and what it is sent: nothing, if all is well."""
    heard: list[bytes] = []
    with create_server(("127.0.0.1", 0)) as socket:

        def listen() -> None:
            while True:
                try:
                    connection, _ = socket.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    heard.append(connection.recv(4096))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{socket.getsockname()[1]}/", heard
        socket.shutdown(2)
    thread.join(5)
