"""How much two texts are alike, and by which terms.

    Terms, Terms  ->  compare  ->  Alike or None

Both scores are of the two texts alone: whatever else a graph holds does not change them. Each is what the two share,
divided by a mean of what each has: Tversky's ratio (1977) made symmetric (Jimenez, Becerra and Gelbukh 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrgraph.network.similar.records import Shared, Strength
from dhrgraph.network.similar.terms import Terms

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Ratio:
    """shared / (lesser x the smaller + (1 - lesser) x the larger + doubt), and from where on it counts.

    `lesser` near 1 forgives the text that says more; `doubt` holds back texts that share little because they say
    little.
    """

    lesser: float
    doubt: float
    threshold: float

    def of(self, shared: int, one: int, other: int) -> float:
        """The score in [0, 1] of two texts of sizes `one` and `other`.

        Example:
            >>> Ratio(0.75, 9, 0.5).of(13, 13, 17)
            0.565
        """
        size = self.lesser * min(one, other) + (1 - self.lesser) * max(one, other) + self.doubt
        return round(shared / size, _DIGITS) if shared else 0.0


# Set on the development part of tests/similar/labelled.csv, and held to it by a test: see decision 26.
NEAR_COPY = Ratio(lesser=0.5, doubt=0, threshold=0.6)  # of runs of words: Dice's coefficient (1945)
SAME_TERMS = Ratio(lesser=0, doubt=0, threshold=0.8)  # which a near-copy must reach too: one word can change the ask
SAME_ASK = Ratio(lesser=0.65, doubt=9, threshold=0.58)  # of the points of terms; 9 is one thing's worth
# What is left of the last where all acts differ, where only one text names an act, where each text is about something
# that the other is not, and where one warns off something.
OTHER_ACT, NO_ACT, OTHER_THING, AGAINST = 0.5, 0.8, 0.75, 0.5
# A text put into a longer one: so many words at least, of which this share stands there in the same order, and with
# them this share of its points.
ENOUGH_WORDS, IN_ORDER, CARRIED = 6, 0.85, 0.95


@dataclass(frozen=True, slots=True)
class Alike:
    """How strongly two texts are alike, and by which terms, strongest first."""

    strength: Strength
    score: float
    shared: tuple[Shared, ...]


def compare(one: Terms, other: Terms) -> Alike | None:
    """The stronger of the two strengths that reaches its threshold; None when neither does."""
    found = judged(one, other)
    return Alike(*found, shared(one, other, found[1])) if found else None


def judged(one: Terms, other: Terms) -> tuple[Strength, float] | None:
    """As `compare`, without the terms that both have."""
    left, points = left_over(one, other), _points(one, other)
    same = _asked(one, other, points, left)
    near = _copied(one, other, points, same) if left == 1 else 0.0
    if near >= NEAR_COPY.threshold:
        return "near-copy", near
    return ("same-ask", same) if same >= SAME_ASK.threshold else None


def near_copy(one: Terms, other: Terms) -> float:
    """How far the words are the same and in the same order, or one is the other with words put in; 0 where one asks
    for more than a little else."""
    left, points = left_over(one, other), _points(one, other)
    return _copied(one, other, points, _asked(one, other, points, left)) if left == 1 else 0.0


def _copied(one: Terms, other: Terms, points: int, same: float) -> float:
    runs = NEAR_COPY.of(len(one.runs & other.runs), len(one.runs), len(other.runs))
    if SAME_TERMS.of(points, one.size, other.size) < SAME_TERMS.threshold:
        runs = 0.0
    return max(runs, _put_in(one, other, points, same)) if runs < NEAR_COPY.threshold else runs


def _put_in(one: Terms, other: Terms, points: int, same: float) -> float:
    """The share of the words of both that stand in the same order, where the shorter text is in the longer, all but a
    word or so, and both ask the same; else 0."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < ENOUGH_WORDS or same < SAME_ASK.threshold or points < CARRIED * min(one.size, other.size):
        return 0.0
    kept = _in_order(shorter, longer)
    return NEAR_COPY.of(kept, len(shorter), len(longer)) if kept >= IN_ORDER * len(shorter) else 0.0


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in the same order, others between them left out: a bit for each word of `other`
    (Crochemore, Iliopoulos, Pinzon and Reid 2001).

    Example:
        >>> _in_order("train staff to ask".split(), "train all new staff and ask".split())
        3
    """
    places: dict[str, int] = {}
    for place, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << place
    every = left = (1 << len(other)) - 1
    for word in one:
        here = left & places.get(word, 0)
        left = (left + here | left - here) & every
    return len(other) - left.bit_count()


def same_ask(one: Terms, other: Terms) -> float:
    """How far the same is asked, in whatever words."""
    return _asked(one, other, _points(one, other), left_over(one, other))


def _asked(one: Terms, other: Terms, points: int, left: float) -> float:
    return round(SAME_ASK.of(points, one.size, other.size) * left, _DIGITS)


def left_over(one: Terms, other: Terms) -> float:
    """What is left of a score where the two texts part: in what is to be done, in what it is about, or in that one
    asks to look into, or warns off, what the other asks to do."""
    same_act = (one.acts & other.acts or not one.acts or not other.acts) and one.over == other.over
    apart = one.things - other.things and other.things - one.things
    return (
        (1.0 if same_act else OTHER_ACT)
        * (1.0 if bool(one.acts) == bool(other.acts) else NO_ACT)
        * (OTHER_THING if apart else 1.0)
        * (1.0 if one.against == other.against else AGAINST)
    )


def _points(one: Terms, other: Terms) -> int:
    """What the terms that both have count for."""
    return sum(_both(one, other).values())


def _both(one: Terms, other: Terms) -> dict[str, int]:
    """The terms that both have, with the lesser of their points: a word can be a name in one text only."""
    return {term: min(weight, other.points[term]) for term, weight in one.points.items() if term in other.points}


def shared(one: Terms, other: Terms, score: float) -> tuple[Shared, ...]:
    """The terms that both have, with the part of `score` that each stands for by its points; strongest first."""
    both = _both(one, other)
    whole = sum(both.values())
    ordered = sorted(both, key=lambda term: (-both[term], term))
    return tuple(
        Shared(one.printed[term], other.printed[term], round(score * both[term] / whole, _DIGITS)) for term in ordered
    )
