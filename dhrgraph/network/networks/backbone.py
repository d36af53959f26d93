"""The backbone of a network: the lines that weigh more than chance would make them.

    graph, alpha, by  ->  backbone  ->  the graph with those lines only; every line with its p

Two ways to say what chance is, and they answer different questions:

"disparity"
    Serrano, Boguñá and Vespignani (2009), Extracting the multiscale backbone of complex weighted networks, PNAS 106,
    6483-6488: is the line heavy for one of its two ends, had each end dealt its weight out at random among its lines?
    It needs the network alone. It is a filter: a line stays when `p` is at most alpha for either end, as published,
    and with many lines some pass by chance. The corrected p beside it is Benjamini and Hochberg's (1995, Controlling
    the false discovery rate, Journal of the Royal Statistical Society B 57, 289-300) of twice p, the better of two
    ends'.
"null-model"
    Is the line found in more places than the same recommendations would give, had they been put to other bodies and on
    other themes at random? It allows for how much each review says. A line stays when its *corrected* p is at most
    alpha: then the chance that any line stays by chance alone is at most alpha, however many lines there are
    (`chance.by_chance`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import networkx as nx
import numpy as np

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.networks.chance import RANDOMISATIONS, SEED, by_chance
from dhrgraph.network.occurrences import Occurrence

BY = ("disparity", "null-model")
ALPHA = 0.05
DIGITS = 6


def backbone(
    graph: nx.Graph[str],
    alpha: float = ALPHA,
    by: str = "disparity",
    *,
    occurrences: Sequence[Occurrence] = (),
    randomisations: int = RANDOMISATIONS,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> nx.Graph[str]:
    """The network with the lines that stand out; all nodes stay. A network without lines is no error.

    Args:
        graph: A network of `build_network`.
        alpha: In [0, 1]; 1 keeps every line.
        by: One of BY.
        occurrences: For "null-model": the rows the network was built from, as counted.
        randomisations, seed, progress: For "null-model", as in `by_chance`.

    Every line that stays carries `p` and `p_corrected`; `graph.graph["backbone"]` says in a sentence what was done.

    Raises:
        UnknownNameError: `by` is none of BY, or for "null-model" the network is none of NETWORKS.
    """
    if by not in BY:
        raise UnknownNameError("backbone by", by, BY)
    if by == "disparity":
        p = disparity(graph)
        corrected = dict(zip(p, false_discovery([min(2 * value, 1.0) for value in p.values()]), strict=True))
    else:
        tests = by_chance(graph, occurrences, randomisations=randomisations, seed=seed, progress=progress)
        p = {edge: test.p for edge, test in tests.items()}
        corrected = {edge: test.p_corrected for edge, test in tests.items()}
    deciding = p if by == "disparity" else corrected
    part: nx.Graph[str] = nx.Graph(**graph.graph)
    part.add_nodes_from(graph.nodes(data=True))
    for edge, value in p.items():
        if deciding[edge] <= alpha:
            more = {"p": round(value, DIGITS), "p_corrected": round(corrected[edge], DIGITS)}
            part.add_edges_from([(*edge, {**graph.edges[edge], **more})])
    part.graph["backbone"] = _sentence(part, len(p), alpha, by)
    return part


def disparity(graph: nx.Graph[str]) -> Mapping[tuple[str, str], float]:
    """The p of every line by the disparity filter: the smaller of those of its two ends, in [0, 1].

    Of an end with k lines that weigh s in all, a line of weight w has p = (1 - w/s)^(k - 1): equation 2 of Serrano et
    al. An end with one line cannot tell, so its p is 1.

    Example:
        >>> star = nx.Graph()
        >>> star.add_weighted_edges_from([("hub", "a", 8), ("hub", "b", 1), ("hub", "c", 1)])
        >>> {edge: round(p, 4) for edge, p in disparity(star).items()}
        {('a', 'hub'): 0.04, ('b', 'hub'): 0.81, ('c', 'hub'): 0.81}
    """
    strength = dict(graph.degree(weight="weight"))
    lines = dict(graph.degree())

    def at(end: str, weight: float) -> float:
        if lines[end] < 2 or not strength[end]:
            return 1.0
        return float((1 - weight / strength[end]) ** (lines[end] - 1))

    edges = sorted((min(a, b), max(a, b), float(w["weight"])) for a, b, w in graph.edges(data=True) if a != b)
    return {(a, b): min(at(a, weight), at(b, weight)) for a, b, weight in edges}


def false_discovery(values: Sequence[float]) -> list[float]:
    """The p values corrected by Benjamini and Hochberg, in the same order.

    Example:
        >>> false_discovery([0.01, 0.04, 0.03, 0.5])
        [0.04, 0.05333333333333334, 0.05333333333333334, 0.5]
    """
    p = np.asarray(values, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    found: list[float] = corrected.tolist()
    return found


def _sentence(part: nx.Graph[str], of: int, alpha: float, by: str) -> str:
    if not of:
        return "There are no lines, so no backbone."
    kept = part.number_of_edges()
    stay = f"Of {of:,} lines, {kept:,} {'stands out and is' if kept == 1 else 'stand out and are'} kept"
    if by == "disparity":
        return f"{stay}: heavy for one of the ends (disparity filter, p at most {alpha:g} for each line)."
    return (
        f"{stay}: found more widely than as many recommendations would be by chance "
        f"(null model, chance of any false one at most {alpha:g})."
    )
