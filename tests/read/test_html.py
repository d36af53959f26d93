"""Web pages: what a browser shows of the document is read, once and in order; what stands around it is not."""

from __future__ import annotations

import html as marks
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from other_forms import CHROME

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body
from dhrgraph.read.formats import read_body
from dhrgraph.read.html.reader import read

Run = Callable[..., subprocess.CompletedProcess[str]]


def body(page: str | bytes) -> Body:
    return read(page if isinstance(page, bytes) else page.encode(), "page.html")


def lines(page: str | bytes) -> list[str]:
    return [line for line in body(page).text.split("\n") if line]


def tables(page: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in body(page).tables]


# --- words ------------------------------------------------------------------------------------------------------

PRINTED: dict[str, tuple[str, list[str]]] = {
    "inline elements do not part words": ("<p>Coun<b>cil</b> <a href=/x>a<i>ct</i></a>s<span>.</span>", ["Council acts."]),
    "blocks part words": ("<div>one<p>two</p>three<div>four</div></div>five", ["one", "two", "three", "four", "five"]),
    "white space": ("<p>  one \n\t two&nbsp;three\r\n</p>", ["one two three"]),
    "line break": ("<p>one<br>two<br/>three</p>", ["one", "two", "three"]),
    "entities": ("<p>Fish &amp; chips &#163;5 &#150; &lsquo;now&rsquo; &lt;b&gt;", ["Fish & chips £5 – ‘now’ <b>"]),
    "preformatted": ("<pre>one\n two\n\nthree</pre>", ["one", "two", "three"]),
    "headings": ("<h1>Aims</h1><h3>To <em>learn</em><br>more</h3>", ["# Aims", "### To learn more"]),
    "bold line": ("<p><strong>Lead</strong></p><p><b>Lead</b> agency</p><p style='font-weight: bold'>All", ["**Lead**", "Lead agency", "**All**"]),
    "bullets": ("<ul><li>a<li><p>b</p><p>more</p></ul>", ["- a", "- b", "more"]),
    "numbers": ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
    "letters": ("<ol type=a start=26><li>a<li>b</ol><ol type=I><li>x<li>y</ol>", ["z. a", "aa. b", "I. x", "II. y"]),
    "backwards": ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
    "a bullet typed as a dot": ("<p>·&nbsp;&nbsp; Act</p>", ["- Act"]),
    "lists in lists": ("<ol><li>a<ul><li>b</ul><li>c<ol type=i><li>d</ol></ol>", ["1. a", "- b", "2. c", "i. d"]),
    "no marks": ("<ul style='list-style: none'><li>a</ul>", ["a"]),
    "terms": ("<dl><dt>CSP</dt><dd>Exampleton</dd><dt>Alone</dt><dt>Last:</dt><dd><p>x</p><p>y</p></dd></dl>",
              ["CSP: Exampleton", "Alone", "Last: x", "y"]),
    "quotation": ("<blockquote><p>He said <q>no</q></p></blockquote>", ["He said “no”"]),
    "deleted words": ("<p><del>old</del><ins>new</ins></p>", ["new"]),
    "footnotes": ("<p>law<sup><a href='#f1'>[1]</a></sup> of the 1<sup>st</sup></p>", ["law of the 1st"]),
    "numbers written by a word processor": (
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Act</p>",
        ["1. Act"],
    ),
    "unseen characters": ("<p>Exam\u200bple&shy;ton \u202eCouncil\u202c &zwj;", ["Exampleton Council"]),
    "questions and mark-up": ("<p>SELECT * { ?s ?p &lt;x&gt; } @prefix : &lt;#&gt; . =SUM(A1)", ["SELECT * { ?s ?p <x> } @prefix : <#> . =SUM(A1)"]),
    "picture": ("<p>a<img alt='A woman named X' src='data:image/png;base64,AAAA'>b", ["ab"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_the_printed_words(name: str) -> None:
    page, expected = PRINTED[name]
    assert lines(page) == expected


def test_a_paragraph_ends_in_a_blank_line_and_a_break_does_not() -> None:
    assert (
        body("<p>Recommendation 1<br>Act.</p><p>Next<br><br>Last</p>").text
        == "Recommendation 1\nAct.\n\nNext\n\nLast\n\n"
    )


# --- what stands around the document ------------------------------------------------------------------------------

LEFT_OUT = [
    "<script>x</script>", "<style>x</style>", "<template>x</template>", "<noscript>x</noscript>", "<nav>x</nav>", "<aside>x</aside>",
    "<header>x</header>", "<footer>x</footer>", "<div hidden>x</div>", "<p style='display:none'>x</p>", "<span aria-hidden=true>x</span>",
    "<div role=navigation>x</div>", "<div role=dialog>x</div>", "<div class='global cookie-banner'>x</div>", "<div id=footer>x</div>",
    "<ol class=breadcrumbs><li>x</ol>", "<form>x <input></form>", "<button>x</button>", "<select><option>x</select>", "<textarea>x</textarea>",
    "<!-- x -->", "<?php x ?>", "<svg><text>x</text></svg>", "<ul><li><a href='#a'>x</a></li></ul>", "<p style='visibility: hidden'>x</p>",
]  # fmt: skip


@pytest.mark.parametrize("around", LEFT_OUT)
def test_what_is_not_shown_or_stands_around_is_left_out(around: str) -> None:
    assert lines(f"<body><p>before</p>{around}<p>after</p></body>") == ["before", "after"]


KEPT = [
    "<div hidden=until-found>x</div>", "<details><summary>x</summary></details>", "<section><header>x</header></section>",
    "<ul><li><a href='/a'>x</a></li></ul>", "<main><footer>x</footer></main>", "<div class=cookies-are-discussed-in-this-table><table><td>x</table></div>",
]  # fmt: skip


@pytest.mark.parametrize("inside", KEPT)
def test_what_is_part_of_the_document_is_kept(inside: str) -> None:
    assert "x" in " ".join(lines(f"<body><p>before</p>{inside}<p>after</p></body>")).split()


def test_main_is_read_alone_unless_words_or_tables_stand_elsewhere() -> None:
    words = "The panel met and wrote a report. " * 5
    assert lines(f"<body><p>Latest news</p><main><p>{words}</p></main></body>") == [words.strip()]
    assert lines(f"<body><p>{words}</p><main><p>Welcome</p></main></body>") == [words.strip(), "Welcome"]
    both = f"<body><main><p>{words}</p></main><table><tr><td>1</td><td>Act</td></tr></table></body>"
    assert tables(both) == [[["1", "Act"]]]


def test_a_page_without_a_first_heading_has_its_title() -> None:
    page = "<html><head><title>A review | Exampleton</title></head><body>{}<main><p>Text</p></main></body></html>"
    assert lines(page.format("")) == ["# A review | Exampleton", "Text"]
    assert lines(page.format("<header><h1>The review</h1></header>")) == ["# The review", "Text"]


def test_a_form_around_the_whole_page_is_not_left_out() -> None:
    assert lines(f"<body><form id=aspnetForm><p>{'word ' * 100}</p></form></body>") == [("word " * 100).strip()]


# --- tables -------------------------------------------------------------------------------------------------------


def test_merged_cells_hold_their_words_once() -> None:
    page = """<table><tr><th>No<th>Rec<th colspan=2>Who</tr><tr><td rowspan=2>1<td>a<td>b<td>c</tr>
    <tr><td>d<td rowspan=0>e<td>f</tr><tr><td colspan=4>Source</tr></table>"""
    assert tables(page) == [[["No", "Rec", "Who", ""], ["1", "a", "b", "c"], ["", "d", "e", "f"], ["Source"]]]


def test_a_cell_is_one_line_with_marks_that_part_its_items() -> None:
    page = """<table><tr><td><ul><li>train<li>audit</ul><td><ul><li>one</ul>
    <tr><td><ol><li>x<li>y</ol><td>a<br>b <table><tr><td>in<td>side</table></table>"""
    assert tables(page) == [[["• train • audit", "one"], ["1. x 2. y", "a b in side"]]]


def test_the_caption_is_a_line_above() -> None:
    assert body("<table><caption>Police</caption><tr><td>1<td>Act</table>").text == "Police\n\n\n1\tAct\n\n"


def test_a_table_for_layout_is_read_as_text() -> None:
    plan = "<table><tr><th>No<th>Recommendation<tr><td>1<td>Act at once</table>"
    assert tables(f"<table><tr><td>menu<td><h2>Plan</h2>{plan}</table>") == [
        [["No", "Recommendation"], ["1", "Act at once"]]
    ]
    assert tables("<table role=presentation><tr><td>a<td>b</table>") == []
    assert lines("<table><tr><td><p>a</p><p>b</p></table>") == ["a", "b"]
    assert tables("<table><tr><td><p>a<p>b<p>c<td>d</table>") == []


def test_a_table_without_rows_or_with_stray_words_loses_none() -> None:
    assert lines("<table>stray<td>a<td>b</table>") == ["stray", "a\tb"]
    assert lines("<td>a</td><tr>b</tr>") == ["a", "b"]


# --- encodings ----------------------------------------------------------------------------------------------------

PAGE = "<!DOCTYPE html><html><head>{}</head><body><p>“Café” – £5</p></body></html>"
ENCODED = [
    ("utf-8", ""), ("utf-8", "<meta charset=utf-8>"), ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", ""), ("windows-1252", ""),
    ("windows-1252", "<meta charset='windows-1252'>"), ("windows-1252", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"),
    ("utf-8", "<meta charset=windows-1252>"), ("windows-1252", "<meta charset=utf-8>"), ("macintosh", "<meta charset=macintosh>"),
    ("utf-8", "<meta charset=zip>"), ("utf-8", "<meta charset=idna>"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "said"), ENCODED)
def test_the_same_words_in_every_encoding(encoding: str, said: str) -> None:
    assert read_body(PAGE.format(said).encode(encoding), "a.html").text == "“Café” – £5\n\n"


def test_a_page_of_xml_may_close_any_element_where_it_opens() -> None:
    page = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><script src='x'/></head><body><a id='x'/><p>a<br/>b</p><div/></body></html>"
    assert lines(page) == ["a", "b"]


# --- harm ---------------------------------------------------------------------------------------------------------

HARM: dict[str, tuple[str, str | None]] = {
    "deep": ("<div>" * 100_000 + "x", "nested"),
    "deep tables": ("<table><tr><td>" * 10_000 + "x", "nested"),
    "many tags": ("<b>x</b>" * 400_000, "mark-up"),
    "many attributes": ("<p " + " ".join(f"a{n}" for n in range(50_000)) + ">x", "mark-up"),
    "entities": ('<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>x &b; &c;', None),
    "outside entity": ('<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>x &a;', None),
    "one long line": ("<p>" + "word " * 1_000_000 + "x", None),
    "NUL": ("<p>x\0y\0", None),
    "lists in lists": ("<ol><li>" * 900 + "x", None),
    "unclosed": ("<p><font>x" * 900, None),
    "wide cells": ("<table>" + "<tr><td rowspan=65534>x<td colspan=9999 rowspan=9999>x" * 4000, None),
    "comments": ("<p>x" + "<!--" * 100_000, None),
    "only hidden": ("<html><body><p hidden>x</p></body></html>", "no words"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARM)
def test_what_would_do_harm_is_refused_in_one_line_or_read(name: str) -> None:
    content, reason = HARM[name]
    page = content if content.startswith("<!DOCTYPE") else f"<!DOCTYPE html>\n{content}"
    if reason is None:
        found = read_body(page.encode(), "page.html")
        assert "x" in found.text
        assert "localhost" not in found.text
        assert len(found.text) <= len(page) + 2
        assert sum(len(row) for table in found.tables for row in table.rows) <= 250_000
        return
    with pytest.raises(UnreadableError) as caught:
        read_body(page.encode(), "page.html")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


# --- any page -----------------------------------------------------------------------------------------------------

WORD = st.text("abcdefghijklmnopqrstuvwxyz&<>ÀéØ’", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TABLE = st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=2, max_size=4))
BLOCK = st.tuples(st.sampled_from(("p", "div", "h2", "blockquote", "address")), WORDS)
PARTS = st.lists(st.one_of(WORDS, BLOCK, st.lists(WORDS, min_size=1, max_size=3), TABLE), min_size=1, max_size=8)


@settings(max_examples=80)
@given(PARTS, st.booleans())
def test_every_word_once_and_in_order_and_cells_as_made(parts: list[object], closed: bool) -> None:
    page, expected, grids = "", list[str](), list[object]()
    for part in parts:
        if isinstance(part, str):
            page += f"<p>{torn(part)}</p>"
            expected += part.split()
        elif isinstance(part, tuple):
            page += f"<{part[0]}>{torn(part[1])}</{part[0]}>"
            expected += part[1].split()
        elif isinstance(part, list) and isinstance(part[0], str):
            page += f"<ul>{''.join(f'<li>{torn(item)}' for item in part)}</ul>"
            expected += [word for item in part for word in item.split()]
        elif isinstance(part, list):
            end = "</td>" if closed else ""
            page += (
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{torn(cell)}{end}" for cell in row) for row in part)
                + "</table>"
            )
            expected += [word for row in part for cell in row for word in cell.split()]
            grids.append(part)
    found = body(page)
    assert [word for word in found.text.split() if word not in ("-", "##")] == expected
    assert [[[c.text for c in row] for row in t.rows] for t in found.tables] == grids
    assert all(found.text[c.span.start : c.span.end] == c.text for t in found.tables for row in t.rows for c in row)


def torn(words: str) -> str:
    """The words escaped, with elements inside a word and white space of all kinds between words."""
    first, *rest = words.split(" ")
    front = f"<em>{marks.escape(first[:1])}</em><span></span>{marks.escape(first[1:])}"
    return "\n ".join([front, *map(marks.escape, rest)])


# --- a published summary page ---------------------------------------------------------------------------------------

ROWS = [
    ("1", "Fictonshire Police should publish one procedure for each role & keep it up to date.", "Fictonshire Police"),
    (
        "2",
        "Offender managers should tell the victim which services are available.",
        "National Probation Service (Fictonshire)",
    ),
    ("10", "All agencies should train staff. (This is a recurring theme from a previous DHR).", "All agencies"),
]
FACTS = [
    "Source · Domestic Homicide Review",
    "Exampleton review",
    "CSP: Exampleton",
    "Published: July 2023",
    "Extracted: 3 recs",
]
ABOUT = "About this page. This page summarises a Domestic Homicide Review published in the Home Office DHR Library."
END = "Recommendations extracted from the published report. Source: Home Office DHR Library. View full report ↗"


def piped() -> str:
    table = "\n".join(
        f"| {' | '.join(row)} |" for row in [("#", "Recommendation", "Addressed to"), ("---",) * 3, *ROWS]
    )
    return "\n".join(
        [ABOUT, *FACTS, "Summary", "The review highlights gaps.", "Extracted recommendations", table, f"| {END} | ||\n"]
    )


def published() -> str:
    rows = "".join(f"<tr>{''.join(f'<td><p>{marks.escape(cell)}</p></td>' for cell in row)}</tr>" for row in ROWS)
    facts = "".join(f"<div class='fact'>{fact}</div>" for fact in FACTS)
    return (
        f"<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>Exampleton review | DHRs</title></head><body>{CHROME[0]}"
        f"<main><div class=note><strong>About this page.</strong>{ABOUT.removeprefix('About this page.')}</div>{facts}"
        "<h2>Summary</h2><p>The review highlights gaps.</p><h2>Extracted recommendations</h2>"
        "<table class=recs><thead><tr><th scope=col>#</th><th>Recommendation</th><th>Addressed to</th></tr></thead>"
        f"<tbody>{rows}</tbody><tfoot><tr><td colspan=3>{END}</td></tr></tfoot></table></main>{CHROME[1]}</body></html>"
    )


def test_a_published_page_gives_the_same_findings_as_its_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(piped(), encoding="utf-8")
    (tmp_path / "page.html").write_text(published(), encoding="utf-8")
    found = [json.loads(line) for line in run("extract", tmp_path).stdout.splitlines()]
    said = [f for f in found if f.get("stage") != "reconcile"]  # that both are of one review is told of one only
    text, page = ([told(f) for f in said if f["document"] == name] for name in ("page.txt", "page.html"))
    assert sum('"recommendation"' in finding for finding in text) == len(ROWS)
    assert page == text


def told(finding: dict[str, object]) -> str:
    """A finding without where it stands and how its table was told apart."""
    kept = {
        key: value for key, value in finding.items() if key not in ("document", "review", "restates", "id", "table")
    }
    return re.sub(r"\[\d+, \d+\]", "[place]", json.dumps(kept))
