"""What goes into a comparison of texts and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Strength: TypeAlias = Literal["near-copy", "same-ask"]
Nearness: TypeAlias = Strength | Literal["nearest"]
STRENGTHS: tuple[Strength, ...] = ("near-copy", "same-ask")  # the stronger first


@dataclass(frozen=True, slots=True)
class Text:
    """One recommendation's words (names already removed), with the IRIs of its review and partnership.

    Texts of one review are never compared with each other; one whose review is not known is compared with all.
    """

    id: str
    text: str
    review: str | None = None
    partnership: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A term that two texts share: the words as the one prints them, as the other does, and its part in the score.

    The parts of all shared terms add up to the score.
    """

    words: str
    other: str
    part: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a text of the index is like the one asked about. In `shared`, strongest first, `words` are those of the
    text asked about. "nearest" is no strength: not judged alike, for a person to look at, and never in a graph."""

    id: str
    strength: Nearness
    score: float  # more than 0, at most 1, three digits; each strength has its own scale
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts of different reviews that are alike; `a` < `b`. In `shared`, `words` are those of `a`."""

    a: str
    b: str
    strength: Strength
    score: float
    shared: tuple[Shared, ...]
