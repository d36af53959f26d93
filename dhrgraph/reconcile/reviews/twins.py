"""Which finding of a further document of a review says again what is counted already.

counted findings, findings of a document  ->  twins  ->  each with its twin, one to one
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.reconcile.register.words import fold
from dhrgraph.reconcile.reviews.alike import ALIKE, pairs, said
from dhrgraph.reconcile.reviews.facts import named, number_of, whole
from dhrgraph.records import (
    Action,
    Contribution,
    Difference,
    Fact,
    LearningPoint,
    Reading,
    Recommendation,
    Restates,
    Span,
)

Stated = Recommendation | LearningPoint | Action | Contribution
KINDS = (Recommendation, LearningPoint, Action, Contribution)
Place = tuple[str, int, int]  # a document's key, and order and item as in `Restates`

_SAME_NUMBER = 0.6  # how alike two recommendations of one review must be that have the same number
_OTHER_BODY = 0.97  # … and that name different bodies: a list may ask several for the same
_NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is counted, and where: key and name of its document, order and item as in `Restates`."""

    document: str
    file: str
    order: int
    item: int
    finding: Stated

    def restated(self, differs: tuple[Difference, ...], adds: tuple[Fact, ...]) -> Restates:
        """What a finding refers to that says it again."""
        return Restates(self.document, self.file, self.order, self.item, spans_of(self.finding), differs, adds)


def placed(reading: Reading) -> Iterator[tuple[int, tuple[int, int], Stated]]:
    """The findings that can be said again: place among all, order and item as in `Restates`, finding."""
    given = 0
    for n, finding in enumerate(reading.findings):
        if isinstance(finding, Recommendation | LearningPoint):
            yield n, (finding.order, 0), finding
        elif isinstance(finding, Action):
            yield n, (finding.recommendation, finding.item), finding
        elif isinstance(finding, Contribution):
            given += 1
            yield n, (given, 0), finding


def twins(known: Sequence[Known], found: Sequence[Stated], key: str, asked: Mapping[Place, Place]) -> dict[int, int]:
    """Place among `found`, all of one kind and of the document `key` -> place among `known`, all of that kind.

    `asked` leads from a repeated recommendation's place to where it is counted.
    """

    def least(first: int, other: int) -> float:
        one, two = known[first], found[other]
        match one.finding, two:
            case Recommendation(), Recommendation():
                return _least(one.finding, two)
            case Action(), Action():
                here, there = (key, two.recommendation, 0), (one.document, one.order, 0)
                return ALIKE if asked.get(here, here) == asked.get(there, there) else _NEVER
            case _:
                return ALIKE

    return pairs([said(_words(k.finding)) for k in known], [said(_words(f)) for f in found], least)


def spans_of(finding: Stated) -> tuple[Span, ...]:
    """Where its words stand."""
    match finding:
        case Recommendation():
            return finding.text.spans
        case LearningPoint():
            return whole(finding).spans
        case Action():
            return finding.action.spans
        case Contribution():
            return finding.agency.raw.spans


def _least(one: Recommendation, other: Recommendation) -> float:
    """How alike two recommendations must be. Bodies without a record decide nothing: they are only printed words."""
    same_number = number_of(one.number) and number_of(one.number) == number_of(other.number)
    bodies, others = named(one.addressees, known=True), named(other.addressees, known=True)
    apart = bodies and others and bodies.isdisjoint(others)
    if apart:
        return ALIKE if same_number else _OTHER_BODY
    return _SAME_NUMBER if same_number else ALIKE


def _words(finding: Stated) -> str:
    match finding:
        case Recommendation():
            return finding.text.text
        case LearningPoint():
            return whole(finding).text
        case Action():
            return finding.action.text
        case Contribution():
            match = finding.agency.match
            return match.id if match and match.id else fold(finding.agency.mention)
