"""The networks, each against a second way to the same answer."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from made_up import occurrence_tables
from made_up import store as made_up

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES, iri
from dhrgraph.network.networks.chance import by_chance
from dhrgraph.network.networks.named import NETWORKS, build_network, strongest
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted, read_occurrences
from dhrgraph.network.tally import coverage
from dhrgraph.query.catalogue import find
from dhrgraph.query.run import run
from dhrgraph.resources import folder


def test_degree_agrees_with_sparql() -> None:
    """NetworkX's degree of an agency is the number of distinct themes SPARQL finds for it."""
    prefixes = "".join(f"PREFIX {name}: <{full}>\n" for name, full in PREFIXES.items())
    question = """
        SELECT ?agency (COUNT(DISTINCT ?theme) AS ?themes) WHERE {
          ?recommendation dhr:addressedTo ?agency ; dhr:hasTheme ?theme . ?agency a dhr:Agency .
        } GROUP BY ?agency"""
    expected = {str(agency): themes for agency, themes in made_up().select(prefixes + question).rows}
    graph = build_network("agency-theme", read_occurrences(made_up()))
    found = {node: graph.degree(node) for node, at in graph.nodes(data=True) if at["kind"] == "agency"}
    assert found == expected


def test_what_a_node_and_an_edge_say() -> None:
    graph = build_network("agency-theme", read_occurrences(made_up()))
    police = graph.nodes[iri("ag:police")]
    assert (police["label"], police["type"], police["bipartite"]) == ("Anytown Police", "police", 0)
    assert (police["partnerships"], police["reviews"], police["recommendations"]) == (2, 3, 3)
    edge = graph.edges[iri("ag:police"), iri("th:train")]
    assert edge == {"partnerships": 1, "reviews": 2, "recommendations": 2, "weight": 1}
    assert graph.graph["partnerships"] == 2


def test_a_theme_only_asked_of_everybody_stays_without_a_line() -> None:
    rows = [row for row in read_occurrences(made_up()) if row.recommendation == iri("rc:r6")]
    assert build_network("agency-theme", rows).degree(iri("th:train")) == 0
    assert build_network("agency-theme", rows, collective=True).degree(iri("th:train")) == 1


def test_an_unknown_network_or_weight_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'agency-theme'"):
        build_network("agency-thems", [])
    with pytest.raises(UnknownNameError, match="Did you mean 'newman'"):
        build_network("agency-agency", [], weight="newmann")
    with pytest.raises(UnknownNameError, match="There are: partnerships, recommendations, reviews"):
        build_network("agency-theme", [], weight="newman")


@pytest.mark.parametrize("name", NETWORKS)
def test_every_weight_is_explained_and_is_what_lines_weigh(name: str) -> None:
    for weight in NETWORKS[name].weights:
        graph = build_network(name, read_occurrences(made_up()), weight=weight)
        assert graph.graph["weighs"].startswith("A line weighs")
        assert all(at["weight"] == at[weight] for _, _, at in graph.edges(data=True))


@pytest.mark.parametrize("name", NETWORKS)
def test_no_network_fails_on_nothing(name: str) -> None:
    assert len(build_network(name, [])) == 0


@pytest.mark.parametrize("name", NETWORKS)
@given(table=occurrence_tables())
def test_weights_count_and_never_exceed_the_whole(name: str, table: tuple[Occurrence, ...]) -> None:
    graph = build_network(name, table)
    whole = coverage(table)
    for at in [*dict(graph.nodes(data=True)).values(), *(at for _, _, at in graph.edges(data=True))]:
        assert 1 <= at["partnerships"] <= min(at["reviews"], whole.partnerships)
        assert at["reviews"] <= whole.reviews
        assert at["recommendations"] <= whole.recommendations
    for a, b, at in graph.edges(data=True):
        assert at["weight"] == at[graph.graph["weight"]] >= 1
        for count in ("partnerships", "reviews", "recommendations"):
            assert at[count] <= min(graph.nodes[a][count], graph.nodes[b][count])


def test_a_partnership_that_is_asked_something_itself_is_two_nodes() -> None:
    home, asked = Thing("p", "Anytown", "partnership"), Thing("p", "Anytown", "agency")
    rows = [
        Occurrence("r1", Thing("v", "Review", "review"), home, asked),
        Occurrence("r2", Thing("v", "Review", "review"), home, Thing("q", "Anytown Police", "agency")),
    ]
    graph = build_network("agency-partnership", rows)
    assert nx.is_bipartite(graph)
    assert {node: (at["bipartite"], at["recommendations"]) for node, at in graph.nodes(data=True)} == {
        "p#agency": (0, 1), "q": (0, 1), "p": (1, 2),
    }  # fmt: skip
    assert set(graph.edges) == {("p#agency", "p"), ("q", "p")}
    chances = by_chance(graph, rows, randomisations=9)
    assert set(chances) == {("p", "p#agency"), ("p", "q")}


@given(occurrence_tables())
def test_agencies_joined_agree_with_brute_force_and_with_networkx(table: tuple[Occurrence, ...]) -> None:
    graph = build_network("agency-agency", table)
    rows = [row for row in as_counted(table) if row.addressee]
    reviews = {agency: {row.review.id for row in rows if row.addressee.id == agency} for agency in graph}
    asked = {agency: {row.recommendation for row in rows if row.addressee.id == agency} for agency in graph}
    expected = {
        (a, b): (len(reviews[a] & reviews[b]), len(asked[a] & asked[b]))
        for a, b in combinations(sorted(graph), 2)
        if reviews[a] & reviews[b]
    }
    found = {(min(a, b), max(a, b)): (at["reviews"], at["recommendations"]) for a, b, at in graph.edges(data=True)}
    assert found == expected
    if not graph:
        return  # NetworkX does not project onto nothing
    projected = nx.bipartite.weighted_projected_graph(build_network("review-agency", table), list(graph))
    assert {(min(a, b), max(a, b)): w for a, b, w in projected.edges(data="weight")} == {
        pair: shared for pair, (shared, _) in expected.items()
    }


@given(occurrence_tables())
def test_themes_joined_agree_with_brute_force(table: tuple[Occurrence, ...]) -> None:
    graph = build_network("theme-theme", table)
    said = {theme: {row.recommendation for row in table if row.theme and row.theme.id == theme} for theme in graph}
    expected = {(a, b): len(said[a] & said[b]) for a, b in combinations(sorted(graph), 2) if said[a] & said[b]}
    found = {(min(a, b), max(a, b)): at["recommendations"] for a, b, at in graph.edges(data=True)}
    assert found == expected


@given(occurrence_tables())
def test_the_strongest_are_the_strongest_and_the_rest_is_owned_up_to(table: tuple[Occurrence, ...]) -> None:
    graph = build_network("agency-theme", table)
    part = strongest(graph, 4)
    assert len(part) <= 4
    assert len(part) + part.graph["left_out"] == len(graph)
    for side in (0, 1):
        kept = [at["partnerships"] for _, at in part.nodes(data=True) if at["bipartite"] == side]
        left = [at["partnerships"] for n, at in graph.nodes(data=True) if at["bipartite"] == side and n not in part]
        assert not kept or not left or min(kept) >= max(left)
    assert set(part.edges) <= set(graph.edges)


@given(occurrence_tables())
def test_newmans_weight_is_networkx_own(table: tuple[Occurrence, ...]) -> None:
    for name, units in (("agency-agency", build_network("review-agency", table)), ("theme-theme", by_theme(table))):
        graph = build_network(name, table)
        if not graph:
            continue
        expected = nx.bipartite.collaboration_weighted_projected_graph(units, list(graph))
        found = {frozenset((a, b)): newman for a, b, newman in graph.edges(data="newman")}
        assert found == {frozenset((a, b)): pytest.approx(w, abs=1e-6) for a, b, w in expected.edges(data="weight")}


def by_theme(table: tuple[Occurrence, ...]) -> nx.Graph:
    """Recommendations joined to their themes."""
    graph = nx.Graph()
    graph.add_nodes_from((row.theme.id for row in table if row.theme), bipartite=1)
    graph.add_edges_from((row.recommendation, row.theme.id) for row in table if row.theme)
    return graph


# (network, what a line joins in SPARQL): the graph of the five documents is asked the same in both ways
JOINED = {
    "agency-theme": "?x dhr:addressedTo ?left ; dhr:hasTheme ?right . ?left a dhr:Agency .",
    "partnership-theme": "?x dhr:ofReview/dhr:commissionedBy ?left ; dhr:hasTheme ?right .",
    "agency-partnership": "?x dhr:ofReview/dhr:commissionedBy ?right ; dhr:addressedTo ?body . ?body a dhr:Agency . "
    'BIND(IF(EXISTS { ?any dhr:commissionedBy ?body }, IRI(CONCAT(STR(?body), "#agency")), ?body) AS ?left)',
    "review-agency": "?x dhr:ofReview ?left ; dhr:addressedTo ?right . ?right a dhr:Agency .",
    "agency-agency": "?x dhr:ofReview ?v ; dhr:addressedTo ?left . ?left a dhr:Agency . "
    "?y dhr:ofReview ?v ; dhr:addressedTo ?right . ?right a dhr:Agency . FILTER(STR(?left) < STR(?right))",
    "theme-theme": "?x dhr:hasTheme ?left , ?right . FILTER(STR(?left) < STR(?right))",
}


@pytest.mark.parametrize("name", JOINED)
def test_lines_and_their_counts_are_those_of_sparql(name: str, store: Store) -> None:
    prefixes = "".join(f"PREFIX {prefix}: <{full}>\n" for prefix, full in PREFIXES.items())
    question = f"""
        SELECT ?left ?right (COUNT(DISTINCT ?p) AS ?places) (COUNT(DISTINCT ?r) AS ?reviews) WHERE {{
          {JOINED[name]} ?x a dhr:Recommendation ; dhr:ofReview ?r . OPTIONAL {{ ?r dhr:commissionedBy ?p }}
        }} GROUP BY ?left ?right"""
    expected = {
        frozenset((str(left), str(right))): (places, reviews)
        for left, right, places, reviews in store.select(prefixes + question).rows
    }
    graph = build_network(name, read_occurrences(store))
    found = {frozenset((a, b)): (at["partnerships"], at["reviews"]) for a, b, at in graph.edges(data=True)}
    assert expected
    assert found == expected


def test_types_and_themes_are_those_of_the_canned_question(store: Store) -> None:
    answer = run(store, find(folder("queries"), "type-theme-matrix"), {})
    place = {name: n for n, name in enumerate(answer.columns)}
    counts = ("partnerships", "reviews", "recommendations")
    expected = {
        (str(row[place["type"]]), str(row[place["theme"]])): tuple(row[place[count]] for count in counts)
        for row in answer.rows
    }
    graph = build_network("type-theme", read_occurrences(store))
    found = {(a, b): tuple(at[count] for count in counts) for a, b, at in graph.edges(data=True)}
    assert expected
    assert found == expected
