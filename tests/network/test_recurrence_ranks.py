"""Ranks and votes: what one review, left out or wordy, can do to them. Held against doing it all again by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_library import made_library
from made_up import occurrence_tables

from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.recurrence import leave_out
from dhrgraph.network.recurrence.table import recurrence

BY = ("agency", "theme", "theme-agency-type")


def keys(frame: pd.DataFrame) -> list[str]:
    return (frame["id"] + " " + frame["type"]).tolist() if "type" in frame else frame["id"].tolist()


def ranks(table: tuple[Occurrence, ...], by: str) -> dict[str, int]:
    frame = recurrence(table, by, randomisations=0)
    return dict(zip(keys(frame), frame["rank"], strict=True))


def with_two_homes(table: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The first review is of two partnerships, the second's is not known."""
    second = Thing("p9", "Partnership 9", "partnership")
    more = tuple(replace(row, partnership=second) for row in table if row.review.id == "v0")
    return (*(replace(row, partnership=None) if row.review.id == "v1" else row for row in table), *more)


@given(occurrence_tables(), st.sampled_from(BY), st.booleans())
def test_the_range_is_that_of_every_review_left_out(table: tuple[Occurrence, ...], by: str, odd: bool) -> None:
    table = with_two_homes(table) if odd else table
    frame = recurrence(table, by, randomisations=0)
    seen = {key: {rank} for key, rank in ranks(table, by).items()}
    for review in {row.review.id for row in table}:
        left = ranks(tuple(row for row in table if row.review.id != review), by)
        for key, found in seen.items():
            found.add(left.get(key, len(left) + 1))
    stated = zip(keys(frame), frame["rank_best"], frame["rank_worst"], strict=True)
    assert {key: (min(found), max(found)) for key, found in seen.items()} == {key: (a, b) for key, a, b in stated}


@pytest.mark.parametrize("at_once", [1, 100, 4_000_000])
@pytest.mark.parametrize("by", BY)
def test_the_range_in_a_library(by: str, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many reviews a partnership and many things a review, as drawings by chance hardly have; a review or a few at a
    time, or all."""
    monkeypatch.setattr(leave_out, "_CELLS", at_once)
    table = made_library(40, 3)
    frame = recurrence(table, by, randomisations=0)
    seen = {key: {rank} for key, rank in zip(keys(frame), frame["rank"], strict=True)}
    for review in sorted({row.review.id for row in table}):
        left = ranks(tuple(row for row in table if row.review.id != review), by)
        for key, found in seen.items():
            found.add(left.get(key, len(left) + 1))
    stated = zip(keys(frame), frame["rank_best"], frame["rank_worst"], strict=True)
    assert {key: (min(found), max(found)) for key, found in seen.items()} == {key: (a, b) for key, a, b in stated}
    assert (frame["rank_best"] < frame["rank_worst"]).any()


@given(occurrence_tables(), st.sampled_from(BY), st.integers(2, 5))
def test_a_verbose_review_does_not_raise_a_rank(table: tuple[Occurrence, ...], by: str, times: int) -> None:
    """One review says everything again and again: ranks, ranges and votes are the same."""
    again = tuple(
        replace(row, recommendation=f"{row.recommendation} again {n}")
        for row in table
        if row.review.id == "v0"
        for n in range(1, times)
    )
    once, often = (recurrence(rows, by, randomisations=0) for rows in (table, (*table, *again)))
    steady = ["id", "rank", "rank_best", "rank_worst", "partnerships", "reviews", "equal_voice"]
    assert often[steady].equals(once[steady])


@given(occurrence_tables(), st.integers(1, 6))
def test_a_review_weighs_no_more_than_its_vote(table: tuple[Occurrence, ...], times: int) -> None:
    """One review says one theme again and again: its share of votes rises by no more than the review's vote."""
    hobby = Thing("t4", "Theme 4", "theme")
    mine = [row for row in table if row.review.id == "v0"]
    added = tuple(
        replace(mine[0], recommendation=f"new {n}", theme=hobby, addressee=None) for n in range(times) if mine
    )
    votes = []
    for rows in (table, (*table, *added)):
        frame = recurrence(rows, "theme", randomisations=0).set_index("id")
        votes.append(frame["equal_voice"].get("t4", 0.0))
    homes = {row.review.id: row.partnership.id for row in table}
    vote = 0.0
    if mine:
        vote = 1 / list(homes.values()).count(homes["v0"]) / len(set(homes.values()))
    assert votes[1] - votes[0] <= vote + 1e-4


@given(occurrence_tables())
def test_votes_as_by_hand(table: tuple[Occurrence, ...]) -> None:
    reviews: dict[str, set[str]] = defaultdict(set)
    recommendations: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in table:
        reviews[row.partnership.id].add(row.review.id)
        recommendations[row.review.id][row.recommendation] |= {row.theme.id} if row.theme else set()
    found: dict[str, Fraction] = defaultdict(Fraction)
    for of in reviews.values():
        for review in of:
            for themes in recommendations[review].values():
                for theme in themes:
                    found[theme] += Fraction(1, len(reviews) * len(of) * len(recommendations[review]))
    frame = recurrence(table, "theme", randomisations=0)
    votes = dict(zip(frame["id"], frame["equal_voice"], strict=True))
    assert votes == {key: pytest.approx(float(vote), abs=1e-4) for key, vote in found.items()}
