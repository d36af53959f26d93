"""Word files: what is printed is read, once and in order; what is not printed or would do harm is not."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from other_forms import saved
from word_parts import NAMESPACES, level, listed, numbering, p, package, r, tbl, tc, zipped

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body
from dhrgraph.read.docx.reader import read
from dhrgraph.read.formats import read_body


def body(content: str, **parts: str) -> Body:
    return read(package(content, **parts), "report.docx")  # type: ignore[arg-type]


def lines(content: str, **parts: str) -> list[str]:
    return [line for line in body(content, **parts).text.split("\n") if line]


def rows(content: str, **parts: str) -> list[list[str]]:
    (table,) = body(content, **parts).tables
    return [[cell.text for cell in row] for row in table.rows]


# --- words ------------------------------------------------------------------------------------------------------

BOX = f"<wps:txbx><w:txbxContent>{p('boxed')}</w:txbxContent></wps:txbx>"
OLD_BOX = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></v:shape></w:pict>"
RAISED = '<w:vertAlign w:val="superscript"/>'
SHOWN, PLAIN, BY_STYLE = '<w:vanish w:val="0"/>', '<w:b w:val="0"/>', '<w:rStyle w:val="Unseen"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
PRINTED = {
    "inserted and deleted": (
        f"<w:p><w:ins>{r('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r>{r('gone')}</w:del>{r('kept')}</w:p>",
        ["new kept"],
    ),
    "moved": (f"<w:p><w:moveFrom>{r('here')}</w:moveFrom><w:moveTo>{r('there')}</w:moveTo></w:p>", ["there"]),
    "paragraph end deleted": (p("One ", "<w:rPr><w:del/></w:rPr>") + p("line."), ["One line."]),
    "hidden": (f"<w:p>{r('seen')}{r('unseen', '<w:vanish/>')}{r(' too', SHOWN)}</w:p>", ["seen too"]),
    "link": (f"<w:p>{r('see ')}<w:hyperlink>{r('the page')}</w:hyperlink></w:p>", ["see the page"]),
    "field": (
        f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>REF _x</w:instrText></w:r>{r('code')}{FIELD.format('separate')}"
        f"{r('Table 3')}{FIELD.format('end')}{r(' shows')}</w:p>",
        ["Table 3 shows"],
    ),
    "field never ended": (f"<w:p>{r('a')}{FIELD.format('begin')}</w:p>" + p("b"), ["a", "b"]),
    "simple field": (f"<w:p><w:fldSimple>{r('May 2020')}</w:fldSimple></w:p>", ["May 2020"]),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('held')}</w:sdtContent></w:sdt>", ["held"]),
    "form field nobody filled": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Choose an item.')}</w:sdtContent></w:sdt>{p('Text')}",
        ["Text"],
    ),
    "table of contents": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Recommendations 12')}</w:sdtContent></w:sdt>{p('Text')}",
        ["Text"],
    ),
    "breaks and tabs": ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r></w:p>", ["a", "b c"]),
    "hyphens": ("<w:p><w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agen</w:t><w:softHyphen/><w:t>cy</w:t></w:r></w:p>", ["multi-agency"]),
    "symbols": (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> a </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
        ["• a ✓"],
    ),
    "letters of a picture font": (p("ü", run='<w:rFonts w:ascii="Wingdings"/>') + p("\uf0a7 a"), ["✓", "▪ a"]),
    "footnote's number that was typed": (
        f"<w:p>{r('abuse.')}{r('12', RAISED)}{r(' On the 31')}{r('st', RAISED)}</w:p>",
        ["abuse. On the 31st"],
    ),
    "footnote mark": (f"<w:p>{r('law')}<w:r><w:footnoteReference/></w:r>{r('.')}</w:p>", ["law."]),
    "text box in two ways": (
        f"<w:p>{r('Before')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r>{r(' after')}</w:p>",
        ["Before after", "boxed"],
    ),
    "old text box": (f"<w:p><w:r>{OLD_BOX}</w:r></w:p>", ["boxed"]),
    "unseen characters": (p("Exam\u200bple\u00adton \u202eCouncil\u202c"), ["Exampleton Council"]),
    "words between runs": (f"<w:p>{r('Coun')}{r('cil')}<w:proofErr/>{r(' acts')}</w:p>", ["Council acts"]),
    "questions and mark-up": (p("SELECT * { ?s ?p &lt;x&gt; } &lt;script&gt; =SUM(A1)"), ["SELECT * { ?s ?p <x> } <script> =SUM(A1)"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_the_printed_words(name: str) -> None:
    content, expected = PRINTED[name]
    assert lines(content) == expected


def test_what_is_not_read_is_counted() -> None:
    found = body(
        f"<w:p>{r('law')}<w:r><w:footnoteReference/></w:r><w:r><w:footnoteReference/></w:r></w:p><w:altChunk/>"
    )
    assert [(issue.severity, issue.message.split(" ")[0], issue.message[-1]) for issue in found.issues] == [
        ("note", "footnotes", "2"),
        ("warning", "parts", "1"),
    ]


def test_a_paragraph_ends_in_a_blank_line_and_a_break_does_not() -> None:
    text = body("<w:p><w:r><w:t>Recommendation 1</w:t><w:br/><w:t>Act.</w:t></w:r></w:p>" + p("Next")).text
    assert text == "Recommendation 1\nAct.\n\nNext\n\n"


# --- headings and bold --------------------------------------------------------------------------------------------

STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Council heading"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="7"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Strong line"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="Loop 2"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""  # fmt: skip


def styled(words: str, style: str, more: str = "") -> str:
    return p(words, f'<w:pStyle w:val="{style}"/>{more}')


def test_headings_by_style_base_outline_and_name() -> None:
    said = lines(
        styled("Aims", "Kop1")
        + styled("Scope", "Own")
        + styled("Detail", "Deep")
        + styled("Body after all", "Kop1", '<w:outlineLvl w:val="9"/>')
        + styled("Round", "Loop")
        + styled("Aims 3", "TOC1")
        + p("Ranked", '<w:outlineLvl w:val="1"/>')
        + styled("x" * 400, "Kop1"),
        styles=STYLES,
    )
    assert said == ["# Aims", "# Scope", "###### Detail", "**Body after all**", "Round", "## Ranked", "x" * 400]


def test_a_short_line_all_bold_is_marked_and_one_partly_bold_is_not() -> None:
    said = lines(
        p("Lead agency", run="<w:b/>")
        + f"<w:p>{r('Lead: ', '<w:b/>')}{r('Police')}</w:p>"
        + f"<w:p>{r('All ', '<w:b/>')}{r(' ')}{r('bold', '<w:b/>')}</w:p>"
        + styled("By style", "Strong")
        + f'<w:p><w:pPr><w:pStyle w:val="Strong"/></w:pPr>{r("Not after all", PLAIN)}</w:p>'
        + p("long " * 60, run="<w:b/>"),
        styles=STYLES,
    )
    assert said[:5] == ["**Lead agency**", "Lead: Police", "**All bold**", "**By style**", "Not after all"]
    assert said[5] == ("long " * 60).strip()


def test_words_hidden_by_a_character_style_are_left_out() -> None:
    assert lines(f"<w:p>{r('a')}{r('b', BY_STYLE)}</w:p>", styles=STYLES) == ["a"]


# --- numbering ----------------------------------------------------------------------------------------------------

OUTLINE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
FORMATS = [
    ("decimal", "Recommendation %1:", 3, "Recommendation 3:"), ("lowerLetter", "%1)", 27, "aa)"), ("upperLetter", "%1.", 2, "B."),
    ("lowerRoman", "(%1)", 9, "(ix)"), ("upperRoman", "%1", 14, "XIV"), ("decimalZero", "R%1", 7, "R07"), ("ordinal", "%1", 12, "12th"),
    ("none", "Action", 1, "Action"), ("bullet", "\uf0b7", 1, "-"), ("bullet", "o", 1, "-"), ("bullet", "Note", 1, "Note"),
    ("chicago", "%1.", 4, "4."), ("lowerLetter", "%1", 999_999, "999999"), ("lowerRoman", "%1", 99_999, "99999"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "words", "start", "expected"), FORMATS)
def test_numbers_look_as_the_list_says(form: str, words: str, start: int, expected: str) -> None:
    assert lines(listed("act"), numbers=numbering(level(0, form, words, start=start))) == [f"{expected} act"]


def test_an_outline_counts_each_level_below_the_one_above() -> None:
    said = lines("".join(listed("x", depth) for depth in (0, 1, 1, 2, 2, 1, 0, 1, 2)), numbers=numbering(OUTLINE))
    assert said == ["1. x", "1.1 x", "1.2 x", "(a) x", "(b) x", "1.3 x", "2. x", "2.1 x", "(a) x"]


def test_lists_of_one_pattern_count_on_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    content = "".join(listed("x", 0, name) for name in (1, 1, 2, 3, 3, 1))
    assert lines(content, numbers=numbering(OUTLINE, "", "", anew)) == ["1. x", "2. x", "3. x", "1. x", "2. x", "3. x"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)", start=4)}</w:lvlOverride>'
    assert lines(listed("x"), numbers=numbering(OUTLINE, own)) == ["IV) x"]


def test_a_level_may_go_on_counting_or_show_only_digits() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>')
    said = lines("".join(listed("x", depth) for depth in (0, 1, 0, 1)), numbers=numbering(levels))
    assert said == ["I. x", "1.1 x", "II. x", "2.2 x"]


def test_a_style_numbers_its_paragraphs_at_the_level_tied_to_it() -> None:
    tied = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Numbered"/>')
    content = listed("one") + styled("two", "Numbered") + styled("three", "Numbered")
    content += styled("none", "Numbered", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(content, numbers=numbering(tied), styles=STYLES) == ["1. one", "1.1 two", "1.2 three", "none"]


def test_an_empty_paragraph_counts_and_is_not_printed_but_a_number_alone_in_a_cell_is() -> None:
    assert lines(listed("a") + listed("") + listed("b"), numbers=numbering(OUTLINE)) == ["1. a", "3. b"]
    table = tbl(tc(listed("")) + tc(p("Act")), tc(listed("")) + tc(p("Tell")))
    assert rows(table, numbers=numbering(OUTLINE)) == [["1.", "Act"], ["2.", "Tell"]]


def test_a_heading_shows_its_number_and_a_list_without_definition_none() -> None:
    head = p("Findings", '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert lines(head + listed("x", 0, 77), numbers=numbering(OUTLINE)) == ["# 1. Findings", "x"]


# --- tables -------------------------------------------------------------------------------------------------------


def test_merged_cells_hold_their_words_once() -> None:
    wide, tall, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tc(p("caption"), '<w:gridSpan w:val="3"/>'),
        tc(p("a"), wide) + tc(p("b")),
        tc(p("c"), tall) + tc(p("d")) + tc(p("e")),
        tc(p("left over"), on) + tc(p("f")) + tc(p("g")),
    )
    assert rows(table) == [["caption"], ["a", "", "b"], ["c", "d", "e"], ["", "f", "g"]]


def test_a_cell_is_one_line_with_marks_that_part_its_items() -> None:
    numbers = numbering(level(0, "bullet", "•") + level(1, "decimal", "%2."))
    several = listed("train") + listed("audit") + p("then stop")
    table = tbl(
        tc(several) + tc(listed("one")),
        tc(listed("x", 1) + listed("y", 1)) + tc(p("a") + tbl(tc(p("in")) + tc(p("side"))) + p("b")),
    )
    assert rows(table, numbers=numbers) == [["• train • audit then stop", "one"], ["1. x 2. y", "a in side b"]]


def test_deleted_rows_are_not_read_and_wrapped_cells_are() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('gone'))}{tc(p('gone'))}</w:tr>"
    held = f"<w:tr><w:sdt><w:sdtContent>{tc(p('a'))}</w:sdtContent></w:sdt>{tc(p('b'))}</w:tr>"
    assert rows(f"<w:tbl>{gone}<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt></w:tbl>") == [["a", "b"]]


def test_a_table_for_layout_is_read_as_text() -> None:
    plan = tbl(tc(p("No")) + tc(p("Recommendation of the panel")), tc(p("1")) + tc(p("Act at once on this")))
    framed = body(tbl(tc(p("side")) + tc(plan)))
    assert [len(table.rows) for table in framed.tables] == [2]
    assert "side\n" in framed.text
    boxed = body(tbl(tc(p("Recommendation 1") + p("Act."))))
    assert boxed.tables == ()
    assert boxed.text == "Recommendation 1\n\nAct.\n\n"
    columns = body(tbl(tc(p("a") + p("b") + p("c")) + tc(p("d"))))
    assert columns.tables == ()


def test_neighbouring_lines_set_with_tabs_are_rows_and_numbered_paragraphs_are_not() -> None:
    tabbed = [["Agency", "Post"], ["Fictonshire Police", "Inspector", "Panel"]]
    content = "".join(f"<w:p>{'<w:r><w:tab/></w:r>'.join(map(r, row))}</w:p>" for row in tabbed)
    assert rows(content + p("After")) == tabbed
    numbered = f"<w:p>{r('3.1')}<w:r><w:tab/></w:r>{r('The panel met.')}</w:p>"
    assert body(numbered * 2).tables == body(content[: content.index("</w:p>") + 6]).tables == ()


def test_numbers_in_cells_of_a_table_never_swell() -> None:
    table = tbl(
        *[tc(p(str(n)), '<w:gridSpan w:val="60"/>') + tc(p("x"), '<w:gridSpan w:val="999999"/>') for n in range(4500)]
    )
    assert sum(map(len, body(table).tables[0].rows)) <= 250_000


# --- harm and damage ------------------------------------------------------------------------------------------------

GOOD = package(p("The panel met."))
MANY = "".join(f"<w:p>{n * 7919 % 10_007}</w:p>" for n in range(4000))  # long enough to be packed badly
DEEP = "<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400


def flagged(data: bytes) -> bytes:
    """The archive with its entries marked as encrypted, in both places."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + at] |= 1
            start = changed.find(mark, start + 1)
    return bytes(changed)


def changed() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 80
    return GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]


def twice() -> bytes:
    to = io.BytesIO(GOOD)
    with zipfile.ZipFile(to, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    return to.getvalue()


REFUSED = {
    "entities": (package(p("&b;"), before='<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), "document type"),
    "outside entity": (package(p("&a;"), before='<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "document type"),
    "bomb": (package(p("a") + " " * 20_000_000), "unpack"),
    "many entries": (package(p("a"), more={f"a/{n}": b"" for n in range(10_001)}), "unpack"),
    "climbing name": (package(p("a"), more={"../a.xml": b"<a/>"}), "outside"),
    "absolute name": (package(p("a"), more={"/etc/a.xml": b"<a/>"}), "outside"),
    "password": (flagged(GOOD), "password"),
    "twice": (twice(), "twice"),
    "cut off": (GOOD[: len(GOOD) // 2], "damaged"),
    "one letter changed": (changed(), "damaged"),
    "nested": (package(DEEP), "damaged"),
    "broken XML": (package("<w:p>"), "damaged"),
    "no text": (zipped({"[Content_Types].xml": b"wordprocessingml.document", "word/other.xml": b"<a/>"}), "without the text"),
    "text elsewhere": (package(p("a"), mode=' TargetMode="External"'), "without the text"),
    "no words": (package(""), "no words"),
    "too much mark-up": (package(MANY * 200), "mark-up"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_do_harm_or_is_damaged_is_refused_in_one_line(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(UnreadableError) as caught:
        read_body(data, "report.docx")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("report.docx: ")
    assert "\n" not in str(caught.value)


def test_macros_and_large_pictures_are_let_be() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml wordprocessingml."
    held = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0", "word/media/blank.bmp": b"\xff" * 20_000_000}
    assert read_body(package(p("The panel met."), kind=kind, more=held), "a.docm").text == "The panel met.\n\n"


def test_the_text_may_stand_under_another_name_and_in_the_strict_edition() -> None:
    other = package(p("The panel met."), main="word/document2.xml")
    assert read_body(other, "a.docx").text == "The panel met.\n\n"
    strict = other_namespace(GOOD)
    assert read_body(strict, "a.docx").text == "The panel met.\n\n"


def other_namespace(data: bytes) -> bytes:
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(old, new) for name in archive.namelist()})


def test_deep_but_allowed_nesting_is_read() -> None:
    assert lines("<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80) == ["x"]
    assert lines("<w:sdt><w:sdtContent>" * 120 + p("x") + "</w:sdtContent></w:sdt>" * 120) == ["x"]


# --- any document ---------------------------------------------------------------------------------------------------

WORD = st.text("abcdefghijklmnopqrstuvwxyzÀé’", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TABLE = st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=2, max_size=4))
PARTS = st.lists(
    st.one_of(WORDS, st.tuples(st.sampled_from(("List Bullet", "List Number", "Heading 2")), WORDS), TABLE), max_size=6
)


@settings(max_examples=40)
@given(PARTS)
def test_every_word_once_and_in_order_and_cells_as_made(parts: list[str | tuple[str, str] | list[list[str]]]) -> None:
    file, expected = docx.Document(), list[str]()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
            expected += part.split()
        elif isinstance(part, tuple):
            file.add_paragraph(part[1], style=part[0])
            expected += part[1].split()
        else:
            table = file.add_table(0, len(part[0]))
            for row in part:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
            file.add_paragraph()
            expected += [word for row in part for words in row for word in words.split()]
    found = read(saved(file), "a.docx")
    marks = {"-", "##", *(f"{n}." for n in range(99))}
    assert [word for word in found.text.split() if word not in marks] == expected
    assert [[[c.text for c in row] for row in t.rows] for t in found.tables] == [
        part for part in parts if isinstance(part, list)
    ]
    assert all(found.text[c.span.start : c.span.end] == c.text for t in found.tables for row in t.rows for c in row)
