"""Tables in a terminal: ids are whole or not there, whatever the width; where there is no terminal nothing is left out."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dhrgraph.cli.columns import Column, kept, needed
from dhrgraph.cli.printing import show
from dhrgraph.graph.store import Answer
from dhrgraph.namespaces import Iri

LONG = "https://w3id.org/dhrgraph/id/agency/north-of-exampleshire-and-fictonshire-integrated-care-board"
ANSWER = Answer(
    ("agency", "agency_label", "partnerships", "reviews", "of_reviews", "largest_share"),
    ((Iri(LONG), "North of Exampleshire and Fictonshire Integrated Care Board", 12, 30, 647, Decimal("0.25")),),
)
SHORT = "ag:" + LONG.rpartition("/")[2]
COLUMN = st.builds(
    Column, st.text("ab", min_size=1, max_size=20), st.sampled_from(["id", "number", "words"]), st.integers(0, 90), st.booleans()
)  # fmt: skip


@given(st.lists(COLUMN, min_size=1, max_size=9), st.integers(1, 300))
def test_what_is_kept_fits_and_no_more_is_left_out_than_must_be(columns: list[Column], width: int) -> None:
    shown = kept(columns, width)
    assert list(shown) == sorted(set(shown))
    assert len(shown) == 1 or needed(columns[place] for place in shown) <= width
    assert needed(columns) > width or len(shown) == len(columns)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_an_id_is_whole_or_not_there(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(
        "rich.console.Console", lambda **_: Console(file=out, width=width, force_terminal=True, color_system=None)
    )
    show(ANSWER, "table")
    lines, told = out.getvalue(), capsys.readouterr().err
    assert SHORT in lines or "ag:north" not in lines
    assert (SHORT in lines) == (width >= 80)
    assert all(len(line) <= width for line in lines.splitlines())
    assert ("No room for" in told) == (width < 200)


def test_where_there_is_no_terminal_nothing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    wide = Answer(ANSWER.columns * 2, (ANSWER.rows[0] * 2,))
    show(wide, "table")
    told = capsys.readouterr()
    assert told.out.count(SHORT) == 2
    assert told.out.count("largest_share") == 2
    assert told.err == ""
