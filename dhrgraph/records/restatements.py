"""One review, several documents: what a further document says again, and where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.records.matches import Match
from dhrgraph.records.places import Passage, Span

Fact: TypeAlias = Literal[
    "wording",
    "number",
    "addressee",
    "scope",
    "lead",
    "target",
    "revised-target",
    "completion",
    "status",
    "contribution",
    "published",
    "death",
    "stated-recommendations",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that a document gives otherwise than the document whose finding is counted.

    `kept` is the counted finding's value: empty for a wording, and where it has no name but its printed words.
    """

    fact: Fact
    kept: str
    stated: Passage


@dataclass(frozen=True, slots=True)
class Restates:
    """Which finding of another document of the same review a finding says again: that one is counted, this is not.

    `document` is the other's key, `file` its name. `order` is that of the recommendation or learning point there, of
    the recommendation an action answers, or the place of a contribution, from 1; it is 0 for a review. `adds` are
    facts on which every document before this one was silent.
    """

    document: str
    file: str
    order: int = 0
    item: int = 0
    spans: tuple[Span, ...] = ()
    differs: tuple[Difference, ...] = ()
    adds: tuple[Fact, ...] = ()


JoinMethod: TypeAlias = Literal["judgement", "recommendations", "facts"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a further document is taken to be about the same review as the main one, `restates.document`.

    `id` is the review's id as it is made of this document alone: it begins the IRIs of what the document states.
    `partnership` is the one all documents of the review have. `evidence` gives method and figures in words.
    """

    id: str
    partnership: Match | None
    method: JoinMethod
    evidence: str
    restates: Restates
