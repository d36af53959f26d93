"""Stores on disk: loaded whole, or renewed from the last one.

    files of TriG or N-Quads         ->  load_store   ->  a store
    the last store, what changed     ->  renew_store  ->  the next store, beside it

RocksDB, on which Oxigraph stands, never changes a table (`.sst`) that it has written: it writes new ones and takes old
ones away. So the next store may share the tables of the last one by hard links, and only the few small files that say
which tables count are copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from dhrgraph.graph.store.formats import FORMATS, Format

_FORMS: dict[str, Format] = {".trig": "trig", ".nq": "nquads"}
_OWN = frozenset({"LOCK", "LOG"})  # what each open store makes for itself
_TABLE = 64 << 20  # bytes of a full table
_LOOSE = 24  # tables beyond full ones: each renewal adds some eight, and questions have to look into all of them
_MOST = 0.1  # of the last store's bytes on disk: where more lines change, loading anew is as quick


def load_store(paths: Iterable[Path], folder: Path) -> None:
    """Load files of TriG (`.trig`) or N-Quads (`.nq`) into a new store at `folder` and optimise it for reading.

    Files are read as they are loaded and need not fit into memory. `folder` must not hold a store.

    Raises:
        SyntaxError: a file is not in the format that its name says. What `folder` holds then is to be thrown away.
    """
    inner = ox.Store(str(folder))
    for path in paths:
        inner.bulk_load(path=str(path), format=FORMATS[_FORMS[path.suffix]])
    inner.optimize()
    inner.flush()
    del inner  # closes it
    _without_diary(folder)


def renew_store(
    previous: Path, folder: Path, removed: Iterable[bytes], added: Iterable[bytes], anew: Iterable[Path]
) -> bool:
    """Make a store at `folder` that answers as one loaded of the files `anew` would; whether the last one was of use.

    Nothing but `folder` is written: the store at `previous` stays byte by byte as it is, and may be open for reading.

    Args:
        previous: The last store.
        folder: Of the next one; is made, beside `previous` (on another disk, tables are copied).
        removed: What no longer holds, as N-Quads, in pieces of whole lines.
        added: What holds now. What is among both stays; where it is said that a graph is replaced, its whole lines may
            be given.
        anew: Files as `load_store` takes them, read only where too much changed or `previous` is no whole store.
    """
    gone, come = _lines(removed), _lines(added)
    both = gone & come
    gone, come = gone - both, come - both
    if sum(map(len, gone)) + sum(map(len, come)) <= _MOST * _size(previous) and _renewed(previous, folder, gone, come):
        return True
    shutil.rmtree(folder, ignore_errors=True)
    load_store(anew, folder)
    return False


def _renewed(previous: Path, folder: Path, gone: set[bytes], come: set[bytes]) -> bool:
    """Whether the store at `previous` could be opened and changed."""
    try:
        _share(previous, folder)
        inner = ox.Store(str(folder))
        _remove(inner, b"".join(sorted(gone)))
        inner.load(input=b"".join(sorted(come)), format=FORMATS["nquads"])
        inner.flush()
        if len(list(folder.glob("*.sst"))) > _LOOSE + _size(folder) // _TABLE:
            inner.optimize()
            inner.flush()
        del inner  # closes it
        _without_diary(folder)
    except (OSError, RuntimeError):  # a table is missing or its checksum is wrong
        return False
    return True


def _remove(inner: ox.Store, nquads: bytes) -> None:
    """Take statements away, and the names of graphs that hold nothing then."""
    graphs = set()
    for quad in ox.parse(input=nquads, format=FORMATS["nquads"]):
        inner.remove(quad)
        graphs.add(quad.graph_name)
    for graph in graphs:
        if next(inner.quads_for_pattern(None, None, None, graph), None) is None:
            inner.remove_graph(graph)


def _share(previous: Path, folder: Path) -> None:
    """Make `folder` a store of its own that stands on the tables of `previous`."""
    folder.mkdir(parents=True)
    for file in previous.iterdir():
        if file.name in _OWN:
            continue
        linked = False
        if file.suffix == ".sst":
            with suppress(OSError):  # another disk, or a file system without links
                os.link(file, folder / file.name)
                linked = True
        if not linked:
            shutil.copyfile(file, folder / file.name)


def _without_diary(folder: Path) -> None:
    """Take away what the engine tells of its work: it names the machine and its folders, and nobody needs it."""
    for file in folder.glob("LOG*"):
        file.unlink()


def _lines(pieces: Iterable[bytes]) -> set[bytes]:
    return {line for piece in pieces for line in piece.splitlines(keepends=True)}


def _size(store: Path) -> int:
    """Bytes on disk; 0 where there is no store. While it is open its engine may take files away between two looks."""
    size = 0
    for file in store.iterdir() if (store / "CURRENT").exists() else ():
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size
