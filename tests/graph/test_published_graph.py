"""The graph as others load it: rdflib reads every format alike, and every statement leads back to its source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, BNode, Dataset, Graph, Literal, URIRef

from dhrgraph.graph.store import Store, convert
from dhrgraph.graph.terms import literal, node
from dhrgraph.namespaces import PREFIXES
from dhrgraph.resources import folder

DHR, OA = PREFIXES["dhr"], PREFIXES["oa"]
COUNTED = {
    "review": "Review",
    "recommendation": "Recommendation",
    "learning_point": "LearningPoint",
    "action": "ActionPlanItem",
    "contribution": "Contribution",
    "guidance": "GuidanceStatement",
    "figure": "ReportedFigure",
    "citation": "LegislationCitation",
}


@pytest.fixture(scope="module")
def turtle(built: Path) -> Graph:
    return Graph().parse(built / "dhrgraph.ttl", format="turtle")


@pytest.fixture(scope="module")
def trig(built: Path) -> Dataset:
    dataset = Dataset()
    dataset.parse(built / "dhrgraph.trig", format="trig")
    return dataset


def test_every_format_holds_the_same_statements(built: Path, turtle: Graph, trig: Dataset, store: Store) -> None:
    merged = set(turtle)
    assert {(s, p, o) for s, p, o, _ in trig.quads()} == merged
    as_triples = convert((built / "dhrgraph.trig").read_bytes(), "trig", "ntriples")
    assert set(Graph().parse(data=as_triples, format="nt")) == merged
    as_json = convert((built / "dhrgraph.trig").read_bytes(), "trig", "jsonld")
    loaded = Dataset()
    loaded.parse(data=as_json, format="json-ld")
    assert {(s, p, o) for s, p, o, _ in loaded.quads()} == merged
    assert len(store) == sum(1 for _ in trig.quads())


def test_every_subject_says_where_it_is_from(turtle: Graph) -> None:
    selectors = {URIRef(OA + name) for name in ("TextPositionSelector", "TextQuoteSelector", "SpecificResource")}
    apart = selectors | {
        URIRef(DHR + "Extraction"),
        URIRef(DHR + "SourceDocument"),
        URIRef(PREFIXES["prov"] + "Bundle"),
    }
    bare = {
        s
        for s in set(turtle.subjects())
        if not (set(turtle.objects(s, RDF.type)) & apart) and (s, DCTERMS.source, None) not in turtle
    }
    assert bare == set()


def test_there_is_no_blank_node_and_each_document_has_its_graph(trig: Dataset) -> None:
    assert not [term for quad in trig.quads() for term in quad[:3] if isinstance(term, BNode)]
    documents = {s for s, _, o, _ in trig.quads() if o == URIRef(DHR + "SourceDocument")}
    own = {PREFIXES["gr"] + name for name in ("register", "likeness")}
    graphs = {str(g.identifier) for g in trig.graphs() if len(g)} - own
    assert {g.rpartition("/")[2] for g in graphs} == {str(d).rpartition("/")[2] for d in documents}


def test_every_quote_is_what_stands_at_its_place(turtle: Graph) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8-sig") for path in folder("seeds").glob("*.txt")}
    file_of = {s: str(o) for s, o in turtle.subject_objects(URIRef(DHR + "fileName"))}
    checked = 0
    for place in turtle.subjects(RDF.type, URIRef(OA + "SpecificResource")):
        text = texts[file_of[turtle.value(place, URIRef(OA + "hasSource"))]]
        start, end, quote = None, None, None
        for selector in turtle.objects(place, URIRef(OA + "hasSelector")):
            start = turtle.value(selector, URIRef(OA + "start"), default=start)
            end = turtle.value(selector, URIRef(OA + "end"), default=end)
            quote = turtle.value(selector, URIRef(OA + "exact"), default=quote)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert 0 <= int(start) < int(end) <= len(text)
        if quote is not None:
            assert str(quote) == text[int(start) : int(end)]
            checked += 1
    assert checked > 500


def test_counts_agree_with_the_findings(turtle: Graph, findings: list[dict[str, Any]]) -> None:
    in_graph = {kind: len(set(turtle.subjects(RDF.type, URIRef(DHR + name)))) for kind, name in COUNTED.items()}
    assert in_graph == {kind: sum(row["kind"] == kind for row in findings) for kind in COUNTED}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back_from_a_literal(words: str) -> None:
    line = f"<urn:a> <urn:b> {literal(words, 'en')} .\n"
    assert Store.memory(line.encode(), "ntriples").select("SELECT ?o { ?s ?p ?o }").rows == ((words,),)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_any_name_makes_an_iri_that_can_be_read(name: str) -> None:
    line = f"{node('ag:' + name)} <urn:b> <urn:c> .\n"
    ((subject,),) = Store.memory(line.encode(), "ntriples").select("SELECT ?s { ?s ?p ?o }").rows
    assert str(subject).startswith(PREFIXES["ag"])
