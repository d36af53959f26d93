"""Every file of ontology/checks/ finds nothing in ontology/*.ttl, and finds the fault made for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import yaml
from exampleton import ONTOLOGY, breaking

from dhrgraph.graph.store import Store

CHECKS = sorted((ONTOLOGY / "checks").glob("*.rq"))
FAULTS = breaking("broken-ontology.trig")


OWN = ("dhr.ttl", "codes.ttl", "shapes.ttl")


def turtle(names: Iterable[str]) -> bytes:
    return b"\n".join((ONTOLOGY / name).read_bytes() for name in names)


@cache
def store() -> Store:
    """All of ontology/ as one graph."""
    return Store.memory(turtle(sorted(file.name for file in ONTOLOGY.glob("*.ttl"))), "turtle")


@cache
def own() -> Store:
    """The files that these checks were written for."""
    return Store.memory(turtle(OWN), "turtle")


def test_every_check_has_its_fault() -> None:
    assert {check.stem for check in CHECKS} == set(FAULTS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.stem)
def test_ontology_passes(check: Path) -> None:
    assert store().select(check.read_text()).rows == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.stem)
def test_check_finds_its_fault(check: Path) -> None:
    faulty = Store.memory(turtle(OWN) + b"\n" + FAULTS[check.stem], "turtle")
    assert set(faulty.select(check.read_text()).rows) - set(own().select(check.read_text()).rows)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.stem)
def test_check_says_what_and_how_to_mend(check: Path) -> None:
    lines = [line.removeprefix("#+ ") for line in check.read_text().splitlines() if line.startswith("#+")]
    header = yaml.safe_load("\n".join(lines))
    assert set(header) == {"summary", "mend"}
    assert all(text.endswith(".") for text in header.values())
    assert store().select(check.read_text()).columns == ("term", "found")
