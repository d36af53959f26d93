"""queries/catalog.ttl is what the headers say, in the model of SIB's example queries, and each query in it runs."""

from __future__ import annotations

import pytest
import rdflib
from query_sample import QUERIES
from rdflib import OWL, RDF, RDFS, SDO, SH, SKOS, URIRef

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE
from dhrgraph.query.as_turtle import as_turtle
from dhrgraph.query.catalogue import CannedQuery, parse
from dhrgraph.resources import folder

PATH = folder("queries") / "catalog.ttl"


@pytest.fixture(scope="module")
def published() -> rdflib.Graph:
    return rdflib.Graph().parse(PATH, format="turtle")


def here(question: CannedQuery) -> URIRef:
    return URIRef(f"{BASE}query/{question.name}")


def test_the_file_is_made_from_the_headers() -> None:
    assert PATH.read_text(encoding="utf-8") == as_turtle(QUERIES), "stale: python tests/query/write_golden.py"


def test_both_engines_read_the_same_statements(published: rdflib.Graph) -> None:
    assert len(Store.memory(PATH.read_bytes(), "turtle")) == len(published)
    assert not [term for triple in published for term in triple if isinstance(term, rdflib.BNode)]
    assert not [term for term in published.objects() if isinstance(term, rdflib.Literal) and term.ill_typed]


def test_it_lists_the_files_and_no_others(published: rdflib.Graph) -> None:
    assert set(published.subjects(RDF.type, SH.SPARQLSelectExecutable)) == set(map(here, QUERIES))


def test_a_question_says_what_the_header_says(published: rdflib.Graph, question: CannedQuery) -> None:
    node = here(question)
    assert (node, RDF.type, SH.SPARQLExecutable) in published
    assert published.value(node, RDFS.label) == rdflib.Literal(question.title, lang="en")
    assert published.value(node, RDFS.comment) == rdflib.Literal(question.summary, lang="en")
    assert {str(word) for word in published.objects(node, SDO.keywords)} == set(question.tags)
    assert published.value(node, SDO.target) == URIRef(BASE + "dataset")
    declared = set(published.objects(published.value(node, SH.prefixes), SH.declare))
    assert declared == set(published.subjects(SH.prefix)), "every declared prefix has a name"
    assert (published.value(node, SH.prefixes), RDF.type, OWL.Ontology) in published


def test_a_parameter_can_be_read_off_its_node(published: rdflib.Graph, question: CannedQuery) -> None:
    nodes = sorted(published.objects(here(question), SH.parameter), key=lambda one: int(published.value(one, SH.order)))
    assert [str(published.value(one, SH.name)) for one in nodes] == [one.name for one in question.parameters]
    for node, parameter in zip(nodes, question.parameters, strict=True):
        assert str(published.value(node, SH.path)).endswith(f"#{parameter.name}")
        assert bool(published.value(node, SH.optional)) is not parameter.required
        assert (published.value(node, SH.nodeKind) == SH.IRI) is (parameter.kind is not None)
        default = published.value(node, SH.defaultValue)
        assert (default is None) is (parameter.default is None)
        if parameter.required:
            assert str(published.value(node, SKOS.example)).endswith(str(parameter.example).partition(":")[2])
        elif parameter.default is not None and parameter.kind is None:
            assert default.toPython() == parameter.default


def test_the_query_in_it_gives_the_rows_of_the_file(
    published: rdflib.Graph, question: CannedQuery, store: Store
) -> None:
    sparql = str(published.value(here(question), SH.select))
    assert not sparql.startswith("#+")
    assert store.select(sparql) == store.select(question.sparql)


def test_words_with_quotes_and_backslashes_stay_words() -> None:
    header = "".join(f"#+ {key}: '{words}'\n" for key, words in (("title", 'a "b" \\ c'), ("summary", "s")))
    sparql = (
        header
        + """#+ description: d
#+ tags: [t]
#+ competency_question: [1]
#+ columns: {s: a thing}
SELECT DISTINCT ?s WHERE { ?s ?p \"\"\"x"y\\\\z\"\"\" } ORDER BY ?s
"""
    )
    graph = rdflib.Graph().parse(data=as_turtle([parse("odd", sparql)]), format="turtle")
    node = URIRef(BASE + "query/odd")
    assert str(graph.value(node, RDFS.label)) == 'a "b" \\ c'
    assert str(graph.value(node, SH.select)) == sparql.partition("a thing}\n")[2]
