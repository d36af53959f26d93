"""Whether two large sets of statements are the same, without holding either: a sum of digests for each named graph.

store, TriG  ->  digests_of_store, digests_of_trig  ->  named graph -> Digest

The sum of the digests of a set's members does not depend on their order (Bellare and Micciancio, "A new paradigm for
collision-free hashing", 1997: AdHash), so nothing is sorted; memory grows with the number of graphs alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from dhrgraph.errors import NoGraphError, VocabularyError

_BYTES = 16  # of a digest: two different sets of a million statements agree by chance once in 10^38


@dataclass(frozen=True, slots=True)
class Digest:
    """How many statements, and the sum of their digests."""

    statements: int = 0
    total: int = 0


def digests_of_store(folder: Path) -> Mapping[str, Digest]:
    """Of each named graph of the store in a folder, by IRI.

    Raises:
        NoGraphError: there is no store, or it is too damaged to be read to its end.
    """
    if not (folder / "CURRENT").exists():  # without this file the engine would call any folder an empty store
        raise NoGraphError(folder)
    counting = _Counting()
    try:
        ox.Store.read_only(str(folder)).dump(cast(IO[bytes], counting), ox.RdfFormat.N_QUADS)
    except (OSError, RuntimeError, ValueError) as problem:
        raise NoGraphError(folder) from problem
    return counting.found()


def digests_of_trig(path: Path) -> Mapping[str, Digest]:
    """Of each named graph of a TriG file, by IRI; a statement that stands there twice counts twice.

    A number or date counts as the store has it, which keeps the value and not how it was written ("0.50" is 0.5).

    Raises:
        VocabularyError: the file is not TriG.
    """
    counting = _Counting(_as_kept)
    try:
        quads = ox.parse(path=str(path), format=ox.RdfFormat.TRIG)
        ox.serialize(quads, cast(IO[bytes], counting), ox.RdfFormat.N_QUADS)
    except SyntaxError as problem:
        raise VocabularyError(f"{path.name}: not trig: {problem}") from problem
    return counting.found()


_TYPED = re.compile(rb'"[^"\\\\]*"\^\^<http://www\.w3\.org/2001/XMLSchema#\w+>(?= <[^<> ]+> \.$)')


def _as_kept(line: bytes) -> bytes:
    r"""A line of N-Quads with its value as a store gives it back.

    Example:
        >>> _as_kept(b'<urn:a> <urn:p> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .')
        b'<urn:a> <urn:p> "0.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .'
    """
    return _TYPED.sub(lambda found: _value_kept(found.group()), line) if b'"^^<' in line else line


@lru_cache(maxsize=1 << 16)
def _value_kept(literal: bytes) -> bytes:
    store = ox.Store()
    store.load(input=b"<urn:s> <urn:p> " + literal + b" .", format=ox.RdfFormat.N_TRIPLES)
    return next(str(quad.object) for quad in store).encode()


class _Counting:
    """A file that N-Quads are written to, and of which only digests are kept.

    Example:
        >>> counting = _Counting()
        >>> [counting.write(part) for part in (b'<urn:a> <urn:b> "c d" <urn', b":g> .\\n")]
        [26, 6]
        >>> [(graph, digest.statements) for graph, digest in counting.found().items()]
        [('urn:g', 1)]
    """

    def __init__(self, told: Callable[[bytes], bytes] | None = None) -> None:
        self._rest, self._told = b"", told
        self._totals: dict[bytes, int] = {}
        self._statements: dict[bytes, int] = {}

    def write(self, chunk: bytes) -> int:
        lines = (self._rest + chunk).split(b"\n")
        self._rest = lines.pop()
        digest, number, totals, statements = hashlib.blake2b, int.from_bytes, self._totals, self._statements
        for line in map(self._told, lines) if self._told else lines:
            graph = line[line.rindex(b" <") :]  # the last term of four: nothing behind it holds these two signs
            totals[graph] = totals.get(graph, 0) + number(digest(line, digest_size=_BYTES).digest(), "little")
            statements[graph] = statements.get(graph, 0) + 1
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits."""

    def found(self) -> dict[str, Digest]:
        """By IRI, sorted."""
        return {
            graph.decode().strip(" <>."): Digest(self._statements[graph], self._totals[graph] % (1 << 8 * _BYTES))
            for graph in sorted(self._totals)
        }
