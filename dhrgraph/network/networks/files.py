"""A network as a file for Gephi and the like: GraphML and GEXF, the same bytes each time.

Both say what the network is, which version made it, and what must be said of its sources.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import networkx as nx

from dhrgraph.namespaces import BASE, VERSION


def to_graphml(graph: nx.Graph[str], said: Sequence[str] = ()) -> bytes:
    """GraphML with every plain attribute of nodes, links and the network; `said` becomes its `attribution`."""
    copy = _plain(graph)
    copy.graph |= _scalars(graph.graph) | {
        "attribution": " ".join(said),
        "dataset": f"{BASE}dataset",
        "version": VERSION,
    }
    out = io.BytesIO()
    nx.write_graphml(copy, out)
    return out.getvalue()


def to_gexf(graph: nx.Graph[str], said: Sequence[str] = ()) -> bytes:
    """GEXF 1.2 with every plain attribute of nodes and links; `said` stands in its description.

    NetworkX would write a date, its own version and a name, for which the schema of GEXF has no place.
    """
    out = io.BytesIO()
    nx.write_gexf(_plain(graph), out)
    of_graph = (graph.graph.get(key, "") for key in ("sentence", "weighs", "backbone"))
    words = " ".join(filter(None, (f"{graph.graph.get('title', '')}.", *of_graph, *said, f"{BASE}dataset")))
    told = f"<creator>dhrgraph {VERSION}</creator>\n    <description>{escape(words)}</description>"
    meta = f"<meta>\n    {told}\n  </meta>"
    text = re.sub(rb"<meta\b.*?</meta>", lambda _: meta.encode(), out.getvalue(), count=1, flags=re.DOTALL)
    return re.sub(rb'(<graph\b[^>]*?) name=""', rb"\1", text, count=1)


def _plain(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The network in sorted order with only attributes that both formats can hold."""
    copy: nx.Graph[str] = nx.Graph()
    for node in sorted(graph.nodes):
        copy.add_node(node, **_scalars(graph.nodes[node]))
    for a, b in sorted((min(a, b), max(a, b)) for a, b in graph.edges):
        copy.add_edge(a, b, **_scalars(graph.edges[a, b]))
    return copy


def _scalars(attributes: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in sorted(attributes.items()) if isinstance(value, str | int | float)}
