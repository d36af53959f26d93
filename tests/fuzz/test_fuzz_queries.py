"""No words that somebody asks bring the query path to anything but an answer or a reason."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from fuzzing import Allowing, batches, told

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.query.blocks import rewrite
from dhrgraph.query.catalogue import CannedQuery, catalogue
from dhrgraph.query.outside import asked_of, refuse_outside
from dhrgraph.query.parameters import serialise
from dhrgraph.resources import folder

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))

QUERIES = catalogue(folder("queries"))
GRAPH = """@prefix dhr: <https://w3id.org/dhrgraph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/dhrgraph/id/agency/a> a dhr:Agency ; skos:prefLabel "A body"@en ; skos:altLabel "AB"@en .
<https://w3id.org/dhrgraph/theme/t> a skos:Concept ; skos:prefLabel "A theme"@en .
"""
WORDS = (
    b"SELECT", b"{", b"}", b"?s", b"SERVICE <http://192.0.2.1/>", b"FROM <urn:g>", b"GRAPH", b"FILTER(", b")", b"VALUES",
    b"OPTIONAL", b"UNION", b"MINUS", b"BIND(1 AS ?x)", b"LOAD <file:///etc/passwd>", b"INSERT DATA", b"DROP ALL", b";", b"#",
    b'"', b"'''", b"\\u0053ERVICE", b"<http://", b">", b"^^", b"@en", b"a:b", b"BASE <urn:x>", b"PREFIX : <urn:>", b"UNDEF",
    b"%00", b"%zz", b"&", b"=", b"query=", b"format=csv", b"default-graph-uri=", b"REGEX(?s, '(a+)+$')", b"(" * 200, b"{" * 200,
)  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Store:
    return Store.memory(GRAPH.encode(), "turtle")


def test_a_damaged_question_is_answered_or_refused(small: Store, tmp_path: Path) -> None:
    good = [query.sparql.encode() for query in QUERIES[:12]] + [b"SELECT * { ?s ?p ?o } LIMIT 3", b"ASK { ?s a ?o }"]
    for data in (one for inputs in batches("sparql", good, WORDS, quick=200) for one in inputs):
        text = data.decode("utf-8", "replace")
        with Allowing("sparql", data, tmp_path, (QueryError,)):
            refuse_outside(text)
            asked_of(text)
            small.select(text)


def parameters() -> list[tuple[CannedQuery, str]]:
    """One question for each kind of parameter."""
    kinds = {(p.type, p.kind, p.required): (query, p.name) for query in QUERIES for p in query.parameters}
    return [kinds[key] for key in sorted(kinds, key=str)]


@pytest.mark.parametrize(("query", "name"), parameters(), ids=lambda part: getattr(part, "name", part))
def test_a_damaged_value_is_a_term_or_refused(query: CannedQuery, name: str, small: Store, tmp_path: Path) -> None:
    """And whatever it is, it stays one term: the question asks no more than it did."""
    good = [b"a", b"ag:a", b"A body", b"2024-01-31", b"5", b"true", b"https://w3id.org/dhrgraph/id/agency/a", b"th:t"]
    for data in (one for inputs in batches("values", good, WORDS, quick=80) for one in inputs):
        value = data.decode("utf-8", "replace")
        others = {p.name: str(p.example) for p in query.parameters if p.required and p.name != name and p.kind is None}
        with Allowing(
            "values",
            data,
            tmp_path,
            (
                QueryError,
                UnknownNameError,
            ),
        ):
            terms = serialise(query, others | {name: value}, small)
            small.select(rewrite(query.sparql, terms))


def test_a_damaged_request_gets_a_reply(built: Path, tmp_path: Path) -> None:
    """Never 500, and never words of this program's own."""
    from serving import serving

    good = [
        b"/sparql?query=SELECT%20*%20%7B%7D&format=json",
        b"/api/queries/agencies-by-reviews.csv?limit=3",
        b"/graphs",
        b"/graph/register",
        b"/search?q=police",
        b"/id/agency/home-office",
        b"/dump.trig.gz",
        b"/api/openapi.json",
    ]
    with serving(built) as client:
        for data in (one for inputs in batches("requests", good, WORDS, quick=120) for one in inputs):
            path, _, query = data.partition(b"?")
            target = (
                "/" + quote(path.lstrip(b"/"), safe="/.-_~%") + ("?" + quote(query, safe="=&%+:/,;") if query else "")
            )
            accept = query[:60].decode("latin-1").encode("ascii", "ignore").decode()
            for headers in ({}, {"accept": "".join(letter for letter in accept if letter.isprintable())}):
                reply = client.get(target, headers=headers)
                assert reply.status_code < 500 or reply.status_code == 503, told("requests", data, tmp_path)
                assert "Traceback" not in reply.text, told("requests", data, tmp_path)
