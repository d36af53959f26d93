"""docs/ontology-checklist.md names checks, tests, commands and files that exist, and leaves none out."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from dhrgraph.cli.main import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ontology-checklist.md").read_text(encoding="utf-8")
ROWS = [row.split(" | ") for row in PAGE.splitlines() if re.match(r"\| \d+ \|", row)]
CHECKS = {row["check"]: row for row in csv.DictReader((ROOT / "ontology/checks/severity.csv").open(encoding="utf-8"))}
WAIVED = {row["check"] for row in csv.DictReader((ROOT / "ontology/checks/waivers.csv").open(encoding="utf-8"))}


def named(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_line_of_the_list_has_its_row() -> None:
    assert [int(row[0].strip("| ")) for row in ROWS] == list(range(1, 33))
    assert all(len(row) == 4 and named(row[2]) for row in ROWS if int(row[0].strip("| ")) != 32)


def test_everything_that_is_named_exists() -> None:
    for row in ROWS:
        for name in named(row[2]):
            if name.startswith("tests/"):
                assert (ROOT / name).exists(), name
            elif name.startswith("dhrgraph "):
                assert cli.get_command(None, name.split()[1]) is not None, name  # type: ignore[arg-type]
            elif not name.startswith(("curl ", "dhr")):
                assert name in CHECKS, name


def test_every_check_is_named() -> None:
    assert set(CHECKS) - set(named(PAGE)) == set()


def test_what_is_waived_says_so() -> None:
    said = {name for row in ROWS if "waived" in row[3] for name in [*named(row[2]), *named(row[3])]}
    assert WAIVED - said == set()


def test_the_number_of_checks_is_right() -> None:
    assert f"({len(CHECKS)} in " in PAGE


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
