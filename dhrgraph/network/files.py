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
    for node, at in sorted(graph.nodes(data=True), key=lambda item: item[0]):
        copy.add_node(node, **_scalars(at))
    edges = {(min(a, b), max(a, b)): at for a, b, at in graph.edges(data=True)}
    for (a, b), at in sorted(edges.items(), key=lambda item: item[0]):
        copy.add_edge(a, b, **_scalars(at))
    return copy


def _scalars(attributes: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in sorted(attributes.items()) if isinstance(value, str | int | float)}
