"""What a page is made of, as read from a store: every recommendation and review once, with its facts."""

from __future__ import annotations

import pytest
from made_up import TURTLE
from made_up import store as made_up

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.namespaces import PROLOGUE, iri
from dhrgraph.network.tally import Counts


def made(**asked: object) -> Material:
    return gather(made_up(), Asked(**asked))  # type: ignore[arg-type]


def test_every_recommendation_and_review_of_the_seeds_is_there_once(store: Store) -> None:
    material = gather(store, Asked())
    rows = store.select(
        PROLOGUE
        + "SELECT ?r ?words ?v (COUNT(DISTINCT ?t) AS ?themes) (COUNT(DISTINCT ?b) AS ?bodies) {"
        + " ?r a dhr:Recommendation ; dhr:text ?words ; dhr:ofReview ?v"
        + " OPTIONAL { ?r dhr:hasTheme ?t } OPTIONAL { ?r dhr:addressedTo ?b } } GROUP BY ?r ?words ?v"
    ).rows
    asked = {str(r): (str(words), str(v), themes, bodies) for r, words, v, themes, bodies in rows}
    found = {
        one.id: (one.text, material.reviews[one.review].id, len(one.themes), len(one.addressees))
        for one in material.statements
    }
    assert found == asked
    assert len(material.statements) == len(asked) == material.coverage.recommendations
    assert all(one.number and one.place.startswith(f"recommendation {one.number}, ") for one in material.statements)
    assert [(one.years, one.regions) for one in material.reviews] == [
        (("2023",), ("North West",)),
        (("2022",), ("East Midlands",)),
        (("2024",), ("North West",)),
    ]


def test_numbers_lead_back_to_what_they_stand_for(store: Store) -> None:
    material = gather(store, Asked())
    assert [material.statement_of[one.id] for one in material.statements] == list(range(len(material.statements)))
    assert [material.review_of[one.id] for one in material.reviews] == list(range(len(material.reviews)))
    order = [(one.review, one.id) for one in material.statements]
    assert order == sorted(order)
    for one in material.statements:
        assert {*one.addressees, *one.themes} <= material.names.keys()


def test_a_review_that_recommends_nothing_is_there_unless_the_page_is_about_something_else() -> None:
    assert iri("rv:silent") in made().review_of
    assert made().coverage == Counts(3, 4, 6)
    for kind, thing in (("agency", "ag:police"), ("theme", "th:train"), ("partnership", "ag:csp-alpha")):
        assert iri("rv:silent") not in made(keep={kind: iri(thing)}).review_of
    assert [one.id for one in made(keep={"review": iri("rv:silent")}).reviews] == [iri("rv:silent")]


def test_narrowed_to_a_review_or_partnership() -> None:
    assert [one.id for one in made(keep={"review": iri("rv:a2")}).statements] == [iri("rc:r2")]
    of_alpha = made(keep={"partnership": iri("ag:csp-alpha")})
    assert [one.id for one in of_alpha.reviews] == [iri("rv:a1"), iri("rv:a2")]
    assert [one.id for one in of_alpha.statements] == [iri("rc:r1"), iri("rc:r2")]


def test_what_fits_stays_with_all_it_is_about() -> None:
    (one,) = made(keep={"theme": iri("th:work"), "agency": iri("ag:police")}).statements
    assert one.id == iri("rc:r1")
    assert set(one.themes) == {iri("th:share"), iri("th:train")}
    assert set(one.addressees) == {iri("ag:old"), iri("ag:police")}


def test_statements_name_bodies_as_named_on_whatever_day_a_view_counts_them() -> None:
    for as_of in (None, "2020", "today"):
        material = made(as_of=as_of)
        bodies = {body for one in material.statements for body in one.addressees}
        assert bodies == {iri("ag:police"), iri("ag:old"), iri("ag:new"), iri("cg:all-agencies")}
    counted = {row.addressee.id for row in made(as_of="today").occurrences if row.addressee}
    assert iri("ag:old") not in counted
    with pytest.raises(QueryError, match="is no date"):
        made(as_of="soon")


def test_a_partnership_is_called_by_its_place_where_its_name_does_not_tell_it() -> None:
    areas = """
        ag:csp-alpha dhr:coversPartnershipArea ex:a . ex:a rdfs:label "Anytown"@en , "Tre"@cy .
        ag:csp-beta dhr:coversPartnershipArea ex:b . ex:b rdfs:label "beta"@en .
    """.replace("ex:", "https://example.org/").replace("https://example.org/a", "<https://example.org/a>")
    areas = areas.replace("https://example.org/b", "<https://example.org/b>")
    names = gather(made_up(TURTLE + areas), Asked()).names
    assert names[iri("ag:csp-alpha")] == "Alpha Partnership (Anytown)"
    assert names[iri("ag:csp-beta")] == "Beta Partnership"


def test_a_store_without_anything_gives_nothing() -> None:
    material = gather(Store.memory(b"", "ntriples"), Asked(keep={"theme": iri("th:train")}))
    assert (material.occurrences, material.statements, material.reviews) == ((), (), ())
    assert material.coverage == Counts(0, 0, 0)
