"""A part of the library, as a year or a region is, and what comes up in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dhrgraph.network.occurrences import Thing
from dhrgraph.network.tally import Tally


class Slice(NamedTuple):
    """What a part is of: the IRI of a region or factor, or a year; and its name."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Sliced:
    """A slice with all its reviews and their partnerships, and what each thing has there."""

    slice: Slice
    reviews: frozenset[str]
    partnerships: frozenset[str]
    tallies: Mapping[Thing, Tally]
