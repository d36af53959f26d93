"""Tables of PDF pages: every row whole, in every house style; no word lost, none read twice; prose left alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_pages import drawn, said
from pdf_plans import (
    HOME_OFFICE,
    STYLES,
    SUMMARY,
    Style,
    accuracy,
    joined_rows,
    letters,
    page_pdf,
    pages_of,
    plan_pdf,
    plan_rows,
    read_pdf,
    sentence,
    tables_pdf,
)
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dhrgraph.read.pdf_tables.find import find_tables, may_hold_table
from dhrgraph.read.pdf_tables.marks import read_marks
from dhrgraph.read.pdf_tables.records import PageTable, inside

_BY_NAME = {style.name: style for style in STYLES}
_AGENCIES = ("Exampleton Police", "Adult Social Care", "NHS Exampleton Integrated Care Board", "Housing Options")


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_row_of_a_plan_is_whole_in_every_style(style: Style) -> None:
    rows = plan_rows(12, seed=7)
    tables = read_pdf(
        plan_pdf(HOME_OFFICE, rows, style, above="Appendix A: action plan", below=sentence(_chance(1), 60))
    )
    assert accuracy(tables, rows) == 1
    assert [letters(cell) for cell in joined_rows(tables)[0]] == [letters(words) for words in HOME_OFFICE]
    assert len(joined_rows(tables)) == len(rows) + 1, "repeated headings are dropped and nothing else becomes a row"
    assert [table.continues for table in tables] == [number > 0 for number in range(len(tables))]


@pytest.mark.parametrize("name", ["grid", "level rules", "no rules", "shaded heading, no rules", "upright rules"])
@pytest.mark.parametrize("padding", [2, 7])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_cells_may_be_tight_roomy_or_centred(name: str, padding: float, valign: str) -> None:
    style = Style(name, _BY_NAME[name].rules, _BY_NAME[name].white_heading, padding=padding, valign=valign)
    chance = _chance(3)
    rows = [[f"10.{n}", sentence(chance, 5 + 4 * n), _AGENCIES[n % 4]] for n in range(1, 15)]
    tables = read_pdf(plan_pdf(SUMMARY, rows, style, above=sentence(chance, 30), below=sentence(chance, 60)))
    assert accuracy(tables, rows) == 1
    assert len(joined_rows(tables)) == len(rows) + 1


@pytest.mark.parametrize("name", ["grid", "level rules", "no rules", "bands"])
@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (("Agency", "IMR", "Chronology", "Report"), [[a, "Yes", "No", ""] for a in _AGENCIES]),
        (("Name", "Role", "Organisation"), [["Panel member", "Head of Safeguarding", a] for a in _AGENCIES]),
        (
            ("Recommendation", "Key actions", "Responsible", "Timescale", "RAG"),
            [
                [f"{n}. Review the pathway.", "Brief staff and write to partners.", a, "May 2021", "Green"]
                for n, a in enumerate(_AGENCIES, 1)
            ],
        ),
        (
            ("Ref", "Recommendation", "Lead", "By when", "Progress"),
            [
                [f"R{n}", "Review the pathway with partners.", a, "End of May 2021", "Done."]
                for n, a in enumerate(_AGENCIES, 1)
            ],
        ),
    ],
    ids=["contributors", "panel", "numbers in the words", "ref"],
)
def test_other_headings_and_tables(heading: Sequence[str], rows: list[list[str]], name: str) -> None:
    tables = read_pdf(plan_pdf(heading, rows, _BY_NAME[name], below=sentence(_chance(5), 80)))
    assert accuracy(tables, rows) == 1
    assert len(joined_rows(tables)) == len(rows) + 1


@pytest.mark.parametrize("name", ["grid", "no rules", "level rules"])
def test_tables_of_several_agencies_stay_apart(name: str) -> None:
    """A caption line above a table is prose, and a heading below it begins a table anew."""
    plans = [(agency, plan_rows(3, seed=n, most=18)) for n, agency in enumerate(_AGENCIES)]
    tables = read_pdf(tables_pdf(HOME_OFFICE, plans, _BY_NAME[name]))
    assert accuracy(tables, [row for _, rows in plans for row in rows]) == 1
    starts = [table for table in tables if not table.continues]
    assert len(starts) == len(plans)
    assert not any(agency == cell for agency in _AGENCIES for row in joined_rows(starts) for cell in row[:1])


def test_a_caption_row_inside_the_frame_is_a_row() -> None:
    rows = [["Exampleton Police", "", ""], *[[f"{n}", f"Review {n}.", "Police"] for n in range(1, 4)]]
    spans = (("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (-1, 1)))
    tables = read_pdf(plan_pdf(SUMMARY, rows, Style("caption", spans)))
    assert joined_rows(tables)[1] == ["Exampleton Police", "", ""]


def test_a_caption_row_repeated_with_the_heading_on_each_page_stands_once() -> None:
    caption = ["Exampleton Police", *[""] * 7]
    rows = plan_rows(14, seed=3)
    spans = (("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (-1, 0)))
    tables = read_pdf(plan_pdf(caption, [HOME_OFFICE, *rows], Style("caption", spans, repeat=2)))
    assert len(tables) > 1
    assert joined_rows(tables)[0] == caption
    assert len(joined_rows(tables)) == len(rows) + 2
    assert accuracy(tables, rows) == 1


def test_words_broken_by_a_narrow_column_are_mended() -> None:
    rows = plan_rows(3, seed=6)
    widths = (14, 90, 38, 110, 34, 110, 38, 60)
    for name in ("grid", "level rules", "no rules"):
        heading = joined_rows(read_pdf(plan_pdf(HOME_OFFICE, rows, _BY_NAME[name], widths=widths)))[0]
        assert heading == list(HOME_OFFICE), name


def test_a_recommendation_that_spans_its_actions_stands_in_the_first_row() -> None:
    heading = ("No", "Recommendation", "Action", "Lead", "Target date")
    rows = [
        ["1", "Review the pathway.", "Write to schools.", "Police", "May 2021"],
        ["", "", "Brief staff.", "Housing", "June 2021"],
        ["2", "Train all staff.", "Book a course.", "Police", "May 2022"],
    ]
    spans = (
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("SPAN", (0, 1), (0, 2)),
        ("SPAN", (1, 1), (1, 2)),
    )
    assert joined_rows(read_pdf(plan_pdf(heading, rows, Style("spans", spans))))[1:] == rows


def test_a_new_action_at_the_top_of_a_page_stays_a_row() -> None:
    """Its number is empty too, but the cells above have ended and a line closes them."""
    heading = ("No", "Recommendation", "Action", "Lead", "Target date")
    rows = [[str(n), sentence(_chance(n), 60), sentence(_chance(n), 200), "Police", "May 2021"] for n in range(1, 8)]
    rows = [
        row for n, row in enumerate(rows) for row in (row, ["", "", f"Brief staff, part {n}.", "Housing", "June 2021"])
    ]
    tables = read_pdf(plan_pdf(heading, rows, _BY_NAME["grid"]))
    assert len(tables) > 1
    assert accuracy(tables, rows) == 1


@pytest.mark.parametrize("words", [40, 400])
def test_prose_is_no_table(words: int) -> None:
    """A page of prose, a box around a paragraph, a border around the page, a frame of one column, a numbered list."""
    chance = _chance(11)
    parts = [f"{n}. {sentence(chance, words // 4)}" for n in range(1, 12)]
    parts += ["Recommendation", "Action", sentence(chance, words), "Lead agency", sentence(chance, words)]
    assert read_pdf(page_pdf(parts)) == ()
    assert read_pdf(page_pdf(parts, border=True)) == ()
    assert read_pdf(page_pdf(parts, boxed=True)) == ()


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    rows = plan_rows(3, seed=2, most=20)
    tables = read_pdf(plan_pdf(HOME_OFFICE, rows, _BY_NAME["grid"], turned=True))
    assert accuracy(tables, rows) == 1
    left, top, right, bottom = tables[0].box
    assert right - left > 500 > bottom - top


def test_a_heading_set_sideways_is_read_as_it_runs() -> None:
    rows = [["1", "Review the pathway with partners.", "Police"]]
    tables = read_pdf(plan_pdf(("#", "Recommendation", "Addressed to"), rows, _BY_NAME["grid"], sideways=True))
    assert joined_rows(tables) == [["#", "Recommendation", "Addressed to"], *rows]


def test_words_parted_by_a_line_end_are_mended() -> None:
    rows = [
        [
            "1",
            "The recommendation: safeguard-<br/>ing for multi-<br/>agency work and follow-<br/>up by 2021-<br/>22",
            "Safeguarding",
        ]
    ]
    tables = read_pdf(plan_pdf(SUMMARY, rows, _BY_NAME["grid"], marked_up=True))
    assert (
        joined_rows(tables)[1][1] == "The recommendation: safeguarding for multi-agency work and follow-up by 2021- 22"
    )


def test_pages_are_given_with_gaps_or_pointed_out() -> None:
    rows = plan_rows(14, seed=4)
    data = plan_pdf(HOME_OFFICE, rows, _BY_NAME["grid, rows split, heading once"])
    whole = read_pdf(data)
    pages = pages_of(data)
    assert find_tables(pages, {1}) == whole, "a page without heading is read because a table goes on there"
    apart = find_tables([pages[0], pages[2]])
    assert [(table.page, table.continues) for table in apart] == [(1, False), (3, False)]


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (["No Recommendation Scope Action to take Lead Agency", "local or regional"], True),
        (["Name", "Role", "Agency"], True),
        (["# Recommendation Addressed to"], True),
        (["The recommendation was that the lead agency should act.", "No action was taken."], False),
        (["Recommendations", sentence.__doc__ or "", "The panel met."], False),
        ([], False),
    ],
)
def test_pages_that_may_hold_a_table_are_told_by_their_lines(lines: list[str], held: bool) -> None:
    assert may_hold_table(lines) is held


_WORDS = st.lists(
    st.sampled_from(["Review", "pathway", "GPs", "24-hour", "(MARAC)", "x", "training,", "é", "£5m"]), max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), min_size=1, max_size=9),
    widths=st.tuples(*[st.integers(12, 40)] * 5),
    name=st.sampled_from(
        ["grid", "grid, rows split", "thin boxes", "no outer frame", "level rules", "no rules", "bands"]
    ),
    padding=st.integers(2, 8),
)
def test_no_word_is_lost_and_none_read_twice(
    rows: list[tuple[list[str], ...]], widths: tuple[int, ...], name: str, padding: int
) -> None:
    """All words inside the tables' boxes come out exactly once; with ruled lines, every cell as it was."""
    heading = ("No", "Recommendation", "Action", "Lead", "Outcome")
    cells = [[str(n), *(" ".join(cell) for cell in row)] for n, row in enumerate(rows, 1)]
    base = _BY_NAME[name]
    style = Style(name, base.rules, repeat=0, split_in_row=base.split_in_row, boxes=base.boxes, padding=padding)
    data = plan_pdf(heading, cells, style, widths=widths, below=sentence(_chance(2), 50))
    tables = read_pdf(data)
    assert _said(tables) == _printed(data, tables)
    if "grid" in name or "boxes" in name:
        assert accuracy(tables, cells) == 1


def _said(tables: Sequence[PageTable]) -> Counter[str]:
    return Counter(letters("".join(cell for row in joined_rows(tables) for cell in row)))


def _printed(data: bytes, tables: Sequence[PageTable]) -> Counter[str]:
    """How often each letter stands in words that stand in a table's box."""
    found: Counter[str] = Counter()
    pages = pages_of(data)
    for table in tables:
        words = read_marks(pages[table.page - 1]).words
        found.update(letters("".join(word.text for word in words if inside(word, table.box))))
    return found


def _chance(seed: int) -> random.Random:
    return random.Random(seed)


# --- rows and words that a page end or a narrow column breaks -------------------------------------------------


_SIDES = (40.0, 62.0, 260.0, 380.0, 460.0, 555.0)
_Part = tuple[float, float, Sequence[tuple[float, Sequence[str]]]]  # its top and foot, then each column's lines


def _ruled_page(canvas: Canvas, rows: Sequence[_Part]) -> None:
    """Rows with all their lines drawn; each cell's lines begin below its top, 12 points apart."""
    canvas.setFont("Helvetica", 9)
    for top, foot, cells in rows:
        for left, right, (below, lines) in zip(_SIDES, _SIDES[1:], cells, strict=False):
            canvas.rect(left, A4[1] - foot, right - left, foot - top)
            for number, words in enumerate(lines):
                canvas.drawString(left + 3, A4[1] - top - 11 - below - 12 * number, words)


_HEAD: _Part = (
    100,
    140,
    [(0, ["N", "o"]), (0, ["Recommendation"]), (0, ["Action to take"]), (0, ["Lead"]), (0, ["Target date"])],
)


def _over_two_pages(above: _Part, below: _Part) -> list[list[str]]:
    """The rows of a table of which one is cut by a page end, and the next is whole."""
    last: _Part = (200, 240, [(0, [word]) for word in ("2", "Keep notes.", "Audit notes", "Police", "May 2024")])
    data = drawn(lambda canvas: _ruled_page(canvas, [_HEAD, above]), lambda canvas: _ruled_page(canvas, [below, last]))
    return joined_rows(read_pdf(data))


def test_a_row_torn_below_its_first_line_is_one_row() -> None:
    rows = _over_two_pages(
        (140, 790, [(630, [word]) for word in ("1", "The Board should", "Letter sent to", "Iona", "Done 9")]),
        (72, 200, [(0, []), (0, ["review it."]), (0, ["Minister"]), (0, ["Officer"]), (0, ["August 2022"])]),
    )
    assert rows[1] == [
        "1",
        "The Board should review it.",
        "Letter sent to Minister",
        "Iona Officer",
        "Done 9 August 2022",
    ]
    assert rows[2][0] == "2"


def test_an_action_that_begins_on_the_next_page_is_a_row_though_its_recommendation_goes_on() -> None:
    said = ["The Board should set"] + ["out what its members"] * 3
    rows = _over_two_pages(
        (140, 200, [(0, ["1"]), (0, said), (0, ["Set up a group"]), (0, ["Police"]), (0, ["Dec-23"])]),
        (72, 200, [(0, []), (0, ["will do."]), (0, ["Report findings"]), (0, ["Police"]), (0, ["ASAP"])]),
    )
    assert [row[2:] for row in rows[1:3]] == [
        ["Set up a group", "Police", "Dec-23"],
        ["Report findings", "Police", "ASAP"],
    ]
    assert rows[1][1].endswith("will do.")


def test_heading_words_that_a_narrow_column_breaks_are_whole() -> None:
    rows = _over_two_pages(
        (140, 160, [(0, [word]) for word in ("1", "Write.", "Write it", "Police", "May")]),
        (72, 200, [(0, [word]) for word in ("3", "Read.", "Read it", "Police", "June")]),
    )
    assert rows[0][0] == "No"


def test_a_heading_left_alone_at_the_foot_of_a_page_heads_the_rows_on_the_next() -> None:
    heading = said([(60, 780, "No"), (100, 780, "Recommendation"), (420, 780, "Lead agency")])
    lines = [
        (60, 80, "1"),
        (100, 80, "Keep a record of each call about the family"),
        (420, 80, "Aton Police"),
        (100, 94, "and share it."),
        (60, 120, "2"),
        (100, 120, "Train all staff."),
        (420, 120, "Beton Council"),
    ]
    assert joined_rows(read_pdf(drawn(heading, said(lines)))) == [
        ["No", "Recommendation", "Lead agency"],
        ["1", "Keep a record of each call about the family and share it.", "Aton Police"],
        ["2", "Train all staff.", "Beton Council"],
    ]


def test_a_heading_alone_at_the_foot_with_prose_below_is_no_table() -> None:
    heading = said([(60, 780, "No"), (100, 780, "Recommendation"), (420, 780, "Lead agency")])
    prose = [
        (60, 80 + 14 * n, "The review panel met on several days to hear what each of them had done.") for n in range(4)
    ]
    assert joined_rows(read_pdf(drawn(heading, said(prose)))) == []
