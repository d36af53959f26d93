"""Each method of matching on bodies that do not exist: what it takes, and what it must leave alone."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from registers import ATON, BETON, BOTH, MADE_UP, PLACES, body, made_up, rows, table

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.mentions.match import METHODS, reconcile
from dhrgraph.reconcile.mentions.plain import plain
from dhrgraph.reconcile.mentions.similar import vocabulary
from dhrgraph.reconcile.register.phrases import read_phrases
from dhrgraph.reconcile.register.register import build_register
from dhrgraph.records import JudgementRow, Match

NOWHERE: frozenset[str] = frozenset()
CETON = frozenset({"C1"})
MORE = [
    *body("ag:wolverdale-council", "Wolverdale Borough Council", "local-authority", areas=["C1"]),
    *body("ag:wolverdale-trust", "Wolverdale Partnership University NHS Foundation Trust", "mental-health"),
    *body("ag:old-probation", "Quillan Probation Trust", "probation"),
    *body("ag:crown-service", "Crown Lanterns Service", "cps", alt=["CLS"]),
    *body("ag:cantwell", "Cantel Police", areas=["D1"]),
    *body("ag:northabshire", "Northern Abshire County Council", "local-authority", areas=["A1", "B1"]),
    *body(
        "ag:quillan-ccg",
        "NHS Quillan, Wolverdale and Marsh Clinical Commissioning Group",
        "clinical-commissioning",
        areas=["C1"],
    ),
    *body(
        "ag:csp-wolverdale", "Safer Wolverdale", "community-safety-partnership", stands=["partnership"], areas=["C1"]
    ),
    *body("cg:housing-providers", "Housing providers", "housing"),
    *body("cg:health-agencies", "Health agencies", "community-health"),
    *body("cg:all-agencies", "Every one of them", "collective"),
]
REGISTER = made_up(extra=MORE)


def matched(mention: str, areas: frozenset[str] = ATON) -> Match:
    return reconcile(mention, areas, REGISTER)


@pytest.mark.parametrize(
    ("mention", "areas", "slug", "method"),
    [
        # common words written otherwise
        ("Wolverdale Partnership Univ NHS FT", NOWHERE, "wolverdale-trust", "normalised"),
        ("Wolverdale Partnership University Foundation Trust", NOWHERE, "wolverdale-trust", "normalised"),
        ("Aton & Beton Hosp NHS Trust", NOWHERE, "hospitals", "normalised"),
        ("Aton MBC", NOWHERE, "aton-council", "normalised"),
        ("A.B.H.T.", NOWHERE, "hospitals", "normalised"),
        ("Abshire Constabulary", NOWHERE, "abshire-police", "normalised"),
        ("The Probation Services", NOWHERE, "probation", "pattern"),
        ("Wolverdale Partnership University", NOWHERE, "x-wolverdale-partnership-university", "provisional"),
        ("Aton City Council", NOWHERE, "aton-council", "normalised"),  # another rank
        ("Borough of Aton", NOWHERE, "aton-council", "normalised"),
        ("Northern Abshire Borough Council", NOWHERE, None, "none"),  # a county is no borough
        ("Wolverdale Partnership University Trusts", NOWHERE, None, "none"),
        ("Quillan Probation", NOWHERE, None, "none"),  # not of a trust that is no more
        ("WPUFT NHS Foundation Trust", NOWHERE, "wolverdale-trust", "pattern"),  # its form said twice
        ("QWM CCG", CETON, "quillan-ccg", "pattern"),  # initials of the words before the usual end
        ("QWM CCG", ATON, None, "none"),
        ("Safer Wolverdale Team", CETON, None, "none"),  # a council's
        # a part of a body
        ("Abshire Police Family Crime Team", NOWHERE, "abshire-police", "unit"),
        ("Family Crime Team, Abshire Police", NOWHERE, "abshire-police", "unit"),
        ("Abshire Police Vulnerable People Unit", NOWHERE, "vulnerable-unit", "pattern"),
        ("Abshire Police Vulnerable Persons Unit", NOWHERE, "vulnerable-unit", "normalised"),
        ("Aton Borough Council Housing Options", NOWHERE, "aton-council", "unit"),
        ("Housing Options Manager, Aton Borough Council", NOWHERE, "aton-council", "unit"),
        ("ABHT Safeguarding Team", NOWHERE, "hospitals", "unit"),
        ("Aton Borough Council Adult Social Care", BETON, "aton-asc", "pattern"),
        ("Abshire Police Federation", NOWHERE, None, "none"),
        ("Abshire Police Housing Options", NOWHERE, None, "none"),  # a part of councils only
        ("Abshire Police and Aton Council Team", NOWHERE, None, "none"),
        ("Aton Borough Council Ceton Team", NOWHERE, None, "none"),  # a place the body does not cover
        ("Council Widgets Team", ATON, None, "none"),
        # a post that belongs to one kind of body
        ("Chief Constable of Abshire", NOWHERE, "abshire-police", "pattern"),
        ("Chief Constable for Otherland", ATON, None, "none"),
        ("Director of Adult Social Services", ATON, "aton-asc", "pattern"),
        ("Leader of the Council", ATON, "aton-council", "pattern"),
        # groups, by rule and list
        ("All health agencies represented on the panel", ATON, "health-agencies", "pattern"),
        ("Social landlords in Ceton", ATON, "housing-providers", "pattern"),
        ("Local registered social landlords", ATON, "housing-providers", "pattern"),
        ("All agencies involved in this review", ATON, "all-agencies", "pattern"),
        ("Housing providers Limited", ATON, None, "none"),
        ("All agencies working with Abshire Police", ATON, None, "none"),
        # initials of one body of the area
        ("ABC", ATON, "aton-council", "pattern"),
        ("ABC Safeguarding Lead", ATON, "aton-council", "pattern"),
        ("ABC", BETON, None, "none"),
        ("abc", ATON, None, "none"),
        ("WPUT", NOWHERE, None, "none"),
        ("WPUFT", NOWHERE, "wolverdale-trust", "pattern"),
        ("TBC", ATON, None, "none"),
        # one word misspelt, and more that agrees
        ("Abshire Polcie", NOWHERE, "abshire-police", "similarity"),
        ("Crown Lantrens Service", NOWHERE, "crown-service", "similarity"),
        ("Wolverdlae Borough Council", NOWHERE, "wolverdale-council", "similarity"),
        ("Woolverdale Partnership University NHS Foundation Trust", NOWHERE, "wolverdale-trust", "similarity"),
        ("Wolverdale Borugh Council", NOWHERE, "wolverdale-council", "similarity"),
        ("Cantol Police", NOWHERE, None, "none"),  # another letter in a short word is another name
        ("Cantel", NOWHERE, None, "none"),
        ("Abshire Policy", NOWHERE, None, "none"),  # a word of its own
        ("Wolverdlae", NOWHERE, None, "none"),  # likeness alone
        ("Wolverdlae Borugh Council", NOWHERE, None, "none"),  # two words
    ],
)  # fmt: skip
def test_what_each_method_takes_and_leaves(mention: str, areas: frozenset[str], slug: str | None, method: str) -> None:
    match = matched(mention, areas)
    assert (match.id, match.method) == (slug, method), match.evidence
    assert match.evidence


@pytest.mark.parametrize(
    ("mention", "slug", "kind"),
    [
        ("Lantern Housing Association", "x-lantern-housing-association", "housing"),
        ("The Lantern  Housing Association (LHA)", "x-lantern-housing-association", "housing"),
        ("LANTERN HOUSING ASSOCIATION", "x-lantern-housing-association", "housing"),
        ("Harbour House Refuge", "x-harbour-house-refuge", "specialist-da-service"),
        ("Ceton Women’s Aid", "x-ceton-womens-aid", "specialist-da-service"),
        ("St Quillan's Primary School", "x-st-quillans-primary-school", "education"),
        ("University of Quillan", "x-university-of-quillan", "education"),
        ("Quillan Surgery", "x-quillan-surgery", "general-practice"),
        ("Quillan Drug and Alcohol Service", "x-quillan-drug-and-alcohol-service", "substance-misuse"),
        ("Bright & Clear Trust", "x-bright-and-clear-trust", "voluntary-sector"),
    ],
)
def test_a_well_named_body_gets_a_provisional_record(mention: str, slug: str, kind: str) -> None:
    match = matched(mention)
    assert (match.id, match.type, match.method) == (slug, kind, "provisional")
    assert (match.provisional, match.outcome, match.collective) == (True, "unmatched", False)
    assert "tells its type" in match.evidence
    assert match.agency
    assert match.agency.casefold() in " ".join(mention.casefold().split())


@pytest.mark.parametrize(
    "mention",
    [
        "the Housing Association",
        "Local School",
        "GP Surgery",
        "Aton Housing Association",  # a place and general words: any of several
        "Primary School",
        "Adult Social Care",
        "Lantern Housing Association Manager",
        "Mrs Quillan's School",
        "lantern housing association",
        "Ask the Lantern Housing Association to train staff",
        "Lantern Refuge and Harbour Housing",  # two bodies
        "Lantern Refuge / Harbour Housing",
        "Abshire Police Charity",  # holds a body of the register
        "Wolverdlae Partnreship University Trust",  # a misprint of one
        "[relative]'s School",
        "Policy and Practice",
        "Quillan",
        "Lantern Housing Association, as agreed at the meeting in May of the same long and weary year",
    ],
)
def test_what_is_no_name_of_a_body_gets_none(mention: str) -> None:
    assert (matched(mention, BETON).id, matched(mention, BETON).provisional) == (None, False)


def test_equal_claims_are_candidates_in_order() -> None:
    match = reconcile("MARAC", BOTH, REGISTER)
    assert (match.outcome, match.method, match.agency) == ("ambiguous", "none", None)
    assert [(c.id, c.agency) for c in match.candidates] == [
        ("aton-marac", "Aton MARAC"),
        ("beton-marac", "Beton MARAC"),
    ]
    assert all("'MARAC'" in candidate.evidence for candidate in match.candidates)


def test_a_person_may_confirm_a_provisional_record() -> None:
    row = JudgementRow("agency", "Lantern Housing Association", "confirm", "analyst", "2026-01-31")
    match = reconcile("Lantern Housing Association", ATON, made_up([row]))
    assert (match.id, match.method, match.outcome) == ("x-lantern-housing-association", "judgement", "matched")
    assert match.judged == row.judged


def test_a_long_text_is_no_name() -> None:
    assert matched("Abshire Police " * 40).evidence == "too long for a name"


def test_the_table_of_methods_ends_with_likeness_and_form() -> None:
    assert [method.__name__ for method in METHODS][:1] == ["by_judgement"]
    assert [method.__name__ for method in METHODS][-2:] == ["by_similarity", "by_form"]


ALL = [*MADE_UP, *MORE]
SAID = st.sampled_from(
    ["MARAC", "Police", "ABHT Safeguarding Team", "Abshire Polcie", "Aton MBC", "ABC", "Council", "Lantern Refuge",
     "All health agencies", "Chief Constable of Abshire", "Probation Services", "CLS", "Aton & Beton Hosp NHS Trust"]
)  # fmt: skip


@given(SAID, st.sampled_from([NOWHERE, ATON, BETON, BOTH]), st.integers(0, 5))
def test_the_order_of_the_register_and_of_what_was_asked_before_changes_nothing(
    mention: str, areas: frozenset[str], seed: int
) -> None:
    mixed = random.Random(seed).sample(ALL, len(ALL))
    other = build_register(table(mixed), rows("addressee_phrases.csv"), (), PLACES)
    one, two = matched(mention, areas), reconcile(mention, areas, other)
    assert replace(one, evidence="") == replace(two, evidence="")


NAMES = sorted({n.words for names in REGISTER.names.spaced.values() for n in names if not n.in_context and not n.whole})


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_a_name_good_anywhere_is_good_in_any_case(name: str, change) -> None:
    assert matched(change(name), NOWHERE).id == matched(name, NOWHERE).id is not None


@given(st.sampled_from(NAMES), st.text("bcdfghjklmnpqrstvwxz", min_size=7, max_size=12))
def test_a_name_with_an_unknown_word_before_it_is_not_that_body(name: str, word: str) -> None:
    assume(not vocabulary(REGISTER).near(word))
    match = matched(f"{word.title()} {name}", NOWHERE)
    assert match.id not in {slug for slug in REGISTER.records if not REGISTER.records[slug].collective}


@given(st.sampled_from(NAMES))
def test_plain_words_stay_plain(name: str) -> None:
    written = REGISTER.phrases.written
    once = plain(name.casefold().split(), written)
    assert plain(once, written) == once


@given(st.text("abcdefgh", min_size=5, max_size=9), st.integers(1, 3), st.sampled_from("xyz"))
def test_one_slip_is_always_near(word: str, at: int, letter: str) -> None:
    book = type(vocabulary(REGISTER)).of([word, "zzzzzzz"], [])
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    for slip in slips:
        assert len(slip) < 5 or word in book.near(slip)


@pytest.mark.parametrize("kind", ["office", "group", "unit", "type"])
def test_a_phrase_that_must_mean_something_does(kind: str) -> None:
    with pytest.raises(VocabularyError, match="'lantern' means nothing"):
        read_phrases([{"phrase": "lantern", "kind": kind, "means": "", "note": ""}])
