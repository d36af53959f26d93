"""Action plans out of broken tables: whose row, which number, which action, and an issue for every doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented_reports import document, findings, of

from dhrgraph.config import Config
from dhrgraph.extract.captions import Captions, list_heading
from dhrgraph.extract.findings import extract_findings
from dhrgraph.extract.plan_rows import leading_number, mended, printed_number
from dhrgraph.extract.plans import read_plans
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Action, Cell, Document, Issue, Recommendation, Span

HEAD = "No→Recommendation→Action→Lead Agency→Target Date→Completion Date and Outcome\n"
ROW = "{}→The Council should do {}.→Do it→Exampleton Council→May 2021→Complete June 2021\n"


def rows(config: Config, text: str) -> list[tuple[str | None, str | None, str]]:
    made = document(text)
    found, _ = read_plans(made, config.lexicons)
    return [(r.caption.name if r.caption else None, r.number, r.words(made.text, "recommendation").text) for r in found]


MERGED = """<h1>Domestic Homicide Review Overview Report</h1>
<p>Exampleton Community Safety Partnership</p><h2>Action plan</h2><table>
<tr><th>Action</th><th>Lead</th><th>Timescale</th></tr>
<tr><td colspan="3">Recommendation 1: The Council should keep the helpline open.</td></tr>
<tr><td>Find the money</td><td>Exampleton Council</td><td>May 2021</td></tr>
<tr><td colspan="3">Recommendation 2: The Trust should train its porters.</td></tr>
<tr><td>Write a course</td><td>Exampleton Trust</td><td>June 2021</td></tr>
<tr><td>Give the course</td><td>Exampleton Trust</td><td>July 2021</td></tr></table>"""


def test_a_recommendation_in_one_merged_cell_has_the_rows_below_it(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{MERGED}</body></html>", encoding="utf-8")
    (made,) = read_documents([path], config.kinds)
    assert isinstance(made, Document)
    found = extract_findings(made, config.lexicons).findings
    texts = ["The Council should keep the helpline open.", "The Trust should train its porters."]
    assert [(r.number, r.text.text) for r in of(Recommendation, found)] == list(zip("12", texts, strict=True))
    done = [(a.recommendation, a.action.text) for a in of(Action, found)]
    assert done == [(1, "Find the money"), (2, "Write a course"), (2, "Give the course")]


def said(config: Config, text: str) -> list[str]:
    _, issues = read_plans(document(text), config.lexicons)
    return [issue.message for issue in issues]


NUMBERS = {
    "1": "1", "10.2a": "10.2a", "9.1 a": "9.1 a", "10.1.1.1": "10.1.1.1", "R3": "R3", "3.": "3", "Recommendation 2": "2",
    "Rec. 4": "4", "ASC 1": "ASC 1", "10.4 (a)": "10.4 (a)", "That": None, "See 3 below": None, "": None, "1 and 2": None,
}  # fmt: skip


@pytest.mark.parametrize("words", NUMBERS)
def test_a_number_alone(words: str) -> None:
    assert printed_number(words) == NUMBERS[words]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1. That all agencies meet", "1"),
        ("Recommendation 3: Staff", "3"),
        ("R1 Officers should", "R1"),
        ("2 Housing should", "2"),
        ("24 hour cover", None),
        ("In 2021 staff", None),
        ("10.1 to 10.3 apply", None),
    ],
)
def test_a_number_before_words(words: str, number: str | None) -> None:
    found = leading_number(words)
    assert (found[0] if found else None) == number


def test_rows_go_on_over_pages(config: Config) -> None:
    text = (
        HEAD
        + ROW.format(1, "one")
        + "\nPage 3\n\n"
        + HEAD
        + "→and two.→→→→→→\n"
        + ROW.format(2, "three")
        + "\n"
        + ROW.format(3, "four")
    )
    assert [(number, words) for _, number, words in rows(config, text)] == [
        ("1", "The Council should do one. and two."),
        ("2", "The Council should do three."),
        ("3", "The Council should do four."),
    ]


def test_a_lost_number_is_inferred_and_said(config: Config) -> None:
    text = HEAD + ROW.format(1, "one") + ROW.format("", "two") + ROW.format(3, "three")
    found = of(Recommendation, findings(text, config.lexicons))
    assert [(r.number, r.number_inferred) for r in found] == [("1", False), ("2", True), ("3", False)]
    assert said(config, text) == ["a recommendation's number is missing; 2 is inferred from its place"]


def test_a_plan_without_numbers_is_no_loss(config: Config) -> None:
    text = "Recommendation→Action→Lead Agency→Target Date\nDo one.→One→Police→May 2021\nDo two.→Two→Police→May 2021\n"
    assert rows(config, text) == [(None, None, "Do one."), (None, None, "Do two.")]
    assert said(config, text) == []


def test_words_that_a_page_prints_again_are_read_once(config: Config) -> None:
    text = (
        HEAD
        + "1→Do it.→Write to all the agencies named here→Police→May 2021→\n→→to all the agencies named here and wait→→→\n"
    )
    (action,) = of(Action, findings(text, config.lexicons))
    assert action.action.text == "Write to all the agencies named here and wait"
    assert said(config, text) == ["a page break repeats 6 words of the action cell; read once"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "No→Recommendation→Action→Budget→Target Date\n1→Do it.→One→£5→May 2021\n2→Do more.→Two→£6→June 2021\n",
            "no meaning is recorded for the column heading 'Budget'; 2 cells below it kept as printed. "
            "To mend: add a row to ontology/table_headings.csv.",
        ),
        (
            HEAD + "1→Do it.→One→Police→May 2021→Complete→stray\n",
            "1 cell of an action plan beside every column; kept as printed",
        ),
        (HEAD + "1→→→→→\n", "recommendation 1 of an action plan has no words and is left out"),
    ],
)
def test_nothing_is_lost_in_silence(config: Config, text: str, message: str) -> None:
    assert message in said(config, text)


def test_actions_without_a_recommendation_are_reported(config: Config) -> None:
    text = "Action→Lead→Timescale→Status\nWrite→Police→May 2021→Complete\n"
    issues = [i.message for i in of(Issue, findings(text, config.lexicons))]
    assert "actions of an action plan are left out: their recommendation has no text" in issues


def test_a_row_with_a_date_below_another_is_an_action_of_its_own(config: Config) -> None:
    text = HEAD + ROW.format(1, "one") + "→→Do more→→June 2021→Delayed\n→→Do most→Police→TBC→\n"
    found = of(Action, findings(text, config.lexicons))
    assert [(a.item, a.action.text, a.leads[0].raw.text, a.status) for a in found] == [
        (1, "Do it", "Exampleton Council", "complete"),
        (2, "Do more", "Exampleton Council", "delayed"),
        (3, "Do most", "Police", "not-stated"),
    ]


CAPTIONS = {
    "Fictonshire Police": ("body", "Fictonshire Police"),
    "Recommendations for Fictonshire Police:": ("body", "Fictonshire Police"),
    "Fictonshire Police – IMR recommendations": ("body", "Fictonshire Police"),
    "Action plan: Mockham Council": ("body", "Mockham Council"),
    "Mockham Council Action Plan": ("body", "Mockham Council"),
    "Agency: Mockham Council": ("body", "Mockham Council"),
    "Table 2: Adult Social Care": ("body", "Adult Social Care"),
    "DHR Panel Recommendations": ("review", "DHR Panel Recommendations"),
    "Multi-agency recommendations": ("review", "Multi-agency recommendations"),
    "Table 1: DHR panel recommendations": ("review", "DHR panel recommendations"),
    "Local – single agency": ("review", "Local – single agency"),
    "Theme 2 – Processes": ("review", "Theme 2 – Processes"),
    "Single agency recommendations": ("review", "Single agency recommendations"),
    "Appendix A – Action Plan": ("plan", "Appendix A – Action Plan"),
    "Recommendations": ("plan", "Recommendations"),
    "Training": None,
    "Good Practice": None,
    "Information sharing": None,
    "The police should act.": None,
    "What the Trust did": None,
}


@pytest.mark.parametrize("heading", CAPTIONS)
def test_what_a_heading_says_of_the_list_below(config: Config, heading: str) -> None:
    found = list_heading(heading, config.lexicons)
    assert (found and (found.kind, heading[found.start : found.end])) == CAPTIONS[heading]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("Adu", "Adult Social Care", "", "", ""), "Adult Social Care"),
        (("Mock", "ham Trust", "", "", ""), "Mockham Trust"),
        (("Mockh", "am Tr", "ust", "", ""), "Mockham Trust"),
        (("MAI", "RAC", "", "", ""), "MARAC"),
        (("Mockham Trust",) * 5, "Mockham Trust"),
        (("", "Mockham Trust NB: updated by the Board", "", "", ""), "Mockham Trust"),
    ],
)
def test_a_caption_broken_over_cells_is_mended(config: Config, cells: tuple[str, ...], name: str) -> None:
    made = document("Mockham Trust\n" + "→".join(cells))
    lexicons = replace(config.lexicons, known_names=frozenset({"marac"}))
    captions = Captions(made, lexicons)
    row = made.tables[0].rows[0]
    assert captions.looks_like_one(row, None)
    assert captions.read(row, None).name == name


def test_a_row_is_mended_only_when_its_pieces_make_a_whole_one() -> None:
    def cells(*words: str) -> tuple[Cell, ...]:
        return tuple(Cell(word, Span(0, len(word))) for word in words)

    def width(*rows: tuple[Cell, ...]) -> tuple[int, int]:
        row, taken = mended(rows, 0, 4, lambda row: row[0].text == "Caption")
        return len(row), taken

    assert width(cells("1", "a", "b"), cells("c", "d")) == (4, 2)
    assert width(cells("1", "a"), cells("b"), cells("c", "d", "e")) == (4, 3)
    assert width(cells("1", "a", "b", "c"), cells("d")) == (4, 2)
    assert width(cells("1", "a", "b", "c"), cells("Caption")) == (4, 1)
    assert width(cells("1", "a", "b"), cells("2", "c")) == (3, 1)
    assert width(cells("1", "a", "b"), cells("", "c")) == (3, 1)
    assert width(cells("1", "a"), cells("b", "c")) == (2, 1)
