"""Whether a published build is as it was published, and whether its store says what its TriG says.

folder of a build's files  ->  file_faults, store_faults, link_faults  ->  Fault
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dhrgraph.errors import NoGraphError, VocabularyError
from dhrgraph.graph.store.digests import digests_of_store, digests_of_trig
from dhrgraph.namespaces import curie
from dhrgraph.publish.output.layout import CURRENT, STORE, build_of, current, opened, published_names
from dhrgraph.publish.output.stated import DESCRIPTION, stated
from dhrgraph.publish.output.sums import SUMS, all_files, recorded, sha256
from dhrgraph.text.amounts import how_many

TRIG = "dhrgraph.trig"
_SHOWN = 20  # graphs that are named one by one


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was published: where (a file's name below it, or a named graph), and what."""

    where: str
    what: str


def file_faults(files: Path) -> Iterator[Fault]:
    """Files that are gone or have other bytes than dataset.ttl states, or than were recorded of those it does not."""
    try:
        known = {file.name: file for file in stated(files / DESCRIPTION)}
    except FileNotFoundError:
        yield Fault(DESCRIPTION, "is not there")
        known = {}
    except VocabularyError:
        yield Fault(DESCRIPTION, "cannot be read: it is no longer Turtle")
        known = {}
    build, sums = build_of(files), {name: file.sha256 for name, file in known.items()}
    if build is not None:
        try:
            sums = {**recorded(build), **sums}
        except VocabularyError as problem:
            yield Fault(SUMS, str(problem))
            build = None
    for name in sorted(sums):
        if what := _changed(files / name, sums[name], known[name].size if name in known else None):
            yield Fault(name, what)
    if build is not None:  # a folder in which nobody else puts files
        for name in sorted({*all_files(files)} - {*sums}):
            yield Fault(name, "was not there when the build was published")


@contextmanager
def store_is_whole(files: Path) -> Iterator[Callable[[], bool]]:
    """Find out, behind what else is done, whether every file of the store is as it was recorded when it was published;
    whoever calls what this gives waits for the answer."""
    build = build_of(files)
    try:
        known = recorded(build) if build is not None else {}
    except VocabularyError:
        known = {}
    of_store = [(name, digest) for name, digest in known.items() if name.startswith(f"{STORE}/")]
    with ThreadPoolExecutor(1) as thread:
        changed = [thread.submit(_changed, files / name, digest, None) for name, digest in of_store]
        try:
            yield lambda: bool(changed) and not any(found.result() for found in changed)
        finally:
            thread.shutdown(cancel_futures=True)


def store_faults(files: Path) -> Iterator[Fault]:
    """Where the store holds other statements than the TriG: quad by quad, in memory for one digest a graph.

    A store that its checksums show to be damaged need not be asked: it can hold the right statements, and answer wrong.
    """
    try:
        held, written = digests_of_store(files / STORE), digests_of_trig(files / TRIG)
    except NoGraphError:
        yield Fault(STORE, "cannot be read to its end")
        return
    except (VocabularyError, OSError):
        yield Fault(TRIG, "cannot be read to its end")
        return
    differing = (graph for graph in sorted({*held, *written}) if held.get(graph) != written.get(graph))
    for graph in islice(differing, _SHOWN):
        ours, theirs = (
            how_many(found[graph].statements if graph in found else 0, "statement") for found in (held, written)
        )
        also = ", others" if ours == theirs else ""
        yield Fault(curie(graph), f"the store has {ours}, {TRIG} {theirs}{also}")
    if more := sum(1 for _ in differing):
        yield Fault(STORE, f"and {how_many(more, 'more named graph')} differ")


def link_faults(output: Path) -> Iterator[Fault]:
    """Names in the folder that do not lead to the published build: somebody wrote over them, or took them away."""
    if current(output) is None:
        return
    for name in published_names(opened(output)):
        place = output / name
        if not place.is_symlink() or CURRENT not in place.readlink().parts:
            yield Fault(name, "is not the published one, but a file of its own" if place.exists() else "has no link")


def _changed(path: Path, digest: str, size: int | None) -> str:
    """What is wrong with a file; "" if nothing is."""
    if not path.is_file():
        return "is not there"
    now = path.stat().st_size
    if size is not None and now != size:
        return f"has {now:,} bytes, and had {size:,} when it was published"
    return "" if sha256(path) == digest else "has other bytes than when it was published"
