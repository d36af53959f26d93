"""Mentions of made-up bodies: each method of evidence, and what must not be matched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, BETON, BOTH, body, made_up, register

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.records import JudgementRow

NOWHERE: frozenset[str] = frozenset()
REGISTER = made_up()


def judged(mention: str, agency: str, **more: str) -> JudgementRow:
    return replace(JudgementRow("agency", mention, agency, "analyst", "2026-01-31"), **more)


@pytest.mark.parametrize(
    ("mention", "areas", "slug", "method"),
    [
        ("Abshire Police", NOWHERE, "abshire-police", "label"),
        ("the ABSHIRE  police", NOWHERE, "abshire-police", "label"),
        ("Aton & Beton Hospitals NHS Trust", NOWHERE, "hospitals", "label"),
        ("ABHT", NOWHERE, "hospitals", "variant"),
        ("Aton Hospital Trust", NOWHERE, "hospitals", "misprint"),
        ("GP’s", NOWHERE, "practitioners", "variant"),
        ("Agencies", NOWHERE, "agencies", "variant"),
        ("Police", ATON, "abshire-police", "area-context"),
        ("Police", NOWHERE, "forces", "area-context"),
        ("MARAC", BETON, "beton-marac", "area-context"),
        ("Aton and Beton Hospitals NHS Trust (ABHNT)", NOWHERE, "hospitals", "variant"),
        ("Aton & Beton Hospital Trust (ABHT)", NOWHERE, "hospitals", "variant"),
        ("Probation Service (Abshire)", NOWHERE, "probation", "variant"),
        ("Aton Borough Council: Adult Social Care", ATON, "aton-asc", "pattern"),
        ("MARAC Co-ordinator", ATON, "aton-marac", "pattern"),
        ("Chair of the Aton MARAC", ATON, "aton-marac", "pattern"),
        ("Named GP for Safeguarding Adults", ATON, "practitioners", "pattern"),
        ("Council DA lead", ATON, "aton-council", "pattern"),
        ("Chief Constable of Abshire Police", NOWHERE, "abshire-police", "pattern"),
        ("Inspector, Vulnerable People Unit", ATON, "abshire-police", "pattern"),
        ("ASC Ser vice Manager", ATON, "aton-asc", "pattern"),
        ("Senior Proba tion lead Aton/Beton", NOWHERE, "probation", "pattern"),
        ("Agencies across Aton", ATON, "agencies", "pattern"),
        ("Abshire Police’s safeguarding lead", NOWHERE, "abshire-police", "pattern"),
        ("Abshire Police NB: figures are provisional", NOWHERE, "abshire-police", "variant"),
        ("Aton Borough Council (ABC) on behalf of schools", NOWHERE, "aton-council", "variant"),
    ],
)  # fmt: skip
def test_a_mention_is_matched_and_says_how(mention: str, areas: frozenset[str], slug: str, method: str) -> None:
    match = reconcile(mention, areas, REGISTER)
    assert (match.id, match.method) == (slug, method), match.evidence
    assert match.mention == mention
    assert match.agency == REGISTER.records[slug].label
    assert match.type == REGISTER.records[slug].type
    assert match.collective == REGISTER.records[slug].collective


@pytest.mark.parametrize(
    ("mention", "areas"),
    [
        ("Cdshire Police", ATON),  # another force, though "Police" is in the area
        ("British Transport Police", ATON),
        ("Police (Cdshire)", ATON),
        ("Police and Crime Commissioner", ATON),
        ("Beton Council", ATON),
        ("Ceton Police", ATON),  # a place the body does not cover
        ("Ceton MARAC", NOWHERE),
        ("Police", frozenset({"C1"})),  # an area no force here covers
        ("Adult Social Care", BETON),
        ("housing agencies", ATON),
        ("Lead agency", ATON),
        ("Agencies manager", ATON),
        ("Beacon project lead", ATON),
        ("Safeguarding lead", ATON),  # a post and no body
        ("ASC training", ATON),  # a subject without a post
        ("GPs (Ceton Surgery)", ATON),
        ("Aton", ATON),
        ("", ATON),
        ("–", ATON),
    ],
)  # fmt: skip
def test_no_body_is_made_out_of_a_part(mention: str, areas: frozenset[str]) -> None:
    match = reconcile(mention, areas, REGISTER)
    assert (match.agency, match.id, match.type, match.method) == (None, None, None, "none")


def test_equal_claims_are_no_match_and_are_named() -> None:
    match = reconcile("MARAC", BOTH, REGISTER)
    assert match.agency is None
    assert match.evidence == "equal claims: Aton MARAC; Beton MARAC"
    assert reconcile("Abshire Police / Aton Council", ATON, REGISTER).evidence.startswith("equal claims")


def test_a_longer_name_shadows_a_shorter_one_even_where_it_cannot_be_used() -> None:
    extra = body("cg:commissioners", "Police and Crime Commissioners", context=["Police Commissioner"])
    assert reconcile("Chief Police Commissioner", ATON, made_up(extra=extra)).agency is None


def test_a_judgement_outranks_every_rule_and_one_for_the_area_outranks_one_for_everywhere() -> None:
    register = made_up(
        [
            judged("Abshire Police", "probation"),
            judged("abshire police", "none", area="A1;C1", by="reviewer"),
        ]
    )
    everywhere, here = (reconcile("Abshire Police", areas, register) for areas in (BETON, ATON))
    assert (everywhere.id, everywhere.method) == ("probation", "judgement")
    assert (here.id, here.method, here.evidence) == (None, "judgement", "judged by reviewer, 2026-01-31")


def test_a_judgement_must_name_a_body() -> None:
    with pytest.raises(VocabularyError, match=r"judgements\.csv row 4, column decision: 'nobody' is neither"):
        made_up([judged("x", "nobody", row=4)])


LABELS = st.sampled_from([name for meanings in register().names.spaced.values() for name in meanings])
BODIES = LABELS.filter(lambda name: not register().records[name.slug].collective)  # of a group much may be said
SPACES = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0"])


@given(LABELS, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]), SPACES)
def test_case_and_space_change_nothing(name, change, space) -> None:
    areas = frozenset(register().records[name.slug].areas)
    plain = reconcile(name.words, areas, register())
    changed = reconcile(space + space.join(change(name.words).split()), areas, register())
    assert (changed.id, changed.method) == (plain.id, plain.method)


@given(st.text(max_size=60), st.sampled_from([NOWHERE, ATON, BOTH]))
def test_any_text_has_an_answer_that_holds_together(mention: str, areas: frozenset[str]) -> None:
    match = reconcile(mention, areas, REGISTER)
    assert match == reconcile(mention, areas, REGISTER)
    assert (match.agency is None) == (match.id is None) == (match.type is None)
    assert match.evidence
    if match.id:
        assert REGISTER.records[match.id].label == match.agency


@given(BODIES, st.sampled_from([" Xyzzy", " Federation of Elsewhere", " Street"]))
def test_a_name_with_a_strange_word_behind_it_is_not_that_body(name, strange: str) -> None:
    areas = frozenset(register().records[name.slug].areas)
    assert reconcile(name.words + strange, areas, register()).id != name.slug
