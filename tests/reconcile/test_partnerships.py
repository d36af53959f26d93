"""Names of community safety partnerships as documents print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import made_up, partnerships, register, rows

from dhrgraph.namespaces import slug
from dhrgraph.reconcile.judged import with_judgements
from dhrgraph.reconcile.partnerships.resolve import commissioner
from dhrgraph.reconcile.readings import partnership_of
from dhrgraph.reconcile.register.words import fold
from dhrgraph.records import JudgementRow, PartnershipName


@pytest.mark.parametrize("row", rows("partnerships.csv"), ids=lambda row: row["code"])
def test_every_partnership_resolves_by_each_of_its_names(row: dict[str, str]) -> None:
    areas = frozenset(row["councils"].split(";"))
    for printed in (
        row["name"],
        f"CSP: {row['name']}",
        f"Safer {row['name']} Partnership",
        row["name"].upper(),
    ):
        name, found = partnerships().resolve(printed)
        assert (name.raw, name.name, name.codes, found) == (printed, row["name"], (row["code"],), areas)
    others = ";".join((row["welsh"], row["also_called"], row["former_councils"])).split(";")
    for also in filter(None, others):
        name, found = partnerships().resolve(also)
        assert row["code"] in name.codes
        assert areas <= found


@pytest.mark.parametrize("row", [row for row in rows("library.csv") if row["codes"]], ids=lambda row: row["name"])
def test_every_name_of_the_librarys_list_means_just_its_areas(row: dict[str, str]) -> None:
    for form in ("{}", "Safer {} Partnership", "{} Community Safety Partnership", "{} CSP"):
        name, _ = partnerships().resolve(form.format(row["name"]), register())
        assert sorted(name.codes) == sorted(row["codes"].split(";"))


@pytest.mark.parametrize("row", [row for row in rows("library.csv") if not row["codes"]], ids=lambda row: row["name"])
def test_names_of_the_list_that_are_no_partnerships_mean_none(row: dict[str, str]) -> None:
    assert partnerships().resolve(row["name"], register())[0].codes == ()


@pytest.mark.parametrize(
    ("printed", "name", "codes"),
    [
        ("Liverpool", "Liverpool", 1),
        ("City of Bristol", "Bristol, City of", 1),
        ("London Borough of Tower Hamlets", "Tower Hamlets", 1),
        ("The Kent Community Safety Partnership (KCSP)", "Kent", 11),
        ("Adur and Worthing", "Adur and Worthing", 2),
        ("North Somerset", "North Somerset", 1),
        ("Citysafe", "Liverpool", 1),
        ("Sefton Safer Communities Partnership", "Sefton", 1),
        ("Derbyshire Dales", "Derbyshire Dales", 1),
        ("Richmond", "Richmond", 0),  # two places; nobody has settled which
        ("Somewhere Safe", "Somewhere Safe", 0),
        ("Safe Durham Partnership", "County Durham", 1),
        ("SAFER LEEDS", "Leeds", 1),
        ("Hull Community Safety Partnership", "Kingston upon Hull, City of", 1),
        ("Safer York Partnership", "City of York", 1),
        ("Stoke-on-Trent Responsible Authorities Group", "Stoke-on-Trent", 1),
        ("Bolton Be Safe Partnership", "Bolton", 1),
        ("Safe Newcastle", "Newcastle upon Tyne", 1),
        ("Newcastle", "Newcastle", 0),  # two places again
        ("Safer Derbyshire", "Derbyshire", 8),  # a county: the register's council says which districts
        ("Cumberland Community Safety Partnership", "Cumberland", 3),
        ("Bournemouth, Christchurch and Poole CSP", "Bournemouth, Christchurch and Poole", 2),
        ("Royal Borough of Greenwich", "Greenwich", 1),
        ("London Borough of Barnet Community Safety Partnership", "Barnet", 1),
        ("Safer Stockton Partnership", "Stockton-on-Tees", 1),
        ("East Riding CSP", "East Riding of Yorkshire", 1),
        ("B&NES Responsible Authorities Group", "Bath and North East Somerset", 1),
        ("Westmorland & Furness Community Safety Partnership", "Westmorland and Furness", 3),
        ("North Northamptonshire", "North Northamptonshire", 4),
        ("Forest Heath", "Western Suffolk", 1),  # a former council
        ("Safer Mendip", "Somerset", 1),
        ("Partneriaeth Diogelwch Cymunedol Caerdydd", "Cardiff", 1),
        ("Kent and Medway Community Safety Partnership", "Kent and Medway", 12),
        ("Gwynedd & Anglesey Community Safety Partnership", "Gwynedd and Anglesey", 2),
        ("Shropshire, Telford and Wrekin", "Shropshire, Telford and Wrekin", 2),
        ("Gwynedd and Nowhere Community Safety Partnership", "Gwynedd and Nowhere", 0),  # only one of them is known
        ("BCP CSP", "Bournemouth, Christchurch and Poole", 2),
        ("Keeping Bristol Safe Partnership", "Bristol, City of", 1),
        ("Northamptonshire", "Northamptonshire", 6),  # a former county
        ("SAFER ZEDHAM PARTNERSHIP", "Zedham", 0),  # nobody knows it
        ("Safe in the City", "Safe in the City", 0),
        ("Community Safety Partnership", "Community Safety Partnership", 0),
        ("London", "London", 0),
        ("", "", 0),
    ],
)  # fmt: skip
def test_names_in_use(printed: str, name: str, codes: int) -> None:
    found, areas = partnerships().resolve(printed, register())
    assert (found.name, len(found.codes)) == (name, codes)
    assert bool(areas) == bool(codes)


_OF_THE_REGISTER = [
    row["form"]
    for row in rows("registers/name_forms.csv")
    if "community-safety-partnership" in row["types"].split(";") and "{place}" in row["form"]
]
_FORMS = [*_OF_THE_REGISTER, *(row["form"] for row in rows("partnership_forms.csv"))]
_PLACES = st.lists(st.sampled_from(["Quillby", "Zedham", "Vale", "upon", "Little"]), min_size=1, max_size=3).filter(
    lambda words: words[0] != "upon" != words[-1]
)


@given(_PLACES, st.lists(st.sampled_from(_FORMS), min_size=2, max_size=4), st.booleans())
def test_all_forms_of_an_unknown_name_are_one(words: list[str], forms: list[str], loud: bool) -> None:
    printed = [form.format(place=" ".join(words)) for form in forms]
    printed[0] = printed[0].upper() if loud else printed[0]
    names = [partnerships().resolve(each, register())[0] for each in printed]
    assert {name.codes for name in names} == {()}
    assert {slug(name.name) for name in names} == {slug(" ".join(words))}
    assert {_made(name) for name in names} == {f"csp-{slug(' '.join(words))}"}


def test_no_form_is_told_twice() -> None:
    assert len(_OF_THE_REGISTER) > 5
    assert len(_FORMS) == len(set(_FORMS))


def _made(name: PartnershipName) -> str | None:
    match = partnership_of(name, frozenset(), register())
    return match.id if match and match.provisional else None


def test_a_name_of_several_areas_is_ambiguous_between_their_partnerships() -> None:
    name, areas = partnerships().resolve("Safer Newcastle Partnership", register())
    match = commissioner(name, areas, register())
    assert (name.codes, areas, match.agency, match.outcome) == ((), frozenset(), None, "ambiguous")
    assert [candidate.id for candidate in match.candidates] == ["csp-newcastle-under-lyme", "csp-newcastle-upon-tyne"]
    assert partnership_of(name, areas, register()) == match  # and no provisional body is made of it


@pytest.mark.parametrize(
    ("printed", "slug", "codes"),
    [("Safer Newcastle", "csp-newcastle-upon-tyne", 1), ("Lincoln", "csp-lincolnshire", 7)],
)
def test_a_persons_judgement_outranks_the_name(printed: str, slug: str, codes: int) -> None:
    judged = with_judgements(register(), [JudgementRow("agency", printed, slug, "analyst", "2026-11-01")])
    name, areas = partnerships().resolve(printed, judged)
    match = commissioner(name, areas, judged)
    assert (match.id, match.method, len(name.codes)) == (slug, "judgement", codes)
    assert partnerships().resolve(printed, register())[0].codes != name.codes


def test_partnerships_of_several_areas_are_one_body_however_they_are_printed() -> None:
    for forms in (
        ("Kent", "KENT", "Kent Community Safety Partnership", "Safer Kent"),
        ("Cumberland", "Cumberland CSP", "Safer Cumberland Partnership"),
        ("Kent and Medway CSP", "Kent & Medway Community Safety Partnership"),
    ):
        found = [partnerships().resolve(form, register()) for form in forms]
        matches = [partnership_of(name, areas, register()) for name, areas in found]
        assert len({match.id for match in matches if match}) == 1
        assert len({frozenset(name.codes) for name, _ in found}) == 1


@given(
    st.text(max_size=300) | st.lists(st.sampled_from(["Kent", "and", "Safer", "CSP", ","]), max_size=400).map(" ".join)
)
def test_any_words_can_be_asked(printed: str) -> None:
    name, areas = partnerships().resolve(printed, register())
    assert name.raw == printed
    assert bool(name.codes) == bool(areas)


@pytest.mark.parametrize(
    ("short", "longer"),
    [
        ("Brent", "Brentwood"),
        ("Derby", "Derbyshire Dales"),
        ("Hart", "Hartlepool"),
        ("Rother", "Rotherham"),
        ("Woking", "Wokingham"),
        ("Wyre", "Wyre Forest"),
        ("Gloucester", "Gloucestershire"),
    ],
)
def test_no_partnership_is_found_by_the_beginning_of_a_longer_name(short: str, longer: str) -> None:
    for form in ("{}", "Safer {}", "Safe {} Partnership", "{} Community Safety Partnership"):
        one, other = (partnerships().resolve(form.format(name), register())[0].codes for name in (short, longer))
        assert one
        assert other
        assert set(one) != set(other)
    assert partnerships().resolve("Manchester Airport", register())[0].codes == ()


@pytest.mark.parametrize("row", rows("partnerships.csv"), ids=lambda row: row["code"])
def test_every_partnership_has_one_body_in_the_register(row: dict[str, str]) -> None:
    name, areas = partnerships().resolve(row["name"], register())
    match = commissioner(name, areas, register())
    assert match.id is not None
    assert row["code"] in {identifier.code for identifier in register().records[match.id].identifiers}


def test_names_of_several_areas_are_the_registers_and_no_areas_own() -> None:
    called = [name for area in partnerships().by_code.values() for name in {fold(each) for each in area.spellings}]
    assert sorted(name for name in called if called.count(name) > 1) == []
    wide = [register().records[slug] for slug in register().records.of_kind("partnership")]
    covered = [record.covers for record in wide if len(record.covers) > 1]
    assert len(covered) == len(set(covered)) > 30
    assert all(set(codes) <= partnerships().by_code.keys() for codes in covered)


def test_the_list_is_whole_and_sorted() -> None:
    codes = [row["code"] for row in rows("partnerships.csv")]
    assert len(codes) == 314
    assert codes == sorted(set(codes))


def test_the_register_body_that_commissioned_a_review() -> None:
    own = made_up()
    assert commissioner(PartnershipName("Safer Aton", "Aton"), frozenset({"A1"}), own).method == "label"
    by_area = commissioner(PartnershipName("Aton", "Aton"), frozenset({"A1"}), own)
    assert (by_area.id, by_area.method) == ("aton-csp", "area-context")
    assert commissioner(PartnershipName("Abshire", "Abshire"), frozenset({"A1", "B1"}), own).agency is None
    assert commissioner(PartnershipName("Nowhere", "Nowhere"), frozenset(), own).agency is None
