"""The cache as a build uses it: it never fails, it only forgets.

folder  ->  Cache.open  ->  get, put, kept, close
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from dhrgraph.pipeline.cache.compressed import compress, expand
from dhrgraph.pipeline.cache.entries import FAILURES, Entries, remove
from dhrgraph.pipeline.cache.place import Place

FILE = "kept.sqlite"
MOST = 4 << 30  # bytes of values kept from build to build; those of a review are some 60 kB
BUILDS = 50  # what as many builds did not use is forgotten
_FILE_MOST = 2 * MOST  # what the file may have in a build, before it is pruned

Say = Callable[[str, str], None]  # stage, what was done
# what may keep a whole file from being used (SQLite's result codes); anything else is the file's own fault
_NO_DAMAGE = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT),
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG),
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
}


def _quiet(_stage: str, _words: str) -> None:
    pass


class Cache:
    """Values under keys, from build to build. A context manager, for one thread, and not across a fork.

    Whatever goes wrong (damage, a full disk, a folder that cannot be written, a lock that is not given up) is said
    once, and from then on nothing is kept; nor found, if it could not be read.
    """

    def __init__(self, path: Path | None, entries: Entries | None, place: Place | None, say: Say) -> None:
        self._path, self._entries, self._place, self._say = path, entries, place, say
        self._keeps = True

    @classmethod
    def open(cls, folder: Path, say: Say = _quiet) -> Cache:
        """The cache in `folder`, made when there is none. A damaged or foreign one is thrown away."""
        try:
            place = Place(folder)
        except OSError as problem:
            say("cache", f"not used: {folder} ({problem.strerror or problem})")
            return cls(None, None, None, say)
        path = folder / FILE
        entries = _opened(path, place, say)
        if entries is None:
            place.close()
        return cls(path, entries, place if entries else None, say)

    @classmethod
    def temporary(cls, folder: Path) -> Cache:
        """One that is gone when it is closed, in a folder that is there.

        Raises:
            OSError, sqlite3.Error: the folder cannot be written in.
        """
        path = folder / FILE
        return cls(path, Entries(path, secrets.token_bytes(32), 1 << 40, lasting=False), None, _quiet)

    def get(self, key: bytes) -> bytes | None:
        """The value that was put under `key`, byte for byte; None when it is not known (any more)."""
        if self._entries is None:
            return None
        try:
            kept = self._entries.get(key)
        except FAILURES as problem:
            self._give_up(problem)
            return None
        return None if kept is None else expand(kept)

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` under `key`."""
        if self._entries is not None and self._keeps:
            try:
                self._entries.put(key, compress(value))
            except FAILURES as problem:
                self._keep_no_more(problem)

    def kept(self, keys: Iterable[bytes]) -> int:
        """Tell at the end of a build which keys it used: what no build has used for long is forgotten; how many."""
        if self._entries is None or not self._keeps:
            return 0
        try:
            return self._entries.prune(keys, MOST, BUILDS)
        except FAILURES as problem:
            self._keep_no_more(problem)
            return 0

    def count(self) -> tuple[int, int]:
        """How many values there are, and their bytes as they are kept.

        Raises:
            sqlite3.Error, UnicodeDecodeError: the file is damaged.
        """
        return self._entries.count() if self._entries else (0, 0)

    def close(self) -> None:
        """Let go of the file; a temporary one is removed."""
        if self._entries is not None:
            if self._entries.changed:
                words = f"{self._entries.changed} values were not as they were written, and were worked out again"
                self._say("cache", f"{self._path}: {words}")
            self._entries.close()
            self._entries = None
            if self._place is None and self._path is not None:
                remove(self._path)
        if self._place is not None:
            self._place.close()
            self._place = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _keep_no_more(self, problem: Exception) -> None:
        """As on a full disk: what is kept can still be found."""
        if _is_damage(problem):
            self._give_up(problem)
        else:
            self._keeps = False
            self._say("cache", f"nothing more is kept: {self._path} ({problem}); to begin anew: dhrgraph cache --clear")

    def _give_up(self, problem: Exception) -> None:
        thrown = self._place is not None and _is_damage(problem) and self._place.alone()
        self._say("cache", f"used no further: {self._path} ({problem}){'; thrown away' if thrown else ''}")
        path = self._path
        self.close()
        if thrown and path is not None:
            remove(path)


def _opened(path: Path, place: Place, say: Say) -> Entries | None:
    """The file at `path`; a new one when that one cannot be believed; None when it cannot be used."""
    try:
        try:
            return Entries(path, place.secret, _FILE_MOST)
        except FAILURES as problem:
            if not _is_damage(problem) or not place.alone():
                raise
        say("cache", f"thrown away: {path} was damaged or is from elsewhere")
        remove(path)
        fresh = Entries(path, place.secret, _FILE_MOST)
        place.share()
    except (*FAILURES, OSError) as problem:
        say("cache", f"not used: {path} ({problem})")
        return None
    else:
        return fresh


def _is_damage(problem: Exception) -> bool:
    if isinstance(problem, OSError):
        return False
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _NO_DAMAGE
