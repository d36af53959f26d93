"""A table of centrality in plain sentences: what is joined, who comes first by the first measure, and what that means.

    Measured, its frame, the measures in words  ->  reading  ->  sentences

"First" is said of each side by itself, since an agency and a theme cannot be compared. It is said of what is often
addressed or found, never as a judgement of a body.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dhrgraph.network.centrality.measures import Measure
from dhrgraph.network.centrality.scores import HEADINGS, Measured

_OF_GROUPS = {"community", "community-stability"}
_SEVERAL: Mapping[str, str] = {
    "agency": "agencies",
    "collective": "groups of agencies",
    "agency-type": "types of agency",
    "theme": "themes",
    "review": "reviews",
    "partnership": "partnerships",
}
_NO_JUDGEMENT = "To come first is to be addressed or found most often here; it is no judgement of a body."
_TIED = 3  # names that are all given where several come first


def reading(network: Measured, frame: pd.DataFrame, known: Mapping[str, Measure]) -> list[str]:
    """What to say, a line each; for a network without nodes or lines one that says so.

    `frame` is what `centrality` gives for the network, whole.
    """
    graph = network.graph
    size, lines = len(network.nodes), graph.number_of_edges()
    title = str(graph.graph.get("title", "The network"))
    backbone = [str(graph.graph["backbone"])] if graph.graph.get("backbone") else []
    if not lines:
        return [*backbone, f"{title}: {_number(size, 'node')} and no line between them, so none comes first."]
    means = " ".join(str(graph.graph[key]) for key in ("sentence", "weighs") if graph.graph.get(key))
    said = [f"{title}: {_number(size, 'node')}, {_number(lines, 'line')}. {means}".strip(), *backbone]
    chosen = [str(name) for name in frame.columns[len(HEADINGS) :]]
    first = known.get(chosen[0])
    if first is not None and first.first:
        leaders = _leaders(network, frame, chosen[0])
        said.append(f"{first.first}: {leaders}. {first.title}: {first.sentence} {_NO_JUDGEMENT}")
    if _OF_GROUPS & set(chosen):
        said.append(network.communities.sentence())
    return said


def _leaders(network: Measured, frame: pd.DataFrame, measure: str) -> str:
    """Who comes first, of each side that has anybody above 0."""
    on_left = frame["node"].isin(network.left)
    sides = [frame[on_left], frame[~on_left]] if network.left else [frame]
    return "; ".join(_leader(side, measure, named=bool(network.left)) for side in sides if side[measure].gt(0).any())


def _leader(side: pd.DataFrame, measure: str, *, named: bool) -> str:
    most = side[measure].max()
    tied = side.loc[side[measure] == most, "label"].tolist()
    kinds = sorted(set(side["kind"]))
    among = f"among {_SEVERAL.get(kinds[0], 'nodes')} " if named and len(kinds) == 1 else ""
    who = ", ".join(tied) if len(tied) <= _TIED else f"{len(tied)}, {tied[0]} one of them"
    return f"{among}{who} ({most:,})" if side[measure].dtype.kind == "i" else f"{among}{who} ({most:.3g})"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
