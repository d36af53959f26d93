"""dataset.ttl keeps to its shapes, and each shape refuses what was made to break it, in its own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from described import turtle
from rdflib import RDF, SH, Dataset, Graph, URIRef
from rdflib.term import Node

from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import convert
from dhrgraph.resources import folder

SHAPES = folder("ontology") / "dataset-shapes.ttl"
BROKEN = Path(__file__).with_name("broken-dataset.trig")
KINDS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


@cache
def right() -> Graph:
    return Graph().parse(data=turtle(), format="turtle")


def ntriples(graph: Graph) -> bytes:
    return graph.serialize(format="nt").encode()


def named() -> dict[str, Node]:
    return {str(shape).partition("#")[2]: shape for shape in shapes().subjects(SH.severity)}


def faults() -> dict[str, bytes]:
    graphs = Dataset().parse(BROKEN, format="trig").graphs()
    return {str(g.identifier).partition("#")[2]: ntriples(g) for g in graphs if len(g)}


FAULTS = faults()
NEEDED = sorted(name for name, shape in named().items() if shapes().value(shape, SH.minCount))


def message(name: str) -> str:
    return str(shapes().value(named()[name], SH.message))


def test_the_description_is_right() -> None:
    assert violations(ntriples(right()), SHAPES) == ()


def test_every_shape_has_its_fault() -> None:
    assert set(FAULTS) == set(named())


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_breaks_its_shape_and_no_other(name: str) -> None:
    found = violations(ntriples(right()) + FAULTS[name], SHAPES)
    assert {violation.message for violation in found} == {message(name)}


@pytest.mark.parametrize("name", NEEDED)
def test_what_must_be_there_is_missed(name: str) -> None:
    """Without any value of the property, the shape speaks for every node of its class."""
    path = shapes().value(named()[name], SH.path)
    kept = Graph()
    kept += [triple for triple in right() if triple[1] != path]
    found = {violation.focus for violation in violations(ntriples(kept), SHAPES) if violation.message == message(name)}
    assert found == {str(node) for node in nodes_of(name)} != set()


def nodes_of(name: str) -> set[Node]:
    """The nodes of the right description that a shape is about."""
    (holder,) = shapes().subjects(SH.property, named()[name])
    met: set[Node] = set()
    for kind in KINDS:
        for of in shapes().objects(holder, kind):
            if kind == SH.targetClass:
                met |= set(right().subjects(RDF.type, of))
            elif kind == SH.targetSubjectsOf:
                met |= set(right().subjects(of))
            else:
                met |= set(right().objects(None, of))
    return met


def test_the_mandatory_properties_of_dcat_ap_are_asked_for() -> None:
    """DCAT-AP 3: catalogue, data set and distribution."""
    dcat, dct = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    mandatory = {
        (dcat + "Catalog", dct + "title"), (dcat + "Catalog", dct + "description"), (dcat + "Catalog", dct + "publisher"),
        (dcat + "Dataset", dct + "title"), (dcat + "Dataset", dct + "description"), (dcat + "Distribution", dcat + "accessURL"),
    }  # fmt: skip
    asked = {
        (str(of), str(shapes().value(shape, SH.path)))
        for name, shape in named().items() if name in NEEDED
        for holder in shapes().subjects(SH.property, shape) for of in shapes().objects(holder, SH.targetClass)
    }  # fmt: skip
    assert mandatory <= asked


def test_the_built_description_keeps_to_the_shapes(built: Path) -> None:
    written = (built / "dataset.ttl").read_bytes()
    assert violations(convert(written, "turtle", "ntriples"), SHAPES) == ()
    graph = Graph().parse(data=written, format="turtle")
    assert not [
        node for triple in graph for node in triple if not isinstance(node, URIRef) and not hasattr(node, "ill_typed")
    ]
    assert not [value for value in graph.objects() if getattr(value, "ill_typed", None)]


@pytest.mark.slow
def test_the_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text
