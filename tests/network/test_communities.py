"""Groups: against NetworkX, by brute force, and honest where there are none."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_louvain import louvain as plain

from dhrgraph.network.centrality import disjoint
from dhrgraph.network.centrality.communities import communities, overlap, rand_index
from dhrgraph.network.centrality.louvain import louvain, modularity
from dhrgraph.network.centrality.numbered import Numbered

CLIQUES = nx.relabel_nodes(nx.barbell_graph(6, 0), lambda n: f"n{n:02}")
KARATE = nx.relabel_nodes(nx.karate_club_graph(), lambda n: f"n{n:02}")
PARTITION = st.lists(st.integers(0, 3), min_size=1, max_size=8)


def sets(network: Numbered, group: np.ndarray) -> list[set[str]]:
    return [{network.nodes[n] for n in np.flatnonzero(group == number)} for number in sorted(set(group.tolist()))]


def test_two_cliques_are_two_groups_every_time() -> None:
    found = communities(Numbered(CLIQUES))
    assert found.group.tolist() == [1] * 6 + [2] * 6
    assert found.stability.tolist() == [1.0] * 12
    assert found.agreement == 1.0
    assert "they are stable" in found.sentence()


def test_two_sided_blocks_are_found_and_each_holds_both_sides() -> None:
    graph = nx.Graph()
    for block in "ab":
        graph.add_nodes_from((f"{block}{n}" for n in range(4)), bipartite=0)
        graph.add_nodes_from((f"t{block}{n}" for n in range(3)), bipartite=1)
        graph.add_edges_from((f"{block}{n}", f"t{block}{m}") for n in range(4) for m in range(3))
    graph.add_edge("a0", "tb0")
    network = Numbered(graph)
    found = communities(network)
    assert sets(network, found.group) == [{n for n in graph if block in n} for block in "ab"]
    assert set(found.stability.tolist()) == {1.0}


def test_modularity_is_networkx_own_on_one_side_and_barbers_on_two() -> None:
    network = Numbered(KARATE)
    group = communities(network).group
    expected = nx.community.modularity(KARATE, sets(network, group), weight="weight")
    assert modularity(network.weights, network.on_left, group) == pytest.approx(expected)
    pair = nx.Graph([("a", "x"), ("b", "y")])
    nx.set_node_attributes(pair, {"a": 0, "b": 0, "x": 1, "y": 1}, "bipartite")
    two = Numbered(pair)
    # 2 lines, both within; each group has 1 of 2 on the left and 1 of 2 on the right: 1 - 2 x 1/4
    assert modularity(two.weights, two.on_left, np.array([0, 1, 0, 1])) == pytest.approx(0.5)


@pytest.mark.parametrize("graph", [KARATE, CLIQUES, nx.relabel_nodes(nx.les_miserables_graph(), str)])
def test_groups_are_as_good_as_those_of_networkx(graph: nx.Graph) -> None:
    network = Numbered(graph)
    theirs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(10)]
    middling = np.median([nx.community.modularity(graph, groups) for groups in theirs])
    assert communities(network).modularity >= middling - 0.005


@given(st.integers(0, 50), st.booleans())
def test_no_single_move_gains(seed: int, sided: bool) -> None:
    """What Louvain promises of its last level: joining two groups, or leaving for a neighbour's, raises nothing."""
    graph = nx.relabel_nodes(nx.gnm_random_graph(12, 20, seed=seed), lambda n: f"n{n:02}")
    if sided:
        graph = nx.bipartite.gnmk_random_graph(6, 6, 15, seed=seed)
        graph = nx.relabel_nodes(graph, lambda n: f"n{n:02}")
    network = Numbered(graph)
    (group,) = louvain(network.weights, network.on_left, [seed])
    best = modularity(network.weights, network.on_left, group)
    for a, b in combinations(sorted(set(group.tolist())), 2):
        joined = np.where(group == b, a, group)
        assert modularity(network.weights, network.on_left, joined) <= best + 1e-9


@given(st.integers(0, 1_000), st.sampled_from([1, 3, 8]), st.booleans(), st.booleans(), st.sampled_from([0, 1 << 22]))
def test_runs_side_by_side_are_those_one_after_another(
    seed: int, many: int, sided: bool, fractions: bool, room: int
) -> None:
    """Ties, nodes that are left alone and runs that end early among them; sums sorted, and where there is room."""
    graph = nx.bipartite.gnmk_random_graph(7, 9, 30, seed=seed) if sided else nx.gnm_random_graph(16, 30, seed=seed)
    graph = nx.relabel_nodes(graph, lambda n: f"n{n:02}")
    weigh = np.random.default_rng(seed)
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = round(weigh.random() + 0.01, 6) if fractions else int(weigh.integers(1, 4))
    network, seeds = Numbered(graph), range(seed, seed + many)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disjoint, "_ROOM", room)
        found = louvain(network.weights, network.on_left, seeds)
    expected = plain(network.weights, network.on_left, seeds)
    assert [group.tolist() for group in found] == [group.tolist() for group in expected]


def test_a_network_without_structure_is_said_to_be_unstable() -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(80, 400, seed=3), lambda n: f"n{n:02}")
    found = communities(Numbered(graph))
    assert found.agreement < 0.5
    assert found.sentence().startswith("The groups are not stable")
    assert found.stability.max() < 1


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (nx.Graph(), "no groups"),
        (nx.empty_graph(["a", "b"]), "no groups"),
        (nx.Graph([("a", "b")]), "one group"),
        (nx.Graph([("a", "a")]), "no groups"),
        (nx.Graph([("a", "b"), ("c", "d")]), "2 groups of two or more, and they are stable"),
    ],
    ids=["nothing", "no lines", "pair", "loop", "two pairs"],
)
def test_small_networks(graph: nx.Graph, said: str) -> None:
    found = communities(Numbered(graph))
    assert said in found.sentence()
    assert found.stability.tolist() == [1.0] * len(graph)
    assert found.agreement == 1.0


@given(PARTITION, st.randoms())
def test_rand_index_agrees_with_counting_pairs(labels: list[int], chance: object) -> None:
    other = [label // 2 for label in labels]
    chance.shuffle(other)  # type: ignore[attr-defined]
    pairs = list(combinations(range(len(labels)), 2))
    both = sum(labels[a] == labels[b] and other[a] == other[b] for a, b in pairs)
    one, two = (sum(x[a] == x[b] for a, b in pairs) for x in (labels, other))
    by_chance = one * two / len(pairs) if pairs else 0
    most = (one + two) / 2
    expected = 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)
    assert rand_index(np.array(labels), np.array(other)) == pytest.approx(expected)


@given(PARTITION)
def test_overlap_agrees_with_sets(labels: list[int]) -> None:
    other = [label // 2 for label in labels]
    expected = []
    for node in range(len(labels)):
        here = {n for n, label in enumerate(labels) if label == labels[node]}
        there = {n for n, label in enumerate(other) if label == other[node]}
        expected.append(len(here & there) / len(here | there))
    assert overlap(np.array(labels), np.array(other)).tolist() == pytest.approx(expected)
