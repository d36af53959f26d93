"""One review, several documents: which belong together, and what each says again.

    readings, judgements  ->  same_reviews  ->  Groups, ...
    readings of one review, main one first  ->  join_review  ->  the same readings, each finding told from its repeats

The main document's reading is never changed. In the others a finding that the documents before have already becomes a
restatement: it is counted once, what differs is kept, and a person is told. docs/decisions/0009 says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dhrgraph.reconcile.judgements import SameReview
from dhrgraph.reconcile.reviews.facts import compare, with_facts
from dhrgraph.reconcile.reviews.groups import Groups, group
from dhrgraph.reconcile.reviews.kin import Evidence, fullest_first, kin_of
from dhrgraph.reconcile.reviews.told import UNSURE, told
from dhrgraph.reconcile.reviews.twins import KINDS, Known, Place, Stated, placed, twins
from dhrgraph.records import Finding, Issue, Joined, Reading, Recommendation, Restates, Review


def same_reviews(readings: Iterable[Reading], judged: Sequence[SameReview] = ()) -> Groups:
    """Which of the documents are about the same review, whatever their order."""
    return group((kin for reading in readings if (kin := kin_of(reading))), judged)


def join_reviews(readings: Sequence[Reading], judged: Sequence[SameReview] = ()) -> tuple[Reading, ...]:
    """The readings, in the order given, with those of one review joined."""
    return joined(readings, same_reviews(readings, judged))


def joined(readings: Sequence[Reading], groups: Groups) -> tuple[Reading, ...]:
    """The same, where it is known which belong together."""
    by_key = {reading.document.source.key: reading for reading in readings}
    for keys in groups.reviews:
        by_key |= {r.document.source.key: r for r in join_review([by_key[key] for key in keys], groups)}
    for key in groups.unsure:
        by_key[key] = _with_issues(by_key[key], [UNSURE])
    return tuple(by_key[reading.document.source.key] for reading in readings)


def join_review(readings: Sequence[Reading], groups: Groups) -> tuple[Reading, ...]:
    """The documents of one review, joined, the main one first.

    Raises:
        ValueError: one of them is a paper about many reviews.
    """
    main, *others = fullest_first(readings)
    counted = _Counted(main, _review(main))
    counted.take(main)
    done = [main]
    for reading in others:
        done.append(_further(reading, counted, _evidence(reading, done, groups)))
    return tuple(done)


@dataclass
class _Counted:
    """What the documents so far say of the review, each thing once, with its place in the document that says it.

    `review` has every fact that any of them gives; `asked` leads from a repeated recommendation's place to where it is
    counted.
    """

    main: Reading
    review: Review
    known: dict[type[Finding], list[Known]] = field(default_factory=dict)
    asked: dict[Place, Place] = field(default_factory=dict)

    def take(self, reading: Reading) -> None:
        """Count what a document says and no document before it."""
        key = reading.document.source.key
        for _, place, finding in placed(reading):
            if finding.restates is None:
                known = Known(key, reading.document.source.file, *place, finding)
                self.known.setdefault(type(finding), []).append(known)

    def restated(self, found: Sequence[Stated], key: str) -> dict[int, Restates]:
        """Which of some findings of one kind say again what is counted: place among them -> what is restated."""
        known = self.known.get(type(found[0]), []) if found else []
        result = {}
        for other, first in twins(known, found, key, self.asked).items():
            counted = known[first]
            differs, adds = compare(counted.finding, found[other])
            result[other] = counted.restated(differs, adds)
            known[first] = replace(counted, finding=with_facts(counted.finding, found[other], adds))
        return result


def _further(reading: Reading, counted: _Counted, evidence: tuple[Evidence, str]) -> Reading:
    """A further document: its review joined to the main one's, its repeats told, what is new counted."""
    findings = list(reading.findings)
    key = reading.document.source.key
    for kind in KINDS:  # recommendations first: an action is the same only if it answers the same one
        places = [(n, finding) for n, _, finding in placed(reading) if isinstance(finding, kind)]
        for place, restates in counted.restated([finding for _, finding in places], key).items():
            n, finding = places[place]
            findings[n] = replace(finding, restates=restates)
            if isinstance(finding, Recommendation):
                counted.asked[(key, finding.order, 0)] = (restates.document, restates.order, 0)
    own = _review(reading)
    findings[reading.findings.index(own)] = _joined(own, counted, evidence)
    further = replace(reading, findings=tuple(findings))
    counted.take(further)
    return _with_issues(further, told(further))


def _joined(own: Review, counted: _Counted, evidence: tuple[Evidence, str]) -> Review:
    source, main = counted.main.document.source, _review(counted.main)
    differs, adds = compare(counted.review, own)
    counted.review = with_facts(counted.review, own, adds)
    why, file = evidence
    restates = Restates(source.key, source.file, differs=differs, adds=adds)
    return replace(
        own,
        id=main.id,
        joined=Joined(own.id, main.partnership, why.method, f"{why.words} (compared with {file})", restates),
    )


def _evidence(reading: Reading, done: Sequence[Reading], groups: Groups) -> tuple[Evidence, str]:
    """The strongest evidence that joins a document to one before it, and that one's file; of equals, the main one's.

    A document that only one still to come leads to the others is joined by that one's evidence.
    """
    key = reading.document.source.key
    files = {r.document.source.key: r.document.source.file for r in done}
    found = [
        (place, evidence, other)
        for two, evidence in groups.evidence.items()
        if key in two
        for (other,) in [tuple(two - {key})]
        for place in [list(files).index(other) if other in files else len(files)]
    ]
    _, evidence, other = min(found, key=lambda f: (f[0] == len(files), -f[1].strength, f[0], f[2]))
    return evidence, files.get(other, f"document {other}")


def _review(reading: Reading) -> Review:
    if reading.review is None:
        raise ValueError(f"{reading.document.source.file} is about many reviews and cannot be joined to one")
    return reading.review


def _with_issues(reading: Reading, issues: Iterable[Issue]) -> Reading:
    return replace(reading, findings=(*reading.findings, *issues))
