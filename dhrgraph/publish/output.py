"""Put a build's files in their place, all of them or none.

    file name -> contents, quads  ->  write_output  ->  output/

Everything is made in a folder beside its place and moved there when all of it is whole. A build that fails leaves
the last good output as it was.
"""

from __future__ import annotations

import errno
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from dhrgraph.graph.store import write_store


def write_output(files: Mapping[str, str | bytes], nquads: bytes, output: Path) -> None:
    """Write `files` (names may hold one folder: "tables/a.csv") and the store into `output`.

    Text is written as UTF-8 with the line ends it has. What stood there under the same names is replaced.
    """
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=output) as staged:
        folder = Path(staged)
        for name, contents in files.items():
            write_file(contents, folder / name)
        write_store(nquads, folder / "store")
        for path in sorted(folder.iterdir()):
            _replace(path, output / path.name)


def write_file(contents: str | bytes, path: Path) -> None:
    """Write one file whole: to a name beside it first, then in its place.

    Raises:
        OSError: it cannot be written, which names `path`; what was written by then is taken away.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, "is a folder: give the name of a file", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        beside.replace(path)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        raise OSError(problem.errno, problem.strerror, str(path)) from problem


def write_pieces(pieces: Iterable[bytes], path: Path) -> int:
    """Write one file of pieces that need not be in memory together, as `write_file` does; how many bytes it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        size = sum(file.write(piece) for piece in pieces)
    beside.replace(path)
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


def _replace(new: Path, place: Path) -> None:
    """Put a finished file or folder in its place; the old one goes only when the new one stands."""
    if not place.is_dir():
        new.replace(place)
        return
    old = place.with_name(f".old-{place.name}")
    if old.exists():
        shutil.rmtree(old)
    place.rename(old)
    new.rename(place)
    shutil.rmtree(old)
