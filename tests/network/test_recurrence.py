"""Recurrence: counts that a plain count confirms, a full row for each thing, one row a thing."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import occurrence_tables, store

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.occurrences import Occurrence, Thing, read_occurrences
from dhrgraph.network.recurrence.reading import top_finding
from dhrgraph.network.recurrence.table import BY_ANY, CHANCE, COLUMNS, TYPE, recurrence
from dhrgraph.network.tally import FACETS, read_coverage

SWITCHES = st.fixed_dictionaries({name: st.booleans() for name in ("collective", "broader")})
PAIR = "theme-agency-type"


def counts(by: str, rows: tuple[Occurrence, ...], **switches: bool) -> pd.DataFrame:
    """The table without the null model."""
    return recurrence(rows, by, randomisations=0, **switches)


def test_themes_of_the_made_up_graph() -> None:
    frame = counts("theme", read_occurrences(store()))
    columns = ["label", "rank", "partnerships", "reviews", "recommendations", "largest_share", "rests_on"]
    assert frame[columns].values.tolist() == [
        ["Training", 1, 2, 3, 3, pytest.approx(1 / 3, abs=1e-4), "Alpha review, 2020"],
        ["Sharing information", 2, 2, 2, 2, 0.5, "Alpha review, 2020"],
        ["Working together", 3, 1, 1, 1, 1.0, "Beta review, 2021"],
    ]
    assert top_finding(frame, "theme") == ("Of 2 partnerships, both have a recommendation on Training (all 3 reviews).")


def test_parents_add_up_what_their_themes_say() -> None:
    frame = counts("theme", read_occurrences(store()), broader=True)
    assert dict(zip(frame["label"], frame["recommendations"], strict=True)) == {
        "Training": 3,
        "Working together": 3,
    }


def test_as_of_today_counts_what_was_asked_of_the_former_body() -> None:
    named = counts("agency", read_occurrences(store()))
    today = counts("agency", read_occurrences(store(), "today"))
    assert dict(zip(named["label"], named["reviews"], strict=True)) == {
        "Anytown Police": 3,
        "New Trust": 1,
        "Old Trust": 1,
    }
    assert dict(zip(today["label"], today["partnerships"], strict=True)) == {
        "Anytown Police": 2,
        "New Trust": 2,
    }


def test_themes_with_types_of_agency() -> None:
    frame = counts(PAIR, read_occurrences(store()))
    assert frame[["label", "type", "type_label", "rank", "partnerships", "reviews"]].values.tolist() == [
        ["Training", "police", "Police", 1, 1, 2],
        ["Sharing information", "acute-hospital", "Acute hospital trust", 2, 1, 1],
        ["Sharing information", "police", "Police", 2, 1, 1],
        ["Sharing information", "ambulance", "type-ambulance", 2, 1, 1],
        ["Training", "ambulance", "type-ambulance", 2, 1, 1],
    ]
    today = counts(PAIR, read_occurrences(store(), "today"))
    assert today[["label", "type", "partnerships"]].values.tolist()[0] == ["Sharing information", "acute-hospital", 2]
    assert top_finding(today, PAIR) == (
        "Of 2 partnerships, both have a recommendation on Sharing information (Acute hospital trust) (2 of 3 reviews)."
    )


def test_the_whole_graph_can_be_what_counts_are_part_of() -> None:
    frame = recurrence(read_occurrences(store()), "theme", of=read_coverage(store()), randomisations=0)
    assert set(frame["of_reviews"]) == {4}
    assert "Of 3 partnerships, 2 " in top_finding(frame, "theme")
    assert frame.loc[0, "partnership_share"] == pytest.approx(2 / 3, abs=1e-4)
    assert frame.loc[0, "review_share"] == 0.75


def plain_count(table: tuple[Occurrence, ...], by: str) -> dict[str, tuple[int, int, int]]:
    found: dict[str, list[set[str]]] = {}
    for row in table:
        body = row.addressee
        thing = f"{row.theme.id} {body.type}" if by == PAIR and row.theme and body and body.type else None
        if by != PAIR and (facet := FACETS[by](row)):
            thing = facet.id
        if thing is not None and (by == "theme" or (body is not None and body.kind != "collective")):
            sets = found.setdefault(thing, [set(), set(), set()])
            for one, value in zip(sets, (row.partnership.id, row.review.id, row.recommendation), strict=True):
                one.add(value)
    return {key: tuple(map(len, sets)) for key, sets in found.items()}


@given(occurrence_tables(), st.sampled_from(["agency", "agency-type", "theme", PAIR]))
def test_counts_agree_with_a_count_by_hand(table: tuple[Occurrence, ...], by: str) -> None:
    frame = counts(by, table)
    names = frame["id"] + " " + frame["type"] if by == PAIR else frame["id"]
    rows = zip(names, frame["partnerships"], frame["reviews"], frame["recommendations"], strict=True)
    assert {row[0]: row[1:] for row in rows} == plain_count(table, by)


@given(occurrence_tables(), st.sampled_from(BY_ANY), SWITCHES)
def test_what_holds_of_every_row(table: tuple[Occurrence, ...], by: str, switches: dict[str, bool]) -> None:
    frame = counts(by, table, **switches)
    for row in frame.itertuples():
        assert 1 <= row.partnerships <= row.reviews <= row.recommendations
        assert row.partnerships <= row.of_partnerships
        assert row.reviews <= row.of_reviews
        assert row.recommendations <= row.of_recommendations
        assert 1 / row.reviews - 1e-4 <= row.largest_share <= 1
        assert 1 <= row.rank_best <= row.rank <= row.rank_worst <= len(frame)
        assert row.partnership_share_low <= row.partnership_share <= row.partnership_share_high
        assert row.review_share_low <= row.review_share <= row.review_share_high
        assert 0 < row.equal_voice <= 1
    order = [(-r.partnerships, -r.reviews, r.label, r.id) for r in frame.itertuples()]
    assert order == sorted(order)
    ranks = [1 + sum(other[:2] < one[:2] for other in order) for one in order]
    assert frame["rank"].tolist() == ranks
    assert not frame.duplicated(["id", "type"] if by == PAIR else ["id"]).any()


@settings(max_examples=40)
@given(occurrence_tables(), st.sampled_from(BY_ANY))
def test_every_cell_is_there_and_a_number_is_a_number(table: tuple[Occurrence, ...], by: str) -> None:
    whole, plain = recurrence(table, by, randomisations=3), counts(by, table)
    types = TYPE if by == PAIR else ()
    assert list(whole.columns) == [*COLUMNS[:2], *types, *COLUMNS[2:]]
    assert list(plain.columns) == [name for name in whole.columns if name not in CHANCE]
    assert whole.drop(columns=[*CHANCE, "reading"]).equals(plain.drop(columns=["reading"]))
    for line in whole.to_dict("records"):
        assert all(cell not in (None, "") for cell in line.values())
        assert all(math.isfinite(cell) for cell in line.values() if isinstance(cell, float))
        assert line["reading"].endswith(".")
        assert str(line).count("-0.0,") == 0


@given(occurrence_tables())
def test_collective_addressees_are_never_counted_unless_asked(table: tuple[Occurrence, ...]) -> None:
    groups = {row.addressee.id for row in table if row.collective}
    assert not groups & set(counts("agency", table)["id"])
    assert groups <= set(counts("agency", table, collective=True)["id"])


def one_review(themes: str, partnership: bool = True) -> tuple[Occurrence, ...]:
    home = Thing("p", "Anytown", "partnership") if partnership else None
    review = Thing("v", "Anytown review", "review")
    return tuple(Occurrence(f"r{n}", review, home, theme=Thing(t, t, "theme")) for n, t in enumerate(themes))


def test_one_review() -> None:
    frame = recurrence(one_review("aab"), "theme", randomisations=20)
    assert frame[["partnership_share", "review_share", "rank"]].values.tolist() == [[1, 1, 1], [1, 1, 1]]
    assert frame[["rank_best", "rank_worst"]].values.tolist() == [[1, 1], [1, 1]]
    assert frame[["z", "p", "p_corrected"]].values.tolist() == [[0, 1, 1], [0, 1, 1]]
    assert frame["equal_voice"].tolist() == [0.6667, 0.3333]
    assert frame["reading"].tolist()[0] == (
        "With one partnership at most, nothing can be said of recurrence across places. All of it is one review. "
        "Same rank whichever review is left out."
    )


def test_a_review_of_no_known_partnership() -> None:
    frame = recurrence(one_review("aab", partnership=False), "theme", randomisations=20)
    assert frame[["partnerships", "of_partnerships", "partnership_share"]].values.tolist() == [[0, 0, 0], [0, 0, 0]]
    assert frame[["partnership_share_low", "partnership_share_high"]].values.tolist() == [[0, 1], [0, 1]]
    assert frame[["z", "p", "p_corrected"]].values.tolist() == [[0, 1, 1], [0, 1, 1]]


def test_one_partnership_says_nothing_of_others() -> None:
    """All of its reviews alike: an interval as wide as that of one review."""
    home = Thing("p", "Anytown", "partnership")
    rows = [
        Occurrence(f"r{n}", Thing(f"v{n}", f"V{n}", "review"), home, theme=Thing("t", "T", "theme")) for n in range(9)
    ]
    alone = recurrence(one_review("t"), "theme", randomisations=0)
    low, high = "review_share_low", "review_share_high"
    assert recurrence(rows, "theme", randomisations=0)[[low, high]].equals(alone[[low, high]])


@pytest.mark.parametrize("by", BY_ANY)
@pytest.mark.parametrize("randomisations", [0, 5])
def test_nothing_gives_an_empty_table(by: str, randomisations: int) -> None:
    bare = Occurrence("r", Thing("v", "V", "review"), Thing("p", "P", "partnership"))
    for rows in ((), (bare,)):
        frame = recurrence(rows, by, randomisations=randomisations)
        assert frame.empty
        assert ("z" in frame) == bool(randomisations)


def test_an_unknown_grouping_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'agency-type'"):
        recurrence([], "agency-typ")


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    recurrence(read_occurrences(store()), "theme", randomisations=4, progress=lambda *at: told.append(at))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
