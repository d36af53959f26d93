"""A store in this process: what `dhrgraph.remote` needs of one, and a way to break off at any request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dhrgraph.graph.store import Answer, Store
from dhrgraph.remote.publish import Target
from dhrgraph.remote.scope import Scope


class BrokenOffError(Exception):
    """As if the process had been killed here."""


@dataclass
class FakeStore:
    """Named graphs as sets of N-Triples lines. `before` is called before, `after` after every request that writes."""

    graphs: dict[str, set[bytes]] = field(default_factory=dict)
    writes: list[tuple[str, str]] = field(default_factory=list)  # what was done to which graph
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def target(self) -> Target:
        return Target(self.ask, self)

    def ask(self, sparql: str, scope: Scope) -> Answer:
        del scope
        return Store.memory(self.nquads()).select(sparql)

    def replace(self, graph: str, lines: Iterable[bytes]) -> None:
        self._write("replace", graph, set(lines))

    def add(self, graph: str, lines: Iterable[bytes]) -> None:
        self._write("add", graph, self.graphs.get(graph, set()) | set(lines))

    def remove(self, graph: str) -> None:
        self._write("remove", graph, set())

    def _write(self, what: str, graph: str, lines: set[bytes]) -> None:
        self.before()
        self.writes.append((what, graph))
        self.graphs[graph] = lines
        if not lines:
            del self.graphs[graph]
        self.after()

    def nquads(self) -> bytes:
        """Everything, sorted: two stores that hold the same give the same bytes."""
        return b"".join(
            line.removesuffix(b" .\n") + b" <" + graph.encode() + b"> .\n"
            for graph, lines in sorted(self.graphs.items())
            for line in sorted(lines)
        )


def break_off_after(requests: int) -> Callable[[], None]:
    """Something to call at every request; it breaks off at the one after `requests` others."""
    left = [requests]

    def tick() -> None:
        if left[0] == 0:
            raise BrokenOffError
        left[0] -= 1

    return tick
