"""How much each line of a network would weigh by chance: the null model of recurrence, line by line.

    network, occurrences  ->  by_chance  ->  each line's p

Every recommendation keeps how many bodies and themes it has, every body and theme how many recommendations; which it is
that they have is dealt out anew (`dhrgraph.network.recurrence.null_model`), bodies and themes independently of each
other. Recommendations stay in their reviews and reviews in their partnerships. What is counted is what the network's
lines count: distinct partnerships as a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import networkx as nx
import numpy as np

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.networks.named import NETWORKS, Network
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.recurrence.incidence import Floats, Ints, Pairs, distinct, held, matched, read_incidence
from dhrgraph.network.recurrence.null_model import Deal, arrangements
from dhrgraph.network.tally import partnership, review

RANDOMISATIONS = 1000
CALIBRATION = 200  # arrangements from which mean and standard deviation are taken, before those that are compared with
SEED = 20261121
LEAST_EXPECTED = 1.0  # a line that chance makes less often than once cannot tell
_FIXED = (review, partnership)  # what a recommendation cannot be dealt to


@dataclass(frozen=True, slots=True)
class Chance:
    """A line against chance: its count, what chance makes of it, and how rarely chance makes as much.

    p = (1 + randomisations that count at least as much) / (1 + all): Davison and Hinkley (1997), Bootstrap Methods and
    their Application, section 4.2. `p_corrected` allows for every line that is tested: see `by_chance`. A line is not
    `tested` where its margins cannot tell (chance makes it less than once, or always as often); both are 1 there.
    """

    count: int
    expected: float
    z: float
    p: float
    p_corrected: float
    tested: bool


def by_chance(
    graph: nx.Graph[str],
    occurrences: Sequence[Occurrence],
    *,
    randomisations: int = RANDOMISATIONS,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> Mapping[tuple[str, str], Chance]:
    """Every line of a network against chance, smaller IRI first, in order.

    Corrected values are Westfall and Young's (1993, Resampling-Based Multiple Testing), step down, of the largest z
    among the lines (Ge, Dudoit and Speed 2003, Resampling-based multiple testing for microarray data analysis, box 2):
    the chance that any line at all comes out so by chance. Mean and standard deviation come of CALIBRATION arrangements
    of their own, so the network and what it is compared with are treated alike, and only sums are kept of each.

    `occurrences` are the rows that the network was built from, as counted. `progress` is told (done, all).

    Raises:
        UnknownNameError: the network is none of NETWORKS.
    """
    name = str(graph.graph.get("name", ""))
    if name not in NETWORKS:
        raise UnknownNameError("network", name, NETWORKS)
    lines = _Lines(NETWORKS[name], occurrences, str(graph.graph["weight"]))
    whole = CALIBRATION + randomisations if randomisations else 0
    seen, chance = lines.count(), arrangements(*lines.deals, seed=seed)

    def dealt(times: int, before: int) -> Iterator[Ints]:
        for done, _ in zip(range(1, times + 1), chance, strict=False):
            yield lines.count()
            if progress is not None:
                progress(before + done, whole)

    mean, sd = _moments(dealt(CALIBRATION if randomisations else 0, 0), len(seen))
    tested = (mean >= LEAST_EXPECTED) & (sd > 0)
    p, corrected = np.ones(len(seen)), np.ones(len(seen))
    z = np.divide(seen - mean, sd, out=np.zeros(len(seen)), where=sd > 0)
    p[tested], corrected[tested] = _compared(
        z[tested], ((counts[tested] - mean[tested]) / sd[tested] for counts in dealt(randomisations, CALIBRATION))
    )
    columns = (values.tolist() for values in (seen, mean, z, p, corrected, tested))
    return dict(sorted(zip(lines.ends, map(Chance, *columns), strict=True), key=itemgetter(0)))


def _moments(samples: Iterator[Ints], size: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each line's counts; 0 where there are no samples."""
    times, total, squares = 0, np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for counts in samples:
        times += 1
        total += counts
        squares += counts * counts
    mean = total / max(times, 1)
    spread = times * squares - total * total  # whole numbers: exactly 0 where every arrangement counts the same
    return mean, np.sqrt(spread) / max(times, 1)


def _compared(z: Floats, samples: Iterator[Floats]) -> tuple[Floats, Floats]:
    """The p of each z alone, and corrected step down for all of them."""
    order = np.argsort(z, kind="stable")
    times, alone, any_of = 0, np.zeros(len(z)), np.zeros(len(z))
    for sample in samples:
        times += 1
        alone += sample >= z
        any_of += np.maximum.accumulate(sample[order]) >= z[order]
    p, stepped = (1 + alone) / (1 + times), (1 + any_of) / (1 + times)
    corrected = np.empty(len(z))
    corrected[order] = np.maximum.accumulate(stepped[::-1])[::-1]
    return p, corrected


class _Lines:
    """The lines of a network as arrays; `count` says what each weighs in the arrangement that the deals are in."""

    def __init__(self, network: Network, rows: Sequence[Occurrence], weight: str) -> None:
        self._network, self._weight = network, weight
        sides = network.sides(rows)
        found = [read_incidence(rows, facet) for facet in sides]
        self._said_in, self._held = found[0].said_in, held(found[0])
        self._held_in = found[0].held_in
        self._links = [side.links for side in found]
        self._dealt = [None if facet in _FIXED else Deal(side.links) for facet, side in zip(sides, found, strict=True)]
        self.deals = [deal for deal in self._dealt if deal is not None]
        things = [[thing.id for thing in side.things] for side in found]
        self._width = len(things[-1])
        self._keys = np.empty(0, dtype=np.int64)  # until the lines are known
        self._keys = np.unique(self._joined()[0])
        a, b = np.divmod(self._keys, max(self._width, 1))
        named = ((things[0][x], things[-1][y]) for x, y in zip(a.tolist(), b.tolist(), strict=True))
        self.ends = [(min(ends), max(ends)) for ends in named]

    def count(self) -> Ints:
        """The weight of each line, in the order of `ends`."""
        keys, units = self._joined()
        at = np.searchsorted(self._keys, keys)
        known = at < len(self._keys)
        known[known] = self._keys[at[known]] == keys[known]
        line, unit = at[known], units[known]
        of = self._of_units()
        if of is not None:
            here, there = matched(unit, of[0])
            line, unit = line[here], of[1][there]
        return np.bincount(distinct(line, unit)[0], minlength=len(self._keys))

    def _joined(self) -> Pairs:
        """(line, unit) for every unit that has both ends; a unit is a recommendation, or a review."""
        sides = [self._by_unit(n) for n in range(len(self._links))]
        left, right = sides[0], sides[-1]
        here, there = matched(left[0], right[0])
        a, b, unit = left[1][here], right[1][there], left[0][here]
        if self._network.right is None:
            a, b, unit = (values[a < b] for values in (a, b, unit))
        return a * max(self._width, 1) + b, unit

    def _by_unit(self, side: int) -> Pairs:
        """(unit, thing) in ascending order, as the deal has it now."""
        deal = self._dealt[side]
        links = self._links[side] if deal is None else (self._links[side][0], deal.things)
        if self._in_reviews:
            here, there = matched(links[0], self._said_in[0])
            return distinct(self._said_in[1][there], links[1][here])
        return links

    @property
    def _in_reviews(self) -> bool:
        return self._network.right is None and self._network.within == "review" and self._weight != "recommendations"

    def _of_units(self) -> Pairs | None:
        """(unit, what the line counts) in ascending order; None where units themselves are counted."""
        if self._weight == "recommendations" or (self._weight == "reviews" and self._in_reviews):
            return None
        if self._in_reviews:
            return self._held_in
        return self._said_in if self._weight == "reviews" else self._held
