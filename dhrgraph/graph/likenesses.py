"""Statements that two recommendations of different reviews ask for the same: a named graph of their own.

    Likeness ...  ->  likeness_triples

They are about two documents, so the graph of neither may hold them: each document's graph can be replaced or withdrawn
on its own, and this one is made anew with every build (docs/decisions/0027-links-between-recommendations.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhrgraph.graph.documents import software
from dhrgraph.graph.terms import Triple, about, node, said, typed, types
from dhrgraph.records import Likeness, LikenessStrength

GRAPH = "gr:likeness"


def likeness_triples(likenesses: Iterable[Likeness], version: str) -> Iterator[Triple]:
    """The graph itself, which says by its being there that recommendations were compared, and every link.

    Example:
        >>> one = Likeness("a.main.0001", "b.main.0002", "same-ask", 0.5, ("MARAC",), ("0123456789ab", "ba9876543210"))
        >>> sum(s.endswith("likeness/a.main.0001.b.main.0002>") for s, _, _ in likeness_triples([one], "0.1.0"))
        9
    """
    yield from types(GRAPH, "prov:Bundle", "prov:Entity")
    yield from about(GRAPH, ("prov:wasAttributedTo", node(software(version))))
    for likeness in likenesses:
        yield from link_triples(likeness)


def link_triples(likeness: Likeness) -> Iterator[Triple]:
    """All statements that one link makes; no other makes any of them."""
    yield from _likeness(likeness)
    yield from shortcuts(likeness.first, likeness.second, likeness.strength)
    yield from shortcuts(likeness.second, likeness.first, likeness.strength)


def _likeness(likeness: Likeness) -> Iterator[Triple]:
    subject = f"lk:{likeness.first}.{likeness.second}"
    yield from types(subject, "dhr:Likeness", "prov:Entity")
    yield from about(
        subject,
        ("dhr:likens", node(f"rc:{likeness.first}")),
        ("dhr:likens", node(f"rc:{likeness.second}")),
        ("dhr:likenessStrength", node(f"cv:likeness-{likeness.strength}")),
        ("dhr:likenessScore", typed(f"{likeness.score:.3f}", "decimal")),
        ("dhr:sharedTerms", said("; ".join(likeness.terms))),
        *(("dcterms:source", node(f"sd:{key}")) for key in sorted({*likeness.documents})),
    )


def shortcuts(one: str, other: str, strength: LikenessStrength) -> Iterator[Triple]:
    """What is said of one end of a link, by the ends' slugs: so that no engine need know that the properties are
    symmetric, nor which is the wider."""
    yield from about(
        f"rc:{one}",
        ("dhr:sameAskAs", node(f"rc:{other}")),
        ("dhr:nearCopyOf", node(f"rc:{other}") if strength == "near-copy" else None),
    )
