"""No cell is run by a spreadsheet, and each is found again as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.text.cells import as_it_was, no_formula

CELLS = st.text() | st.text(st.sampled_from("'=+-@ \t\r＝a1"), max_size=5)


@given(CELLS)
def test_no_cell_begins_a_formula_and_each_is_as_it_was_again(cell: str) -> None:
    safe = no_formula(cell)
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert as_it_was(safe) == cell


@pytest.mark.parametrize("cell", ["", "Aid", "St Mary's", "'Aid'", "a = b", "7-day", "12"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert no_formula(cell) == as_it_was(cell) == cell
