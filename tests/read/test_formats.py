"""Files are told by what they hold, never by their name, and one document says the same in every format."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from other_forms import as_page, as_word, saved
from word_parts import p, package, zipped

from dhrgraph.config import Config
from dhrgraph.errors import UnreadableError
from dhrgraph.extract.findings import extract_findings
from dhrgraph.read import plain_text
from dhrgraph.read.documents import find_files, read_documents
from dhrgraph.read.formats import is_html, read_body
from dhrgraph.read.plain_text import decode, is_plain_text
from dhrgraph.records import Citation, Document
from dhrgraph.resources import folder
from dhrgraph.text.lines import split_lines

sys.path.append(str(Path(__file__).parent.parent / "golden"))
from golden_brief import brief

WORD_FILE = package(p("The panel met."))
PAGES = [
    "<!DOCTYPE html><p>a", "<html><p>a", "  \n<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>a", "<!-- saved from -->\n<HTML lang=en><p>a",
    "<?xml version='1.0' encoding='utf-8'?>\n<!-- x --><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><p>a</p></html>",
    "<head><title>a</title></head>", "<body>a", "<meta charset=utf-8><p>a", "<title>t</title>a", "<p>a</p>", "<div class=x>\n<h2>a</h2>\n</div>\n",
    "<table><tr><td>a</td></tr></table>", "<h1>a</h1><p>b</p>",
]  # fmt: skip
TEXTS = [
    "<br>\n# Aims", "<div align=center>\n\n# Aims\n\n</div>", "<p>a</p>\n| # | b |\n|---|---|\n<p>c</p>", "The panel met <b>twice</b>", "a < b > c",
    "No,Recommendation\n1,Act", '{"recommendation": "Act"}', "<!-- image -->\n\n## Aims", "<name of review>\n\nThe panel met.", "<p>The panel met.",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_and_fragments_are_web_pages(page: str, encoding: str) -> None:
    assert read_body(page.encode(encoding), "a.txt").format == "html"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_with_some_mark_up_is_text(text: str, encoding: str) -> None:
    body = read_body(text.encode(encoding), "a.html")
    assert (body.format, body.text) == ("text", text)


def archive(**files: bytes) -> bytes:
    return zipped({name.replace("__", "/"): data for name, data in files.items()})


TYPES = b"<Types><Override ContentType='application/vnd.openxmlformats-officedocument.%s.main+xml'/></Types>"
OTHERS = {
    "an archive that names a Word document in its data": (zipped({"a.txt": b"word/document.xml wordprocessingml."}), "archive"),
    "an archive with a Word file in it": (zipped({"a.docx": WORD_FILE}), "archive"),
    "a spreadsheet": (zipped({"[Content_Types].xml": TYPES % b"spreadsheetml.sheet"}), "spreadsheet"),
    "OpenDocument": (archive(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<a/>"}), "OpenDocument"),
    "an empty archive": (b"PK\x05\x06" + b"\0" * 18, "neither"),
    "the beginning of a Word file": (WORD_FILE[:600], "damaged"),
    "MHTML": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", "MHTML"),
    "MHTML without sender": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "MHTML"),
    "RTF": (b"{\\rtf1\\ansi a}", "RTF"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word"),
    "Word's own XML": (b"\xef\xbb\xbf<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "XML"),
    "XML in UTF-16": ("<?xml version='1.0'?><report/>".encode("utf-16"), "XML"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
    "noise": (bytes(range(256)) * 20, "neither"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_refused_by_what_they_are(name: str) -> None:
    data, reason = OTHERS[name]
    with pytest.raises(UnreadableError) as caught:
        read_body(data, "report.docx")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_is_told_in_time_that_grows_with_its_length() -> None:
    """Comments, declarations and brackets without end: what has been looked at is not looked at again."""
    for harm in (
        b"<!-->" * 200_000,
        b"<!---->" * 200_000,
        b"<?xml " * 200_000,
        b"<p" * 500_000,
        b"\n|" * 500_000 + b"</p>",
        b" " * 3_000_000,
    ):
        assert not is_html(harm)


def test_no_reader_is_loaded_before_a_file_needs_it() -> None:
    said = "import sys, dhrgraph.read.formats as f; f.read_body(b'The panel met.', 'a.txt'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()
    assert not {"lxml", "docx", "zipfile", "pypdfium2"} & set(loaded)


# --- encodings of plain text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
@pytest.mark.parametrize("words", ["A review – “at once” – £5", "No\tAct\r\n1\tTell\r\n", "Café"])
def test_text_is_decoded_as_it_was_written(words: str, encoding: str) -> None:
    data = words.encode(encoding)
    assert is_plain_text(data)
    assert decode(data, "a.txt") == words


@given(st.binary(max_size=300), st.integers(0, 300))
def test_text_has_few_control_characters(data: bytes, letters: int) -> None:
    mixed = b"a" + data.replace(b"\0", b"") + b"b" * letters  # no mark, and no UTF-16 without one
    odd = [byte for byte in mixed if byte < 32 and chr(byte) not in "\t\n\v\r\f"]
    assert is_plain_text(mixed) == (100 * len(odd) <= len(mixed))


@given(st.text(alphabet="a|\t\n\r\x0b\x85\u2028-é ", max_size=60))
def test_the_lines_a_reader_tells_are_those_of_its_text(text: str) -> None:
    body = plain_text.read(text.encode(), "a.txt")
    assert body.lines == split_lines(body.text)


def test_a_mixture_is_decoded_byte_by_byte() -> None:
    assert decode("£5 – ".encode() + "£6 – “x”".encode("windows-1252"), "a.txt") == "£5 – £6 – “x”"


# --- one document in every format ---------------------------------------------------------------------------------

GOLDEN = Path(__file__).parent.parent / "golden"
RAGGED = {"rows-over-lines"}  # rows of one cell between others: a table of Word has none
SOURCES = {
    **{path.parent.name: path for path in sorted(GOLDEN.glob("*/source.txt")) if path.parent.name not in RAGGED},
    **{path.stem: path for path in sorted(folder("seeds").glob("*.txt"))},
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_same_findings_in_every_format(config: Config, name: str, tmp_path: Path) -> None:
    source = SOURCES[name].read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(source, encoding="utf-8")
    (tmp_path / "b.html").write_bytes(as_page(source))
    (tmp_path / "c.docx").write_bytes(as_word(source))
    said = [found(item, config) for item in read_documents(find_files([tmp_path]), config.kinds)]
    assert [form for form, _, _ in said] == ["text", "html", "docx"]
    assert said[0][1:] == said[1][1:] == said[2][1:]
    assert said[0][2]


def found(item: Document | UnreadableError, config: Config) -> tuple[str, str, list[object]]:
    """A document's format, kind, and what it says."""
    assert isinstance(item, Document), item
    findings = extract_findings(item, config.lexicons).findings
    return (
        item.format,
        item.source.kind,
        [brief(f) or f.raw.text for f in findings if brief(f) or isinstance(f, Citation)],
    )


def test_a_word_file_made_by_a_library_is_one(tmp_path: Path) -> None:
    import docx

    file = docx.Document()
    file.add_paragraph("The panel met.")
    data = saved(file)
    assert read_body(data, "a.pdf").format == "docx"
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert "word/document.xml" in held.namelist()
