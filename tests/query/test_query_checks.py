"""Each rule of checks.py refuses what it is there for."""

from __future__ import annotations

import pytest

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import curie
from dhrgraph.query.catalogue import CannedQuery, parse
from dhrgraph.query.checks import problems
from dhrgraph.query.traps import MIXED_DATES
from dhrgraph.resources import folder

HEADER = """#+ title: A question?
#+ summary: Words.
#+ description: Words.
#+ tags: [word]
#+ competency_question: [1]
#+ columns: {s: a thing}
"""
PARAMETER = """#+ parameters:
#+   - {name: n, type: integer, default: 2, summary: A number}
"""
GOOD = "SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s"
DHR = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>\n"
RC = "PREFIX rc: <https://w3id.org/dhrgraph/id/recommendation/>\n"


def made(sparql: str, header: str = HEADER) -> CannedQuery:
    return parse("made-up", header + sparql)


def test_a_good_question_has_no_problem() -> None:
    assert problems(made(GOOD), ()) == ()


@pytest.mark.parametrize(
    ("sparql", "why"),
    [
        ("SELECT DISTINCT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?s", "the header says"),
        ("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s", "the header says"),
        ("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s", "not DISTINCT"),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", "no ORDER BY"),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?p ?s", "no column"),
        ("SELECT DISTINCT (COUNT(?o) AS ?s) WHERE { ?x ?p ?o } ORDER BY ?s", "without DISTINCT"),
        ("SELECT DISTINCT (COUNT(*) AS ?s) WHERE { ?x ?p ?o } ORDER BY ?s", "without DISTINCT"),
        ("SELECT DISTINCT (SUM(?o) AS ?s) WHERE { ?x ?p ?o } ORDER BY ?s", "differs between engines"),
        (
            "SELECT DISTINCT (GROUP_CONCAT(?o) AS ?s) WHERE { ?x ?p ?o } ORDER BY ?s",
            "differs between engines",
        ),
        (
            "SELECT DISTINCT ?s WHERE { { SELECT ?s (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s "
            "HAVING (?n > 1) } } ORDER BY ?s",
            "the alias ?n",
        ),
        (
            "SELECT DISTINCT ?s WHERE { ?s ?p ?o { VALUES ?x { 1 } OPTIONAL { ?s ?x ?y } } } ORDER BY ?s",
            "OPTIONAL",
        ),
        (
            "SELECT DISTINCT ?s WHERE { ?s ?p ?o OPTIONAL { SELECT ?s (MIN(?x) AS ?n) WHERE { ?s ?q ?x } "
            "GROUP BY ?s } } ORDER BY ?s",
            "an OPTIONAL holds a count",
        ),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER (NOW() > ?o) } ORDER BY ?s", "NOW()"),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o BIND (RAND() AS ?x) } ORDER BY ?s", "RAND()"),
        ("SELECT DISTINCT ?s WHERE { ?s dhr:ofReview ?o } ORDER BY ?s", "dhr: is not declared"),
        (DHR + GOOD, "declared and not used"),
        ("PREFIX dhr: <urn:x>\nSELECT DISTINCT ?s WHERE { ?s dhr:ofReview ?o } ORDER BY ?s", "namespaces.py"),
        (DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:ofReveiw ?o } ORDER BY ?s", "dhr:ofReveiw is no term"),
        ("SELECT DISTINCT ?s FROM <urn:x> WHERE { ?s ?p ?o } ORDER BY ?s", "FROM"),
        ("SELECT DISTINCT ?s WHERE { SERVICE <urn:x> { ?s ?p ?o } } ORDER BY ?s", "SERVICE"),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s ?", "not a SPARQL query"),
    ],
)
def test_a_rule_refuses_what_it_is_there_for(sparql: str, why: str) -> None:
    assert any(why in problem for problem in problems(made(sparql), ("dhr:ofReview",)))


@pytest.mark.parametrize(
    ("sparql", "why"),
    [
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o VALUES ?n { 2 } } ORDER BY ?s", "stand behind"),
        (
            "SELECT DISTINCT ?s WHERE { VALUES ?a { 1 } ?s ?p ?o { ?s ?n ?o VALUES ?n { 2 } } } ORDER BY ?s",
            "stand behind",
        ),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s VALUES ?n { 2 }", "after the last brace"),
        ("SELECT DISTINCT ?s WHERE { VALUES ?n { UNDEF } ?s ?p ?n } ORDER BY ?s", "?n may be UNDEF"),
        (
            "SELECT DISTINCT ?s WHERE { VALUES ?n { UNDEF } ?s ?p ?o { SELECT ?s ?n WHERE { ?s ?p ?n } } } ORDER BY ?s",
            "?n may be UNDEF",
        ),
        (
            "SELECT DISTINCT ?s WHERE { { SELECT ?s ?n WHERE { VALUES ?n { UNDEF } ?s ?p ?o } } ?s ?q ?n } ORDER BY ?s",
            "?n may be UNDEF",
        ),
        (
            "SELECT DISTINCT ?s WHERE { { SELECT ?s (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p 1 OPTIONAL { ?s ?q ?o } } "
            "GROUP BY ?s } FILTER (?n > 0) } ORDER BY ?s",
            "COUNT of ?o",
        ),
        (
            "SELECT DISTINCT ?s WHERE { { ?s ?p ?o } UNION { ?s ?q 1 } } GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1) "
            "ORDER BY ?s",
            "COUNT of ?o",
        ),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o MINUS { ?s ?q ?other } } ORDER BY ?s", "MINUS without"),
        (RC + "SELECT DISTINCT ?s WHERE { ?s ?p rc:a.main.0001 } ORDER BY ?s", "rc:a.main.0001 has a dot"),
        (DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:ofReview+ ?o } ORDER BY ?s", "from s to o starts nowhere"),
        (
            DHR + "SELECT DISTINCT ?s WHERE { VALUES ?n { 2 } ?n dhr:ofReview? ?s . ?s ?p ?n } ORDER BY ?s",
            "starts nowhere",
        ),
        (DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:ofReview* <urn:a> } ORDER BY ?s", "may be empty ends on urn:a"),
        (DHR + "SELECT DISTINCT ?s WHERE { <urn:a> dhr:ofReview? ?s } ORDER BY ?s", "may be empty ends on s"),
        (DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:death ?o FILTER (?o < 2) } ORDER BY ?s", "?o may be a year"),
        (DHR + "SELECT DISTINCT ?s WHERE { ?x dhr:death ?s } ORDER BY ?s", "?s may be a year"),
        (
            DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:ofReview ?r . ?r dhr:published ?o } GROUP BY ?s "
            "HAVING (MIN(?o) = 1) ORDER BY ?s",
            "?o may be a year",
        ),
        ("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s", "GRAPH"),
        ("SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER (<urn:f>(?s)) } ORDER BY ?s", "urn:f is no function"),
    ],
)
def test_a_trap_of_an_engine_is_refused(sparql: str, why: str) -> None:
    known = ("dhr:ofReview", "dhr:death", "dhr:published")
    assert any(why in problem for problem in problems(made(sparql), known))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT DISTINCT ?s WHERE { VALUES ?n { UNDEF } ?s ?p ?o FILTER (!BOUND(?n) || ?o = ?n) } ORDER BY ?s",
        "SELECT DISTINCT ?s WHERE { ?s ?p ?n { SELECT ?s WHERE { VALUES ?n { UNDEF } ?s ?p ?o FILTER (!BOUND(?n)) } } } "
        "ORDER BY ?s",
        "SELECT DISTINCT ?s WHERE { ?s ?p 1 OPTIONAL { ?s ?q ?o } } GROUP BY ?s "
        'HAVING (COUNT(DISTINCT COALESCE(?o, "none")) - MAX(IF(BOUND(?o), 0, 1)) > 1) ORDER BY ?s',
        "SELECT DISTINCT ?s WHERE { { ?s ?p ?o } UNION { ?s ?q ?o } } GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1) "
        "ORDER BY ?s",
        "SELECT DISTINCT ?s WHERE { ?s ?p ?o MINUS { SELECT ?s WHERE { ?s ?q ?other } } } ORDER BY ?s",
        DHR + "SELECT DISTINCT ?s WHERE { ?x ?p ?o . ?s dhr:ofReview+ ?o } ORDER BY ?s",
        DHR + "SELECT DISTINCT ?s WHERE { ?s ?p ?o . ?o dhr:ofReview* ?s } ORDER BY ?s",
        DHR + "SELECT DISTINCT ?s WHERE { ?s dhr:death ?o FILTER (BOUND(?o)) } ORDER BY ?s",
    ],
)
def test_what_every_engine_answers_alike_is_let_pass(sparql: str) -> None:
    assert problems(made(sparql), ("dhr:ofReview", "dhr:death")) == ()


def test_an_aggregate_repeated_in_having_is_no_alias() -> None:
    sparql = "SELECT DISTINCT ?s WHERE { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1) ORDER BY ?s"
    assert problems(made(sparql), ()) == ()


def test_a_block_that_is_not_the_default_is_refused() -> None:
    sparql = "SELECT DISTINCT ?s WHERE { VALUES ?n { 3 } ?s ?n ?o } ORDER BY ?s"
    (problem,) = problems(made(sparql, HEADER + PARAMETER), ())
    assert "holds ['3'], the header says 2" in problem


@pytest.mark.parametrize(
    ("header", "line", "why"),
    [
        ("", 1, "no header"),
        (HEADER.replace("#+ tags: [word]\n", ""), 1, "'tags' is missing"),
        (HEADER.replace("[word]", "[word"), 5, "not YAML"),
        (HEADER.replace("tags:", "tegs:"), 4, "unknown key 'tegs'"),
        (HEADER.replace("summary: Words.", "summary: 3"), 2, "'summary' is empty or not a str"),
        (HEADER.replace("{s: a thing}", "[s]"), 6, "not a dict"),
        (HEADER + PARAMETER.replace("integer", "number"), 8, "the type of 'n'"),
        (HEADER + PARAMETER.replace("default: 2", "default: two"), 8, "of type integer"),
        (HEADER + PARAMETER.replace("default: 2, ", ""), 8, "needs a default or an example"),
        (HEADER + PARAMETER.replace("default", "defualt"), 8, "unknown key 'defualt'"),
        (HEADER + PARAMETER.replace("integer", "iri"), 8, "has a kind"),
        (HEADER + PARAMETER.replace("integer", "integer, kind: theme"), 8, "has a kind"),
        (HEADER + PARAMETER.replace(", summary: A number", ""), 8, "has no summary"),
        (HEADER + PARAMETER.replace("name: n, ", ""), 7, "has no name"),
        (HEADER + PARAMETER, 8, "no block 'VALUES ?n"),
    ],
)
def test_a_broken_header_says_file_and_line(header: str, line: int, why: str) -> None:
    with pytest.raises(VocabularyError) as refused:
        made(GOOD, header)
    assert str(refused.value).startswith(f"made-up.rq, line {line}: ")
    assert why in str(refused.value)


def test_what_must_not_be_compared_is_what_the_shapes_let_be_a_year_or_a_month() -> None:
    shapes = Store.memory((folder("ontology") / "shapes.ttl").read_bytes(), "turtle")
    asked = """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT DISTINCT ?property WHERE {
          ?shape sh:path ?property ; sh:node?/(sh:or/rdf:rest*/rdf:first)?/sh:datatype ?kind .
          FILTER (?kind IN (xsd:gYear, xsd:gYearMonth) && isIRI(?property))
        }"""
    assert {curie(str(name)) for (name,) in shapes.select(asked).rows} == MIXED_DATES
