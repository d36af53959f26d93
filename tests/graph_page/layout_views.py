"""Made views for the tests of the layout: strategies and one with communities."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import count

from hypothesis import strategies as st

from dhrgraph.graph_page.records import Line, Node, View

LABELS = st.sampled_from(
    ["A", "", "Information sharing between agencies", "x" * 10_000, "دعم", "A b c d e f g h i j k l m n"]
)
KINDS = st.sampled_from(["theme", "recommendation"])
GROUPS = ("", "Health", "A group that has a name of several lines in any column there can be", "Police")


def view_of(nodes: Sequence[Node], pairs: Sequence[tuple[str, str]], columns: int = 0) -> View:
    """A view with nothing to say: in so many columns, or free."""
    titles = tuple(f"Column {n}" for n in range(columns))
    lines = tuple(Line(a, b) for a, b in pairs)
    return View("made", "Made", "", "", "columns" if columns else "free", tuple(nodes), lines, titles)


@st.composite
def column_views(draw: st.DrawFn, least: int = 1, most: int = 4) -> View:
    """Columns with groups of some nodes each, some columns empty; lines of any kind, even to nobody or to oneself."""
    columns, number = draw(st.integers(least, most)), count()
    nodes = [
        Node(f"urn:{next(number)}", draw(LABELS), draw(KINDS), group=group, column=column)
        for column in range(columns)
        for group in GROUPS
        for _ in range(draw(st.integers(0, 4)))
    ]
    return view_of(nodes, draw(pairs_of(nodes)), columns)


@st.composite
def free_views(draw: st.DrawFn, most: int = 30) -> View:
    """Nodes at large, joined anyhow: not at all, in parts, all with all, to oneself, twice."""
    nodes = [Node(f"urn:{n}", draw(LABELS), "agency") for n in range(draw(st.integers(0, most)))]
    return view_of(nodes, draw(pairs_of(nodes)))


def pairs_of(nodes: Sequence[Node]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Pairs of ends of lines."""
    ends = st.sampled_from([*(node.id for node in nodes), "urn:nobody"])
    return st.lists(st.tuples(ends, ends), max_size=60)


def communities(nodes: int, size: int) -> View:
    """Nodes in communities of `size` of which two each have a line in one of two cases, and some lines between them."""
    chance = random.Random(f"communities {nodes}")
    inside = [
        (f"urn:{a}", f"urn:{b}")
        for a in range(nodes)
        for b in range(a + 1, min(nodes, (a // size + 1) * size))
        if chance.random() < 0.5
    ]
    across = [(f"urn:{chance.randrange(nodes)}", f"urn:{chance.randrange(nodes)}") for _ in range(nodes // 4)]
    return view_of([Node(f"urn:{n}", f"Name {n}", "agency") for n in range(nodes)], [*inside, *across])
