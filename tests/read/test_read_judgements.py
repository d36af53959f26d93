"""Tables of judgements in every form a spreadsheet saves them, and each fault named with row and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhrgraph.config import table as ontology_table
from dhrgraph.errors import VocabularyError
from dhrgraph.publish.worksheet import COLUMNS, to_sheet
from dhrgraph.read.judgements import decisions_in, only_noted, read_judgements
from dhrgraph.read.roles import role_words

ROLES = role_words(ontology_table("role_words.csv"))
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
    one, two = read_judgements(write(table, AGENCY, "", THEME), ROLES)
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
    (row,) = read_judgements(table, ROLES)
    assert (row.what, row.area, row.on) == ("Women’s Aid, Somewhere", "E08000014", "2026-11-21")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0", exclude_categories=["Cc", "Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(what=CELLS.filter(lambda text: text.strip() and not text.startswith("'")), note=CELLS)
def test_what_the_worksheet_writes_is_read_as_it_was(what: str, note: str, table: Path) -> None:
    filled = {"kind": "agency", "what": what, "decision": "none", "by": "analyst", "on": "2026-11-21", "note": note}
    table.write_text(to_sheet([{**dict.fromkeys(COLUMNS, ""), **filled}]), encoding="utf-8", newline="")
    (row,) = read_judgements(table, ROLES)
    assert row.what == what.strip()


def test_an_area_keeps_its_codes_however_they_are_joined_and_its_name_as_it_stands(table: Path) -> None:
    areas = ["e08000014, E08000012", "E08000014 E08000012", "Bristol, City of", ""]
    write(table, *(f'agency,x,"{area}",,,none,analyst,2026-11-21,' for area in areas))
    assert [row.area for row in read_judgements(table, ROLES)] == [
        "E08000012;E08000014", "E08000012;E08000014", "Bristol, City of", "",
    ]  # fmt: skip


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
        read_judgements(write(table, row), ROLES)
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
        read_judgements(table, ROLES)


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_says_to_save_it_as_csv_and_is_not_written_over(beginning: bytes, table: Path) -> None:
    table.write_bytes(beginning + b"\x00" * 20)
    with pytest.raises(VocabularyError, match=r"a workbook.*\n  To mend: .*save it as CSV"):
        read_judgements(table, ROLES)
    assert decisions_in(table)


@pytest.mark.parametrize(
    "row",
    [
        "agency,x,,,,,none,domestic abuse analyst,2026-11-21",  # one column too far
        "agency,x,,,,,domestic abuse analyst,,",
        "agency,x,,,,,,2026-11-21,",
        "nonsense,,,,,,Ada Example,tomorrow,",
    ],
)
def test_a_row_that_says_who_or_when_but_not_what_is_refused(row: str, table: Path) -> None:
    write(table, "agency,open,,,,,,,", row, THEME, row)
    with pytest.raises(VocabularyError, match=r"row 3, column decision: empty, .* and so in 1 other row") as problem:
        read_judgements(table, ROLES)
    assert "Ada" not in str(problem.value)
    assert decisions_in(table), "a half-filled sheet is not written over"


def test_rows_with_a_note_alone_are_open_and_counted(table: Path) -> None:
    write(table, "agency,x,,,,,,,none", "agency,y,,,,,,,", THEME, "agency,z,,,,,,,ask the council")
    assert [row.what for row in read_judgements(table, ROLES)] == ["marac"]
    assert only_noted(table) == 2


def test_a_table_without_decisions_may_be_written_over(table: Path) -> None:
    assert not decisions_in(write(table, "agency,x,,,,,,,"))
    assert not decisions_in(table.with_name("none.csv"))
    assert decisions_in(write(table, "nonsense,,,,,yes,,,"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.binary(max_size=300).map(lambda rows: f"{HEADING}\n".encode() + rows))
def test_any_bytes_are_a_table_or_are_refused(data: bytes, table: Path) -> None:
    table.write_bytes(data)
    try:
        assert all(row.by and row.on for row in read_judgements(table, ROLES))
    except VocabularyError as problem:
        assert str(problem).startswith("decided.csv")  # noqa: PT017 - one of two right outcomes
