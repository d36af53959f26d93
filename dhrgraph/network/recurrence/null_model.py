"""The null model: the same recommendations, reviews and places, with things dealt out anew.

    links  ->  Deal  ->  Deal.trade(chance), again and again  ->  every arrangement equally often

Links form a two-sided graph of recommendations and things. An *arrangement* is any graph in which each recommendation
has as many things as it has, and each thing as many recommendations. Recommendations stay in their reviews and reviews
in their places, so how much a review writes and how many reviews a place has are the same in every arrangement.

Arrangements are drawn by *global curveball trades*: recommendations are put two by two at random; each two keep what
they have in common and deal out the rest among them anew, each keeping its number. The chain is symmetric and reaches
every arrangement, so all come up equally often.

References:
    Strona, Nappo, Boccacci, Fattorini and San-Miguel-Ayanz (2014), A fast and unbiased procedure to randomize
    ecological binary matrices with fixed row and column totals, Nature Communications 5, 4114.
    Carstens (2015), Proof of uniform sampling of binary matrices with fixed row sums and column sums for the fast
    Curveball algorithm, Physical Review E 91, 042812.
    Carstens, Hamann, Meyer, Penschuck, Tran and Wagner (2018), Parallel and I/O-efficient randomisation of massive
    networks using global curveball trades, 26th European Symposium on Algorithms, LIPIcs 112, 11:1-11:15.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dhrgraph.network.recurrence.incidence import Floats, Ints, Pairs

SEED = 20261121
# In a trade a thing that the two do not share moves with a chance of about a half, so what is left of an arrangement
# halves with each global trade. Measured in docs/decisions/0024: no trace after 20; counts three apart hardly agree.
BURN_IN = 50  # global trades before the first arrangement that is counted
THINNING = 3  # global trades from one arrangement that is counted to the next


class Deal:
    """One arrangement, which trades change. `things[slot]` is the thing of a link; slots keep their recommendation.

    Example:
        >>> deal = Deal((np.array([0, 0, 1]), np.array([4, 5, 4])))
        >>> deal.trade(np.random.default_rng(SEED))
        >>> sorted(deal.things[:2].tolist()), deal.things[2:].tolist() in ([4], [5])
        ([4, 5], True)
    """

    def __init__(self, links: Pairs) -> None:
        """Links in ascending order of recommendation, without repetition."""
        recommendations, self.things = links[0], links[1].copy()
        _, self._first, self._many = np.unique(recommendations, return_index=True, return_counts=True)
        self._width = int(self.things.max()) + 1 if len(self.things) else 1

    def trade(self, chance: np.random.Generator) -> None:
        """One global trade: every recommendation trades with one other, one may be left over."""
        order = chance.permutation(len(self._many))
        many = self._many[order]
        pair = np.repeat(np.arange(len(order)) // 2, many)
        slots = np.repeat(self._first[order] - np.cumsum(many) + many, many) + np.arange(len(pair))
        apart = ~self._in_common(pair, self.things[slots])
        pair, slots = pair[apart], slots[apart]
        # both lists have the pairs in the same order and as often; inside a pair the second is shuffled
        self.things[slots] = self.things[slots[_by(pair + chance.random(len(pair)))]]

    def _in_common(self, pair: Ints, things: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which links name a thing that both of the pair have."""
        key = pair * self._width + things
        by = _by(key)
        same = key[by[1:]] == key[by[:-1]]
        common = np.zeros(len(pair), dtype=np.bool_)
        common[by[1:][same]] = common[by[:-1][same]] = True
        return common


def _by(key: Ints | Floats) -> Ints:
    """Places in ascending order. A merge sort: the keys ascend from pair to pair, which it is ten times quicker on."""
    return np.argsort(key, kind="stable")


def arrangements(*deals: Deal, seed: int = SEED, burn_in: int = BURN_IN, thinning: int = THINNING) -> Iterator[None]:
    """Change the deals, independently of one another, to their next arrangement that is counted; without end."""
    chances = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(len(deals))]
    trades = burn_in
    while True:
        for deal, chance in zip(deals, chances, strict=True):
            for _ in range(trades):
                deal.trade(chance)
        yield
        trades = thinning
