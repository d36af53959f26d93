"""One piece of work in a process of its own, beside what goes on here.

work  ->  aside  ->  Aside  ->  give(material)  ...  taken()  ->  what work makes of the material
"""

from __future__ import annotations

import io
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Aside(Generic[Given, Made]):
    """Work that goes on elsewhere. Where its process ends too soon it is done here, which costs time only."""

    def __init__(self, work: Callable[[Given], Made], line: Connection) -> None:
        self._work, self._line = work, line
        self._given: list[Given] = []

    def give(self, material: Given) -> None:
        """Begin: the material is sent by pickle."""
        self._given = [material]
        with suppress(OSError):
            self._line.send(material)

    def taken(self) -> Made:
        """What was made; waits for it. An exception of `work` is raised here, when the work is done again."""
        try:
            made: Made = self._line.recv()
        except (OSError, EOFError):
            made = self._work(*self._given)
        return made


@contextmanager
def aside(work: Callable[[Given], Made]) -> Iterator[Aside[Given, Made]]:
    """A process for `work`, a function of a module; it ends with the block, or with this process.

    Example:
        >>> with aside(abs) as beside:
        ...     beside.give(-2)
        ...     beside.taken()
        2
    """
    start: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = start.Pipe()
    process = start.Process(target=_serve, args=(work, theirs, ours), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Aside(work, ours)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _serve(work: Callable[[Given], Made], line: Connection, other_end: Connection) -> None:
    """Take the material, send back what is made of it. What goes wrong ends the process in silence: it will be met
    where the work is done again."""
    other_end.close()
    sys.stderr = io.StringIO()
    with suppress(OSError, EOFError, KeyboardInterrupt):
        line.send(work(line.recv()))
