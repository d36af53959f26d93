"""Tables of cases are known by their heading and read whole or not at all; what is odd is named with row and column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases_made import COLUMNS, FACTORS, HEADING, read, row, source, written
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.config import table
from dhrgraph.errors import UnreadableError
from dhrgraph.read.case_cells import NO_DATE, date_of, flag_of
from dhrgraph.read.dhrd import MOST_ROWS, is_case_table, read_deaths
from dhrgraph.records import DeathRegister

ROWS = [row(1, stalking="True", csp="Leeds"), row(2, death_date="2011", coercive_control="TRUE"), row(3, separation="")]


def refused(data: bytes) -> str:
    assert is_case_table(data, COLUMNS), "it must be taken for a table of cases, or nobody says what is wrong"
    with pytest.raises(UnreadableError) as problem:
        read(data)
    return str(problem.value)


# --- how a table is known ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        written(ROWS),
        b"\xef\xbb\xbf" + written(ROWS, ends="\r\n"),
        written(ROWS).decode().encode("utf-16"),
        b"\n\n" + written(ROWS),
        written(ROWS, HEADING[1:]),
        written(ROWS).upper(),
        b"victim_id,age\r\n",
    ],
    ids=["plain", "marked", "utf-16", "empty lines first", "no ids", "capitals", "persons"],
)
def test_known_by_its_heading(data: bytes) -> None:
    assert is_case_table(data, COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"The review heard of separation, stalking and coercive control.\n",
        b"region,name,separation\nNorth,A,b\n",
        b"%PDF-1.7 incident_id,csp",
        b"No,Recommendation,Agency,Date\n1,Act,Police,2020\n",
        b"\n".join([b"A report", written(ROWS)]),
    ],
)
def test_a_report_is_none(data: bytes) -> None:
    assert not is_case_table(data, COLUMNS)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks_change_nothing(ends: str, mark: bytes) -> None:
    assert read(mark + written(ROWS, ends=ends)) == read(written(ROWS))


def test_columns_may_stand_in_any_order_and_case() -> None:
    assert read(written(ROWS, reversed(HEADING))) == read(written(ROWS))
    head, rest = written(ROWS).split(b"\n", 1)
    assert read(head.upper() + b"\n" + rest) == read(written(ROWS))


# --- what it says -----------------------------------------------------------------------------------------------------


def test_a_row_says_its_place_its_date_and_only_what_is_tagged() -> None:
    first, second, third = read(written(ROWS)).deaths
    assert (first.csp.raw, first.region, first.date, first.cause, first.place) == (
        "Leeds", "north-west", "2019-03", "unknown", "residential-location",
    )  # fmt: skip
    assert (first.factors, second.factors, third.factors) == tuple(
        map(frozenset, (["stalking"], ["coercive-control"], []))
    )
    assert (second.date, second.year, [d.row for d in (first, second, third)]) == ("2011", 2011, [2, 3, 4])


def test_windows_1252_is_read() -> None:
    (death,) = read(written([row(1, csp="Ynys Môn")]).decode().encode("windows-1252")).deaths
    assert death.csp.raw == "Ynys Môn"


def test_empty_cells_say_nothing() -> None:
    (death,) = read(written([row(1, death_date="", cause_of_death="", location_of_death="", region="")])).deaths
    assert (death.date, death.cause, death.place, death.region) == (None, None, None, None)


def test_empty_rows_are_passed_over_but_counted() -> None:
    head, first, *rest = written(ROWS).split(b"\n")
    table = read(b"\n".join([head, first, b"," * (len(HEADING) - 1), b"", *rest]))
    assert [death.row for death in table.deaths] == [2, 5, 6]


def test_a_word_in_doubt_is_kept_with_a_note() -> None:
    table = read(written([row(1), row(2, cause_of_death="Hitting with a weapon")]))
    assert table.deaths[1].cause == "hitting-with-a-weapon"
    (issue,) = table.issues
    assert (issue.severity, "column cause_of_death, row 3" in issue.message) == ("note", True)


def test_a_word_of_no_list_is_left_out_with_a_warning_that_does_not_quote_it() -> None:
    table = read(written([row(1, region="Zorwiquin"), row(2), row(3, region="Tamluvash")]))
    assert [death.region for death in table.deaths] == [None, "north-west", None]
    (issue,) = table.issues
    assert issue.severity == "warning"
    assert "column region, rows 2 and 4" in issue.message
    assert "Zorwiquin" not in issue.message


def test_every_code_of_the_tables_is_in_the_code_lists() -> None:
    from dhrgraph.graph.store import read_triples
    from dhrgraph.namespaces import CODE
    from dhrgraph.resources import folder

    there = {subject for subject, _, _ in read_triples(folder("ontology") / "codes.ttl")}
    named = {f"{CODE}{r['part']}-{r['code']}" for r in table("case_values.csv")}
    named |= {f"{CODE}factor-{r['code']}" for r in table("case_columns.csv") if r["part"] == "factor"}
    assert named <= there
    listed = {
        code for code in there if code.startswith(tuple(f"{CODE}{s}-" for s in ("region", "factor", "cause", "place")))
    }
    assert named == listed


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", HEADING)
def test_a_missing_column_is_named(column: str) -> None:
    assert f"row 1: there is no column {column}" in refused(written(ROWS, [c for c in HEADING if c != column]))


def test_a_column_too_many_is_named_by_its_place() -> None:
    assert "row 1, column 23 (shoe_size): not a column" in refused(written(ROWS, [*HEADING, "shoe_size"]))
    told = refused(written(ROWS, [*HEADING, "Ada King, chair"]))
    assert "row 1, column 23: not a column" in told
    assert "king" not in told.casefold()


def test_a_column_twice_is_named() -> None:
    head, rest = written(ROWS).split(b"\n", 1)
    doubled = b"\n".join([head + b",csp", *(line + b",Leeds" for line in rest.splitlines())])
    assert "row 1, column 23 (csp): the column is there twice" in refused(doubled)


@pytest.mark.parametrize("column", ["victim_id", "perpetrator_id", "victim_mh_anxiety", "victim_age"])
def test_persons_are_refused(column: str) -> None:
    assert "describes persons" in refused(written(ROWS, [*HEADING, column]))
    assert "describes persons" in refused(f"{column},incident_id\nV-1,INC-0001\n".encode())


def test_the_list_of_documents_is_refused() -> None:
    assert "list of documents" in refused(b"document_id,incident_id,title\nD1,INC-0001,A\n")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_named(separator: str) -> None:
    assert "not parted by commas" in refused(written(ROWS).replace(b",", separator.encode()))


@pytest.mark.parametrize("cell", ["yes", "1", "T", "falsch", "True?", "N/A"])
@pytest.mark.parametrize("column", FACTORS)
def test_an_odd_boolean_is_named(column: str, cell: str) -> None:
    told = refused(written([row(1), row(2, **{column: cell})]))
    assert f"row 3, column {column}: neither True, False nor empty" in told
    assert "and" not in told.partition("empty")[2], "one problem only"


@pytest.mark.parametrize(
    "cell",
    [
        "Sep-18",
        "13-2018",
        "2018-00",
        "Smarch 2018",
        "18",
        "20185",
        "1818",
        "1989",
        "12-1989",
        "2100",
        "March",
        "3 March 2019",
        "March 2019x",
    ],
)
def test_an_odd_date_is_named(cell: str) -> None:
    assert "row 2, column death_date: not a date" in refused(written([row(1, death_date=cell)]))


@pytest.mark.parametrize("cell", ["", "INC 1", "-1", "../../x", "INC-1>", "é", "x" * 41])
def test_an_odd_id_is_named(cell: str) -> None:
    assert "row 2, column incident_id: not an id" in refused(written([row(1, incident_id=cell)]))


def test_an_id_twice_is_named() -> None:
    assert "row 4, column incident_id: the same id as row 2" in refused(written([row(1), row(2), row(1, csp="Leeds")]))


@pytest.mark.parametrize("change", [b"", b",False,x"])
def test_a_wrong_number_of_cells_is_named(change: bytes) -> None:
    head, first, second, *rest = written(ROWS).split(b"\n")
    short = second.rsplit(b",", 1)[0] + change
    assert "row 3: " in refused(b"\n".join([head, first, short, *rest]))


def test_a_quotation_mark_that_does_not_end_is_named() -> None:
    assert "row 3: a quotation mark" in refused(written(ROWS[:1]) + b'INC-0009,"Leeds')


@pytest.mark.parametrize("cell", ["x" * 201, "a\x00b", "a\x1b[31mb", "two\nlines", "\u202egnal"])
def test_hostile_cells_are_refused_unquoted(cell: str) -> None:
    told = refused(written([row(1, csp=cell)]))
    assert "row 2, column csp: longer than any value, or with a character that does not print" in told
    assert cell not in told


def test_a_huge_cell_is_refused() -> None:
    assert "row 2" in refused(written([row(1, csp="x" * 200_000)]))


def test_too_many_rows_are_refused() -> None:
    line = written([row(1)]).split(b"\n")[1]
    assert "more than" in refused(written([]) + (line + b"\n") * (MOST_ROWS + 1))
    just = refused(b"\n" + written([]) + (line + b"\n") * MOST_ROWS)
    assert "rows" not in just.partition("row 3")[0], "no more than are allowed, and only the id there twice is wrong"
    assert "the same id as" in just


@pytest.mark.parametrize(("published", "last"), [("2026", 2027), ("2026-11-21", 2027), ("2031-02", 2032), (None, 2099)])
def test_a_death_after_the_table_is_refused(published: str | None, last: int) -> None:
    """By the year of the table's own date, its manifest's or its version's: no clock is asked."""

    def found(year: int) -> DeathRegister:
        of = replace(source(), published=published)
        return read_deaths(written([row(1), row(2, death_date=f"May {year}")]), of, COLUMNS)

    assert found(last).deaths[1].date == f"{last}-05"
    with pytest.raises(UnreadableError, match=f"row 3, column death_date: (a year after {last};|not a date)"):
        found(last + 1)


def test_a_huge_file_is_refused() -> None:
    assert "larger than" in refused(written(ROWS) + b"x" * (9 << 20))


def test_no_partnership_is_named() -> None:
    assert "row 2, column csp: no partnership" in refused(written([row(1, csp=" ")]))


def test_a_heading_alone_is_refused() -> None:
    assert "without a row" in refused(written([]))


def test_the_first_five_problems_are_listed_and_the_rest_counted() -> None:
    told = refused(written([row(n, stalking="maybe") for n in range(1, 10)]))
    assert [f"row {n}," in told for n in range(2, 11)] == [True] * 5 + [False] * 4
    assert "and 4 more" in told
    assert "\n" not in told


@given(st.text(max_size=30))
def test_a_cell_is_a_yes_a_no_or_odd(cell: str) -> None:
    assert flag_of(cell) in (True, False, None)
    assert (flag_of(cell) is None) == (cell.strip().casefold() not in ("true", "false", ""))


@given(st.integers(1990, 2099), st.integers(1, 12))
def test_every_form_of_a_month_means_the_same(year: int, month: int) -> None:
    import calendar

    name = calendar.month_name[month]
    forms = [
        f"{name} {year}",
        f"{name[:3].upper()} {year}",
        f"{month:02}-{year}",
        f"{year}-{month:02}",
        f" {name}  {year}",
    ]
    assert {date_of(form) for form in forms} == {f"{year}-{month:02}"}
    assert date_of(str(year)) == str(year)


@given(st.text(max_size=20))
def test_what_is_no_date_is_said_to_be_none(cell: str) -> None:
    found = date_of(cell)
    assert found is NO_DATE or found is None or (isinstance(found, str) and len(found) in (4, 7))


@given(st.binary(max_size=300))
def test_bytes_behind_the_heading_are_read_or_refused_in_one_line(noise: bytes) -> None:
    data = written(ROWS) + noise
    if is_case_table(data, COLUMNS):
        assert said_or_read(data)


def said_or_read(data: bytes) -> bool:
    try:
        return len(read(data).deaths) >= len(ROWS)
    except UnreadableError as problem:
        return "\n" not in str(problem)


def test_bytes_that_break_their_promised_encoding_are_no_table() -> None:
    assert not is_case_table(b"\xff\xfe" + b"\x00\xd8" * 9, COLUMNS)
