"""dhrgraph ontology: what it prints and how it ends."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dhrgraph.cli.main import cli
from dhrgraph.namespaces import VERSION
from dhrgraph.resources import folder


def ontology(*words: str) -> Result:
    return CliRunner().invoke(cli, ["ontology", *words], standalone_mode=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The ontology's folder, to be changed."""
    return Path(shutil.copytree(folder("ontology"), tmp_path / "ontology"))


def test_every_check_is_a_row() -> None:
    ran = ontology("check", "-F", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    listed = csv.DictReader((folder("ontology") / "checks" / "severity.csv").open(encoding="utf-8"))
    assert [row["check"] for row in rows] == sorted(row["check"] for row in listed)
    assert {row["violations"] for row in rows} == {"0"}
    assert ran.return_value == 0
    assert f"{len(rows)} checks: 0 violations" in ran.stderr


def test_a_fault_is_told_with_how_to_mend_it_and_ends_with_one(copy: Path) -> None:
    with (copy / "dhr.ttl").open("a") as file:
        file.write("\ndhr:Review rdfs:subClassOf org:Organisation .\n")
    ran = ontology("check", str(copy))
    assert ran.return_value == 1
    assert "ERROR outside_term: org:Organisation: not in http://www.w3.org/ns/org#\n  To mend: " in ran.stderr


def test_a_fault_that_is_no_error_is_told_and_ends_with_nought(copy: Path) -> None:
    with (copy / "dhr.ttl").open("a") as file:
        file.write('\ndhr:Review skos:scopeNote "two  spaces"@en .\n')
    ran = ontology("check", str(copy))
    assert ran.return_value == 0
    assert "WARN text_space: dhr:Review" in ran.stderr
    assert "checks: 1 violation, " in ran.stderr


def test_a_release_is_written_where_it_should_be(tmp_path: Path) -> None:
    ran = ontology("release", "-o", str(tmp_path / "new"))
    assert ran.stdout.splitlines() == [str(tmp_path / "new" / VERSION), str(tmp_path / "new" / "current")]
    assert (tmp_path / "new" / "current" / "dhr.ttl").read_bytes() == (
        tmp_path / "new" / VERSION / "dhr.ttl"
    ).read_bytes()
