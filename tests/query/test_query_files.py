"""Each file of queries/ keeps to the rules, says what it gives, and uses only terms and names that exist."""

from __future__ import annotations

import csv
from pathlib import Path

import pyshacl
import pytest
import rdflib
from query_sample import ASKED, QUERIES

from dhrgraph.config import register_tables
from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import curie
from dhrgraph.query.catalogue import CannedQuery, names, readme
from dhrgraph.query.checks import problems, terms_used
from dhrgraph.reconcile.register.register import build_register
from dhrgraph.resources import folder

ONTOLOGY = folder("ontology")


def defined(*files: str) -> set[str]:
    """CURIEs of what the Turtle files of ontology/ say something about."""
    return {curie(subject) for file in files for subject, _, _ in read_triples(ONTOLOGY / file)}


def registered() -> set[str]:
    """CURIEs of the bodies and groups of the registers."""
    records = build_register(register_tables(ONTOLOGY)).records
    return {f"{'cg' if record.collective else 'ag'}:{slug}" for slug, record in records.items()}


TERMS = defined("dhr.ttl", "codes.ttl")
NAMES = {
    "agency": (("ag:", "cg:"), registered()),
    "partnership": (("ag:", "ag:csp-"), registered()),
    "theme": (("th:",), defined("themes.ttl")),
    "type": (("cv:type-",), TERMS),
}


def test_a_question_keeps_to_the_rules(question: CannedQuery) -> None:
    assert problems(question, TERMS) == ()


def test_terms_are_those_of_the_model_page(question: CannedQuery) -> None:
    page = (Path(ONTOLOGY).parent / "docs" / "model.md").read_text(encoding="utf-8")
    for term in terms_used(question):
        if term.startswith("dhr:"):
            # the page writes the four companions of a date once, as "…Text" and so on
            stem = term
            for ending in ("Text", "Earliest", "Latest", "Precision"):
                if f"`…{ending}`" in page and term.removesuffix(ending) in (
                    "dhr:target", "dhr:revisedTarget", "dhr:completion"
                ):  # fmt: skip
                    stem = term.removesuffix(ending).removeprefix("dhr:")
            assert stem in page, f"docs/model.md does not name {term}"
        else:
            listed, _, code = term.removeprefix("cv:").partition("-")
            assert f"`cv:{listed}-`" in page, term
            assert code in page, term


def test_examples_are_names_that_users_can_use(question: CannedQuery) -> None:
    for parameter in question.parameters:
        if parameter.kind in NAMES:
            beginnings, known = NAMES[parameter.kind]
            assert any(beginning + str(parameter.example) in known for beginning in beginnings), parameter.example


def test_no_question_is_told_twice_or_left_untested() -> None:
    assert set(ASKED) == set(names(folder("queries")))
    assert len({query.title for query in QUERIES}) == len(QUERIES) >= 18


def test_the_readme_table_is_made_from_the_headers() -> None:
    page = (folder("queries") / "README.md").read_text(encoding="utf-8")
    assert page == readme(page, QUERIES), "stale: python tests/query/write_golden.py"


def test_golden_files_are_those_of_the_questions(question: CannedQuery) -> None:
    path = Path(__file__).parent / "golden" / f"{question.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *_ = csv.reader(file)
    assert header == [name for name, _ in question.columns]
    assert any(first), "a question that finds nothing in the sample is not tested"


def test_no_golden_file_is_left_over() -> None:
    kept = {path.stem for path in (Path(__file__).parent / "golden").glob("*.csv")}
    assert kept == {query.name for query in QUERIES}


def test_the_sample_obeys_the_shapes(graph: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize("word", ["perpetrator's fault", "victim failed", "should have left"])
def test_words_blame_no_victim(word: str) -> None:
    assert not any(word in query.sparql for query in QUERIES)
