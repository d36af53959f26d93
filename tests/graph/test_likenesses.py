"""Links between recommendations of different reviews: right by the shapes, both ways, in a graph of their own, and gone with
either of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from named_graphs import NamedGraphs, to_named_graphs
from rdflib import RDF, Graph, URIRef

from dhrgraph import pipeline
from dhrgraph.config import Config
from dhrgraph.graph.likenesses import likeness_triples
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import Store
from dhrgraph.graph.terms import to_nquads
from dhrgraph.namespaces import PREFIXES, curie, iri
from dhrgraph.pipeline.likenesses import STRONGEST, compared, find_likenesses
from dhrgraph.records import Likeness, LikenessStrength, Reading, Recommendation
from dhrgraph.remote.source import Source
from dhrgraph.resources import folder

SHAPES = folder("ontology") / "shapes.ttl"
PASSING = Path(__file__).parents[1] / "ontology" / "passing.ttl"
EARLIER, LATER = "exampleton-2018-02-014c519c.main.0001", "exampleton-2023-05-963ef412.main.0002"
PREFIX = "".join(f"PREFIX {name}: <{full}>\n" for name, full in PREFIXES.items())

PAGE = """About this page. This page summarises a Domestic Homicide Review.
CSP: {place}
Published: May {year}
Extracted: 2 recs
Extracted recommendations
| # | Recommendation | Addressed to |
|---|---|---|
| 1 | {own} | {place} Council |
| 2 | That all front-line staff of {body} are trained to recognise coercive control and to ask about it. | {body} |
"""
OWN = {
    "exampleton": "Exampleton Council should publish the waiting times of its refuge each quarter.",
    "fictonshire": "Fictonshire Council should pay for interpreters at every court hearing.",
    "madeupham": "Madeupham Council should tell landlords how a tenancy can be transferred in an emergency.",
}


def one(strength: LikenessStrength = "near-copy", score: float = 0.8754) -> Likeness:
    return Likeness(EARLIER, LATER, strength, score, ("share / sharing", "MARAC"), ("014c519cb6be", "963ef412d172"))


def lines(*found: Likeness) -> str:
    return "\n".join(to_nquads(likeness_triples(found, "0.1.0"), "gr:likeness"))


def without_links() -> Graph:
    """The invented review of tests/ontology/, with nothing in it about likeness."""
    graph = Graph().parse(PASSING)
    for subject in list(graph.subjects(RDF.type, URIRef(iri("dhr:Likeness")))):
        graph.remove((subject, None, None))
    for name in ("dhr:sameAskAs", "dhr:nearCopyOf"):
        graph.remove((None, URIRef(iri(name)), None))
    return graph


def pages(place: Path, *names: str) -> Path:
    """A folder with a page of a review for each name; all of them ask once for the same."""
    place.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        words = {"place": name.title(), "body": "the Council", "year": 2018 + number, "own": OWN[name]}
        (place / f"{name}.txt").write_text(PAGE.format(**words), encoding="utf-8")
    return place


def read(place: Path, config: Config) -> Sequence[Reading]:
    return pipeline.read_all([place], config, lambda _stage, _message: None).readings


def likenesses(readings: Sequence[Reading]) -> tuple[Likeness, ...]:
    return find_likenesses(one for reading in readings for one in compared(reading))[0]


def graphs_of(readings: Sequence[Reading], config: Config) -> NamedGraphs:
    return to_named_graphs(readings, config.vocabulary, likenesses=likenesses(readings))


@pytest.mark.parametrize("strength", ["near-copy", "same-ask"])
def test_a_link_is_right_by_the_shapes_and_says_its_strength_both_ways(strength: LikenessStrength) -> None:
    told = lines(one(strength))
    graph = without_links()
    before = violations(graph.serialize(format="nt").encode(), SHAPES)
    graph.parse(data=told.replace(f" <{iri('gr:likeness')}> .", " ."), format="nt")
    assert before == violations(graph.serialize(format="nt").encode(), SHAPES) == ()
    first, second = URIRef(iri(f"rc:{EARLIER}")), URIRef(iri(f"rc:{LATER}"))
    near, same = (set(graph.subject_objects(URIRef(iri(f"dhr:{name}")))) for name in ("nearCopyOf", "sameAskAs"))
    assert same == {(first, second), (second, first)}
    assert near == (same if strength == "near-copy" else set())


def test_a_link_says_why_and_from_where() -> None:
    rows = Store.memory(lines(one()).encode()).select(
        PREFIX + "SELECT ?p ?o { ?s a dhr:Likeness ; ?p ?o } ORDER BY ?p ?o"
    )
    said = sorted((curie(str(p)), curie(str(o))) for p, o in rows.rows if str(p) != RDF.type.toPython())
    assert said == [
        ("dcterms:source", "sd:014c519cb6be"),
        ("dcterms:source", "sd:963ef412d172"),
        ("dhr:likenessScore", "0.875"),
        ("dhr:likenessStrength", "cv:likeness-near-copy"),
        ("dhr:likens", f"rc:{EARLIER}"),
        ("dhr:likens", f"rc:{LATER}"),
        ("dhr:sharedTerms", "share / sharing; MARAC"),
    ]


def test_what_two_reviews_ask_for_alike_is_found_in_any_order(tmp_path: Path, config: Config) -> None:
    readings = read(pages(tmp_path / "in", *OWN), config)
    found = likenesses(readings)
    assert {(link.first.split("-")[0], link.second.split("-")[0]) for link in found} == {
        ("exampleton", "fictonshire"), ("exampleton", "madeupham"), ("fictonshire", "madeupham"),
    }  # fmt: skip
    assert {(link.first[-4:], link.second[-4:], link.strength) for link in found} == {("0002", "0002", "near-copy")}
    assert all(0 < link.score <= 1 and link.terms and link.first < link.second for link in found)
    for order in permutations(readings):
        assert likenesses(order) == found


def test_a_planted_copy_is_linked_in_a_graph_of_its_own(tmp_path: Path, config: Config) -> None:
    readings = read(pages(tmp_path / "in", "exampleton", "fictonshire"), config)
    graphs = graphs_of(readings, config)
    assert violations(graphs.ntriples(), SHAPES) == ()
    store = Store.memory(graphs.nquads())
    keys = {f"sd:{reading.document.source.key}" for reading in readings}
    rows = store.select(PREFIX + "SELECT ?l ?d { ?l a dhr:Likeness ; dcterms:source ?d }").rows
    assert len({link for link, _ in rows}) == 1
    assert {curie(str(document)) for _, document in rows} == keys
    where = "SELECT DISTINCT ?g { GRAPH ?g { ?a dhr:sameAskAs|dhr:nearCopyOf|dhr:likens ?b } }"
    assert [curie(str(graph)) for (graph,) in store.select(PREFIX + where).rows] == ["gr:likeness"]
    assert iri("gr:likeness") in Source(store).names()


def test_the_graph_of_a_document_is_the_same_whatever_it_is_like(tmp_path: Path, config: Config) -> None:
    """So that one document can be replaced or withdrawn, here and in a store that the build was published to."""
    both = dict(graphs_of(read(pages(tmp_path / "two", "exampleton", "fictonshire"), config), config).lines)
    alone = dict(graphs_of(read(pages(tmp_path / "one", "exampleton"), config), config).lines)
    (document,) = set(alone) - {"gr:likeness", "gr:register"}
    assert alone[document] == both[document]


def test_withdrawing_a_document_takes_its_links_away(tmp_path: Path, config: Config) -> None:
    place, output = pages(tmp_path / "in", "exampleton", "fictonshire"), tmp_path / "out"
    count = PREFIX + "SELECT ?s { { ?s a dhr:Likeness } UNION { ?s dhr:sameAskAs ?o } UNION { ?s dhr:nearCopyOf ?o } }"
    pipeline.build([place], output, config, lambda _stage, _message: None)
    assert len(Store.open(output / "store").select(count).rows) == 1 + 2 + 2
    (place / "fictonshire.txt").unlink()
    pipeline.build([place], output, config, lambda _stage, _message: None)
    store = Store.open(output / "store")
    assert store.select(count).rows == ()
    assert iri("gr:likeness") in store.graphs(), "so that publishing it again replaces the graph with the old links"


def test_one_review_in_two_documents_is_not_like_itself(tmp_path: Path, config: Config) -> None:
    place = pages(tmp_path / "in", "exampleton")
    again = (place / "exampleton.txt").read_text(encoding="utf-8").replace("About this page. ", "About this copy. ")
    (place / "again.txt").write_text(again, encoding="utf-8")
    readings = read(place, config)
    assert len(readings) == 2
    assert len({reading.review.id for reading in readings if reading.review}) == 1
    assert likenesses(readings) == ()


def test_nothing_to_compare_is_no_link() -> None:
    assert likenesses(()) == ()


def test_an_ask_that_very_many_make_does_not_link_all_with_each_other(tmp_path: Path, config: Config) -> None:
    """Two thousand who ask for the same would make two million links; each keeps its strongest."""
    (reading,) = read(pages(tmp_path / "in", "exampleton"), config)
    assert reading.review
    (_, second) = (f for f in reading.findings if isinstance(f, Recommendation))
    many = STRONGEST + 20
    readings = [
        replace(reading, findings=(replace(reading.review, id=f"made-2020-01-{number:08x}"), second))
        for number in range(many)
    ]
    ends = Counter(end for link in likenesses(readings) for end in (link.first, link.second))
    assert len(ends) == many
    assert min(ends.values()) >= STRONGEST
    assert sum(ends.values()) // 2 < many * (many - 1) // 2
