"""What a worker process does: item after item, each within its limits, an outcome for each.

item  ->  serve  ->  (result or Failure, whether this process can go on), packed
"""

from __future__ import annotations

import pickle
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from dhrgraph.errors import UnreadableError
from dhrgraph.read.confined import Limits, confine, limit, size

MEND = "it may be damaged; save it again as PDF or DOCX"

_PACKAGE = Path(__file__).parents[1]
_LARGEST = 256 * 1024 * 1024  # bytes of one result
_WORN = 96 * 1024 * 1024  # bytes a process may keep after an item; past that a fresh one goes on
_FRAMES = {"serve", "hook"}  # functions of our own in which no mistake of reading is made


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave no result, in one line without its words. `trace` may hold them: it is for --debug only."""

    reason: str
    trace: str = ""


def serve(line: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """Do `work` on each item that comes down the line, until nobody is there or this process had better be replaced:
    after an exception nobody foresaw, or when it has grown."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when all stop
    allow = confine()
    begun, goes_on = size(), True
    while goes_on:
        try:
            item = line.recv()
        except EOFError:
            return
        allow(getattr(item, "path", item))
        limit(limits)
        with _Told(limits) as told:
            said = _packed(work(item))
        if told.failure:
            said = _packed(told.failure)
        goes_on = not (told.failure and told.failure.trace) and size() - begun < _WORN
        line.send_bytes(bytes([goes_on]) + said)


def _packed(outcome: object) -> bytes:
    said = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    if len(said) > _LARGEST:
        raise MemoryError
    return said


class _Told:
    """Makes a Failure of whatever exception ends the block; an exit asked for goes on."""

    failure: Failure | None = None

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __enter__(self) -> _Told:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(problem, Exception):
            self.failure = _failure(problem, self._limits)
        return isinstance(problem, Exception)


def _failure(problem: Exception, limits: Limits) -> Failure:
    """Why, in a line that names no word of what was read.

    Example:
        >>> _failure(RecursionError("deep"), Limits()).reason
        'nested too deeply to be read: it may be damaged; save it again as PDF or DOCX'
    """
    if isinstance(problem, UnreadableError):
        return Failure(problem.reason)
    trace = "".join(traceback.format_exception(problem))
    if isinstance(problem, MemoryError):
        return Failure(f"needed more than {limits.memory} MB of memory: no report does; {MEND}", trace)
    if isinstance(problem, RecursionError):
        return Failure(f"nested too deeply to be read: {MEND}", trace)
    places = traceback.extract_tb(problem.__traceback__)
    ours = [place for place in places if _PACKAGE in Path(place.filename).parents and place.name not in _FRAMES]
    where = f" in {Path(ours[-1].filename).name}, line {ours[-1].lineno}" if ours else ""
    return Failure(f"a mistake of dhrgraph's own ({type(problem).__name__}{where}), or {MEND}", trace)
