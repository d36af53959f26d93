"""PDF files: the words and tables of every page as one text.

    bytes  ->  read  ->  Body

Words come from pdfium, some milliseconds a page; only pages that seem to hold a table are looked at more closely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dhrgraph.errors import UnreadableError
from dhrgraph.read.body import Body, assemble
from dhrgraph.read.pdf.compose import compose
from dhrgraph.read.pdf.records import Row, Sheet
from dhrgraph.read.pdf.rows import rows
from dhrgraph.read.pdf.sheets import opened, sheets
from dhrgraph.read.pdf_tables.find import PageTable, find_tables, may_hold_table
from dhrgraph.records import Issue


def read(data: bytes, file: str) -> Body:
    """The text and tables of a PDF file.

    Raises:
        UnreadableError: damaged, locked, of too many pages, or without words; says which and how to mend.
    """
    with opened(data, file) as document:
        taken = list(sheets(document))
    pages = [sheet for sheet in taken if isinstance(sheet, Sheet)]
    lost = [number for number in taken if isinstance(number, int)]
    scanned = [sheet.number for sheet in pages if sheet.pictured and not sheet.words]
    issues = [
        *_issues(lost, ("is damaged and cannot be read", "are damaged and cannot be read")),
        *_issues(
            scanned, ("holds no text, only a picture: it needs OCR", "hold no text, only pictures: they need OCR")
        ),
    ]
    if not any(sheet.words for sheet in pages):
        reason = "; ".join(issue.message for issue in issues)
        kind = "scanned pages without text" if scanned else "no words can be read"
        raise UnreadableError(file, f"{kind}: {reason}" if reason else "the file holds no words")
    stood = [rows(sheet) for sheet in pages]
    return assemble(compose(pages, stood, _tables(pages, stood)), "pdf", issues)


def _tables(pages: Sequence[Sheet], stood: Sequence[Sequence[Row]]) -> tuple[PageTable, ...]:
    """The tables of pages with ruled columns or the words of a table's heading, and of those where one goes on."""
    likely = {
        sheet.number
        for sheet, page in zip(pages, stood, strict=True)
        if sheet.ruled or may_hold_table([row.words for row in page])
    }
    return find_tables(pages, likely) if likely else ()


def _issues(pages: Sequence[int], what: tuple[str, str]) -> Iterator[Issue]:
    """One warning for each run of neighbouring pages; `what` is said of one page, and of several."""
    start = 0
    for at in range(1, len(pages) + 1):
        if at == len(pages) or pages[at] != pages[at - 1] + 1:
            first, last = pages[start], pages[at - 1]
            said = f"page {first} {what[0]}" if first == last else f"pages {first} to {last} {what[1]}"
            yield Issue("read", "warning", said)
            start = at
