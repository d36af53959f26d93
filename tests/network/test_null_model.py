"""The null model draws every arrangement of the same margins equally often, and nothing else."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice, product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.recurrence.chance import draw, of_pairs, of_things
from dhrgraph.network.recurrence.incidence import Incidence, Ints, Pairs, read_incidence
from dhrgraph.network.recurrence.null_model import Deal, arrangements
from dhrgraph.network.tally import theme

Links = frozenset[tuple[int, int]]


def pairs(links: Links) -> Pairs:
    flat = np.array(sorted(links), dtype=np.int64).reshape(-1, 2)
    return flat[:, 0], flat[:, 1]


def held_now(links: Links, deal: Deal) -> Links:
    return frozenset(zip(pairs(links)[0].tolist(), deal.things.tolist(), strict=True))


def margins(links: Links) -> tuple[Counter[int], Counter[int]]:
    return Counter(one for one, _ in links), Counter(thing for _, thing in links)


def every_arrangement(links: Links) -> set[Links]:
    """By hand: all graphs with the margins of this one."""
    of_each, of_thing = margins(links)
    choices = [[(one, set(c)) for c in combinations(sorted(of_thing), many)] for one, many in sorted(of_each.items())]
    found = (frozenset((one, thing) for one, things in choice for thing in things) for choice in product(*choices))
    return {links for links in found if margins(links)[1] == of_thing}


@given(st.frozensets(st.tuples(st.integers(0, 12), st.integers(0, 7)), max_size=50), st.integers(0, 99))
def test_a_trade_keeps_every_margin_and_repeats_no_link(links: Links, seed: int) -> None:
    deal, chance = Deal(pairs(links)), np.random.default_rng(seed)
    for _ in range(4):
        deal.trade(chance)
        assert len(held_now(links, deal)) == len(links)
        assert margins(held_now(links, deal)) == margins(links)


SMALL = {
    "one thing each": frozenset({(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)}),
    "several each": frozenset({(0, 0), (0, 1), (1, 1), (1, 2), (2, 0), (2, 3), (3, 2)}),
    "a thing that nearly all have": frozenset({(0, 0), (0, 1), (1, 0), (2, 0), (2, 2), (3, 1), (3, 2), (3, 3)}),
    "uneven": frozenset({(0, 0), (0, 1), (0, 2), (1, 0), (2, 1), (3, 3), (4, 3)}),
}


@pytest.mark.parametrize("links", SMALL.values(), ids=SMALL)
def test_every_arrangement_comes_up_equally_often(links: Links) -> None:
    everything, deal = every_arrangement(links), Deal(pairs(links))
    draws = 60 * len(everything)
    seen = Counter(held_now(links, deal) for _ in islice(arrangements(deal, seed=1, burn_in=20, thinning=8), draws))
    assert set(seen) == everything
    assert chisquare(list(seen.values())).pvalue > 1e-3


def library(links: Links, place_of: dict[int, int]) -> Incidence:
    """Recommendations in places, each in a review of its own."""
    rows = [
        Occurrence(
            f"r{one}",
            Thing(f"v{one}", f"V{one}", "review"),
            Thing(f"p{place_of[one]}", "P", "partnership"),
            theme=Thing(f"t{thing}", f"T{thing}", "theme"),
        )
        for one, thing in links
    ]
    return read_incidence(rows, theme)


@pytest.mark.parametrize("links", SMALL.values(), ids=SMALL)
def test_expected_and_deviation_are_those_of_all_arrangements(links: Links) -> None:
    place_of = {0: 0, 1: 0, 2: 1, 3: 1, 4: 2}
    things = sorted({thing for _, thing in links})
    exact = np.array(
        [
            [len({place_of[one] for one, t in each if t == thing}) for thing in things]
            for each in every_arrangement(links)
        ]
    )
    draws = draw(of_things(library(links, place_of)), 4000, 5)
    assert draws.mean(axis=0) == pytest.approx(exact.mean(axis=0), abs=0.05)
    assert draws.std(axis=0) == pytest.approx(exact.std(axis=0), abs=0.05)


def test_one_thing_each_is_the_known_formula() -> None:
    """Of N recommendations, n in a place, k with the thing: the place is reached but with chance C(N-n, k)/C(N, k)."""
    sizes, many = (5, 4, 3, 2, 1, 1), {0: 9, 1: 4, 2: 3}
    place_of = dict(enumerate(place for place, size in enumerate(sizes) for _ in range(size)))
    things = [thing for thing, number in many.items() for _ in range(number)]
    everything = sum(sizes)
    exact = [sum(1 - comb(everything - n, k) / comb(everything, k) for n in sizes) for k in many.values()]
    draws = draw(of_things(library(frozenset(enumerate(things)), place_of)), 4000, 2)
    assert draws.mean(axis=0) == pytest.approx(exact, abs=0.06)


def test_pairs_are_dealt_out_independently() -> None:
    """One theme and one type a recommendation: a place of n has both with the chance that the formula gives."""
    rng = np.random.default_rng(8)
    themes, types = rng.permutation([0] * 12 + [1] * 18), rng.permutation([0] * 10 + [1] * 20)
    place_of = {one: one % 6 for one in range(30)}
    first, second = (library(frozenset(enumerate(map(int, each))), place_of) for each in (themes, types))
    draws = draw(of_pairs(first, second), 4000, 3)

    def none_of(n: int, total: int, k: int) -> float:
        return comb(total - n, k) / comb(total, k)

    # both of 30: hypergeometric number h of recommendations with theme 0 and type 0, spread evenly over the places
    chance = [comb(12, h) * comb(18, 10 - h) / comb(30, 10) for h in range(11)]
    exact = sum(p * 6 * (1 - none_of(5, 30, h)) for h, p in enumerate(chance))
    assert draws[:, 0].mean() == pytest.approx(exact, abs=0.06)


def counted(seed: int) -> Ints:
    links = frozenset((one, (one * 7 + k) % 9) for one in range(40) for k in range(1 + one % 3))
    return draw(of_things(library(links, {one: one % 7 for one in range(40)})), 30, seed).astype(np.int64)


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    assert counted(1).tolist() == counted(1).tolist()
    assert counted(1).tolist() != counted(2).tolist()


def test_draws_do_not_remember_what_was_observed() -> None:
    """Everything of a thing in one place to begin with: after the burn-in the draws are as from anywhere else."""
    place_of = {one: one // 30 for one in range(300)}
    together = frozenset((one, one // 30) for one in range(300))
    apart = frozenset((one, one % 10) for one in range(300))
    first, second = (draw(of_things(library(each, place_of)), 300, 4) for each in (together, apart))
    assert first[:20].mean() == pytest.approx(second[:20].mean(), abs=0.3)
    assert first.mean() == pytest.approx(second.mean(), abs=0.1)


def test_draws_hardly_depend_on_the_one_before() -> None:
    """What THINNING rests on."""
    place_of = {one: one // 6 for one in range(600)}
    links = frozenset((one, (one * k) % 20) for one in range(600) for k in (3, 7))
    draws = draw(of_things(library(links, place_of)), 600, 6).astype(float)
    centred = draws - draws.mean(axis=0)
    correlation = (centred[1:] * centred[:-1]).mean(axis=0) / centred.var(axis=0)
    assert abs(correlation.mean()) < 0.2


def test_nothing_and_one_recommendation_stay_as_they_are() -> None:
    for links in (frozenset(), frozenset({(0, 0), (0, 2)})):
        deal = Deal(pairs(links))
        deal.trade(np.random.default_rng(1))
        assert held_now(links, deal) == links
