"""Nothing is found where nothing was planted: in at most as many made-up libraries as five per cent allows.

Every library here is one arrangement of the null model, so a table has a finding with a chance of 5 % at most. Over n
libraries the number with one is then binomial; the tests allow its 99.9 % quantile. Seeds are fixed: a test that
passes passes again.
"""

from __future__ import annotations

import numpy as np
import pytest
from made_library import made_library
from scipy.stats import binom

from dhrgraph.network.recurrence.expected import standing
from dhrgraph.network.recurrence.reading import ALPHA
from dhrgraph.network.recurrence.table import recurrence


def allowed(tables: int) -> int:
    """In how many of so many tables a false finding may be."""
    return int(binom.ppf(0.999, tables, ALPHA))


def false_alarms(by: str, tables: int, reviews: int, randomisations: int) -> int:
    """In how many libraries without plants something is found."""
    return sum(
        bool((recurrence(made_library(reviews, seed), by, randomisations=randomisations)["p_corrected"] <= ALPHA).any())
        for seed in range(tables)
    )


def test_themes_of_a_few_libraries_are_left_alone() -> None:
    assert false_alarms("theme", 20, 30, 99) <= allowed(20) == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "tables", "reviews"),
    [("theme", 60, 50), ("agency-type", 60, 50), ("theme-agency-type", 40, 40)],
)
def test_over_many_libraries_false_findings_are_as_rare_as_stated(by: str, tables: int, reviews: int) -> None:
    assert false_alarms(by, tables, reviews, 199) <= allowed(tables)


@pytest.mark.parametrize("draws", [39, 99, 199])
def test_the_correction_holds_however_few_draws_there_are(draws: int) -> None:
    """Hundreds of rare, skewed counts, as pairs of theme and type are, with the observed one drawn as all others."""
    chance = np.random.default_rng(7)
    rates = chance.uniform(1.0, 4.0, 300)
    tables = 400
    alarms = sum(
        bool((standing(counts[0], counts[1:], np.ones(300, dtype=bool)).p_corrected <= ALPHA).any())
        for counts in (chance.poisson(rates, (draws + 1, 300)) for _ in range(tables))
    )
    assert alarms <= allowed(tables) == 35
