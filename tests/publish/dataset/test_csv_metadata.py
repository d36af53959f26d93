"""Every published table says what it is, and every row of it is what it says."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.config import Config, table
from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import Store, convert
from dhrgraph.namespaces import DHR, iri
from dhrgraph.pipeline import build
from dhrgraph.publish.dataset.columns import PARTIAL_DATE, TYPES, Column, columns_of, heading_of, read_rows
from dhrgraph.publish.deaths import CANDIDATES
from dhrgraph.publish.lists import UNRECONCILED, to_csv
from dhrgraph.resources import folder

KNOWN = table("published_columns.csv")
NAME = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*")  # RFC 6570, 2.3
BASES = {
    "string": str,
    "anyURI": str,
    "integer": int,
    "double": float,
    "decimal": Decimal,
    "boolean": bool,
    "date": date,
}


@pytest.fixture(scope="module")
def exampleton(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of invented documents of one review, with recorded deaths: what the five documents do not have."""
    output = tmp_path_factory.mktemp("exampleton") / "output"
    made = Path(__file__).parents[2] / "ontology"
    build(sorted(made.glob("exampleton-*")), output, config, lambda _stage, _message: None)
    return output


@pytest.fixture(scope="module", params=["built", "exampleton"])
def output(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_its_description_keeps_to_the_shapes(exampleton: Path) -> None:
    written = (exampleton / "dataset.ttl").read_bytes()
    assert violations(convert(written, "turtle", "ntriples"), folder("ontology") / "dataset-shapes.ttl") == ()
    assert b"deaths-by-region.csv" in written


def test_a_build_without_any_review_says_so(config: Config, tmp_path: Path) -> None:
    build([next(folder("seeds").glob("home-office*"))], tmp_path, config, lambda _stage, _message: None)
    written = (tmp_path / "dataset.ttl").read_bytes()
    assert violations(convert(written, "turtle", "ntriples"), folder("ontology") / "dataset-shapes.ttl") == ()
    assert b"The graph holds 0 reviews of 0 partnerships" in written
    assert b"dcterms:temporal" not in written
    assert b"dcterms:spatial" not in written


def groups(output: Path) -> list[tuple[Path, dict[str, Any]]]:
    return [(p.parent, json.loads(p.read_text(encoding="utf-8"))) for p in sorted(output.rglob("csv-metadata.json"))]


def tables(output: Path) -> list[tuple[Path, dict[str, Any]]]:
    return [(place / item["url"], item) for place, group in groups(output) for item in group["tables"]]


def test_every_table_is_described_once(output: Path) -> None:
    described = [path for path, _ in tables(output)]
    assert sorted(described) == sorted(output.rglob("*.csv"))


def test_the_metadata_keep_the_rules_of_the_standard(output: Path) -> None:
    """Metadata Vocabulary for Tabular Data: 5.1.1, 5.3, 5.4, 5.5, 5.6, 5.9, 5.11.2; Model 8 (schema compatibility)."""
    for place, group in groups(output):
        assert group["@context"][0] == "http://www.w3.org/ns/csvw"
        assert group["@type"] == "TableGroup"
        assert group["dialect"] == {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}  # fmt: skip
        for item in group["tables"]:
            schema = item["tableSchema"]
            names = [column["name"] for column in schema["columns"]]
            assert len(names) == len(set(names))
            assert all(NAME.fullmatch(name) for name in names)
            heading = heading_of((place / item["url"]).read_text(encoding="utf-8"))
            assert len(heading) == len(names)
            for word, column in zip(heading, schema["columns"], strict=True):
                assert word in column["titles"]
                base = column["datatype"] if isinstance(column["datatype"], str) else column["datatype"]["base"]
                assert base in BASES
                assert column["dc:description"].endswith(".")
                assert re.match("https?://", column.get("propertyUrl", "http://"))
            assert set(schema.get("primaryKey", [])) <= set(names)
            for key in schema.get("foreignKeys", []):
                assert {key["columnReference"]} <= set(names)
                (other,) = [o for o in group["tables"] if o["url"] == key["reference"]["resource"]]
                assert key["reference"]["columnReference"] in [c["name"] for c in other["tableSchema"]["columns"]]


def cells_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))[1:]


def test_every_cell_is_of_the_type_that_the_metadata_declare(output: Path) -> None:
    read = 0
    for path, item in tables(output):
        for row in cells_of(path):
            for cell, column in zip(row, item["tableSchema"]["columns"], strict=True):
                parts = cell.split(column["separator"]) if column.get("separator") else [cell]
                for part in parts:
                    if part not in column.get("null", [""]):
                        assert fits(part, column["datatype"]), (path.name, column["name"], part)
                        read += 1
    assert read > 100


def fits(words: str, datatype: Any) -> bool:
    """As a reader of the metadata alone would judge."""
    if isinstance(datatype, dict):
        return bool(re.fullmatch(datatype["format"], words))
    rules = {
        "string": ".*", "anyURI": r"[a-z]+:\S+", "integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?",
        "double": r"-?\d+(\.\d+)?([eE]-?\d+)?", "boolean": "true|false", "date": r"\d{4}-\d{2}-\d{2}",
    }  # fmt: skip
    return bool(re.fullmatch(rules[datatype], words, re.DOTALL))


def test_keys_are_unique_and_lead_to_a_row(output: Path) -> None:
    by_name = {path.name: (cells_of(path), item["tableSchema"]) for path, item in tables(output)}
    keyed = 0
    for rows, schema in by_name.values():
        names = [column["name"] for column in schema["columns"]]
        if "primaryKey" in schema:
            keys = [tuple(row[names.index(name)] for name in schema["primaryKey"]) for row in rows]
            assert len(keys) == len(set(keys))
            keyed += len(keys)
        for key in schema.get("foreignKeys", []):
            others, other = by_name[key["reference"]["resource"]]
            place = [column["name"] for column in other["columns"]].index(key["reference"]["columnReference"])
            assert {row[names.index(key["columnReference"])] for row in rows} - {""} <= {row[place] for row in others}
    assert keyed > 10


def test_a_validator_of_the_standard_finds_nothing(output: Path) -> None:
    """csvw (CLDF): reads every row by the metadata and checks keys."""
    csvw = pytest.importorskip("csvw", reason="csvw is not installed: pip install csvw")
    for place, group in groups(output):
        found = csvw.TableGroup.from_file(place / "csv-metadata.json")
        assert len(found.tables) == len(group["tables"])
        for item in found.tables:
            rows = list(item.iterdicts(strict=True))
            assert len(rows) == len(cells_of(place / str(item.url)))
            item.check_primary_key()
        assert found.check_referential_integrity()


def test_a_column_of_which_nothing_is_said_stops_a_build() -> None:
    with pytest.raises(VocabularyError, match=r"reviews has a column 'mood'.*\n.*published_columns\.csv"):
        columns_of("reviews", ["review", "mood"], KNOWN)


def test_lists_that_are_empty_here_are_described_too() -> None:
    for name, headings in (("unreconciled", UNRECONCILED), ("candidate_links", CANDIDATES)):
        assert [column.heading for column in columns_of(name, headings, KNOWN)] == list(headings)
    for heading in (("region", "region_label", "deaths"), ("year", "deaths"), ("factor", "factor_label", "deaths")):
        assert columns_of(f"deaths-by-{heading[0]}", heading, KNOWN)[-1].hidden


def test_every_row_of_published_columns_says_all_it_must() -> None:
    known = Store.memory((folder("ontology") / "dhr.ttl").read_bytes(), "turtle")
    literal = {
        str(p) for (p,) in known.select("SELECT ?p { ?p a <http://www.w3.org/2002/07/owl#DatatypeProperty> }").rows
    }
    for row in KNOWN:
        assert row["datatype"] in TYPES
        assert row["title"]
        assert row["description"].endswith(".")
        if row["property"].startswith("dhr:"):
            assert DHR + row["property"].removeprefix("dhr:") in literal, row
        elif row["property"]:
            assert iri(row["property"])


def test_measures_are_described_in_their_own_words() -> None:
    said = {row["column"]: row["description"] for row in KNOWN if row["table"] == "centrality-*"}
    assert {row["measure"]: row["sentence"] for row in table("measures.csv")}.items() <= said.items()


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.lists(st.tuples(WORDS, st.integers(), st.booleans(), st.dates(min_value=date(1000, 1, 1)))))
def test_rows_come_back_as_they_were_whatever_they_hold(rows: list[tuple[str, int, bool, date]]) -> None:
    kinds = (("words", "string"), ("n", "integer"), ("yes", "boolean"), ("day", "date"))
    columns = tuple(Column(name, name, kind, "", (), "", "") for name, kind in kinds)
    written = to_csv(
        [name for name, _ in kinds],
        ({"words": w, "n": str(n), "yes": str(y).lower(), "day": d.isoformat()} for w, n, y, d in rows),
    )
    unguarded = written  # a negative number is guarded too: the metadata's reader takes the apostrophe off
    assert list(read_rows(unguarded, columns)) == rows


def test_a_cell_that_is_guarded_says_so_and_comes_back_as_printed(config: Config, tmp_path: Path) -> None:
    page = (
        "About this page. This page summarises a Domestic Homicide Review.\nCSP: Sefton\nPublished: May 2021\nExtracted: 1 recs\n"
        "Extracted recommendations\n| # | Recommendation | Addressed to |\n|---|---|---|\n"
        "| 1 | =HYPERLINK(1) should train its staff in coercive control. | Merseyside Police |\n"
    )
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    build([tmp_path / "page.txt"], tmp_path / "output", config, lambda _stage, _message: None)
    text = (tmp_path / "output" / "tables" / "recommendations.csv").read_bytes().decode()
    (row,) = cells_of(tmp_path / "output" / "tables" / "recommendations.csv")
    place = heading_of(text).index("text")
    assert row[place].startswith("'=HYPERLINK")
    (read,) = read_rows(text, columns_of("recommendations", heading_of(text), KNOWN))
    assert str(read[place]).startswith("=HYPERLINK")
    said = json.loads((tmp_path / "output" / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    assert any("apostrophe" in words for words in said["rdfs:comment"])


def test_a_partial_date_is_a_year_a_month_or_a_day() -> None:
    good, bad = ("2021", "2021-07", "2021-07-01"), ("21", "2021-7", "July 2021", "2021-07-01T00:00")
    assert all(re.fullmatch(PARTIAL_DATE, words) for words in good)
    assert not any(re.fullmatch(PARTIAL_DATE, words) for words in bad)
