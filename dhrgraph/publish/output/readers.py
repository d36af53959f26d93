"""Who reads a build for long, so that it is not cleared away under them: a shared lock on the build's folder.

Most readers open what they need at once and need no such thing. Where folders cannot be locked nobody is kept waiting:
the build before the last stays anyway.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def reading(build: Path) -> Iterator[None]:
    """Keep the folder of a build from being cleared away until this is left, or the process ends.

    Raises:
        OSError: there is no such folder (any more).
    """
    if sys.platform == "win32":
        yield
        return
    folder = os.open(build, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(folder, fcntl.LOCK_SH)
        yield
    finally:
        os.close(folder)


def is_read(build: Path) -> bool:
    """Whether somebody is `reading` a build."""
    if sys.platform == "win32":
        return False
    try:
        folder = os.open(build, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _lock(folder, fcntl.LOCK_EX)
    finally:
        os.close(folder)


if sys.platform != "win32":

    def _lock(folder: int, kind: int) -> bool:
        """Lock an open folder, if it can be; False: another holds it."""
        try:
            fcntl.flock(folder, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # folders cannot be locked here
            return True
        return True
