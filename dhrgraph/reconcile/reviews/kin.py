"""Whether two documents are about the same review, and how that was found out.

    Reading  ->  kin_of  ->  Kin        two Kin  ->  evidence_of  ->  Evidence or None

The recommendations speak: two documents that make the same ones are of one review. Where one makes none, the
partnership and both dates do. A date alone does not: a partnership may publish two reviews in a month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrgraph.reconcile.register.words import fold
from dhrgraph.reconcile.reviews.alike import Asked, pairs
from dhrgraph.records import Action, Contribution, JoinMethod, LearningPoint, Reading, Recommendation

HALF = 0.5  # of the smaller document's recommendations: enough where nothing else speaks against it
_MOST = 0.8  # the same, where dates differ or one document does not say whose review it is
_LESS = 0.05  # weaker by so much where dates differ or one document does not say: what fits better is joined first
_SEVERAL = 3  # recommendations alike; fewer are boilerplate, unless they are all there are


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two documents are taken for one review: the method, its figures in words, and how strong it is (0 to 2)."""

    method: JoinMethod
    words: str
    strength: float


@dataclass(frozen=True, slots=True)
class Kin:
    """What of a reading tells whose review it is: a partnership's slug or None, its ONS codes and the words of its
    name as printed, either maybe empty; dates as in `Review`; what it recommends, as digests."""

    key: str
    id: str
    partnership: str | None
    codes: frozenset[str]
    name: frozenset[str]
    published: str | None
    death: str | None
    asked: Asked
    file: str = ""


def kin_of(reading: Reading) -> Kin | None:
    """None for a paper about many reviews."""
    review, source = reading.review, reading.document.source
    if review is None:
        return None
    asked = Asked.of(f.text.text for f in reading.findings if isinstance(f, Recommendation))
    partnership = review.partnership.id if review.partnership else None
    name = frozenset(fold(review.csp.name or review.csp.raw).split())
    codes = frozenset(review.csp.codes)
    return Kin(source.key, source.id, partnership, codes, name, review.published, review.death, asked, source.file)


def evidence_of(one: Kin, other: Kin) -> Evidence | None:
    """What makes two documents one review, by their recommendations or, without these, by their facts."""
    if conflict(one, other):
        return None
    if one.asked and other.asked:
        return _by_recommendations(one, other)
    if _same_partnership(one, other) and same(one.published, other.published) and same(one.death, other.death):
        return Evidence(
            "facts", "same partnership, publication and time of death; one of the two makes no recommendation", 0.1
        )
    return None


def _by_recommendations(one: Kin, other: Kin) -> Evidence | None:
    smaller, larger = sorted((one.asked, other.asked), key=len)
    alike, all_of = len(pairs(larger.said(), smaller.said())), len(smaller)
    known = _same_partnership(one, other)
    against = _differ(one.published, other.published) or _differ(one.death, other.death)
    least = HALF if known and not against else _MOST
    if alike < _SEVERAL:
        whole = alike == all_of and ((known and not against) or (alike > 1 and alike == len(larger)))
        least = least if whole else 2.0
    if alike < least * all_of:
        return None
    partnership = "same partnership" if known else "partnership not stated in both"
    words = f"{alike} of {all_of} recommendations alike; {partnership}{'; dates differ' if against else ''}"
    return Evidence("recommendations", words, alike / all_of - _LESS * (against + (not known)))


def conflict(one: Kin, other: Kin) -> bool:
    """Whether their partnerships cannot be the same one; where one is not known, or its name is part of the other's,
    they can."""
    if not one.name or not other.name or _same_partnership(one, other):
        return False
    if one.codes and other.codes:
        return one.codes.isdisjoint(other.codes)
    return not (one.name <= other.name or other.name <= one.name)


def _same_partnership(one: Kin, other: Kin) -> bool:
    return one.partnership is not None and one.partnership == other.partnership


def same(one: str | None, other: str | None) -> bool:
    """Two dates that are both known and can be the same.

    Example:
        >>> same("2020", "2020-05"), same("2020-04", "2020-05"), same(None, "2020")
        (True, False, False)
    """
    return bool(one and other) and (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and not same(one, other)


def fullest_first(readings: Sequence[Reading]) -> list[Reading]:
    """The documents of a review, the main one first.

    That is the one that says whose review it is, and of these the fullest: most recommendations, actions, learning
    points and contributions together, then most recommendations; then the earliest, then the first by digest. So a
    document that has less than the main one changes no review's id, whenever it comes.
    """

    def rank(reading: Reading) -> tuple[bool, int, int, str, str]:
        review = reading.review
        asked = sum(isinstance(f, Recommendation) for f in reading.findings)
        more = sum(isinstance(f, Action | LearningPoint | Contribution) for f in reading.findings)
        return (
            not (review and review.partnership and review.partnership.id),
            -asked - more,
            -asked,
            (review.published if review else None) or "9999",
            reading.document.source.sha256,
        )

    return sorted(readings, key=rank)
