"""Each rule of checks.py refuses what it is there for."""

from __future__ import annotations

import pytest

from dhrgraph.errors import VocabularyError
from dhrgraph.query.catalogue import CannedQuery, parse
from dhrgraph.query.checks import problems

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
