"""Documents made from parts in many styles: no cell is lost, no word is read twice, line ends do not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import document, findings, of, passages

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.pipeline import read_all
from dhrgraph.records import Action, Issue, LearningPoint, Reading, Recommendation, Span
from dhrgraph.text.passages import words

BODIES = [
    "Exampleton Police",
    "Mockham Council",
    "NHS Fictonshire Integrated Care Board",
    "All agencies",
    "Sampleford Homes",
]
DEEDS = [
    "review how repeat calls are graded",
    "train all new staff in economic abuse",
    "agree a joint protocol (with a named lead)",
    "publish its policy on staff affected by abuse, and report on it each year",
]  # fmt: skip
COLUMNS = {  # of a plan: heading, and what may stand below
    "Lead agency": BODIES,
    "Target date": ["May 2021", "31/08/2021", "End of March 2022", "TBC", "Q1 2022", "Summer 2021", "within 6 months", ""],
    "Key milestones": ["Draft agreed", "Three meetings held", ""],
    "Completion date and outcome": ["Complete June 2021 All trained", "Ongoing", "", "Delayed. Revised date July 2022"],
    "RAG": ["Green", "Amber", "R", "", "Complete"],
    "Budget code": ["FC-100", "none", ""],
    "Assurance route": ["Quality board", ""],
}  # fmt: skip
Read = Callable[..., Reading]
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Plan:
    """A plan as a grid: its heading and its rows, and the same as a text."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The plan below the title of a report."""
        grid = "\n".join("→".join(row) for row in (self.heading, *self.rows))
        return f"Domestic Homicide Review\nExecutive Summary\n\nAction plan\n\n{grid}\n"


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of recommendations with one action or more, in any choice and order of columns, each with its lead."""
    others = sorted(COLUMNS.keys() - {"Lead agency"})
    chosen = ["Lead agency", *draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True))]
    chosen = draw(st.permutations(chosen))
    rows = []
    for number in range(1, draw(st.integers(2, 5))):
        said = f"{draw(st.sampled_from(BODIES))} should {draw(st.sampled_from(DEEDS))} ({number})."
        for item in range(draw(st.integers(1, 3))):
            cells = tuple(draw(st.sampled_from(COLUMNS[name])) for name in chosen)
            front = (str(number), said) if not item else ("", "")
            rows.append((*front, f"Action {number}.{item} of the plan", *cells))
    return Plan(("No", "Recommendation", "Action", *chosen), tuple(rows))


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A section of recommendations set in one of the usual ways, and the texts in it."""
    said = [
        f"{draw(st.sampled_from(BODIES))} should {draw(st.sampled_from(DEEDS))} ({n})."
        for n in range(draw(st.integers(1, 6)))
    ]
    marks = draw(
        st.sampled_from(
            [
                lambda n: f"Recommendation {n}: ",
                lambda n: f"Recommendation {n}\n",
                lambda n: f"**Recommendation {n}** ",
                lambda n: f"R{n}. ",
                lambda n: f"8.{n} ",
                lambda n: f"{n}) ",
                lambda n: f"{chr(96 + n)}) ",
                lambda _: "• ",
                lambda _: "■ ",
                lambda _: "- ",
            ]
        )
    )
    gap = draw(st.sampled_from(["\n", "\n\n", "\n\n\n"]))
    title = draw(
        st.sampled_from(
            [
                "8. Recommendations",
                "RECOMMENDATIONS",
                "## Recommendations from the review",
                "Section 8: Recommendations",
            ]
        )
    )
    contents = draw(st.sampled_from(["", "Contents\nRecommendations ........ 12\nAction plan ........ 14\n\n"]))
    body = gap.join(f"{marks(n)}{text}" for n, text in enumerate(said, 1))
    return (
        f"Domestic Homicide Review\nOverview Report\n\n{contents}{title}\n\n{body}\n\nGlossary\n\nDHR: a review\n",
        said,
    )


@pytest.fixture(scope="module")
def read(config: Config) -> Read:
    """Text of a report, with the line ends given, to findings."""
    return lambda text, ends="\n": extract_findings(
        document(text.replace("\n", ends), "overview-report"), config.lexicons
    )


def said(reading: Reading) -> list[object]:
    """What was found, without places."""
    return [
        [passage.text for passage in passages(found)] if not isinstance(found, Issue) else found.message
        for found in reading.findings
    ]


@quick
@given(plan=plans())
def test_every_cell_of_a_plan_is_kept(read: Read, plan: Plan) -> None:
    reading = read(plan.text)
    told = [
        issue.where for issue in of(Issue, reading.findings) if issue.where and "page break repeats" in issue.message
    ]
    covered = {
        at for passage in passages(reading.findings) for span in passage.spans for at in range(span.start, span.end)
    }
    covered |= {at for span in told for at in range(span.start, span.end)}
    (table,) = reading.document.tables
    for row in table.rows[1:]:
        for name, cell in zip(plan.heading, row, strict=True):
            if cell.text and name != "No":
                assert covered & set(range(cell.span.start, cell.span.end)), f"{name}: {cell.text}"
    unknown = {name for name in ("Budget code", "Assurance route") if name in plan.heading}
    messages = [issue.message for issue in of(Issue, reading.findings)]
    assert all(any(f"'{name}'" in message for message in messages) for name in unknown)


@quick
@given(plan=plans())
def test_a_plan_is_read_row_by_row(read: Read, plan: Plan) -> None:
    found = read(plan.text).findings
    recommended, actions = of(Recommendation, found), of(Action, found)
    assert [r.text.text for r in recommended] == [row[1] for row in plan.rows if row[1]]
    assert [a.action.text for a in actions] == [row[2] for row in plan.rows]
    assert [a.recommendation for a in actions] == [
        sum(bool(r[1]) for r in plan.rows[: n + 1]) for n in range(len(plan.rows))
    ]


@quick
@given(made=lists())
def test_a_list_is_read_in_every_style(read: Read, made: tuple[str, list[str]]) -> None:
    text, wanted = made
    assert [r.text.text for r in of(Recommendation, read(text).findings)] == wanted


@quick
@given(made=lists(), plan=plans())
def test_every_span_quotes_its_source_once(read: Read, made: tuple[str, list[str]], plan: Plan) -> None:
    reading = read(made[0] + plan.text)
    for passage in passages(reading.findings):
        assert words(reading.document.text, passage.spans) == passage.text
    spans = sorted(span for r in of(Recommendation, reading.findings) for span in r.text.spans)
    assert all(first.end <= then.start for first, then in pairwise(spans))


@quick
@given(made=lists(), plan=plans(), ends=st.sampled_from(["\r\n", "\r", "\u2028"]))
def test_line_ends_do_not_matter(read: Read, made: tuple[str, list[str]], plan: Plan, ends: str) -> None:
    text = made[0] + plan.text
    assert said(read(text)) == said(read(text, ends))


@pytest.mark.parametrize(
    ("key", "colour", "status"),
    [
        ("Green = complete; Amber = in progress; Red = not started", "Green", "complete"),
        ("Green: on track\nAmber: some delay\nRed: not on track", "Green", "in-progress"),
        ("Green: on track\nAmber: some delay\nRed: not on track", "R", "delayed"),
        ("Red – overdue\nAmber – on track", "Red", "delayed"),
        ("", "Green", "complete"),
        ("", "Blue", "complete"),
        ("", "Amber", "in-progress"),
        ("", "Red", "not-stated"),
        ("The house had a green – painted by the tenant – door.", "Green", "complete"),
    ],
)
def test_a_colour_means_what_the_plan_says(config: Config, key: str, colour: str, status: str) -> None:
    text = f"{key}\n\nNo→Recommendation→Action→Lead→Target→RAG\n1→Mockham Council should act.→Act→Police→May 2021→{colour}\n"
    (action,) = of(Action, findings(text, config.lexicons))
    assert action.status == status


@pytest.mark.parametrize(("other", "status"), [("Blue", "in-progress"), ("B", "in-progress"), ("Red", "complete")])
def test_green_beside_blue_is_on_track_and_each_colour_without_a_key_is_noted(
    config: Config, other: str, status: str
) -> None:
    rows = f"1→X should a.→A→Police→Green\n2→X should b.→B→Police→{other}\n3→X should c.→C→Police→Green\n"
    found = findings("No→Recommendation→Action→Lead→RAG\n" + rows, config.lexicons)
    assert [a.status for a in of(Action, found)][::2] == [status, status]
    noted = [i.message for i in of(Issue, found)]
    assert len(noted) == 2
    assert noted[0].endswith(f"no key says what it means: it is taken as '{status}'")


def test_a_colour_means_what_the_words_beside_it_say(config: Config) -> None:
    rows = (
        "1→X should a.→A→Police→Green→Completed May 2021\n2→X should b.→B→Police→Green→\n3→X should c.→C→Police→Red→\n"
    )
    found = findings("No→Recommendation→Action→Lead→RAG→Progress\n" + rows, config.lexicons)
    assert [a.status for a in of(Action, found)] == ["complete", "complete", "not-stated"]
    assert [i.message for i in of(Issue, found)] == [
        "'Red' is all that is said of a status, and no key says what it means: the status is not stated"
    ]


@pytest.mark.parametrize(
    ("said_there", "asked"),
    [
        ("In order to act early, the Exampleton Police should review its forms.", "Exampleton Police"),
        (
            "To improve safety, Mockham Council and Sampleford Homes should meet.",
            "Mockham Council and Sampleford Homes",
        ),
        (
            "The reason was not known. The panel therefore recommends that Mockham Council asks again.",
            "Mockham Council",
        ),
        ("Exampleton Police: Officers should be trained.", "Exampleton Police"),
        ("Consideration is given by Sampleford Homes to a new policy.", "Sampleford Homes"),
        (
            "Each agency that contributed to this review reports on progress.",
            "Each agency that contributed to this review",
        ),
        ("The officers did not record what was said.", None),
        ("Ensure that, where there is risk, staff should ask.", None),
    ],
)
def test_whom_a_sentence_asks(config: Config, said_there: str, asked: str | None) -> None:
    text = f"Overview Report\n\nRecommendations\n\nRecommendation 1: {said_there}\n"
    (found,) = of(Recommendation, findings(text, config.lexicons, "overview-report"))
    assert [a.raw.text for a in found.addressees] == ([asked] if asked else [])


def test_numbers_that_come_again_belong_to_their_lists(config: Config) -> None:
    plan = "Ref→Action→Lead→By when\n1→{0}→Manager→May 2021\n"
    text = (
        "Recommendations\n\nRecommendations for Exampleton Police\n\n1. Officers should be trained.\n\n"
        "Recommendations for Mockham Council\n\n1. Staff should be trained.\n\nAction plans\n\n"
        "Exampleton Police\n\n" + plan.format("Police course") + "\nMockham Council\n\n" + plan.format("Council course")
    )
    found = findings(text, config.lexicons, "overview-report")
    assert [(a.recommendation, a.action.text) for a in of(Action, found)] == [
        (1, "Police course"),
        (2, "Council course"),
    ]
    assert len(of(Recommendation, found)) == 2


def test_a_form_keeps_what_it_does_not_know(config: Config) -> None:
    text = "Executive Summary\n\nRecommendation 1→Mockham Council should act.\nAction→Act\nLead→Mockham Council\nRisk owner→Board\n"
    found = findings(text, config.lexicons)
    (action,) = of(Action, found)
    assert [(heading, kept.text) for heading, kept in action.other] == [("Risk owner", "Board")]
    assert any("'Risk owner'" in issue.message for issue in of(Issue, found))
    assert not of(LearningPoint, found)
    assert action.other[0][1].spans == (Span(text.index("Board"), text.index("Board") + 5),)


def test_names_in_a_column_nobody_knows_are_taken_out(config: Config, tmp_path: Path) -> None:
    text = (
        "Domestic Homicide Review\nExecutive Summary\n\nNo\tRecommendation\tAction\tLead Officer\tBudget holder\tTarget Date\n"
        "1\tMockham Council should act.\tAct\tOrla Pettifer, Head of Housing\tOrla Pettifer\tMay 2021\n"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    read = read_all([tmp_path / "plan.txt"], config, lambda _stage, _message: None)
    (action,) = (f for reading in read.readings for f in reading.findings if isinstance(f, Action))
    assert [heading for heading, _ in action.other] == ["Budget holder"]
    assert "Pettifer" not in repr(action)


def test_cells_of_a_list_that_mean_nothing_to_us_are_kept_without_names(config: Config, tmp_path: Path) -> None:
    text = (
        "Domestic Homicide Review\nExecutive Summary\n\nRecommendations\n\nNo\tRecommendation\tAgency\tSponsor\n"
        "1\tMockham Council should act.\tMockham Council\tOrla Pettifer\n"
        "2\tMockham Police should act.\tMockham Police\tBoard\n\n"
        "Lead officers\n\nName\tJob title\tOrganisation\nOrla Pettifer\tHead of Housing\tMockham Council\n"
    )
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    read = read_all([tmp_path / "list.txt"], config, lambda _stage, _message: None)
    made = [f for reading in read.readings for f in reading.findings if isinstance(f, Recommendation)]
    assert [heading for r in made for heading, _ in r.other] == ["Sponsor", "Sponsor"]
    assert made[1].other[0][1].text == "Board"
    assert "Pettifer" not in repr(made)


def test_a_table_without_known_headings_is_read_by_its_contents_or_reported(config: Config) -> None:
    told = "1→Mockham Council should act now and at once.→Mockham Council\n2→X Police should act in the same way.→X Police\n"
    silent = "Alpha→Nothing that anybody could be asked to do stands here\nBeta→Nor is anything at all asked for in this row\n"
    said = [findings(f"Recommendations\n\n{rows}", config.lexicons) for rows in (told, silent)]
    assert [(r.number, r.addressees[0].raw.text) for r in of(Recommendation, said[0])] == [
        ("1", "Mockham Council"),
        ("2", "X Police"),
    ]
    assert not of(Recommendation, said[1])
    assert [i.message[:29] for i in of(Issue, said[1])][:1] == ["a table stands among recommen"]


@given(st.lists(st.sampled_from(["Alpha", "1", "X should act.", "Police", "", "→"]), max_size=12))
def test_columns_told_by_contents_never_overlap(config: Config, cells: list[str]) -> None:
    rows = "\n".join("→".join(cells[n : n + 3]) for n in range(0, len(cells), 3))
    spans = sorted(
        s for r in of(Recommendation, findings(f"Recommendations\n\n{rows}\n", config.lexicons)) for s in r.text.spans
    )
    assert all(one.end <= two.start for one, two in pairwise(spans))
