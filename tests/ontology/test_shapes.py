"""The shapes accept the invented review, and each refuses what was made to break it, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from exampleton import ONTOLOGY, SHAPES, breaking, ntriples, passing
from odd_data import constraints, odd
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import violations

FAULTS = breaking("broken-data.trig")
NEVER_MET = {"NoPerson", "NoPersonProperty", "NoSameAs"}  # what must not be there has no place in passing.ttl

MET = {  # the triple that shows a target to be in the data
    SH.targetClass: lambda of: (None, RDF.type, of),
    SH.targetSubjectsOf: lambda of: (None, of, None),
    SH.targetNode: lambda of: (None, None, of),
}


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


@cache
def right() -> bytes:
    return ntriples(passing())


def every_shape() -> set[Node]:
    """All that have a name of their own; those without are parts of another's rule."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {shape for kind in kinds for shape in shapes().subjects(RDF.type, kind) if isinstance(shape, URIRef)}


def named() -> dict[str, Node]:
    """The shapes that look at something, by name; the others are helpers."""
    return {str(shape).partition("#")[2]: shape for shape in every_shape() if next(targets(shape), None)}


def targets(shape: Node) -> Iterator[tuple[Node, Node]]:
    """How a shape finds its nodes, itself or through the class shapes it belongs to."""
    for holder in (shape, *shapes().subjects(SH.property, shape)):
        for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetNode):
            yield from ((kind, of) for of in shapes().objects(holder, kind))


def test_the_invented_review_is_right() -> None:
    assert violations(right(), SHAPES) == ()


def test_the_code_lists_are_right() -> None:
    assert violations(right() + ntriples(Graph().parse(ONTOLOGY / "codes.ttl")), SHAPES) == ()


def test_every_shape_has_its_fault() -> None:
    assert sorted(set(named()) - set(FAULTS)) == [], "no failing example in broken-data.trig"
    assert sorted(set(FAULTS) - set(named())) == [], "no such shape in shapes.ttl"


def test_every_helper_is_part_of_a_shape_that_has_its_fault() -> None:
    helpers = every_shape() - set(named().values())
    used = {*shapes().objects(None, SH.node), *shapes().objects(None, RDF.first)}
    assert helpers == used & every_shape()


def test_every_shape_says_what_it_is_and_how_bad_it_is_to_break_it() -> None:
    for shape in every_shape():
        for said in (SH.severity, SH.name, SH.message):
            assert len(list(shapes().objects(shape, said))) == 1, (shape, said)


@pytest.mark.parametrize("name", sorted(set(FAULTS) - NEVER_MET))
def test_every_shape_has_something_to_look_at(name: str) -> None:
    data, shape = passing(), named()[name]
    met = [of for kind, of in targets(shape) if MET[kind](of) in data]
    path = shapes().value(shape, SH.path)
    assert met
    assert not isinstance(path, URIRef) or (None, path, None) in data


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_fault_breaks_its_shape_and_no_other(name: str) -> None:
    found = violations(right() + FAULTS[name], SHAPES)
    assert {violation.message for violation in found} == {str(shapes().value(named()[name], SH.message))}
    assert {violation.severity for violation in found} == {"Violation"}


@cache
def all_wrong() -> bytes:
    return right() + b"".join(FAULTS.values())


def test_all_faults_together_break_every_shape() -> None:
    found = {violation.message for violation in violations(all_wrong(), SHAPES)}
    assert found == {str(shapes().value(shape, SH.message)) for shape in named().values()}


def test_every_constraint_of_every_shape_refuses_something() -> None:
    """A constraint that nothing breaks, such as a misspelt pattern's, is told by its shape and component."""
    data = Graph().parse(data=all_wrong() + ntriples(odd(shapes())), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES))
    broken = {
        (report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraintComponent))
        for result in report.objects(None, SH.result)
    }
    asked = {(shape, component) for shape in named().values() for component in constraints(shapes(), shape)}
    assert len(asked) > 500
    assert sorted(asked - broken) == []


def test_shapes_taken_apart_find_what_whole_shapes_find() -> None:
    data = Graph().parse(data=all_wrong(), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES))
    told = {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for result in report.objects(None, SH.result)
    }
    assert {(violation.focus, violation.message) for violation in violations(all_wrong(), SHAPES)} == told


@pytest.mark.slow
def test_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=Graph().parse(SHAPES), meta_shacl=True)
    assert conforms, text


def test_violations_are_sorted_and_do_not_quote_text() -> None:
    found = violations(all_wrong(), SHAPES)
    assert list(found) == sorted(set(found))
    values = {violation.value for violation in found}
    assert f"text of {len('Responsable')} characters" in values
    assert not any("Responsable" in value for value in values)


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("this is not Turtle")
    with pytest.raises(VocabularyError, match=r"bad\.ttl: not Turtle"):
        violations(right(), bad)


def test_a_shape_that_is_not_shacl_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:PropertyShape ; sh:targetNode <urn:x> .")
    with pytest.raises(VocabularyError, match=r"bad\.ttl: not SHACL"):
        violations(b"", bad)
