"""From strength to confidence: surer with strength, never certain, and a table that cannot be meant is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from theme_knowledge import calibration

from dhrgraph.classify.calibration import Calibration, read_calibration
from dhrgraph.classify.themes import DOUBT, LEAST
from dhrgraph.errors import VocabularyError

STRENGTH = st.floats(0, 1)


@given(weaker=STRENGTH, stronger=STRENGTH)
def test_the_stronger_is_never_less_sure(weaker: float, stronger: float) -> None:
    weaker, stronger = sorted((weaker, stronger))
    assert 0 <= calibration().confidence(weaker) <= calibration().confidence(stronger) < 1


def test_there_is_something_to_give_and_something_to_doubt() -> None:
    shares = [band.share for band in calibration().bands]
    assert max(shares) >= LEAST
    assert any(DOUBT <= share < LEAST for share in shares)


@given(strength=STRENGTH)
def test_without_a_table_strength_is_confidence(strength: float) -> None:
    assert Calibration().confidence(strength) == strength


def row(strength: str = "0.5", given: str = "10", right: str = "5") -> dict[str, str]:
    return {"strength": strength, "given": given, "right": right, "note": ""}


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (row("0.4"), "not above that of the row before"),
        (row("0.6", right="1"), "less often right than the weaker row"),
        (row("x"), "must be numbers"),
        (row("1.2"), "does not lie between 0 and 1"),
        (row("nan"), "does not lie between 0 and 1"),
        (row("0.6", right="11"), "11 right of 10 given"),
        (row("0.6", right="-1"), "-1 right"),
        ({"strength": "0.6"}, "the columns given, right, note are missing"),
    ],
)
def test_a_wrong_row_says_where_and_how_to_mend(second: dict[str, str], said: str) -> None:
    with pytest.raises(VocabularyError, match=rf"(?s)theme_calibration.csv line 3: .*{said}.*\n  To mend: "):
        read_calibration([row(), second])
