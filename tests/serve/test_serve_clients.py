"""Strangers' clients and a stranger's server: SPARQLWrapper, rdflib's SPARQLStore, Comunica; Oxigraph's own server."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import rdflib
from engines_run import oxigraph_server
from npm_run import COMUNICA, npm_folder, shared_by_all
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import server
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from dhrgraph.errors import DhrGraphError
from dhrgraph.graph.store import Store
from dhrgraph.query.catalogue import catalogue
from dhrgraph.query.run import filled
from dhrgraph.resources import folder

pytestmark = pytest.mark.slow
PREFIXES = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
THEMES = PREFIXES + "SELECT ?theme ?name { ?theme a skos:Concept ; skos:prefLabel ?name } ORDER BY ?theme"
GRAPH = (
    PREFIXES + "CONSTRUCT { ?theme skos:prefLabel ?name } WHERE { ?theme skos:broader ?above ; skos:prefLabel ?name }"
)


@pytest.fixture(scope="module")
def endpoint(built: Path) -> Iterator[str]:
    with server(built, "--timeout", "60") as (address, _):
        yield f"{address}sparql"


# --- SPARQLWrapper and rdflib ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("direct", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_reads_every_format(endpoint: str, store: Store, method: str, direct: str) -> None:
    def asked(query: str, form: str) -> Any:
        client = SPARQLWrapper(endpoint)
        client.setMethod(method)
        client.setRequestMethod(direct)
        client.setQuery(query)
        client.setReturnFormat(form)
        return client.queryAndConvert()

    rows = len(store.select(THEMES).rows)
    assert rows > 10
    assert len(asked(THEMES, JSON)["results"]["bindings"]) == rows
    assert len(asked(THEMES, XML).getElementsByTagName("result")) == rows
    assert len(list(csv.reader(io.StringIO(asked(THEMES, CSV).decode(), newline="")))) == rows + 1
    assert asked(THEMES, TSV).count(b"\n") == rows + 1
    assert asked("ASK { ?s ?p ?o }", JSON)["boolean"] is True
    graph = asked(GRAPH, RDFXML)
    assert len(graph) > 10
    for form, reader in ((TURTLE, "turtle"), (N3, "n3")):
        assert rdflib.Graph().parse(data=asked(GRAPH, form), format=reader).isomorphic(graph)
    assert len(asked(GRAPH, JSONLD)) == len(graph)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_as_if_the_graph_were_here(endpoint: str, store: Store, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, method=method, returnFormat="json"))
    rows = [tuple(str(cell) for cell in row) for row in graph.query(THEMES)]  # type: ignore[union-attr]
    assert rows == [tuple(map(str, row)) for row in store.select(THEMES).rows]
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert len(list(graph.triples((None, SKOS.broader, None)))) > 10


# --- Comunica ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Comunica's program; the same folder serves the tests of the questions."""
    place = npm_folder(shared_by_all(tmp_path_factory), "comunica", COMUNICA)
    return place / "node_modules" / ".bin" / "comunica-sparql"


def by_comunica(program: Path, source: str, query: str, form: str) -> str:
    done = subprocess.run([str(program), source, query, "-t", form], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", ["sparql@", ""], ids=["as an endpoint", "finding out what it is"])
def test_comunica_asks(endpoint: str, store: Store, comunica: Path, kind: str) -> None:
    source = kind + endpoint
    rows = json.loads(by_comunica(comunica, source, THEMES, "application/sparql-results+json"))["results"]["bindings"]
    assert [(row["theme"]["value"], row["name"]["value"]) for row in rows] == [
        tuple(map(str, row)) for row in store.select(THEMES).rows
    ]
    quads = rdflib.Graph().parse(data=by_comunica(comunica, source, GRAPH, "text/turtle"), format="turtle")
    assert len(quads) > 10
    assert by_comunica(comunica, source, "ASK { ?s ?p ?o }", "simple").strip() == "true"


def test_comunica_reads_an_answer_that_was_cut(built: Path, comunica: Path) -> None:
    with server(built, "--max-rows", "3") as (address, _):
        said = by_comunica(comunica, f"sparql@{address}sparql", THEMES, "application/sparql-results+json")
    assert len(json.loads(said)["results"]["bindings"]) == 3


# --- the same as Oxigraph's own server ---------------------------------------------------------------------------

MORE = [
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    'SELECT ("é\t\\n\\"<&" AS ?text) (1.50 AS ?decimal) (1e3 AS ?double) ("x"@en-GB AS ?tag) (true AS ?truth) ?none {}',
    "SELECT * { VALUES (?a ?b) { (UNDEF 1) (2 UNDEF) (UNDEF UNDEF) } }",
    "SELECT ?x { FILTER (false) }",
    "ASK { ?s ?p ?o }",
    "ASK { FILTER (false) }",
]
GRAPHS = [GRAPH, "DESCRIBE <https://w3id.org/dhrgraph/theme/marac>", "CONSTRUCT { ?s ?p ?o } WHERE { FILTER (false) }"]
RESULTS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]


def fetched(endpoint: str, query: str, accept: str) -> tuple[str, bytes]:
    request = urllib.request.Request(f"{endpoint}?{urlencode({'query': query})}", headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.headers["Content-Type"], answer.read()


def canned(store: Store) -> Iterator[str]:
    for question in catalogue(folder("queries")):
        try:
            yield filled(store, question, {each.name: each.example for each in question.parameters if each.required})
        except DhrGraphError:  # an example that these documents do not hold
            continue


def lines(body: bytes) -> Counter[bytes]:
    """What stands in an answer, in whatever order engines give what is not sorted."""
    return Counter(re.split(rb"(?<=})(?=,)|(?<=</result>)|\n", body))


@pytest.fixture(scope="module")
def theirs(built: Path) -> Iterator[str]:
    with oxigraph_server(built / "store", read_only=True, union=True) as engine:
        yield engine.query


def test_every_answer_is_that_of_oxigraphs_own_server(endpoint: str, theirs: str, store: Store) -> None:
    """Byte for byte, but for the order of rows that the query leaves open."""
    queries = [*MORE, *canned(store)]
    assert len(queries) > 35
    asked = [(query, accept) for query in queries for accept in RESULTS]
    with ThreadPoolExecutor(4) as threads:
        ours = threads.map(lambda each: fetched(endpoint, *each), asked)
        others = threads.map(lambda each: fetched(theirs, *each), asked)
        for (query, accept), (kind, body), (other, other_body) in zip(asked, ours, others, strict=True):
            assert kind.partition(";")[0] == other.partition(";")[0]
            assert lines(body) == lines(other_body), (accept, query)


def test_every_graph_is_that_of_oxigraphs_own_server(endpoint: str, theirs: str) -> None:
    for query in GRAPHS:
        for accept, reader in {
            "text/turtle": "turtle",
            "application/n-triples": "nt",
            "application/rdf+xml": "xml",
        }.items():
            (_, ours), (_, other) = fetched(endpoint, query, accept), fetched(theirs, query, accept)
            mine, their = (rdflib.Graph().parse(data=body, format=reader) for body in (ours, other))
            assert mine.isomorphic(their)
