"""The same counts by two ways: the table and the canned questions; the same bytes, whatever the hash seed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dhrgraph.config import table
from dhrgraph.graph.store import Store
from dhrgraph.network.occurrences import read_occurrences
from dhrgraph.network.recurrence.table import BY_ANY, COLUMNS, TYPE, recurrence
from dhrgraph.network.tally import read_coverage
from dhrgraph.query.catalogue import find
from dhrgraph.query.run import run
from dhrgraph.resources import folder

Counted = dict[str, tuple[int, int, int]]


def asked(store: Store, name: str, **values: bool) -> Counted:
    answer = run(store, find(folder("queries"), name), {"min_partnerships": 1, **values})
    at = [answer.columns.index(column) for column in ("partnerships", "reviews", "recommendations")]
    return {str(row[0]): (int(row[at[0]]), int(row[at[1]]), int(row[at[2]])) for row in answer.rows}


def measured(store: Store, by: str, as_of: str | None = None, **switches: bool) -> Counted:
    frame = recurrence(read_occurrences(store, as_of), by, randomisations=0, **switches)
    rows = zip(frame["id"], frame["partnerships"], frame["reviews"], frame["recommendations"], strict=True)
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("collective", [False, True])
@pytest.mark.parametrize(
    ("question", "by", "as_of"),
    [
        ("agencies-across-partnerships", "agency", None),
        ("agencies-across-partnerships-today", "agency", "today"),
        ("agency-types-across-partnerships", "agency-type", None),
    ],
)
def test_bodies_are_as_many_as_the_question_says(
    store: Store, question: str, by: str, as_of: str | None, collective: bool
) -> None:
    found = measured(store, by, as_of, collective=collective)
    assert found
    assert found == asked(store, question, collective=collective)


def test_themes_are_as_many_as_the_question_says(store: Store) -> None:
    """The question counts a theme with all below it: a broader one as with `broader`, one that has none below as it is."""
    said, wide, plain = (
        asked(store, "themes-across-partnerships"),
        measured(store, "theme", broader=True),
        measured(store, "theme"),
    )
    assert wide
    assert {theme: said[theme] for theme in wide} == wide
    leaves = plain.keys() - wide.keys()
    assert {theme: said[theme] for theme in leaves} == {theme: plain[theme] for theme in leaves}


def test_the_build_writes_the_table_without_the_null_model(built: Path, store: Store) -> None:
    rows, coverage = read_occurrences(store), read_coverage(store)
    for by in BY_ANY:
        frame = recurrence(rows, by, of=coverage, randomisations=0)
        heading = (built / "tables" / f"recurrence-{by}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert heading.split(",") == list(frame.columns)


def test_every_column_is_explained_and_described() -> None:
    explained = [row["column"] for row in table("recurrence_columns.csv")]
    assert explained == [*COLUMNS[:2], *TYPE, *COLUMNS[2:]]
    for row in table("recurrence_columns.csv"):
        assert row["sentence"].endswith(".")
        assert row["shown"] in ("yes", "no")
    described = {row["column"] for row in table("published_columns.csv") if row["table"] == "recurrence-*"}
    plain = recurrence([], "theme", randomisations=0).columns
    assert described == {*plain, *TYPE}


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from made_library import made_library
from dhrgraph.network.recurrence.table import recurrence
rows = made_library(25, 4)
for by in ("theme", "agency", "theme-agency-type"):
    sys.stdout.write(recurrence(rows, by, randomisations=20).to_csv())
"""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000
