"""Files of a folder that grow piece by piece and are hashed while they are written: none is in memory whole, and none
is read again for its checksum.

Growing(folder)  ->  add(name, piece) ...  ->  close()  ->  name -> (SHA-256 in hex digits, size in bytes)
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from dhrgraph.publish.background import Background

_BUFFER = 1 << 20  # bytes of a file that are gathered before they are written


class Growing:
    """Files below a folder, opened when the first piece comes. A context manager: whoever leaves it has closed them.

    They are written and hashed in the background (background.py): a disk that is full may be told with a later piece,
    or on closing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._open, self._background = folder, ExitStack(), Background()
        self._files: dict[str, _File] = {}

    def add(self, name: str, piece: bytes | str) -> None:
        """Write the next piece of a file (names may hold one folder: "tables/a.csv"); text as UTF-8, line ends as they
        are."""
        file = self._files.get(name) or self._begun(name)
        file.waiting += piece.encode() if isinstance(piece, str) else piece
        if len(file.waiting) >= _BUFFER:
            self._write(file)

    def close(self) -> dict[str, tuple[str, int]]:
        """Close them all; SHA-256 and size of each by its name, in the order in which they were begun."""
        for file in self._files.values():
            self._write(file)
        self._background.done()
        self.__exit__()
        return {name: (file.hash.hexdigest(), file.size) for name, file in self._files.items()}

    def __enter__(self) -> Growing:
        return self

    def __exit__(self, *_error: object) -> None:
        with self._open, self._background:  # nothing is written any more when the files are closed
            pass

    def _write(self, file: _File) -> None:
        self._background.do(file.take, file.waiting)
        file.waiting = bytearray()

    def _begun(self, name: str) -> _File:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        file = self._files[name] = _File(self._open.enter_context(path.open("xb")))
        return file


class _File:
    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.hash, self.size = stream, hashlib.sha256(), 0
        self.waiting = bytearray()

    def take(self, data: bytearray) -> None:
        """Write and hash what was waiting."""
        self.hash.update(data)
        self.size += self.stream.write(data)
