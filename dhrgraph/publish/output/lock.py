"""One build at a time in a folder, and who it is."""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dhrgraph.errors import DhrGraphError
from dhrgraph.publish.output.layout import LOCK

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # some network folders
_TRIES, _PAUSE = 20, 0.05  # seconds: `holder` looks for less than that
_held: set[int] = set()  # descriptors of this process, which a forked worker must not go on holding


@dataclass(frozen=True, slots=True)
class Holder:
    """Who builds in a folder: process, machine, since when (UTC), and which program; never its arguments, in which a
    file's name could be a person's."""

    process: int
    host: str
    since: str
    command: str

    def __str__(self) -> str:
        return f"{self.command}, process {self.process} on {self.host}, since {self.since}"


class BusyError(DhrGraphError):
    """Somebody else is building in the same folder."""

    def __init__(self, output: Path, by: Holder | None) -> None:
        super().__init__(
            f"{output}: another build is under way there ({by or 'it has not said whose'}).\n"
            "  To mend: wait until it has ended, or write to another folder with -o. What is published stays readable."
        )


@contextmanager
def held(output: Path) -> Iterator[bool]:
    """Hold the folder's lock. The system lets go of it when the process ends, however that comes about.

    False: the file system has no locks, and another build is not kept out.

    Raises:
        BusyError: somebody else holds it; says who.
        OSError: the folder cannot be written in.
    """
    path = output / LOCK
    file, alone = _taken(output)
    _held.add(file)
    try:
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(asdict(_me())).encode(), 0)
        yield alone
    finally:
        with suppress(OSError):  # Windows takes away no file that is open
            path.unlink()
        _held.discard(file)
        os.close(file)


def holder(output: Path) -> Holder | None:
    """Who is building in a folder now; None if nobody is, or whoever it is has not yet said so."""
    path = output / LOCK
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _lock(file) else Holder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    finally:
        os.close(file)


def _taken(output: Path) -> tuple[int, bool]:
    """The lock's file, open and locked, and whether that keeps others out."""
    path = output / LOCK
    for _ in range(_TRIES):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if _lock(file) and _stands(file, path):
                return file, True
        except OSError as problem:
            if problem.errno in _NO_LOCKS:
                return file, False
            os.close(file)
            raise
        os.close(file)
        if holder(output):
            break
        time.sleep(_PAUSE)
    raise BusyError(output, holder(output))


def _stands(file: int, path: Path) -> bool:
    """Whether the file is still the one at `path`: who held it before takes it away at the end."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _me() -> Holder:
    now = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    return Holder(os.getpid(), platform.node(), now, Path(sys.argv[0] if sys.argv[0] != "-c" else sys.executable).name)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte behind the words, which can still be read

    def _lock(file: int) -> bool:
        """Lock an open file; False: another has it."""
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(file: int) -> bool:
        """Lock an open file; False: another has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go() -> None:
        """In a forked worker: its copy of the descriptor would hold the lock when the builder has ended."""
        for file in _held:
            os.close(file)
        _held.clear()

    os.register_at_fork(after_in_child=_let_go)
