"""Names as the tables and summaries of reviews print them, on bodies that do not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, BETON, BOTH, body, change, made_up

from dhrgraph.reconcile.mentions.match import names_nobody, reconcile
from dhrgraph.reconcile.mentions.split import split_mentions

NOWHERE: frozenset[str] = frozenset()
CETON = frozenset({"C1"})
REGISTER = made_up(
    extra=[
        *body("ag:county", "Abshire County Council", "local-authority", context=["County Council"], areas=["A1", "B1"]),
        *body("ag:beton-council", "Beton City Council", "local-authority", alt=["Beton Council"],
              context=["City Council"], areas=["B1"]),
        *body("ag:old-county", "Oldshire County Council", "local-authority", closed=["2020-03-31"]),
        *body("ag:ceton-council", "Ceton Council", "local-authority", context=["Council"], areas=["C1"]),
        *body("ag:ceton-asc", "Ceton Adult Social Care", "adult-social-care", context=["Adult Social Care"],
              areas=["C1"], part_of=["ceton-council"]),
        *body("ag:gone-county", "Goneshire County Council", "local-authority", closed=["2020-03-31"]),
        *body("ag:south", "South Goneshire Council", "local-authority", areas=["G1"]),
        *body("ag:south-asc", "South Goneshire Adult Social Care", "adult-social-care", context=["Adult Social Care"],
              areas=["G1"], part_of=["south"]),
        *body("ag:north", "North Goneshire Council", "local-authority", areas=["G2"]),
        *body("ag:crown", "Crown Lanterns Service", "cps", alt=["CLS"], level=["national"]),
        *body("ag:aton-company", "Aton Community Rehabilitation Company", "probation"),
        *body("ag:support", "Quillan Support", "voluntary-sector"),
        *body("ag:opcc", "Abshire Police and Crime Commissioner", "police-governance", areas=["A1", "B1"]),
        *body("cg:childrens", "Children's Services", "childrens-social-care"),
        *change("old", "merger", "2020-04-01", ["old-county"], ["ceton-council"]),
        *change("gone", "merger", "2020-04-01", ["gone-county"], ["south", "north"]),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "areas", "slug"),
    [
        # a post with a place: only of a body of the area
        ("Director of Public Health Beton", BETON, "beton-council"),
        ("Director of Public Health Beton", NOWHERE, "beton-council"),
        ("Director of Public Health Beton", ATON, None),
        ("Chief Constable of Abshire", ATON, "abshire-police"),
        ("Chief Constable of Abshire", CETON, None),
        # a national body with a region beside it
        ("CLS North West", NOWHERE, "crown"),
        ("CLS London South", ATON, "crown"),
        ("South East CLS", ATON, "crown"),
        ("ABHT North West", ATON, None),
        ("Abshire Police North West", ATON, None),
        ("Police South East", ATON, None),
        # what a name is now is a remark
        ("Aton CRC (now the Probation Service)", NOWHERE, "aton-company"),
        ("Aton CRC, now part of the Probation Service", NOWHERE, "aton-company"),
        # a body that is no more, beside a part that it had
        ("Oldshire County Council Adult Social Care", CETON, "ceton-asc"),  # one body followed, and has the part
        ("Goneshire County Council Adult Social Care", frozenset({"G1"}), "gone-county"),
        ("Goneshire County Council Children's Services", frozenset({"G1"}), "gone-county"),
        ("Goneshire County Council Children's Services", NOWHERE, "gone-county"),
        ("Goneshire County Council Police", ATON, None),
        # common words written otherwise
        ("Abshire Commissioner's Office", NOWHERE, "opcc"),
        ("Ceton Council Adult Care", NOWHERE, "ceton-asc"),
        ("Children's Commissioner's Office", NOWHERE, None),
        # the work of several parts
        ("Ceton Social Services", NOWHERE, "ceton-council"),
        ("Social Services", CETON, "ceton-council"),
        ("Beton Social Services", NOWHERE, None),  # no such part
        ("Xyzzy Social Services", CETON, None),
        # "CC" is a county's or a city's council
        ("CC", ATON, "county"),
        ("CC", CETON, None),
        ("Beton CC", NOWHERE, "beton-council"),
        ("Aton CC", NOWHERE, None),  # a borough
    ],
)  # fmt: skip
def test_what_a_name_means(mention: str, areas: frozenset[str], slug: str | None) -> None:
    match = reconcile(mention, areas, REGISTER)
    assert match.id == slug, match.evidence


def test_initials_of_a_county_and_a_city_are_ambiguous_between_the_two() -> None:
    found = reconcile("CC", BOTH, REGISTER)
    assert [candidate.id for candidate in found.candidates] == ["beton-council", "county"]


@pytest.mark.parametrize(
    ("mention", "slug", "kind"),
    [
        ("Wales & West Housing Association", "x-wales-and-west-housing-association", "housing"),
        ("Northshire Regional Safeguarding Board", "x-northshire-regional-safeguarding-board", "partnership-board"),
        ("Lantern Women's Resource Centre", "x-lantern-womens-resource-centre", "specialist-da-service"),
        ("Aton Homes", "x-aton-homes", "housing"),
        ("Aton GP Care Group", "x-aton-gp-care-group", "general-practice"),
        ("Choices DA Service", "x-choices-domestic-abuse-service", "specialist-da-service"),
        ("Choices Domestic Abuse Service", "x-choices-domestic-abuse-service", "specialist-da-service"),
        ("Lantern Housing Assoc.", "x-lantern-housing-association", "housing"),
    ],
)
def test_a_body_without_a_record(mention: str, slug: str, kind: str) -> None:
    match = reconcile(mention, ATON, REGISTER)
    assert (match.id, match.type, match.provisional) == (slug, kind, True)


@pytest.mark.parametrize(
    "mention",
    ["Aton Care Homes", "Aton Nursing Homes", "Aton Hospitals", "North and South Housing Association", "Homes",
     "Aton and Beton Housing Association", "Regional Safeguarding Board", "DA Service"],
)  # fmt: skip
def test_what_may_be_any_of_several_is_no_body(mention: str) -> None:
    match = reconcile(mention, ATON, REGISTER)
    assert (match.id, match.provisional) == (None, False)


@pytest.mark.parametrize(
    "printed", ["N/A", "n/a", "TBC", "None", "As above", "See above.", "All of the above", "Various", "-", " – ", ""]
)
def test_words_that_name_nobody_ask_for_no_decision(printed: str) -> None:
    assert names_nobody(printed, REGISTER)
    match = reconcile(printed, ATON, REGISTER)
    assert (match.id, match.outcome, match.method, match.candidates) == (None, "unmatched", "none", ())
    assert all(names_nobody(part, REGISTER) for part in split_mentions(printed, REGISTER, ATON))


@pytest.mark.parametrize("printed", ["Police", "Various Lanterns", "Lanternlight", "All agencies", "Abshire Police"])
def test_names_name_somebody(printed: str) -> None:
    assert not names_nobody(printed, REGISTER)


@pytest.mark.parametrize(
    ("printed", "mentions"),
    [
        # a body that nobody knows, behind one that is known
        ("Aton Borough Council and Lanternlight", ["Aton Borough Council", "Lanternlight"]),
        ("Abshire Police, Lanternlight", ["Abshire Police", "Lanternlight"]),
        ("Aton Borough Council & QZHA", ["Aton Borough Council", "QZHA"]),
        ("ABHT and Rising Zenith", ["ABHT", "Rising Zenith"]),
        ("Abshire Police, Lanternlight and Probation", ["Abshire Police", "Lanternlight and Probation"]),
        ("Abshire Police, Lanternlight and Lookabroad", ["Abshire Police", "Lanternlight", "Lookabroad"]),
        ("Abshire Police, Lanternlight, Probation", ["Abshire Police", "Lanternlight", "Probation"]),
        ("Crown Lanterns Service and Zenith", ["Crown Lanterns Service", "Zenith"]),
        ("Quillan Support and Zenith", ["Quillan Support", "Zenith"]),
        ("Safer Aton and Zenith", ["Safer Aton and Zenith"]),  # a label that ends in a place
        # and before it: initials, or after a comma
        ("QZHA and Abshire Police", ["QZHA", "Abshire Police"]),
        ("Lanternlight, Abshire Police", ["Lanternlight", "Abshire Police"]),
        ("Lanternlight and Abshire Police", ["Lanternlight and Abshire Police"]),
        # a name that may be longer than the one known
        ("Quillshire, Aton and Beton Hospitals NHS Trust", ["Quillshire, Aton and Beton Hospitals NHS Trust"]),
        ("Quillshire and Abshire Police", ["Quillshire and Abshire Police"]),
        ("Beacon and Lanternlight", ["Beacon and Lanternlight"]),
        ("Abshire and Quillshire", ["Abshire and Quillshire"]),
        ("Aton, Beton and Ceton", ["Aton, Beton and Ceton"]),
        ("Aton Borough Council and Ceton", ["Aton Borough Council and Ceton"]),
        ("Aton Borough Council and lanternlight", ["Aton Borough Council and lanternlight"]),
        ("Abshire Police and Mrs Quill", ["Abshire Police and Mrs Quill"]),
        ("Abshire Police and Crime Quill", ["Abshire Police and Crime Quill"]),
        # two that nobody knows: only at the mark of a list
        ("Lanternlight; Lookabroad", ["Lanternlight", "Lookabroad"]),
        ("Lanternlight / Lookabroad", ["Lanternlight", "Lookabroad"]),
        ("Lanternlight\nLookabroad", ["Lanternlight", "Lookabroad"]),
        ("• Lanternlight\n• Abshire Police", ["Lanternlight", "Abshire Police"]),
        ("Abshire Police • Lanternlight", ["Abshire Police", "Lanternlight"]),
        ("Lanternlight and Lookabroad", ["Lanternlight and Lookabroad"]),
        ("Lanternlight/Lookabroad", ["Lanternlight/Lookabroad"]),
        # a line that runs on is no list
        ("Aton and Beton\nHospitals NHS Trust", ["Aton and Beton\nHospitals NHS Trust"]),
        ("Lantern Housing\nAssociation", ["Lantern Housing\nAssociation"]),
        ("Family Crime\nUnit", ["Family Crime\nUnit"]),
    ],
)  # fmt: skip
def test_names_that_nobody_knows_beside_others(printed: str, mentions: list[str]) -> None:
    assert list(split_mentions(printed, REGISTER, ATON)) == mentions


STRANGE = st.text("bcdfghklmnprstvz", min_size=6, max_size=10).map(str.title)
LABELS = sorted(
    {name.words for names in REGISTER.names.spaced.values() for name in names if " and " in name.words.casefold()}
)


@given(st.sampled_from(LABELS), STRANGE, st.data())
def test_a_name_with_and_in_it_is_never_cut_though_a_word_of_it_is_strange(label: str, word: str, data) -> None:
    """No body is found in half of a longer name that happens to be unknown."""
    words = label.split()
    at = data.draw(st.sampled_from([n for n, old in enumerate(words) if old.casefold() != "and"]))
    words[at] = word
    parts = split_mentions(" ".join(words), REGISTER, ATON)
    assert not any(reconcile(part, ATON, REGISTER).outcome == "matched" for part in parts if len(parts) > 1)
