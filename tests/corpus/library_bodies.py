"""Whom the reviews of a library are put to: bodies of the real registers, as unequal as in life.

    Random  ->  partnership_of  ->  Partnership        Partnership, Random  ->  cast_of  ->  Cast: who is asked, how often

Partnerships fall off log-normally (the busiest has one review in thirty), the bodies of one review by Zipf's law.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from statistics import NormalDist

from truth_bodies import Body, Partnership, bodies_of, partnerships


@dataclass(frozen=True)
class Cast:
    """The bodies of one review. `local`, the host apart, is those that take part; `others` are asked now and then."""

    host: Body
    local: tuple[Body, ...]
    others: tuple[Body, ...]

    def asked(self, random: Random) -> Body:
        """One of them: the host and the first few most often."""
        pool = (*self.local[:2], self.host, *self.local[2:], *self.others)
        return random.choices(pool, cum_weights=_zipf(len(pool)))[0]

    @property
    def single(self) -> tuple[Body, ...]:
        """Bodies that have a plan of their own."""
        return self.host, *self.local


@cache
def _zipf(number: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 2) for rank in range(number)))


@cache
def _weights() -> tuple[float, ...]:
    """Running weights of the partnerships that can host a review, log-normal."""
    number, normal = len(hosts()), NormalDist()
    return tuple(accumulate(math.exp(1.1 * normal.inv_cdf((n * 97 % number + 0.5) / number)) for n in range(number)))


@cache
def hosts() -> tuple[Partnership, ...]:
    """Partnerships that the register has a name and bodies for."""
    return tuple(p for p in partnerships() if bodies_of(p)["partnership"] and len(bodies_of(p)["local"]) >= 4)


def partnership_of(random: Random) -> Partnership:
    """Any of them; the busy ones more often.

    Example:
        >>> partnership_of(Random(1)) == partnership_of(Random(1))
        True
    """
    return random.choices(hosts(), cum_weights=_weights())[0]


def cast_of(partnership: Partnership, random: Random, *, outside: bool) -> Cast:
    """Who takes part in a review there; `outside`: addressees stand outside the sentence, so plain groups may too."""
    bodies = bodies_of(partnership)
    trusts = bodies["trust"]
    near = Random(f"near {partnership.code}").sample(trusts, 3)  # a partnership turns to the same trusts each time
    local = _one_name_each(random, bodies["local"])
    collective = [body for body in bodies["collective"] if outside or body.printed != "GPs"]
    others = [
        *random.choices(bodies["national"], cum_weights=_zipf(len(bodies["national"])), k=1),
        *random.sample(collective, 2),
        *random.sample(bodies["unknown"], 1),
    ]
    return Cast(random.choice(bodies["partnership"]), (*local[:6], *near[:2], *local[6:8]), tuple(others))


def _one_name_each(random: Random, local: tuple[Body, ...]) -> list[Body]:
    """One printed name for each local body, so that no document calls a body two things in its headings."""
    by: dict[str | None, list[Body]] = {}
    for body in local:
        by.setdefault(body.canonical, []).append(body)
    chosen = [random.choice(names) for names in by.values()]
    return random.sample(chosen, min(len(chosen), 8))
