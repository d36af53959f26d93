"""A view in the keeping of pyvis, the project's builder of network pages.

    View, Placed  ->  held  ->  pyvis Network

Nodes are numbered from 0 in the view's order, so that lines can name them in few letters; the IRI goes with them. What
is empty or 0 is left out: the page's script puts it back (templates/js/data.js).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TypeAlias

from pyvis.network import Network

from dhrgraph.graph_page.kinds import kind_of
from dhrgraph.graph_page.records import Line, Node, Place, Placed, View

Row: TypeAlias = dict[str, object]

# vis-network is still, and does nothing that only a mouse could do; the page's script draws
OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "hover": False, "selectable": False, "keyboard": False},
    "edges": {"smooth": False},
}


def held(view: View, placed: Placed) -> Network:
    """The nodes and lines of `view`, each node where `placed` puts it. Lines to nodes that are not there are left out.

    Example:
        >>> from dhrgraph.graph_page.layout.place import place
        >>> nodes = (Node("urn:a", "A", "agency"), Node("urn:t", "T", "theme", column=1))
        >>> view = View("v", "V", "", "", "columns", nodes, (Line("urn:a", "urn:t"), Line("urn:a", "urn:gone")))
        >>> net = held(view, place(view))
        >>> [node["iri"] for node in net.nodes], [(edge["from"], edge["to"]) for edge in net.edges]
        (['urn:a', 'urn:t'], [(0, 1)])
    """
    net = Network(directed=True, cdn_resources="in_line")  # directed: else each edge is compared with all before
    number = {node.id: n for n, node in enumerate(view.nodes)}
    for node in view.nodes:
        look = kind_of(node.kind)
        row = _node(node, placed.places[node.id])
        net.add_node(number[node.id], label=node.label.strip() or "–", shape=look.shape, color=look.colour, **row)
    for line in view.lines:
        if line.source in number and line.target in number:
            net.add_edge(number[line.source], number[line.target], arrows="", **_line(line))
    net.set_options(json.dumps(OPTIONS))
    return net


def full(row: Mapping[str, object]) -> Row:
    """`row` without what is empty or 0.

    Example:
        >>> full({"a": "", "b": 0, "c": [], "d": 2})
        {'d': 2}
    """
    return {key: value for key, value in row.items() if value}


def short(value: float) -> int | float:
    """A number in as few digits as tell it apart; anything that is none counts as 0.

    Example:
        >>> short(2.0), short(0.123456), short(float("nan"))
        (2, 0.1235, 0)
    """
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _node(node: Node, place: Place) -> Row:
    return full(
        {
            **{key: short(value) for key, value in node.measures.items()},
            "iri": node.id,
            "kind": node.kind,
            "type": node.type,
            "group": node.group,
            "column": node.column,
            "x": 0 if place.x == node.column else short(place.x),
            "y": short(round(place.y, 1)),
            "side": place.side,
            "about": node.about,
            "facts": [list(fact) for fact in node.facts],
            "statements": list(node.statements),
            "reviews": list(node.reviews),
        }
    )


def _line(line: Line) -> Row:
    return full({"label": line.label, "statements": list(line.statements), "reviews": list(line.reviews)})
