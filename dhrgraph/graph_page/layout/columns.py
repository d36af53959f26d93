"""Nodes in columns, each in a row of its own, under the headings of their groups.

    View  ->  in_columns  ->  Placed

The order given is never changed: it says where to look for a thing, and stays when a review is added. The longest
column is drawn at its tightest. In two columns the other is spread over the same height. In more, each node stands
as near to those it is joined to as the order lets it: the sum of squared heights of its lines is the least possible,
found by isotonic regression (pool adjacent violators). Reading begins on the left: there a node whose neighbours are
its alone, such as a review with its recommendations, stands beside the first of them. And the last column is drawn but
half of the way, so that it does not crowd in mid-height.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from scipy.optimize import isotonic_regression

from dhrgraph.graph_page.layout.rows import Rows, rows_of
from dhrgraph.graph_page.records import Heading, Place, Placed, Side, View

ROUNDS = 12  # of moving the columns one after the other; a fixed number keeps it the same everywhere
LOOSE = 0.01  # of a line: how strongly a node without any is held where an even spread would put it


def in_columns(view: View) -> Placed:
    """The rows of all columns, whole px, the tallest column centred on 0."""
    last = max([len(view.columns) - 1, *(node.column for node in view.nodes)], default=0)
    columns = [rows_of([n for n in view.nodes if n.column == c], _side(c, last)) for c in range(last + 1)]
    height = max((rows.height for rows in columns), default=0)
    top = -(height // 2)
    ys = {node.id: y + top for rows in columns for node, y in zip(rows.nodes, _spread(rows, height), strict=True)}
    if len(columns) > 2:
        ys = _drawn_together(columns, ys, _joined(view), top, height)
    places = {node.id: Place(node.column, ys[node.id], _side(node.column, last)) for node in view.nodes}
    return Placed(places, tuple(_headings(columns, ys)))


def _side(column: int, last: int) -> Side:
    """Outer labels stand outside, where there is room; the only column is read like a list."""
    if column == last:
        return 1
    return -1 if column == 0 else 0


def _headings(columns: Sequence[Rows], ys: Mapping[str, int]) -> Iterator[Heading]:
    for column, rows in enumerate(columns):
        for first, below in ((rows.nodes[n], below) for n, below in rows.heads):
            yield Heading(column, ys[first.id] - below, first.group)


def _spread(rows: Rows, height: int) -> list[int]:
    """Px from the top, the room to spare shared out among the gaps, more of it between groups."""
    if not rows.nodes:
        return []
    share = (height - rows.height) / sum(rows.gaps)
    return [at + round(share * before) for at, before in zip(rows.at, accumulate(rows.gaps[:-1]), strict=True)]


def _joined(view: View) -> Mapping[str, Sequence[str]]:
    """Whom each node has lines to, in order, whatever the order of the lines."""
    known = {node.id for node in view.nodes}
    around: dict[str, set[str]] = {iri: set() for iri in known}
    for line in view.lines:
        if line.source != line.target and {line.source, line.target} <= known:
            around[line.source].add(line.target)
            around[line.target].add(line.source)
    return {iri: sorted(others) for iri, others in around.items()}


def _drawn_together(
    columns: Sequence[Rows], even: Mapping[str, int], joined: Mapping[str, Sequence[str]], top: int, height: int
) -> dict[str, int]:
    """Every column but the tallest moved towards its neighbours, those next to the tallest first."""
    tallest = max(range(len(columns)), key=lambda c: (columns[c].height, -c))
    order = sorted((c for c, rows in enumerate(columns) if rows.nodes and c != tallest), key=lambda c: abs(c - tallest))
    ys = {node.id: even[node.id] for node in columns[tallest].nodes}
    alone = _alone(columns[0], joined)
    for _ in range(ROUNDS):
        for rows in (columns[c] for c in order):
            known = [[ys[other] for other in joined[node.id] if other in ys] for node in rows.nodes]
            share = 0.5 if rows is columns[-1] else 1
            wanted = [
                share * (min(around) if node.id in alone else sum(around) / len(around)) + (1 - share) * even[node.id]
                if around
                else even[node.id]
                for node, around in zip(rows.nodes, known, strict=True)
            ]
            found = _in_order(rows, wanted, [len(around) or LOOSE for around in known], top, height)
            ys.update(zip((node.id for node in rows.nodes), found, strict=True))
    return {**even, **ys}


def _alone(rows: Rows, joined: Mapping[str, Sequence[str]]) -> set[str]:
    """The nodes of a column that share no neighbour with another of it."""
    of = Counter(other for node in rows.nodes for other in joined[node.id])
    return {node.id for node in rows.nodes if all(of[other] == 1 for other in joined[node.id])}


def _in_order(rows: Rows, wanted: Sequence[float], weights: Sequence[float], top: int, height: int) -> list[int]:
    """The places nearest to those wanted that keep the order, the least distances and the height.

    Less its place at the tightest, a node's place may not fall from one row to the next: what is left is a regression.
    """
    slack = [y - at for y, at in zip(wanted, rows.at, strict=True)]
    rising = isotonic_regression(slack, weights=weights).x.tolist()
    room = height - rows.height
    return [round(min(max(y, top), top + room)) + at for y, at in zip(rising, rows.at, strict=True)]
