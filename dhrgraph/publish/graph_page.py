"""One network as one HTML page that needs nothing else: picture, key, search, details, tables.

    networkx.Graph  ->  graph_page  ->  text of an HTML file

pyvis holds the nodes and edges and renders; the template, style and script are ours (templates/graph.*), because
pyvis's own page loads from other servers and runs what stands in labels (docs/decisions/0004-graph-page.md).

What the page reads of the network, all of it optional but the counts of what has them:

    graph   sentence, partnerships, reviews, recommendations (coverage), weight, left_out
    node    label, kind, type_label, bipartite, partnerships, reviews, recommendations, measures by name, quotes
    edge    partnerships, reviews, recommendations
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol, TypeAlias

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from dhrgraph.publish.graph_layout import Layout, place

OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
COUNTS = ("partnerships", "reviews", "recommendations")
SHORT = 160  # characters of a label outside the details panel
CURVED_UP_TO = 400  # edges; more are drawn straight, which is quicker

Json: TypeAlias = dict[str, object]


class SizeMeasure(Protocol):
    """A measure that nodes can be sized by: `dhrgraph.network.measures.Measure` is one."""

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
class Kind:
    """How one kind of node is named and drawn. Shape and colour always go together: neither speaks alone."""

    one: str
    several: str
    shape: str
    colour: str


# Colours: the Analysis Function's categorical set without its grey, 3:1 on white; outline in graph.js.
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


@dataclass(frozen=True, slots=True)
class _Size:
    """A choice in the list "Size by"."""

    key: str
    title: str
    sentence: str


_COUNTED = (
    _Size("partnerships", "Partnerships", "In the reviews of how many partnerships it comes up."),
    _Size("reviews", "Reviews", "In how many reviews it comes up."),
    _Size("recommendations", "Recommendations", "How many recommendations it comes up in."),
    _Size("links", "Links", "How many others it is joined to here."),
)


def graph_page(
    network: nx.Graph[str],
    *,
    title: str,
    finding: str,
    query_note: str,
    measures: Sequence[SizeMeasure] = (),
    support: Iterable[Mapping[str, str]] = (),
    attribution: Sequence[str] = (OGL,),
) -> str:
    """The page as text, for a UTF-8 file with "\\n" line ends. The same network gives the same text.

    Args:
        network: As `dhrgraph.network` builds it; empty, one node and odd labels are all fine.
        title: The page's one h1.
        finding: One plain sentence, put above the picture: what a reader should see in it.
        query_note: The command or query that made the page, so that it can be made again.
        measures: What nodes can be sized by, besides their counts; those that every node carries are offered.
        support: Rows of ontology/support.csv.
        attribution: Licence statements of the sources.
    """
    nodes, edges = _nodes(network, measures), _edges(network)
    sizes = [*_COUNTED, *(_Size(m.measure, m.title, m.sentence) for m in _carried(network, measures))]
    layout = place(network)
    net = Network(directed=True, cdn_resources="in_line", height="100%")  # directed: edges are not compared
    for node in nodes:
        kind = KINDS.get(str(node["kind"]), OTHER)
        x, y = layout.positions[str(node["id"])]
        net.add_node(
            node.pop("id"), label=node.pop("label") or "–", shape=kind.shape, color=kind.colour, x=x, y=y, **node
        )
    for edge in edges:
        net.add_edge(edge.pop("from"), edge.pop("to"), arrows="", **edge)
    net.set_options(json.dumps(_options(layout, len(edges))))
    engine, script, style = _engine(), _template_file("graph.js"), _template_file("graph.css")
    environment = Environment(
        loader=PackageLoader("dhrgraph", "publish/templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals["g"] = {
        "title": title,
        "finding": finding,
        "query_note": query_note,
        "graph": {"sentence": "", "left_out": 0, **dict.fromkeys(COUNTS, 0), **network.graph},
        "kinds": _kinds(net.nodes),
        "sizes": sizes,
        "size": _telling(net.nodes, [size.key for size in sizes]),
        "strength": _telling(net.edges, _first(str(network.graph.get("weight", "")), COUNTS)),
        "counts": COUNTS,
        "data": {
            "title": title,
            "finding": finding,
            "attribution": " ".join(attribution),
            "form": layout.form,
            "kinds": {key: kind.one for key, kind, _ in _kinds(net.nodes)},
            "sizes": {size.key: {"title": size.title, "sentence": size.sentence} for size in sizes},
            "of": {count: network.graph.get(count, 0) for count in COUNTS},
        },
        "support": list(support),
        "attribution": attribution,
        "engine": engine,
        "script": script,
        "style": style,
        "policy": _policy([engine, script], style),
        "label_of": {node["id"]: node["label"] for node in net.nodes},
        "kind": lambda name: KINDS.get(name, OTHER),
        "shown": _shown,
    }
    net.templateEnv, net.path = environment, "graph.html.j2"
    page: str = net.generate_html()
    return page


def _nodes(network: nx.Graph[str], measures: Sequence[SizeMeasure]) -> list[Json]:
    """What the page needs of each node, in the order of the tables: widest recurrence first, then label."""
    keys = [*COUNTS, *(measure.measure for measure in _carried(network, measures))]
    nodes: list[Json] = []
    for node, at in network.nodes(data=True):
        label = str(at.get("label", node))
        nodes.append(
            {
                "id": str(node),
                "label": label if len(label) <= SHORT else label[: SHORT - 1] + "…",
                "full": label,
                "kind": str(at.get("kind", "")),
                "type": str(at.get("type_label", "") or ""),
                "side": at.get("bipartite") if at.get("bipartite") in (0, 1) else None,
                "quotes": [_quote(quote) for quote in at.get("quotes", ())],
                **{key: _number(at.get(key, 0)) for key in keys},
                "links": sum(1 for other in network[node] if other != node),
            }
        )
    return sorted(nodes, key=lambda n: ([-float(str(n[c])) for c in COUNTS], str(n["full"]), str(n["id"])))


def _quote(quote: Mapping[str, object]) -> dict[str, str]:
    return {key: str(quote.get(key, "")) for key in ("text", "review", "place")}


def _edges(network: nx.Graph[str]) -> list[Json]:
    """What the page needs of each edge, from left to right, in the order of the strongest."""
    edges: list[Json] = []
    for a, b, at in network.edges(data=True):
        ends = sorted((a, b), key=lambda node: (network.nodes[node].get("bipartite") == 1, node))
        edges.append({"from": ends[0], "to": ends[1], **{key: _number(at.get(key, 0)) for key in COUNTS}})
    return sorted(edges, key=lambda e: ([-float(str(e[c])) for c in COUNTS], str(e["from"]), str(e["to"])))


def _number(value: object) -> int | float:
    """A number JSON can hold; anything else counts as 0."""
    if isinstance(value, int | float) and math.isfinite(value):
        return value
    return 0


def _shown(value: object) -> str:
    """A number for people: whole ones whole, shares to three places."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _carried(network: nx.Graph[str], measures: Sequence[SizeMeasure]) -> list[SizeMeasure]:
    """The measures that every node carries and that are no count the page has already."""
    mine = {size.key for size in _COUNTED}
    return [m for m in measures if m.measure not in mine and all(m.measure in at for _, at in network.nodes(data=True))]


def _kinds(nodes: Sequence[Mapping[str, object]]) -> list[tuple[str, Kind, int]]:
    """The kinds that occur, in the order of KINDS, with how many there are."""
    found = [str(node["kind"]) for node in nodes]
    known = [name for name in KINDS if name in found]
    return [(name, KINDS.get(name, OTHER), found.count(name)) for name in [*known, *sorted(set(found) - set(KINDS))]]


def _telling(things: Sequence[Mapping[str, object]], keys: Sequence[str]) -> str:
    """The first key whose values differ, so that something can be seen; else the first."""
    return next((key for key in keys if len({str(thing[key]) for thing in things}) > 1), keys[0])


def _first(key: str, keys: Sequence[str]) -> list[str]:
    return sorted(keys, key=lambda other: other != key)


def _options(layout: Layout, edges: int) -> Json:
    """vis-network's options: still, and nothing that only a mouse could do."""
    curved = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"dragNodes": False, "hover": False, "selectable": False, "keyboard": False},
        "nodes": {"borderWidth": 1.5},
        "edges": {"smooth": curved if layout.form == "columns" and edges <= CURVED_UP_TO else False},
    }


def _engine() -> str:
    """vis-network as pyvis ships it, fit to stand inside a page."""
    source = (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    code = "\n".join(line for line in source.split("\n") if not line.startswith("//# sourceMappingURL"))
    return code.replace("</script", "<\\/script")


def _template_file(name: str) -> str:
    return (files("dhrgraph") / "publish" / "templates" / name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which only our own scripts and style run, known by their digests."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
