"""Centrality, each measure against a second way to the same number; no network may make it fail."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import occurrence_tables, store

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.network.centrality import paths, spectral
from dhrgraph.network.centrality.measures import measures
from dhrgraph.network.centrality.numbered import Numbered
from dhrgraph.network.centrality.reading import reading
from dhrgraph.network.centrality.scores import MEASURES, TWO_SIDED, Measured, centrality, with_measures
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
    assert {name for name, row in table.items() if not row.first} == {"community", "community-stability"}


def test_a_broken_table_of_measures_says_what_to_mend() -> None:
    with pytest.raises(VocabularyError, match="applies_to"):
        measures(
            [{"measure": "x", "title": "X", "sentence": "X.", "applies_to": "some", "first": "", "reference": "y"}]
        )
    with pytest.raises(VocabularyError, match="sentence"):
        measures([{"measure": "x", "title": "X", "applies_to": "all", "reference": "y"}])


def test_measures_agree_with_networkx_where_networkx_has_them() -> None:
    assert column(KARATE, "degree") == pytest.approx(nx.degree_centrality(KARATE), abs=1e-6)
    assert column(KARATE, "betweenness") == pytest.approx(nx.betweenness_centrality(KARATE), abs=1e-6)
    assert column(KARATE, "closeness") == pytest.approx(nx.closeness_centrality(KARATE), abs=1e-6)
    weighted = nx.eigenvector_centrality(KARATE, max_iter=1000, weight="weight")
    assert column(KARATE, "eigenvector") == pytest.approx(weighted, abs=1e-5)


def test_two_sided_measures_agree_with_networkx_bipartite() -> None:
    left = Numbered(CHAIN).left
    assert left == {"a", "b", "c"}
    assert column(CHAIN, "degree") == pytest.approx(nx.bipartite.degree_centrality(CHAIN, left), abs=1e-6)
    assert column(CHAIN, "closeness") == pytest.approx(nx.bipartite.closeness_centrality(CHAIN, left), abs=1e-6)
    assert column(CHAIN, "betweenness") == pytest.approx(nx.bipartite.betweenness_centrality(CHAIN, left), abs=1e-6)


def test_hubs_and_authorities_agree_with_networkx_and_with_the_eigenvector() -> None:
    directed = nx.DiGraph([(a, b) if a in Numbered(CHAIN).left else (b, a) for a, b in CHAIN.edges])
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


@settings(max_examples=30)
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
        "print(centrality(nx.relabel_nodes(nx.les_miserables_graph(), str)).to_csv())\n"
        "from made_up import store; from dhrgraph.network.occurrences import *\n"
        "from dhrgraph.network.centrality.bridges import bridges; from dhrgraph.network.networks.chance import by_chance\n"
        "from dhrgraph.network.networks.named import NETWORKS, build_network; rows = as_counted(read_occurrences(store()))\n"
        "print(bridges(rows).to_csv(), [by_chance(build_network(n, rows), rows, randomisations=9) for n in NETWORKS])\n"
        "print([list(build_network(n, rows).edges(data=True)) for n in NETWORKS])"
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


def column_of(graph: nx.Graph, name: str) -> list[float]:
    frame = centrality(graph, [name]).sort_values("node")
    return [round(value, 6) for value in frame[name].tolist()]


def test_a_large_network_is_estimated_close_to_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = {name: column(KARATE, name) for name in ("betweenness", "closeness")}
    monkeypatch.setattr(paths, "WORK", 0)
    monkeypatch.setattr(paths, "PIVOTS", 25)
    for name, truth in exact.items():
        estimate = column(KARATE, name)
        assert estimate != truth
        assert estimate == pytest.approx(truth, abs=0.1)


def test_the_mean_of_many_estimates_is_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which an estimate that is too high or low on the whole would not be."""
    network, truth = Numbered(KARATE), np.array(column_of(KARATE, "betweenness"))
    monkeypatch.setattr(paths, "WORK", 0)
    monkeypatch.setattr(paths, "PIVOTS", 8)
    estimates = []
    for seed in range(400):
        monkeypatch.setattr(paths, "SEED", seed)
        estimates.append(paths.betweenness(network))
    assert np.mean(estimates, axis=0) == pytest.approx(truth, abs=0.02)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """Any small weighted network, of one side or of two, in one part or several."""
    size = draw(st.integers(2, 12))
    sides = draw(st.none() | st.lists(st.integers(0, 1), min_size=size, max_size=size))
    graph = nx.Graph()
    for n in range(size):
        graph.add_node(f"n{n:02}", **({} if sides is None else {"bipartite": sides[n]}))
    for a, b in draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=30)):
        if a != b and (sides is None or sides[a] != sides[b]):
            graph.add_edge(f"n{a:02}", f"n{b:02}", weight=draw(st.integers(1, 5)))
    return graph


@given(graphs())
def test_betweenness_and_closeness_are_networkx_own(graph: nx.Graph) -> None:
    """Batches of one too, so that what is carried from batch to batch is held as well."""
    network = Numbered(graph)
    raw = nx.betweenness_centrality(graph, normalized=False)
    parts = {node: graph.subgraph(part) for part in nx.connected_components(graph) for node in part}
    near = {node: nx.closeness_centrality(graph)[node] for node in graph}
    if left := network.left:
        here, there = len(left), len(graph) - len(left)
        most = {node: paths.most_between(*((here, there) if node in left else (there, here))) for node in graph}
        for node, part in parts.items():
            if len(part) > 1:
                raw_near = nx.bipartite.closeness_centrality(part, left & set(part), normalized=False)[node]
                near[node] = raw_near * (len(part) - 1) / (len(graph) - 1)
    else:
        most = dict.fromkeys(graph, (len(graph) - 1) * (len(graph) - 2) / 2)
    between = {node: min(value / most[node], 1) if most[node] else 0 for node, value in raw.items()}
    with pytest.MonkeyPatch.context() as patched:
        for batch in (1, 128):
            patched.setattr(paths, "BATCH", batch)
            assert paths.betweenness(network).tolist() == pytest.approx([between[n] for n in network.nodes], abs=1e-9)
            assert paths.closeness(network).tolist() == pytest.approx([near[n] for n in network.nodes], abs=1e-9)


@given(graphs())
def test_sparse_and_dense_vectors_are_the_same(graph: nx.Graph) -> None:
    network = Numbered(graph)
    dense = [score(network) for score in (spectral.eigenvector, spectral.hub, spectral.authority)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(spectral, "DENSE_UP_TO", 3)  # ARPACK needs more rows than vectors
        sparse = [score(network) for score in (spectral.eigenvector, spectral.hub, spectral.authority)]
    for one, other in zip(dense, sparse, strict=True):
        assert one.tolist() == pytest.approx(other.tolist(), abs=1e-7)


@pytest.mark.parametrize(
    "graph",
    [nx.path_graph(700), nx.complete_graph(400), nx.barbell_graph(250, 3), nx.random_regular_graph(4, 600, seed=1)],
    ids=["path", "complete", "barbell", "regular"],
)
def test_networks_on_which_iterations_stall_have_a_vector_still(graph: nx.Graph) -> None:
    matrix = Numbered(nx.relabel_nodes(graph, lambda n: f"{n:04}")).weights
    vector = spectral.leading(matrix)
    highest = vector @ (matrix @ vector)
    assert vector.min() >= 0
    assert np.abs(matrix @ vector - highest * vector).max() < 1e-9
    assert highest == pytest.approx(np.linalg.eigvalsh(matrix.toarray())[-1], abs=1e-9)


def test_lines_that_weigh_nothing_do_no_harm() -> None:
    """A review without a known partnership leaves lines of 0 partnerships."""
    rows = [replace(row, partnership=None) for row in read_occurrences(store())]
    for name in NETWORKS:
        frame = centrality(build_network(name, rows))
        assert all(math.isfinite(value) for measure in frame.columns[3:] for value in frame[measure])


def test_newmans_weight_adds_up_to_the_reviews_that_are_shared() -> None:
    """Newman (2001), equation 3: each review that names another as well adds 1."""
    rows = read_occurrences(store())
    frame = centrality(build_network("agency-agency", rows, weight="newman"), ["weighted-degree"])
    graph = build_network("review-agency", rows)
    expected = {node: sum(graph.degree(review) > 1 for review in graph[node]) for node in frame["node"]}
    assert dict(zip(frame["node"], frame["weighted-degree"], strict=True)) == pytest.approx(expected, abs=1e-5)


KNOWN = measures(csv.DictReader((folder("ontology") / "measures.csv").read_text(encoding="utf-8").splitlines()))


def test_the_reading_says_who_comes_first_on_each_side_and_that_it_is_no_judgement() -> None:
    network = Measured(build_network("agency-theme", read_occurrences(store())))
    about, first, groups = reading(network, centrality(network), KNOWN)
    assert about.startswith("Agencies and themes: 6 nodes, 5 lines. A line joins")
    assert "distinct partnerships" in about
    assert "among agencies Anytown Police, Old Trust (2); among themes Sharing information (3)" in first
    assert "no judgement" in first
    assert groups.startswith("There are") or "one group" in groups


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(["a", "b"])], ids=["nothing", "no lines"])
def test_the_reading_of_a_network_without_lines_says_so(graph: nx.Graph) -> None:
    (said,) = reading(Measured(graph), centrality(graph), KNOWN)
    assert said.endswith("no line between them, so none comes first.")


def test_igraph_finds_the_same_where_it_is_installed() -> None:
    igraph = pytest.importorskip("igraph")
    rival = igraph.Graph.from_networkx(KARATE)
    names, pairs = rival.vs["_nx_name"], (len(KARATE) - 1) * (len(KARATE) - 2) / 2
    between = dict(zip(names, (value / pairs for value in rival.betweenness()), strict=True))
    assert column(KARATE, "betweenness") == pytest.approx(between, abs=1e-6)
    assert column(KARATE, "closeness") == pytest.approx(dict(zip(names, rival.closeness(), strict=True)), abs=1e-6)
    largest = dict(zip(names, rival.evcent(weights="weight"), strict=True))  # igraph scales to 1, we to unit length
    ours = column(KARATE, "eigenvector")
    assert {node: value / max(ours.values()) for node, value in ours.items()} == pytest.approx(largest, abs=1e-4)
