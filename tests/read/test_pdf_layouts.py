"""Layouts of plans that reports print: actions below one recommendation, forms, cells cut by a page's end, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from pdf_pages import BODY, drawn, paragraph, report, said
from pdf_plans import accuracy, joined_rows, read_pdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from dhrgraph.read.pdf.reader import read

CELL = BODY.clone("cell", fontSize=8.5, leading=10.5, spaceAfter=0)
HEADING = ("No", "Recommendation", "Action", "Lead agency", "Target date", "Progress")
LONG = "The council should review its policy for carers and report the result to the board within six months"
ACTIONS = [
    ["Brief all staff in writing", "Police", "May 2021", "Complete"],
    ["Write to every school in the area and ask for an answer", "Housing Options", "June 2021", "Ongoing"],
    ["Audit fifty records of the last year", "Adult Social Care", "31 March 2022", "Not started"],
]
RULES = {
    "level": lambda first: [("LINEABOVE", (0, row), (-1, row), 0.6, colors.grey) for row in first],
    "none": lambda first: [("BOTTOMPADDING", (0, 0), (-1, -1), 7)],
    "level, and below each action": lambda first: [
        *(("LINEABOVE", (0, row), (-1, row), 0.6, colors.grey) for row in first),
        ("LINEABOVE", (2, 1), (-1, -1), 0.6, colors.grey),
    ],
}


def _table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], rules: Sequence[object], padding: float = 3
) -> Table:
    cells = [[Paragraph(words, CELL) for words in row] for row in rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), padding), *rules]
    return Table(cells, widths, style=TableStyle(style))


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("count", [5, 45])
def test_actions_below_one_recommendation_are_rows_of_their_own(rules: str, count: int) -> None:
    """Also where the recommendation is longer than its first action, and no line parts them."""
    rows, first = [list(HEADING)], [0, 1]
    for number in (1, 2, 3):
        words = " ".join((LONG.split() * 4)[:count]) + "."
        rows += [[str(number) if not n else "", words if not n else "", *action] for n, action in enumerate(ACTIONS)]
        first.append(len(rows))
    spans = [("SPAN", (column, row), (column, row + 2)) for row in (1, 4, 7) for column in (0, 1)]
    table = _table(rows, (30, 130, 120, 80, 70, 70), [*RULES[rules](first[:-1]), *spans])
    tables = read_pdf(report([paragraph("Action plan"), table, paragraph(f"{LONG}. " * 4)]))
    assert accuracy(tables, rows) == 1
    assert len(joined_rows(tables)) == len(rows)


FORM = [
    ["Number", "4"],
    ["Recommendation", f"{LONG}; {LONG.lower()}."],
    ["Lead agency", "Exampleton Council"],
    ["Action", "Brief all staff in writing"],
    ["Target date", "May 2021"],
]


@pytest.mark.parametrize(
    "rules", [[], [("LINEABOVE", (0, 0), (-1, -1), 0.6, colors.grey)], [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]]
)
def test_a_form_of_labels_is_a_table_of_two_columns(rules: list[object]) -> None:
    story = [part for n in range(1, 9) for part in (_table([["Number", str(n)], *FORM[1:]], (110, 340), rules),)]
    story = [part for table in story for part in (table, paragraph("&nbsp;"))]
    tables = read_pdf(report([paragraph("Action plan"), *story, paragraph(f"{LONG}. " * 3)]))
    rows = [row for n in range(1, 9) for row in ([["Number", str(n)], *FORM[1:]])]
    assert joined_rows(tables) == rows
    assert max(table.page for table in tables) > 1


def test_labels_in_prose_are_no_form() -> None:
    lines = [
        "Recommendation 1 was met in full by the council.",
        "Action was taken at once.",
        "Lead agency: the police.",
    ]
    assert read_pdf(report([paragraph(line) for line in lines])) == ()


def _noted(story: Sequence[object]) -> bytes:
    """Pages with a footnote below a short line at the foot of each."""

    def furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.line(64, 62, 180, 62)
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(64, 50, f"{template.page} Home Office guidance, chapter {'abcdefgh'[template.page]}.")

    out = BytesIO()
    SimpleDocTemplate(out, leftMargin=64, rightMargin=64, bottomMargin=70, invariant=1).build(
        list(story), onFirstPage=furniture, onLaterPages=furniture
    )
    return out.getvalue()


@pytest.mark.parametrize("rules", [[], [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]])
def test_a_footnote_is_no_row_and_ends_no_table(rules: list[object]) -> None:
    rows = [["No", "Recommendation", "Lead agency"], *([str(n), f"{LONG}.", "Police"] for n in range(1, 41))]
    story = [paragraph("Action plan"), _table(rows, (30, 320, 90), rules), paragraph(f"{LONG}.")]
    body = read(_noted(story), "noted.pdf")
    assert [[cell.text for cell in row] for table in body.tables for row in table.rows] == rows
    assert len(body.tables) == 1
    text, notes = body.text.split("# Footnotes")
    assert "Home Office" not in text
    assert notes.split("\n\n")[1].startswith("<sup>1</sup> Home Office guidance")


def test_an_underlined_heading_begins_no_footnotes() -> None:
    def draw(canvas: Canvas) -> None:
        said([(64, 560, "Recommendations"), (64, 590, "1 The council should act."), (64, 610, "2 So should others.")])(
            canvas
        )
        canvas.line(64, A4[1] - 562, 150, A4[1] - 562)

    text = read(drawn(draw), "underlined.pdf").text
    assert "Footnotes" not in text
    assert "1 The council should act." in text


def test_a_caption_inside_a_table_without_upright_lines_is_no_row_of_cells() -> None:
    heading = ["No", "Recommendation", "Lead agency"]
    rows = [[str(n), f"{LONG}.", "Police"] for n in range(1, 4)]
    captions = ["The Exampleton Advocacy Project", "Exampleton Council and Police Service"]
    story = [
        _table([[caption, "", ""], heading, *rows], (30, 320, 90), [("SPAN", (0, 0), (-1, 0))]) for caption in captions
    ]
    tables = read_pdf(report(story))
    assert joined_rows(tables) == [heading, *rows, heading, *rows]


def test_a_merged_cell_that_a_page_end_cuts_stays_in_the_row_it_begins_in() -> None:
    """What stands beside its rest is the next action, and keeps a row of its own."""
    words = " ".join([LONG] * 12).lower() + "."
    rows = [["23", words.capitalize(), *ACTIONS[0]], ["", "", *ACTIONS[1]]]
    tables = read_pdf(_split_pages(list(HEADING), rows, words))
    assert joined_rows(tables) == [list(HEADING), *rows]


def _split_pages(heading: list[str], rows: list[list[str]], words: str) -> bytes:
    """A table whose second column is cut in the middle by a page's end, as a word processor cuts a merged cell."""
    half = len(words.split()) // 2
    first, rest = " ".join(words.capitalize().split()[:half]), " ".join(words.split()[half:])
    widths, rules = (30, 130, 120, 80, 70, 70), [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    above = _table([heading, [rows[0][0], first, *rows[0][2:]]], widths, rules)
    below = _table([["", rest, *rows[1][2:]]], widths, rules)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for table in (above, below):
        _, high = table.wrapOn(canvas, 500, 700)
        table.drawOn(canvas, 40, A4[1] - 60 - high)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
