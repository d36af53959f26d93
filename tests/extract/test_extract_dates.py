"""Dates and targets as printed: typed where they can be, never made more precise, never invented."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.extract.dates import find_date, find_dates, leading_date
from dhrgraph.extract.targets import leading_dates, read_targets
from dhrgraph.records import Passage, Span

DATED = {
    "31/03/2022": ("2022-03-31", "day"),
    "31.3.22": ("2022-03-31", "day"),
    "01-07-2021": ("2021-07-01", "day"),
    "2021-12-31": ("2021-12-31", "day"),
    "01 July 21": ("2021-07-01", "day"),
    "31st Oct, 2021": ("2021-10-31", "day"),
    "7 th June 2022": ("2022-06-07", "day"),
    "31-Mar-22": ("2022-03-31", "day"),
    "29 February 2024": ("2024-02-29", "day"),
    "April 2022": ("2022-04", "month"),
    "Sept. 2021": ("2021-09", "month"),
    "Mar-22": ("2022-03", "month"),
    "Dec ’21": ("2021-12", "month"),
    "July21": ("2021-07", "month"),
    "End of September 2021": ("2021-09", "end-of-month"),
    "the end of May 2023": ("2023-05", "end-of-month"),
    "12/2020": ("2020-12", "month"),
    "2022": ("2022", "year"),
    "end 2022": ("2022", "year"),
    "Ongoing basis": (None, "open-ended"),
    "on-going": (None, "open-ended"),
}
UNDATED = [
    "TBC", "6 months", "2022/25", "2019-2020", "Ref 2022/12", "31/02/2022", "13/13/2020", "30 February 2021",
    "March", "31 staff in April 2022", "0/0/2020", "1234", "31/03/202", "May 1066", "immediately", "", "Marchant 22",
]  # fmt: skip


@pytest.mark.parametrize("words", DATED)
def test_a_date_keeps_its_precision(words: str) -> None:
    found = leading_date(words, bare_year=True)
    assert found is not None
    assert (found.value, found.precision) == DATED[words]
    assert (found.start, found.end) == (0, len(words))


SPANS = {  # value, first and last day it can mean
    "Spring 2022": ("2022", "2022-03-01", "2022-06-20"),
    "by Summer 2021": ("2021", "2021-06-01", "2021-09-22"),
    "Winter 2022": (None, "2022-01-01", "2023-03-20"),
    "Winter 2022/23": (None, "2022-12-01", "2023-03-20"),
    "Q1 2022": ("2022", "2022-01-01", "2022-06-30"),
    "Q4 2022": (None, "2022-10-01", "2023-03-31"),
    "Q4 2022/23": ("2023", "2023-01-01", "2023-03-31"),
    "2022/23": (None, "2022-04-01", "2023-08-31"),
    "mid-2022": ("2022", "2022-01-01", "2022-12-31"),
    "early 2023": ("2023", "2023-01-01", "2023-12-31"),
    "by Christmas 2022": ("2022-12", "2022-12-01", "2022-12-25"),
}


@pytest.mark.parametrize("words", SPANS)
def test_a_span_of_time_has_its_first_and_last_day(words: str) -> None:
    for found in (leading_date(words), find_date(f"Work is due {words}.")):
        assert found is not None
        assert (found.value, found.earliest, found.latest) == SPANS[words]
        assert found.precision == {None: "none", 4: "year", 7: "month"}[len(found.value) if found.value else None]


@pytest.mark.parametrize("words", UNDATED)
def test_what_is_no_date_is_none(words: str) -> None:
    assert leading_date(words, bare_year=True) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"]))
def test_a_day_is_read_back_as_written(day: object, form: str) -> None:
    found = find_date(f"by {day:{form}}.")
    assert found is not None
    assert found.value == found.earliest == found.latest == str(day)


@given(st.text(alphabet="0123456789/.- MarchOctAt'’st\t", max_size=30))
def test_any_words_give_a_real_day_or_none(words: str) -> None:
    found = find_date(words, bare_year=True)
    if found and found.earliest and found.latest:
        assert found.earliest <= found.latest
        assert found.value is not None or found.precision == "none"
        assert found.earliest.startswith((found.value or "")[:4])


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("./-"), st.sampled_from([2, 3, 5, 6, 7, 8, 9]))
def test_a_date_that_a_narrow_column_broke_is_read_as_if_whole(day: date, stroke: str, at: int) -> None:
    printed = f"{day:%d{stroke}%m{stroke}%Y}"
    broken = f"{printed[:at]} {printed[at:]}"
    for found in (leading_date(broken), find_date(broken)):
        assert found is not None
        assert (found.value, found.start, found.end) == (str(day), 0, len(broken))
    assert targets(broken) == [(broken, str(day), "day")]


@pytest.mark.parametrize("words", ["30.09.202 2 staff", "3 0.09.2022", "30.0 9.2022", "31.02.202 2", "30.09.202  2"])
def test_other_spaces_among_figures_make_no_date(words: str) -> None:
    found = leading_date(words)
    assert found is None or found.value != "2022-09-30"


def test_all_dates_in_order_none_inside_another() -> None:
    words = "Begun in Spring 2022, sent 31/10/2022, reviewed March 2023 and in 2023/24"
    found = find_dates(words)
    assert [words[d.start : d.end] for d in found] == ["in Spring 2022", "31/10/2022", "March 2023", "2023/24"]
    assert found[0] == find_date(words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def targets(words: str, *, with_outcome: bool = False, several: int = 1) -> list[tuple[str, str | None, str]]:
    cell = Passage(words, (Span(0, len(words)),))
    found = read_targets(words, cell, with_outcome=with_outcome, several=several)
    rest = [(found.outcome.text, None, "outcome")] if found.outcome else []
    return [(d.raw.text, d.value, d.precision) for d in found.dates] + rest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by March 2022", [("by March 2022", "2022-03", "month")]),
        (
            "To be reviewed in June 2022 by the board",
            [("To be reviewed in June 2022 by the board", "2022-06", "month")],
        ),
        ("January 2022 – March 2022", [("January 2022 – March 2022", "2022-03", "month")]),
        ("Jan – March 2022", [("Jan – March 2022", "2022-03", "month")]),
        ("TBC", [("TBC", None, "none")]),
        ("Within 6 months", [("Within 6 months", None, "none")]),
        ("Reviewed yearly, ongoing", [("Reviewed yearly, ongoing", None, "open-ended")]),
        ("", []),
    ],
)
def test_all_words_of_a_target_are_kept(words: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert targets(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "31 August 2021 Staff know whom to ask",
            [("31 August 2021", "2021-08-31", "day"), ("Staff know whom to ask", None, "outcome")],
        ),
        ("Staff know whom to ask", [("Staff know whom to ask", None, "outcome")]),
        ("TBC Staff know", [("TBC", None, "none"), ("Staff know", None, "outcome")]),
    ],
)
def test_a_merged_column_holds_a_date_and_an_outcome(words: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert targets(words, with_outcome=True) == expected


def test_as_many_dates_as_there_are_updates() -> None:
    words = "April 2022 Ongoing basis April 2024"
    assert [value for _, value, _ in targets(words, several=3)] == ["2022-04", None, "2024-04"]
    assert [raw for raw, _, _ in targets(words, several=3)] == ["April 2022", "Ongoing basis", "April 2024"]
    assert len(leading_dates(words)) == 3
