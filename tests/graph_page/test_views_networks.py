"""The networks as views: each number against the network that `dhrgraph centrality` and the exports give."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_library import made_library
from made_material import counted, made_material
from made_triples import made_triples
from made_up import occurrence_tables
from made_up import store as made_up

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.graph_page.records import Line, Node, View
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.graph_page.views.networks import CENTRAL, network_view
from dhrgraph.namespaces import iri
from dhrgraph.network.centrality.scores import with_measures
from dhrgraph.network.focus import concerning
from dhrgraph.network.networks.named import NETWORKS, build_network
from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.tally import Counts

WHOLE = Asked(most=None)
ANY = st.sampled_from(list(NETWORKS))
some = settings(max_examples=40)
ONE_PLACE = ("partnership", "review")


def agrees(name: str, material: Material) -> View:
    """The view, whose nodes, lines and counts are just those of the network."""
    view = network_view(name, material)
    graph = build_network(name, material.occurrences, collective=material.asked.collective)
    nodes = {node: tuple(at[count] for count in Counts._fields) for node, at in graph.nodes(data=True)}
    assert {node.id: tuple(counted(material, node)) for node in view.nodes} == nodes
    assert len(view.nodes) == len(nodes)
    lines = {frozenset((a, b)): tuple(at[count] for count in Counts._fields) for a, b, at in graph.edges(data=True)}
    assert {frozenset((line.source, line.target)): tuple(counted(material, line)) for line in view.lines} == lines
    assert len(view.lines) == len(lines)
    return view


@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_counted_on_the_page_is_what_the_network_counts(name: str, store: Store) -> None:
    for asked in (WHOLE, replace(WHOLE, collective=True), replace(WHOLE, as_of="today")):
        view = agrees(name, gather(store, asked))
        assert view.nodes
        assert view.lines


@pytest.mark.parametrize("name", NETWORKS)
def test_a_made_library_read_from_a_store_agrees_too(name: str) -> None:
    rows = made_library(40, 7)
    material = gather(Store.memory(made_triples(rows), "ntriples"), WHOLE)
    assert len(material.statements) == len({row.recommendation for row in rows})
    agrees(name, material)


@some
@given(name=ANY, rows=occurrence_tables(), collective=st.booleans())
def test_any_rows_agree(name: str, rows: tuple[Occurrence, ...], collective: bool) -> None:
    view = agrees(name, made_material(rows, replace(WHOLE, collective=collective)))
    assert view.finding.endswith(".")
    assert [node.column for node in view.nodes] == sorted(node.column for node in view.nodes)


@some
@given(name=ANY, rows=occurrence_tables(), data=st.data())
def test_another_review_moves_nothing_past_anything_else(
    name: str, rows: tuple[Occurrence, ...], data: st.DataObject
) -> None:
    left_out = data.draw(st.sampled_from(sorted({row.review.id for row in rows}) or ["none"]))
    after = network_view(name, made_material(rows)).nodes
    before = network_view(name, made_material([row for row in rows if row.review.id != left_out])).nodes
    assert [node.id for node in after if node.id in {one.id for one in before}] == [node.id for node in before]


@some
@given(name=ANY, rows=occurrence_tables(), least=st.integers(2, 3))
def test_only_what_so_many_partnerships_say(name: str, rows: tuple[Occurrence, ...], least: int) -> None:
    whole, material = network_view(name, made_material(rows)), made_material(rows)
    wide = {line for line in whole.lines if breadth(material, whole, line) >= least}
    view = network_view(name, made_material(rows, replace(WHOLE, min_partnerships=least)))
    assert set(view.lines) == wide
    assert {node.id for node in view.nodes} == {end for line in wide for end in (line.source, line.target)}
    assert f"{least} or more partnerships" in view.notice


def breadth(material: Material, view: View, line: Line) -> int:
    nodes = {node.id: node for node in view.nodes}
    ends = [nodes[end] for end in (line.source, line.target) if nodes[end].kind not in ONE_PLACE]
    return counted(material, ends[0] if len(ends) == 1 else line).partnerships


@some
@given(rows=occurrence_tables(), most=st.integers(1, 6))
def test_the_widest_stay_and_the_rest_is_owned_up_to(rows: tuple[Occurrence, ...], most: int) -> None:
    whole, part = (network_view("agency-theme", made_material(rows, Asked(most=n))) for n in (None, most))
    assert len(part.nodes) <= most
    assert len(part.nodes) + part.left_out == len(whole.nodes)
    here = {node.id for node in part.nodes}
    assert set(part.lines) == {line for line in whole.lines if {line.source, line.target} <= here}
    assert [node for node in whole.nodes if node.id in here] == list(part.nodes)


def test_measures_are_those_of_the_whole_network(store: Store) -> None:
    material = gather(store, Asked(most=12))
    graph = with_measures(build_network("agency-theme", material.occurrences), CENTRAL)
    view = network_view("agency-theme", material)
    assert [size.key for size in view.sizes] == list(CENTRAL)
    assert all(size.sentence.endswith(".") for size in view.sizes)
    for node in view.nodes:
        assert node.measures == {name: graph.nodes[node.id][name] for name in CENTRAL}


def test_nodes_stand_in_groups_in_the_order_of_their_names(store: Store) -> None:
    view = network_view("agency-theme", gather(store, WHOLE))
    for column in (0, 1):
        nodes = [node for node in view.nodes if node.column == column]
        heads = list(dict.fromkeys(node.group for node in nodes))
        assert heads == sorted(heads, key=str.casefold)
        assert "" not in heads
        for head in heads:
            group = [node.label for node in nodes if node.group == head]
            assert group == sorted(group, key=lambda label: (label != head, label.casefold()))
    assert {node.group for node in view.nodes if node.column == 0} == {n.type for n in view.nodes if n.column == 0}
    themes = {node.label: node.group for node in view.nodes if node.column == 1}
    assert themes["Information sharing between agencies"] == "Information sharing and multi-agency working"


def test_partnerships_stand_by_region_and_say_where_they_are(store: Store) -> None:
    view = network_view("partnership-theme", gather(store, WHOLE))
    places = [(node.group, node.label) for node in view.nodes if node.kind == "partnership"]
    assert [region for region, _ in places] == ["East Midlands", "North West", "North West"]
    assert "Citysafe (Liverpool)" in {label for _, label in places}
    assert view.columns == ("Partnerships", "Themes")


def test_a_partnership_that_is_asked_something_itself_is_two_nodes() -> None:
    home = Thing("p", "Anytown Partnership", "partnership")
    asked = Thing("p", "Anytown Partnership", "agency", "partnership", "Partnership")
    row = Occurrence("r", Thing("v", "Anytown review", "review"), home, asked, known_as=("p",))
    view = network_view("agency-partnership", made_material([row]))
    assert [(node.id, node.kind, node.label, node.column) for node in view.nodes] == [
        ("p#agency", "agency", "Anytown Partnership", 0),
        ("p", "partnership", "Anytown Partnership", 1),
    ]
    assert view.lines == (Line("p#agency", "p", statements=(0,)),)


def test_details_say_what_became_of_a_body_and_what_a_theme_is_part_of() -> None:
    view = network_view("agency-theme", gather(made_up(), WHOLE))
    facts = {node.id: node.facts for node in view.nodes}
    assert facts[iri("ag:old")] == (("Rename, April 2021", "became New Trust"),) or "became New Trust" in str(
        facts[iri("ag:old")]
    )
    assert facts[iri("th:share")] == (("Broader theme", "Working together"),)
    assert facts[iri("th:train")] == ()


@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_at_all_says_so(name: str) -> None:
    view = network_view(name, gather(Store.memory(b"", "ntriples"), Asked()))
    assert (view.nodes, view.lines, view.left_out) == ((), (), 0)
    assert view.finding == "There is nothing to show: no recommendation fits."


@pytest.mark.parametrize("name", NETWORKS)
def test_recommendations_without_theme_or_addressee_say_what_is_missing(name: str) -> None:
    row = Occurrence("r", Thing("v", "Review", "review"), Thing("p", "Place", "partnership"))
    view = network_view(name, made_material([row]))
    assert not view.lines
    assert view.finding.startswith("There is nothing to join: no re")


def test_the_buttons_are_in_the_agreed_order() -> None:
    assert list(VIEWS)[:7] == [
        "agency-theme", "type-theme", "partnership-theme", "agency-partnership", "agency-agency", "theme-theme",
        "review-agency",
    ]  # fmt: skip
    assert all(VIEWS[name].title and VIEWS[name].help.endswith(".") for name in VIEWS)


def asked_of(places: dict[str, tuple[tuple[str, str], ...]]) -> list[Occurrence]:
    """One review a partnership, each with one recommendation for every (body, theme)."""
    return [
        Occurrence(
            f"{place}{n}",
            Thing(f"v{place}", f"{place} review", "review"),
            Thing(place, place, "partnership"),
            Thing(f"{place}-{body}", f"{place} {body}", "agency", body.lower(), body),
            Thing(theme, theme, "theme"),
            known_as=(f"{place}-{body}",),
        )
        for place, pairs in places.items()
        for n, (body, theme) in enumerate(pairs)
    ]


POLICE, WARD = ("Police", "Sharing"), ("Hospital", "Asking")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"A": (POLICE,), "B": (POLICE,)}, "In both partnerships there are recommendations to Police on “Sharing”."),
        (
            {"A": (POLICE, WARD), "B": (POLICE, WARD), "C": (POLICE, WARD)},
            "In all 3 partnerships there are recommendations to Hospital on “Asking”, and to Police on “Sharing”.",
        ),
        (
            {"A": (POLICE,), "B": (POLICE, WARD), "C": (WARD, WARD)},
            "No type of agency is asked about the same theme in all 3 partnerships. In 2 of 3 partnerships there are "
            "recommendations to Hospital on “Asking”, and to Police on “Sharing”.",
        ),
        (
            {"A": (POLICE,), "B": (WARD,)},
            "No type of agency is asked about the same theme in more than one of 2 partnerships.",
        ),
        (
            {place: tuple(("Police", f"Theme {n}") for n in (1, 2, 3, 4, 5, 5)) for place in "AB"},
            "5 pairs of type and theme come up in both partnerships, most often recommendations to Police on “Theme 5”.",
        ),
    ],
)
def test_the_finding_names_who_is_asked_about_what_in_most_places(
    places: dict[str, tuple[tuple[str, str], ...]], said: str
) -> None:
    view = network_view("type-theme", made_material(asked_of(places)))
    assert view.finding.startswith(said), view.finding
    assert view.finding.endswith(": another may change it.")


def test_what_the_page_is_narrowed_to_is_held_against_the_whole() -> None:
    rows = asked_of({"A": (POLICE, WARD), "B": (POLICE,), "C": (WARD,)})
    asked = Asked(most=None, keep={"theme": "Sharing"})
    material = replace(made_material(rows), asked=asked, occurrences=concerning(rows, asked.keep))
    said = "“Sharing” comes up in 2 of 3 partnerships (2 of 3 reviews). "
    assert network_view("partnership-theme", material).finding.startswith(said)
    assert network_view("agency-theme", material).finding.startswith(said)
    assert network_view("type-theme", material).finding.startswith("In both partnerships there are recommendations to")


def test_a_page_of_one_partnership_does_not_speak_of_it_as_a_body_that_is_asked(store: Store) -> None:
    for home in {home for one in gather(store, WHOLE).reviews for home in one.partnerships}:
        finding = network_view("agency-theme", gather(store, replace(WHOLE, keep={"partnership": home}))).finding
        assert "comes up most often" in finding or "come up most often" in finding
        assert "rests on" not in finding
        assert "partnerships" not in finding


def test_one_theme_put_to_several_types_is_named_once() -> None:
    ward = ("Hospital", "Sharing")
    view = network_view("type-theme", made_material(asked_of({"A": (POLICE, ward), "B": (POLICE, ward)})))
    assert view.finding.startswith(
        "In both partnerships there are recommendations on “Sharing” to Hospital and Police."
    )


@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_not_shown_does_not_change_the_finding(name: str, store: Store) -> None:
    wide, whole = (network_view(name, gather(store, replace(WHOLE, min_partnerships=least))) for least in (2, 1))
    assert len(wide.nodes) < len(whole.nodes)
    assert wide.finding == whole.finding


def test_one_review_alone_says_what_it_says_most_often() -> None:
    rows = asked_of({"A": (POLICE, POLICE, WARD)})
    finding = network_view("agency-theme", made_material(rows)).finding
    assert finding == (
        "Of the themes, “Sharing” comes up most often: in 2 of 3 recommendations. Of the agencies, A Police comes up "
        "most often: in 2 of 3 recommendations. Only 1 review: another may change it."
    )


def test_recommendations_to_groups_are_owned_up_to(store: Store) -> None:
    material = gather(store, WHOLE)
    to_groups = {row.recommendation for row in material.occurrences if row.collective}
    said = f"{len(to_groups)} of {len(material.statements)} recommendations are put to groups"
    assert to_groups
    assert said in network_view("agency-theme", material).notice
    assert network_view("theme-theme", material).notice == ""
    drawn = network_view("agency-theme", gather(store, replace(WHOLE, collective=True)))
    assert "collective" in {node.kind for node in drawn.nodes}
    assert "groups" not in drawn.notice


def test_node_of_the_view_holds_all_that_concerns_it_whatever_it_is_joined_to() -> None:
    rows = [
        *asked_of({"A": (POLICE,)}),
        Occurrence(
            "alone",
            Thing("vA", "A review", "review"),
            Thing("A", "A", "partnership"),
            theme=Thing("Sharing", "Sharing", "theme"),
        ),
    ]
    view = network_view("agency-theme", made_material(rows))
    theme: Node = next(node for node in view.nodes if node.kind == "theme")
    assert len(theme.statements) == 2
    assert [len(line.statements) for line in view.lines] == [1]
