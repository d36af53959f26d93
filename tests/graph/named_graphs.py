"""The graphs of some documents made at once in memory: the oracle beside builds, which make them part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dhrgraph.graph.quads import (
    Graph,
    Vocabulary,
    bodies,
    graph_of_likenesses,
    graph_of_register,
    graph_of_table,
    names_of,
    reading_triples,
    without_graph,
)
from dhrgraph.graph.terms import to_nquads
from dhrgraph.records import DeathRegister, Likeness, Reading


@dataclass(frozen=True, slots=True)
class NamedGraphs:
    """The quads of a build by named graph (a CURIE), each graph's lines sorted, in the order of the documents."""

    lines: tuple[Graph, ...]

    def nquads(self) -> bytes:
        """All quads, sorted by graph name and line: the same bytes whatever the order of the files."""
        return "".join(f"{line}\n" for _, lines in sorted(self.lines) for line in lines).encode()

    def ntriples(self) -> bytes:
        """All statements without their graphs, each once, sorted: what becomes the merged Turtle."""
        merged = {without_graph(line) for _, lines in self.lines for line in lines}
        return "".join(f"{line}\n" for line in sorted(merged)).encode()

    def __len__(self) -> int:
        return sum(len(lines) for _, lines in self.lines)


def to_named_graphs(
    readings: Iterable[Reading],
    known: Vocabulary,
    tables: Sequence[DeathRegister] = (),
    decided: Iterable[tuple[str, str]] = (),
    likenesses: Iterable[Likeness] = (),
) -> NamedGraphs:
    """One named graph a document or table, one of the likenesses, and the register's. Nothing is counted across
    documents."""
    kept = tuple(readings)
    names = names_of(kept)
    keys = [reading.document.source.key for reading in kept]
    told = [reading_triples(reading, known, names[key]) for key, reading in zip(keys, kept, strict=True)]
    graphs = [(f"gr:{key}", tuple(to_nquads(one, f"gr:{key}"))) for key, one in zip(keys, told, strict=True)]
    graphs += [graph_of_table(table, known) for table in tables]
    if kept:
        graphs.append(graph_of_likenesses(likenesses, known))
    named = dict.fromkeys(body for reading in kept for body in bodies(reading))
    return NamedGraphs((*graphs, graph_of_register(named, known, tables, decided)))
