"""A network as a file for Gephi and the like: GraphML and GEXF, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import networkx as nx


def to_graphml(graph: nx.Graph[str]) -> bytes:
    """GraphML with every plain attribute of nodes and links."""
    out = io.BytesIO()
    nx.write_graphml(_plain(graph), out)
    return out.getvalue()


def to_gexf(graph: nx.Graph[str]) -> bytes:
    """GEXF 1.2 with every plain attribute of nodes and links; without the date that NetworkX would write."""
    out = io.BytesIO()
    nx.write_gexf(_plain(graph), out)
    return re.sub(rb'\s+lastmodifieddate="[^"]*"', b"", out.getvalue())


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
