"""Intervals: Wilson's as scipy has it; the size that reviews of one partnership leave, as the sums say it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from dhrgraph.network.recurrence.intervals import effective_size, wilson


@given(st.integers(1, 3000), st.data())
def test_wilson_is_scipys(trials: int, data: st.DataObject) -> None:
    having = data.draw(st.integers(0, trials))
    low, high = wilson(np.array([having / trials]), np.array([float(trials)]))
    exact = binomtest(having, trials).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((exact.low, exact.high), abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), min_size=1, max_size=12))
def test_the_size_is_that_of_the_plain_sums(partnerships: list[tuple[int, float]]) -> None:
    sizes = [size for size, _ in partnerships]
    having = [round(size * share) for size, share in partnerships]
    (found,) = effective_size(np.array([having]), np.array(sizes)).tolist()
    n, m = sum(sizes), len(sizes)
    one_voice = n**2 / sum(size**2 for size in sizes)
    share = sum(having) / n
    if m == 1 or share in (0, 1):
        assert found == pytest.approx(one_voice)
        return
    variance = m / (m - 1) * sum((x - share * size) ** 2 for x, size in zip(having, sizes, strict=True)) / n**2
    exact = share * (1 - share) / variance if variance > 1e-12 else n
    assert found == pytest.approx(min(max(exact, one_voice), n))
    assert 1 - 1e-9 <= found <= n


def test_reviews_on_their_own_lose_nothing_but_the_share() -> None:
    """A partnership for each review: Kish's size is the number of reviews."""
    assert effective_size(np.array([[1, 0, 1, 1], [1, 1, 1, 1]]), np.array([1, 1, 1, 1])).tolist() == [4, 4]


def test_no_reviews_tell_nothing() -> None:
    assert effective_size(np.zeros((2, 0), dtype=int), np.array([], dtype=int)).tolist() == [0, 0]
    low, high = wilson(np.array([0.0]), np.array([0.0]))
    assert (low.tolist(), high.tolist()) == ([0], [1])


def test_the_interval_covers_what_it_should_when_partnerships_differ() -> None:
    """Reviews drawn from partnerships that differ widely: a plain interval misses too often, this one does not."""
    rng = np.random.default_rng(7)
    sizes = rng.integers(1, 25, 40)
    plain = clustered = 0
    for _ in range(600):
        having = rng.binomial(sizes, rng.beta(0.6, 0.9, len(sizes)))  # 0.4 on average, over all partnerships
        share = np.array([having.sum() / sizes.sum()])
        for name, trials in (("plain", float(sizes.sum())), ("kept", effective_size(having[None, :], sizes)[0])):
            low, high = wilson(share, np.array([trials]))
            inside = bool(low[0] <= 0.4 <= high[0])
            plain, clustered = plain + (inside and name == "plain"), clustered + (inside and name == "kept")
    assert plain / 600 < 0.8
    assert clustered / 600 > 0.92
