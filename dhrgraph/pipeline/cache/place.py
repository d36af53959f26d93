"""Where the cache is, and who may believe it: a folder of this user's own with a secret in it.

The secret's file is also the lock: every build that uses the cache holds it shared; only who holds it alone may throw
the cache away.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Mapping
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NAME = "dhrgraph"
_SECRET = 32  # bytes
_TURNS = 200  # of 10 ms, while another build writes the secret


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """`DHRGRAPH_CACHE`, else `dhrgraph` in the user's folder for what can be made again (XDG Base Directory 0.8).

    Example:
        >>> default_folder({"DHRGRAPH_CACHE": "/a/b"}).as_posix(), default_folder({"XDG_CACHE_HOME": "/c"}).as_posix()
        ('/a/b', '/c/dhrgraph')
    """
    if told := environment.get("DHRGRAPH_CACHE"):
        return Path(told)
    if (base := environment.get("XDG_CACHE_HOME", "")) and Path(base).is_absolute():
        return Path(base) / _NAME
    if sys.platform == "win32" and (base := environment.get("LOCALAPPDATA", "")):
        return Path(base) / _NAME / "cache"
    return Path.home() / ".cache" / _NAME


class Place:
    """The folder, made where it is not there, and its secret. Closed, it lets others throw the cache away.

    Raises:
        OSError: it cannot be made or read, or is not this user's alone to write.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            known = folder.stat()
            if known.st_uid != os.geteuid() or known.st_mode & 0o022:
                raise PermissionError(f"{folder} is not this user's alone to write")
        self._lock = os.open(folder / "secret", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            self.secret = self._read()
        except BaseException:
            os.close(self._lock)
            raise

    def _read(self) -> bytes:
        for _ in range(_TURNS):
            self._take(alone=False)
            secret = self._bytes()
            if len(secret) == _SECRET:
                return secret
            if self.alone():
                secret = secrets.token_bytes(_SECRET)
                os.ftruncate(self._lock, 0)
                os.lseek(self._lock, 0, os.SEEK_SET)
                os.write(self._lock, secret)
                os.fsync(self._lock)
                self._take(alone=False)
                return secret
            time.sleep(0.01)
        raise TimeoutError("another build does not let go of it")

    def alone(self) -> bool:
        """Whether no other process uses the cache; if so, none can begin to until `share`."""
        try:
            self._take(alone=True)
        except BlockingIOError:
            self._take(alone=False)
            return False
        return True

    def share(self) -> None:
        """Let others use the cache too."""
        self._take(alone=False)

    def close(self) -> None:
        """Let go."""
        os.close(self._lock)

    def _bytes(self) -> bytes:
        os.lseek(self._lock, 0, os.SEEK_SET)
        return os.read(self._lock, _SECRET + 1)

    def _take(self, *, alone: bool) -> None:
        if sys.platform != "win32":
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
