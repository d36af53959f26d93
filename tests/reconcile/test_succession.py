"""What bodies became, by the register's change events."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from registers import ONTOLOGY, body, change, made_up, register, table

from dhrgraph.config import load_config
from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.register.faults import Codes
from dhrgraph.reconcile.register.register import Register, build_register
from dhrgraph.reconcile.register.succession import as_of, current


def changed(*events: list[tuple[str, str, object]]) -> Register:
    bodies = [triple for slug in "vwxyz" for triple in body(f"ag:{slug}", slug.upper())]
    return made_up(extra=[*bodies, *(triple for event in events for triple in event)])


@pytest.mark.parametrize("kind", ["merger", "acquisition-and-rename", "rename", "functions-transferred"])
def test_what_took_a_bodys_place_is_followed(kind: str) -> None:
    assert current("x", changed(change("1", kind, "2020-04-01", ["x", "w"], ["y"]))) == "y"


@pytest.mark.parametrize("kind", ["contract-moved", "abolition"])
def test_a_moved_contract_or_an_end_is_not(kind: str) -> None:
    assert current("x", changed(change("1", kind, "2020-04-01", ["x"], ["y"]))) == "x"


def test_which_kinds_are_followed_is_said_by_the_codes() -> None:
    rows = table([*body("ag:x", "X"), *body("ag:y", "Y"), *change("1", "contract-moved", "2020", ["x"], ["y"])])
    kinds = frozenset({"merger", "contract-moved"})
    assert current("x", build_register(rows, codes=Codes(changes=kinds, successors=frozenset({"merger"})))) == "x"
    assert current("x", build_register(rows, codes=Codes(changes=kinds, successors=kinds))) == "y"


def test_a_code_list_without_successors_lets_everybody_stand(tmp_path: Path) -> None:
    copytree(ONTOLOGY, tmp_path / "ontology")
    codes = tmp_path / "ontology" / "codes.ttl"
    codes.write_text(codes.read_text(encoding="utf-8").replace("dhr:makesSuccessor true", "dhr:makesSuccessor false"))
    assert current("mcrc", load_config(tmp_path / "ontology").authorities.register) == "mcrc"


def test_changes_are_followed_in_a_chain_up_to_the_date() -> None:
    register = changed(
        change("1", "rename", "2015-02", ["x"], ["y"]), change("2", "merger", "2020-04-01", ["y", "w"], ["z"])
    )
    dates = ["2015-01-31", "2015-02-01", "2015", "2020-03", "2020-03-31", "2020-04-01", "2020"]
    assert [as_of("x", date, register) for date in dates] == ["x", "y", "y", "y", "y", "z", "z"]
    assert current("w", register) == "z"


def test_one_that_takes_others_in_and_keeps_its_name_stays_itself() -> None:
    register = changed(change("1", "merger", "2021-06-01", ["x", "y"], ["x"]))
    assert (current("x", register), current("y", register)) == ("x", "x")


def test_a_split_is_not_guessed() -> None:
    assert current("x", changed(change("1", "functions-transferred", "2021-06-01", ["x"], ["y", "z"]))) == "x"


def test_a_circle_is_an_error() -> None:
    there, back = change("1", "rename", "2019", ["x"], ["y"]), change("2", "rename", "2020", ["y"], ["x"])
    with pytest.raises(VocabularyError, match="row 3, column to: the changes of rows 2 and 3 lead from a body back"):
        changed(there, back)


def test_the_projects_own_changes() -> None:
    today = {slug: current(slug, register()) for slug in ("mcrc", "royal-liverpool-broadgreen", "ambition-sefton")}
    assert today == {
        "mcrc": "probation-service", "royal-liverpool-broadgreen": "luhft", "ambition-sefton": "ambition-sefton",
    }  # fmt: skip
    assert as_of("mcrc", "2021-06-25", register()) == "mcrc"
    assert current("nottingham-city-ccg", register()) == "nhs-nottingham-and-nottinghamshire-icb"
