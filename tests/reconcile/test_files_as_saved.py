"""Tables of ontology/ as people's programs save them, and rows that mean what cannot be: all of ontology/ is copied, one
thing is changed, and everything is loaded as a build does it."""

from __future__ import annotations

import csv
import io
import pickle
import shutil
from pathlib import Path

import pytest

from dhrgraph.config import load_config
from dhrgraph.errors import VocabularyError
from dhrgraph.read.own_tables import Row, read_rows
from dhrgraph.resources import folder

POLICE, CHANGES = "registers/police.csv", "registers/successions.csv"
TABLES = (POLICE, CHANGES, "registers/sources.csv", "theme_rules.csv", "table_headings.csv", "library.csv")


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return shutil.copytree(folder("ontology"), tmp_path / "ontology")


def refused(place: Path) -> str:
    with pytest.raises(VocabularyError) as problem:
        load_config(place)
    assert "To mend: " in str(problem.value)
    return str(problem.value)


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def saved(path: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


@pytest.mark.parametrize("table", TABLES)
def test_the_mark_of_a_spreadsheets_utf_8_changes_nothing(ontology: Path, table: str) -> None:
    as_they_are = load_config(ontology)
    saved(ontology / table, cells(ontology / table), encoding="utf-8-sig")
    marked = load_config(ontology)
    assert list(marked.authorities.register.records.rows) == list(as_they_are.authorities.register.records.rows)
    assert marked.authorities.register.events == as_they_are.authorities.register.events
    assert (marked.themes, marked.lexicons.headings) == (as_they_are.themes, as_they_are.lexicons.headings)


@pytest.mark.parametrize("table", TABLES)
def test_another_encoding_is_refused_by_the_files_name(ontology: Path, table: str) -> None:
    saved(ontology / table, cells(ontology / table), encoding="utf-16")
    assert f"ontology/{table}: in UTF-16" in refused(ontology)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("slug,label\na,Heddlu Môn\n".encode("latin-1"), "row 2: a letter that is not in UTF-8"),
        ("slug,label\na,b\n".encode("utf-16"), "in UTF-16"),
        ("slug,label\na,b\n".encode("utf-16-le"), "in UTF-16"),
        ("slug,label\na,b\n".encode("utf-16-be"), "in UTF-16"),
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b",,,\r\n", "empty"),
        (b"slug;label\r\na;b", "parted by semicolons"),
        (b"slug\tlabel\r\na\tb", "parted by tabs"),
        (b'slug,label\n"torn', "row 2: a quotation mark"),
        (b"slug,label\na,b,c\n", "row 2: 3 cells under 2 columns"),
    ],
)
def test_what_cannot_be_read_is_said_with_how_to_mend_it(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(VocabularyError, match=f"^ontology/x.csv.*{said}(.|\n)*To mend: "):
        read_rows(path, "ontology/x.csv")


@pytest.mark.parametrize("table", ["theme_rules.csv", "library.csv", "case_values.csv"])
def test_a_table_that_is_gone_is_named(ontology: Path, table: str) -> None:
    (ontology / table).unlink()
    assert table in refused(ontology)


@pytest.mark.parametrize(
    ("table", "column"), [("post_words.csv", "kind"), ("library.csv", "codes"), ("document_kinds.csv", "points")]
)
def test_a_column_that_is_gone_is_named(ontology: Path, table: str, column: str) -> None:
    heading, *rows = cells(ontology / table)
    saved(ontology / table, [[name if name != column else "colour" for name in heading], *rows])
    told = refused(ontology)
    assert f"ontology/{table} row " in told
    assert column in told


def test_rows_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n\n", encoding="utf-8")
    (row,) = pickle.loads(pickle.dumps(read_rows(tmp_path / "x.csv")))
    assert (row, type(row)) == ({"a": "1", "b": "2"}, Row)
    with pytest.raises(VocabularyError, match="no column 'c'"):
        row["c"]


# --- one row of a register --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("identifiers", "made-up 12;ons-gss E23000036", "no list 'made-up'"),
        ("areas", "E06000022;E99999999", "no council 'E99999999'"),
        ("covers", "E22999999", "no partnership area 'E22999999'"),
        ("alt_labels", "ASP;Kent Police", "'Kent Police' is the label of kent-police"),
        ("misprints", "KENT  POLICE", "is the label of kent-police"),
        ("alt_labels", "Chief Constable Ada Zorwin", "somebody's name"),
        ("context_labels", "ASP;Dr Zorwin", "somebody's name"),
        ("label", "Mr A. Zorwin", "somebody's name"),
    ],
)
def test_what_a_row_cannot_say_is_named_with_row_and_column(ontology: Path, column: str, cell: str, said: str) -> None:
    heading, *rows = cells(ontology / POLICE)
    rows[0][heading.index(column)] = cell
    saved(ontology / POLICE, [heading, *rows])
    told = refused(ontology)
    assert f"ontology/{POLICE} row 2, column {column}: " in told
    assert said in told
    assert "Zorwin" not in told


def test_changes_that_lead_back_are_named_by_their_rows(ontology: Path) -> None:
    heading, *rows = cells(ontology / CHANGES)
    there = dict(zip(heading, rows[0], strict=True))
    back = there | {"slug": "event-back", "date": "2007", "from": there["to"], "to": there["from"]}
    saved(ontology / CHANGES, [heading, *rows, [back[name] for name in heading]])
    assert f"ontology/{CHANGES} row {len(rows) + 2}, column to: the changes of rows 2 and " in refused(ontology)


@pytest.mark.parametrize(("column", "cell"), [("codes", "E22999999"), ("codes_also", "Kent"), ("reviews", "many")])
def test_the_librarys_list_is_checked_when_it_is_loaded(ontology: Path, column: str, cell: str) -> None:
    heading, *rows = cells(ontology / "library.csv")
    rows[3][heading.index(column)] = cell
    saved(ontology / "library.csv", [heading, *rows])
    assert "ontology/library.csv row 5" in refused(ontology)
