"""Tables of judgements in every form a spreadsheet saves them, and each fault named with row and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhrgraph.errors import VocabularyError
from dhrgraph.publish.worksheet import COLUMNS, to_sheet
from dhrgraph.read.judgements import decisions_in, read_judgements

HEADING = "kind,what,area,wording,other,decision,by,on,note"
AGENCY = "agency,Someshire Aid,E08000014;E08000012,,,none,analyst,2026-11-21,"
THEME = "theme,marac,,w501fe928f131,,yes,data steward,21/11/2026,seen twice"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "decided.csv"


def write(path: Path, *rows: str, heading: str = HEADING) -> Path:
    path.write_text("\n".join([heading, *rows]), encoding="utf-8")
    return path


def test_each_cell_goes_where_it_belongs(table: Path) -> None:
    one, two = read_judgements(write(table, AGENCY, "", THEME))
    assert (one.kind, one.what, one.area, one.decision, one.by, one.on, one.row) == (
        "agency", "Someshire Aid", "E08000012;E08000014", "none", "analyst", "2026-11-21", 2,
    )  # fmt: skip
    assert (two.kind, two.wording, two.decision, two.on, two.note, two.row) == (
        "theme", "501fe928f131", "yes", "2026-11-21", "seen twice", 4,
    )  # fmt: skip
    assert two.at("decision") == "decided.csv row 4, column decision"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_spreadsheet_may_save_it_its_own_way(encoding: str, separator: str, end: str, table: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(["Kind", "What", "Area name", "Area", "Decision", "By", "On", "Extra"])
    writer.writerow(["agency", "Women’s Aid, Somewhere", "Some; where", "E08000014", "none", "analyst", "21/11/2026"])
    writer.writerow(["agency", "left open"])
    table.write_bytes(out.getvalue().encode(encoding))
    (row,) = read_judgements(table)
    assert (row.what, row.area, row.on) == ("Women’s Aid, Somewhere", "E08000014", "2026-11-21")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0", exclude_categories=["Cc", "Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(what=CELLS.filter(lambda text: text.strip() and not text.startswith("'")), note=CELLS)
def test_what_the_worksheet_writes_is_read_as_it_was(what: str, note: str, table: Path) -> None:
    filled = {"kind": "agency", "what": what, "decision": "none", "by": "analyst", "on": "2026-11-21", "note": note}
    table.write_text(to_sheet([{**dict.fromkeys(COLUMNS, ""), **filled}]), encoding="utf-8", newline="")
    (row,) = read_judgements(table)
    assert row.what == what.strip()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("police,x,,,,none,analyst,2026-11-21,", "row 2, column kind: no kind of judgement 'police'"),
        ("agency,,,,,none,analyst,2026-11-21,", "row 2, column what: empty"),
        ("agency,x,,,,none,,2026-11-21,", "row 2, column by: empty"),
        ("agency,x,,,,none,analyst,,", "row 2, column on: empty"),
        ("agency,x,,,,none,Ada Example,2026-11-21,", "row 2, column by: no role"),
        ("agency,x,,,,none,Ada,2026-11-21,", "row 2, column by: no role"),
        ("agency,x,,,,none,???,2026-11-21,", "row 2, column by: no role"),
        ("agency,x,,,,none,ada@example.org,2026-11-21,", "row 2, column by: no role"),
        ("agency,x,,,,none,analyst,11/21/2026,", "row 2, column on: not a date"),
        ("agency,x,,,,none,analyst,last week,", "row 2, column on: not a date"),
        ("agency,x,,,,none,analyst,2026-02-30,", "row 2, column on: not a date"),
        ("theme,marac,,,,yes,analyst,2026-11-21,", "row 2, column wording: empty"),
        ("theme,marac,,1.2E+11,,yes,analyst,2026-11-21,", "row 2, column wording: not a key"),
        ("same-review,a,,,,yes,analyst,2026-11-21,", "row 2, column other: empty"),
        ("same-review,a,,,b,maybe,analyst,2026-11-21,", "row 2, column decision: 'maybe' is neither yes nor no"),
        ("death,a,,,INC-0001,perhaps,analyst,2026-11-21,", "row 2, column decision: 'perhaps' is neither"),
        ("agency,x,,,,none,analyst,2026-11-21,,more", "row 2: more cells than the heading"),
    ],
)
def test_what_cannot_be_is_named_with_row_and_column(row: str, said: str, table: Path) -> None:
    with pytest.raises(VocabularyError) as problem:
        read_judgements(write(table, row))
    assert f"decided.csv {said}" in str(problem.value)
    assert "To mend: " in str(problem.value)


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"", "empty"),
        (b"kind,what,decision,by\n", "column on is missing"),
        (b"kind,what,decision,by,on,By\n", "column by stands twice"),
        (b'kind,what,decision,by,on\n"agency,x', "not a table of text"),
    ],
)
def test_a_table_that_is_none_says_so(contents: bytes, said: str, table: Path) -> None:
    table.write_bytes(contents)
    with pytest.raises(VocabularyError, match=said):
        read_judgements(table)


def test_a_role_in_capitals_is_no_name(table: Path) -> None:
    row = AGENCY.replace("analyst", "DA Lead")
    assert read_judgements(write(table, row), {"lead"})[0].by == "DA Lead"


def test_rows_without_a_decision_are_open_whatever_else_stands_there(table: Path) -> None:
    write(table, "nonsense,,,,,,Ada Example,tomorrow,")
    assert read_judgements(table) == ()
    assert not decisions_in(table)
    assert decisions_in(write(table, "nonsense,,,,,yes,,,"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.binary(max_size=300).map(lambda rows: f"{HEADING}\n".encode() + rows))
def test_any_bytes_are_a_table_or_are_refused(data: bytes, table: Path) -> None:
    table.write_bytes(data)
    try:
        assert all(row.by and row.on for row in read_judgements(table))
    except VocabularyError as problem:
        assert str(problem).startswith("decided.csv")  # noqa: PT017 - one of two right outcomes
