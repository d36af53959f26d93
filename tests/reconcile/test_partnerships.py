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
        ("", "", 0),
    ],
)  # fmt: skip
def test_names_in_use(printed: str, name: str, codes: int) -> None:
    found, areas = partnerships().resolve(printed, register())
    assert (found.name, len(found.codes)) == (name, codes)
    assert bool(areas) == bool(codes)


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
