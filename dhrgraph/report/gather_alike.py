"""Which recommendations of different reviews are alike, as the graph has it, and which say that they are not new.

Store  ->  read_alike  ->  Alike, ...   or None where recommendations were never compared
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE, iri

Strength: TypeAlias = Literal["near-copy", "same-ask"]
_QUESTION = """
SELECT ?link ?one ?strength ?score ?terms {
  ?link a dhr:Likeness ; dhr:likens ?one ; dhr:likenessStrength ?strength ; dhr:likenessScore ?score
  OPTIONAL { ?link dhr:sharedTerms ?terms }
}
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two recommendations of different reviews that are alike; `a` < `b`, and which was made earlier is not said."""

    a: str
    b: str
    near: bool  # a near copy; else the same ask in other words
    score: float
    terms: str


def read_alike(store: Askable) -> tuple[Alike, ...] | None:
    """The links, near copies first and then by score; None when the graph was built without comparing."""
    compared = store.select(f"SELECT ?o {{ <{iri('gr:likeness')}> ?p ?o }} LIMIT 1").rows
    ends: dict[str, set[str]] = {}
    said: dict[str, tuple[bool, float, str]] = {}
    for link, one, strength, score, terms in store.select(PROLOGUE + _QUESTION).rows:
        ends.setdefault(str(link), set()).add(str(one))
        said[str(link)] = (str(strength).endswith("near-copy"), float(str(score)), str(terms or ""))
    pairs = {link: sorted(pair) for link, pair in ends.items() if len(pair) == 2}
    found = [Alike(pair[0], pair[1], *said[link]) for link, pair in pairs.items()]
    if not compared and not found:
        return None
    return tuple(sorted(found, key=lambda link: (not link.near, -link.score, link.a, link.b)))


def read_said_before(store: Askable) -> frozenset[str]:
    """The recommendations whose own words say that they, or what they answer, have been seen before."""
    rows = store.select(PROLOGUE + "SELECT DISTINCT ?it { ?it dhr:assertsRecurrence true ; a dhr:Recommendation }").rows
    return frozenset(str(row[0]) for row in rows)
