"""No query, however it is spelt or sent, makes the server ask anyone anything."""

from __future__ import annotations

import runpy
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import listening, serving
from starlette.testclient import TestClient

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Store
from dhrgraph.serve.reach import named_in, plainly_inside

_QUERIES = runpy.run_path(str(Path(__file__).parents[1] / "query" / "test_query_outside.py"))
ALLOWED, ONE_TRIPLE, hiding_places = (_QUERIES[name] for name in ("ALLOWED", "ONE_TRIPLE", "hiding_places"))
# an empty query asks for the form, a deeply nested one reaches nobody
HOSTILE = [text for text in _QUERIES["REFUSED"] if 0 < len(text) < 1000]
NOWHERE = "http://127.0.0.1:9/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built, cache=0) as found:
        yield found


@pytest.mark.parametrize("sparql", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_refused_and_nobody_is_asked(client: TestClient, sparql: str) -> None:
    """By each of the three ways a query can be sent."""
    with listening() as (address, heard):
        hostile = sparql.replace(NOWHERE, address)
        answers = [
            client.get("/sparql", params={"query": hostile}),
            client.post("/sparql", content=urlencode({"query": hostile}), headers=FORM),
            client.post("/sparql", content=hostile.encode(), headers=DIRECT),
        ]
        assert {answer.status_code for answer in answers} <= {400, 403}
        assert all("text/plain" in answer.headers["content-type"] for answer in answers)
    assert heard == []


@pytest.mark.parametrize(
    "sparql", ["SELECT * { sErViCe<http://127.0.0.1:9/>{ ?s ?p ?o } }", "LOAD <http://127.0.0.1:9/>"]
)
def test_what_is_refused_is_told_from_what_is_wrong(client: TestClient, sparql: str) -> None:
    assert client.get("/sparql", params={"query": sparql}).status_code == 403


@pytest.mark.parametrize("sparql", ALLOWED)
def test_what_only_looks_hostile_is_answered(client: TestClient, sparql: str) -> None:
    assert client.get("/sparql", params={"query": sparql}).status_code == 200


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", [NOWHERE, "file:///etc/passwd", "", "x", "urn:x> } #"])
def test_graphs_of_others_are_refused(client: TestClient, field: str, graph: str) -> None:
    with listening() as (address, heard):
        given = graph.replace(NOWHERE, address)
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", field: given})
        assert answer.status_code == 403
        assert "nothing is fetched" in answer.text
        assert client.get("/graphs", params={"graph": given}).status_code == 404
    assert heard == []


def test_the_engine_would_have_asked() -> None:
    """What all this is for; if the engine stops doing it, these tests guard nothing."""
    with listening() as (address, heard), pytest.raises((OSError, RuntimeError, ValueError)):
        list(ONE_TRIPLE.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
    assert heard


# --- texts that are let past without being read ------------------------------------------------------------------

TOKENS = [
    *("SERVICE", "FROM", "NAMED", "?x", "$x", ":x", "#<", "\t", "\f", "\u00a0", "\ufeff"),
    *("SELECT", "*", "{", "}", "?s ?p ?o", ".", "WHERE", "GRAPH ?g", "OPTIONAL", "UNION", "FILTER", "EXISTS", "ASK"),
    *("<http://127.0.0.1:9/>", "SILENT", "SERVIC", "E", "ſERVICE", "SERVİCE", "FRO", "M", "LOAD", "INTO", "\n", "#"),
    *(
        "\r",
        "'",
        '"',
        "PREFIX s:",
        "<urn:s#>",
        "s:x",
        "VALUES",
        "(",
        ")",
        "BIND",
        "AS ?x",
        "1",
        "\\",
        "u0053",
        "LATERAL",
    ),
]
texts = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join) | st.lists(st.sampled_from(TOKENS)).map("".join)


def reaches_out(sparql: str) -> bool:
    """Whether the engine, given the text as it is, tries to connect: port 9 is refused before anything is sent."""
    try:
        list(ONE_TRIPLE.query(sparql))
    except (SyntaxError, ValueError):
        return False
    except (OSError, RuntimeError) as problem:
        return "127.0.0.1" in str(problem) or "refused" in str(problem).lower() or "port" in str(problem).lower()
    return False


def test_reaching_out_is_noticed() -> None:
    assert reaches_out("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@settings(max_examples=1500, derandomize=True)
@given(texts)
def test_what_is_let_past_unread_reaches_nobody(sparql: str) -> None:
    if plainly_inside(sparql):
        assert not reaches_out(sparql)


@settings(max_examples=600, derandomize=True)
@given(hiding_places)
def test_what_is_let_past_reaches_nobody(body: str) -> None:
    sparql = f"SELECT * {{ {body} }}"
    try:
        named_in(sparql, "http://127.0.0.1:8000/sparql")
    except QueryError:
        return
    assert not reaches_out(sparql)


@given(st.text(alphabet="sSeErRvViIcCfFoOmMſKıİ", min_size=4, max_size=8))
def test_whatever_the_engine_takes_for_the_keyword_is_seen(word: str) -> None:
    """Letters of other alphabets that look alike, or become alike in capitals."""
    sparql = f"SELECT * {{ {word} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    assert not plainly_inside(sparql) or not reaches_out(sparql)


AFTER = [
    "<urn:x>",
    " ?x",
    "$x",
    "\t<urn:x>",
    "#\n<urn:x>",
    "\r<urn:x>",
    "SILENT<urn:x>",
    "s:x",
    ":x",
    "#<\r#\n \t\f?x",
    "é:x",
]


@pytest.mark.parametrize("keyword", ["SERVICE", "service", "SeRvIcE"])
@pytest.mark.parametrize("after", AFTER)
def test_no_spelling_of_the_keyword_is_let_past(keyword: str, after: str) -> None:
    assert not plainly_inside(f"SELECT * {{ {keyword}{after} {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "after", ["<urn:x>", " NAMED <urn:x>", "\n<urn:x>", "#a\n<urn:x>", "s:x", " :x", "#a\r#b\nnamed <urn:x>"]
)
def test_no_spelling_of_the_other_keyword_is_let_past(after: str) -> None:
    assert not plainly_inside(f"SELECT * FROM{after} {{ ?s ?p ?o }}")


@pytest.mark.parametrize("said", ["# rows from each partnership", "# what a service should do", "'services from here'"])
def test_words_of_people_cost_nothing(said: str) -> None:
    assert plainly_inside(f"SELECT * {{ ?s ?p ?o }} {said}")


def test_no_text_takes_long_to_look_at() -> None:
    begun = time.process_time()
    for part in (
        "service" + " #" * 200_000,
        "from" + " " * 400_000,
        "service" * 60_000,
        "from" + "a" * 400_000,
        "service\n#\n" * 60_000,
        "service #" * 99 + "x" * 900_000,
        "service #" * 100_000,
    ):
        plainly_inside(part)
    assert time.process_time() - begun < 5


# --- graphs of our own -------------------------------------------------------------------------------------------


def test_each_graph_holds_its_own(client: TestClient, store: Store) -> None:
    """FROM, FROM NAMED and the fields of the request choose among the graphs that are held; the request stands first."""
    one, other = store.graphs()[:2]

    def count(graph: str) -> int:
        ((found,),) = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows
        assert isinstance(found, int)
        return found

    def asked(sparql: str, *given: tuple[str, str]) -> int:
        answer = client.get("/sparql", params=[("query", sparql), *given], headers={"Accept": "text/csv"})
        assert answer.status_code == 200, answer.text
        return int(answer.text.split()[1])

    here, there = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"
    assert asked(here % f"FROM <{one}>") == count(one)
    assert asked(here % f"FROM NAMED <{one}>") == 0
    assert asked(there % f"FROM NAMED <{one}>") == count(one)
    assert asked(there % f"FROM <{one}>") == 0
    assert asked(here % "", ("default-graph-uri", one)) == count(one)
    assert asked(there % "", ("default-graph-uri", one)) == 0
    assert asked(there % "", ("named-graph-uri", one), ("named-graph-uri", other)) == count(one) + count(other)
    assert asked(here % f"FROM <{one}>", ("default-graph-uri", other)) == count(other)
    assert asked(there % "") == sum(map(count, store.graphs()))


def test_a_graph_named_by_a_prefix_is_known(client: TestClient, store: Store) -> None:
    space, _, name = store.graphs()[0].rpartition("/")
    asked = f"PREFIX g: <{space}/> SELECT (COUNT(*) AS ?n) FROM g:{name} {{ ?s ?p ?o }}"
    answer = client.get("/sparql", params={"query": asked}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    missing = client.get("/sparql", params={"query": "ASK FROM g:x { ?s ?p ?o }"})
    assert missing.status_code == 400
    assert "prefix 'g:'" in missing.text
