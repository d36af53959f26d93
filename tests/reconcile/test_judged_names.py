"""A decision names a body by slug or by any of its names; near names are offered and decide nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, made_up, register

from dhrgraph.config import load_config
from dhrgraph.errors import VocabularyError
from dhrgraph.publish.near import Nearness
from dhrgraph.reconcile.judged import with_areas, with_judgements
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.records import JudgementRow

REGISTER = made_up()
ROW = JudgementRow("agency", "the Team", "none", "analyst", "2026-11-21", row=2)
NEAR = Nearness.of(REGISTER)
OTHER_WORDS = ("Xyzzy", "withdraw", "yes", "no", "delete", "unknown")  # each was once "corrected" to some body's slug


@pytest.mark.parametrize(
    ("decision", "area", "slug"),
    [
        ("abshire-police", "", "abshire-police"),
        ("ag:abshire-police", "", "abshire-police"),
        ("The ABSHIRE police", "", "abshire-police"),
        ("ABHT", "", "hospitals"),
        ("MARAC", "A1", "aton-marac"),
        ("None", "", None),
        ("abshire-police = Abshire Police", "", "abshire-police"),  # as the worksheet's cells print it
        ("ag:abshire-police = Abshire Police", "", "abshire-police"),
    ],
)
def test_a_body_is_written_as_slug_or_name(decision: str, area: str, slug: str | None) -> None:
    judged = with_judgements(REGISTER, [replace(ROW, decision=decision, area=area)])
    match = reconcile("the team", ATON, judged)
    assert (match.id, match.method, match.judged) == (slug, "judgement", ROW.judged)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("MARAC", "'MARAC' is the name of several bodies.\n  To mend: write one of aton-marac, beton-marac"),
        (
            "abshire-polis",
            "'abshire-polis' is neither none, confirm nor a body of the register. Did you mean abshire-police?",
        ),
        *((word, f"'{word}' is neither none, confirm nor a body of the register.\n") for word in OTHER_WORDS),
        ("abshire-police = Abshire Police | hospitals = Abshire Hospitals", "'abshire-police = Abshire"),
    ],
)
def test_what_names_no_body_or_several_is_refused(decision: str, said: str) -> None:
    with pytest.raises(VocabularyError) as problem:
        with_judgements(REGISTER, [replace(ROW, decision=decision)])
    assert f"judgements.csv row 2, column decision: {said}" in str(problem.value)


def test_areas_with_a_council_in_common_may_not_be_decided_otherwise() -> None:
    one, other = replace(ROW, area="A1;B1"), replace(ROW, area="B1", decision="hospitals", row=3)
    with pytest.raises(
        VocabularyError, match=r"row 3, column decision: 'hospitals' contradicts 'none' in judgements\.csv row 2"
    ):
        with_judgements(REGISTER, [one, other])
    everywhere = with_judgements(REGISTER, [replace(one, area=""), other])
    assert reconcile("Team", frozenset({"B1"}), everywhere).id == "hospitals"
    assert reconcile("Team", ATON, everywhere).id is None


@pytest.mark.parametrize("decision", ["confirm", "Confirmed", "confirm = Quillon Housing Association (housing)"])
def test_a_provisional_record_is_confirmed_in_any_way_it_is_written(decision: str) -> None:
    name = "Quillon Housing Association"
    assert reconcile(name, ATON, REGISTER).provisional
    match = reconcile(name, ATON, with_judgements(REGISTER, [replace(ROW, what=name, decision=decision)]))
    assert (match.agency, match.provisional, match.method) == (name, False, "judgement")


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("", ""),
        ("E08000014;E07000117", "E07000117;E08000014"),
        ("Sefton", "E08000014"),
        ("Safer Sefton Partnership; Liverpool", "E08000012;E08000014"),
        ("Bristol, City of", "E06000023"),
        ("E22000142", "E07000110"),
    ],
)
def test_an_area_may_be_a_partnerships_name_or_code(area: str, codes: str) -> None:
    known = load_config().authorities
    (row,) = with_areas([replace(ROW, area=area)], known)
    assert row.area == codes
    (other,) = with_areas([replace(ROW, kind="death", area=area)], known)
    assert other.area == area


def test_a_partnership_of_many_councils_gives_all_of_them() -> None:
    known = load_config().authorities
    (row,) = with_areas([replace(ROW, area="Kent")], known)
    assert len(row.area.split(";")) > 5
    with pytest.raises(VocabularyError, match=r"row 2, column area: 'Nowhere at all' is neither councils' codes nor"):
        with_areas([replace(ROW, area="Nowhere at all")], known)


MENTIONS = st.sampled_from(["Police and Probation", "Team", "MARAC manager", "Abshire Police NB: see above", "GPs", ""])


@given(MENTIONS, st.sampled_from(["none", "confirm", "hospitals", "agencies"]), st.sampled_from(["", "A1", "C1"]))
def test_whatever_is_judged_says_so_and_nothing_else_does(mention: str, decision: str, area: str) -> None:
    judged = with_judgements(
        REGISTER, [replace(ROW, what=mention.partition(" NB")[0] or "x", decision=decision, area=area)]
    )
    match = reconcile(mention, ATON, judged)
    assert (match.method == "judgement") == (match.judged is not None)
    if area == "C1":
        assert match == reconcile(mention, ATON, REGISTER)


@given(st.sampled_from(sorted(REGISTER.records)), st.integers(0, 30))
def test_the_nearest_to_a_slip_in_a_label_is_its_body(slug: str, at: int) -> None:
    label = REGISTER.records[slug].label
    slipped = label if at >= len(label) else label[:at] + label[at + 1 :]
    near = NEAR.to(slipped)
    assert near == () or slug in near
    assert NEAR.to(label)[0] == slug


@pytest.mark.parametrize("decision", OTHER_WORDS)
def test_other_words_are_not_taken_for_slips_in_the_whole_register_either(decision: str) -> None:
    with pytest.raises(VocabularyError) as problem:
        with_judgements(register(), [replace(ROW, decision=decision)])
    assert "Did you mean" not in str(problem.value)
    assert "To take a decision back, delete the row." in str(problem.value)


def test_near_names_are_of_the_area_and_few() -> None:
    near = Nearness.of(register())
    assert near.to("Merseyside Polis", frozenset({"E08000014"}))[0] == "merseyside-police"
    assert "merseyside-police" not in near.to("Merseyside Polis", frozenset({"E08000025"}))
    assert len(near.to("NHS Trust")) <= 3
    assert near.to("") == near.to("Quillon") == ()
