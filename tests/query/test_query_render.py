"""Answers as text."""

from __future__ import annotations

import csv as standard_csv
import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Answer
from dhrgraph.namespaces import Iri, iri
from dhrgraph.query.render import cells, csv, markdown, render
from dhrgraph.text.cells import as_it_was

ANSWER = Answer(
    ("thing", "text", "number", "share", "yes"),
    (
        (Iri(iri("ag:home-office")), 'a, "b"\nc', 3, Decimal("0.90"), True),
        (Iri("https://example.org/x"), "é", -1, None, False),
    ),
)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def test_programs_get_whole_iris_and_people_short_ones() -> None:
    assert [row[0] for row in cells(ANSWER)] == ["ag:home-office", "https://example.org/x"]
    for form in ("csv", "json", "jsonl"):
        assert iri("ag:home-office") in render(ANSWER, form)


def test_json_keeps_types() -> None:
    first, second = json.loads(render(ANSWER, "json"))
    assert [json.loads(line) for line in render(ANSWER, "jsonl").splitlines()] == [first, second]
    assert list(first.values()) == [iri("ag:home-office"), 'a, "b"\nc', 3, 0.9, True]
    assert second["share"] is None


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(words, words), max_size=4))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    text = csv(Answer(("a", "b"), tuple(rows)))
    assert text.startswith("a,b\r\n")
    read = [tuple(row) for row in standard_csv.reader(io.StringIO(text, newline=""))]
    assert [tuple(map(as_it_was, row)) for row in read] == [("a", "b"), *rows]
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_numbers_are_numbers_and_json_has_the_words_as_they_were() -> None:
    answer = Answer(("a", "b"), (("=HYPERLINK(1)", -1), ("+44 Charity", Decimal("-0.5"))))
    assert csv(answer) == "a,b\r\n'=HYPERLINK(1),-1\r\n'+44 Charity,-0.5\r\n"
    assert [row["a"] for row in json.loads(render(answer, "json"))] == ["=HYPERLINK(1)", "+44 Charity"]


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(words, words), max_size=4))
def test_a_markdown_row_stays_a_row(rows: list[tuple[str, str]]) -> None:
    lines = markdown(Answer(("a", "b"), tuple(rows))).split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[2:-1]:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_an_unknown_form_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'json'"):
        render(ANSWER, "jsom")


def test_an_empty_answer_still_has_its_header() -> None:
    empty = Answer(("a",), ())
    assert (render(empty, "csv"), render(empty, "json"), render(empty, "jsonl")) == ("a\r\n", "[]\n", "")


def test_asking_touches_nothing_heavy() -> None:
    code = (
        "import sys, dhrgraph.query.run, dhrgraph.query.render\n"
        "heavy = {'rdflib', 'pandas', 'networkx', 'rich', 'pyshacl', 'pyvis', 'scipy', 'numpy', 'pyparsing'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
