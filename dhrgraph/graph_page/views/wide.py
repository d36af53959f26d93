"""What recurs widely enough to be shown: the lines that at least so many partnerships have.

network, Asked  ->  as_asked  ->  network        notice  ->  what a reader has to be told of it
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from dhrgraph.graph_page.material.gather import Asked, Material
from dhrgraph.network.columns import Occurrences, once
from dhrgraph.network.succession import sentence
from dhrgraph.text.amounts import how_many

PLACES = ("partnership", "review")  # kinds that stand for one place themselves: the other end tells how wide a line is


def breadth(graph: nx.Graph[str], a: str, b: str) -> int:
    """In how many partnerships a line is said; where one end is a partnership or a review, the other end."""
    ends = [node for node in (a, b) if graph.nodes[node]["kind"] not in PLACES]
    found: int = graph.nodes[ends[0]]["partnerships"] if len(ends) == 1 else graph.edges[a, b]["partnerships"]
    return found


def as_asked(graph: nx.Graph[str], asked: Asked) -> nx.Graph[str]:
    """The network with those lines only that are wide enough, and the nodes that still have one."""
    if asked.min_partnerships <= 1:
        return graph
    part: nx.Graph[str] = nx.Graph(**graph.graph)
    wide = [(a, b, at) for a, b, at in graph.edges(data=True) if breadth(graph, a, b) >= asked.min_partnerships]
    joined = {node for a, b, _ in wide for node in (a, b)}
    part.add_nodes_from((node, at) for node, at in graph.nodes(data=True) if node in joined)
    part.add_edges_from(wide)
    return part


def notice(whole: nx.Graph[str], part: nx.Graph[str], material: Material) -> str:
    """What the picture leaves out, and how bodies are counted; "" where there is nothing to say."""
    asked, words = material.asked, []
    if asked.min_partnerships > 1:
        gone = how_many(len(whole) - len(part), "name")
        words.append(f"Shown is only what {asked.min_partnerships} or more partnerships say; that leaves out {gone}.")
    bodies = {"agency", "agency-type"} & {at["kind"] for _, at in whole.nodes(data=True)}
    to_groups = _to_groups(Occurrences.of(material.occurrences))
    if bodies and to_groups and not asked.collective:
        of = how_many(len(material.statements), "recommendation")
        put = "is put to a group such as" if to_groups == 1 else "are put to groups such as"
        they = "it counts" if to_groups == 1 else "they count"
        words.append(f"{to_groups:,} of {of} {put} “All agencies”: {they} for no single agency.")
    if bodies:
        words.append(sentence(material.succession, asked.as_of))
    return " ".join(words)


def _to_groups(rows: Occurrences) -> int:
    """How many recommendations are put to groups."""
    groups = np.array([body.kind == "collective" for body in rows.values("addressee")] + [False])
    return len(
        once(rows.numbers("recommendation")[groups[rows.numbers("addressee")]], len(rows.values("recommendation")))
    )
