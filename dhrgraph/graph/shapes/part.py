"""Hold what one document gives to the graph against the shapes, with what other graphs say of the nodes it names.

    N-Triples of a document, Context  ->  violations_of_part  ->  violations

The parts of a graph together break the shapes where the whole does, if
- documents of one review are one part,
- the context of a part holds what the shapes follow from its nodes to others (`Context.of` picks that out), and
- all values of one property of one node stand in one part.
A node that only its context gives a class to, such as a recommendation in the graph of likenesses, is held against that
class as far as this part speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes.checking import broken
from dhrgraph.graph.shapes.graphs import Statements, triples_of
from dhrgraph.graph.shapes.reading import read_shapes
from dhrgraph.graph.shapes.violation import Violation


@dataclass(frozen=True, slots=True)
class Context:
    """What other graphs say of the nodes a part names, as far as the shapes follow it: classes, broader themes, types
    of bodies. Made once and kept in a worker; never changed."""

    graph: Statements = field(default_factory=lambda: Statements(()))

    @classmethod
    def of(cls, ntriples: bytes, shapes: Path) -> Context:
        """Of statements of other graphs, those that `shapes` follow.

        Example:
            >>> from dhrgraph.resources import folder
            >>> label = b'<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "not followed"@en .'
            >>> list(Context.of(label, folder("ontology") / "shapes.ttl").graph.own())
            []
        """
        return cls().and_also(ntriples, shapes)

    def and_also(self, ntriples: bytes, shapes: Path) -> Context:
        """The same with more, which is looked at first; this one stays as it is, and little is copied."""
        followed = read_shapes(shapes).followed
        return Context(Statements((t for t in triples_of(ntriples) if t[1] in followed), self.graph))


def violations_of_part(ntriples: bytes, context: Context, shapes: Path) -> tuple[Violation, ...]:
    """Every way in which the nodes that `ntriples` speaks of break `shapes`, sorted, each once.

    `ntriples` are lines as graph/terms.py or Oxigraph writes them.

    Raises:
        VocabularyError: the file of shapes is not Turtle, not SHACL, or asks what cannot be told from parts.
    """
    read = read_shapes(shapes)
    if not read.divisible:
        raise VocabularyError(f"{shapes.name}: asks of nodes that no part may speak of: check the whole graph")
    graph = Statements(triples_of(ntriples), context.graph)
    nodes = ((node, here, graph.facts(node)) for node, here in graph.own())
    return tuple(sorted(set(broken(graph, nodes, read))))
