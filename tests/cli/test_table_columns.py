"""Tables in a terminal: ids are whole or not there, whatever the width; where there is no terminal nothing is left out."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dhrgraph.cli.columns import Column, kept, needed, widths
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


@given(st.lists(COLUMN, min_size=1, max_size=9), st.integers(1, 300))
def test_nothing_is_left_out_that_there_is_room_for(columns: list[Column], width: int) -> None:
    shown = kept(columns, width)
    gone = [place for place in range(len(columns)) if place not in shown]
    assert all(needed(columns[one] for one in (*shown, place)) > width for place in gone)


@given(st.lists(COLUMN, min_size=1, max_size=9), st.integers(1, 300))
def test_the_room_is_used_and_no_more_than_that(columns: list[Column], width: int) -> None:
    shown = [columns[place] for place in kept(columns, width)]
    given = widths(shown, width)
    used = sum(given) - sum(column.least for column in shown) + needed(shown)
    assert all(
        column.least <= wide <= max(column.least, column.longest) for column, wide in zip(shown, given, strict=True)
    )
    assert used <= max(width, needed(shown))
    assert used >= width or all(wide >= column.longest for column, wide in zip(shown, given, strict=True))


def test_an_empty_column_goes_first() -> None:
    table = [Column("earlier", "id", 41), Column("year", "number", 4), Column("death_year", "words", 0)]
    assert kept(table, 54) == (0, 1)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_sentences_have_room_to_be_read_and_are_whole(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 100 characters the ids of recurrence go, so that its numbers may stay; what it says in words is not torn."""
    out = io.StringIO()
    monkeypatch.setattr(
        "rich.console.Console", lambda **_: Console(file=out, width=width, force_terminal=True, color_system=None)
    )
    reading = (
        "About as many partnerships as seven recommendations reach by chance (2.7). Same rank whichever is left out."
    )
    cells = (Iri(SHORT), "Adult safeguarding and care", 1, 3, 3, 7, Decimal("2.7"), Decimal("1.0"), reading)
    heading = [
        "id",
        "label",
        "rank",
        "partnerships",
        "reviews",
        "recommendations",
        "expected",
        "p_corrected",
        "reading",
    ]
    show(Answer(tuple(heading), (cells,)), "table", spare=("id",), prose=("reading",))
    lines = out.getvalue().splitlines()
    at = next(line for line in lines if "reading" in line).index("reading")
    assert " ".join(" ".join(line[at:].strip() for line in lines[3:]).split()) == reading
    assert sum(bool(line[at:].strip()) for line in lines[3:]) <= 5
    assert all(len(line) <= width for line in lines)
    assert ("recommendations" in lines[1]) == (width >= 100)


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
