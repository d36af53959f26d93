"""Whole graphs, descriptions and packed files: the Graph Store Protocol for reading, Service Description, VoID."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF
from serving import BASE, serving
from starlette.testclient import TestClient

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import GRAPH

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built) as found:
        yield found


def triples(text: bytes) -> set[str]:
    return set(text.decode().splitlines())


def test_each_graph_is_given_as_it_stands_in_the_build(client: TestClient, built: Path, store: Store) -> None:
    """Against the build's own file, read by another library."""
    whole = rdflib.Dataset().parse(built / "dhrgraph.trig", format="trig")
    for name in store.graphs():
        answer = client.get("/graphs", params={"graph": name}, headers={"Accept": "application/n-triples"})
        assert len(triples(answer.content)) == len(whole.graph(rdflib.URIRef(name)))
    everything = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    merged = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
    assert len(triples(everything.content)) == int(merged.text.split()[1])


def test_a_graph_answers_to_its_own_name(client: TestClient, store: Store) -> None:
    name = store.graphs()[0]
    there = client.get("/graphs", params={"graph": name}, headers={"Accept": "text/turtle"})
    here = client.get(f"/graph/{name.removeprefix(GRAPH)}", headers={"Accept": "text/turtle"})
    assert here.content == there.content
    assert here.headers["etag"] == there.headers["etag"]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/graphs", 400),
        ("/graphs?default&graph=urn:a", 400),
        ("/graphs?graph=urn:a&graph=urn:b", 400),
        ("/graphs?graph=urn:a", 404),
        ("/graphs?graph=", 404),
        ("/graphs?graph=%FF", 400),
        ("/graph/nothing", 404),
    ],
)
def test_what_is_no_graph_of_ours_is_told(client: TestClient, target: str, status: int) -> None:
    answer = client.get(target, headers={"Accept": "text/turtle"})
    assert answer.status_code == status
    assert answer.text.strip()


def test_graphs_have_formats(client: TestClient, store: Store) -> None:
    asked = {"graph": store.graphs()[0]}
    assert client.get("/graphs", params=asked, headers={"Accept": "image/png"}).status_code == 406
    sizes = set()
    for form, reader in {"turtle": "turtle", "nt": "nt", "rdfxml": "xml", "jsonld": "json-ld"}.items():
        answer = client.get("/graphs", params={**asked, "format": form})
        sizes.add(len(rdflib.Graph().parse(data=answer.content, format=reader)))
    assert len(sizes) == 1


def test_a_graph_too_large_for_one_reply_leads_to_the_dump(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dhrgraph.serve import graphs
    from dhrgraph.serve.settings import Settings
    from dhrgraph.serve.shop import Shop

    monkeypatch.setattr(graphs, "MOST", 10)
    reply = graphs.answer(Shop.open(Settings(built, BASE)), graph=None, accept="", form="")
    assert (reply.status, dict(reply.headers)["Location"]) == (303, f"{BASE}dump.ttl.gz")


def test_the_endpoint_describes_itself(client: TestClient, store: Store) -> None:
    for accept, reader in {"": "turtle", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}.items():
        answer = client.get("/sparql", headers={"Accept": accept} if accept else {})
        graph = rdflib.Graph().parse(data=answer.content, format=reader)
        service = rdflib.URIRef(f"{BASE}sparql")
        assert (service, RDF.type, SD.Service) in graph
        assert graph.value(service, SD.endpoint) == service
        assert (service, SD.feature, SD.UnionDefaultGraph) in graph
        assert (service, SD.feature, SD.BasicFederatedQuery) not in graph
        assert {str(name) for name in graph.objects(None, SD.name)} == set(store.graphs())
        assert not list(graph.objects(None, None)) or not any(isinstance(s, rdflib.BNode) for s in graph.all_nodes())


def test_every_graph_that_is_described_is_there(client: TestClient) -> None:
    described = rdflib.Graph().parse(data=client.get("/sparql").content, format="turtle")
    for node in described.subjects(RDF.type, SD.NamedGraph):
        answer = client.get(str(node).removeprefix(BASE.rstrip("/")))
        assert answer.status_code == 200


def test_the_data_describe_themselves(client: TestClient) -> None:
    answer = client.get("/.well-known/void")
    graph = rdflib.Graph().parse(data=answer.content, format="turtle")
    (dataset,) = graph.subjects(VOID.sparqlEndpoint, rdflib.URIRef(f"{BASE}sparql"))
    assert (dataset, VOID.triples, None) in graph
    other = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    assert len(rdflib.Graph().parse(data=other.content, format="nt")) == len(graph)


def test_the_whole_graph_can_be_taken_away(client: TestClient, built: Path) -> None:
    turtle = client.get("/dump.ttl.gz")
    assert turtle.headers["content-type"] == "application/gzip"
    assert gzip.decompress(turtle.content) == (built / "dhrgraph.ttl").read_bytes()
    quads = gzip.decompress(client.get("/dump.nq.gz").content)
    assert len(triples(quads)) == len(Store.open(built / "store"))
    assert Store.memory(quads).graphs() == Store.open(built / "store").graphs()
    again = client.get("/dump.ttl.gz", headers={"If-None-Match": turtle.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = client.get("/dump.ttl.gz", headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, turtle.content[:100])
    assert client.head("/dump.ttl.gz").headers["content-length"] == str(len(turtle.content))
    assert client.get("/dump.xyz.gz").status_code == 404


def test_two_servers_pack_the_same_bytes(client: TestClient, built: Path) -> None:
    with serving(built) as other:
        assert client.get("/dump.nq.gz").content == other.get("/dump.nq.gz").content


def test_health_and_robots(client: TestClient) -> None:
    told = json.loads(client.get("/health").content)
    assert told["ok"] is True
    assert set(told) == {"ok", "workers", "alive", "busy", "waiting", "restarts", "graph", "changes", "version"}
    assert len(told["graph"]) == 12
    assert "Disallow: /sparql" in client.get("/robots.txt").text
