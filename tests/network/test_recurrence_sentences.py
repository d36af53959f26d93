"""What a recurrence table says in words: its head, the null model's verdict, and each row's reading."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import occurrence_tables

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.occurrences import Thing
from dhrgraph.network.recurrence.reading import null_finding, reading, top_finding
from dhrgraph.network.recurrence.rows import Against, Row, Share
from dhrgraph.network.recurrence.table import BY_ANY, recurrence
from dhrgraph.network.tally import Counts

HEAD = ("label", "partnerships", "reviews", "of_partnerships", "of_reviews")


@given(occurrence_tables(), st.sampled_from(BY_ANY))
def test_a_sentence_can_always_be_made(table: tuple[object, ...], by: str) -> None:
    frame = recurrence(table, by, randomisations=0)
    for sentence in (top_finding(frame, by), null_finding(frame, by)):
        assert sentence.endswith(".") or (frame.empty and not sentence)
        assert "None" not in sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("A", 1, 2), ("B", 1, 1)], "No theme comes up in more than one of the 3 partnerships."),
        ([("A", 2, 2), ("B", 1, 1)], "Of 3 partnerships, 2 have a recommendation on A (2 of 5 reviews)."),
        ([("A", 2, 2), ("B", 2, 2)], "A and B come up most widely: each in 2 of 3 partnerships (2 of 5 reviews)."),
        (
            [(letter, 2, 2) for letter in "ABCD"],
            "4 themes, among them A, come up most widely: each in 2 of 3 partnerships (2 of 5 reviews).",
        ),
        ([], "No recommendation here has been put under any theme."),
    ],
)
def test_heads(rows: list[tuple[str, int, int]], sentence: str) -> None:
    frame = pd.DataFrame([(*row, 3, 5) for row in rows], columns=list(HEAD))
    assert top_finding(frame, "theme") == sentence


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ((1, 1), "A comes up most widely: in the one review."),
        ((1, 2), "A comes up most widely: in 1 of 2 reviews."),
        ((2, 2), "No theme comes up in more than one of the 2 partnerships."),
    ],
)
def test_heads_for_little(of: tuple[int, int], sentence: str) -> None:
    assert top_finding(pd.DataFrame([("A", 1, 1, *of)], columns=list(HEAD)), "theme") == sentence


SURE = "The chance that any of these is an accident is at most 5 in 100."


@pytest.mark.parametrize(
    ("by", "rows", "sentence"),
    [
        (
            "theme",
            [(3.0, 0.01), (2.5, 0.05), (-4.0, 0.002), (2.0, 0.06)],
            f"Of 4 themes, 2 reach more partnerships than their numbers of recommendations explain, and 1 fewer. {SURE}",
        ),
        (
            "agency",
            [(-3.0, 0.01), (0.0, 1.0)],
            "Of 2 agencies, none reaches more partnerships than its number of recommendations explains, and 1 fewer, as "
            f"local bodies do. {SURE}",
        ),
        (
            "theme-agency-type",
            [(5.0, 0.01)],
            "Of 1 pair of theme and type of agency, 1 reaches more partnerships than theme and type by themselves "
            f"explain, and none fewer. {SURE}",
        ),
        (
            "theme",
            [(0.1, 1.0)],
            "Of 1 theme, none can be told to reach more or fewer partnerships than its number of recommendations would "
            "by chance.",
        ),
    ],
)
def test_verdicts(by: str, rows: list[tuple[float, float]], sentence: str) -> None:
    assert null_finding(pd.DataFrame(rows, columns=["z", "p_corrected"]), by) == sentence


def test_verdicts_without_ground() -> None:
    frame = pd.DataFrame([(3.0, 0.09)], columns=["z", "p_corrected"])
    assert null_finding(frame, "theme", 20) == "Chance was asked 20 times: too few for anything to stand out."
    assert null_finding(frame[["z"]], "theme") == "The counts were not held against chance."
    assert null_finding(frame.head(0), "theme") == ""


WHOLE = Share(0.5, 0.1, 0.9)
ROW = Row(
    Thing("t", "T", "theme"), 2, 1, 4, Counts(6, 9, 30), Counts(12, 20, 99), WHOLE, WHOLE, 0.1, 0.2, "Anytown review"
)
CHANCE = Against(expected=4.25, sd=0.5, z=3.5, p=0.002, p_corrected=0.01, tested=True)


@pytest.mark.parametrize(
    ("by", "row", "words"),
    [
        ("theme", ROW, "Rank 1 to 4 when one review is left out."),
        ("theme", replace(ROW, best=2, worst=2), "Same rank whichever review is left out."),
        ("theme", replace(ROW, largest_share=0.6), "60 % of its recommendations are of one review. Rank 1 to 4"),
        ("theme", replace(ROW, counts=Counts(1, 1, 3)), "All of it is one review. Rank"),
        (
            "theme",
            replace(ROW, against=CHANCE),
            "More partnerships than 30 recommendations reach by chance (4.2). Rank",
        ),
        (
            "agency",
            replace(ROW, against=replace(CHANCE, z=-3.5)),
            "Fewer partnerships than 30 recommendations reach by chance (4.2), as is natural for a local body. Rank",
        ),
        (
            "theme",
            replace(ROW, against=replace(CHANCE, p_corrected=0.4)),
            "More partnerships than 30 recommendations reach by chance (4.2), but among so many themes one such may be an "
            "accident. Rank",
        ),
        (
            "theme",
            replace(ROW, against=replace(CHANCE, p=0.3, p_corrected=0.9)),
            "About as many partnerships as 30 recommendations reach by chance (4.2). Rank",
        ),
        (
            "theme-agency-type",
            replace(ROW, against=CHANCE),
            "More partnerships than the two share by chance (4.2). Rank",
        ),
        (
            "theme-agency-type",
            replace(ROW, against=replace(CHANCE, expected=0.3, tested=False)),
            "Chance would hardly bring the two together (0.3): too little to test. Rank",
        ),
        (
            "theme",
            replace(ROW, counts=Counts(2, 2, 2), against=replace(CHANCE, tested=False)),
            "2 recommendations: too few to hold against chance. Rank",
        ),
        (
            "theme",
            replace(ROW, against=Against(6, 0, 0, 1, 1, False)),
            "However things fall it reaches 6 of 12 partnerships: that tells nothing. Rank",
        ),
        (
            "theme",
            replace(ROW, of=Counts(1, 3, 9), against=CHANCE),
            "With one partnership at most, nothing can be said of recurrence across places. Rank",
        ),
    ],
)
def test_readings(by: str, row: Row, words: str) -> None:
    assert reading(row, by).startswith(words)


def test_an_unknown_grouping_offers_the_nearest() -> None:
    for says in (top_finding, null_finding):
        with pytest.raises(UnknownNameError, match="Did you mean 'agency'"):
            says(pd.DataFrame(), "agenci")
