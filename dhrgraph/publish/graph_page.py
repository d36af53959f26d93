"""One network as one HTML page that needs nothing else: picture, key, search, details, tables.

    networkx.Graph  ->  graph_page  ->  text of an HTML file

pyvis holds the nodes and edges and renders; template, style and script are ours (templates/graph.*), because
pyvis's own page loads from other servers and runs what stands in labels (docs/decisions/0004-graph-page.md).

What the page reads of the network; nothing but the nodes has to be there:

    graph   sentence, weight, left_out, and the coverage: partnerships, reviews, recommendations
    node    label, kind, type_label, bipartite, quotes, the three counts, measures by name
    edge    the three counts
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from dhrgraph.publish.graph_data import (
    COUNTS,
    Row,
    SizeMeasure,
    edges_of,
    kind_of,
    kinds_of,
    nodes_of,
    sizes_of,
    telling,
)
from dhrgraph.publish.graph_layout import Layout, place

OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
SCRIPTS = ("graph_picture.js", "graph_tables.js", "graph.js")
CURVED_UP_TO = 400  # edges; more are drawn straight, which is quicker


def graph_page(
    network: nx.Graph[str],
    *,
    title: str,
    finding: str,
    query_note: str,
    measures: Sequence[SizeMeasure] = (),
    support: Iterable[Mapping[str, str]] = (),
    attribution: Sequence[str] = (OGL,),
    dataset: str = "",
) -> str:
    """The page as text, for a UTF-8 file with "\\n" line ends. The same network gives the same text.

    Args:
        network: As `dhrgraph.network` builds it; empty, one node and odd labels are all fine.
        title: The page's one h1.
        finding: One plain sentence, put above the picture: what a reader should see in it.
        query_note: The command or query that made the page, so that it can be made again.
        measures: What nodes can be sized by besides their counts; those that every node carries are offered.
        support: Rows of ontology/support.csv.
        attribution: Licence statements of the sources.
        dataset: Text of a JSON-LD block about the data, made safe by `script_text`; none if empty.
    """
    sizes = sizes_of(network, measures)
    nodes, edges, layout = nodes_of(network, sizes), edges_of(network), place(network)
    kinds = kinds_of(nodes)
    scripts, style = [_engine(), "\n".join(map(_template_file, SCRIPTS))], _template_file("graph.css")
    weight = str(network.graph.get("weight", ""))
    words = {
        "title": title,
        "finding": finding,
        "query_note": query_note,
        "attribution": attribution,
        "dataset": dataset,
        "support": list(support),
        "graph": {"sentence": "", "left_out": 0, **dict.fromkeys(COUNTS, 0), **network.graph},
        "kinds": kinds,
        "kind_of": kind_of,
        "sizes": sizes,
        "size": telling(nodes, [size.key for size in sizes]),
        "counts": COUNTS,
        "strength": telling(edges, sorted(COUNTS, key=lambda count: count != weight)),
        "label_of": {row["id"]: row["label"] for row in nodes},
        "shown": _shown,
        "style": style,
        "scripts": scripts,
        "policy": _policy(scripts, style),
        "data": {
            "title": title,
            "finding": finding,
            "attribution": " ".join(attribution),
            "form": layout.form,
            "kinds": {name: kind.one for name, kind, _ in kinds},
            "sizes": {size.key: {"title": size.title, "sentence": size.sentence} for size in sizes},
            "order": [size.key for size in sizes],
            "of": {count: network.graph.get(count, 0) for count in COUNTS},
        },
    }
    return _rendered(_held(nodes, edges, layout), words)


def _held(nodes: Iterable[Row], edges: Sequence[Row], layout: Layout) -> Network:
    """The rows in pyvis's keeping, each node with its place, shape and colour."""
    net = Network(directed=True, cdn_resources="in_line")  # directed: else each edge is compared with all before
    for row in nodes:
        x, y = layout.positions[str(row["id"])]
        kind, rest = (
            kind_of(row["kind"]),
            {key: value for key, value in row.items() if key not in ("id", "label")},
        )
        net.add_node(row["id"], label=row["label"], shape=kind.shape, color=kind.colour, x=x, y=y, **rest)
    for row in edges:
        rest = {key: value for key, value in row.items() if key not in ("from", "to")}
        net.add_edge(row["from"], row["to"], arrows="", **rest)
    net.set_options(json.dumps(_options(layout, len(edges))))
    return net


def _options(layout: Layout, edges: int) -> dict[str, object]:
    """vis-network's options: still, and nothing that only a mouse could do."""
    curved = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"dragNodes": False, "hover": False, "selectable": False, "keyboard": False},
        "edges": {"smooth": curved if layout.form == "columns" and edges <= CURVED_UP_TO else False},
    }


def _rendered(net: Network, words: Mapping[str, object]) -> str:
    """The page from our own template, which escapes all it is given; pyvis would set one up that does not."""
    environment = Environment(
        loader=PackageLoader("dhrgraph", "publish/templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals["g"] = words
    net.templateEnv, net.path = environment, "graph.html.j2"
    page: str = net.generate_html()
    return page


def _shown(value: object) -> str:
    """A number for people: whole ones whole, shares to three places.

    Example:
        >>> _shown(3), _shown(0.12345)
        ('3', '0.123')
    """
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _engine() -> str:
    """vis-network as pyvis ships it, made fit to stand inside a page."""
    source = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    lines = source.read_text(encoding="utf-8").split("\n")
    code = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    return code.replace("</script", "<\\/script")


def _template_file(name: str) -> str:
    return (files("dhrgraph") / "publish" / "templates" / name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which only our own scripts and style count, known by their digests."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
