"""What a graph page holds: nodes and edges as plain data, their kinds, and what they can be sized by.

    networkx.Graph, measures  ->  sizes_of, nodes_of, edges_of  ->  rows for the picture and the tables

Nothing a network can hold makes the page fail: labels are cut to a length that fits, numbers that are none
count as 0, kinds nobody foresaw are drawn as "Other".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import networkx as nx

COUNTS = ("partnerships", "reviews", "recommendations")
SHORT = 160  # characters of a label outside the details panel

Row: TypeAlias = dict[str, object]


class SizeMeasure(Protocol):
    """A measure that nodes can be sized by: `dhrgraph.network.centrality.measures.Measure` is one."""

    @property
    def measure(self) -> str:
        """The node attribute that holds it."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def sentence(self) -> str:
        """What it says, in one plain sentence."""


@dataclass(frozen=True, slots=True)
class Size:
    """A choice in the list "Larger shape means more"; also a column of the table of names."""

    key: str
    title: str
    sentence: str


_COUNTED = (
    Size("partnerships", "Partnerships", "How many partnerships have it in their reviews."),
    Size("reviews", "Reviews", "How many reviews have it."),
    Size("recommendations", "Recommendations", "How many recommendations have it."),
    Size("links", "Links", "How many others it is joined to here."),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of node is named and drawn. Shape and colour always go together: neither speaks alone."""

    one: str
    several: str
    shape: str
    colour: str


# The Analysis Function's categorical colours without its grey: 3:1 on white; every shape has a dark outline.
KINDS: Mapping[str, Kind] = {
    "review": Kind("Review", "Reviews", "square", "#12436D"),
    "partnership": Kind("Partnership", "Partnerships", "hexagon", "#801650"),
    "agency": Kind("Agency", "Agencies", "triangle", "#F46A25"),
    "collective": Kind("Group of agencies", "Groups of agencies", "triangleDown", "#A285D1"),
    "agency-type": Kind("Type of agency", "Types of agency", "triangle", "#F46A25"),
    "theme": Kind("Theme", "Themes", "diamond", "#28A197"),
    "recommendation": Kind("Recommendation", "Recommendations", "dot", "#A285D1"),
    "action": Kind("Action", "Actions", "star", "#801650"),
}
OTHER = Kind("Other", "Others", "dot", "#A285D1")


def kind_of(name: object) -> Kind:
    """How a kind is drawn; OTHER for a kind nobody foresaw."""
    return KINDS.get(str(name), OTHER)


def sizes_of(network: nx.Graph[str], measures: Sequence[SizeMeasure]) -> list[Size]:
    """The counts, then the measures that every node carries."""
    counted = {size.key for size in _COUNTED}
    carried = [
        Size(measure.measure, measure.title, measure.sentence)
        for measure in measures
        if measure.measure not in counted and all(measure.measure in at for _, at in network.nodes(data=True))
    ]
    return [*_COUNTED, *carried]


def nodes_of(network: nx.Graph[str], sizes: Sequence[Size]) -> list[Row]:
    """One row a node, the widest recurrence first, then by label and IRI."""
    rows: list[Row] = [
        {
            "id": node,
            "label": _short(_label(node, at)),
            "full": _label(node, at),
            "kind": str(at.get("kind", "")),
            "type": str(at.get("type_label") or ""),
            "quotes": [_quote(quote) for quote in at.get("quotes", ())],
            **{size.key: _number(at.get(size.key)) for size in sizes},
            "links": sum(1 for other in network[node] if other != node),
        }
        for node, at in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (*_strength(row), str(row["full"]), str(row["id"])))


def edges_of(network: nx.Graph[str]) -> list[Row]:
    """One row an edge, from the left side to the right, the strongest first, then by the ends' IRIs."""
    rows: list[Row] = []
    for a, b, at in network.edges(data=True):
        ends = sorted((a, b), key=lambda node: (network.nodes[node].get("bipartite") == 1, node))
        rows.append({"from": ends[0], "to": ends[1], **{count: _number(at.get(count)) for count in COUNTS}})
    return sorted(rows, key=lambda row: (*_strength(row), str(row["from"]), str(row["to"])))


def kinds_of(rows: Sequence[Row]) -> list[tuple[str, Kind, int]]:
    """The kinds that occur, in the order of KINDS, with how many there are of each."""
    found = [str(row["kind"]) for row in rows]
    known = [name for name in KINDS if name in found]
    return [(name, kind_of(name), found.count(name)) for name in [*known, *sorted(set(found) - set(KINDS))]]


def telling(rows: Sequence[Row], keys: Sequence[str]) -> str:
    """The first key whose values differ from row to row, so that there is something to see; else the first.

    Example:
        >>> telling([{"a": 1, "b": 1}, {"a": 1, "b": 2}], ["a", "b"])
        'b'
    """
    return next((key for key in keys if len({row[key] for row in rows}) > 1), keys[0])


def _strength(row: Row) -> tuple[float, ...]:
    return tuple(-float(str(row[count])) for count in COUNTS)


def _label(node: str, at: Mapping[str, object]) -> str:
    """The node's label, failing that its IRI; a dash where there is nothing to see, or nothing could be pressed."""
    return str(at.get("label", node)).strip() or "–"


def _short(label: str) -> str:
    return label if len(label) <= SHORT else label[: SHORT - 1] + "…"


def _quote(quote: Mapping[str, object]) -> dict[str, str]:
    return {key: str(quote.get(key, "")) for key in ("text", "review", "place")}


def _number(value: object) -> int | float:
    """A number JSON can hold; anything else counts as 0."""
    return value if isinstance(value, int | float) and math.isfinite(value) else 0
