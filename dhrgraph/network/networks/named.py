"""The networks by name: what each joins, and in one plain sentence what a line in it means.

occurrences, name  ->  build_network  ->  networkx.Graph  ->  strongest  ->  one small enough to draw
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.columns import Facet
from dhrgraph.network.networks.bipartite import Weight, told_apart, two_sided
from dhrgraph.network.networks.projections import sharing_recommendation, sharing_review
from dhrgraph.network.occurrences import Occurrence, as_counted
from dhrgraph.network.tally import agency, agency_type, coverage, partnership, review, theme


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its title, what a line in it means, what it joins, and what a line weighs unless told otherwise.

    `right` None makes a network of one side: its things are joined `within` one review or one recommendation.
    """

    title: str
    sentence: str
    left: Facet
    right: Facet | None
    weight: Weight
    within: Literal["review", "recommendation"] = "recommendation"

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What its lines can weigh."""
        return COUNTED if self.right else (*COUNTED, "newman")

    def sides(self, rows: Sequence[Occurrence]) -> tuple[Facet, ...]:
        """What stands on each side, as the network's nodes: one facet, or two that have nothing in common."""
        return (told_apart(rows, self.left, self.right), self.right) if self.right else (self.left,)

    def build(self, rows: Sequence[Occurrence], weight: Weight) -> nx.Graph[str]:
        """The network of rows already as they are to be counted."""
        if self.right:
            return two_sided(rows, self.left, self.right, weight)
        sharing = sharing_review if self.within == "review" else sharing_recommendation
        return sharing(rows, self.left, weight)


COUNTED: tuple[Weight, ...] = ("partnerships", "reviews", "recommendations")
WEIGHTS: Mapping[str, str] = {
    "partnerships": "A line weighs as much as there are distinct partnerships that have it.",
    "reviews": "A line weighs as much as there are distinct reviews that have it.",
    "recommendations": "A line weighs as much as there are recommendations that have it.",
    "newman": "A line weighs 1/(k - 1) for each {within} that has both ends, where k is how many it has in all: those "
    "named among few count for more than those named among many.",
}

NETWORKS: Mapping[str, Network] = {
    "agency-theme": Network(
        "Agencies and themes",
        "A line joins an agency to a theme when a recommendation on that theme was put to it.",
        agency,
        theme,
        "partnerships",
    ),
    "type-theme": Network(
        "Types of agency and themes",
        "A line joins a type of agency to a theme when a recommendation on it was put to such an agency.",
        agency_type,
        theme,
        "partnerships",
    ),
    "partnership-theme": Network(
        "Partnerships and themes",
        "A line joins a partnership to a theme when one of its reviews has a recommendation on that theme.",
        partnership,
        theme,
        "reviews",
    ),
    "agency-partnership": Network(
        "Agencies and partnerships",
        "A line joins an agency to a partnership when one of its reviews puts a recommendation to the agency.",
        agency,
        partnership,
        "reviews",
    ),
    "review-agency": Network(
        "Reviews and agencies",
        "A line joins a review to an agency when the review puts a recommendation to it.",
        review,
        agency,
        "recommendations",  # one review has one partnership, so only recommendations tell its lines apart
    ),
    "agency-agency": Network(
        "Agencies that share reviews",
        "A line joins two agencies when one review puts recommendations to both.",
        agency,
        None,
        "partnerships",
        "review",
    ),
    "theme-theme": Network(
        "Themes that share recommendations",
        "A line joins two themes when one recommendation is about both.",
        theme,
        None,
        "partnerships",
    ),
}


def build_network(
    name: str,
    occurrences: Iterable[Occurrence],
    *,
    collective: bool = False,
    broader: bool = False,
    weight: str | None = None,
) -> nx.Graph[str]:
    """Build a network by name; the switches are those of `as_counted`. `weight` None is the network's own.

    `graph.graph` says `name`, `title`, `sentence`, `weight`, what a line `weighs` in a sentence, and how many
    `partnerships`, `reviews` and `recommendations` the network was built from, whether or not they left a line in it.

    Raises:
        UnknownNameError: there is no such network, or its lines cannot weigh that.
    """
    if name not in NETWORKS:
        raise UnknownNameError("network", name, NETWORKS)
    network = NETWORKS[name]
    rows = as_counted(occurrences, collective=collective, broader=broader)
    chosen = next((known for known in network.weights if known == (weight or network.weight)), None)
    if chosen is None:
        raise UnknownNameError("weight of this network", str(weight), network.weights)
    graph = network.build(rows, chosen)
    weighs = WEIGHTS[chosen].format(within=network.within)
    graph.graph.update(name=name, title=network.title, sentence=network.sentence, weighs=weighs)
    graph.graph.update(coverage(rows)._asdict())
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
