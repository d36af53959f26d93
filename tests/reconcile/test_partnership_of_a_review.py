"""From a page that prints its partnership's name to the body, the areas it covers, and what a person should settle."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_reviews import ASKED, OTHERS, page
from named_graphs import to_named_graphs

from dhrgraph.config import Config
from dhrgraph.graph.store import Store
from dhrgraph.network.coverage.shares import Held, read_held
from dhrgraph.pipeline import How, read_all
from dhrgraph.records import Issue, Reading

_APART = (
    ASKED,
    OTHERS,
    ("Ashford Borough Council should publish a housing policy.",),
)  # so each is a review of its own


def read(config: Config, folder: Path, *names: str) -> tuple[Reading, ...]:
    for number, name in enumerate(names):
        (folder / f"{number}.txt").write_text(page(_APART[number], csp=name), "utf-8")
    return read_all([folder], config, lambda *_: None, How(jobs=1)).readings


def held(config: Config, readings: tuple[Reading, ...]) -> dict[str, Held]:
    store = Store.memory(to_named_graphs(readings, config.vocabulary).nquads())
    return {one.review.rpartition("/")[2]: one for one in read_held(store)}


def said(reading: Reading) -> list[str]:
    return [f.message for f in reading.findings if isinstance(f, Issue) and "partnership" in f.message]


def test_a_county_is_one_node_that_covers_its_areas(config: Config, tmp_path: Path) -> None:
    readings = read(config, tmp_path, "Kent", "Kent Community Safety Partnership", "Ashford")
    found = held(config, readings)
    county = [one for review, one in found.items() if review.startswith("kent-")]
    assert len({one.partnership for one in county}) == 1
    assert [(one.label, len(one.codes), one.regions) for one in county] == [
        ("Kent community safety partnership", 11, {"South East"})
    ] * 2
    district = next(one for review, one in found.items() if review.startswith("ashford-"))
    assert district.codes < county[0].codes
    assert [said(reading) for reading in readings] == [[], [], []]


def test_an_unknown_partnership_is_one_provisional_node_and_is_told(config: Config, tmp_path: Path) -> None:
    readings = read(config, tmp_path, "Safer Zedham Partnership", "ZEDHAM CSP")
    found = held(config, readings).values()
    assert len(found) == 2
    assert {(one.partnership or "").rpartition("/")[2] for one in found} == {"csp-zedham"}
    assert {one.codes for one in found} == {frozenset()}
    assert all("csp-zedham is a provisional record" in said(reading)[0] for reading in readings)


@pytest.mark.parametrize("name", ["Newcastle", "Safer Richmond Partnership"])
def test_a_name_of_two_areas_gives_no_partnership_and_is_told(name: str, config: Config, tmp_path: Path) -> None:
    readings = read(config, tmp_path, name)
    assert [one.partnership for one in held(config, readings).values()] == [None]
    assert "may mean csp-" in said(readings[0])[0]
