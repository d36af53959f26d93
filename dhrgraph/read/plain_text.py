"""Text and Markdown files: bytes to text that keeps its offsets."""

from __future__ import annotations

import codecs

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body
from dhrgraph.read.tables import find_tables
from dhrgraph.text.lines import split_lines

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HEAD = 65536  # bytes that are looked at
_ODD = bytes(byte for byte in range(32) if byte not in b"\t\n\v\r\f")  # control characters no text needs
_MOSTLY = 0.4  # share of NULs at even or odd places that only UTF-16 has
_MIXED = "windows-1252-where-not-utf-8"


def is_plain_text(data: bytes) -> bool:
    """Whether the bytes can be text: UTF-16, or no NUL and few control characters.

    Example:
        >>> is_plain_text("A review".encode("utf-16")), is_plain_text(b"PK\\x03\\x04\\x00")
        (True, False)
    """
    if any(data.startswith(mark) for mark, _ in _BOMS) or _utf_16(data):
        return True
    head = data[:_HEAD]
    odd = len(head) - len(head.translate(None, _ODD))
    return b"\0" not in data and odd * 100 <= len(head)


def read(data: bytes, file: str) -> Body:
    """The file's text as it is, and the tables in it.

    Raises:
        UnreadableError: the bytes are not in the encoding that their mark promises.
    """
    text = decode(data, file)
    lines = split_lines(text)
    return Body(text, find_tables(text, lines), "text", lines=lines)


def decode(data: bytes, file: str) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without mark, UTF-32, Windows-1252, or a mixture of it and UTF-8.

    A byte that is neither becomes U+FFFD, which is reported with the findings.

    Raises:
        UnreadableError: the bytes are not in the encoding that their mark promises.

    Example:
        >>> decode(b"risk \\x96 \\xc2\\xa35", "a.txt")
        'risk – £5'
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None) or _utf_16(data)
    if encoding is None:
        return data.decode("utf-8", errors=_MIXED)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise UnreadableError(file, f"not {encoding}: byte {problem.start} cannot be read") from problem


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark, by where its NULs stand: beside each Latin letter."""
    head = data[:_HEAD]
    if len(head) < 4 or len(data) % 2:
        return None
    high, low = head[0::2].count(0) / len(head) * 2, head[1::2].count(0) / len(head) * 2
    if low > _MOSTLY and high < _MOSTLY / 4:
        return "utf-16-le"
    return "utf-16-be" if high > _MOSTLY and low < _MOSTLY / 4 else None


def _as_windows_1252(problem: UnicodeError) -> tuple[str, int]:
    """What stands in UTF-8 text for bytes that are none, one at a time."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    byte = problem.object[problem.start : problem.start + 1]
    return byte.decode("windows-1252", errors="replace"), problem.start + 1


codecs.register_error(_MIXED, _as_windows_1252)
