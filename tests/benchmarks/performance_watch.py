"""A program watched while it runs: clock, processor time and memory of it and all it starts.

    words  ->  watched  ->  Watched: seconds, CPU seconds, peaks, and what each line it said came after

Memory is what the processes do not share (PSS, of Linux; elsewhere the largest single one), asked for now and
then, and the peak of the parent and of the largest worker as the kernel keeps them (VmHWM).
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

EVERY = 0.25  # seconds between two looks, while a run is short; of a long one a hundredth part
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of stderr, with the seconds since the start and the CPU seconds spent by then."""

    line: str
    clock: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run took. Megabytes are of 1,048,576 bytes; `code` is None where it was ended for taking too long."""

    code: int | None
    clock: float
    cpu: float
    parent_mb: float
    worker_mb: float
    together_mb: float
    said: tuple[Said, ...] = field(default=())
    out: str = ""

    def plain(self) -> dict[str, object]:
        """As plain values, for JSON."""
        return asdict(self)


def watched(
    words: Sequence[str], *, limit: float, env: Mapping[str, str] | None = None, memory_mb: int | None = None
) -> Watched:
    """Run a program to its end, or until `limit` seconds are over; `memory_mb` limits the address space of each process."""
    start = time.monotonic()
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={**os.environ, **(env or {})},
        start_new_session=True,
        preexec_fn=_limited(memory_mb) if memory_mb else None,
    )
    family = Family(process.pid)
    out: list[str] = []
    said: list[Said] = []
    readers = [
        threading.Thread(target=lambda: out.append(process.stdout.read()), daemon=True),  # type: ignore[union-attr]
        threading.Thread(target=_listen, args=(process, family, start, said), daemon=True),
    ]
    for reader in readers:
        reader.start()
    in_time = True
    try:
        while not _ended(process.pid):
            family.look()
            so_far = time.monotonic() - start
            if so_far > limit and in_time:
                in_time = False
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(min(max(EVERY, so_far / 100), 2.0) if so_far > 2 else 0.02)
    except BaseException:  # whoever stops the measuring stops what is measured
        os.killpg(process.pid, signal.SIGKILL)
        raise
    clock = time.monotonic() - start
    family.look()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    for reader in readers:
        reader.join(10)
    return Watched(
        process.returncode if in_time else None,
        clock,
        max(used.ru_utime + used.ru_stime, family.cpu()),
        family.parent_mb or used.ru_maxrss / 1024,
        family.worker_mb,
        max(family.together_mb, family.parent_mb),
        tuple(said),
        "".join(out),
    )


def _limited(memory_mb: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))


def _ended(pid: int) -> bool:
    """Whether the process ended; it is left to be waited for, so that nobody else gets its number."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _listen(process: subprocess.Popen[str], family: Family, start: float, said: list[Said]) -> None:
    assert process.stderr
    for line in process.stderr:
        family.look()
        said.append(Said(line.rstrip("\n"), time.monotonic() - start, family.cpu()))


class Family:
    """A process and all it started: CPU seconds spent so far, also by those that ended, and peaks of memory."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._spent: dict[tuple[int, str], float] = {}
        self._lock = threading.Lock()
        self.parent_mb = self.worker_mb = self.together_mb = 0.0

    def cpu(self) -> float:
        """CPU seconds of all, as last seen."""
        with self._lock:
            return sum(self._spent.values())

    def look(self) -> None:
        """See what the processes have used by now; nothing is seen where there is no /proc."""
        together = 0.0
        for pid in self._members():
            facts, peak, mine = _stat(pid), _status(pid, "VmHWM"), _rollup(pid)
            if facts is None:
                continue
            spent, born = facts
            with self._lock:
                self._spent[pid, born] = spent
            together += mine
            if pid == self._pid:
                self.parent_mb = max(self.parent_mb, peak)
            else:
                self.worker_mb = max(self.worker_mb, peak)
        self.together_mb = max(self.together_mb, together)

    def _members(self) -> list[int]:
        found, waiting = [], [self._pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            try:
                for task in (_PROC / str(pid) / "task").iterdir():
                    waiting += map(int, (task / "children").read_text().split())
            except (OSError, ValueError):
                continue
        return found


def _stat(pid: int) -> tuple[float, str] | None:
    """CPU seconds, and when the process began, which tells it from another of the same number."""
    try:
        cells = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(cells[11]) + int(cells[12])) / _TICK, cells[19]


def _status(pid: int, key: str) -> float:
    try:
        lines = (_PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{key}:")), 0.0)


def _rollup(pid: int) -> float:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def machine() -> dict[str, object]:
    """What the numbers were measured on, in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "system": sys.platform,
        "python": ".".join(map(str, sys.version_info[:3])),
        "load": round(os.getloadavg()[0], 1),
    }
