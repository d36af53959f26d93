"""Networks for the graph page's tests: a plain one, a hostile one, and large ones. All made up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from dhrgraph.publish.graph_page import graph_page

SUPPORT = [
    {"name": "Someone to call", "number": "000", "note": "Always:", "url": "https://example.org/help"},
    {"name": "Someone else", "number": "", "note": "Families:", "url": "javascript:alert(1)"},
]
NOTE = {"title": "Made-up bodies", "finding": "Of 2 partnerships, 1 asks.", "query_note": "dhrgraph graph"}


@dataclass(frozen=True)
class Measure:
    """What a measure has to say of itself."""

    measure: str
    title: str
    sentence: str


BETWEENNESS = Measure("betweenness", "Betweenness", "How much of a bridge it is.")


def counts(partnerships: int, reviews: int, recommendations: int) -> dict[str, int]:
    return {"partnerships": partnerships, "reviews": reviews, "recommendations": recommendations}


def plain(agencies: int = 3, themes: int = 4) -> nx.Graph:
    """Agencies joined to the themes whose number they divide."""
    graph = nx.Graph(sentence="A line means a recommendation.", weight="partnerships", **counts(2, 3, 9))
    for n in range(agencies):
        name = "Anytown Police" if n == 0 else f"Agency {n}"
        graph.add_node(
            f"urn:a{n}",
            label=name,
            kind="agency",
            type_label="Police",
            bipartite=0,
            betweenness=n / 10,
            **counts(1, n, 4),
        )
    for n in range(themes):
        quotes = [{"text": f"Do it {n}.", "review": "Anytown review", "place": "recommendation 1"}]
        graph.add_node(
            f"urn:t{n}",
            label=f"Theme {n}",
            kind="theme",
            bipartite=1,
            betweenness=0.5,
            quotes=quotes,
            **counts(2, 2, 9 - n),
        )
    for a in range(agencies):
        for t in range(0, themes, a + 1):
            graph.add_edge(f"urn:a{a}", f"urn:t{t}", **counts(1 + (t == 0), 1 + (t == 0), 1 + t))
    return graph


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "see href <img src=x onerror=alert(3)>",
    "{{7*7}} {% raw %} ${8*8} {#id",
    "a\u2028b\u2029c\x00d",
    'javascript:alert(4)//" onclick="alert(5)" x="',
    "<!-- <script> ]]> <svg/onload=alert(6)>",
    "شرطة \u202eسرية <b>rtl</b>",
    "L" * 10_000,
    "=HYPERLINK(1)",
    " ",
    "",
)


def hostile(*, two_sided: bool = True) -> nx.Graph:
    """Every hostile text as id, label, kind, type, quotation and attribute of the graph."""
    graph = nx.Graph(sentence=HOSTILE[0], weight=HOSTILE[1], left_out=3, **counts(1, 1, 1))
    nodes = [f"{n}{text}" for n, text in enumerate(HOSTILE)]
    for n, text in enumerate(HOSTILE):
        graph.add_node(
            nodes[n],
            label=text,
            kind=text if n % 3 == 0 else "agency",
            type_label=text,
            title=text,
            quotes=[{"text": text, "review": text, "place": text}],
            partnerships=float("nan") if n == 2 else "3" if n == 3 else n,
            reviews=float("inf"),
            **({"bipartite": n % 2} if two_sided else {}),
        )
    graph.add_edges_from(pairwise(nodes), recommendations=2, label=HOSTILE[0])
    graph.add_edge(nodes[0], nodes[0])
    return graph


def made(network: nx.Graph, **changes: Any) -> str:
    """The page of a network, with a title, a finding and the rest."""
    return graph_page(network, **{**NOTE, "measures": [BETWEENNESS], "support": SUPPORT, **changes})
