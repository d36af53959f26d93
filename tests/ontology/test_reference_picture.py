"""The pictures show every class, say only what the ontology says, and can be read: nothing lies across anything."""

from __future__ import annotations

import shutil
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from exampleton import ONTOLOGY
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import DHR, PREFIXES, iri
from dhrgraph.publish.release.picture import KIND_OF, Edge, Picture, read_pictures, svg
from dhrgraph.publish.release.picture_layout import COLUMN, ROW, Rect, label, place, route
from dhrgraph.publish.release.reference_terms import Vocabulary, read_vocabulary

CODED = {"skos:Concept", "owl:Thing"}  # values that are codes or things elsewhere: in the tables, not in the pictures


@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(ONTOLOGY)


@cache
def pictures() -> tuple[Picture, ...]:
    return read_pictures(ONTOLOGY, vocabulary().graph)


def names() -> list[str]:
    return [picture.name for picture in pictures()]


def picture_of(name: str) -> Picture:
    return next(picture for picture in pictures() if picture.name == name)


def stretches(edge: Edge) -> list[Rect]:
    """Each straight piece of a line as a very thin rectangle."""
    return [
        Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairwise(edge.points)
    ]


def test_every_class_is_drawn_in_one_to_three_pictures() -> None:
    drawn = [
        {box.curie for box in picture.boxes} | {inner.curie for box in picture.boxes for inner in box.inside}
        for picture in pictures()
    ]
    classes = {term.curie for term in vocabulary().terms.values() if term.kind == "class"}
    counts = {curie: sum(curie in classes for classes in drawn) for curie in classes}
    assert {curie for curie, times in counts.items() if not 1 <= times <= 3} == set(), (
        "add a row to ontology/picture/boxes.csv"
    )


def test_every_property_that_joins_two_classes_is_drawn() -> None:
    drawn = {name for picture in pictures() for edge in picture.edges for name in edge.properties}
    joining = {
        term.curie
        for term in vocabulary().terms.values()
        if term.type == "object property" and not CODED & {*term.range} and not CODED & {*term.domain}
    }
    left_out = joining - drawn
    assert left_out == set(), "add a row to ontology/picture/edges.csv"


@pytest.mark.parametrize("name", names())
def test_every_line_says_what_the_ontology_says(name: str) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    for edge in picture_of(name).edges:
        for n, said in enumerate(edge.properties):
            start, end = (edge.end, edge.start) if edge.both and n else (edge.start, edge.end)
            if said == KIND_OF:
                assert end in vocabulary().terms[start].above, edge
            elif said in vocabulary().terms:
                term = vocabulary().terms[said]
                assert vocabulary().all_above(start) & {*term.domain}, edge
                assert vocabulary().all_above(end) & {*term.range}, edge
            else:
                classes = (SH.targetClass, URIRef(iri(start)))
                rules = [rule for shape in shapes.subjects(*classes) for rule in shapes.objects(shape, SH.property)]
                assert any((rule, SH.path, URIRef(iri(said))) in shapes for rule in rules), edge


def test_a_class_within_a_box_is_a_kind_of_it() -> None:
    within = [(box.curie, inner.curie) for picture in pictures() for box in picture.boxes for inner in box.inside]
    assert within
    assert [pair for pair in within if pair[0] not in vocabulary().terms[pair[1]].above] == []


@pytest.mark.parametrize("name", names())
def test_boxes_stand_apart(name: str) -> None:
    for a, b in combinations(picture_of(name).boxes, 2):
        assert not a.rect.meets(b.rect, room=20), (a.curie, b.curie)


@pytest.mark.parametrize("name", names())
def test_no_line_crosses_a_box(name: str) -> None:
    picture = picture_of(name)
    for edge in picture.edges:
        for box in picture.boxes:
            inner = Rect(box.rect.x + 1, box.rect.y + 1, box.rect.w - 2, box.rect.h - 2)
            assert not any(stretch.meets(inner) for stretch in stretches(edge)), (edge.properties, box.curie)


@pytest.mark.parametrize("name", names())
def test_no_word_lies_on_a_box_on_another_word_or_on_another_line(name: str) -> None:
    picture = picture_of(name)
    for edge in picture.edges:
        ground = edge.words.ground()
        assert not any(ground.meets(box.rect) for box in picture.boxes), edge.labels
        for other in picture.edges:
            if other is not edge:
                assert not ground.meets(other.words.ground()), (edge.labels, other.labels)
                assert not any(stretch.meets(ground) for stretch in stretches(other)), (edge.labels, other.labels)


@pytest.mark.parametrize("name", names())
def test_everything_lies_within_the_drawing(name: str) -> None:
    picture = picture_of(name)
    at = picture.extent
    for rect in [box.rect for box in picture.boxes] + [edge.words.ground() for edge in picture.edges]:
        assert at.x <= rect.x <= rect.x + rect.w <= at.x + at.w
        assert at.y <= rect.y <= rect.y + rect.h <= at.y + at.h


@pytest.mark.parametrize("name", names())
def test_a_drawing_by_itself_is_xml_with_title_description_and_links(name: str) -> None:
    picture = picture_of(name)
    root = etree.fromstring(svg(picture, links=DHR.removesuffix("#")).encode())
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.xpath("string(s:title)", namespaces=space) == picture.title
    assert root.xpath("string(s:desc)", namespaces=space) == picture.words
    links = root.xpath("//s:a/@href", namespaces=space)
    own = {str(term) for term in vocabulary().graph.subjects(RDF.type, OWL.Class) if str(term).startswith(DHR)}
    assert {link for link in links if "outside-" not in link} <= own
    assert "".join(root.xpath("//s:style/text()", namespaces=space))


def test_labels_are_the_ontologys() -> None:
    for picture in pictures():
        for box in picture.boxes:
            if box.own:
                assert box.label == str(vocabulary().graph.value(URIRef(iri(box.curie)), RDFS.label))


places = st.tuples(st.integers(0, 4), st.integers(0, 4))
ways = st.sampled_from(["right x=0.8 left", "top y=-0.3 top", "bottom y=4.8 bottom", "left x=-0.2 left"])


@given(places, places, ways)
def test_lines_run_level_or_upright_and_meet_their_boxes_squarely(
    a: tuple[int, int], b: tuple[int, int], path: str
) -> None:
    first, _, last = path.split()
    start, end = place(*a).port(first, 0.5), place(*b).port(last, 0.5)
    sideways = first in ("left", "right")
    lane = route_lane(path)
    if start[0 if sideways else 1] == lane or end[0 if sideways else 1] == lane:
        return  # the lane is the box's own side
    points = route(path, place(*a), place(*b))
    assert all(p[0] == q[0] or p[1] == q[1] for p, q in pairwise(points))
    assert (points[0], points[-1]) == (start, end)
    level = [p[1] == q[1] for p, q in pairwise(points)]
    assert level[0] is level[-1] is sideways


def route_lane(path: str) -> float:
    """The pixel that a path's one lane keeps to."""
    axis, _, at = path.split()[1].partition("=")
    return float(at) * (COLUMN if axis == "x" else ROW)


@pytest.mark.parametrize(
    ("path", "said"), [("sideways left", "no path"), ("right z=3 left", "no lane"), ("right left@0.9", "along a box")]
)
def test_a_path_that_cannot_be_is_refused(path: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        route(path, place(0, 0), place(1, 0))


def test_words_longer_than_their_line_are_broken() -> None:
    assert label(["addressee as of today"], ((0, 0), (100, 0)), "1 above").lines == ("addressee as", "of today")


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("boxes.csv", "review,dhr:Region,9,9,colourful,,", "of the kind 'colourful'"),
        ("edges.csv", "review,dhr:Region,dhr:inRegion,dhr:Review,right left,1 above", "no box for dhr:Region"),
    ],
)
def test_a_row_that_names_what_is_not_there_is_refused(tmp_path: Path, file: str, row: str, said: str) -> None:
    shutil.copytree(ONTOLOGY / "picture", tmp_path / "picture")
    with (tmp_path / "picture" / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    with pytest.raises(VocabularyError, match=said):
        read_pictures(tmp_path, vocabulary().graph)


def test_prefixes_of_the_tables_are_known() -> None:
    used = {box.curie for picture in pictures() for box in picture.boxes}
    used |= {name for picture in pictures() for edge in picture.edges for name in edge.properties}
    assert {name.partition(":")[0] for name in used} <= set(PREFIXES)
