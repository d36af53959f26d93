"""Work in processes of its own: what goes wrong with one item is told in a line and costs no other."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from dhrgraph.config import Config
from dhrgraph.errors import UnreadableError
from dhrgraph.pipeline import ReadAndUnderstand
from dhrgraph.read.confined import Limits
from dhrgraph.read.documents import Job, list_jobs
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.worker import Failure
from dhrgraph.resources import folder

SECRET = "Zorwiquin"
SHORT = Limits(seconds=2, memory=200)


def unreadable() -> None:
    raise UnreadableError("a.txt", "no words")


def mistake() -> None:
    raise KeyError(SECRET)


def deep() -> None:
    deep()


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    """Work that hangs on to every exception Python gives it."""
    while True:
        with suppress(BaseException):
            time.sleep(60)


@dataclass
class Stranger:
    """A record that is none of the package's."""

    word: str = SECRET


# what is done -> a word of the line that must be told
HARM: dict[str, tuple[Callable[[], object], str]] = {
    "unreadable": (unreadable, "no words"),
    "mistake": (mistake, "KeyError"),
    "deep": (deep, "nested too deeply"),
    "memory": (lambda: bytearray(10**9), "more than 200 MB"),
    "fault": (lambda: ctypes.string_at(0), f"signal {signal.SIGSEGV:d}"),
    "abort": (os.abort, f"signal {signal.SIGABRT:d}"),
    "exit": (lambda: os._exit(3), "stopped"),
    "sys.exit": (lambda: sys.exit(SECRET), "stopped"),
    "sleep": (swallow, "longer than 2 s"),
    "spin": (spin, "longer than 2 s"),
    "a stranger's record": (Stranger, "stopped"),
    "network": (lambda: socket.create_connection(("127.0.0.1", 9)), "PermissionError"),
    "program": (lambda: subprocess.run(["true"], check=False), "PermissionError"),
    "shell": (lambda: os.system("true"), "PermissionError"),
    "fork": (os.fork, "PermissionError"),
    "other file": (lambda: Path("/etc/hostname").read_bytes(), "PermissionError"),
    "write": (lambda: Path("written.txt").write_bytes(b"x"), "PermissionError"),
    "remove": (lambda: Path("standing.txt").unlink(), "PermissionError"),
}


def work(what: object) -> object:
    """Do harm when told so; else give back twice what was given."""
    return HARM[what][0]() if isinstance(what, str) and what in HARM else [what, what]


def test_each_harm_is_told_and_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "standing.txt").write_text("x", encoding="utf-8")
    items: list[object] = [item for what in HARM for item in (what, f"after {what}")]
    outcomes = dict(zip(items, run_isolated(work, items, SHORT, 2), strict=True))
    for what, (_, word) in HARM.items():
        outcome = outcomes[what]
        assert isinstance(outcome, Failure), what
        assert word in outcome.reason, what
        assert "\n" not in outcome.reason
        assert SECRET not in outcome.reason
        assert outcomes[f"after {what}"] == [f"after {what}"] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["standing.txt"]
    assert SECRET.encode() not in b"".join(capfdbinary.readouterr()), "nor is it said on the way"


def test_deadlines_run_side_by_side() -> None:
    begun = time.monotonic()
    outcomes = list(run_isolated(work, [*["sleep"] * 6, "fine"], Limits(1), 6))
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [*[True] * 6, False]
    assert time.monotonic() - begun < 5, "one after the other they would take 6 s"


def test_results_come_in_the_order_of_the_items_whoever_is_first() -> None:
    def slower_first(number: int) -> int:
        time.sleep(0.02 * (10 - number))
        return number

    for workers in (1, 3):
        assert list(run_isolated(slower_first, range(10), Limits(), workers)) == list(range(10))


def test_nobody_is_left_behind(tmp_path: Path) -> None:
    told = run_isolated(lambda _: [os.getpid()], range(4), Limits(), 2)
    first = next(told)
    assert isinstance(first, list)
    told.close()
    with pytest.raises(ProcessLookupError):
        os.kill(first[0], 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_their_parent(ending: signal.Signals) -> None:
    program = """
import os, time
from dhrgraph.read.confined import Limits
from dhrgraph.read.isolated import run_isolated
def work(item):
    if item: time.sleep(60)
    return [os.getpid()]
for pids in run_isolated(work, [0, 1], Limits(50), 1): print(*pids, flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        os.killpg(parent.pid, ending) if ending == signal.SIGINT else parent.kill()
        parent.wait(5)
    for _ in range(100):
        if not _runs(worker):
            break
        time.sleep(0.02)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_was_understood_survives_the_way_back(config: Config) -> None:
    """The other way to the same records is to make them in this process."""
    files = sorted(folder("seeds").glob("nottingham*.txt"))
    jobs = [job for job in list_jobs(files) if isinstance(job, Job)]
    assert jobs
    here = ReadAndUnderstand(config)
    assert list(run_isolated(here, jobs, Limits(60), 2)) == [here(job) for job in jobs]


def test_where_processes_start_afresh_the_settings_are_read_again(config: Config) -> None:
    sent = pickle.dumps(ReadAndUnderstand(config))
    assert len(sent) < 500, "a path, not the settings"
    assert pickle.loads(sent).config.kinds == config.kinds
