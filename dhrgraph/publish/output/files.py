"""One file, written whole or not at all; several in an archive."""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def write_file(contents: str | bytes, path: Path) -> None:
    """Write one file whole, text as UTF-8 with the line ends it has; more in `write_pieces`.

    Raises:
        OSError: it cannot be written, which names `path`; what was written by then is taken away.
    """
    write_pieces([contents if isinstance(contents, bytes) else contents.encode()], path)


def write_pieces(pieces: Iterable[bytes], path: Path) -> int:
    """Write one file of pieces that need not be in memory together: to a name beside it first, then in its place.

    How many bytes it has is returned.

    Raises:
        OSError: it cannot be written, which names `path`; what was written by then is taken away.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, "is a folder: give the name of a file", str(path))
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            size = sum(map(file.write, pieces))
        beside.replace(path)
    except OSError as problem:
        if problem.filename not in (None, str(beside)):
            raise  # another file, from which the pieces are read
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)  # there only if something failed
    return size


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP archive, the same bytes each time: no clock, no owner.

    Example:
        >>> zipped({"a": b"1"}) == zipped({"a": b"1"})
        True
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name)  # dated 1 January 1980, the first day ZIP knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
