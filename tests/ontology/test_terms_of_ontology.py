"""The ontology, its codes, docs/model.md and the records of the code say the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import owlrl
import pytest
from exampleton import ONTOLOGY, SHAPES, passing
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection

from dhrgraph import records
from dhrgraph.namespaces import CODE, DHR, iri

DOCS = Path(__file__).parents[2] / "docs"
ERRORS = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")  # where owlrl writes what cannot be


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name)


def declared() -> set[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {term for kind in kinds for term in graph("dhr.ttl").subjects(RDF.type, kind)}
    return {str(term).removeprefix(DHR) for term in terms if str(term).startswith(DHR)}


def described(*files: Path) -> set[str]:
    """Terms named in pages. "`dhr:xDate`, `…Text`" means dhr:xText too; "the same with `y`" means y for x."""
    terms: set[str] = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            found = re.findall(r"dhr:([A-Za-z]+)", line)
            terms.update(found)
            endings = re.findall(r"`…([A-Z]\w+)`", line)
            for date in (term for term in found if term.endswith("Date")):
                same = re.search(r"the same with ((?:`\w+`(?:, )?)+)", line)
                bases = [date.removesuffix("Date"), *(re.findall(r"\w+", same[1]) if same else ())]
                terms.update(base + ending for base in bases for ending in ("Date", *endings))
    return terms


def codes(scheme: str) -> set[str]:
    found = graph("codes.ttl").subjects(SKOS.inScheme, URIRef(CODE + scheme))
    return {str(code).removeprefix(f"{CODE}{scheme}-") for code in found}


def test_every_term_of_the_model_is_declared() -> None:
    assert described(DOCS / "model.md") - declared() == set()


def test_every_declared_term_is_described() -> None:
    assert declared() - described(*DOCS.rglob("*.md")) == set()


def test_every_code_of_the_model_is_in_its_list_and_no_other() -> None:
    text = (DOCS / "model.md").read_text(encoding="utf-8").partition("## Codes")[2]
    for scheme in graph("codes.ttl").subjects(RDF.type, SKOS.ConceptScheme):
        name = str(scheme).removeprefix(CODE)
        listed = re.search(rf"`cv:{name}-`([^`·]*)", text)
        assert listed, name
        if "as above" in listed[1]:
            first, others = re.search(rf"`cv:{name}-(\w+)`((?:, `-\w+`)+)", (DOCS / "model.md").read_text()).groups()
            assert codes(name) == {first, *re.findall(r"`-(\w+)`", others)}
        else:
            assert codes(name) == set(re.findall(r"[a-z-]+", listed[1]))


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("document", records.DocumentKind),
        ("scope", records.Scope),
        ("basis", records.Basis),
        ("status", records.Status),
        ("match", records.MatchMethod),
        ("join", records.JoinMethod),
        ("fact", records.Fact),
        ("likeness", records.LikenessStrength),
        ("precision", get_type_hints(records.PrintedDate)["precision"]),
        ("method", get_type_hints(records.Theming)["method"]),
    ],
)
def test_codes_are_the_values_of_the_records(scheme: str, values: object) -> None:
    assert codes(scheme) == set(get_args(values))


def test_lists_of_the_shapes_are_the_code_lists() -> None:
    shapes = graph("shapes.ttl")
    helpers = {shape: shapes.value(shape, SH["in"]) for shape in shapes.subjects() if str(shape).endswith("List")}
    names = {shape: str(shape).partition("#")[2].removesuffix("List") for shape in helpers}
    lists = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names[shape]).lower(): head for shape, head in helpers.items()}
    assert set(lists) == {str(s).removeprefix(CODE) for s in graph("codes.ttl").subjects(RDF.type, SKOS.ConceptScheme)}
    for name, head in lists.items():
        assert {str(code) for code in Collection(shapes, head)} == {f"{CODE}{name}-{code}" for code in codes(name)}


def test_statuses_that_count_as_done() -> None:
    done = {c for c, value in graph("codes.ttl").subject_objects(URIRef(DHR + "countsAsDone")) if value.toPython()}
    assert done == {URIRef(iri(f"cv:status-{s}")) for s in ("complete", "complete-ongoing", "already-in-place")}


def closed(*more: tuple[URIRef, URIRef, URIRef]) -> Graph:
    """What follows, in OWL 2 RL, from the ontology's logic and the invented review."""
    told = Graph()
    for source in (graph("dhr.ttl"), graph("external.ttl"), passing(), more):
        for triple in source:
            if str(triple[1]).startswith((DHR, str(RDF), str(OWL))) or triple[1] in (
                RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range,
            ):  # fmt: skip
                told.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(told)
    return told


def test_nothing_contradicts_itself_and_all_superclasses_are_written_out() -> None:
    after = closed()
    assert set(after.subjects(RDF.type, OWL.Nothing)) == set()
    assert set(after.objects(None, ERRORS.error)) == set()
    told = set(passing().subject_objects(RDF.type))
    follows = {
        (thing, kind) for thing, kind in after.subject_objects(RDF.type) if str(thing).startswith(iri("rv:")[:34])
    }
    new = {(thing, kind) for thing, kind in follows - told if str(kind).startswith(DHR)}
    assert {kind for _, kind in new} == {URIRef(DHR + "Evidenced")}


def test_a_group_that_is_an_agency_contradicts_itself() -> None:
    group = URIRef(iri("cg:all-agencies"))
    assert set(closed((group, RDF.type, URIRef(DHR + "Agency"))).objects(None, ERRORS.error))


def test_a_member_of_a_class_that_can_have_none_is_found() -> None:
    empty, member = URIRef(DHR + "Empty"), URIRef(iri("rv:exampleton-2023-05-963ef412"))
    after = closed((empty, RDFS.subClassOf, OWL.Nothing), (member, RDF.type, empty))
    assert set(after.subjects(RDF.type, OWL.Nothing)) == {member}
    assert set(after.objects(None, ERRORS.error))


def test_terms_of_others_are_declared_and_no_more() -> None:
    """Type, label and origin, once each; their meaning is their owners'."""
    stubs = graph("external.ttl")
    said = {RDF.type, RDFS.label, RDFS.isDefinedBy}
    assert set(stubs.predicates()) == said
    for term in set(stubs.subjects()):
        assert isinstance(term, URIRef)
        assert not str(term).startswith(DHR)
        assert all(len(list(stubs.objects(term, predicate))) == 1 for predicate in said), term
    assert not set(stubs.subjects()) & set(graph("dhr.ttl").subjects())


def test_shapes_speak_of_terms_that_exist() -> None:
    known = declared() | {""}
    used = {str(node) for triple in graph(SHAPES.name) for node in triple if str(node).startswith(DHR)}
    assert {term.removeprefix(DHR) for term in used} - known == set()
