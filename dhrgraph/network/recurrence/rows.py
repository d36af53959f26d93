"""One row of a recurrence table, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.network.occurrences import Thing
from dhrgraph.network.tally import Counts


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1] and the interval of 95 per cent around it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Against:
    """How a thing's partnerships stand against the null model (`expected.Standing`)."""

    expected: float
    sd: float
    z: float
    p: float
    p_corrected: float
    tested: bool


@dataclass(frozen=True, slots=True)
class Row:
    """All that is measured of one thing.

    `largest_share` lies in (0, 1]: the share of its recommendations that the review `rests_on` has; 1 when all come
    from one review. `against` is None when the null model was left out.
    """

    thing: Thing
    rank: int
    best: int
    worst: int
    counts: Counts
    of: Counts
    partnership_share: Share
    review_share: Share
    equal_voice: float
    largest_share: float
    rests_on: str
    against: Against | None = None
