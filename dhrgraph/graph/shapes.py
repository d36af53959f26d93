"""Hold a graph against the shapes.

    N-Triples, ontology/shapes.ttl  ->  violations  ->  tuple[Violation, ...]

The shapes are SHACL Core; pySHACL does the work, offline and without inference (superclasses are written
out in the data). To change what is allowed, edit ontology/shapes.ttl and docs/model.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from dhrgraph.errors import VocabularyError

_TARGETS = (SH.targetClass, SH.targetSubjectsOf)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks one shape.

    `focus` is the IRI of the node. `path` is the IRI of the property, empty where the rule is about the node
    or about a path of several properties. `value` is the value that offends, empty where one is missing; text
    is given by its length only, for it could hold a name. `severity` is Violation, Warning or Info.
    """

    focus: str
    path: str
    value: str
    severity: str
    message: str


def violations(ntriples: bytes, shapes: Path) -> tuple[Violation, ...]:
    """Every way in which `ntriples` breaks `shapes`, sorted, each once; empty when the graph is in order.

    Takes about 0.06 s for each thousand triples, most of it in pySHACL.

    Raises:
        VocabularyError: the file of shapes is not Turtle or not SHACL, or the data have a blank node where shapes
            compare values, which pySHACL refuses to.

    Example:
        >>> from dhrgraph.resources import folder
        >>> kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person>"
        >>> person = f"<urn:a> {kind} .".encode()
        >>> [(v.focus, v.severity) for v in violations(person, folder("ontology") / "shapes.ttl")]
        [('urn:a', 'Violation')]
    """
    data = Graph(bind_namespaces="none").parse(data=ntriples, format="nt")
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=_load(shapes), inplace=True)
    except ReportableRuntimeError as problem:
        raise VocabularyError(f"{shapes.name}: not SHACL, or the data stop it from being asked: {problem}") from problem
    if not isinstance(report, Graph):  # pySHACL returns the failure instead of raising it
        raise VocabularyError(f"{shapes.name}: {text}")
    return tuple(sorted({_violation(report, result) for result in report.objects(None, SH.result)}))


@lru_cache(maxsize=1)
def _load(shapes: Path) -> Graph:
    try:
        return _with_own_targets(Graph().parse(shapes, format="turtle"))
    except SyntaxError as problem:
        raise VocabularyError(f"{shapes.name}: not Turtle: {problem}") from problem


def _with_own_targets(shapes: Graph) -> Graph:
    """The same shapes, with every property shape taken out of its class shape and given the latter's targets.

    It means the same and takes half the time: pySHACL looks at all targets of a shape together, but at
    a shape within a shape once for every node. A closed shape goes on knowing the properties it allows.
    """
    for outer, inner in sorted(shapes.subject_objects(SH.property)):
        targets = [(kind, of) for kind in _TARGETS for of in shapes.objects(outer, kind)]
        path, allowed = shapes.value(inner, SH.path), shapes.value(outer, SH.ignoredProperties)
        if not targets or (allowed is None and (outer, SH.closed, None) in shapes):
            continue
        for kind, of in targets:
            shapes.add((inner, kind, of))
        if isinstance(path, URIRef) and allowed is not None:
            Collection(shapes, allowed).append(path)
        shapes.remove((outer, SH.property, inner))
    return shapes


def _violation(report: Graph, result: Node) -> Violation:
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    severity = report.value(result, SH.resultSeverity)
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path=str(path) if isinstance(path, URIRef) else "",
        value="" if value is None else _shown(value),
        severity=str(severity).removeprefix(str(SH)),
        message=" ".join(sorted(str(text) for text in report.objects(result, SH.resultMessage))),
    )


def _shown(value: Node) -> str:
    if isinstance(value, Literal) and (value.language or isinstance(value.value, str)):
        return f"text of {len(value)} characters"
    return str(value)
