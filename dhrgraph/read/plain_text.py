"""Text and Markdown files: bytes to text that keeps its offsets."""

from __future__ import annotations

from dhrgraph.errors import UnreadableError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def is_plain_text(data: bytes) -> bool:
    """Whether the bytes can be text: they have a byte order mark, or no NUL and few control characters.

    Example:
        >>> is_plain_text(b"A review\\n"), is_plain_text(b"PK\\x03\\x04\\x00")
        (True, False)
    """
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return True
    head = data[:65536]
    odd = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return b"\0" not in data and odd * 100 <= len(head)


def decode(data: bytes, file: str) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    Raises:
        UnreadableError: the bytes are none of these; the message names the file and the place.
    """
    for mark, encoding in (*_BOMS, (b"", "utf-8")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as problem:
                if mark:
                    raise UnreadableError(file, f"not {encoding}: byte {problem.start} cannot be read") from problem
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as problem:
        raise UnreadableError(file, f"neither UTF-8 nor Windows-1252: byte {problem.start} cannot be read") from problem
