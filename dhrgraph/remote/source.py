"""What there is to send: the named graphs of a build, read one at a time.

Store, dataset.ttl  ->  Source  ->  names, sizes and digests; then one graph's statements after the other
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from dhrgraph.errors import InvalidGraphError
from dhrgraph.graph.store import Store, convert
from dhrgraph.remote.scope import DATASET, is_ours

_ALL = 2**62  # statements: no graph is too large to be sent


@dataclass(frozen=True, slots=True)
class Named:
    """One named graph: how many statements, and the SHA-256 of them as sorted N-Triples."""

    graph: str
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """The graphs of a store, and the build's description of itself (Turtle; empty: none) as one more."""

    store: Store
    dataset: bytes = b""

    def names(self) -> list[str]:
        """The graphs' names, sorted.

        Raises:
            InvalidGraphError: one of them is not a name that dhrgraph gives.
        """
        names = sorted([*self.store.graphs(), *([DATASET] if self.dataset else [])])
        if strange := [name for name in names if not is_ours(name)]:
            raise InvalidGraphError(f"the store holds a graph that is not dhrgraph's own: {strange[0]}")
        return names

    def lines(self, graph: str) -> list[bytes]:
        """The statements of one graph as sorted N-Triples, one a line.

        Raises:
            InvalidGraphError: one of them has a blank node: sent twice, it would be two.
        """
        if graph == DATASET and self.dataset:
            lines = sorted(convert(self.dataset, "turtle", "ntriples").splitlines(keepends=True))
        else:
            lines = (self.store.graph(graph, _ALL) or b"").splitlines(keepends=True)
        for line in lines:
            subject, _predicate, value = line.split(b" ", 2)
            if subject.startswith(b"_:") or value.startswith(b"_:"):
                raise InvalidGraphError(f"{graph} holds a blank node, which cannot be sent again without doubling it.")
        return lines

    def graphs(self) -> Iterator[Named]:
        """Every graph with its size and digest, by name; one is read at a time."""
        for graph in self.names():
            lines = self.lines(graph)
            yield Named(graph, len(lines), sha256(b"".join(lines)).hexdigest())


def batches(lines: Sequence[bytes], most: int, most_bytes: int) -> Iterator[Sequence[bytes]]:
    r"""`lines` in order, in parts of at most `most` lines and `most_bytes` bytes; a longer line stands alone.

    Example:
        >>> list(batches([b"a\n", b"b\n", b"c\n"], 2, 100)), list(batches([b"aa\n", b"b\n"], 9, 4))
        ([[b'a\n', b'b\n'], [b'c\n']], [[b'aa\n'], [b'b\n']])
    """
    begin = size = 0
    for place, line in enumerate(lines):
        if place > begin and (place - begin >= most or size + len(line) > most_bytes):
            yield lines[begin:place]
            begin, size = place, 0
        size += len(line)
    if begin < len(lines):
        yield lines[begin:]
