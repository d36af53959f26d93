"""The parts of a build, put away as they come and taken out one at a time: in the cache, from build to build.

    Job  ->  Shelf.of_document  ->  Place       Part  ->  Shelf.put       Place  ->  Shelf.facts, rows, graph

What the cache has lost since is made again, and then kept for this build in its scratch folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dhrgraph.config import Config
from dhrgraph.pipeline.cache import Cache, pack, rules_key, unpack
from dhrgraph.pipeline.part import QUADS, Facts, Files, Part, Summary
from dhrgraph.pipeline.reading import Say
from dhrgraph.read.documents import Job
from dhrgraph.records import DeathRegister

_WIDTH = 32  # bytes of a key


@dataclass(frozen=True, slots=True)
class Place:
    """Where the part of a document stands: `at` is made of all that decides what is in it. `kin` are the keys of the
    documents that it is joined with."""

    key: str
    job: Job
    at: bytes
    kin: tuple[str, ...] = ()


@contextmanager
def opened_shelf(config: Config, scratch: Path, folder: Path | None, say: Say) -> Iterator[Shelf]:
    """The shelf in the cache in `folder`; without one, for this build only, in the folder `scratch`."""
    with Cache.temporary(scratch) as spool:
        if folder is None:
            yield Shelf(spool, spool, b"")
            return
        with Cache.open(folder, say) as cache:
            shelf = Shelf(cache, spool, rules_key(config))
            yield shelf
            shelf.close()


class Shelf:
    """Where parts are kept. `spool` has what must last for this build only: the cache itself, where there is none."""

    def __init__(self, cache: Cache, spool: Cache, rules: bytes) -> None:
        self._cache, self._spool, self._rules = cache, spool, rules
        self._used: set[bytes] = set()
        self.again: Callable[[Place], Part] | None = None  # how a part is made that was lost

    def of_document(self, job: Job) -> bytes:
        """Where the part of a document alone stands: by its bytes, what is said of it beside them, and the rules."""
        return self._digest(job.sha256, job.name, repr(job.entry))

    def of_review(self, members: Iterable[bytes], why: str) -> Iterator[bytes]:
        """Where the parts of the documents of one review stand, joined for the reasons `why`."""
        alone = list(members)
        together = self._digest(why, *(at.hex() for at in alone))
        return (self._digest(together.hex(), at.hex()) for at in alone)

    def summary(self, at: bytes) -> Summary | DeathRegister | None:
        """What is kept of the document, or its table of cases; None when it must be read."""
        found = self._get(b"summary", at)
        return unpack(found) if found else None

    def put(self, at: bytes, part: Part | DeathRegister) -> None:
        """Keep a part, whole before its summary says so; for this build at least, if the cache gave up."""
        kept = [(b"summary", pack(part.summary if isinstance(part, Part) else part))]
        if isinstance(part, Part):
            kept = [(b"facts", part.facts), (b"rows", part.rows), (b"graph", part.graph), *kept]
        for kind, value in kept:
            self._put(kind, at, value)
        if self._cache.get(b"summary" + at) is None:
            for kind, value in kept:
                self._spool.put(kind + at, value)

    def forget(self, at: bytes) -> None:
        """Keep the summary of a document only: joined to others it says otherwise what it says alone."""
        for kind in (b"facts", b"rows", b"graph"):
            if self._get(kind, at):
                self._put(kind, at, b"")

    def facts(self, place: Place) -> Facts:
        """What is counted of a document."""
        facts: Facts = self._taken(b"facts", place)
        return facts

    def rows(self, place: Place) -> Files:
        """What a document adds to the files of findings."""
        rows: Files = self._taken(b"rows", place)
        return rows

    def graph(self, place: Place) -> Files:
        """What a document adds to the files of statements."""
        graph: Files = self._taken(b"graph", place)
        return graph

    def put_quads(self, at: bytes, quads: bytes) -> None:
        """Keep the quads of a graph that is of no document."""
        self._put(b"graph", at, pack({QUADS: quads}))

    def quads(self, at: bytes) -> bytes | None:
        """The quads of a graph, of this build or an earlier one; None when they are not known any more."""
        found = self._get(b"graph", at)
        return unpack(found)[QUADS] if found else None

    def of_links(self, told: str) -> bytes:
        """Where a piece of the graph of links stands that says what `told` tells."""
        return self._digest("links", told)

    def put_links(self, at: bytes, files: Files, counted: object) -> None:
        """Keep a piece; for this build at least, if the cache gave up."""
        for kind, value in ((b"graph", pack(files)), (b"facts", pack(counted))):
            self._put(kind, at, value)
            if self._cache.get(kind + at) is None:
                self._spool.put(kind + at, value)

    def counted(self, at: bytes) -> object:
        """What was counted of a piece; None when it must be made."""
        found = self._get(b"facts", at)
        return unpack(found) if found and self._get(b"graph", at) else None

    def links(self, at: bytes) -> Files:
        """What a piece adds to the files of statements."""
        found = self._get(b"graph", at)
        if not found:
            raise OSError(28, "No space left for what was read")
        files: Files = unpack(found)
        return files

    def put_built(self, at: bytes, graphs: Mapping[str, bytes]) -> None:
        """Keep where the quads of each graph of a build stand."""
        self._put(b"built", at, pack(dict(graphs)))

    def built(self, at: bytes) -> Mapping[str, bytes] | None:
        """Where the quads of each graph of an earlier build stand; None when it is not known."""
        found = self._get(b"built", at)
        return unpack(found) if found else None

    def ledger(self) -> bytes | None:
        """What was found of recommendations that ask for the same when they were compared last."""
        return self._get(b"ledger", self._rules)

    def put_ledger(self, ledger: bytes) -> None:
        """Keep it for the next time."""
        self._put(b"ledger", self._rules, ledger)

    def close(self) -> None:
        """Tell the cache what this build used."""
        self._cache.kept(sorted(self._used))

    def _taken(self, kind: bytes, place: Place) -> Any:
        found = self._get(kind, place.at)
        if not found and self.again is not None:
            part = self.again(place)
            for name, data in ((b"facts", part.facts), (b"rows", part.rows), (b"graph", part.graph)):
                self._spool.put(name + place.at, data)
            found = self._get(kind, place.at)
        if not found:
            raise OSError(28, "No space left for what was read")
        return unpack(found)

    def _get(self, kind: bytes, at: bytes) -> bytes | None:
        key = kind + at
        self._used.add(key)
        return self._cache.get(key) or (None if self._spool is self._cache else self._spool.get(key))

    def _put(self, kind: bytes, at: bytes, value: bytes) -> None:
        self._used.add(kind + at)
        self._cache.put(kind + at, value)

    def _digest(self, *told: str) -> bytes:
        digest = blake2b(self._rules, digest_size=_WIDTH)
        for piece in told:
            data = piece.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.digest()
