"""ontology/competency-questions.md, the files of queries/ and the golden answers are the same set of questions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from query_sample import HERE, QUERIES

from dhrgraph.cli.main import COMMANDS
from dhrgraph.resources import folder

PAGE = Path(folder("ontology")) / "competency-questions.md"
ROWS = re.findall(r"^\| (\d+) \| (.+) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
ANSWERS = {int(number): re.findall(r"\[`([\w-]+)`\]\(\.\./queries/([\w-]+)\.rq\)", cell) for number, _, cell in ROWS}
BY_COMMAND = {int(number): re.findall(r"`dhrgraph (\w+)`", cell) for number, _, cell in ROWS}


def test_page_files_and_golden_answers_are_one_set() -> None:
    on_page = {name for answers in ANSWERS.values() for name, _ in answers}
    assert on_page == {query.name for query in QUERIES} == {path.stem for path in (HERE / "golden").glob("*.csv")}


def test_the_questions_are_numbered_from_one_and_differ() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, len(ROWS) + 1))
    assert len({words for _, words, _ in ROWS}) == len(ROWS) >= 31


@pytest.mark.parametrize("number", sorted(ANSWERS))
def test_a_competency_question_is_answered_by_the_files_whose_header_says_so(number: int) -> None:
    assert all(shown == linked for shown, linked in ANSWERS[number])
    assert [shown for shown, _ in ANSWERS[number]] == [q.name for q in QUERIES if number in q.competency_questions]
    assert ANSWERS[number] or BY_COMMAND[number]


def test_no_header_names_a_number_the_page_does_not_have() -> None:
    assert {number for query in QUERIES for number in query.competency_questions} <= set(ANSWERS)


def test_commands_on_the_page_exist() -> None:
    assert {command for commands in BY_COMMAND.values() for command in commands} <= set(COMMANDS)
