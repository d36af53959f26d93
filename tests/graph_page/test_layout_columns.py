"""Columns: the order is the one given, nothing overlaps, headings stand above their groups, lines are short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_views import column_views, view_of
from scipy.optimize import nnls

from dhrgraph.graph_page.layout.place import place
from dhrgraph.graph_page.layout.rows import ABOVE
from dhrgraph.graph_page.records import Node, Placed, View

SHAPE, LINE = 12, 16  # px: half of a shape, and a line of type


def columns_of(view: View) -> Iterator[tuple[int, list[Node]]]:
    """The nodes of each column that has some, in the order given."""
    for column in sorted({node.column for node in view.nodes}):
        yield column, [node for node in view.nodes if node.column == column]


def extents(placed: Placed, column: int, nodes: list[Node]) -> list[tuple[float, float]]:
    """What the rows of a column take up from top to bottom, labels of two lines at the most, in the order of the page."""
    across = 38 if placed.places[nodes[0].id].side else 22
    found = []
    for heading in placed.headings:
        if heading.column == column:
            half = min(4, -(-len(heading.text) // across)) * LINE / 2
            found.append((heading.y - half, heading.y + half))
    for node in nodes:
        y, side = placed.places[node.id].y, placed.places[node.id].side
        if node.kind == "recommendation" and not side:
            found.append((y - 8, y + 8))
            continue
        lines = 2 if len(node.label) > (38 if side else 22) else 1
        half = max(SHAPE, lines * LINE / 2)
        found.append((y - half, y + half) if side else (y - SHAPE, y + SHAPE + lines * LINE))
    return sorted(found)


@given(column_views())
def test_each_node_has_a_place_in_its_column(view: View) -> None:
    placed = place(view)
    assert [*placed.places] == [node.id for node in view.nodes]
    assert [spot.x for spot in placed.places.values()] == [node.column for node in view.nodes]
    last = len(view.columns) - 1
    for spot in placed.places.values():
        assert spot.side == (1 if spot.x == last else -1 if spot.x == 0 else 0)
        assert spot.y == int(spot.y)


@given(column_views())
def test_the_order_is_the_one_given_and_nothing_overlaps(view: View) -> None:
    placed = place(view)
    for column, nodes in columns_of(view):
        ys = [placed.places[node.id].y for node in nodes]
        assert ys == sorted(ys)
        assert all(above < below for (_, above), (below, _) in pairwise(extents(placed, column, nodes)))


@given(column_views())
def test_headings_stand_right_above_their_groups(view: View) -> None:
    placed = place(view)
    for column, nodes in columns_of(view):
        groups = [(name, [placed.places[node.id].y for node in members]) for name, members in grouped(nodes)]
        headings = [heading for heading in placed.headings if heading.column == column]
        assert [heading.text for heading in headings] == [name for name, _ in groups if name]
        for heading, ys in zip(headings, (ys for name, ys in groups if name), strict=True):
            assert 20 <= ys[0] - heading.y <= 60
        for (_, before), (name, after) in pairwise(groups):
            assert after[0] - before[-1] >= ABOVE + 20, f"{name!r} is told apart from what is above it"


def grouped(nodes: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    return ((name, [*members]) for name, members in groupby(nodes, key=lambda node: node.group))


@given(column_views())
def test_no_column_is_higher_than_the_longest_at_its_tightest(view: View) -> None:
    placed = place(view)
    tightest = 0.0
    for column, nodes in columns_of(view):
        alone = place(view_of([replace(node, column=0) for node in nodes], [], 1))
        if 0 < column < len(view.columns) - 1:  # labels below: as the middle one of three
            alone = place(view_of([replace(node, column=1) for node in nodes], [], 3))
        tightest = max(tightest, height(alone))
    assert height(placed) <= tightest + 1


def height(placed: Placed) -> float:
    """From the first row to the last node."""
    ys = [spot.y for spot in placed.places.values()] + [heading.y for heading in placed.headings]
    return max(ys) - min(ys) if ys else 0


@given(column_views())
def test_the_order_and_direction_of_lines_make_no_difference(view: View) -> None:
    lines = [replace(line, source=line.target, target=line.source) for line in reversed(view.lines)]
    assert place(replace(view, lines=(*lines, *view.lines[:2]))) == place(view)


@given(column_views(most=2))
def test_in_two_columns_a_new_line_moves_nothing(view: View) -> None:
    assert place(replace(view, lines=())) == place(view)


@given(st.lists(st.lists(st.integers(0, 14), max_size=6), min_size=1, max_size=8))
def test_in_three_columns_lines_are_as_short_as_the_order_lets_them(joined: list[list[int]]) -> None:
    """Held against another way to the same answer: non-negative least squares over the gaps between the rows.

    Lines to the upper half only, so that the height, which that way does not know, never matters.
    """
    left = [Node(f"urn:left-{n}", "Left", "review") for n in range(30)]
    middle = [Node(f"urn:middle-{n}", "Middle", "theme", column=1) for n in range(len(joined))]
    pairs = [(f"urn:left-{n}", node.id) for node, around in zip(middle, joined, strict=True) for n in around]
    placed = place(view_of([*left, *middle], pairs, 3))
    bare = place(view_of(middle, [], 3))
    tight = np.array([bare.places[node.id].y - bare.places[middle[0].id].y for node in middle])
    drawn = [n for n, around in enumerate(joined) if around]
    top = placed.places[left[0].id].y
    means = np.array([np.mean([placed.places[f"urn:left-{m}"].y for m in set(joined[n])]) for n in drawn])
    weights = np.sqrt([len(set(joined[n])) for n in drawn])
    found = np.array([placed.places[middle[n].id].y for n in drawn])
    if not drawn:
        return
    gaps = np.tril(np.ones((len(middle), len(middle))))[drawn]
    _, least = nnls(gaps * weights[:, None], (means - top - tight[drawn]) * weights)
    assert np.linalg.norm((found - means) * weights) <= least + 3 * np.linalg.norm(weights)  # px lost to whole numbers


def test_columns_of_equal_rows_stand_opposite_each_other() -> None:
    nodes = [Node(f"urn:{side}{n}", "A", "theme", group="G", column=side) for side in (0, 1) for n in range(5)]
    places = place(view_of(nodes, [], 2)).places
    assert [places[f"urn:0{n}"].y for n in range(5)] == [places[f"urn:1{n}"].y for n in range(5)]


def test_a_column_of_few_is_spread_over_the_height_of_the_other() -> None:
    few = [Node(f"urn:few{n}", "A", "partnership") for n in range(4)]
    many = [Node(f"urn:many{n}", "A", "theme", column=1) for n in range(40)]
    places = place(view_of([*few, *many], [], 2)).places
    ys, whole = [places[node.id].y for node in few], places["urn:many39"].y - places["urn:many0"].y
    gaps = [b - a for a, b in pairwise(ys)]
    assert max(gaps) - min(gaps) <= 1
    assert 0.7 * whole < ys[-1] - ys[0] < whole
    assert ys[0] + ys[-1] == pytest.approx(0, abs=1), "as much room above as below"


def test_a_group_named_twice_keeps_the_order_given() -> None:
    nodes = [Node(f"urn:{n}", "A", "theme", group=group) for n, group in enumerate(("G", "H", "G"))]
    placed = place(view_of(nodes, [], 1))
    assert [heading.text for heading in placed.headings] == ["G", "H", "G"]
    assert [spot.side for spot in placed.places.values()] == [1, 1, 1]


def test_nothing_and_one() -> None:
    assert place(view_of([], [], 2)) == Placed({})
    assert place(view_of([Node("urn:a", "A", "theme")], [("urn:a", "urn:a")], 1)).places["urn:a"].y == 0
