"""Hold what is observed against chance: expected value, standard deviation, z, p, and p corrected for looking at many.

    observed, draws of the null model, which can tell  ->  standing  ->  Standing

References:
    Davison and Hinkley (1997), Bootstrap methods and their application, Cambridge University Press, chapter 4: a Monte
    Carlo test counts the observation among the draws, p = (1 + b) / (1 + B), so that p is never 0 nor too small.
    Westfall and Young (1993), Resampling-based multiple testing, Wiley: step-down max-T (algorithm 4.1), which bounds
    the chance of any false finding in a table, and with it the share of false findings that is to be expected.
    Ge, Dudoit and Speed (2003), Resampling-based multiple testing for microarray data analysis, Test 12, 1-77: box 2.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from dhrgraph.network.recurrence.incidence import Floats, Ints
from dhrgraph.network.recurrence.rows import Against

Bools = npt.NDArray[np.bool_]
_CLOSE = 1e-9  # z-scores nearer than this are the same: sums of floats
_CELLS = 4_000_000  # of draws and things that are standardised at a time: 32 MB


@dataclass(frozen=True, slots=True)
class Standing:
    """In the order of things: mean and standard deviation of the draws; z, 0 where they are all the same; p of both
    directions, the smaller tail doubled, in (0, 1]; p_corrected likewise, never below p, and 1 where `tested` is
    false.

    For both p the observation counts as one of the arrangements, in mean and deviation too: under the null model it is
    one, and a test in which it has no place of its own is exact, however few draws there are. `expected`, `sd` and
    `z` are of the draws alone: else no z could pass the root of their number."""

    expected: Floats
    sd: Floats
    z: Floats
    p: Floats
    p_corrected: Floats
    tested: Bools

    def at(self, n: int) -> Against:
        """The standing of one thing, in plain numbers."""
        expected, sd, z, p, corrected = (
            float(column[n]) for column in (self.expected, self.sd, self.z, self.p, self.p_corrected)
        )
        return Against(expected, sd, z, p, corrected, bool(self.tested[n]))

    def only(self, things: Ints) -> Standing:
        """These things, in this order."""
        return Standing(*(getattr(self, one.name)[things] for one in fields(self)))


def standing(observed: Ints, draws: npt.NDArray[np.integer], tells: Bools, least: float = 0) -> Standing:
    """How observed counts stand among the draws, one row of counts a draw.

    `tells` says of which things the margins alone let a test tell anything, and `least` how many must be expected for
    it; a choice that does not look at what was observed cannot favour it. Things that come out the same in every
    arrangement are not tested either, and have p = 1.

    Example:
        >>> found = standing(np.array([9, 4]), np.array([[5, 4], [6, 4], [7, 4]]), np.array([True, True]))
        >>> found.expected.tolist(), found.z.round(2).tolist(), found.p.tolist(), found.tested.tolist()
        ([6.0, 4.0], [3.67, 0.0], [0.5, 1.0], [True, False])
    """
    many = len(draws)
    expected, sd = draws.mean(axis=0, dtype=np.float64), draws.std(axis=0, dtype=np.float64)
    varies = sd > 0
    z = np.where(varies, (observed - expected) / np.where(varies, sd, 1), 0.0)
    as_high, as_low = (draws >= observed).sum(axis=0), (draws <= observed).sum(axis=0)
    p = np.where(varies, _both(np.minimum(as_high, as_low), many), 1.0)
    middle = (many * expected + observed) / (many + 1)
    deviation = np.sqrt((many * (sd**2 + (expected - middle) ** 2) + (observed - middle) ** 2) / (many + 1))
    tested = tells & varies & (middle >= least)
    corrected = np.ones(len(observed))
    middle, deviation = middle[tested], deviation[tested]
    family = draws[:, tested], middle, deviation, (observed[tested] - middle) / deviation
    corrected[tested] = _both(np.minimum(_step_down(*family, 1), _step_down(*family, -1)), many)
    return Standing(expected, sd, z, p, corrected, tested)


def _both(exceeding: Ints, draws: int) -> Floats:
    """p of two directions, when the draws that reach as far in the nearer one are counted."""
    both: Floats = np.minimum(2 * (1 + exceeding) / (1 + draws), 1.0)
    return both


def _step_down(draws: npt.NDArray[np.integer], expected: Floats, sd: Floats, z: Floats, direction: int) -> Ints:
    """How many draws have a z as far in the direction, among this thing and all that stand out less than it."""
    order = np.argsort(-direction * z, kind="stable")
    exceeding = np.zeros(len(z), dtype=np.int64)
    rows = max(_CELLS // max(len(z), 1), 1)
    for first in range(0, len(draws) if len(z) else 0, rows):
        there = direction * (draws[first : first + rows, order] - expected[order]) / sd[order]
        highest = np.maximum.accumulate(there[:, ::-1], axis=1)[:, ::-1]
        exceeding += (highest >= direction * z[order] - _CLOSE).sum(axis=0)
    counted = np.empty_like(exceeding)
    counted[order] = np.maximum.accumulate(exceeding)
    return counted
