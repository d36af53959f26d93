"""What a person decided about a theme: yes, no, or another theme instead; never both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.classify.judgements import read_theme_judgements, themes_by_id
from dhrgraph.classify.scheme import Concept, Scheme
from dhrgraph.errors import VocabularyError
from dhrgraph.records import JudgementRow

SCHEME = Scheme({name: Concept(name, f"The {name} theme", "") for name in ("care", "courts", "training")})
TEXT = "501fe928f131"
ROW = JudgementRow("theme", "care", "yes", "analyst", "2026-11-21", wording=TEXT, row=2)


def says(*rows: JudgementRow) -> dict[str, bool]:
    found = read_theme_judgements(rows, SCHEME)
    assert {key for key, _ in found} <= {TEXT}
    return {theme: judgement.given for (_, theme), judgement in found.items()}


@pytest.mark.parametrize(
    ("what", "decision", "expected"),
    [
        ("care", "yes", {"care": True}),
        ("care", "No", {"care": False}),
        ("The CARE theme", "yes", {"care": True}),
        ("th:care", "courts", {"courts": True, "care": False}),
        ("care", "the courts theme", {"courts": True, "care": False}),
        ("care", "care", {"care": True}),
        ("care = The care theme", "courts = The courts theme", {"courts": True, "care": False}),
        ("care", "Yes.", {"care": True}),
    ],
)
def test_a_theme_and_the_decision_may_be_written_as_id_or_label(
    what: str, decision: str, expected: dict[str, bool]
) -> None:
    assert says(replace(ROW, what=what, decision=decision)) == expected


def test_who_decided_is_kept_and_other_kinds_are_passed_over() -> None:
    found = read_theme_judgements([ROW, JudgementRow("agency", "x", "none", "analyst", "2026-11-21")], SCHEME)
    (judgement,) = found.values()
    assert (judgement.judged.by, judgement.judged.on, judgement.judged.row) == (
        "analyst",
        "2026-11-21",
        "judgements.csv row 2",
    )


@pytest.mark.parametrize(
    ("column", "name", "said"),
    [
        ("what", "cares", "no theme 'cares'. Did you mean care?"),
        ("decision", "trainings", "'trainings' is neither yes, no nor a theme. Did you mean training?"),
        ("decision", "withdraw", "'withdraw' is neither yes, no nor a theme.\n  To mend: write yes, no, or"),
        ("decision", "confirm", "'confirm' is neither yes, no nor a theme.\n"),
    ],
)
def test_an_unknown_theme_is_named_with_what_can_be_said(column: str, name: str, said: str) -> None:
    with pytest.raises(VocabularyError) as problem:
        says(replace(ROW, **{column: name}))
    assert str(problem.value).startswith(f"judgements.csv row 2, column {column}: {said}")


def test_themes_are_kept_by_their_ids() -> None:
    other = JudgementRow("agency", "The care theme", "none", "analyst", "2026-11-21")
    rows = themes_by_id(
        [replace(ROW, what="The CARE theme", decision="th:courts"), replace(ROW, decision="No"), other], SCHEME
    )
    assert [(row.what, row.decision) for row in rows] == [
        ("care", "courts"),
        ("care", "no"),
        ("The care theme", "none"),
    ]


DECISIONS = st.sampled_from(["yes", "no", *SCHEME.concepts])


@given(st.lists(st.tuples(st.sampled_from([*SCHEME.concepts]), DECISIONS), max_size=4))
def test_rows_are_heard_all_together_or_refused(pairs: list[tuple[str, str]]) -> None:
    rows = [replace(ROW, what=what, decision=said, row=n) for n, (what, said) in enumerate(pairs, 2)]
    alone = [says(row) for row in rows]
    agree = all(one.get(theme, has) == has for one in alone for other in alone for theme, has in other.items())
    if agree:
        assert says(*rows) == {theme: has for one in alone for theme, has in one.items()}
        return
    with pytest.raises(VocabularyError, match=r"contradicts .* in judgements.csv row"):
        says(*rows)
