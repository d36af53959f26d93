"""Values get into a query as values: whatever a user types, the query stays the one that was written."""

from __future__ import annotations

from datetime import date

import pytest
import rdflib
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st
from query_sample import rdflib_rows

from dhrgraph.errors import DhrGraphError, QueryError, UnknownNameError
from dhrgraph.graph.store import Answer, Store
from dhrgraph.namespaces import Iri
from dhrgraph.query.blocks import contents, rewrite
from dhrgraph.query.catalogue import CannedQuery, Kind, find
from dhrgraph.query.names import find_iri
from dhrgraph.query.run import filled, run
from dhrgraph.query.terms import as_iri, as_string
from dhrgraph.query.tree import nodes, parsed, variables
from dhrgraph.resources import folder

QUERIES = folder("queries")
MENTIONING = find(QUERIES, "recommendations-mentioning")
TO_AGENCY = find(QUERIES, "recommendations-to-agency")
OVERDUE = find(QUERIES, "overdue-actions")
ATTACKS = [
    'x" } ; DROP',
    "> <",
    "line\nbreak",
    'x" } } SELECT * { ?s ?p ?o } #',
    "\\",
    '\\" } #',
    "\\u0022 } #",
    "\\\\u0022 } #",
    "\\U00000022",
    "home-office> } ?s ?p ?o { <x",
    "VALUES ?words { 1 }",
    "ag:home-office } #",
    "{}",
    "?words",
    "",
]
# No text can hold NUL or half a surrogate pair.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
hostile = st.text("\\\"'u U0025Cn{}<>#\n\r\t?x", max_size=12)


class Listener:
    """A store that keeps what it was asked."""

    def __init__(self, store: Store) -> None:
        self._store, self.asked = store, list[str]()

    def select(self, sparql: str) -> Answer:
        self.asked.append(sparql)
        return self._store.select(sparql)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_string_stays_a_string(store: Store, attack: str) -> None:
    _stays_a_string(store, attack)


@settings(max_examples=60, deadline=None, derandomize=True)
@generated(texts | hostile)
def test_any_string_stays_a_string(store: Store, text: str) -> None:
    _stays_a_string(store, text)


def _stays_a_string(store: Store, text: str) -> None:
    sparql = filled(store, MENTIONING, {"words": text})
    plain = filled(store, MENTIONING, {"words": "plain"})
    assert contents(sparql)["words"] == {as_string(text)}
    assert rewrite(sparql, {"words": as_string("plain")}) == plain
    assert shape(sparql) == shape(plain)


def shape(sparql: str) -> list[str]:
    """What a query is made of, without the words of its literals."""
    tree = parsed(sparql)
    return [node.name for node in nodes(tree)] + list(variables(tree))


@settings(max_examples=60, deadline=None, derandomize=True)
@generated(texts | hostile)
def test_both_engines_read_back_the_string(store: Store, text: str) -> None:
    sparql = f"SELECT ?x {{ VALUES ?x {{ {as_string(text)} }} }}"
    assert store.select(sparql).rows == ((text,),)
    assert rdflib_rows(rdflib.Graph(), sparql) == [(text,)]


@settings(max_examples=60, deadline=None, derandomize=True)
@generated(texts | hostile)
def test_an_iri_is_an_iri_or_refused(store: Store, text: str) -> None:
    try:
        rows = store.select(f"SELECT ?x {{ VALUES ?x {{ {as_iri('urn:' + text)} }} }}").rows
    except QueryError:
        return
    assert rows == ((Iri("urn:" + text),),)


@pytest.mark.parametrize("attack", [*ATTACKS, "http://x> } #", "th:> {", "ag:\n", "rc:a.b"])
def test_no_name_changes_what_is_asked_to_find_it(store: Store, attack: str) -> None:
    listener = Listener(store)
    with pytest.raises(DhrGraphError):
        run(listener, TO_AGENCY, {"agency": attack})
    whole = [shape(sparql) for sparql in listener.asked if "?label" not in sparql and "VALUES" not in sparql]
    assert all(one == whole[0] for one in whole)
    plain = Listener(store)
    with pytest.raises(UnknownNameError):
        run(plain, TO_AGENCY, {"agency": "none-such"})
    names = [sparql for sparql in listener.asked if sparql.startswith("SELECT DISTINCT ?thing ?label")]
    assert set(names) <= {plain.asked[-1]}  # what things are called is asked without a word of the user's
    for sparql in set(listener.asked) - set(names):
        parsed(sparql)
        assert sparql.startswith("SELECT DISTINCT ?thing WHERE {")
        assert sparql.endswith("} ORDER BY ?thing")


@pytest.mark.parametrize("text", ["\0", "\ud800"])
def test_what_is_no_text_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="cannot be searched"):
        run(store, MENTIONING, {"words": text})


@pytest.mark.parametrize(
    "name",
    [
        "office-of-examples",
        "ag:office-of-examples",
        "https://w3id.org/dhrgraph/id/agency/office-of-examples",
        Iri("https://w3id.org/dhrgraph/id/agency/office-of-examples"),
        "Office of Examples",
        "office of examples",
    ],
)
def test_a_thing_has_four_names(store: Store, name: str) -> None:
    assert len(run(store, TO_AGENCY, {"agency": name}).rows) == 2


@pytest.mark.parametrize("name", ["Safer Exampleton", "EXAMPLETON", "exampleton community safety partnership"])
def test_another_label_or_the_place_names_a_partnership_too(store: Store, name: str) -> None:
    reviews = run(store, find(QUERIES, "reviews-of-partnership"), {"partnership": name})
    assert {row[0] for row in reviews.rows} == {"Exampleton Community Safety Partnership"}


@pytest.mark.parametrize(
    ("name", "given", "near"),
    [
        ("recommendations-to-agency", {"agency": "ofice-of-exampels"}, "Did you mean 'office-of-examples'"),
        ("recommendations-to-agency", {"agency": "Exampelton Police"}, "Did you mean 'exampleton-police'"),
        ("recommendations-to-agency", {"agncy": "x"}, "Did you mean 'agency'"),
        ("recommendations-on-theme", {"theme": "marak"}, "Did you mean 'marac'"),
        ("recommendations-to-type", {"type": "polise"}, "Did you mean 'police'"),
        ("reviews-of-partnership", {"partnership": "exampelton"}, "Did you mean 'exampleton'"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(store: Store, name: str, given: dict[str, str], near: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        run(store, find(QUERIES, name), given)
    assert near in str(refused.value)


NAMED = """
@prefix ag: <https://w3id.org/dhrgraph/id/agency/> . @prefix dhr: <https://w3id.org/dhrgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix th: <https://w3id.org/dhrgraph/theme/> .
ag:hmp-exampleton a dhr:Addressee ; skos:prefLabel "HMP Exampleton"@en .
ag:lincolnshire-trust a dhr:Addressee ; skos:prefLabel "Fictonshire and Lincolnshire Trust"@en .
ag:exampleton-police a dhr:Addressee ; skos:prefLabel "Exampleton Police"@en .
ag:constabulary-of-mockshire a dhr:Addressee ; skos:prefLabel "Mockshire Constabulary"@en , "Mockshire Police"@en .
th:substance-misuse a skos:Concept ; skos:prefLabel "Alcohol and drug misuse"@en ; skos:altLabel "Addiction"@en .
th:coercion a skos:Concept ; skos:prefLabel "Coercion"@en .
"""


@pytest.mark.parametrize(
    ("kind", "name", "offered"),
    [
        ("theme", "alcohol", "'substance-misuse'"),
        ("theme", "drugs", "'substance-misuse'"),
        ("theme", "addicton and alcohol", "'substance-misuse'"),
        ("theme", "coercoin", "'coercion'"),
        ("agency", "polic", "'exampleton-police' or 'constabulary-of-mockshire'"),
        ("agency", "Mockshire Polis", "'constabulary-of-mockshire'"),
        ("agency", "Exampelton Police", "'exampleton-police'"),
    ],
)
def test_a_name_that_has_the_word_is_nearer_than_one_that_is_spelled_like_it(
    kind: Kind, name: str, offered: str
) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_iri(Store.memory(NAMED.encode(), "turtle"), kind, name)
    assert f"Did you mean {offered}?" in str(refused.value)


def test_a_wrong_question_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'themes-across-partnerships'"):
        find(QUERIES, "theme-across-partnership")


def test_a_thing_of_another_kind_is_not_taken(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        run(store, find(QUERIES, "reviews-of-partnership"), {"partnership": "ag:exampleton-police"})
    with pytest.raises(UnknownNameError):
        run(store, find(QUERIES, "recommendations-on-theme"), {"theme": "cv:type-police"})


def test_a_name_that_is_two_things_is_not_guessed(turtle: bytes) -> None:
    twin = b"""
    ag:all-agencies a dhr:Agency, dhr:Addressee ; skos:prefLabel "Another"@en ."""
    with pytest.raises(QueryError, match="cg:all-agencies or ag:all-agencies"):
        run(Store.memory(turtle + twin, "turtle"), TO_AGENCY, {"agency": "all-agencies"})


@pytest.mark.parametrize(
    ("query", "given"),
    [
        (OVERDUE, {"as_of": "yesterday"}),
        (OVERDUE, {"as_of": "2024-02-30"}),
        (OVERDUE, {"as_of": "20240201"}),
        (OVERDUE, {"as_of": 2024}),
        (find(QUERIES, "themes-across-partnerships"), {"min_partnerships": "two"}),
        (find(QUERIES, "themes-across-partnerships"), {"min_partnerships": "2.5"}),
        (find(QUERIES, "themes-across-partnerships"), {"min_partnerships": True}),
        (find(QUERIES, "agencies-across-partnerships"), {"collective": "perhaps"}),
        (MENTIONING, {"words": 3}),
        (TO_AGENCY, {"agency": 3}),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_an_example(
    store: Store, query: CannedQuery, given: dict[str, object]
) -> None:
    with pytest.raises(QueryError, match=r"is no \w+\.\n  Example: \w+="):
        run(store, query, given)  # type: ignore[arg-type]


def test_a_missing_value_is_asked_for_with_an_example(store: Store) -> None:
    with pytest.raises(QueryError, match=r"needs as_of: .*\n  Example: as_of=2025-01-01"):
        run(store, OVERDUE)


def test_typed_and_typewritten_values_are_the_same(store: Store) -> None:
    assert filled(store, OVERDUE, {"as_of": date(2022, 1, 1)}) == filled(store, OVERDUE, {"as_of": "2022-01-01"})
    themes = find(QUERIES, "themes-across-partnerships")
    assert filled(store, themes, {"min_partnerships": 3}) == filled(store, themes, {"min_partnerships": " +3 "})


def test_without_values_the_text_is_the_file(store: Store) -> None:
    for name in ("themes-across-partnerships", "said-before", "coverage"):
        query = find(QUERIES, name)
        assert filled(store, query).split() == query.sparql.split()


@pytest.mark.parametrize(
    "hidden",
    [
        "# VALUES ?a { 1 }",
        '"VALUES ?a { 1 }"',
        "'VALUES ?a { 1 }'",
        '"""VALUES\n"?a { 1 }"""',
        "<urn:VALUES?a{1}>",
    ],
)
def test_only_real_blocks_are_rewritten(hidden: str) -> None:
    before = f"SELECT * {{ {hidden}\n values  ?a {{ <urn:}}> '}}' }} VALUES ?b {{ 2 }} }}".replace("<urn:}>", "<urn:x>")
    assert contents(before) == {"a": {"<urn:x> '}'"}, "b": {"2"}}
    assert rewrite(before, {"a": "9"}) == before.replace("{ <urn:x> '}' }", "{ 9 }")
