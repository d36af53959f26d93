"""`dhrgraph serve` from the command line: one request, or a server of its own that ends when it should."""

from __future__ import annotations

import builtins
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from socket import create_connection, create_server
from typing import Any

import pytest
from serving import SLOW, server

from dhrgraph.serve.guard import host_of
from dhrgraph.serve.server import address_of, located
from dhrgraph.serve.settings import Settings

Run = Any


def children(process: int) -> list[int]:
    """The processes that `process` started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, parent = status.read_text().rsplit(")", 1)
        except OSError:  # it has just ended
            continue
        state, above = parent.split()[:2]
        if int(above) == process and state != "Z":
            found.append(int(name.split()[0]))
    return found


def test_one_request_is_printed(built: Path, run: Run) -> None:
    done = run("serve", "-g", built, "--get", "/sparql?query=SELECT+(1+AS+%3Fn)%7B%7D", "--accept", "text/csv")
    assert (done.returncode, done.stdout) == (0, "n\r\n1\r\n")
    done = run("serve", "-g", built, "--get", "/api/queries/coverage.json?_size=1")
    assert json.loads(done.stdout)["question"] == "coverage"


def test_one_request_that_fails_says_so(built: Path, run: Run) -> None:
    done = run("serve", "-g", built, "--get", "/api/queries/coverag.json")
    assert done.returncode == 1
    assert done.stderr.startswith("404")
    assert "Did you mean" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-g", "nothing"], 1, "dhrgraph build"),
        (["--base", "data.example.org"], 2, "no address"),
        (["--base", "https://data.example.org/?x"], 2, "no address"),
        (["--base", "https://user:word@data.example.org/"], 2, "no address"),
        (["--base", "https://data.example.org:123456/"], 2, "no address"),
        (["--base", 'https://data.example.org/"><b>'], 2, "no address"),
        (["--contact", "javascript:alert(1)"], 2, "e-mail"),
        (["--timeout", "nan"], 2, "not a number"),
        (["--ui-dir", "."], 1, "npm install @zazuko/yasgui"),
        (["--port", "70000"], 2, "70000"),
        (["--exit-url", "javascript:alert(1)"], 2, "https://"),
        (["--timeout", "0"], 2, "0"),
    ],
)
def test_what_is_wrong_is_said(built: Path, run: Run, words: list[str], code: int, said: str) -> None:
    done = run("serve", *(() if "-g" in words else ("-g", built)), "--get", "/health", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_on_loopback_only_its_names_are_answered(host: str) -> None:
    names = located(Settings(Path(), ""), host, address_of(host, 80)).names
    assert {"127.0.0.1", "localhost", "[::1]", host_of(address_of(host, 80).split("/")[2])} == {*names}
    assert not located(Settings(Path(), ""), "0.0.0.0", "https://data.example.org/a/b").names


def test_a_missing_extra_names_the_command(built: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "uvicorn":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run("serve", "-g", built, "--get", "/health")
    assert done.returncode == 2
    assert "pip install 'dhrgraph[serve]'" in done.stderr


def test_a_broken_store_is_said(tmp_path: Path, built: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    (tmp_path / "dhrgraph.trig").write_bytes((built / "dhrgraph.trig").read_bytes())
    words = [sys.executable, "-m", "dhrgraph", "serve", "-g", str(tmp_path), "--port", "0"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "To make one: dhrgraph build" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_said(built: Path, run: Run) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "-g", built, "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "--port 0" in done.stderr


def test_the_server_answers_and_ends_with_all_its_workers(built: Path) -> None:
    with server(built) as (address, process):
        with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D") as answer:
            assert json.load(answer)["boolean"] is True
        workers = children(process.pid)
        assert len(workers) == 3
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0 or process.returncode == -signal.SIGTERM
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.slow
def test_workers_of_a_killed_server_end(built: Path) -> None:
    """Even one that is in the middle of a long answer."""
    with server(built, "--timeout", "300") as (address, process):
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        with create_connection((host, int(port))) as asking:
            body = SLOW.encode()
            head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
            asking.sendall(head.encode() + body)
            time.sleep(0.5)
            workers = children(process.pid)
            assert len(workers) == 3
            os.kill(process.pid, signal.SIGKILL)
            process.wait(5)
            until = time.monotonic() + 5
            while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
                time.sleep(0.05)
        assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_a_version_needs_no_server(built: Path) -> None:
    """The list of commands imports nothing of this."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, dhrgraph.cli.main; print('starlette' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert said.stdout == "False\n"
