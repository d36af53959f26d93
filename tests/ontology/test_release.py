"""The release of the ontology: the same in every syntax, the same each time, and as docs/ontology/ holds it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from exampleton import ONTOLOGY
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from dhrgraph.graph.store import Format, Store
from dhrgraph.namespaces import DHR, VERSION
from dhrgraph.publish.release.forms import forms
from dhrgraph.publish.release.release import CURRENT, PAGE, release_files, write_release

PUBLISHED = Path(__file__).parents[2] / "docs" / "ontology"
PARSERS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}


@cache
def made() -> dict[str, bytes]:
    return release_files(ONTOLOGY)


@pytest.mark.parametrize("version", [VERSION, CURRENT])
def test_published_release_is_up_to_date(version: str) -> None:
    published = {file.name: file.read_bytes() for file in (PUBLISHED / version).iterdir()}
    stale = sorted(name for name in {*published, *made()} if published.get(name) != made().get(name))
    assert stale == [], "run `dhrgraph ontology release`"


@pytest.mark.parametrize("name", ["dhr", "shapes", "codes", "themes"])
def test_two_readers_find_as_many_statements(name: str) -> None:
    counted = len(Graph().parse(data=made()[f"{name}.ttl"], format="turtle"))
    oxigraph: dict[str, Format] = {"ttl": "turtle", "rdf": "rdfxml", "jsonld": "jsonld", "nt": "ntriples"}
    assert {len(Store.memory(made()[f"{name}.{suffix}"], form)) for suffix, form in oxigraph.items()} == {counted}


@pytest.mark.parametrize("name", ["dhr", "shapes", "codes", "themes"])
def test_every_syntax_says_the_same(name: str) -> None:
    graphs = {suffix: Graph().parse(data=made()[f"{name}.{suffix}"], format=form) for suffix, form in PARSERS.items()}
    assert {len(graph) for graph in graphs.values()} == {len(graphs["nt"])}
    named = {
        suffix: {t for t in graph if all(isinstance(n, URIRef) for n in t[::2])} for suffix, graph in graphs.items()
    }
    assert all(triples == named["nt"] for triples in named.values())
    if name != "shapes":  # hundreds of blank nodes take long to compare: the next test has them small
        assert all(isomorphic(graph, graphs["nt"]) for graph in graphs.values())


def test_blank_nodes_and_lists_are_kept_in_every_syntax() -> None:
    turtle = b"""@prefix x: <urn:x:> . x:a x:in ( x:c "b"@en 1 [ x:is ( ) ] ) ; x:has [ x:has [ x:is true ] ], [ x:is 2.0 ] ."""
    whole = Graph().parse(data=turtle, format="turtle")
    for suffix, data in forms(turtle).items():
        assert isomorphic(Graph().parse(data=data, format=PARSERS[suffix]), whole)


def test_lines_of_ntriples_are_sorted() -> None:
    lines = made()["dhr.nt"].splitlines()
    assert lines == sorted(set(lines))


def test_the_ontology_of_the_release_declares_the_terms_of_others_and_imports_nothing() -> None:
    graph = Graph().parse(data=made()["dhr.ttl"], format="turtle")
    assert (URIRef("http://www.w3.org/ns/org#Organization"), RDF.type, OWL.Class) in graph
    assert not list(graph.objects(None, OWL.imports))


def test_every_term_has_its_place_on_the_page() -> None:
    page = made()[PAGE].decode()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    graph = Graph().parse(ONTOLOGY / "dhr.ttl")
    terms = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    names = {term.removeprefix(DHR) for term in terms}
    assert len(names) > 100
    assert [name for name in sorted(names) if f'id="{name}"' not in page] == []


def test_a_release_is_written_under_its_version_and_as_current(tmp_path: Path) -> None:
    (tmp_path / "0.0.9").mkdir()
    assert write_release(ONTOLOGY, tmp_path) == [tmp_path / VERSION, tmp_path / CURRENT]
    assert {place.name for place in tmp_path.iterdir()} == {"0.0.9", VERSION, CURRENT}
    for place in (VERSION, CURRENT):
        assert {file.name: file.read_bytes() for file in (tmp_path / place).iterdir()} == made()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_bytes_whatever_the_hash_seed(seed: str) -> None:
    told = "import sys, hashlib; from pathlib import Path; from dhrgraph.publish.release.release import release_files as r;"
    told += "f = r(Path(sys.argv[1])); print(*(n + hashlib.sha256(f[n]).hexdigest() for n in sorted(f)))"
    ran = subprocess.run(
        [sys.executable, "-c", told, str(ONTOLOGY)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert ran.stdout.split() == [name + hashlib.sha256(made()[name]).hexdigest() for name in sorted(made())]
