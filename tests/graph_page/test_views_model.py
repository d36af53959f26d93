"""The model as a picture: what it says against the ontology, what it counts against the graph."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import combinations

import pytest
from made_up import store as made_up
from rdflib import RDFS, SKOS, Graph, URIRef

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.kinds import KINDS
from dhrgraph.graph_page.material.gather import Asked, gather
from dhrgraph.graph_page.records import Node, View
from dhrgraph.graph_page.views.model import model_view
from dhrgraph.namespaces import PROLOGUE, iri
from dhrgraph.publish.release.picture import Picture, read_pictures
from dhrgraph.publish.release.reference_terms import parsed
from dhrgraph.read.own_tables import read_rows
from dhrgraph.resources import folder

NEAR = 0.2  # of a column or row: what a line keeps clear of


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return parsed(folder("ontology") / "dhr.ttl", folder("ontology") / "external.ttl")


@pytest.fixture(scope="module")
def picture(ontology: Graph) -> Picture:
    return read_pictures(folder("ontology"), ontology)[0]


@pytest.fixture(scope="module")
def view(store: Store) -> View:
    return model_view(gather(store, Asked()))


def fact(node: Node, name: str) -> str:
    return dict(node.facts).get(name, "")


def test_the_classes_are_those_of_the_drawing_with_the_words_of_the_ontology(
    view: View, picture: Picture, ontology: Graph
) -> None:
    assert [node.id for node in view.nodes] == [iri(box.curie) for box in picture.boxes]
    assert [node.label for node in view.nodes] == [box.label for box in picture.boxes]
    for node in view.nodes:
        if node.id != iri("skos:Concept"):
            assert URIRef(node.id) in ontology.subjects(RDFS.label)
            assert node.about == str(ontology.value(URIRef(node.id), SKOS.definition))
        assert fact(node, "In queries") == next(box.curie for box in picture.boxes if iri(box.curie) == node.id)


def test_the_lines_are_those_of_the_drawing(view: View, picture: Picture) -> None:
    first: dict[tuple[str, str], str] = {}
    for edge in picture.edges:
        first.setdefault((iri(edge.start), iri(edge.end)), edge.labels[0].replace("a kind of", "is a kind of"))
    assert {(line.source, line.target): line.label for line in view.lines} == first
    assert len(view.lines) == len(first)
    assert "addressee as of today" in fact(named(view, "recommendation"), "Recorded of it")


def named(view: View, label: str) -> Node:
    return next(node for node in view.nodes if node.label == label)


def test_it_says_how_many_of_each_the_graph_holds(view: View, store: Store) -> None:
    for node in view.nodes:
        kind = f"a <{node.id}>" if node.label != "theme" else "skos:inScheme <https://w3id.org/dhrgraph/theme>"
        number = len(store.select(f"{PROLOGUE}SELECT DISTINCT ?x {{ ?x {kind} }}").rows)
        assert fact(node, "In this graph") == str(number)
        assert node.measures == {"held": number}
    assert fact(named(view, "recommendation"), "In this graph") == "75"


def test_what_is_recorded_of_a_thing_is_there(view: View, store: Store, ontology: Graph) -> None:
    of = {
        str(label): str(term)
        for term, label in ontology.subject_objects(RDFS.label)
        if str(term).startswith(iri("dhr:Review").removesuffix("Review"))
    }
    for node in view.nodes:
        for words in filter(None, fact(node, "Recorded of it").split(", ")):
            used = f"{PROLOGUE}SELECT ?x {{ ?x <{of[words]}> ?value }} LIMIT 1"
            assert store.select(used).rows
    assert {"text", "printed number"} <= set(fact(named(view, "recommendation"), "Recorded of it").split(", "))


def test_no_line_runs_through_a_thing_between(view: View) -> None:
    at = {node.id: node.at for node in view.nodes}
    assert None not in at.values()
    assert len(set(at.values())) == len(at)
    for line in view.lines:
        for node in view.nodes:
            if node.id not in (line.source, line.target):
                assert distance(at[node.id], at[line.source], at[line.target]) > NEAR, (line, node.label)
    for one, other in combinations(view.nodes, 2):
        assert math.dist(at[one.id] or (), at[other.id] or ()) >= 1


def distance(point: object, start: object, end: object) -> float:
    """From a point to the stretch between two others."""
    (x, y), (ax, ay), (bx, by) = point, start, end  # type: ignore[misc]
    dx, dy = bx - ax, by - ay
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return math.dist((x, y), (ax + along * dx, ay + along * dy))


def test_kinds_are_drawn_as_the_pictures_of_the_ontology_have_them(view: View) -> None:
    for row in read_rows(folder("ontology") / "picture" / "kinds.csv"):
        kind = KINDS[f"class-{row['kind']}"]
        assert kind.colour == row["colour"]
        assert kind.shape == row["shape"].replace("page", "square")
        assert kind.several == row["words"][0].upper() + row["words"][1:]
    assert {node.kind for node in view.nodes} <= KINDS.keys()


def test_it_tells_how_to_read_it(view: View) -> None:
    assert "“domestic homicide review described in source document”" in view.finding
    assert (view.counted, view.directed, view.form) == (False, True, "free")
    assert not [node for node in view.nodes if node.statements or node.reviews]


def test_an_empty_graph_has_none_of_them(view: View) -> None:
    empty = model_view(gather(made_up(""), Asked()))
    assert [(node.id, node.label, node.at) for node in empty.nodes] == [(n.id, n.label, n.at) for n in view.nodes]
    assert {fact(node, "In this graph") for node in empty.nodes} == {"none"}
    assert {fact(node, "Recorded of it") for node in empty.nodes} == {"", "addressee as of today"}
    assert empty.lines == view.lines


def test_no_rdf_library_is_needed() -> None:
    code = "import sys, dhrgraph.graph_page.views; assert 'rdflib' not in sys.modules, 'rdflib'"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
