"""No table that people open in a spreadsheet, written or printed, has a cell that it would run (CWE-1236)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import Config
from dhrgraph.pipeline import build

NAME = "+44 Quillon Charity"
PAGE = f"""About this page. This page summarises a Domestic Homicide Review.
CSP: Sefton
Published: May 2021
Extracted: 2 recs
Extracted recommendations
| # | Recommendation | Addressed to |
|---|---|---|
| 1 | =HYPERLINK("http://example.org","train") and train staff in coercive control. | {NAME} |
| 2 | -1+1 is asked of the service: it should train its staff in stalking. | {NAME} |
"""
LABELS = """SELECT ?label WHERE { ?body <http://www.w3.org/2004/02/skos/core#prefLabel> ?label
  FILTER(CONTAINS(?label, "Quillon")) }"""
TEXTS = """SELECT ?text WHERE { ?one <https://w3id.org/dhrgraph/ontology#text> ?text }"""


@pytest.fixture(scope="module")
def output(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the page; beside it, in old/, one without its second recommendation."""
    place = tmp_path_factory.mktemp("cells")
    for name, text in (("old", PAGE.partition("| 2")[0]), ("output", PAGE)):
        (place / "page.txt").write_text(text, encoding="utf-8")
        build([place / "page.txt"], place / name, config, lambda _stage, _message: None)
    return place / "output"


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def runs(cell: str) -> bool:
    """Whether a spreadsheet would run it; a number is none."""
    return cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not cell.lstrip("-").replace(".", "").isdigit()


def test_no_table_of_an_output_has_a_formula_and_the_name_is_in_each_kind_of_table(output: Path) -> None:
    tables = {path.name: cells(path.read_text(encoding="utf-8")) for path in sorted(output.rglob("*.csv"))}
    assert not {name: cell for name, found in tables.items() for cell in found if runs(cell)}
    with_name = {name for name, found in tables.items() if f"'{NAME}" in found}
    assert with_name >= {
        "recurrence-agency.csv", "centrality-agency-theme.csv", "recommendations.csv", "unreconciled.csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("sparql", LABELS),
        ("query", "recommendations-mentioning", "words=staff"),
        ("recurrence", "--by", "agency"),
        ("centrality", "--network", "agency-theme"),
        ("diff",),
    ],
    ids=lambda words: words[0],
)
def test_no_printed_table_has_a_formula_and_json_has_the_words_as_they_are(
    words: tuple[str, ...], run: Any, output: Path
) -> None:
    on = (output.parent / "old", output) if words[0] == "diff" else ("-g", output)
    printed = cells(run(*words, *on, "-F", "csv").stdout)
    assert not [cell for cell in printed if runs(cell)]
    plain = json.dumps(json.loads(run(*words, *on, "-F", "json").stdout))
    expected = "-1+1 is asked" if words[0] in ("diff", "query") else NAME
    assert [cell for cell in printed if cell.startswith(f"'{expected}")]
    assert f'"{expected}' in plain


def test_what_a_document_says_is_in_the_graph_and_in_json_as_it_was_printed(run: Any, output: Path) -> None:
    texts = [row["text"] for row in json.loads(run("sparql", TEXTS, "-g", output, "-F", "json").stdout)]
    assert any(text.startswith("=HYPERLINK(") for text in texts)
    assert '"=HYPERLINK(' in (output / "findings.jsonl").read_text(encoding="utf-8")
