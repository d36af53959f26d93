"""Recorded deaths in the graph: partnerships, rows that may be one death, candidates for a person, what is decided."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import pytest
from cases_made import COLUMNS, FACTORS, read, row, written
from hypothesis import given
from hypothesis import strategies as st
from named_graphs import to_named_graphs

from dhrgraph.config import Config
from dhrgraph.errors import VocabularyError
from dhrgraph.graph.deaths import death_triples, decided_triples
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import Store
from dhrgraph.reconcile.deaths.links import candidate_links, decided_links
from dhrgraph.reconcile.deaths.names import reconcile_deaths
from dhrgraph.records import EMPTY, Death, DeathRegister, JudgementRow, PartnershipName, Review

PREFIX = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>\n"


def reconciled(config: Config, *rows: dict[str, str]) -> DeathRegister:
    return reconcile_deaths(read(written(rows)), config.authorities)


def store_of(table: DeathRegister, config: Config) -> Store:
    return Store.memory(to_named_graphs([], config.vocabulary, [table]).nquads())


# --- partnerships and rows that may be one death ----------------------------------------------------------------------


def test_the_partnership_is_the_one_that_reviews_of_the_place_have(config: Config) -> None:
    (death,) = reconciled(config, row(1, csp="Leeds")).deaths
    assert death.csp == PartnershipName("Leeds", "Leeds", death.csp.codes)
    assert death.csp.codes
    assert death.partnership
    assert death.partnership.id
    assert death.partnership.type == "community-safety-partnership"


def test_words_that_name_no_partnership_are_not_published(config: Config) -> None:
    table = reconciled(config, row(1, csp="Zorwiquin Tamluvash"), row(2))
    assert [bool(death.partnership) for death in table.deaths] == [False, True]
    (issue,) = table.issues
    assert (issue.severity, issue.message.startswith("row 2 (INC-0001): no partnership")) == ("warning", True)
    said = to_named_graphs([], config.vocabulary, [table]).nquads().decode() + issue.message
    assert "zorwiquin" not in said.casefold()


def test_a_region_that_is_not_the_partnerships_is_reported_and_kept(config: Config) -> None:
    """Leeds is in Yorkshire; a joint partnership may be in either region; a row without a region says nothing."""
    rows = [
        row(1, csp="Leeds", region="Wales"),
        row(2, csp="Sefton", region="North West"),
        row(3, csp="Leeds", region="", death_date="2012"),
    ]
    table = reconcile_deaths(read(written(rows)), config.authorities, config.cases.regions)
    assert [(issue.severity, issue.message) for issue in table.issues] == [
        (
            "warning",
            "row 2 (INC-0001), column region: the partnership is in Yorkshire and The Humber; "
            "both are kept as the table has them",
        )
    ]
    assert table.deaths[0].region == "wales"


def test_every_region_of_a_table_is_a_region_of_the_partnership_areas(config: Config) -> None:
    areas = config.authorities.partnerships.by_code.values()
    assert sorted(config.cases.regions.values()) == sorted({area.region_code for area in areas})
    assert set(config.cases.regions) == {code for (part, _), code in COLUMNS.words.codes.items() if part == "region"}


def test_deaths_and_reviews_can_be_joined_by_region(config: Config) -> None:
    (place,) = (
        store_of(reconciled(config, row(1, csp="Leeds", region="Yorkshire and Humber")), config)
        .select(
            "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n"
            + PREFIX
            + "SELECT ?place WHERE { ?death dhr:listedRegion/foaf:focus ?place ;"
            " dhr:listedUnder/dhr:coversPartnershipArea/dhr:inRegion ?place }"
        )
        .rows
    )
    assert str(place[0]).endswith("/E12000003")


def test_rows_the_same_in_all_but_the_id_are_reported_and_kept(config: Config) -> None:
    table = reconciled(config, row(3, stalking="True"), row(1, stalking="True"), row(2))
    assert [death.id for death in table.deaths] == ["INC-0001", "INC-0002", "INC-0003"]
    same, alike = table.issues
    assert (same.severity, alike.severity) == ("warning", "note")
    assert same.message.startswith("INC-0001 (row 3) and INC-0003 (row 2) are the same in all but the id")
    assert alike.message.startswith("INC-0001 (row 3) and INC-0002 (row 4) and INC-0003 (row 2) have the same")


@pytest.mark.parametrize(
    "other", [{"death_date": "2019"}, {"death_date": "April 2019"}, {"death_date": ""}, {"csp": "Leeds"}]
)
def test_other_months_and_places_are_not_reported(other: dict[str, str], config: Config) -> None:
    assert reconciled(config, row(1), row(2, **other, stalking="True")).issues == ()


# --- the graph --------------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_that_is_said(config: Config, order: random.Random) -> None:
    rows = [row(n, csp=place, death_date=f"{2010 + n}") for n, place in enumerate(("Leeds", "Sefton", "Cardiff"), 1)]
    turned = list(rows)
    order.shuffle(turned)
    first, second = reconciled(config, *rows), reconciled(config, *turned)
    assert list(death_triples(first, "0")) == list(death_triples(second, "0"))


def test_only_what_is_tagged_is_stated(config: Config) -> None:
    store = store_of(reconciled(config, row(1, stalking="True"), row(2)), config)
    rows = store.select(PREFIX + "SELECT ?d ?f { ?d dhr:caseFactor ?f }").rows
    assert [(str(d).rpartition("/")[2], str(f).rpartition("/")[2]) for d, f in rows] == [
        ("INC-0001", "factor-stalking")
    ]


def test_the_graph_keeps_to_the_shapes(config: Config) -> None:
    tagged = dict.fromkeys(FACTORS, "True")
    rows = [row(1, **tagged), row(2, death_date="", region="", cause_of_death="", location_of_death="")]
    graphs = to_named_graphs([], config.vocabulary, [reconciled(config, *rows)])
    assert violations(graphs.ntriples(), config.ontology / "shapes.ttl") == ()


def test_a_death_has_no_property_of_a_person(config: Config) -> None:
    """Nothing but place, time, kind of place, cause and the case's tags: the list is closed here as in the shapes."""
    store = store_of(reconciled(config, row(1, **dict.fromkeys(FACTORS, "True"))), config)
    said = {str(p).rpartition("#")[2].rpartition("/")[2] for (p,) in store.select(
        PREFIX + "SELECT DISTINCT ?p { ?d a dhr:RecordedDeath ; ?p ?o }"
    ).rows}  # fmt: skip
    assert said == {
        "type", "identifier", "listedUnder", "listedUnderText", "listedRegion", "dateOfDeath", "yearOfDeath",
        "caseFactor", "causeOfDeath", "placeOfDeath", "source",
    }  # fmt: skip
    assert not [c for c in COLUMNS.needed if c.startswith(("victim", "perpetrator"))]


# --- candidates -------------------------------------------------------------------------------------------------------


def review(name: str, codes: tuple[str, ...], death: str | None) -> Review:
    return Review(name, PartnershipName(name, name, codes), f"{name} review", None, death, None, EMPTY)


def death(name: str, codes: tuple[str, ...], date: str | None) -> Death:
    return Death(name, PartnershipName(name, name, codes), date=date)


@pytest.mark.parametrize(
    ("ours", "theirs", "fits"),
    [
        ("2019-03", "2019-03", True),
        ("2019-03", "2019-04", False),
        ("2019", "2019-04", True),
        ("2019-03", "2019", True),
        ("2019", "2019", True),
        ("2018", "2019", False),
        (None, "2019", False),
        ("2019", None, False),
    ],
)
def test_a_candidate_has_an_area_and_a_date_in_common(ours: str | None, theirs: str | None, fits: bool) -> None:
    for codes, near in ((("E1",), True), (("E1", "E2"), True), (("E2",), False), ((), False)):
        links = candidate_links([review("a", ("E1",), ours)], [death("INC-1", codes, theirs)])
        assert bool(links) == (fits and near)


def test_candidates_of_one_review_are_counted_and_the_reason_is_said() -> None:
    deaths = [death("INC-2", ("E1",), "2019-03"), death("INC-1", ("E1", "E2"), "2019"), death("INC-3", ("E1",), "2018")]
    links = candidate_links([review("a", ("E1",), "2019-03")], deaths)
    assert [(link.death.id, link.candidates) for link in links] == [("INC-1", 2), ("INC-2", 2)]
    assert links[1].why == "same partnership; same month of death"
    assert "share an area" in links[0].why
    assert "the table gives no month" in links[0].why


def test_a_further_document_of_a_review_may_give_its_date() -> None:
    silent, told = review("a", ("E1",), None), review("a", ("E1",), "2019")
    for order in permutations([silent, told]):
        assert [link.review.death for link in candidate_links(order, [death("INC-1", ("E1",), "2019")])] == ["2019"]


def test_nothing_is_asserted_of_candidates(config: Config) -> None:
    store = store_of(reconciled(config, row(1)), config)
    assert store.select(PREFIX + "SELECT ?d { ?r dhr:concernsDeath ?d }").rows == ()


# --- what a person decided --------------------------------------------------------------------------------------------

YES = JudgementRow("death", "a", "yes", "analyst", "2026-01-31", other="INC-1", row=2)
REVIEWS, DEATHS = [review("a", ("E1",), "2019")], [death("INC-1", ("E1",), "2019"), death("INC-2", ("E1",), "2019")]


def test_a_decision_is_stated_and_a_refusal_is_not() -> None:
    no = replace(YES, decision="no", other="INC-2", row=3)
    assert decided_links([YES, no], REVIEWS, DEATHS) == ((("a", "INC-1"),), ())
    assert len(list(decided_triples([("a", "INC-1")]))) == 1


@pytest.mark.parametrize("change", [{"what": "b"}, {"other": "INC-9"}])
def test_a_decision_about_what_is_not_there_is_given_back(change: dict[str, str]) -> None:
    row = replace(YES, **change)  # type: ignore[arg-type]
    assert decided_links([row], REVIEWS, DEATHS) == ((), (row,))


def test_two_decisions_that_contradict_stop_the_build() -> None:
    with pytest.raises(VocabularyError, match="row 5"):
        decided_links([YES, replace(YES, decision="no", row=5)], REVIEWS, DEATHS)


def test_decisions_of_other_kinds_are_not_ours() -> None:
    assert decided_links([replace(YES, kind="theme")], REVIEWS, DEATHS) == ((), ())
