"""Recurrence: counted again in plain Python, and the sentence made from it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import occurrence_tables, store

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.occurrences import Occurrence, read_occurrences
from dhrgraph.network.recurrence.observed import BY, COLUMNS, recurrence, top_finding
from dhrgraph.network.tally import read_coverage

SWITCHES = st.fixed_dictionaries({name: st.booleans() for name in ("collective", "broader")})


def test_themes_of_the_made_up_graph() -> None:
    frame = recurrence(read_occurrences(store()), "theme")
    assert frame[["label", "partnerships", "reviews", "recommendations", "largest_share"]].values.tolist() == [
        ["Training", 2, 3, 3, pytest.approx(1 / 3, abs=1e-4)],
        ["Sharing information", 2, 2, 2, 0.5],
        ["Working together", 1, 1, 1, 1.0],
    ]
    assert top_finding(frame, "theme") == ("Of 2 partnerships, both have a recommendation on Training (all 3 reviews).")


def test_parents_add_up_what_their_themes_say() -> None:
    frame = recurrence(read_occurrences(store()), "theme", broader=True)
    assert dict(zip(frame["label"], frame["recommendations"], strict=True)) == {
        "Training": 3,
        "Working together": 3,
    }


def test_as_of_today_counts_what_was_asked_of_the_former_body() -> None:
    named = recurrence(read_occurrences(store()), "agency")
    today = recurrence(read_occurrences(store(), "today"), "agency")
    assert dict(zip(named["label"], named["reviews"], strict=True)) == {
        "Anytown Police": 3,
        "New Trust": 1,
        "Old Trust": 1,
    }
    assert dict(zip(today["label"], today["partnerships"], strict=True)) == {
        "Anytown Police": 2,
        "New Trust": 2,
    }


def test_the_whole_graph_can_be_what_counts_are_part_of() -> None:
    frame = recurrence(read_occurrences(store()), "theme", of=read_coverage(store()))
    assert set(frame["of_reviews"]) == {4}
    assert "Of 3 partnerships, 2 " in top_finding(frame, "theme")


def plain_count(table: tuple[Occurrence, ...]) -> dict[str, tuple[int, int, int]]:
    found: dict[str, list[set[str]]] = {}
    for row in table:
        body = row.addressee
        if body is not None and body.kind != "collective":
            sets = found.setdefault(body.id, [set(), set(), set()])
            for one, value in zip(sets, (row.partnership.id, row.review.id, row.recommendation), strict=True):
                one.add(value)
    return {key: tuple(map(len, sets)) for key, sets in found.items()}


@given(occurrence_tables())
def test_agencies_agree_with_a_count_by_hand(table: tuple[Occurrence, ...]) -> None:
    frame = recurrence(table, "agency")
    found = {row.id: (row.partnerships, row.reviews, row.recommendations) for row in frame.itertuples()}
    assert found == plain_count(table)


@given(occurrence_tables(), st.sampled_from(BY), SWITCHES)
def test_counts_never_exceed_the_whole(table: tuple[Occurrence, ...], by: str, switches: dict[str, bool]) -> None:
    frame = recurrence(table, by, **switches)
    for row in frame.itertuples():
        assert 1 <= row.partnerships <= row.reviews <= row.recommendations
        assert row.partnerships <= row.of_partnerships
        assert row.reviews <= row.of_reviews
        assert row.recommendations <= row.of_recommendations
        assert 1 / row.reviews - 1e-4 <= row.largest_share <= 1
    assert frame["id"].is_unique
    order = [(-r.partnerships, -r.reviews, -r.recommendations, r.label, r.id) for r in frame.itertuples()]
    assert order == sorted(order)


@given(occurrence_tables())
def test_collective_addressees_are_never_counted_unless_asked(table: tuple[Occurrence, ...]) -> None:
    groups = {row.addressee.id for row in table if row.collective}
    assert not groups & set(recurrence(table, "agency")["id"])
    assert groups <= set(recurrence(table, "agency", collective=True)["id"])


@given(occurrence_tables(), st.sampled_from(BY))
def test_a_sentence_can_always_be_made(table: tuple[Occurrence, ...], by: str) -> None:
    sentence = top_finding(recurrence(table, by), by)
    assert sentence.endswith(".")
    assert "None" not in sentence


def test_nothing_gives_an_empty_table_and_a_plain_sentence() -> None:
    frame = recurrence([], "agency")
    assert list(frame.columns) == list(COLUMNS)
    assert top_finding(frame, "agency") == "No recommendation here has been put under any agency."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("A", 1, 2), ("B", 1, 1)], "No theme comes up in more than one of the 3 partnerships."),
        ([("A", 2, 2), ("B", 1, 1)], "Of 3 partnerships, 2 have a recommendation on A (2 of 5 reviews)."),
        (
            [("A", 2, 2), ("B", 2, 2)],
            "A and B come up most widely: each in 2 of 3 partnerships (2 of 5 reviews).",
        ),
        (
            [(letter, 2, 2) for letter in "ABCD"],
            "4 themes, among them A, come up most widely: each in 2 of 3 partnerships (2 of 5 reviews).",
        ),
    ],
)
def test_sentences(rows: list[tuple[str, int, int]], sentence: str) -> None:
    lines = [(name, name, partnerships, reviews, 9, 3, 5, 60, 0.5) for name, partnerships, reviews in rows]
    assert top_finding(pd.DataFrame(lines, columns=list(COLUMNS)), "theme") == sentence


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ((1, 1), "A comes up most widely: in the one review."),
        ((1, 2), "A comes up most widely: in 1 of 2 reviews."),
        ((2, 2), "No theme comes up in more than one of the 2 partnerships."),
    ],
)
def test_sentences_for_little(of: tuple[int, int], sentence: str) -> None:
    line = ("A", "A", 1, 1, 1, *of, 9, 1.0)
    assert top_finding(pd.DataFrame([line], columns=list(COLUMNS)), "theme") == sentence


def test_an_unknown_grouping_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'agency-type'"):
        recurrence([], "agency-typ")
