"""Centrality, each measure against a second way to the same number; no network may make it fail."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from made_up import occurrence_tables, store

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.network.centrality.measures import measures
from dhrgraph.network.centrality.scores import MEASURES, TWO_SIDED, centrality, left_side, with_measures
from dhrgraph.network.networks.named import NETWORKS, build_network
from dhrgraph.network.occurrences import Occurrence, read_occurrences
from dhrgraph.resources import folder


def two_sided(edges: list[tuple[str, str]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted({a for a, _ in edges}), bipartite=0)
    graph.add_nodes_from(sorted({b for _, b in edges}), bipartite=1)
    graph.add_edges_from(edges, weight=1)
    return graph


CHAIN = two_sided([("a", "x"), ("a", "y"), ("b", "y"), ("b", "z"), ("c", "z"), ("c", "x"), ("c", "w")])
KARATE = nx.relabel_nodes(nx.karate_club_graph(), str)


def column(graph: nx.Graph, name: str) -> dict[str, float]:
    frame = centrality(graph, [name])
    return dict(zip(frame["node"], frame[name], strict=True))


def test_the_table_of_measures_and_the_code_name_the_same() -> None:
    rows = csv.DictReader((folder("ontology") / "measures.csv").read_text(encoding="utf-8").splitlines())
    table = measures(rows)
    assert list(table) == list(MEASURES)
    assert {name for name, row in table.items() if row.applies_to == "two-sided"} == TWO_SIDED
    assert all(row.title and row.sentence.endswith(".") and row.reference for row in table.values())


def test_a_broken_table_of_measures_says_what_to_mend() -> None:
    with pytest.raises(VocabularyError, match="applies_to"):
        measures([{"measure": "x", "title": "X", "sentence": "X.", "applies_to": "some", "reference": "y"}])
    with pytest.raises(VocabularyError, match="sentence"):
        measures([{"measure": "x", "title": "X", "applies_to": "all", "reference": "y"}])


def test_measures_agree_with_networkx_where_networkx_has_them() -> None:
    assert column(KARATE, "degree") == pytest.approx(nx.degree_centrality(KARATE), abs=1e-6)
    assert column(KARATE, "betweenness") == pytest.approx(nx.betweenness_centrality(KARATE), abs=1e-6)
    assert column(KARATE, "closeness") == pytest.approx(nx.closeness_centrality(KARATE), abs=1e-6)
    weighted = nx.eigenvector_centrality(KARATE, max_iter=1000, weight="weight")
    assert column(KARATE, "eigenvector") == pytest.approx(weighted, abs=1e-5)


def test_two_sided_measures_agree_with_networkx_bipartite() -> None:
    left = left_side(CHAIN)
    assert left == {"a", "b", "c"}
    assert column(CHAIN, "degree") == pytest.approx(nx.bipartite.degree_centrality(CHAIN, left), abs=1e-6)
    assert column(CHAIN, "closeness") == pytest.approx(nx.bipartite.closeness_centrality(CHAIN, left), abs=1e-6)
    assert column(CHAIN, "betweenness") == pytest.approx(nx.bipartite.betweenness_centrality(CHAIN, left), abs=1e-6)


def test_hubs_and_authorities_agree_with_networkx_and_with_the_eigenvector() -> None:
    directed = nx.DiGraph([(a, b) if a in left_side(CHAIN) else (b, a) for a, b in CHAIN.edges])
    hubs, authorities = nx.hits(directed, max_iter=1000, tol=1e-12)
    assert column(CHAIN, "hub") == pytest.approx(hubs, abs=1e-5)
    assert column(CHAIN, "authority") == pytest.approx(authorities, abs=1e-5)
    whole = column(CHAIN, "eigenvector")
    ours = column(CHAIN, "hub")
    assert [whole[n] / whole["c"] for n in "abc"] == pytest.approx([ours[n] / ours["c"] for n in "abc"], abs=1e-4)


def test_eigenvector_is_an_eigenvector_on_a_two_sided_network_in_two_parts() -> None:
    graph = nx.union(CHAIN, two_sided([("p", "q")]))
    scores = column(graph, "eigenvector")
    part = sorted(CHAIN)
    matrix = nx.to_numpy_array(CHAIN, nodelist=part)
    vector = np.array([scores[node] for node in part])
    ratio = (matrix @ vector) / vector
    assert ratio == pytest.approx(np.full(len(part), ratio[0]), abs=1e-3)
    assert scores["p"] == scores["q"] == pytest.approx(math.sqrt(0.5 * 2 / len(graph)), abs=1e-6)


def test_pagerank_adds_up_and_the_middle_of_a_star_leads() -> None:
    star = two_sided([("hub", leaf) for leaf in "wxyz"])
    assert sum(column(star, "pagerank").values()) == pytest.approx(1, abs=1e-4)
    for name in ("links", "degree", "betweenness", "closeness", "pagerank", "hub"):
        assert centrality(star, [name])["node"].iloc[0] == "hub"


def test_communities_are_numbered_by_size() -> None:
    graph = nx.Graph([*nx.complete_graph(list("abcd")).edges, *nx.complete_graph(list("xyz")).edges, ("a", "x")])
    assert column(graph, "community") == {**dict.fromkeys("abcd", 1), **dict.fromkeys("xyz", 2)}


@pytest.mark.parametrize(
    "graph",
    [
        nx.Graph(),
        nx.empty_graph(["lonely"]),
        nx.path_graph(["a", "b"]),
        two_sided([("a", "x")]),
        nx.disjoint_union(nx.path_graph(3), nx.path_graph(2)),
        nx.Graph([("a", "a")]),
    ],
    ids=["empty", "one node", "pair", "two-sided pair", "two parts", "self-loop"],
)
def test_small_and_broken_networks_are_measured(graph: nx.Graph) -> None:
    frame = centrality(nx.relabel_nodes(graph, str))
    assert len(frame) == len(graph)
    assert all(math.isfinite(value) for name in frame.columns[3:] for value in frame[name])


def test_one_side_alone_is_a_plain_network() -> None:
    graph = nx.Graph()
    graph.add_node("a", bipartite=0)
    assert "hub" not in centrality(graph).columns
    with pytest.raises(UnknownNameError, match="measure of this network"):
        centrality(graph, ["hub"])


@given(occurrence_tables())
def test_every_measure_of_every_network_is_finite_and_in_range(table: tuple[Occurrence, ...]) -> None:
    for name in NETWORKS:
        frame = centrality(build_network(name, table, collective=True))
        for measure in frame.columns[3:]:
            assert all(math.isfinite(value) and value >= 0 for value in frame[measure])
            if measure not in ("links", "weighted-degree", "community"):
                assert frame[measure].max() <= 1 or frame.empty


def test_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = build_network("agency-theme", read_occurrences(store()))
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((b, a, at) for a, b, at in reversed(list(graph.edges(data=True))))
    assert centrality(turned).equals(centrality(graph))


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "from dhrgraph.network.centrality.scores import *; import networkx as nx\n"
        "print(centrality(nx.relabel_nodes(nx.les_miserables_graph(), str)).to_csv())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1


def test_measures_become_attributes_of_a_copy() -> None:
    marked = with_measures(CHAIN, ["links", "degree"])
    assert marked.nodes["c"]["links"] == 3
    assert marked.nodes["c"]["degree"] == 0.75
    assert "links" not in CHAIN.nodes["c"]


def test_a_large_network_is_estimated_close_to_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = column(KARATE, "betweenness")
    monkeypatch.setattr("dhrgraph.network.centrality.scores.EXACT_UP_TO", 10)
    monkeypatch.setattr("dhrgraph.network.centrality.scores.PIVOTS", 25)
    estimate = column(KARATE, "betweenness")
    assert estimate != exact
    assert estimate == pytest.approx(exact, abs=0.1)
