"""PDF files."""

from __future__ import annotations

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body


def read(data: bytes, file: str) -> Body:
    """The text and tables of a PDF file.

    Raises:
        UnreadableError: the file cannot be read.
    """
    raise UnreadableError(file, "not yet")
