"""Two recommendations of different reviews that ask for the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

LikenessStrength: TypeAlias = Literal["near-copy", "same-ask"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two recommendations, each counted in a review of its own, are taken to ask for the same.

    `first` and `second` are what their IRIs end in, `first` < `second`: which came earlier is not said. `score` is
    above 0 and at most 1, and each strength has its own scale. `terms` are those that both share, the strongest first,
    each as the first prints it and, where it does otherwise, as the second does. `documents` are the keys of the
    documents that the two stand in.
    """

    first: str
    second: str
    strength: LikenessStrength
    score: float
    terms: tuple[str, ...]
    documents: tuple[str, str]
