"""Which documents are about the same review: put together by evidence, kept apart by a person's word or a conflict.

    Kin, SameReview  ->  group  ->  Groups

Each document is compared only with those that it shares marks or facts with, so that the work grows with the number of
documents and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from dhrgraph.reconcile.judgements import SameReview, names_document
from dhrgraph.reconcile.reviews.kin import HALF, Evidence, Kin, conflict, evidence_of

Two = frozenset[str]  # the keys of two documents


@dataclass(frozen=True, slots=True)
class Groups:
    """Documents by key. `reviews` holds the sets of two or more that are one review's, sorted; `evidence` is there for
    pairs of one set; `unsure` gives documents without recommendations that fit several reviews alike."""

    reviews: tuple[tuple[str, ...], ...]
    evidence: Mapping[Two, Evidence]
    unsure: tuple[str, ...]


def group(kin: Iterable[Kin], judged: Sequence[SameReview]) -> Groups:
    """The documents of each review that has several. Strongest evidence first: what a person said, then how many
    recommendations are alike; the facts only for documents that make none."""
    known = {k.key: k for k in sorted(kin, key=lambda k: k.key)}
    said = dict(_judged(known, judged))
    apart = {two for two, evidence in said.items() if evidence is None}
    edges = {two: evidence for two, evidence in said.items() if evidence}
    sets = _Sets(known, apart)
    asked = [k for k in known.values() if k.asked]
    for one, other in _meeting(asked):
        if (evidence := evidence_of(one, other)) and frozenset((one.key, other.key)) not in said:
            edges[frozenset((one.key, other.key))] = evidence
    for two, _ in sorted(edges.items(), key=lambda edge: (-edge[1].strength, sorted(edge[0]))):
        sets.join(*sorted(two), judged=two in said)
    unsure = _by_facts(known, sets, edges, apart)
    reviews = sets.several()
    together = {frozenset(two) for keys in reviews for two in combinations(keys, 2)}
    return Groups(reviews, {two: edges[two] for two in edges if two in together}, unsure)


def _judged(known: Mapping[str, Kin], judged: Sequence[SameReview]) -> Iterator[tuple[Two, Evidence | None]]:
    """What a person said of two documents that are both there; None when they are not one review's."""
    for row in judged:
        ones = [k.key for k in known.values() if names_document(row.document, k.key, k.id, k.file)]
        others = [k.key for k in known.values() if names_document(row.other, k.key, k.id, k.file)]
        for one, other in product(ones, others):
            if one != other:
                words = f"judged to be the same review by {row.by} on {row.on}"
                yield frozenset((one, other)), Evidence("judgement", words, 2.0) if row.same else None


def _meeting(kin: Sequence[Kin]) -> Iterator[tuple[Kin, Kin]]:
    """Each two documents, once, whose recommendations may make them one review's; all others share too few."""
    from dhrgraph.reconcile.reviews.meeting import like_enough, meeting  # numpy, only where documents are grouped

    asked = [k.asked for k in kin]
    pairs = meeting(asked, [k.partnership for k in kin])
    fitting = [(one, other) for one, other in pairs if not conflict(kin[one], kin[other])]
    yield from ((kin[one], kin[other]) for one, other in like_enough(asked, fitting, HALF))


def _by_facts(known: Mapping[str, Kin], sets: _Sets, edges: dict[Two, Evidence], apart: set[Two]) -> tuple[str, ...]:
    """Join documents that make no recommendation to the one review their facts fit; those that fit several are given
    back. Only the facts of documents that do make some decide, unless none does."""
    by: dict[str, list[Kin]] = defaultdict(list)
    for k in known.values():
        if k.partnership:
            by[k.partnership].append(k)
    unsure = []
    for k in known.values():
        if k.asked or not k.partnership or len(sets.of(k.key)) > 1:
            continue
        fitting = {o.key: e for o in by[k.partnership] if o is not k and (e := evidence_of(k, o))}
        fitting = {key: e for key, e in fitting.items() if frozenset((k.key, key)) not in apart}
        fitting = {key: e for key, e in fitting.items() if known[key].asked} or fitting
        if len({sets.of(key) for key in fitting if known[key].asked}) > 1:
            unsure.append(k.key)
            continue
        for key, evidence in fitting.items():
            edges[frozenset((k.key, key))] = evidence
            sets.join(k.key, key, judged=False)
    return tuple(unsure)


class _Sets:
    """Documents put together step by step."""

    def __init__(self, known: Mapping[str, Kin], apart: set[Two]) -> None:
        self._known, self._apart = known, apart
        self._of: dict[str, tuple[str, ...]] = {key: (key,) for key in known}

    def of(self, key: str) -> tuple[str, ...]:
        """All documents of its review, sorted."""
        return self._of[key]

    def join(self, one: str, other: str, *, judged: bool) -> None:
        """Put two documents' reviews together, unless that would join what is to stay apart."""
        ones, others = self._of[one], self._of[other]
        if ones == others or any(frozenset(two) in self._apart for two in product(ones, others)):
            return
        if not judged and any(conflict(self._known[a], self._known[b]) for a, b in product(ones, others)):
            return
        for key in (together := tuple(sorted(ones + others))):
            self._of[key] = together

    def several(self) -> tuple[tuple[str, ...], ...]:
        """The sets of two or more."""
        return tuple(sorted({keys for keys in self._of.values() if len(keys) > 1}))
