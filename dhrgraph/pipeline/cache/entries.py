"""The SQLite file: values under keys, each authenticated with a secret that is not in the file.

A value is believed only if a keyed BLAKE2b digest of its key and bytes stands beside it: a byte changed by a fault, a
file from elsewhere, a value under another key are all the same as one that was never kept.
"""

from __future__ import annotations

import hmac
import os
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

_SCHEMA = (
    "CREATE TABLE build (id INTEGER PRIMARY KEY CHECK (id = 0), number INTEGER NOT NULL, mac BLOB NOT NULL)",
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL, "
    "size INTEGER NOT NULL, mac BLOB NOT NULL)",
    "CREATE TABLE value (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",  # apart: a long row is written anew as a whole
)
_PAGE = 4_096  # bytes
_LOG = 8_000  # pages of the log, 32 MB, before they are written into the file
_PATIENCE = 10.0  # seconds to wait while another build writes
_OURS = b"this file is of this cache"
# what the methods of Entries raise; the second where SQLite's message quotes a damaged file, which is no text
FAILURES = (sqlite3.Error, UnicodeDecodeError)


class ForeignError(sqlite3.DatabaseError):
    """The file is another program's, another version's or was written with another secret."""


class Entries:
    """The open file. Every method may raise FAILURES: what was damaged, locked, full or read-only.

    `most` is how many bytes the file may have; `lasting` is false where it need not outlive the process.
    """

    def __init__(self, path: Path, secret: bytes, most: int, *, lasting: bool = True) -> None:
        self._secret = secret
        self.changed = 0  # values found that are not as they were put
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._file = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            self._settle(most, lasting)
        except FAILURES:
            self._file.close()
            raise

    def _settle(self, most: int, lasting: bool) -> None:
        ask = self._file.execute
        ask("PRAGMA trusted_schema = OFF")
        ask("PRAGMA cell_size_check = ON")
        ask(f"PRAGMA page_size = {_PAGE}")
        ask("PRAGMA auto_vacuum = INCREMENTAL")
        ask(f"PRAGMA journal_mode = {'WAL' if lasting else 'OFF'}").fetchone()
        ask(f"PRAGMA synchronous = {'NORMAL' if lasting else 'OFF'}")
        ask(f"PRAGMA wal_autocheckpoint = {_LOG}")
        ask(f"PRAGMA max_page_count = {most // _PAGE}").fetchone()
        ask("BEGIN IMMEDIATE")
        with self._file:
            if not (found := self._schema()):
                for statement in _SCHEMA:
                    ask(statement)
                ask("INSERT INTO build VALUES (0, 0, ?)", (self._mac(_OURS, b""),))
            elif found != sorted(_SCHEMA) or not self._is_ours():
                raise ForeignError("not written by this cache")

    def _schema(self) -> list[str]:
        return sorted(sql for (sql,) in self._file.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))

    def _is_ours(self) -> bool:
        row = self._file.execute("SELECT mac FROM build").fetchone()
        return row is not None and hmac.compare_digest(bytes(row[0]), self._mac(_OURS, b""))

    def get(self, key: bytes) -> bytes | None:
        """The value under `key`; None when there is none or it is not as it was put."""
        rows = self._file.execute("SELECT mac, bytes FROM entry JOIN value USING (id) WHERE key = ?", (key,))
        row = rows.fetchone()
        rows.close()
        if row is None:
            return None
        mac, value = row
        if all(isinstance(cell, bytes) for cell in row) and hmac.compare_digest(mac, self._mac(key, value)):
            return bytes(value)
        self.changed += 1
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` under `key`, in place of what was there; whole or not at all."""
        ask = self._file.execute
        ask("BEGIN IMMEDIATE")
        with self._file:
            ask("DELETE FROM value WHERE id = (SELECT id FROM entry WHERE key = ?)", (key,))
            ask("DELETE FROM entry WHERE key = ?", (key,))
            now = "(SELECT number FROM build)"
            row = (key, len(value), self._mac(key, value))
            made = ask(f"INSERT INTO entry (key, used, size, mac) VALUES (?, {now}, ?, ?)", row)  # noqa: S608
            ask("INSERT INTO value VALUES (?, ?)", (made.lastrowid, value))

    def prune(self, used: Iterable[bytes], most: int, builds: int) -> int:
        """Mark a build that used the keys `used`; forget what none of the last `builds` builds used, and of the rest,
        what was used longest ago, until all together is `most` bytes. How many are forgotten."""
        ask = self._file.execute
        ask("BEGIN IMMEDIATE")
        with self._file:
            ask("UPDATE build SET number = number + 1")
            now = next(iter(ask("SELECT number FROM build").fetchone() or ()), None)
            if not isinstance(now, int):
                raise ForeignError("it does not tell which build this is")
            self._file.executemany("UPDATE entry SET used = ? WHERE key = ?", ((now, key) for key in used))
            held = "SELECT id, used, sum(size) OVER (ORDER BY used DESC, key) AS total FROM entry"
            gone = ask(f"SELECT id FROM ({held}) WHERE total > ? OR used <= ?", (most, now - builds)).fetchall()  # noqa: S608
            self._file.executemany("DELETE FROM value WHERE id = ?", gone)
            self._file.executemany("DELETE FROM entry WHERE id = ?", gone)
        if gone:
            self._file.executescript("PRAGMA incremental_vacuum")  # execute would stop after the first page
        return len(gone)

    def count(self) -> tuple[int, int]:
        """How many values, and their bytes as they are kept."""
        many, size = self._file.execute("SELECT count(*), coalesce(sum(size), 0) FROM entry").fetchone()
        return int(many), int(size)

    def close(self) -> None:
        """Write the log into the file and let go of it."""
        self._file.close()

    def _mac(self, key: bytes, value: bytes) -> bytes:
        digest = blake2b(len(key).to_bytes(4, "big"), key=self._secret, digest_size=32)
        digest.update(key)
        digest.update(value)
        return digest.digest()


def files_of(path: Path) -> tuple[Path, ...]:
    """The file and what SQLite may keep beside it."""
    return tuple(path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def remove(path: Path) -> None:
    """Delete the file and what is kept beside it."""
    for each in files_of(path):
        each.unlink(missing_ok=True)
