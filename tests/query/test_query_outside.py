"""A query from someone else reaches no server and no file, however it is spelt."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.errors import QueryError
from dhrgraph.query.outside import refuse_outside

# Port 9 is refused by the engine itself before anything is sent, which is how a test can tell that it tried.
SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"

REFUSED = [
    f"SELECT * {{ {SERVICE} }}",
    "SELECT * { sErViCe<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?x SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    f"SELECT * {{ ?a ?b ?c OPTIONAL {{ SELECT * {{ {SERVICE} }} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ {SERVICE} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ GRAPH ?g {{ {SERVICE} }} }} }}",
    f"SELECT * {{ ?a ?b ?c MINUS {{ {SERVICE} }} }}",
    f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {SERVICE} }} }}",
    f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) {{ ?a ?b ?c }}",
    f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a (EXISTS {{ {SERVICE} }})",
    f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING (EXISTS {{ {SERVICE} }})",
    f"SELECT ?a {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {SERVICE} }})",
    f"SELECT * {{ ?a ?b ?c BIND (EXISTS {{ {SERVICE} }} AS ?x) }}",
    f"ASK {{ {SERVICE} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
    f"DESCRIBE ?s WHERE {{ {SERVICE} }}",
    f"SELECT * {{ #\r{SERVICE}\n ?a ?b ?c }}",  # a comment ends at a carriage return too
    f'SELECT * {{ BIND ("x\\u005C" AS ?a) {SERVICE} #" AS ?a)\n }}',  # a string that ends in an escaped backslash
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "ASK FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "CONSTRUCT FROM <http://127.0.0.1:9/> WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "SELECT * { ?s ?p ?o } ; LOAD <http://127.0.0.1:9/>",
    "",
    "not sparql",
    "SELECT * { ?s ?p ?o ",
    "SELECT (" + "(" * 2000 + "1" + ")" * 2000 + " AS ?x) {}",
]
ALLOWED = [
    "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1:9/> {}' }",
    'SELECT * { ?s ?p """SERVICE\nFROM <x>""" }',
    f"SELECT * {{ ?s ?p ?o }} # {SERVICE}",
    "PREFIX service: <urn:SERVICE#> SELECT ?service { ?service a service:SERVICE }",
    "SELECT * { ?from <urn:FROM> <urn:LOAD> }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'caf\\u00E9' }",
    "ASK { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
]


@pytest.mark.parametrize("sparql", REFUSED)
def test_what_reaches_outside_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError):
        refuse_outside(sparql)


@pytest.mark.parametrize("sparql", ALLOWED)
def test_what_stays_inside_is_allowed(sparql: str) -> None:
    refuse_outside(sparql)


inner = st.lists(
    st.sampled_from(
        ["x", " ", "#", "\\\\", '\\"', "\\'", "'", '"', "\r", "\n", "\\u005C", "\\u0022", "\\u000A", "\\u00E9", "<", ">", "{", "}", SERVICE]
    ),
    max_size=5,
).map("".join)
pieces = st.one_of(
    st.builds("BIND ({1}{0}{1} AS ?v)".format, inner, st.sampled_from(["'", '"', "'''", '"""'])),
    st.builds("#{}{}".format, inner, st.sampled_from(["\n", "\r", "\r\n"])),
    st.builds("<urn:{}> ?p ?o .".format, inner),
    st.sampled_from([" ", "?s ?p ?o .", SERVICE, "FILTER (1 <", "2)", "{", "}"]),
)


@settings(max_examples=400)
@given(st.lists(pieces, min_size=1, max_size=4).map(" ".join))
def test_the_store_sees_no_service_that_was_not_seen_here(body: str) -> None:
    sparql = f"SELECT * {{ {body} }}"
    try:
        refuse_outside(sparql)
    except QueryError:
        return
    try:
        list(ox.Store().query(sparql))  # OSError: it tried to reach out
    except (SyntaxError, ValueError):
        return
