"""Web pages: the words a browser shows of the document itself, and its tables of facts.

    bytes  ->  read  ->  Body

Nothing is fetched and no script runs: elements are read as they stand in the file.
"""

from __future__ import annotations

import re

from lxml import etree

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body, assemble
from dhrgraph.read.flow import Block, Paragraph, Printed, lines_and_grids
from dhrgraph.read.html.flow import flow_of
from dhrgraph.read.html.page import Element, content_of, title_of
from dhrgraph.read.plain_text import decode

_LONGEST = 24_000_000  # characters, pictures inside the page not counted
_MOST_TAGS = 300_000  # ten times those of a report of a hundred pages saved by a word processor
_MOST_ATTRIBUTES = 1_000_000
_MOST_OF_ONE = 500  # attributes of one element: each is compared with each
_HEAD = 4096  # bytes in which a page must name its encoding
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{1,30})", re.I)
_OTHER_CHARSET = re.compile(r"(?:iso-?8859-(?:[2-9]|1[0-6])|(?:windows-|cp)125[013-8]|macintosh|mac-?roman)", re.I)
_NO_CONTENTS = "area base br col embed hr img input link meta param source track wbr"
_EMPTY = frozenset(_NO_CONTENTS.split())
_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,20})((?:\s[^<>]{0,2000})?)/>")
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[\w+/=%-]+", re.A)
_TAG = re.compile(r"<[A-Za-z][^<>]*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PARTING = re.compile(r"[\s/\"']+")  # what stands between attributes
# Numbers of characters that pages write for Windows-1252, as HTML 13.2.5.80 reads them
_WINDOWS = {code: bytes([code]).decode("windows-1252", errors="ignore") for code in range(0x80, 0xA0)}


def read(data: bytes, file: str) -> Body:
    """The text and tables of a web page or a fragment of one.

    Raises:
        UnreadableError: not in the encoding it promises, or nested beyond reason.
    """
    text = _PICTURE.sub("", _decoded(data, file).replace("\0", ""))
    if len(text) > _LONGEST or _is_overloaded(text):
        raise UnreadableError(file, "a web page larger, or with more mark-up, than a report; save it as PDF")
    root = _parsed(text, file)
    body = root.find("body")
    if body is None:
        body = root
    content = content_of(body)
    title = title_of(root, content)
    named: tuple[Block, ...] = (Paragraph((Printed(title),), level=1),) if title else ()
    return assemble(lines_and_grids((*named, *flow_of(content))), "html")


def _decoded(data: bytes, file: str) -> str:
    """The page's text by its mark, else by what it says of itself, else as plain text is read."""
    said = _CHARSET.search(data[:_HEAD])
    name = said[1].decode("ascii", errors="replace") if said else ""
    if _OTHER_CHARSET.fullmatch(name) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data.decode(name, errors="replace")
    return decode(data, file)


def _is_overloaded(text: str) -> bool:
    """Whether parsing would take more time or memory than any report asks for."""
    if text.count("<") > _MOST_TAGS:
        return True
    attributes = 0
    for tag in _TAG.finditer(text):
        own = len(_PARTING.findall(_QUOTED.sub("'", tag[0]))) if len(tag[0]) > 4 else 0
        attributes += own
        if own > _MOST_OF_ONE or attributes > _MOST_ATTRIBUTES:
            return True
    return False


def _parsed(text: str, file: str) -> Element:
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        text = _CLOSED.sub(_opened, text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    root = etree.fromstring(text.translate(_WINDOWS).encode("utf-8", errors="replace"), parser)
    if root is None:
        raise UnreadableError(file, "the file holds no words")
    if any(problem.level_name == "FATAL" for problem in parser.error_log):
        raise UnreadableError(file, "a web page whose elements are nested beyond reason; save it as PDF")
    return root


def _opened(mark: re.Match[str]) -> str:
    """XML may close any element where it opens; HTML takes that for an opening."""
    return mark[0] if mark[1].lower() in _EMPTY else f"<{mark[1]}{mark[2]}></{mark[1]}>"
