"""The parts of a build, put away as they come and taken out one at a time: in the cache, from build to build.

    Job  ->  Shelf.of_document  ->  Place       Part  ->  Shelf.put       Place  ->  Shelf.facts, rows, graph

What the cache has lost since is made again, and then kept for this build in its scratch folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dhrgraph.config import Config
from dhrgraph.pipeline.cache import Cache, compress, expand, pack, rules_key, unpack
from dhrgraph.pipeline.part import Facts, Files, Part, Statements, Summary
from dhrgraph.pipeline.reading import Say
from dhrgraph.read.documents import Job
from dhrgraph.records import DeathRegister

_WIDTH = 32  # bytes of a key
_OF_PART = (b"facts", b"rows", b"graph", b"quads")


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
            kept = [*_pieces(part), *kept]
        self._keep(at, kept)

    def forget(self, at: bytes) -> None:
        """Keep the summary of a document only: joined to others it says otherwise what it says alone."""
        for kind in _OF_PART:
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

    def graph(self, place: Place) -> Statements:
        """What a document adds to the files of statements."""
        graph: Statements = self._taken(b"graph", place)
        return graph

    def packed_quads(self, place: Place) -> bytes:
        """The sorted N-Quads of a document's graph, to be expanded by whoever needs them."""
        return self._found(b"quads", place)

    def put_quads(self, at: bytes, quads: bytes) -> None:
        """Keep the quads of a graph that is of no document."""
        self._put(b"quads", at, compress(quads))

    def quads(self, at: bytes) -> bytes | None:
        """The quads of a graph, of this build or an earlier one; None when they are not known any more."""
        found = self._get(b"quads", at)
        return expand(found) if found else None

    def has_quads(self, at: bytes) -> bool:
        """Whether the quads of a graph are known."""
        return bool(self._get(b"quads", at))

    def of_links(self, told: str) -> bytes:
        """Where a piece of the graph of links stands that says what `told` tells."""
        return self._digest("links", told)

    def put_links(self, at: bytes, quads: bytes, turtle: object, counted: object) -> None:
        """Keep a piece; for this build at least, if the cache gave up."""
        self._keep(at, ((b"quads", compress(quads)), (b"graph", pack(turtle)), (b"facts", pack(counted))))

    def counted(self, at: bytes) -> Any:
        """What was counted of a piece; None when it must be made."""
        found = self._get(b"facts", at)
        return unpack(found) if found and self._get(b"graph", at) and self._get(b"quads", at) else None

    def links(self, at: bytes) -> tuple[bytes, Any]:
        """The packed quads of a piece, and its Turtle as it was put."""
        quads, turtle = self._get(b"quads", at), self._get(b"graph", at)
        if not quads or not turtle:
            raise OSError(28, "No space left for what was read")
        return quads, unpack(turtle)

    def last_links(self, piece: str) -> bytes:
        """Where a piece stood that had this name when links were made last; empty when that is not known."""
        return self._get(b"last", self._digest(piece)) or b""

    def put_last_links(self, piece: str, at: bytes) -> None:
        """Keep where it stands now."""
        self._put(b"last", self._digest(piece), at)

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
        return unpack(self._found(kind, place))

    def _found(self, kind: bytes, place: Place) -> bytes:
        found = self._get(kind, place.at)
        if not found and self.again is not None:
            for name, data in _pieces(self.again(place)):
                self._spool.put(name + place.at, data)
            found = self._get(kind, place.at)
        if not found:
            raise OSError(28, "No space left for what was read")
        return found

    def _get(self, kind: bytes, at: bytes) -> bytes | None:
        key = kind + at
        self._used.add(key)
        return self._cache.get(key) or (None if self._spool is self._cache else self._spool.get(key))

    def _keep(self, at: bytes, kept: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep what belongs together, the last of which is asked for first."""
        for kind, value in kept:
            self._put(kind, at, value)
        if self._cache.get(kept[-1][0] + at) is None:
            for kind, value in kept:
                self._spool.put(kind + at, value)

    def _put(self, kind: bytes, at: bytes, value: bytes) -> None:
        self._used.add(kind + at)
        self._cache.put(kind + at, value)

    def _digest(self, *told: str) -> bytes:
        digest = blake2b(self._rules, digest_size=_WIDTH)
        for piece in told:
            data = piece.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.digest()


def _pieces(part: Part) -> list[tuple[bytes, bytes]]:
    return list(zip(_OF_PART, (part.facts, part.rows, part.graph, part.quads), strict=True))
