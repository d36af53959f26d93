"""What chance alone would give: the places that things, or pairs of things, reach in every arrangement that is drawn.

    Incidence  ->  of_things  ->  Chance  ->  draw  ->  one row of counts an arrangement

For pairs both graphs, recommendation x theme and recommendation x type of agency, are dealt out independently of one
another and joined on the recommendation: what is expected of a pair when theme and type have nothing to do with
each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dhrgraph.network.recurrence.incidence import Incidence, Ints, held, matched
from dhrgraph.network.recurrence.null_model import Deal, arrangements
from dhrgraph.network.recurrence.reach import Reach

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Chance:
    """Arrangements, and how to count in the ones they hold now; before any trade that is what was observed."""

    deals: tuple[Deal, ...]
    count: Callable[[], Ints]


def of_things(found: Incidence) -> Chance:
    """Distinct places of each thing, in the order of things."""
    deal, reach, places = Deal(found.links), Reach(len(found.things), found.places), held(found)
    slot, there = matched(found.links[0], places[0])
    place = places[1][there]
    return Chance((deal,), lambda: reach.counts(deal.things[slot], place))


def of_pairs(one: Incidence, other: Incidence) -> Chance:
    """Distinct places of each pair: in the order of things of `one`, and inside it of `other`; all there could be.

    Both are read from the same rows, so their recommendations have the same numbers.
    """
    first, second, places = Deal(one.links), Deal(other.links), held(one)
    left, right = matched(one.links[0], other.links[0])
    both, there = matched(one.links[0][left], places[0])
    left, right, place = left[both], right[both], places[1][there]
    width = len(other.things)
    reach = Reach(len(one.things) * width, one.places)
    return Chance((first, second), lambda: reach.counts(first.things[left] * width + second.things[right], place))


def draw(chance: Chance, randomisations: int, seed: int, progress: Progress | None = None) -> npt.NDArray[np.int32]:
    """The counts of so many arrangements, one a row; `progress` is told (done, all) after each."""
    steps = arrangements(*chance.deals, seed=seed)
    draws = np.empty((randomisations, len(chance.count())), dtype=np.int32)
    for number in range(randomisations):
        next(steps)
        draws[number] = chance.count()
        if progress is not None:
            progress(number + 1, randomisations)
    return draws
