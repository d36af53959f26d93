"""SPARQL 1.1 Protocol: the ways to ask, the formats to be answered in, and what is wrong with a request."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import rdflib
from rdflib.query import Result
from serving import BASE, serving
from starlette.testclient import TestClient

from dhrgraph.graph.store import Store

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
SELECT = "SELECT * { ?s <http://www.w3.org/2004/02/skos/core#broader> ?o ; ?p ?o } ORDER BY ?s ?p ?o LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { { " + SELECT + " } }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
TURTLE = "text/turtle; charset=utf-8"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built) as found:
        yield found


# --- ways to ask -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["é ü 😀", "%20 + & = %2520 #", "a\tb\nc"])
def test_each_way_of_asking_decodes_once(client: TestClient, words: str) -> None:
    """What went wrong in others: a form's body decoded twice, so that %20 in an IRI became a blank."""
    sparql = f"SELECT ({json.dumps(words, ensure_ascii=False)} AS ?words) (<urn:a%20b> AS ?iri) {{}}"
    asked = [
        client.get(f"/sparql?query={quote(sparql, safe='')}"),
        client.get(f"/sparql?{urlencode({'query': sparql})}"),  # with + for a blank
        client.post("/sparql", content=urlencode({"query": sparql}), headers=FORM),
        client.post("/sparql", content=sparql.encode(), headers=DIRECT),
        client.post(
            "/sparql", content=sparql.encode(), headers={"Content-Type": "Application/SPARQL-Query; charset=UTF-8"}
        ),
        client.post(
            "/sparql",
            content=sparql.encode("utf-16"),
            headers={"Content-Type": "application/sparql-query; charset=utf-16"},
        ),
    ]
    for answer in asked:
        (row,) = answer.json()["results"]["bindings"]
        assert row["words"]["value"] == words
        assert row["iri"]["value"] == "urn:a%20b"


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status", "said"),
    [
        ("POST", "/sparql", FORM, "x=1", 400, "no field 'query'"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, "", 400, "several queries"),
        ("GET", "/sparql?query=%FF", {}, "", 400, "UTF-8"),
        ("GET", "/sparql?" + "&".join(["a=1"] * 300), {}, "", 400, "200 fields"),
        ("POST", "/sparql", DIRECT, b"\xff", 400, "not in utf-8"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=zip"}, "ASK {}", 415, "charset"),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415, "application/sparql-query"),
        ("POST", "/sparql", {"Content-Type": ""}, "ASK {}", 415, "not as nothing"),
        ("GET", "/sparql?update=CLEAR+ALL", {}, "", 403, "can only be read"),
        ("POST", "/sparql", FORM, "update=CLEAR+ALL", 403, "can only be read"),
        ("POST", "/sparql", UPDATE, "CLEAR ALL", 403, "can only be read"),
        ("GET", "/sparql?query=CLEAR+ALL", {}, "", 403, "can only be read"),
        ("GET", "/sparql?query=ASK{}&using-graph-uri=urn:a", {}, "", 400, "updates"),
        ("PUT", "/sparql", {}, "ASK {}", 405, "only be read"),
        ("DELETE", "/sparql", {}, "", 405, "only be read"),
        ("GET", "/sparql?query=SELECT", {}, "", 400, "line 1, column"),
        ("GET", "/sparql?query=SELECT%20*%20%7B%0A%0A%20%3Fs%20%3Fp%20%7D", {}, "", 400, "line 3, column"),
        ("GET", "/sparql?query=%20", {}, "", 400, "not a SPARQL query"),
        ("GET", "/sparql?query=", {}, "", 400, "not a SPARQL query"),
        ("GET", "/sparql?query=SELECT+*+{+?s+x:y+?o+}", {}, "", 400, "the prefix 'x:' is not declared"),
        ("GET", "/sparql?query=SELECT(<urn:f>(1)AS+?x){}", {}, "", 400, "urn:f"),
        ("GET", "/sparql?query=%00", {}, "", 400, "not a SPARQL query"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(
    client: TestClient, method: str, target: str, headers: dict[str, str], body: str, status: int, said: str
) -> None:
    answer = client.request(method, target, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert said in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    if status == 405:
        assert {"GET", "HEAD", "POST"} <= {each.strip() for each in answer.headers["allow"].split(",")}


def test_a_body_may_not_be_large(client: TestClient) -> None:
    """Said before it is read where its length is told, and while it is read where it is not."""
    large = b"query=" + b"x" * 1_100_000
    assert client.post("/sparql", content=large, headers=FORM).status_code == 413
    assert client.post("/sparql", content=iter([large]), headers=FORM).status_code == 413
    fits = urlencode({"query": "ASK {} #" + "x" * 900_000})
    assert client.post("/sparql", content=fits, headers=FORM).json()["boolean"] is True


def test_nothing_can_be_written(client: TestClient, built: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in (built / "store").iterdir() if path.suffix == ".sst")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/graphs?default", content="<urn:a> <urn:b> <urn:c> .")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
    after = sorted((path.name, path.read_bytes()) for path in (built / "store").iterdir() if path.suffix == ".sst")
    assert before == after


# --- formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (SELECT, "", JSON),
        (SELECT, "*/*", JSON),
        (SELECT, JSON, JSON),
        (SELECT, "application/json", "application/json"),
        (SELECT, XML, XML),
        (SELECT, "text/xml", "text/xml; charset=utf-8"),
        (SELECT, "text/csv", CSV),
        (SELECT, "text/tab-separated-values", TSV),
        (SELECT, "text/csv;q=0.4, application/sparql-results+xml;q=0.5", XML),
        (SELECT, f"{JSON};q=0, */*;q=0.1", XML),
        (SELECT, "text/turtle, text/*;q=0.1", CSV),
        ("ASK {}", "text/csv", CSV),
        ("ASK {}", XML, XML),
        (CONSTRUCT, "", TURTLE),
        (CONSTRUCT, JSON + ",*/*;q=0.1", TURTLE),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/trig", "application/trig"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        ("DESCRIBE <https://w3id.org/dhrgraph/theme/marac>", "text/turtle", TURTLE),
    ],
)
def test_the_format_that_is_wished_for(client: TestClient, query: str, accept: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == kind
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (
        client.post("/sparql", content=query, headers={**DIRECT, "Accept": accept or "*/*"}).content == answer.content
    )


@pytest.mark.parametrize(
    ("query", "form", "kind"),
    [
        (SELECT, "csv", CSV),
        (SELECT, "JSON", JSON),
        (SELECT, "text/tab-separated-values", TSV),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
def test_the_address_may_say_the_format(client: TestClient, query: str, form: str, kind: str) -> None:
    for name in ("format", "output"):
        answer = client.get("/sparql", params={"query": query, name: form}, headers={"Accept": "text/html"})
        assert answer.headers["content-type"] == kind


def test_a_name_that_only_the_client_knows_does_not_stand_in_its_way(client: TestClient) -> None:
    """SPARQLWrapper sends `format=rdf+xml` beside a header that says all."""
    asked = {"query": CONSTRUCT, "format": "whatever"}
    assert client.get("/sparql", params=asked, headers={"Accept": "text/turtle"}).headers["content-type"] == TURTLE
    assert client.get("/sparql", params=asked).status_code == 406


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [(SELECT, "image/png", "text/csv"), (CONSTRUCT, "text/csv", "text/turtle"), ("", "image/png", "text/turtle")],
)
def test_a_format_there_is_not_gets_the_list(client: TestClient, query: str, accept: str, offered: str) -> None:
    answer = client.get("/sparql", params={"query": query} if query else {}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert offered in answer.text


@pytest.mark.parametrize(
    ("accept", "reader"), [(JSON, "json"), (XML, "xml"), ("text/csv", "csv"), ("text/tab-separated-values", "tsv")]
)
def test_another_reader_reads_the_same_rows(client: TestClient, store: Store, accept: str, reader: str) -> None:
    asked = (
        "SELECT ?r (COUNT(?t) AS ?n) { ?r <https://w3id.org/dhrgraph/ontology#hasTheme> ?t } GROUP BY ?r ORDER BY ?r"
    )
    answer = client.get("/sparql", params={"query": asked}, headers={"Accept": accept})
    read = Result.parse(io.BytesIO(answer.content), format=reader)
    rows = [(str(thing), int(str(number))) for thing, number in read]  # type: ignore[misc]
    assert rows == [tuple(row) for row in store.select(asked).rows]
    assert rows


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_another_reader_reads_the_same_statements(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=answer.content, format=accept.replace("application/ld+json", "json-ld"))
    plain = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": "application/n-triples"})
    assert len(graph) == 3
    assert graph.isomorphic(rdflib.Graph().parse(data=plain.content, format="nt"))


def test_answers_are_the_same_bytes_every_time(client: TestClient, built: Path) -> None:
    asked = {"query": "CONSTRUCT WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }"}
    with serving(built, cache=0) as other:
        assert client.get("/sparql", params=asked).content == other.get("/sparql", params=asked).content


# --- what is said beside the answer ------------------------------------------------------------------------------


def test_who_has_the_answer_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=60"
    for known in (tag, f'"x", W/{tag}', "*"):
        again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv", "If-None-Match": tag})
    assert other.status_code == 200, "another format is another thing"
    wrong = client.get("/sparql", params={"query": "SELECT"}, headers={"If-None-Match": "*"})
    assert wrong.status_code == 400
    assert wrong.headers["cache-control"] == "no-store"
    assert "etag" not in wrong.headers


def test_head_says_what_get_would(client: TestClient) -> None:
    for target in (f"/sparql?{urlencode({'query': SELECT})}", "/sparql", "/graphs?default", "/health", "/robots.txt"):
        got, headed = client.get(target), client.head(target)
        assert headed.content == b""
        assert headed.status_code == got.status_code == 200
        assert headed.headers["content-type"] == got.headers["content-type"]
        assert headed.headers["content-length"] == str(len(got.content))


def test_rows_left_out_are_told(built: Path) -> None:
    with serving(built, max_rows=5) as few:
        asked = {"query": "SELECT * { ?s ?p ?o }"}
        answer = few.get("/sparql", params=asked)
        assert answer.headers["dhrgraph-truncated"] == "5"
        assert len(answer.json()["results"]["bindings"]) == 5
        assert answer.json()["head"]["link"] == [f"{BASE}sparql#truncated"]
        assert few.get("/sparql", params={**asked, "format": "csv"}).text.count("\r\n") == 6
        graph = few.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
        assert graph.headers["dhrgraph-truncated"] == "5"
        assert graph.text.count("\n") == 5
        whole = few.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 5"})
        assert "dhrgraph-truncated" not in whole.headers
        assert "truncated" in few.get("/sparql").text, "the description says what the link means"


def test_pages_of_others_may_read_when_they_may(client: TestClient, built: Path) -> None:
    foreign = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in client.get("/sparql", headers=foreign).headers
    with serving(built, cors=True) as shared:
        asked = shared.get("/sparql", params={"query": "ASK {}"}, headers=foreign)
        assert asked.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in asked.headers
        flight = shared.options("/sparql", headers=foreign)
        assert flight.status_code == 204
        assert "POST" in flight.headers["access-control-allow-methods"]
        assert "content-type" in flight.headers["access-control-allow-headers"].lower()
        wrong = shared.get("/sparql", params={"query": "x"}, headers=foreign)
        assert wrong.headers["access-control-allow-origin"] == "*", "a page must be able to read what is wrong"


def test_only_our_own_names_are_answered_to(built: Path) -> None:
    """A page of another site whose name is made to point at this machine reads nothing (DNS rebinding)."""
    with serving(built, names=("127.0.0.1", "localhost", "[::1]")) as local:
        for host in ("127.0.0.1:8000", "LOCALHOST", "[::1]:80", "localhost."):
            assert local.get("/health", headers={"Host": host}).status_code == 200
        for host in ("evil.example", "127.0.0.1.evil.example", "", "evil.example:8000"):
            assert local.get("/health", headers={"Host": host}).status_code == 421


def test_the_log_holds_no_question(client: TestClient, built: Path) -> None:
    secret = "SELECT (1 AS ?overheard) {}"
    client.get("/sparql", params={"query": secret})
    client.post("/sparql", content=urlencode({"query": secret}), headers=FORM)
    lines = client.log[-2:]  # type: ignore[attr-defined]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("GET", "/sparql", 200),
        ("POST", "/sparql", 200),
    ]
    assert "overheard" not in json.dumps(client.log)  # type: ignore[attr-defined]
    assert all(line["bytes"] > 0 and line["ms"] > 0 for line in lines)
    with serving(built, log_queries=True) as told:
        told.get("/sparql", params={"query": secret})
        assert "overheard" in json.dumps(told.log)  # type: ignore[attr-defined]
