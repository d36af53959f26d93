"""Every check of ontology/checks/ finds nothing in ontology/*.ttl, and finds the fault made for it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from exampleton import ONTOLOGY, breaking
from rdflib import Graph

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store import Store
from dhrgraph.publish.release.checks import FILES, UNUSED_WAIVER, load, questions, read_checks, run, run_on

CHECKS = ONTOLOGY / "checks"
ASKED = questions(CHECKS)
FAULTS = breaking("broken-ontology.trig")


def check_of(fault: str) -> str:
    """A fault is named after its check, with a dot and a word behind it where the check has several."""
    return fault.partition(".")[0]


@cache
def store() -> Store:
    return load(ONTOLOGY)


def with_fault(fault: bytes) -> Store:
    turtle = b"\n".join((ONTOLOGY / f"{name}.ttl").read_bytes() for name in FILES)
    return Store.memory(turtle + b"\n" + fault, "turtle")


def copied(folder: Path, file: str, old: str, new: str) -> Path:
    """The checks with one file changed."""
    checks = Path(shutil.copytree(CHECKS, folder / "checks"))
    text = (checks / file).read_text(encoding="utf-8")
    assert old in text
    (checks / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return checks


def found(checks: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    return {outcome.check.name: outcome.violations for outcome in run_on(store(), checks) if outcome.violations}


def test_every_check_has_its_fault_and_its_row() -> None:
    assert set(ASKED) == {check_of(fault) for fault in FAULTS}
    assert {*ASKED, UNUSED_WAIVER} == set(read_checks(CHECKS / "severity.csv"))


def test_ontology_passes_all_but_what_is_waived() -> None:
    outcomes = run(ONTOLOGY)
    assert {outcome.check.name: outcome.violations for outcome in outcomes if outcome.violations} == {}
    assert len(outcomes) == len(ASKED) + 1


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_check_finds_its_fault(fault: str) -> None:
    ask = ASKED[check_of(fault)]
    assert set(ask(with_fault(FAULTS[fault]))) - set(ask(store()))


@cache
def in_rdflib() -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


@pytest.mark.slow
@pytest.mark.parametrize("check", sorted(CHECKS.glob("*.rq")), ids=lambda check: check.stem)
def test_another_engine_finds_the_same_fault(check: Path) -> None:
    """So that `sparqlquery ontology/dhr.ttl --query-file …` and any other engine can be trusted with the files."""
    faulty = in_rdflib() + Graph().parse(data=FAULTS[check.stem], format="nt")
    found = {(str(term), str(found)) for term, found in faulty.query(check.read_text(encoding="utf-8"))}  # type: ignore[misc]
    assert found == set(ASKED[check.stem](with_fault(FAULTS[check.stem])))


def test_checks_say_what_is_wrong_how_to_mend_it_and_who_says_so() -> None:
    for check in read_checks(CHECKS / "severity.csv").values():
        assert check.wrong.endswith(".")
        assert check.mend.endswith(".")
        assert check.source


@pytest.mark.parametrize("check", sorted(CHECKS.glob("*.rq")), ids=lambda check: check.stem)
def test_check_gives_a_term_and_what_was_found(check: Path) -> None:
    assert store().select(check.read_text(encoding="utf-8")).columns == ("term", "found")


def test_a_violation_that_nobody_waived_is_told(tmp_path: Path) -> None:
    row = next(line for line in (CHECKS / "waivers.csv").read_text().splitlines(True) if line.startswith("class_alone"))
    unwaived = found(copied(tmp_path, "waivers.csv", row, ""))
    assert unwaived == {"class_alone": (("https://w3id.org/dhrgraph/ontology#Evidenced", "none"),)}


def test_a_waiver_that_nothing_needs_is_told(tmp_path: Path) -> None:
    needless = "cycle,https://w3id.org/dhrgraph/ontology#Review,once needed,2026-11-21\nclass_alone,"
    unused = found(copied(tmp_path, "waivers.csv", "class_alone,", needless))
    assert unused == {UNUSED_WAIVER: (("https://w3id.org/dhrgraph/ontology#Review", "cycle"),)}


def test_a_waiver_of_a_check_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert found(copied(tmp_path, "waivers.csv", "class_alone,", "nothing,*,once needed,2026-11-21\nclass_alone,")) == {
        UNUSED_WAIVER: (("*", "nothing"),)
    }


def test_a_waiver_says_why_and_since_when(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="why and since when"):
        run_on(store(), copied(tmp_path, "waivers.csv", "class_alone,", "class_alone,*,,2026-11-21\nclass_alone,"))


def test_a_check_without_a_row_is_refused(tmp_path: Path) -> None:
    checks = copied(tmp_path, "severity.csv", "cycle,", "circle,")
    with pytest.raises(VocabularyError, match="circle, cycle"):
        run_on(store(), checks)


@pytest.mark.parametrize("row", ["cycle,BAD,a,b,c\ncase,", "case,ERROR,a,b,c\ncase,"])
def test_a_severity_is_one_of_three_and_a_check_is_listed_once(tmp_path: Path, row: str) -> None:
    with pytest.raises(VocabularyError, match=r"severity\.csv"):
        read_checks(copied(tmp_path, "severity.csv", "case,", row) / "severity.csv")


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="6 cells under 5 columns"):
        run_on(store(), copied(tmp_path, "severity.csv", "cycle,ERROR,", "cycle,ERROR,one,"))


def test_a_file_that_is_not_turtle_is_told(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / f"{name}.ttl").write_text("no Turtle")
    with pytest.raises(VocabularyError, match="not Turtle"):
        load(tmp_path)
