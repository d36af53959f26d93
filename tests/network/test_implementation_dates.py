"""What a printed date can mean: every answer is held against every day it can mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from made_up_plans import DAYS, STATUSES, action_rows, printed_dates

from dhrgraph.network.implementation.dates import Printed, as_at_of, days_between, last_day, span_of
from dhrgraph.network.implementation.lags import lags, medians, without_lag
from dhrgraph.network.implementation.rows import ActionRow, Recommended
from dhrgraph.network.occurrences import Thing


def every_day(printed: Printed) -> list[date]:
    """The days that a printed date can mean, one by one."""
    if printed.first is None or printed.last is None:
        return []
    return [printed.first + timedelta(n) for n in range((printed.last - printed.first).days + 1)]


@given(printed_dates(), DAYS)
def test_three_answers_against_every_day(printed: Printed, day: date) -> None:
    late = {due < day for due in every_day(printed)}
    expected = {True: "overdue", False: "not overdue"}.get(*late) if len(late) == 1 else "cannot be told"
    assert printed.passed(day) == expected


@given(printed_dates(), printed_dates())
def test_days_between_against_every_pair_of_days(early: Printed, late: Printed) -> None:
    gaps = [(b - a).days for a in every_day(early) for b in every_day(late)]
    assert days_between(early, late) == ((min(gaps), max(gaps)) if gaps else None)


@given(action_rows())
def test_late_and_in_time_against_every_pair_of_days(rows: tuple[ActionRow, ...]) -> None:
    by_id = {row.id: row for row in rows}
    frame = lags(rows)
    for one in frame.to_dict("records"):
        row = by_id[one["action"]]
        start = {"first target": row.target, "revised target": row.revised, "death": span_of(row.death)}[one["since"]]
        assert start is not None
        assert row.completion is not None
        days, done = every_day(start), every_day(row.completion)
        late = {b > a for a in days for b in done}
        words = "cannot be told" if len(late) == 2 else "late" if late == {True} else "in time"
        assert one["answer"] == ("" if one["since"] == "death" else words)
        assert one["by_last_day"] == all(b <= days[-1] for b in done)
    counted = {
        (row.id, since)
        for row in rows
        for since, start in (
            ("first target", row.target),
            ("revised target", row.revised),
            ("death", span_of(row.death)),
        )
        if start and row.completion and every_day(start) and every_day(row.completion)
    }
    assert set(frame[["action", "since"]].itertuples(index=False, name=None)) == counted


def test_every_way_in_which_two_short_spans_can_lie() -> None:
    """Few days, so that spans touch, meet and overlap in every way."""
    spans = [(a, b) for a in range(4) for b in range(a, 4)]
    start = date(2020, 2, 27)  # a leap day lies within
    review = Recommended("r", Thing("v", "Review", "review"))
    for due, done in product(spans, spans):
        target, completion = (
            Printed("some days", "day", start + timedelta(a), start + timedelta(b)) for a, b in (due, done)
        )
        (one,) = lags([ActionRow("i", review, STATUSES[0], target=target, completion=completion)]).to_dict("records")
        late = {b > a for a in range(due[0], due[1] + 1) for b in range(done[0], done[1] + 1)}
        assert one["answer"] == ("cannot be told" if len(late) == 2 else "late" if late == {True} else "in time")


@given(action_rows(), st.randoms(use_true_random=False))
def test_the_median_lies_between_its_ends_whichever_days_were_meant(
    rows: tuple[ActionRow, ...], chance: object
) -> None:
    frame = lags(rows)
    for part in medians(frame).to_dict("records"):
        ends = frame[frame["since"] == part["since"]][["days_at_least", "days_at_most"]].itertuples(
            index=False, name=None
        )
        meant = [chance.randint(int(low), int(high)) for low, high in ends]  # type: ignore[attr-defined]
        assert part["median_at_least"] <= median(meant) <= part["median_at_most"]
        told = part["late"] + part["in_time"] + part["cannot_be_told"]
        assert told == (0 if part["since"] == "death" else part["actions"] == len(meant) and len(meant))


@given(action_rows())
def test_what_is_done_has_a_lag_or_lacks_a_day(rows: tuple[ActionRow, ...]) -> None:
    frame = lags(rows)
    measured = set(frame[frame["since"] == "first target"]["action"])
    done = {row.id for row in rows if row.status.done or (row.completion and row.completion.known)}
    assert measured <= done
    assert sum(without_lag(rows).values()) == len(done - measured)


@given(DAYS)
def test_a_year_and_a_month_mean_their_end(day: date) -> None:
    month, year = last_day(f"{day:%Y-%m}"), last_day(f"{day:%Y}")
    assert (month + timedelta(1)).day == 1
    assert (month.year, month.month) == (day.year, day.month)
    assert year == date(day.year, 12, 31)
    assert last_day(day.isoformat()) == day
    span = span_of(f"{day:%Y-%m}")
    assert span is not None
    assert (span.first, span.last) == (day.replace(day=1), month)


@given(st.lists(st.sampled_from(["2020", "2020-12-31", "2021-01", "2019-05-05", "", "2021-13"])))
def test_the_latest_stated_day_is_the_latest(stated: list[str]) -> None:
    days = [last_day(given) for given in stated if given not in ("", "2021-13")]
    found = as_at_of(None, stated)
    assert (found.day, found.basis) == ((max(days), "stated") if days else (None, "none"))
