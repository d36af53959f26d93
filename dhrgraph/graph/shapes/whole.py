"""Hold a whole graph against the shapes, in memory or from a file of any size."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from dhrgraph.graph.shapes.checking import broken
from dhrgraph.graph.shapes.graphs import Statements, triples_of
from dhrgraph.graph.shapes.pieces import broken_of_pieces
from dhrgraph.graph.shapes.reading import read_shapes
from dhrgraph.graph.shapes.violation import Violation
from dhrgraph.graph.store.formats import Format, convert
from dhrgraph.graph.store.spool import Spool, read_terms

IN_MEMORY = 8 << 20  # bytes of a file whose statements take some 100 MB
PIECE = 16 << 20  # bytes of N-Triples: some 90,000 statements, as much again


def violations(ntriples: bytes, shapes: Path) -> tuple[Violation, ...]:
    """Every way in which `ntriples` breaks `shapes`, sorted, each once; empty when the graph is in order.

    Raises:
        VocabularyError: the file of shapes is not Turtle, not SHACL, or asks what is not checked here; or the data are
            not N-Triples.

    Example:
        >>> from dhrgraph.resources import folder
        >>> kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person>"
        >>> person = f"<urn:a> {kind} .".encode()
        >>> [(v.focus, v.severity) for v in violations(person, folder("ontology") / "shapes.ttl")]
        [('urn:a', 'Violation')]
    """
    return _of_all(Statements(triples_of(convert(ntriples, "ntriples", "ntriples"))), shapes)


def violations_of_file(path: Path, form: Format, shapes: Path, jobs: int = 1) -> tuple[Violation, ...]:
    """The same of a file, all its graphs together, in bounded memory (graph/shapes/pieces.py): a large one is written
    to a folder for temporary files first, which takes three times its size there, and looked at by `jobs` processes.

    Raises:
        VocabularyError: as above; says the line of the file that is not in `form`.
    """
    if path.stat().st_size <= IN_MEMORY or not read_shapes(shapes).divisible:
        return _of_all(Statements(dict.fromkeys(read_terms(path, form))), shapes)
    with TemporaryDirectory(prefix="dhrgraph-") as folder:
        spool = Spool(path, form, Path(folder) / "statements.nt")
        return tuple(sorted(broken_of_pieces(spool, read_shapes(shapes), PIECE, jobs)))


def _of_all(graph: Statements, shapes: Path) -> tuple[Violation, ...]:
    nodes = ((node, facts, facts) for node, facts in graph.own())
    return tuple(sorted(set(broken(graph, nodes, read_shapes(shapes)))))
