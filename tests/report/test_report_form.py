"""The report's form: what the records say stands in the page and in the Markdown, linked, escaped, always alike."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from report_sample import hostile, sample, sentence

from dhrgraph.report.briefing import briefing_html, briefing_markdown
from dhrgraph.report.html import html
from dhrgraph.report.markdown import escaped, line, markdown
from dhrgraph.report.records import (
    Briefing,
    Chart,
    Interval,
    Link,
    Number,
    Report,
    Rows,
    Said,
    Section,
    Table,
    numbers,
)
from dhrgraph.report.words import clean, figure, interval, plain

HERE = Path(__file__).parent
FORMS = (html, briefing_html, markdown, briefing_markdown)
UNSEEN = re.compile("[\x00-\x08\u202a-\u202e\u2066-\u2069]")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def tree(page: str) -> Any:
    return lxml_html.document_fromstring(page)


def empty() -> Report:
    """A report on a graph that holds nothing."""
    nothing = Table("Nothing", ("Theme", "Share"), ())
    chart = Chart("dots", "Nothing", "Nothing to see.", nothing, "Theme", ("Share",))
    return replace(
        sample(),
        as_at="",
        findings=(),
        sections=(Section("none", "Nothing", (), (chart, nothing)),),
        coverage=(),
        method=(),
        limits=(),
        licence=(),
        support=(),
        briefing=Briefing((), (), (), (), ()),
        rows=(),
    )


@pytest.mark.parametrize(
    ("file", "form"), [("golden_form.md", markdown), ("golden_briefing.md", briefing_markdown)], ids=["report", "briefing"]
)  # fmt: skip
def test_the_words_are_the_golden_ones(file: str, form: Any) -> None:
    """If a change is meant, write what the form gives into the file, and read it."""
    expected, found = (HERE / file).read_text(encoding="utf-8"), form(sample())
    assert found == expected, "\n".join(
        unified_diff(expected.splitlines(), found.splitlines(), "golden", "found", lineterm="")
    )


@pytest.mark.parametrize("report", [sample(), hostile(), empty()], ids=["sample", "hostile", "empty"])
@pytest.mark.parametrize("form", [html, briefing_html])
def test_every_link_within_the_page_leads_somewhere_and_every_anchor_is_there_once(form: Any, report: Report) -> None:
    page = tree(form(report))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href.removeprefix("#") for href in page.xpath("//@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)
    labelled = " ".join(page.xpath("//@aria-labelledby")).split()
    assert set(labelled) <= set(ids)


def test_every_number_with_rows_leads_to_them_in_the_order_of_the_records() -> None:
    report = sample()
    record = (report.findings, report.sections, report.coverage, report.method, report.limits)
    wanted = [(plain(n), f"#rows-{n.rows}") for n in numbers(record) if n.rows]
    found = [(a.text, a.get("href")) for a in tree(html(report)).xpath("//a[contains(@class, 'num')]")]
    assert found == wanted
    lines = [line for line in markdown(report).splitlines() if not line.startswith("Above: ")]
    assert re.findall(r"\[([^\]]+)\]\((#rows-[a-z0-9-]+)\)", "\n".join(lines)) == wanted
    anchors = re.findall(r'<a id="([^"]+)">', markdown(report))
    assert anchors == [f"rows-{rows.id}" for rows in report.rows]


def test_statements_lead_back_to_where_they_are_counted() -> None:
    page = tree(html(sample()))
    for block in page.xpath("//section[@class='rows']//section"):
        linked = page.xpath(f"//a[@class='num'][@href='#{block.get('id')}']/ancestor::section[1]/@id")
        back = [href.removeprefix("#") for href in block.xpath(".//p[@class='back']/a/@href")]
        assert [page.get_element_by_id(each).xpath("./ancestor::section[1]/@id")[0] for each in back] == list(
            dict.fromkeys(linked)
        )


def test_each_statement_has_its_words_review_place_and_link() -> None:
    report, page = sample(), tree(html(sample()))
    for rows in report.rows:
        items = page.get_element_by_id(f"rows-{rows.id}").xpath(".//ol/li")
        assert len(items) == len(rows.rows)
        assert [item.get("value") for item in items] == [str(n + 1) for n in range(len(items))]
        for item, row in zip(items, rows.rows, strict=True):
            words = item.text_content()
            assert all(each in words for each in (row.text, row.review, row.place, row.document, *row.about))
            assert row.iri in item.xpath(".//a/@href")


def twice() -> Report:
    """One whose third statement on the first theme stands behind a second number too, before one of its own."""
    first, *others = sample().rows
    return replace(sample(), rows=(first, replace(others[0], rows=(first.rows[2], *others[0].rows)), *others[1:]))


def test_a_statement_behind_two_numbers_is_whole_on_a_screen_and_once_on_paper_and_in_markdown() -> None:
    report = twice()
    (again,) = report.rows[1].rows[:1]
    page = tree(html(report))
    items = page.get_element_by_id(f"rows-{report.rows[1].id}").xpath(".//ol/li")
    assert [item.get("class") for item in items] == ["again", None, None, None]
    assert again.text in items[0].text_content()
    assert page.xpath("//p[@class='above']/text()")[0] == "Above: 1.3"
    text = markdown(report)
    assert text.count(again.text) == 1
    assert f"Above: [1.3](#rows-{report.rows[0].id})" in text


@pytest.mark.parametrize(("most", "rest"), [(20, 11), (2, 12)])
def test_what_is_not_shown_is_counted_with_the_command_that_shows_it(most: int, rest: int) -> None:
    said = f"And {rest} more; all of them: "
    block = tree(html(sample(), most=most)).get_element_by_id("rows-sharing-information-between-agencies")
    assert len(block.xpath(".//ol/li")) == min(most, 3)
    assert f"{said}dhrgraph query recommendations-on-theme" in block.text_content()
    assert f"{said}`dhrgraph query recommendations-on-theme`" in markdown(sample(), most=most)


@pytest.mark.parametrize("form", [html, briefing_html])
@pytest.mark.parametrize("report", [sample(), empty()], ids=["sample", "empty"])
def test_the_page_is_well_made(form: Any, report: Report) -> None:
    text = form(report)
    page = tree(text)
    assert page.get("lang") == "en-GB"
    assert (
        len(page.xpath("//h1"))
        == len(page.xpath("//main"))
        == len(page.xpath("//title[not(ancestor::*[local-name()='svg'])]"))
        == 1
    )
    levels = [int(head.tag[1]) for head in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.xpath("//body/a[1]/@href") == ["#main"]
    for table in page.xpath("//table"):
        assert table.xpath("string(./caption)")
        assert all(each.get("scope") in ("col", "row") for each in table.xpath(".//th"))
        assert all(each.xpath("count(./th[@scope='row'])") == 1 for each in table.xpath("./tbody/tr"))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert (
        policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not page.xpath("//script|//*[@style]|//img|//iframe|//object|//form")
    assert "nan" not in re.findall(r"[a-z]+", page.text_content().casefold())


@pytest.mark.parametrize("form", [html, briefing_html])
def test_hostile_words_are_only_words(form: Any) -> None:
    text = form(hostile())
    page = tree(text)
    assert not page.xpath("//script|//img|//@onerror")
    assert {each.split(":")[0] for each in page.xpath("//@href") if not each.startswith("#")} <= {
        "data",
        "https",
        "http",
    }
    assert not UNSEEN.search(text)
    assert "<script>alert(1)</script>" in page.text_content()


def test_markdown_keeps_hostile_words_words() -> None:
    """Read by a CommonMark reader with tables, as GitHub's: no element of theirs, no link of theirs."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark").enable("table")
    for text in (markdown(hostile()), briefing_markdown(hostile())):
        raw, hrefs = [], []
        for block in reader.parse(text):
            for token in (block, *(block.children or ())):
                raw += [token.content] if token.type in ("html_inline", "html_block") else []
                hrefs += [token.attrs["href"]] if token.type == "link_open" else []
        assert set(raw) <= {'<a id="rows-bad">', "</a>", "<br>"}
        assert set(hrefs) <= {"#rows-bad"}
        assert not UNSEEN.search(text)


@given(TEXT)
def test_any_text_comes_back_from_markdown_as_it_went_in(text: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    said = " ".join(clean(text).split())
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(escaped(text))
    if said:
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert "".join(child.content for child in tokens[1].children) == said


@given(TEXT)
def test_any_text_comes_back_from_a_cell_as_it_went_in(text: str) -> None:
    table = Table("c", ("Name", "n"), ((text, Number(1)),))
    report = replace(sample(), sections=(Section("s", "S", (sentence(Said(text)),), (table,)),))
    page = tree(html(report))
    said = clean(text).replace("\r\n", "\n").replace("\r", "\n")  # as HTML reads lines
    assert page.xpath("string(//section[@id='part-s']//tbody//th)") == said
    assert page.xpath("string(//section[@id='part-s']//q)") == said


def test_a_sentence_keeps_the_spaces_between_its_parts() -> None:
    parts = sentence(
        "In ",
        Number(3, "x"),
        " of ",
        Link("four", "https://example.org/a_(b)"),
        Said("so *said*"),
        " - ",
        Number(0.5, form="share"),
    )
    assert line(parts) == "In [3](#rows-x) of [four](<https://example.org/a_(b)>)“so \\*said\\*” - 50%"
    assert line(parts, links=False).startswith("In 3 of ")


def test_a_link_that_cannot_be_followed_is_words() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", 'https://a"onclick='):
        assert line(Link("here", url)) == "here"
        report = replace(sample(), limits=(sentence(Link("here", url)),))
        assert not tree(html(report)).xpath("//section[@id='limits']//a")


def test_the_same_report_gives_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from report_sample import sample, hostile\n"
        "from dhrgraph.report.html import html; from dhrgraph.report.markdown import markdown\n"
        "from dhrgraph.report.briefing import briefing_html\n"
        "sys.stdout.buffer.write((html(sample()) + markdown(hostile()) + briefing_html(sample())).encode())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(HERE)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {(html(sample()) + markdown(hostile()) + briefing_html(sample())).encode()}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_at_all_is_said_in_words(form: Any) -> None:
    text = form(empty())
    if form in (html, markdown):
        assert "nothing that can be counted" in text
        assert "Nothing: no rows." in text
    assert "#rows-" not in text


def test_a_briefing_has_its_parts_in_order_and_no_links_from_numbers() -> None:
    page = tree(briefing_html(sample()))
    assert page.xpath("//section/@id") == ["about", "findings", "asked", "done", "questions"]
    assert not page.xpath("//a[contains(@class, 'num')]")
    assert "](#" not in briefing_markdown(sample())
    for rescue in sample().support:
        assert rescue.name in page.text_content()
        assert rescue.number in page.text_content()


# what records do not allow


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_is_not_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="is no"):
        Number(value, form="decimal")


@pytest.mark.parametrize(
    "wrong",
    [lambda: Number(1.5), lambda: Number(1.2, form="share"), lambda: Interval(0.4, 1.1), lambda: Interval(0.4, 0.3)],
)
def test_a_number_is_what_its_form_says(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"is no|down to"):
        wrong()


def test_a_report_without_the_rows_of_a_number_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="rows that are not there: \\['actions'\\]"):
        replace(sample(), rows=tuple(rows for rows in sample().rows if rows.id != "actions"))
    with pytest.raises(ValueError, match="each there once"):
        replace(sample(), rows=sample().rows * 2)
    with pytest.raises(ValueError, match="are slugs"):
        replace(sample(), rows=(*sample().rows, Rows('x"y', "", ())))
    with pytest.raises(ValueError, match="at most seven"):
        replace(sample().briefing, findings=sample().findings * 3)


def test_tables_and_charts_agree_on_their_columns() -> None:
    with pytest.raises(ValueError, match="one name"):
        Table("t", ("a", "a"), ())
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("t", ("a", "b"), (("x",),))
    table = Table("t", ("a", "b", "c"), ())
    with pytest.raises(ValueError, match="draws the column 'z'"):
        Chart("dots", "t", "d", table, "a", ("z",))
    with pytest.raises(ValueError, match="draws 2 columns"):
        Chart("dots", "t", "d", table, "a", ("b", "c"))


# how numbers read


@given(st.floats(0, 1))
def test_a_share_never_reads_as_none_or_all_when_it_is_neither(value: float) -> None:
    assert (figure(value, "share") == "0%") == (value == 0)
    assert (figure(value, "share") == "100%") == (value == 1)
    assert not figure(value, "share").startswith("0.0")


@given(st.integers(-(10**9), 10**9))
def test_a_count_reads_back(value: int) -> None:
    assert int(figure(value, "count").replace(",", "")) == value


@pytest.mark.parametrize(
    ("low", "high", "form", "words"),
    [
        (0, 0.004, "share", "0–1%"),
        (0.998, 1, "share", "99–100%"),
        (0.2, 0.2, "share", "20–20%"),
        (-1, 2.5, "decimal", "−1.00 to 2.50"),
    ],
)
def test_intervals_read_well(low: float, high: float, form: Any, words: str) -> None:
    """One that is not a point at an end never reads like one."""
    assert interval(low, high, form) == words


def test_small_things_read_well() -> None:
    assert figure(-0.001, "decimal") == "0.00"
    assert plain(None) == "–"
