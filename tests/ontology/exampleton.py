"""The files of this folder: one graph that is right, and statements that make it, or the ontology, wrong."""

from __future__ import annotations

from pathlib import Path

from rdflib import Dataset, Graph

from dhrgraph.resources import folder

HERE = Path(__file__).parent
ONTOLOGY = folder("ontology")
SHAPES = ONTOLOGY / "shapes.ttl"


def passing() -> Graph:
    """An invented review of an invented place, right in every way."""
    return Graph().parse(HERE / "passing.ttl")


def ntriples(graph: Graph) -> bytes:
    """The graph in the form that violations() and Store.memory() take."""
    return graph.serialize(format="nt").encode()


def breaking(file: str) -> dict[str, bytes]:
    """The graphs of a TriG file by the last part of their names, as N-Triples."""
    graphs = Dataset().parse(HERE / file, format="trig").graphs()
    return {str(g.identifier).partition("#")[2]: ntriples(g) for g in sorted(graphs, key=str) if len(g)}
