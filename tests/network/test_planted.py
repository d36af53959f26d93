"""What was planted in a made-up library is found, in the direction in which it was planted, and no more.

A theme that nearly every partnership puts once is wider than chance; one that a single partnership or wordy review
repeats is concentrated; a theme put to one type of body again and again is a pair that chance does not make. Whatever
else is found is false; its share among the findings may be 5 % (Benjamini and Hochberg 1995), and with a correction
for every row, no more than 5 % of tables may have any.
"""

from __future__ import annotations

import pandas as pd
import pytest
from made_library import Concentrated, Paired, Wide, made_library, theme_id
from test_planted_null import allowed

from dhrgraph.network.recurrence.reading import ALPHA
from dhrgraph.network.recurrence.table import recurrence

WIDE, WORDY, LOCAL, PAIRED, TYPE = 39, 38, 37, 20, "housing"
SPREAD = (Wide(WIDE), Concentrated(WORDY), Concentrated(LOCAL, by="partnership"))
EXPECTED = {theme_id(WIDE): 1, theme_id(WORDY): -1, theme_id(LOCAL): -1}


def found(frame: pd.DataFrame) -> dict[tuple[str, ...], int]:
    """Each finding, by theme (and type), with its direction."""
    names = ["id", "type"] if "type" in frame else ["id"]
    rows = frame[frame["p_corrected"] <= ALPHA]
    return {tuple(key): 1 if z > 0 else -1 for *key, z in rows[[*names, "z"]].itertuples(index=False)}


def themes_found(reviews: int, seed: int, randomisations: int) -> dict[tuple[str, ...], int]:
    rows = made_library(reviews, seed, plants=SPREAD)
    return found(recurrence(rows, "theme", randomisations=randomisations))


def test_planted_themes_are_found_in_their_direction() -> None:
    findings = themes_found(150, 1, 199)
    assert findings == {(theme,): direction for theme, direction in EXPECTED.items()}


def test_a_planted_pair_is_found_and_its_reading_says_so() -> None:
    rows = made_library(120, 2, plants=(Paired(PAIRED, TYPE),))
    frame = recurrence(rows, "theme-agency-type", randomisations=199)
    findings = found(frame)
    assert findings.pop((theme_id(PAIRED), TYPE)) == 1
    assert all(_beside(pair) and direction == -1 for pair, direction in findings.items())
    row = frame[(frame["id"] == theme_id(PAIRED)) & (frame["type"] == TYPE)].iloc[0]
    assert row["partnerships"] > 2 * row["expected"]
    assert "ore partnerships than" in row["reading"]


def _beside(pair: tuple[str, ...]) -> bool:
    """Whether a pair shares the planted theme or type, which then leaves fewer of it than chance would."""
    return pair[0] == theme_id(PAIRED) or pair[1] == TYPE


@pytest.mark.slow
def test_over_many_libraries_all_is_found_and_hardly_more() -> None:
    tables, false, findings, shares = 20, 0, 0, []
    for seed in range(100, 100 + tables):
        of_table = themes_found(150, seed, 199)
        assert EXPECTED.items() <= {theme: direction for (theme,), direction in of_table.items()}.items()
        wrong = len(of_table) - len(EXPECTED)
        false, findings = false + bool(wrong), findings + len(of_table)
        shares.append(wrong / len(of_table))
    assert false <= allowed(tables)
    assert sum(shares) / tables <= ALPHA
    assert findings >= 3 * tables


@pytest.mark.slow
def test_over_many_libraries_planted_pairs_are_found_and_hardly_more() -> None:
    tables, false, shares = 12, 0, []
    for seed in range(200, 200 + tables):
        rows = made_library(150, seed, plants=(Paired(PAIRED, TYPE, share=0.5),))
        of_table = found(recurrence(rows, "theme-agency-type", randomisations=199))
        assert of_table[theme_id(PAIRED), TYPE] == 1
        wrong = [pair for pair, direction in of_table.items() if not (_beside(pair) and direction == -1)]
        false += len(wrong) > 1
        shares.append((len(wrong) - 1) / len(of_table))
    assert false <= allowed(tables)
    assert sum(shares) / tables <= ALPHA


@pytest.mark.slow
def test_at_national_size_with_the_number_of_randomisations_that_is_the_default() -> None:
    findings = themes_found(1_500, 3, 1_000)
    assert findings == {(theme,): direction for theme, direction in EXPECTED.items()}
