"""The labelled sample: pairs of invented recommendations, and how the method judges them.

labelled.csv: labels were given before the method was tuned. `development` set words, points and thresholds; `held-out`
only measures. examined.csv: by somebody else. `examined` was written before he saw the method, measured once, and read
when words were added; `examined-later` was written in between, and read after these words.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.network.similar.score import near_copy, same_ask
from dhrgraph.network.similar.terms import read_terms
from dhrgraph.network.similar.wordbook import own_wordbook

LABELS = ("near-copy", "same-ask", "related-only", "different")
ALIKE = ("near-copy", "same-ask")


@dataclass(frozen=True)
class Judged:
    """A pair with its label and both scores."""

    part: str
    label: str
    one: str
    other: str
    near: float
    same: float


def labelled(part: str) -> list[Judged]:
    """The pairs of one part, in the order of the file."""
    known = own_wordbook()
    name = "examined.csv" if part.startswith("examined") else "labelled.csv"
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    pairs = [(row, read_terms(row["one"], known), read_terms(row["other"], known)) for row in rows]
    return [
        Judged(part, row["label"], row["one"], row["other"], near_copy(*both), same_ask(*both)) for row, *both in pairs
    ]


def precision(pairs: Iterable[Judged], found: Callable[[Judged], bool], right: Iterable[str]) -> float:
    """The share of what is found that is right; 1 when nothing is found."""
    labels = [pair.label for pair in pairs if found(pair)]
    return sum(label in tuple(right) for label in labels) / len(labels) if labels else 1.0


def recall(pairs: Iterable[Judged], found: Callable[[Judged], bool], right: Iterable[str]) -> float:
    """The share of what should be found that is."""
    hits = [found(pair) for pair in pairs if pair.label in tuple(right)]
    return sum(hits) / len(hits)
