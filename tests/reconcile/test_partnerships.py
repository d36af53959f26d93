"""Names of community safety partnerships as documents print them."""

from __future__ import annotations

import pytest
from registers import made_up, partnerships, register, rows

from dhrgraph.reconcile.partnerships import commissioner
from dhrgraph.records import PartnershipName


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
    for also in filter(None, row["also_called"].split(";")):
        name, found = partnerships().resolve(also)
        assert row["code"] in name.codes
        assert areas <= found


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
        ("Community Safety Partnership", "Community Safety Partnership", 0),
        ("London", "London", 0),
        ("", "", 0),
    ],
)  # fmt: skip
def test_names_in_use(printed: str, name: str, codes: int) -> None:
    found, areas = partnerships().resolve(printed, register())
    assert (found.name, len(found.codes)) == (name, codes)
    assert bool(areas) == bool(codes)


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
