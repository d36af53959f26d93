"""No file of RDF that is shipped or built has a term its vocabulary lacks, or a literal its datatype does not allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from exampleton import ONTOLOGY

from dhrgraph.graph.store import Store
from dhrgraph.publish.release.outside import ill_typed, listed_terms, misspelt

ROOT = Path(__file__).parents[2]
LISTED = listed_terms(ONTOLOGY / "checks" / "vocabularies.csv")
SHIPPED = sorted(file for folder in ("ontology", "queries") for file in (ROOT / folder).rglob("*.ttl"))
XSD = "http://www.w3.org/2001/XMLSchema#"


def turtle(text: str) -> Store:
    return Store.memory(text.encode(), "turtle")


@pytest.mark.parametrize("file", [*SHIPPED, Path(__file__).parent / "passing.ttl"], ids=lambda file: file.name)
def test_shipped_file_is_right(file: Path) -> None:
    store = turtle(file.read_text(encoding="utf-8"))
    assert misspelt(store, LISTED) == ()
    assert ill_typed(store) == ()


def test_what_a_build_writes_is_right(built: Path) -> None:
    files = sorted(built.glob("*.ttl"))
    assert len(files) > 1
    for file in files:
        store = turtle(file.read_text(encoding="utf-8"))
        assert (file.name, misspelt(store, LISTED)) == (file.name, ())
        assert (file.name, ill_typed(store)) == (file.name, ())


@pytest.mark.parametrize(
    "term",
    [
        "http://www.w3.org/ns/org#hasParnter",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#isDefinedBy",
        "http://www.w3.org/2004/02/skos/core#definiton",
        "http://www.w3.org/ns/oa#hasTargets",
        "http://www.w3.org/ns/prov#wasDerivedfrom",
        "http://purl.org/dc/terms/licence",
        "https://nobody.example/knows#this",
    ],
)
@pytest.mark.parametrize("place", ["<urn:a> <{}> <urn:b> .", "<urn:a> a <{}> ."])
def test_a_term_that_does_not_exist_is_found(term: str, place: str) -> None:
    assert [row[0] for row in misspelt(turtle(place.format(term)), LISTED)] == [term]


def test_things_are_no_terms() -> None:
    seen = "<https://example.org/a> <http://purl.org/dc/terms/source> <http://www.w3.org/ns/org#> , <https://example.org/b> ."
    assert misspelt(turtle(seen), LISTED) == ()


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("29/08/2017", "date"), ("2023-02-30", "date"), ("many", "integer"), ("maybe", "boolean")],
)
def test_a_literal_that_its_datatype_does_not_allow_is_found(text: str, datatype: str) -> None:
    assert ill_typed(turtle(f'<urn:a> <urn:b> "{text}"^^<{XSD}{datatype}> .')) == (("urn:a", text),)


@pytest.mark.parametrize(("text", "datatype"), [("2024-02-29", "date"), ("2023", "gYear"), ("0.5", "decimal")])
def test_a_literal_that_its_datatype_allows_is_not(text: str, datatype: str) -> None:
    assert ill_typed(turtle(f'<urn:a> <urn:b> "{text}"^^<{XSD}{datatype}> .')) == ()
