"""The worked example is what the program makes, whole, in steps that each conform."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from exampleton import ONTOLOGY, SHAPES, ntriples
from rdflib import RDF, Graph, Namespace, URIRef
from worked_case import EXAMPLE, built_quads, example

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import convert
from dhrgraph.namespaces import CODE, DHR, PREFIXES, THEME, iri
from dhrgraph.publish.release.worked import Step, example_files, read_steps

OA = Namespace(PREFIXES["oa"])
STEPS = read_steps(ONTOLOGY)
OWN_FILE = (CODE, THEME, THEME.removesuffix("/"))  # themes and codes stand in files of their own


@cache
def step_graph(number: int) -> Graph:
    return Graph().parse(data=STEPS[number - 1].turtle, format="turtle")


@cache
def up_to(number: int) -> Graph:
    return step_graph(1) if number == 1 else up_to(number - 1) + step_graph(number)


@cache
def built() -> Graph:
    return Graph().parse(data=convert(built_quads(), "nquads", "ntriples"), format="nt")


@cache
def lists() -> Graph:
    return Graph().parse(ONTOLOGY / "codes.ttl").parse(ONTOLOGY / "themes.ttl")


def test_the_files_are_what_the_program_makes() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.ttl")}
    assert there == example(), "make them again: python tests/ontology/worked_case.py"


def test_the_steps_together_are_the_whole_graph_and_each_statement_stands_once() -> None:
    whole = {triple for triple in built() if not str(triple[0]).startswith(OWN_FILE)}
    assert set(up_to(len(STEPS))) == whole
    assert sum(len(step_graph(step.number)) for step in STEPS) == len(whole)


def test_what_is_left_out_stands_in_the_files_of_themes_and_codes() -> None:
    source = URIRef(iri("dcterms:source"))  # of the graph that a build puts them into
    left = {triple for triple in built() if str(triple[0]).startswith(OWN_FILE) and triple[1] != source}
    assert left
    assert {triple for triple in left if triple not in lists()} == set()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.file)
def test_the_case_conforms_after_each_step(step: Step) -> None:
    assert len(step_graph(step.number)) > 5
    assert violations(ntriples(up_to(step.number)) + ntriples(lists()), SHAPES) == ()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (1, "dhr:SourceDocument"), (2, "dhr:Review"), (2, "dhr:CommunitySafetyPartnership"), (3, "dhr:Recommendation"),
        (2, "oa:SpecificResource"), (2, "dhr:AgencyMatch"), (4, "dhr:CollectiveAddressee"), (5, "dhr:ThemeAssignment"),
        (6, "dhr:LearningPoint"), (7, "dhr:ActionPlanItem"), (8, "dhr:DocumentMatch"), (8, "dhr:Restatement"),
        (8, "dhr:Disagreement"), (9, "org:ChangeEvent"),
    ],
)  # fmt: skip
def test_each_step_shows_what_it_tells_of(number: int, kind: str) -> None:
    assert (None, RDF.type, URIRef(iri(kind))) in step_graph(number)
    assert (None, RDF.type, URIRef(iri(kind))) not in (up_to(number - 1) if number > 1 else Graph())


def test_every_quotation_stands_in_its_document() -> None:
    graph, quoted = up_to(len(STEPS)), 0
    for place in graph.subjects(RDF.type, OA.SpecificResource):
        name = str(graph.value(graph.value(place, OA.hasSource), URIRef(DHR + "fileName")))
        text = (EXAMPLE / name).read_text(encoding="utf-8")
        start, end = (graph.value(URIRef(f"{place}.position"), side).toPython() for side in (OA.start, OA.end))
        words = graph.value(URIRef(f"{place}.quote"), OA.exact)
        assert text[start:end] == str(words)
        quoted += 1
    assert quoted > 10


def test_a_statement_that_no_row_fits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "steps.csv").write_text("step,file,title,words\n1,a.ttl,A,A\n")
    (tmp_path / "example" / "parts.csv").write_text("graph,subject,property,step\nmain,rv:*,*,1\n")
    quad = f"<{iri('rc:x')}> <{iri('dhr:ofReview')}> <{iri('rv:x')}> <{iri('gr:0')}> .\n".encode()
    with pytest.raises(VocabularyError, match=r"no row fits rc:x dhr:ofReview"):
        example_files(quad, tmp_path)
    (tmp_path / "example" / "parts.csv").write_text("graph,subject,property,step\n*,*,*,follows\n")
    with pytest.raises(VocabularyError, match=r"nothing points to rc:x"):
        example_files(quad, tmp_path)
