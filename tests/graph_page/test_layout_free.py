"""Free layouts: no two labels meet, joined nodes stand near each other, and a review more moves little."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from math import dist, hypot

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_views import communities, free_views, view_of
from made_library import made_library

from dhrgraph.graph_page.layout.free import BOX, CELL, FEW, HIGH, WIDE
from dhrgraph.graph_page.layout.place import place
from dhrgraph.graph_page.records import Node, View
from dhrgraph.network.networks.named import build_network
from dhrgraph.network.occurrences import Occurrence

Spots = Mapping[str, tuple[float, float]]


def spots(view: View) -> dict[str, tuple[float, float]]:
    return {iri: (spot.x, spot.y) for iri, spot in place(view).places.items()}


def meeting(found: Spots) -> list[tuple[str, str]]:
    """Pairs whose boxes meet."""
    by_cell: dict[tuple[int, int], list[str]] = {}
    for iri, (x, y) in found.items():
        by_cell.setdefault((int(x // BOX[0]), int(y // BOX[1])), []).append(iri)

    def near(iri: str) -> Iterator[str]:
        column, row = (int(value // side) for value, side in zip(found[iri], BOX, strict=True))
        for right, down in product((-1, 0, 1), repeat=2):
            yield from by_cell.get((column + right, row + down), [])

    return [(a, b) for a in found for b in near(a) if a < b and apart(found[a], found[b])]


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < BOX[0] and abs(one[1] - other[1]) < BOX[1]


def network_view(name: str, occurrences: Iterable[Occurrence]) -> View:
    """A network of one side, with nothing but its nodes and lines."""
    graph = build_network(name, occurrences)
    return view_of([Node(iri, iri, "theme") for iri in sorted(graph)], [*graph.edges])


@given(free_views())
def test_every_node_has_a_place_of_its_own(view: View) -> None:
    found = spots(view)
    assert [*found] == [node.id for node in view.nodes]
    assert all(value == int(value) for spot in found.values() for value in spot)
    assert not [pair for pair in combinations(found, 2) if apart(found[pair[0]], found[pair[1]])]


@given(free_views())
def test_the_middle_is_0(view: View) -> None:
    for values in zip(*spots(view).values(), strict=True):
        assert abs(min(values) + max(values)) <= 1


@given(free_views())
def test_the_order_and_direction_of_lines_make_no_difference(view: View) -> None:
    turned = [replace(line, source=line.target, target=line.source) for line in reversed(view.lines)]
    assert place(replace(view, lines=(*turned, *view.lines[:3]))) == place(view)


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1), st.integers(0, 4))
def test_fixed_places_keep_their_grid_and_others_stand_below(cells: set[tuple[int, int]], loose: int) -> None:
    fixed = [Node(f"urn:{cell}", "Class", "class", at=cell) for cell in sorted(cells)]
    others = [Node(f"urn:{n}", "Loose", "class") for n in range(loose)]
    view = view_of([*others, *fixed], [(a.id, b.id) for a, b in combinations([*fixed, *others], 2)])
    found = spots(view)
    for a, b in combinations(fixed, 2):
        assert a.at is not None
        assert b.at is not None
        (ax, ay), (bx, by) = found[a.id], found[b.id]
        across, down = (b.at[0] - a.at[0]) * CELL[0], (b.at[1] - a.at[1]) * CELL[1]
        assert (bx - ax, by - ay) == pytest.approx((across, down), abs=1)
    lowest = max(found[node.id][1] for node in fixed)
    assert all(found[node.id][1] > lowest for node in others)
    assert not meeting(found)


@pytest.mark.parametrize("nodes", [50, FEW, FEW + 1, 5_000])
def test_no_labels_meet_however_many_there_are(nodes: int) -> None:
    assert not meeting(spots(communities(nodes, 12)))


@pytest.mark.parametrize("nodes", [10, 30, 50])
def test_fifty_fit_on_the_page_at_full_size(nodes: int) -> None:
    xs, ys = zip(*spots(communities(nodes, 9)).values(), strict=True)
    assert max(xs) - min(xs) + BOX[0] <= WIDE + 1
    assert max(ys) - min(ys) + BOX[1] <= HIGH * 1.1


@pytest.mark.parametrize("nodes", [60, 300, 2_000])
def test_communities_stand_together(nodes: int) -> None:
    view = communities(nodes, 12)
    found = spots(view)
    whole = hypot(*(max(values) - min(values) for values in zip(*found.values(), strict=True)))
    inside = [line for line in view.lines if int(line.source[4:]) // 12 == int(line.target[4:]) // 12]
    mean = sum(dist(found[line.source], found[line.target]) for line in inside) / len(inside)
    by_chance = 0.37 * whole  # the mean distance of two points of a square
    assert mean < 0.6 * by_chance


@pytest.mark.parametrize(("name", "bound"), [("theme-theme", 0.11), ("agency-agency", 0.07)])
def test_a_review_more_moves_little(name: str, bound: float) -> None:
    """Of the picture's diagonal, on the mean of all names; a seeded spring layout moves them several times as far."""
    library = made_library(20, 1)
    reviews = sorted({row.review.id for row in library})[::5]
    before = [network_view(name, [row for row in library if row.review.id != left_out]) for left_out in reviews]
    after = network_view(name, library)
    ours = [moved(spots(view), spots(after)) for view in before]
    by_spring = [moved(spring(view), spring(after)) for view in before]
    assert max(ours) < bound
    assert sum(ours) < sum(by_spring) / 2


def spring(view: View) -> Spots:
    graph: nx.Graph[str] = nx.Graph([(line.source, line.target) for line in view.lines])
    graph.add_nodes_from(node.id for node in view.nodes)
    return {iri: (float(x), float(y)) for iri, (x, y) in nx.spring_layout(graph, seed=1).items()}


def moved(before: Spots, after: Spots) -> float:
    """The mean way of those in both, both pictures centred, as a share of the second's diagonal."""
    centre, whole = middle_of(after.values())
    centre_before, _ = middle_of(before.values())
    ways = [
        hypot(*(a - m - (b - n) for a, b, m, n in zip(after[iri], spot, centre, centre_before, strict=True)))
        for iri, spot in before.items()
    ]
    return sum(ways) / len(ways) / whole


def middle_of(found: Iterable[tuple[float, float]]) -> tuple[tuple[float, ...], float]:
    """The middle of the picture, and its diagonal."""
    sides = [(min(values), max(values)) for values in zip(*found, strict=True)]
    return tuple((low + high) / 2 for low, high in sides), hypot(*(high - low for low, high in sides))


def test_same_places_whatever_the_hash_seed() -> None:
    code = (
        "from layout_views import communities; from dhrgraph.graph_page.layout.place import place;"
        "print([place(communities(n, 12)) for n in (60, 500)])"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    changed = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.run([sys.executable, "-c", code], env=changed, capture_output=True, check=True)
    assert other.stdout.decode().strip() == str([place(communities(n, 12)) for n in (60, 500)])


def test_twenty_thousand_need_little_memory() -> None:
    view = communities(20_000, 12)
    tracemalloc.start()
    try:
        place(view)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 200e6, "an n x n matrix would take 3.2 GB"
