"""The charts: real SVG with the numbers of their tables, nothing outside the picture, whatever the labels and numbers are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from report_sample import HOSTILE, STATUSES, hostile, sample

from dhrgraph.report.charts import NARROW, WIDE, draw
from dhrgraph.report.drawing import Box, Dot, Drawing, Line, Words, fitted, scale, wide
from dhrgraph.report.html import html
from dhrgraph.report.records import Chart, Form, Interval, Number, Report, Section, Table
from dhrgraph.report.words import figure, plain

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (WIDE, NARROW)


def pictures(charts: list[Chart], report: Report | None = None) -> list[Any]:
    """The SVG elements of a page with these charts, parsed as XML."""
    page = html(replace(report or sample(), sections=(Section("x", "X", (), tuple(charts)),)))
    return [etree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def charts_of(report: Any) -> list[Chart]:
    return [each for section in report.sections for each in section.figures if isinstance(each, Chart)]


def chart(kind: Any, rows: list[tuple[Any, ...]], columns: tuple[str, ...] = ("Name", "n"), **more: Any) -> Chart:
    values = more.pop("values", (columns[1],))
    return Chart(kind, "Title", "In words.", Table("Caption", columns, tuple(rows)), columns[0], values, **more)


def words(drawing: Drawing, look: str) -> list[str]:
    return [mark.words for mark in drawing.marks if isinstance(mark, Words) and mark.look.startswith(look)]


@pytest.mark.parametrize("report", [sample(), hostile()], ids=["sample", "hostile"])
def test_each_picture_parses_and_begins_with_its_title_and_description(report: Any) -> None:
    charts = charts_of(report)
    found = pictures(charts, report)
    assert len(found) == 2 * len(charts)
    for place, picture in enumerate(found):
        title, desc = picture[0], picture[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert title.text == plain(charts[place // 2].title)
        assert desc.text == plain(charts[place // 2].description)
        allowed = {"svg", "title", "desc", "defs", "pattern", "text", "rect", "line", "circle", "path"}
        assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= allowed
        for use in re.findall(r"url\(#([^)]+)\)", etree.tostring(picture, encoding="unicode")):
            assert len(picture.findall(f".//*[@id='{use}']")) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_numbers_in_the_picture_are_those_of_the_table(width: int) -> None:
    dots, stack, years = charts_of(sample())
    assert words(draw(dots, width), "value") == [plain(cell) for cell in dots.table.column("Share")]
    assert words(draw(years, width), "within") == [plain(cell) for cell in years.table.column("Reviews")]
    rows = [[cell.value for cell in row[1:] if isinstance(cell, Number)] for row in stack.table.rows]
    assert words(draw(stack, width), "value") == [str(sum(row)) for row in rows]
    assert words(draw(stack, width), "within") == [str(n) for row in rows for n in row if n]
    assert words(draw(stack, width), "axis") == list(STATUSES)


@pytest.mark.parametrize("width", WIDTHS)
def test_places_are_in_proportion_to_the_numbers(width: int) -> None:
    """A dot stands where its share is between the lines of 0% and 100%; a box is as long as its count."""
    dots, stack, years = charts_of(sample())
    marks = draw(dots, width).marks
    grid = [mark.x1 for mark in marks if isinstance(mark, Line) and mark.look == "grid"]
    zero, one = min(grid), max(grid)
    rows = len(dots.table.rows)
    drawn = [(mark.x - zero) / (one - zero) for mark in marks if isinstance(mark, Dot)][:rows]
    assert drawn == pytest.approx([cell.value for cell in dots.table.column("Share")])  # type: ignore[union-attr]
    spans = [
        ((m.x1 - zero) / (one - zero), (m.x2 - zero) / (one - zero))
        for m in marks
        if isinstance(m, Line) and m.look == "interval"
    ]
    wanted = [(cell.low, cell.high) for cell in dots.table.column("95% interval") if isinstance(cell, Interval)]
    for found, (low, high) in zip(spans, wanted, strict=False):  # one more is in the key
        assert found == pytest.approx((low, high))
    boxes = [mark.w for mark in draw(stack, width).marks if isinstance(mark, Box) and mark.h == 20]
    counts = [n.value for row in stack.table.rows for n in row[1:] if isinstance(n, Number) and n.value]
    assert [w / boxes[0] for w in boxes] == pytest.approx([n / counts[0] for n in counts])
    bars = [mark.h for mark in draw(years, width).marks if isinstance(mark, Box)]
    assert [h / bars[0] for h in bars] == pytest.approx([1, 2, 1, 1])


LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
SHARES = st.floats(0, 1, allow_nan=False)
CELLS: dict[Form, Any] = {
    "share": st.builds(lambda v: Number(v, form="share"), SHARES),
    "count": st.builds(Number, st.integers(0, 10**7)),
    "decimal": st.builds(lambda v: Number(v, form="decimal"), st.floats(-1e6, 1e6)),
}


@st.composite
def charts(draw_from: Any) -> Chart:
    kind = draw_from(st.sampled_from(["dots", "stack", "years"]))
    form: Form = draw_from(st.sampled_from(["share", "count", "decimal"])) if kind == "dots" else "count"
    number, between = st.one_of(st.none(), CELLS[form]), st.one_of(st.none(), _intervals(form))
    rows = draw_from(st.lists(st.tuples(LABELS, number, between, number), max_size=8))
    columns = ("Name", "n", "interval", "hoped")
    if kind == "dots":
        return chart(kind, rows, columns, interval="interval", expected="hoped", most=5)
    return chart(kind, rows, columns, values=("n", "hoped") if kind == "stack" else ("n",), most=5)


def _intervals(form: Form) -> Any:
    return st.builds(
        lambda a, b: Interval(min(a.value, b.value), max(a.value, b.value), form), CELLS[form], CELLS[form]
    )


@given(charts(), st.sampled_from(WIDTHS))
def test_nothing_stands_outside_the_picture(any_chart: Chart, width: int) -> None:
    drawing = draw(any_chart, width)
    assert drawing == draw(any_chart, width)
    for mark in drawing.marks:
        match mark:
            case Words(x, y, said, anchor, look):
                size = 14 if look in ("", "label", "value") else 12.5
                room = wide(said, size)
                left = x - {"start": 0, "middle": room / 2, "end": room}[anchor]
                ys = (y,)
                if look != "axis" or anchor != "middle":  # the ends of a scale may stand out by half a number
                    assert left >= -room * 0.5 - 1
                    assert left + room <= width + room * 0.5 + 1
            case Box(x, y, w, h, fill):
                assert w >= 0
                assert h > 0
                assert 0 <= x <= x + w <= width + 0.01
                assert fill < drawing.fills
                ys = (y, y + h)
            case Line(x1, y1, x2, y2):
                assert 0 <= min(x1, x2) <= max(x1, x2) <= width
                ys = (y1, y2)
            case Dot(x, y):
                assert 0 <= x <= width
                ys = (y,)
        assert all(0 <= each <= drawing.height for each in ys)


@given(LABELS, st.floats(20, 300), st.integers(1, 4))
def test_words_are_fitted_to_their_room(said: str, room: float, lines: int) -> None:
    found = fitted(said, room, lines)
    assert 1 <= len(found) <= lines
    assert all(wide(each) <= room or len(each) <= 2 for each in found)
    whole, shown = "".join(said.split()), "".join("".join(found).split())
    assert shown == (whole or "–") or (shown.endswith("…") and whole.startswith(shown.removesuffix("…")))


@given(st.lists(st.floats(-1e9, 1e9), max_size=6), st.booleans())
def test_a_scale_holds_its_values_in_few_round_steps(values: list[float], whole: bool) -> None:
    values = [round(value) for value in values] if whole else values
    places = scale(values, whole=whole)
    assert 2 <= len(places) <= 8
    assert places[0] <= min((0.0, *values)) + 1e-6
    assert places[-1] >= max((0.0, *values)) - 1e-6
    assert list(places) == sorted(set(places))
    if whole:
        assert all(place == int(place) for place in places)


@pytest.mark.parametrize("kind", ["dots", "stack", "years"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_row_one_row_and_only_zeros(kind: str, width: int) -> None:
    assert "no row" in draw(chart(kind, []), width).marks[0].words  # type: ignore[union-attr]
    one = draw(chart(kind, [("Only", Number(3))]), width)
    assert "3" in [mark.words for mark in one.marks if isinstance(mark, Words)]
    none = draw(chart(kind, [("A", Number(0)), ("B", Number(0)), ("C", None)]), width)
    assert not [mark for mark in none.marks if isinstance(mark, Box)]
    assert "NaN" not in repr(none)


def test_rows_without_a_picture_are_counted_and_stand_in_the_table() -> None:
    rows = [(f"Theme {n}", Number(100 - n)) for n in range(40)]
    drawing = draw(chart("dots", rows, most=15))
    assert words(drawing, "value") == [str(100 - n) for n in range(15)]
    assert "The table has 25 more." in words(drawing, "axis")
    years = draw(chart("years", rows, most=15))
    assert words(years, "within") == [str(100 - n) for n in range(25, 40)]
    assert "The table has 25 before these." in words(years, "axis")
    page = html(replace(sample(), sections=(Section("x", "X", (), (chart("dots", rows, most=15),)),)))
    assert all(f"<bdi>Theme {n}</bdi>" in page for n in range(40))
    assert page.count("<details>") == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_many_years_do_not_touch(width: int) -> None:
    rows = [(str(year), Number(year % 7 * 100)) for year in range(1990, 2026)]
    drawing = draw(chart("years", rows, most=40), width)
    labels = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.look == "axis"]
    assert labels[-1].words == "2025"
    for before, after in pairwise(labels):
        assert before.x + wide(before.words, 12.5) / 2 < after.x - wide(after.words, 12.5) / 2


def test_long_labels_are_shortened_in_the_picture_and_whole_in_the_table() -> None:
    long = "Safeguarding Children Partnership of " * 8
    (wider, narrower) = pictures([chart("dots", [(long, Number(1))])])
    for picture in (wider, narrower):
        shown = [each.text for each in picture.iter(f"{SVG}text") if each.get("class") == "label"]
        assert len(shown) == 3
        assert shown[-1].endswith("…")
    page = html(replace(sample(), sections=(Section("x", "X", (), (chart("dots", [(long, Number(1))]),)),)))
    assert long in page


def test_each_kind_of_a_stack_has_a_pattern_of_its_own() -> None:
    columns = ("Name", *map(str, range(7)))
    (picture, _) = pictures([chart("stack", [("A", *map(Number, range(1, 8)))], columns, values=columns[1:])])
    inner = [etree.tostring(each[1]) if len(each) > 1 else b"" for each in picture.iter(f"{SVG}pattern")]
    assert len(inner) == len(set(inner)) == 7


def test_hostile_labels_stay_words() -> None:
    (picture, _) = pictures([chart("dots", [(HOSTILE, Number(1))])])
    shown = [each.text for each in picture.iter(f"{SVG}text") if each.get("class") == "label"]
    assert "".join(shown).startswith("<script>alert(1)</script>")
    assert figure(1, "count") in [each.text for each in picture.iter(f"{SVG}text")]
