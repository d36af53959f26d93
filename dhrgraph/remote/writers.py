"""Two ways to put statements into a store elsewhere: the Graph Store Protocol, and SPARQL Update.

Every request names one graph, and that one is ours: nothing here can touch another graph, the default graph or a whole
store. Each can be sent again without harm. A request the server finds too large (413) is sent in halves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dhrgraph.graph.terms import node
from dhrgraph.remote.problems import RemoteError, TooLargeError
from dhrgraph.remote.scope import PUBLISHED, is_ours
from dhrgraph.remote.web import Web

Lines = Sequence[bytes]  # statements as N-Triples, one each, with its line end

_TURTLE = {"Content-Type": "text/turtle"}  # of which N-Triples are a part; every store takes it
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}


class Writer(Protocol):
    """Changes one graph of ours at a time."""

    def replace(self, graph: str, lines: Lines) -> None:
        """Make `lines` all that the graph holds."""

    def add(self, graph: str, lines: Lines) -> None:
        """Put `lines` into the graph."""

    def remove(self, graph: str) -> None:
        """Take the graph away; there may be none."""


@dataclass(frozen=True, slots=True)
class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol with indirect graph identification (4.2): PUT, POST, DELETE."""

    web: Web
    url: str

    def replace(self, graph: str, lines: Lines) -> None:
        """PUT (5.3)."""
        self._send("PUT", graph, lines)

    def add(self, graph: str, lines: Lines) -> None:
        """POST (5.5)."""
        self._send("POST", graph, lines)

    def remove(self, graph: str) -> None:
        """DELETE (5.4); 404 where there is none."""
        self.web.send("DELETE", self.url, parameters={"graph": _ours(graph)}, also=(404,))

    def _send(self, method: str, graph: str, lines: Lines) -> None:
        try:
            self.web.send(method, self.url, b"".join(lines), headers=_TURTLE, parameters={"graph": _ours(graph)})
        except TooLargeError:
            first, second = _halves(lines)
            self._send(method, graph, first)
            self._send("POST", graph, second)


@dataclass(frozen=True, slots=True)
class Update:
    """SPARQL 1.1 Update by POST (SPARQL 1.1 Protocol, 2.2.2)."""

    web: Web
    url: str

    def replace(self, graph: str, lines: Lines) -> None:
        """DROP SILENT GRAPH, then INSERT DATA."""
        self.remove(graph)
        self.add(graph, lines)

    def add(self, graph: str, lines: Lines) -> None:
        """INSERT DATA."""
        try:
            name = node(_ours(graph)).encode()
            self._send(b"INSERT DATA { GRAPH %s {\n%s} }" % (name, b"".join(lines)))
        except TooLargeError:
            for half in _halves(lines):
                self.add(graph, half)

    def remove(self, graph: str) -> None:
        """DROP SILENT GRAPH: silent where there is none."""
        self._send(b"DROP SILENT GRAPH %s" % node(_ours(graph)).encode())

    def _send(self, update: bytes) -> None:
        self.web.send("POST", self.url, update, headers=_UPDATE)


def _ours(graph: str) -> str:
    """The graph's name, once more held against what may be written to."""
    if not is_ours(graph) and graph != PUBLISHED:
        raise RemoteError(f"{graph} is no graph of dhrgraph's: it is not touched.")
    return graph


def _halves(lines: Lines) -> tuple[Lines, Lines]:
    if len(lines) < 2:
        raise RemoteError("the server finds a single statement too large: its limit is too low for this graph.")
    middle = len(lines) // 2
    return lines[:middle], lines[middle:]
