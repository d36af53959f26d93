"""Count in how many places each thing comes up, quickly enough to do it a thousand times.

(thing, place) of every link, with repetition  ->  Reach.counts  ->  distinct places of each thing
"""

from __future__ import annotations

import numpy as np

from dhrgraph.network.recurrence.incidence import Ints


class Reach:
    """Distinct places of each of `things` things.

    Each link writes its number at (thing, place); the links that find their own number there are one for each
    (thing, place). So a count costs as many steps as there are links, however many things and places there are.

    Example:
        >>> Reach(3, 2).counts(np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])).tolist()
        [2, 1, 0]
    """

    def __init__(self, things: int, places: int) -> None:
        self._things, self._places = things, max(places, 1)
        self._last = np.empty(things * self._places, dtype=np.int32)

    def counts(self, things: Ints, places: Ints) -> Ints:
        """How many distinct places each thing has, in the order of things."""
        cells = things * self._places + places
        numbers = np.arange(len(cells), dtype=np.int32)
        self._last[cells] = numbers
        return np.bincount(things[self._last[cells] == numbers], minlength=self._things)
