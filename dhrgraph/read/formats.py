"""Which reader a file needs, told by its first bytes, never by its name.

    bytes  ->  read_body  ->  Body

To read a new format, add a row to READERS and a module with `read(data, file) -> Body`. Readers are imported when the
first file needs them: their libraries take longer to load than a page of text takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body
from dhrgraph.read.plain_text import is_plain_text

_HEAD = 4096  # bytes in which a file must show what it is
_TAIL = 200
_PDF_WITHIN = 1024  # bytes from the beginning in which "%PDF-" must stand (ISO 32000-1, implementation note 13)
_ARCHIVE = b"PK\x03\x04"
_SKIPPED = ((b"<?xml", b"?>"), (b"<!--", b"-->"))  # what may stand before the first element
_PAGE = re.compile(rb"<(?:!doctype\s{1,99}html|html|head|body|title|meta)\b", re.I)
_PIECE = re.compile(rb"<(?:main|article|section|div|p|h[1-6]|table|ul|ol|dl|span|font|center|style|link)\b", re.I)
_CLOSED = re.compile(rb"</[a-z][a-z0-9]{0,20}\s{0,9}>\Z", re.I)
_MARKDOWN = re.compile(rb"^[ \t]{0,3}(?:#{1,6}[ \t]|\|[^\n]{0,999}\|)", re.M)


def is_pdf(data: bytes) -> bool:
    """Whether a PDF's mark stands near the beginning."""
    return b"%PDF-" in data[:_PDF_WITHIN] and not data.startswith(_ARCHIVE)


def is_docx(data: bytes) -> bool:
    """Whether it is an archive that says of itself that it holds a Word document, or the beginning of one cut off."""
    return data.startswith(_ARCHIVE) and _archive(data) in ("word", "damaged")


def is_html(data: bytes) -> bool:
    """Whether it begins as a page does, or is a fragment: begins with an element, ends with one, and is no Markdown.

    Example:
        >>> is_html(b"<!-- saved --><HTML lang='en'>"), is_html(b"<p>The panel met.</p>"), is_html(b"<br>\\n# Aims")
        (True, True, False)
    """
    first = _first_element(_latin(data[: 16 * _HEAD])[: 8 * _HEAD])
    if _PAGE.match(first):
        return True
    ended = _CLOSED.search(_latin(data[-_TAIL:]).rstrip())
    return bool(_PIECE.match(first) and ended) and not _MARKDOWN.search(_latin(data))


# Asked in order; the first that takes the bytes reads them, with the module of that name
READERS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (is_pdf, "pdf.reader"),
    (is_docx, "docx.reader"),
    (is_html, "html.reader"),
    (is_plain_text, "plain_text"),
)

# What else files in a folder of reports are, and how to make them readable. The last are text, but not of a report
_OTHERS = (
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "an old Word or Excel file, or one with a password; save it as DOCX or PDF without one",
    ),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*"), "a picture; its words need OCR"),
    (re.compile(rb"\s{0,99}\{\\rtf"), "an RTF file; save it as DOCX or PDF"),
    (re.compile(rb"MIME-Version:|From: <Saved by", re.I), "an MHTML file or e-mail; save the page as HTML or PDF"),
    (re.compile(rb"%!PS"), "a PostScript file; save it as PDF"),
)
_ARCHIVES = {
    "opendocument": "an OpenDocument file; save it as DOCX or PDF",
    "office": "a spreadsheet or slides, not a Word document; save it as PDF",
    "other": "an archive that is no Word document; unpack it, or save what it holds as DOCX or PDF",
}


def read_body(data: bytes, file: str) -> Body:
    """The text and tables of a file.

    Raises:
        UnreadableError: no reader takes it, or it is damaged, locked or without words; says which and how to mend.
    """
    if other := _other(data):
        raise UnreadableError(file, other)
    reader = next((name for takes, name in READERS if takes(data)), None)
    if reader is None:
        raise UnreadableError(file, "neither text, HTML, PDF nor DOCX")
    body: Body = import_module(f"dhrgraph.read.{reader}").read(data, file)
    if not body.text.strip():
        raise UnreadableError(file, "the file holds no words" if not body.issues else body.issues[0].message)
    return body


def _other(data: bytes) -> str | None:
    """What a file is that no reader takes, and how to mend that; None for any other."""
    if data.startswith(_ARCHIVE):
        return _ARCHIVES.get(_archive(data))
    named = next((name for begins, name in _OTHERS if begins.match(data)), None)
    if named is None and _latin(data[:_HEAD]).startswith(b"<?xml") and not is_html(data) and not is_pdf(data):
        return "an XML file, not a web page; save it as DOCX, HTML or PDF"
    return named


def _archive(data: bytes) -> str:
    """What an archive holds. The reader of Word files knows."""
    kind: str = import_module("dhrgraph.read.docx.archive").kind_of_archive(data)
    return kind


def _latin(data: bytes) -> bytes:
    """The Latin letters of UTF-16 as bytes, without marks of encoding and white space before them."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        data = data.removeprefix(mark)
    return data.replace(b"\0", b"").lstrip()


def _first_element(text: bytes) -> bytes:
    """The text from its first element on, past declarations and comments."""
    start = 0
    while True:
        ends = next((end for begin, end in _SKIPPED if text.startswith(begin, start)), None)
        if ends is None:
            return text[start : start + _HEAD]
        found = text.find(ends, start)
        if found < 0:
            return b""
        start = found + len(ends)
        while text[start : start + 1].isspace():
            start += 1
