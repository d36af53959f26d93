"""Run work on untrusted items in processes of their own, each item with limits.

    work, items  ->  run_isolated  ->  a result or a Failure for each item, in the order of the items

An item that hangs, outgrows its memory or kills its process costs only itself: the process is replaced and the others
go on. Processes are forked on Linux, where what `work` knows is inherited, and started afresh elsewhere, where `work`
and the items must pickle. Results come back by pickle, and only records of this package are taken.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from dhrgraph.read.confined import Limits
from dhrgraph.read.unpickling import unpickled
from dhrgraph.read.worker import MEND, Failure, serve

Item = TypeVar("Item")
Result = TypeVar("Result")

_SENT = frozenset({("re", "_compile")})  # a worker sends patterns too
_LAST_BREATH = 0.5  # seconds until a process whose line is closed has ended

# What comes of a line that is closed, and of bytes that are no record (Python's documentation of pickle.load)
_NO_RESULT = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, TypeError, ValueError)


def cores() -> int:
    """How many cores this process may use.

    Example:
        >>> cores() >= 1
        True
    """
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def run_isolated(
    work: Callable[[Item], Result], items: Sequence[Item], limits: Limits, workers: int | None = None
) -> Generator[Result | Failure, None, None]:
    """`work(item)` of each item, in their order, in at most `workers` processes at once (None: as many as cores).

    An item may be or have (as `path`) the one file that `work` may open, or a tuple of several. An UnreadableError that
    `work` raises becomes a Failure with its reason; any other exception becomes one that names its kind and place.

    Example:
        >>> list(run_isolated(abs, [-2, 3, "x"], Limits(), 1))[:2]
        [2, 3]
    """
    crew = _Crew(work, limits, min(workers or cores(), len(items)))
    todo = deque(enumerate(items))
    done: dict[int, Result | Failure] = {}
    try:
        for number in range(len(items)):
            while number not in done:
                while todo and crew.has_room():
                    crew.give(*todo.popleft())
                done |= crew.gather()
            yield done.pop(number)
    finally:
        crew.dismiss()


class _Crew(Generic[Item, Result]):
    """The processes at work."""

    def __init__(self, work: Callable[[Item], Result], limits: Limits, most: int) -> None:
        self._work, self._limits, self._most = work, limits, most
        self._start: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._busy: list[_Worker] = []
        self._idle: list[_Worker] = []

    def has_room(self) -> bool:
        return len(self._busy) < self._most

    def give(self, number: int, item: Item) -> None:
        worker = self._idle.pop() if self._idle else self._begin()
        worker.begin(number)
        self._busy.append(worker)
        try:
            worker.line.send(item)
        except OSError:  # it has died since; gather() will find the line closed
            worker.line.close()

    def gather(self) -> dict[int, Result | Failure]:
        """The outcomes that came in; waits for the first, or for the first deadline."""
        lines = [worker.line for worker in self._busy if not worker.line.closed]
        left = min(worker.left(self._limits) for worker in self._busy)
        ready = wait(lines, max(0.0, left)) if len(lines) == len(self._busy) else []
        outcomes: dict[int, Result | Failure] = {}
        for worker in list(self._busy):
            if worker.line in ready or worker.line.closed:
                outcome, fresh = worker.heard(self._limits)
            elif worker.left(self._limits) <= 0:
                outcome, fresh = _too_long(self._limits), False
            else:
                continue
            outcomes[worker.number] = outcome
            self._busy.remove(worker)
            if fresh:
                self._idle.append(worker)
            else:
                worker.end()
        return outcomes

    def dismiss(self) -> None:
        for worker in [*self._busy, *self._idle]:
            worker.end()

    def _begin(self) -> _Worker:
        ours, theirs = self._start.Pipe()
        process = self._start.Process(target=serve, args=(theirs, self._work, self._limits), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


class _Worker:
    """One process, the line to it, and the item it is busy with."""

    def __init__(self, process: Any, line: Connection) -> None:
        self.process, self.line = process, line
        self.number, self._begun = -1, 0.0

    def begin(self, number: int) -> None:
        """Its time starts now."""
        self.number, self._begun = number, time.monotonic() - self._waited()

    def left(self, limits: Limits) -> float:
        """Seconds until its time is up; while it waits for a core because the machine is busy, none pass."""
        return limits.seconds - (time.monotonic() - self._waited() - self._begun)

    def _waited(self) -> float:
        """Seconds it could have run and had no core; 0 where the system does not tell (man 5 proc: schedstat)."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError):
            return 0.0

    def heard(self, limits: Limits) -> tuple[Any, bool]:
        """The outcome it sent and whether it can go on; how it ended if it sent none."""
        try:
            said = self.line.recv_bytes()
            return unpickled(said[1:], _SENT), bool(said[0])
        except _NO_RESULT:
            self.process.join(_LAST_BREATH)
            code = self.process.exitcode or 0
            if sys.platform != "win32" and code == -signal.SIGXCPU:
                return _too_long(limits), False
            if sys.platform != "win32" and code in (-signal.SIGABRT, -signal.SIGKILL):
                return Failure(f"the reader stopped (signal {-code}), as for want of memory: {MEND}"), False
            return Failure(f"the reader stopped ({f'signal {-code}' if code < 0 else 'unasked'}): {MEND}"), False

    def end(self) -> None:
        """Stop it at once and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()


def _too_long(limits: Limits) -> Failure:
    return Failure(f"took longer than {limits.seconds:g} s to read: {MEND}, or allow more (--patience)")
