"""One build at a time in a folder, and who is told so."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from published_folders import files, publish, whole, write

from dhrgraph.publish.output import BusyError, holder, publication

BUILDS = """
import sys, time
from pathlib import Path
from dhrgraph.publish.output import publication
with publication(Path(sys.argv[1])) as staged:
    print("began", flush=True)
    time.sleep(60)
"""


def building(output: Path) -> subprocess.Popen[str]:
    """Another process in the middle of a build."""
    words = [sys.executable, "-c", BUILDS, str(output), "Zorbel Quandrix report.txt"]
    other = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "began\n"
    return other


def test_a_second_build_is_told_who_builds(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with building(tmp_path) as other:
        try:
            by = holder(tmp_path)
            assert by is not None
            assert by.process == other.pid
            with (
                pytest.raises(
                    BusyError, match=rf"(?s)python.*, process {other.pid} on .+, since 20\d\d-.+To mend: "
                ) as told,
                publication(tmp_path),
            ):
                pytest.fail("two builds at once")
            said = (tmp_path / ".lock").read_text() + str(told.value)
            assert "Quandrix" not in said, "what a file is called may be a person's name"
            assert whole(tmp_path) == files(1)
        finally:
            other.kill()
    assert holder(tmp_path) is None, "the system lets go of the lock of a process that was killed"
    publish(tmp_path, 2)
    assert whole(tmp_path) == files(2)
    assert not (tmp_path / ".lock").exists()


def test_two_builds_in_one_process_are_two(tmp_path: Path) -> None:
    with publication(tmp_path), pytest.raises(BusyError), publication(tmp_path):
        pytest.fail("two builds at once")
    publish(tmp_path, 1)


def test_a_build_that_ends_soon_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only looks holds the lock for an instant; that must not turn a build away."""
    lock, tries = sys.modules["dhrgraph.publish.output.lock"], []

    def slow(file: int, real: object = lock._lock) -> bool:  # type: ignore[attr-defined]
        tries.append(file)
        return len(tries) > 4 and real(file)  # type: ignore[operator]

    monkeypatch.setattr(lock, "_lock", slow)
    publish(tmp_path, 1)
    assert len(tries) > 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked on Linux and macOS")
def test_a_forked_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    with publication(tmp_path):
        worker = os.fork()
        if not worker:
            time.sleep(30)
            os._exit(0)
    try:
        publish(tmp_path, 1)
    finally:
        os.kill(worker, 9)
        os.waitpid(worker, 0)


def test_without_locks_nobody_is_kept_out_and_no_build_under_way_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_file: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("dhrgraph.publish.output.lock._lock", refused)
    publish(tmp_path, 1)
    other = tmp_path / ".builds" / "part-1" / "build"
    write(other, 9)
    publish(tmp_path, 2)
    assert whole(tmp_path) == files(2)
    assert other.exists()
