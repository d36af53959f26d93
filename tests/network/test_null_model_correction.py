"""p and corrected p: against a plain implementation, and never too small when nothing is going on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dhrgraph.network.recurrence import expected
from dhrgraph.network.recurrence.expected import Standing, standing
from dhrgraph.network.recurrence.incidence import Floats, Ints

DRAWS = arrays.arrays(np.int64, st.tuples(st.integers(1, 12), st.integers(1, 6)), elements=st.integers(0, 5))


def by_hand(observed: Ints, draws: Ints) -> tuple[list[float], list[float]]:
    """p and corrected p after Westfall and Young, algorithm 4.1, as it is printed: one thing, one draw at a time."""
    many, things = draws.shape
    every = np.vstack([observed, draws])
    mean, sd = every.mean(axis=0), every.std(axis=0)
    tested = [t for t in range(things) if len(set(draws[:, t])) > 1]
    raw = [1.0] * things
    both = [1.0] * things
    for t in tested:
        higher = sum(int(n >= observed[t]) for n in draws[:, t])
        lower = sum(int(n <= observed[t]) for n in draws[:, t])
        raw[t] = min(1.0, 2 * (1 + min(higher, lower)) / (1 + many))
    for sign in (1, -1):
        order = sorted(tested, key=lambda t: -sign * (observed[t] - mean[t]) / sd[t])
        highest = 0.0
        for place, t in enumerate(order):
            at = sign * (observed[t] - mean[t]) / sd[t]
            exceeding = sum(
                any(sign * (draws[b, u] - mean[u]) / sd[u] >= at - 1e-9 for u in order[place:]) for b in range(many)
            )
            highest = max(highest, (1 + exceeding) / (1 + many))
            both[t] = min(both[t], 2 * highest)
    return raw, both


@given(DRAWS, st.data())
def test_as_by_hand(draws: Ints, data: st.DataObject) -> None:
    observed = data.draw(arrays.arrays(np.int64, draws.shape[1], elements=st.integers(0, 5)))
    found = standing(observed, draws, np.ones(draws.shape[1], dtype=bool))
    raw, corrected = by_hand(observed, draws)
    assert found.p.tolist() == pytest.approx(raw)
    assert found.p_corrected.tolist() == pytest.approx(corrected)


@given(DRAWS, st.data())
def test_what_always_holds(draws: Ints, data: st.DataObject) -> None:
    things = draws.shape[1]
    observed = data.draw(arrays.arrays(np.int64, things, elements=st.integers(0, 5)))
    tells = data.draw(arrays.arrays(np.bool_, things))
    found = standing(observed, draws, tells)
    for column in (found.expected, found.sd, found.z, found.p, found.p_corrected):
        assert np.isfinite(column).all()
    assert (found.p > 0).all()
    assert (found.p <= found.p_corrected).all()
    assert (found.p_corrected <= 1).all()
    assert (found.p_corrected[~found.tested] == 1).all()
    assert not found.tested[~tells].any()
    still = found.sd == 0
    assert (found.z[still] == 0).all()
    assert (found.p[still] == 1).all()


def test_in_parts_as_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    draws, observed = rng.poisson(5, (100, 30)), rng.poisson(7, 30)
    whole = standing(observed, draws, np.ones(30, dtype=bool))
    monkeypatch.setattr(expected, "_CELLS", 70)
    assert standing(observed, draws, np.ones(30, dtype=bool)).p_corrected.tolist() == whole.p_corrected.tolist()


def full_null(seed: int, things: int = 25) -> Standing:
    """The observation is one more draw: nothing is going on. Draws are correlated, and skewed as counts are."""
    rng = np.random.default_rng(seed)
    draws = rng.poisson(rng.gamma(4, 1, (200, 1)) * rng.uniform(0.3, 3, things))
    return standing(draws[0], draws[1:], np.ones(things, dtype=bool))


def at_most(level: float, p: Floats) -> bool:
    """Whether the share of these p at or below the level can be the level; three standard errors are allowed."""
    return float((p <= level).mean()) <= level + 3 * (level * (1 - level) / len(p)) ** 0.5


def test_nothing_is_found_where_nothing_is() -> None:
    found = [full_null(seed) for seed in range(400)]
    one_of_each = np.array([table.p[0] for table in found])
    smallest = np.array([table.p_corrected.min() for table in found])
    for level in (0.02, 0.05, 0.1, 0.2, 0.5):
        assert at_most(level, one_of_each)
        assert at_most(level, smallest), "any false finding in a table"
    assert (smallest <= 0.2).mean() > 0.05, "the correction is no mere refusal"


def test_what_stands_out_is_found() -> None:
    rng = np.random.default_rng(3)
    draws = rng.poisson(20, (1000, 50))
    observed = rng.poisson(20, 50)
    observed[7], observed[9] = 60, 1
    found = standing(observed, draws, np.ones(50, dtype=bool))
    assert set(np.flatnonzero(found.p_corrected <= 0.05).tolist()) == {7, 9}
    assert found.z[7] > 0 > found.z[9]
