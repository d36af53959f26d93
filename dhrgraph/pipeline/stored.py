"""The store of a build: loaded of its TriG, or the last build's store with the graphs put in that are others now.

What graphs a build has is kept beside its parts, under the checksum of its description, which has all files' checksums:
so it is known what a store holds without asking it, and a folder that somebody else made is loaded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from dhrgraph.graph.quads import Graph
from dhrgraph.graph.store import load_in_process, renew_store
from dhrgraph.pipeline.links import Links
from dhrgraph.pipeline.part import TRIG
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.publish.output.checking import store_is_whole

DESCRIPTION, STORE = "dataset.ttl", "store"
_FEW = 10  # graphs; where more than these and a quarter of all are others, all is loaded anew
Graphs = Mapping[str, bytes]  # name of a graph -> where its quads stand on the shelf


@dataclass(frozen=True, slots=True)
class Before:
    """The build before: its folder, where the quads of each of its graphs stand, and whether its store is as it was
    published, which is being found out."""

    folder: Path
    graphs: Graphs
    is_whole: Callable[[], bool]


@contextmanager
def build_before(previous: Path | None, shelf: Shelf) -> Iterator[Before | None]:
    """The build in the folder `previous`, if it is known what graphs it has. To be begun when no process is started any
    more until this is left: its store is looked at in threads."""
    graphs = _graphs_of(previous, shelf) if previous else None
    if previous is None or graphs is None:
        yield None
        return
    with store_is_whole(previous) as is_whole:
        yield Before(previous, graphs, is_whole)


def make_store(
    folder: Path, before: Before | None, others: Sequence[Graph], links: Links, places: Iterable[Place], shelf: Shelf
) -> Graphs:
    """Make the store of the build in `folder`, whose TriG is written; where the quads of each graph stand.

    `others` are the graphs that are of no document; the pieces of `links` are as graphs of their own.
    """
    graphs = {f"gr:{place.key}": place.at for place in places} | dict(_put_there(others, shelf)) | dict(links.pieces)
    known = before.graphs if before else {}
    gone, come = _only_in(known, graphs), _only_in(graphs, known)
    few = len(gone) + len(come) <= max(_FEW, len(graphs) // 4) and all(shelf.has_quads(at) for at in (*gone, *come))
    if before is None or not few or not before.is_whole():  # damage would go on into the next store
        load_in_process([folder / TRIG], folder / STORE)
    else:
        old, new = before.folder / STORE, folder / STORE
        renew_store(old, new, _quads(gone, shelf), _quads(come, shelf), anew=[folder / TRIG])
    return graphs


def remember(description: bytes, graphs: Graphs, shelf: Shelf) -> None:
    """Keep what graphs the build has that is described so."""
    shelf.put_built(_digest(description), graphs)


def _put_there(others: Sequence[Graph], shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    for name, lines in others:
        quads = "".join(f"{line}\n" for line in lines).encode()
        at = _digest(quads)
        shelf.put_quads(at, quads)
        yield name, at


def _graphs_of(built: Path, shelf: Shelf) -> Graphs | None:
    try:
        return shelf.built(_digest((built / DESCRIPTION).read_bytes()))
    except OSError:
        return None


def _only_in(ones: Graphs, others: Graphs) -> list[bytes]:
    return [at for name, at in sorted(ones.items()) if others.get(name) != at]


def _quads(ats: Iterable[bytes], shelf: Shelf) -> Iterator[bytes]:
    return (shelf.quads(at) or b"" for at in ats)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()
