"""The networks by name: what each joins, and in one plain sentence what a line in it means.

occurrences, name  ->  build_network  ->  networkx.Graph  ->  strongest  ->  one small enough to draw
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import networkx as nx

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.networks.bipartite import two_sided
from dhrgraph.network.networks.projections import sharing_recommendation, sharing_review
from dhrgraph.network.occurrences import Occurrence, as_counted
from dhrgraph.network.tally import agency, agency_type, coverage, partnership, review, theme


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its title, what a line in it means, and how it is built."""

    title: str
    sentence: str
    build: Callable[[Sequence[Occurrence]], nx.Graph[str]]


NETWORKS: Mapping[str, Network] = {
    "agency-theme": Network(
        "Agencies and themes",
        "A line joins an agency to a theme when a recommendation on that theme was put to it.",
        partial(two_sided, left=agency, right=theme, weight="partnerships"),
    ),
    "type-theme": Network(
        "Types of agency and themes",
        "A line joins a type of agency to a theme when a recommendation on it was put to such an agency.",
        partial(two_sided, left=agency_type, right=theme, weight="partnerships"),
    ),
    "partnership-theme": Network(
        "Partnerships and themes",
        "A line joins a partnership to a theme when one of its reviews has a recommendation on that theme.",
        partial(two_sided, left=partnership, right=theme, weight="reviews"),
    ),
    "review-agency": Network(
        "Reviews and agencies",
        "A line joins a review to an agency when the review puts a recommendation to it.",
        # One review has one partnership, so only recommendations tell its lines apart.
        partial(two_sided, left=review, right=agency, weight="recommendations"),
    ),
    "agency-agency": Network(
        "Agencies that share reviews",
        "A line joins two agencies when one review puts recommendations to both.",
        partial(sharing_review, facet=agency, weight="partnerships"),
    ),
    "theme-theme": Network(
        "Themes that share recommendations",
        "A line joins two themes when one recommendation is about both.",
        partial(sharing_recommendation, facet=theme, weight="partnerships"),
    ),
}


def build_network(
    name: str,
    occurrences: Iterable[Occurrence],
    *,
    collective: bool = False,
    broader: bool = False,
) -> nx.Graph[str]:
    """Build a network by name; the switches are those of `as_counted`.

    `graph.graph` says `name`, `title`, `sentence`, `weight`, and how many `partnerships`, `reviews` and
    `recommendations` the network was built from, whether or not they left a line in it.

    Raises:
        UnknownNameError: there is no such network.
    """
    if name not in NETWORKS:
        raise UnknownNameError("network", name, NETWORKS)
    network = NETWORKS[name]
    rows = as_counted(occurrences, collective=collective, broader=broader)
    graph = network.build(rows)
    graph.graph.update(name=name, title=network.title, sentence=network.sentence, **coverage(rows)._asdict())
    return graph


def strongest(graph: nx.Graph[str], limit: int) -> nx.Graph[str]:
    """The `limit` nodes that recur most widely, half of them from each side of a two-sided network.

    `graph.graph["left_out"]` says how many nodes are gone: a picture must not hide that it is a part.

    Example:
        >>> g = nx.Graph()
        >>> g.add_node("a", label="A", partnerships=1, reviews=1, recommendations=1)
        >>> g.add_node("b", label="B", partnerships=2, reviews=2, recommendations=2)
        >>> part = strongest(g, 1)
        >>> list(part), part.graph["left_out"]
        (['b'], 1)
    """
    sides = sorted((_of_side(graph, side) for side in (0, 1)), key=len)
    keep = set(sides[0][: limit // 2])
    keep |= set(sides[1][: limit - len(keep)])
    part: nx.Graph[str] = nx.Graph(**graph.graph, left_out=len(graph) - len(keep))
    part.add_nodes_from((node, at) for node, at in graph.nodes(data=True) if node in keep)
    part.add_edges_from((a, b, at) for a, b, at in graph.edges(data=True) if a in keep and b in keep)
    return part


def _of_side(graph: nx.Graph[str], side: int) -> list[str]:
    """The nodes of a side (0 has them all in a network of one side), most widely recurring first."""

    def rank(node: str) -> tuple[int, int, int, str, str]:
        at = graph.nodes[node]
        return (-at["partnerships"], -at["reviews"], -at["recommendations"], at["label"], node)

    return sorted((n for n, at in graph.nodes(data=True) if at.get("bipartite", 0) == side), key=rank)
