"""What a power cut would leave: every file that a build publishes is on the disk, with its last byte and its name,
before the rename that publishes it. Seen from outside, in what the system was asked to do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from proving import Room, corpora

from dhrgraph.publish.output import opened

pytestmark = pytest.mark.slow

_CALLS = "write,pwrite64,writev,pwritev,ftruncate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat"
_WRITES = ("write", "pwrite64", "writev", "pwritev", "ftruncate")
_CALL = re.compile(r"^(?:\d+ +)?(?P<call>\w+)\((?P<told>.*)")
_FILE = re.compile(r"^\d+<(?P<path>[^>]+)>")
_NAMES = re.compile(r'"((?:[^"\\]|\\.)*)"')


@pytest.fixture
def calls(tmp_path: Path) -> list[tuple[str, str, str]]:
    """What a build over an earlier one asked of the system, in order: call, path, new path of a rename."""
    tracer = shutil.which("strace")
    if tracer is None:
        pytest.skip("strace is not here to look on")
    room = Room(tmp_path)
    first, second = corpora(tmp_path / "documents")
    output = tmp_path / "output"
    assert room.build(first, output).returncode == 0
    words = [sys.executable, "-m", "dhrgraph", "build", str(second), "-o", str(output)]
    log = tmp_path / "calls"
    traced = subprocess.run(
        [tracer, "-f", "-y", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log), *words],
        env=room.environment({}), capture_output=True, text=True,
    )  # fmt: skip
    if "ptrace" in traced.stderr and traced.returncode:
        pytest.skip("no process may be traced here")
    assert traced.returncode == 0, traced.stderr
    return [found for line in log.read_text().splitlines() if (found := _call(line))]


def _call(line: str) -> tuple[str, str, str] | None:
    told = _CALL.match(line)
    if told is None or "resumed>" in line:
        return None
    if file := _FILE.match(told["told"]):
        return told["call"], file["path"], ""
    names = _NAMES.findall(told["told"])
    return (told["call"], names[0], names[1]) if len(names) == 2 else None


def test_all_is_on_the_disk_before_it_is_published(calls: list[tuple[str, str, str]], tmp_path: Path) -> None:
    output = tmp_path / "output"
    switched = next(
        n for n, (call, _, new) in enumerate(calls) if call.startswith("rename") and new.endswith("/.current")
    )
    build = opened(output).parent
    staged = next(old for call, old, new in calls if call.startswith("rename") and Path(new) == build)
    synced, written, moved = {}, {}, {}
    for n, (call, path, new) in enumerate(calls[:switched]):
        if call in ("fsync", "fdatasync"):
            synced[path] = n
        elif call in _WRITES:
            written[path] = n
        elif call.startswith("rename"):
            moved[new] = n
            if path in written:
                written[new] = written.pop(path)
    for path in build.rglob("*"):
        place = str(Path(staged) / path.relative_to(build))
        if path.is_file() and not path.is_symlink():
            assert place in synced, f"{place} is not known to be on the disk when it is published"
            assert synced[place] > written.get(place, -1), f"{place} was written to after it was synced"
        if path.is_dir():
            assert place in synced, f"the names in {place} are not known to be on the disk"
            assert synced[place] > max((n for new, n in moved.items() if str(Path(new).parent) == place), default=-1)
    assert synced[str(build.parent)] > moved[str(build)], "the build's own name"
    assert str(output) in {path for call, path, _ in calls[switched:] if call == "fsync"}, "the switch itself"
