"""The public record format: every line of a build fits the schema that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


def test_every_finding_fits_the_schema(findings: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(SCHEMA)
    wrong = [(row["kind"], error.message[:200]) for row in findings for error in validator.iter_errors(row)]
    assert wrong == []


def test_the_schema_refuses_what_it_should(findings: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(SCHEMA)
    good = next(row for row in findings if row["kind"] == "recommendation")
    without = {key: value for key, value in good.items() if key != "addressees"}
    for bad in (without, {**good, "order": 0}, {**good, "scope": "Local"}, {**good, "span": [3]}):
        assert not validator.is_valid(bad)


def test_kinds_stand_in_reading_order_and_documents_together(findings: list[dict[str, Any]]) -> None:
    documents = [row["document"] for row in findings]
    assert documents == sorted(documents)


def test_tables_hold_a_row_for_each_finding(built: Path, findings: list[dict[str, Any]]) -> None:
    for name, kind in (("recommendations", "recommendation"), ("actions", "action"), ("guidance", "guidance")):
        text = (built / "tables" / f"{name}.csv").read_bytes().decode("utf-8")
        assert text.count("\r\n") >= 2
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == sum(row["kind"] == kind for row in findings)
