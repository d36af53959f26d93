"""The worksheet asks each open question once, the most frequent first, with what a person decides by."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.publish.questions import Known, key_of, open_questions
from dhrgraph.publish.worksheet import COLUMNS, to_sheet, worksheet_rows
from dhrgraph.reconcile.reviews.told import UNSURE
from dhrgraph.records import JudgementRow
from dhrgraph.text.wording import wording_key

Row = dict[str, Any]
KNOWN = Known(
    lambda codes: frozenset(f"council-{code}" for code in codes),
    {"marac": "MARAC"},
    lambda mention, _areas: f"~{mention}",
)


def place(name: str, *codes: str) -> Row:
    return {
        "kind": "review", "document": f"{name}.txt", "span": None, "review": name, "id": name, "restates": None,
        "csp": {"raw": name, "name": name, "codes": list(codes)},
    }  # fmt: skip


def body(mention: str, agency: str | None = None, **more: Any) -> Row:
    return {
        "mention": mention, "agency": agency, "type": "housing", "method": "none", "match_evidence": "no label fits",
        "outcome": "unmatched", "provisional": False, "candidates": [], "judged": None, **more,
    }  # fmt: skip


def theme(name: str, confidence: float, words: str = "the cue", **more: Any) -> Row:
    return {"id": name, "confidence": confidence, "judged": None, "evidence": {"text": words, "spans": []}, **more}


def asks(review: str, text: str, *bodies: Row, themes: list[Row] | None = None, doubt: list[Row] | None = None) -> Row:
    return {
        "kind": "recommendation", "document": f"{review}.txt", "span": [10, 20], "review": review, "text": text,
        "addressees": list(bodies), "themes": themes or [], "themes_in_doubt": doubt or [], "restates": None,
    }  # fmt: skip


A, B = place("Aton", "E1"), place("Beton", "E2")


def sheet(*findings: Row, judged: tuple[JudgementRow, ...] = (), everything: bool = False) -> list[dict[str, str]]:
    return worksheet_rows(open_questions(findings, [], KNOWN), judged, KNOWN, everything=everything)


def judgement(what: str, decision: str = "none", **more: Any) -> JudgementRow:
    return JudgementRow(more.pop("kind", "agency"), what, decision, "analyst", "2026-11-21", **more)


def test_a_mention_is_asked_once_for_each_area_and_the_most_frequent_stands_first() -> None:
    found = sheet(
        A, B,
        asks("Aton", "Train.", body("Rare Aid")),
        asks("Aton", "Tell.", body("Often Aid")),
        asks("Aton", "Ask.", body("the OFTEN aid")),
        asks("Beton", "Act.", body("Often Aid")),
    )  # fmt: skip
    assert [(row["what"], row["area"], row["times"]) for row in found] == [
        ("Often Aid", "council-E1", "2"), ("Often Aid", "council-E2", "1"), ("Rare Aid", "council-E1", "1"),
    ]  # fmt: skip
    assert found[0]["quote"] == "Tell."
    assert (found[0]["document"], found[0]["span"], found[0]["area_name"]) == ("Aton.txt", "10-20", "Aton")
    assert found[0]["nearest"] == "~Often Aid"
    assert set(found[0]) == set(COLUMNS)


def test_what_is_certain_or_said_again_is_not_asked() -> None:
    again = {**asks("Aton", "Train.", body("Rare Aid")), "restates": {"document": "other.txt"}}
    certain = asks("Aton", "Train.", body("Police", "Aton Police"), themes=[theme("marac", 0.9)])
    assert sheet(A, again, certain) == []


def test_candidates_and_provisional_records_are_named() -> None:
    two = [{"id": "a", "agency": "A Aid", "evidence": ""}, {"id": "b", "agency": "B Aid", "evidence": ""}]
    ambiguous = body("Aid", outcome="ambiguous", candidates=two)
    made = body("New Homes", "New Homes", provisional=True)
    first, second = sheet(A, asks("Aton", "Act.", ambiguous, made))
    assert (first["candidates"], first["why"]) == ("a = A Aid | b = B Aid", "ambiguous: no label fits")
    assert second["candidates"] == "confirm = New Homes (housing)"
    assert second["why"].startswith("provisional")


def test_weak_themes_and_those_in_doubt_are_asked_for_by_the_words_of_the_text() -> None:
    found = sheet(A, asks("Aton", "Share it.", themes=[theme("marac", 0.6), theme("housing", 0.9)],
                          doubt=[theme("stalking", 0.4)]))  # fmt: skip
    assert [(row["what"], row["why"], row["candidates"]) for row in found] == [
        ("marac", "MARAC: counts at 0.60 for “the cue”", "has housing"),
        ("stalking", "stalking: in doubt at 0.40 for “the cue”", "has marac | housing"),
    ]
    assert {row["wording"] for row in found} == {f"w{wording_key('share  IT')}"}


@pytest.mark.parametrize("area", ["council-E1", ""])
def test_what_is_decided_is_shown_only_when_asked_for(area: str) -> None:
    findings = (A, asks("Aton", "Train.", body("Rare Aid")), asks("Aton", "Tell.", body("Other Aid")))
    decided = judgement("rare aid", area=area, file="mine.csv", row=7)
    assert [row["what"] for row in sheet(*findings, judged=(decided,))] == ["Other Aid"]
    last = sheet(*findings, judged=(decided,), everything=True)[-1]
    assert (last["what"], last["area"], last["decision"], last["by"]) == ("rare aid", area, "none", "analyst")
    assert (last["quote"], last["why"]) == ("Train.", "decided in mine.csv row 7")


def test_a_build_that_heard_a_judgement_asks_no_more() -> None:
    heard = body("Rare Aid", judged={"by": "analyst", "on": "2026-11-21"})
    given = theme("marac", 1.0, judged={"by": "analyst", "on": "2026-11-21"})
    assert sheet(A, asks("Aton", "Train.", heard, themes=[given])) == []


def test_a_document_that_may_be_of_another_review_is_asked_for() -> None:
    joined = {**B, "restates": {"document": "Aton.txt", "method": "facts", "evidence": "same dates"}}
    sure = {**B, "restates": {"document": "Aton.txt", "method": "recommendations", "evidence": "5 of 5"}}
    (row,) = sheet(A, joined)
    assert (row["kind"], row["what"], row["other"]) == ("same-review", "Beton.txt", "Aton.txt")
    assert sheet(A, sure) == []
    unsure = {"kind": "issue", "document": "Beton.txt", "review": "Beton", "span": None, "message": UNSURE.message}
    (row,) = sheet(A, B, unsure)
    assert (row["kind"], row["what"], row["other"]) == ("same-review", "Beton.txt", "")


def test_a_document_counts_for_its_own_area_whatever_the_others_of_its_review_say() -> None:
    silent = {**place("Aton"), "document": "other.txt", "restates": {"document": "Aton.txt", "method": "judgement"}}
    (row,) = sheet(A, silent, asks("Aton", "Train.", body("Rare Aid")))
    assert row["area"] == "council-E1"


def test_a_death_that_a_review_may_be_about_is_asked_for() -> None:
    link = {"review": "Aton", "death": "INC-0001", "partnership": "Aton", "date_in_review": "2019",
            "date_in_table": "2019-05", "why": "same year", "candidates": "2"}  # fmt: skip
    questions = list(open_questions([A], [link], KNOWN))
    (row,) = worksheet_rows(questions, (), KNOWN)
    assert (row["what"], row["other"]) == ("Aton", "INC-0001")
    assert row["why"] == "same year: 2019 in the review, 2019-05 in the table; one of 2 candidates"
    assert worksheet_rows(questions, (judgement("Aton", "no", kind="death", other="INC-0001"),), KNOWN) == []


def test_a_death_that_a_build_has_decided_is_not_asked_again() -> None:
    link = {"review": "Aton", "death": "INC-0001", "partnership": "Aton", "date_in_review": "2019",
            "date_in_table": "2019-05", "why": "same year", "candidates": "1"}  # fmt: skip
    for decision, asked in (("", 1), ("no", 0), ("yes", 0)):
        questions = open_questions([A], [{**link, "decision": decision}], KNOWN)
        assert len(worksheet_rows(questions, (), KNOWN)) == asked


def test_a_review_whose_partnership_is_unknown_is_asked_for_by_the_printed_name() -> None:
    ambiguous = {**place("Newton"), "commissioned_by": None}
    made = {**place("Quillon"), "commissioned_by": "Quillon community safety partnership"}
    first, second = sheet(A, ambiguous, made)
    assert [(row["kind"], row["what"], row["area"]) for row in (first, second)] == [
        ("agency", "Newton", ""), ("agency", "Quillon", ""),
    ]  # fmt: skip
    assert first["why"].endswith("ambiguous: several go by it")
    assert "provisional" in second["why"]
    assert first["candidates"] == "~Newton community safety partnership"
    assert sheet(ambiguous, judged=(judgement("newton", "csp-newton"),)) == []
    unnamed = {**place(""), "commissioned_by": None}
    assert sheet(unnamed, {**made, "restates": {"document": "a", "method": "judgement"}}) == []


def test_what_names_nobody_by_its_own_words_is_not_asked() -> None:
    known = replace(KNOWN, nobody=lambda mention: mention in ("TBC", "N/A"))
    findings = [A, asks("Aton", "Train.", body("TBC"), body("N/A"), body("Rare Aid"))]
    assert [row["what"] for row in worksheet_rows(open_questions(findings, [], known), (), known)] == ["Rare Aid"]


MENTIONS = st.lists(st.sampled_from(["Aid", "the Aid", "AID", "Homes", "=cmd()", "@home"]), max_size=8)


@given(MENTIONS, st.randoms(use_true_random=False))
def test_every_open_mention_is_counted_once_whatever_the_order(mentions: list[str], shuffle: Any) -> None:
    findings = [asks("Aton", f"Text {n}.", body(mention)) for n, mention in enumerate(mentions)]
    rows = sheet(A, *findings)
    assert sum(int(row["times"]) for row in rows) == len(mentions)
    assert [int(row["times"]) for row in rows] == sorted((int(row["times"]) for row in rows), reverse=True)
    shuffle.shuffle(findings)
    keys = [(row["area"], row["times"], row["what"].casefold().removeprefix("the ")) for row in sheet(A, *findings)]
    assert keys == [(row["area"], row["times"], row["what"].casefold().removeprefix("the ")) for row in rows]


@given(MENTIONS)
def test_the_sheet_runs_nothing_and_each_filled_row_is_the_question_it_answers(mentions: list[str]) -> None:
    questions = list(open_questions([A, *(asks("Aton", "Text.", body(mention)) for mention in mentions)], [], KNOWN))
    text = to_sheet(worksheet_rows(questions, (), KNOWN))
    assert text.startswith("\ufeffkind,what,area,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    answered = {key_of(judgement(row["what"], area=row["area"])) for row in rows}
    assert answered == {question.key for question in questions}
