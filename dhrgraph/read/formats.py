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

_SPACE = rb"(?:\xef\xbb\xbf)?\s{0,999}"
_HTML = re.compile(
    _SPACE + rb"(?:<\?xml[^>]{0,200}>\s{0,99}|<!--.{0,2000}?-->\s{0,99}){0,9}<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_PDF_WITHIN = 1024  # bytes from the beginning in which "%PDF-" must stand (ISO 32000-1, implementation note 13)


def is_pdf(data: bytes) -> bool:
    """Whether a PDF's mark stands near the beginning."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def is_docx(data: bytes) -> bool:
    """Whether it is an archive that names a Word document among its files."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def is_html(data: bytes) -> bool:
    """Whether it begins as a page does, in an encoding that writes ASCII as ASCII, or in UTF-16."""
    head = data[:4096]
    return bool(
        _HTML.match(head) or _HTML.match(head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"))
    )


# Asked in order; the first that takes the bytes reads them, with the module of that name
READERS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (is_pdf, "pdf"),
    (is_docx, "docx"),
    (is_html, "html"),
    (is_plain_text, "plain_text"),
)

# What else files in a folder of reports are, and how to make them readable
_OTHERS = (
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "an old Word or Excel file, or one with a password; save it as DOCX or PDF without one",
    ),
    (re.compile(rb"\{\\rtf"), "an RTF file; save it as DOCX or PDF"),
    (re.compile(rb"PK\x03\x04"), "an archive that is no Word document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*"), "a picture; its words need OCR"),
)


def read_body(data: bytes, file: str) -> Body:
    """The text and tables of a file.

    Raises:
        UnreadableError: no reader takes it, or it is damaged, locked or without words; says which and how to mend.
    """
    other = next((name for begins, name in _OTHERS if begins.match(data)), "neither text, HTML, PDF nor DOCX")
    rtf = data.startswith(b"{\\rtf")
    reader = None if rtf else next((name for takes, name in READERS if takes(data)), None)
    if reader is None:
        raise UnreadableError(file, other)
    body: Body = import_module(f"dhrgraph.read.{reader}").read(data, file)
    if not body.text.strip():
        raise UnreadableError(file, "the file holds no words" if not body.issues else body.issues[0].message)
    return body
