"""Files of a folder that grow piece by piece and are hashed while they are written: none is in memory whole, and none
is read again for its checksum.

Growing(folder)  ->  add(name, piece) ...  ->  close()  ->  name -> (SHA-256 in hex digits, size in bytes)
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

_BUFFER = 1 << 20  # bytes


class Growing:
    """Files below a folder, opened when the first piece comes. A context manager: whoever leaves it has closed them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open = folder, ExitStack()
        self._files: dict[str, _File] = {}

    def add(self, name: str, piece: bytes | str) -> None:
        """Write the next piece of a file (names may hold one folder: "tables/a.csv"); text as UTF-8, line ends as they
        are."""
        file = self._files.get(name) or self._begun(name)
        data = piece.encode() if isinstance(piece, str) else piece
        file.hash.update(data)
        file.size += file.stream.write(data)

    def close(self) -> dict[str, tuple[str, int]]:
        """Close them all; SHA-256 and size of each by its name, in the order in which they were begun."""
        self._open.close()
        return {name: (file.hash.hexdigest(), file.size) for name, file in self._files.items()}

    def __enter__(self) -> Growing:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def _begun(self, name: str) -> _File:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        file = self._files[name] = _File(self._open.enter_context(path.open("xb", buffering=_BUFFER)))
        return file


class _File:
    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.hash, self.size = stream, hashlib.sha256(), 0
