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
SERVICE_ = SERVICE.replace("{", "{{").replace("}", "}}")  # for str.format

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
    "SELECT * { ?s ?p '\\uFFFFFFFF' }",
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


# --- two parsers, one text: places where a SERVICE could hide from one of them --------------------------------

ODD = [*"x #'\"<>{}0\r\n", "\\\\", '\\"', "\\'", "\\u005C", "\\u0022", "\\u000A", "\\u00E9", "\\u0100"]
ONE_TRIPLE = ox.Store()  # an engine does not ask another server what to join with nothing
ONE_TRIPLE.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
odd = st.lists(st.sampled_from(ODD), max_size=3).map("".join)
quotes = st.sampled_from(["'", '"', "'''", '"""'])
ends = st.sampled_from(["\n", "\r", "\r\n", "\f", "\u2028", ""])
hiding_places = st.one_of(
    st.builds(f"BIND ({{1}}{{0}}{{1}} AS ?v) {SERVICE_} #{{1}} AS ?w)\n".format, odd, quotes),
    st.builds(f"BIND ({{1}}{{0}} {SERVICE_} {{2}}{{1}} AS ?v)".format, odd, quotes, odd),
    st.builds(f"#{{0}}{{1}}{SERVICE_}\n ?a ?b ?c".format, odd, ends),
    st.builds(f"<urn:{{0}}> ?b {{2}}{{1}}{{2}} . {SERVICE_} #{{2}} .\n".format, odd, odd, quotes),
    st.builds(f"?a ?b ?c FILTER (1 <{{0}} {SERVICE_} {{1}}> 2)".format, odd, odd),
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(hiding_places)
def test_the_store_sees_no_service_that_was_not_seen_here(body: str) -> None:
    sparql = f"SELECT * {{ {body} }}"
    try:
        refuse_outside(sparql)
    except QueryError:
        return
    try:
        list(ONE_TRIPLE.query(sparql))  # OSError: it tried to reach out
    except (SyntaxError, ValueError):
        return
