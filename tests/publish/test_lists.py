"""Cells that are put together by hand are those that the csv module writes."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dhrgraph.publish.lists import cell, csv_rows

CELLS = st.text(st.sampled_from("a ,;\"'\r\n\t=+-@é") | st.characters(), max_size=8)


@given(st.lists(CELLS, min_size=2, max_size=4))
@example(["", ""])
@example(['"', "=1,2"])
def test_cells_joined_are_a_row(cells: list[str]) -> None:
    columns = [str(at) for at in range(len(cells))]
    row = csv_rows(columns, [dict(zip(columns, cells, strict=True))])
    assert ",".join(map(cell, cells)) + "\r\n" == row
