"""The prose of PDFs: every word once, in reading order, in the paragraphs a reader sees."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import BODY, BULLET, HANGING, HEADING, Draw, drawn, paragraph, report, said
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, TableStyle

from dhrgraph.errors import UnreadableError
from dhrgraph.read.pdf.reader import read
from dhrgraph.read.pdf.sheets import MOST_PAGES
from dhrgraph.text.blocks import blocks
from dhrgraph.text.lines import split_lines

LONG = (
    "The panel heard that each agency had held some of the information and that none of them had put it together "
    "before the meeting, so that the risk was judged on one part of what was known to the services at the time."
)


def text_of(data: bytes) -> str:
    return read(data, "report.pdf").text


def block_texts(data: bytes) -> list[tuple[str, str]]:
    text = text_of(data)
    return [(block.mark, block.text) for block in blocks(text, split_lines(text))]


# --- paragraphs, lists, headings ------------------------------------------------------------------------------


def test_paragraphs_hanging_numbers_bullets_and_headings_are_blocks() -> None:
    story = [
        paragraph("Recommendations", style=HEADING),
        paragraph(LONG),
        paragraph(LONG, "10.1", HANGING),
        paragraph(f"Short. {LONG}", "10.2", HANGING),
        paragraph("all staff; and", "•", BULLET),
        paragraph(LONG, "•", BULLET),
        paragraph("The end."),
    ]
    assert block_texts(report(story)) == [
        ("", "Recommendations"),
        ("", LONG),
        ("10.1", LONG),
        ("10.2", f"Short. {LONG}"),
        ("-", "all staff; and"),
        ("-", LONG),
        ("", "The end."),
    ]


def test_lines_that_the_writer_ended_are_paragraphs_of_their_own() -> None:
    page = said(
        [
            (64, 100, "Chair of the review"),
            (64, 114, "The report was commissioned by the partnership in the spring of"),
            (64, 128, "the year in which the death took place."),
            (64, 142, "It was then sent to the Home Office."),
        ]
    )
    assert text_of(drawn(page)).split("\n\n")[0] == "Chair of the review"


def test_lines_set_wide_apart_are_still_one_paragraph() -> None:
    style = BODY.clone("wide", leading=24)
    assert [
        words for _, words in block_texts(report([paragraph(LONG, style=style), paragraph(LONG, style=style)]))
    ] == [
        LONG,
        LONG,
    ]


def test_two_columns_are_read_one_after_the_other_but_the_rows_of_a_list_across() -> None:
    left = [f"the left column goes on in line {n}" for n in range(8)]
    right = [f"the right column goes on in line {n}" for n in range(8)]
    columns = said(
        [(60, 100 + 14 * n, words) for n, words in enumerate(left)]
        + [(320, 100 + 14 * n, words) for n, words in enumerate(right)]
    )
    assert text_of(drawn(columns)).split() == " ".join(left + right).split()
    across = said([place for n in range(8) for place in ((60, 100 + 14 * n, left[n]), (320, 100 + 14 * n, right[n]))])
    rows = [f"{one} {other}" for one, other in zip(left, right, strict=True)]
    assert text_of(drawn(across)).split() == " ".join(rows).split()


def test_a_right_column_that_begins_higher_is_still_read_second_and_what_stands_below_both_last() -> None:
    left = [f"the left column goes on in line {n}" for n in range(8)]
    right = [f"the right column goes on in line {n}" for n in range(9)]
    page = said(
        [(60, 104 + 14 * n, words) for n, words in enumerate(left)]
        + [(320, 90 + 14 * n, words) for n, words in enumerate(right)]
        + [(60, 260, "Below both")]
    )
    assert text_of(drawn(page)).split() == " ".join([*left, *right, "Below both"]).split()


def test_letters_are_of_one_size_whatever_height_their_font_tells() -> None:
    """Word processors write fonts that tell too small a height, so that the ink of each letter shows in its box."""
    font = TTFont("Lowly", "Vera.ttf")
    font.face.ascent, font.face.descent = 500, 0
    pdfmetrics.registerFont(font)
    rows = ["1. It is known that on 3 May", "we saw our son (an axe was", "by a gap) and ran to 12 men."]
    page = said([(64, 100 + 14.0 * n, words) for n, words in enumerate(rows)], "Lowly")
    assert text_of(drawn(page)).strip() == " ".join(rows)


# --- the edges of pages ---------------------------------------------------------------------------------------


def pages_with(edge_rows: dict[float, list[str]], count: int = 6) -> bytes:
    """Pages of prose whose sentences run on, with rows at heights, another one for each page."""
    body = [f"and so the account of part {n} goes on from one line of the page to the" for n in range(count * 40)]
    made = []
    for page in range(count):
        rows = [(64.0, 100 + 16.0 * n, body[page * 40 + n]) for n in range(40)]
        rows += [(64.0, down, words[page]) for down, words in edge_rows.items() if words[page]]
        made.append(said(rows))
    return drawn(*made)


def words_at(*rows: tuple[float, float, str, str]) -> Draw:
    """Rows drawn on a page: how far down, the size of their letters, their font, their words."""

    def draw(canvas: Canvas) -> None:
        for down, size, font, words in rows:
            canvas.setFont(font, size)
            canvas.drawString(64, A4[1] - down, words)

    return draw


@pytest.mark.parametrize(
    ("down", "font", "gap", "kept"),
    [
        (46, "Helvetica", 50, False),
        (46, "Helvetica-Bold", 50, True),
        (46, "Helvetica", 16, True),
        (80, "Helvetica", 50, True),
    ],
)
def test_a_header_of_one_page_is_left_out_only_where_a_title_stands_apart_below_it(
    down: float, font: str, gap: float, kept: bool
) -> None:
    page = words_at(
        (down, 10, font, "Exampleton Partnership action plan"),
        (down + gap, 14, "Helvetica-Bold", "Domestic Homicide Review"),
        (down + gap + 40, 10, "Helvetica", "The panel met in May."),
    )
    said_in = text_of(drawn(page))
    assert "Domestic Homicide Review" in said_in
    assert ("Exampleton Partnership" in said_in) is kept


def test_a_lone_plain_title_in_the_head_margin_stays() -> None:
    page = words_at((46, 11, "Helvetica", "Exampleton report"), (96, 11, "Helvetica", "The panel met in May."))
    assert "Exampleton report" in text_of(drawn(page))


FURNITURE = [
    ["OFFICIAL SENSITIVE"] * 6,
    [f"Page {n} of 6" for n in range(1, 7)],
    [f"{n + 11}" for n in range(6)],
    [f"{n} | P a g e" for n in range(6)],
    [f"Domestic Homicide Review: overview report {n}" for n in range(1, 7)],
    ["Left page", "Right page"] * 3,
]


@pytest.mark.parametrize("rows", FURNITURE, ids=lambda rows: rows[1])
@pytest.mark.parametrize("down", [40.0, 72.0, 810.0])
def test_running_headers_and_footers_do_not_cut_a_sentence(rows: list[str], down: float) -> None:
    lines = text_of(pages_with({down: rows})).rstrip().split("\n")
    left_in = [line for line in lines if line in rows]
    assert len(left_in) == (len(set(rows)) if down == 72 and rows[0] == rows[2] else 0)  # a title, the first time
    assert [bool(line) for line in lines[-4:]] == [True] * 4  # no paragraph ends between the pages


@pytest.mark.parametrize(
    "rows",
    [
        [f"Recommendation {n}" if 2 <= n <= 4 else "" for n in range(6)],
        [f"{n}.1 The panel asks" for n in range(6)],
        ["Number", "Action", "Lead agency", "Target date", "Completion", "Outcome"],
        ["", "Complete", "", "", "Complete", ""],
        ["No Recommendation Action to take Lead agency"] * 6,
    ],
    ids=lambda rows: rows[3],
)
def test_what_is_said_at_the_top_of_pages_is_no_furniture(rows: list[str]) -> None:
    lines = text_of(pages_with({84.0: rows})).split("\n")
    assert Counter(line for line in lines if line in rows and line) == Counter(filter(None, rows))


def test_a_footnote_stands_at_the_end_under_a_heading_of_its_own() -> None:
    def first(canvas: Canvas) -> None:
        said([(64, 100 + 14 * n, f"so line {n} of the first page runs on without an end to the") for n in range(40)])(
            canvas
        )
        said([(64, 720, "1 Home Office guidance on reviews")], size=8)(canvas)

    second = said([(64, 100, "next page, and here it ends."), (64, 130, "Another paragraph stands below it.")])
    before, after, then, heading, note = re.split(r"\n+", text_of(drawn(first, second)).strip())
    assert before.endswith("without an end to the")
    assert (after, then, heading, note) == (
        "next page, and here it ends.",
        "Another paragraph stands below it.",
        "# Footnotes",
        "<sup>1</sup> Home Office guidance on reviews",
    )


# --- words ----------------------------------------------------------------------------------------------------


def test_a_word_cut_at_the_line_end_is_whole_and_a_hyphen_of_its_own_stays() -> None:
    page = said(
        [
            (64, 100, "Some information went through the multi-agency meeting and the infor-"),
            (64, 114, "mation that was shared there was not recorded as it ought to, a multi-"),
            (64, 128, "agency plan was not made, and so the short- and long-term risks grew."),
        ]
    )
    assert " ".join(text_of(drawn(page)).split()) == (
        "Some information went through the multi-agency meeting and the information that was shared there was not "
        "recorded as it ought to, a multi-agency plan was not made, and so the short- and long-term risks grew."
    )


def test_a_raised_number_is_marked_as_a_footnotes() -> None:
    story = [paragraph('Guidance<super size="7" rise="4">12</super> was followed in 2019.')]
    assert text_of(report(story)).strip() == "Guidance<sup>12</sup> was followed in 2019."


# --- turned pages ---------------------------------------------------------------------------------------------

UPRIGHT = [(80.0, 100.0, "The first line of the page"), (80.0, 114.0, "goes on in the second.")]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_reads_as_it_is_shown(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        wide, tall = A4  # as shown
        canvas.translate(*{0: (0, 0), 90: (tall, 0), 180: (wide, tall), 270: (0, wide)}[turn])
        canvas.rotate(turn)
        for left, down, words in UPRIGHT:
            canvas.drawString(left, tall - down, words)

    body = read(drawn(draw, turn=turn), "turned.pdf")
    assert body.text.strip() == " ".join(words for *_, words in UPRIGHT)
    left, top, right, bottom = body.places[0].box
    assert (left, top <= 90, bottom >= 114, right < 300) == (80, True, True, True)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_words_set_sideways_on_an_upright_page_are_read_along_their_lines(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.translate(300, 400)
        canvas.rotate(angle)
        for left, down, words in UPRIGHT:
            canvas.drawString(left, -down, words)

    assert text_of(drawn(draw)).strip() == " ".join(words for *_, words in UPRIGHT)


# --- what cannot be read --------------------------------------------------------------------------------------


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(_grey()), 0, 0, *A4)


def _grey():  # type: ignore[no-untyped-def]
    from PIL import Image

    return Image.new("L", (40, 40), 200)


def blank(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)


HELLO = said([(64, 100, "A review.")])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.4\n%%EOF", "damaged"),
        (b"%PDF-", "damaged"),
        (drawn(HELLO, password="secret"), "locked with a password; save it without one"),
        (drawn(picture, picture), "scanned pages without text: pages 1 to 2 hold no text, only pictures"),
        (drawn(blank, blank), "holds no words"),
        (drawn(*[blank] * (MOST_PAGES + 1)), "2,001 pages"),
    ],
    ids=["no pages", "cut short", "password", "scanned", "blank", "pages"],
)
def test_a_file_that_cannot_be_read_says_why_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, "odd.pdf")
    assert why in caught.value.reason
    assert "\n" not in caught.value.reason


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_read_as_far_as_it_can_be_or_refused(share: float) -> None:
    whole = drawn(*[HELLO] * 20)
    try:
        words = text_of(whole[: int(len(whole) * share)]).split()
    except UnreadableError:
        words = ["A", "review."]
    assert set(words) == {"A", "review."}


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert text_of(drawn(HELLO, password="")).split() == ["A", "review."]


def test_scanned_pages_are_named_in_runs_and_blank_ones_are_not() -> None:
    body = read(drawn(HELLO, picture, blank, picture, picture, HELLO), "mixed.pdf")
    assert [issue.message for issue in body.issues] == [
        "page 2 holds no text, only a picture: it needs OCR",
        "pages 4 to 5 hold no text, only pictures: they need OCR",
    ]
    assert body.text.split() == ["A", "review."] * 2


WORDS = st.lists(
    st.sampled_from(
        [
            "review",
            "panel",
            "police",
            "risk",
            "2019",
            "that",
            "the",
            "of",
            "GP’s",
            "(IMR)",
            "DVPN:",
            "£5",
            "re-refer",
            "and",
        ]
    ),
    min_size=1,
)
PARTS = st.lists(
    st.tuples(WORDS, st.sampled_from([(None, BODY), ("4.1", HANGING), ("-", BULLET), (None, HEADING)])),
    min_size=1,
    max_size=60,
)


# --- prose and tables -----------------------------------------------------------------------------------------

CELL = BODY.clone("cell", fontSize=8, leading=10, spaceAfter=0)
HEADS = ("No", "Recommendation", "Action to take", "Lead agency", "Target date")


def plan(rows: list[list[str]]) -> LongTable:
    """An action plan with ruled cells."""
    cells = [[Paragraph(words, CELL) for words in row] for row in [list(HEADS), *rows]]
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return LongTable(cells, colWidths=[30, 140, 140, 80, 70], style=ruled)


CELLS = st.lists(
    st.sampled_from(["train", "staff", "review", "policy", "audit", "police", "all", "agencies", "now"]),
    min_size=1,
    max_size=9,
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=30)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(WORDS, ROWS), min_size=1, max_size=3))
def test_every_word_stands_in_the_prose_or_in_a_table_and_tables_where_they_stand(parts: list) -> None:  # type: ignore[type-arg]
    story, expected = [], []
    for place, (words, rows) in zip(("one", "two", "three"), parts, strict=False):  # no line stands twice
        cells = [[str(n), *(" ".join(cell) for cell in row), "May 2020"] for n, row in enumerate(rows, 1)]
        story += [paragraph(f"Before {place} {' '.join(words)}."), plan(cells), paragraph(f"After {place}.")]
        expected += ["Before", place, *words, *HEADS, *(cell for row in cells for cell in row), "After", place]
    body = read(report(story), "plan.pdf")
    flat = lambda words: Counter(re.sub(r"[\W_]", "", " ".join(words)))  # noqa: E731
    assert flat([body.text]) == flat(expected)
    for table in body.tables:
        assert [cell.text for cell in table.rows[0]] == list(HEADS)
        assert body.text[: table.span.start].rstrip().rsplit("\n\n", 1)[-1].startswith("Before")
        assert body.text[table.span.end :].lstrip().startswith("After")


# --- every word once ------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(PARTS)
def test_every_word_of_a_report_comes_out_once_in_order(parts: list) -> None:  # type: ignore[type-arg]
    story = [paragraph(" ".join(words), mark, style) for words, (mark, style) in parts]
    expected = [word for words, (mark, _) in parts for word in [*([mark] if mark else []), *words]]
    found = re.sub(r"^#+ ", "", text_of(report(story)), flags=re.MULTILINE).split()
    assert "".join(found).replace("-", "") == "".join(expected).replace("-", "")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(20, 500), st.integers(20, 800), st.sampled_from(["ab", "cd", "ef", "gh"])),
        min_size=1,
        max_size=80,
        unique_by=lambda at: (at[0] // 20, at[1] // 14),
    )
)
def test_words_strewn_over_a_page_all_come_out_once(places: list) -> None:  # type: ignore[type-arg]
    body = read(drawn(said([(x // 20 * 20, y // 14 * 14 + 14, words) for x, y, words in places])), "strewn.pdf")
    assert Counter(body.text.split()) == Counter(words for *_, words in places)


def test_a_larger_line_is_a_heading_and_a_smaller_one_ranks_below_it() -> None:
    smaller = HEADING.clone("smaller", fontSize=13, leading=16)
    story = [
        part
        for number in (1, 2)
        for part in (
            paragraph("Findings", f"{number}.", HEADING),
            paragraph("Police", style=smaller),
            paragraph(LONG),
            paragraph(LONG),
        )
    ]
    text = text_of(report(story))
    levels = [(block.level, block.text) for block in blocks(text, split_lines(text)) if block.text != LONG]
    assert levels == [(1, "Findings"), (2, "Police")] * 2


@settings(max_examples=25, deadline=None)
@given(PARTS)
def test_places_lead_back_to_the_page(parts: list) -> None:  # type: ignore[type-arg]
    body = read(report([paragraph(" ".join(words), mark, style) for words, (mark, style) in parts]), "places.pdf")
    assert all(one.span.end <= other.span.start for one, other in zip(body.places, body.places[1:], strict=False))
    for place in body.places:
        left, top, right, bottom = place.box
        assert 0 <= left < right <= A4[0]
        assert 0 <= top < bottom <= A4[1]
        assert "\n" not in body.text[place.span.start : place.span.end]
