"""Open a PDF and take its pages apart, one after the other: the edge to pdfium.

    bytes  ->  opened, sheets  ->  Sheet for each page

A page takes some milliseconds and is closed before the next is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dhrgraph.errors import UnreadableError
from dhrgraph.read.pdf.drawn import drawn
from dhrgraph.read.pdf.glyphs import words_of
from dhrgraph.read.pdf.notes import notes_from
from dhrgraph.read.pdf.records import Frame, Sheet

MOST_PAGES = 2000


@contextmanager
def opened(data: bytes, file: str) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards.

    Raises:
        UnreadableError: damaged, locked with a password, or of more than MOST_PAGES pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise UnreadableError(file, _why(problem)) from problem
    try:
        count = len(document)
        if not count:
            raise UnreadableError(file, "damaged: it holds no pages; download it again")
        if count > MOST_PAGES:
            raise UnreadableError(file, f"{count:,} pages; no report has more than {MOST_PAGES:,}")
        yield document
    finally:
        document.close()


def _why(problem: pdfium.PdfiumError) -> str:
    if problem.err_code == raw.FPDF_ERR_PASSWORD:
        return "locked with a password; save it without one"
    if problem.err_code == raw.FPDF_ERR_SECURITY:
        return "protected in a way that cannot be opened; save it without protection"
    return "damaged or cut short, so that it cannot be opened as a PDF; download it again"


def sheets(document: pdfium.PdfDocument) -> Iterator[Sheet | int]:
    """Each page in order; of a page that cannot be loaded only the number."""
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            yield number
            continue
        try:
            yield _sheet(page, number)
        finally:
            page.close()


def _sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    left, low, right, high = page.get_mediabox()
    frame = Frame(left, low, right, high, page.get_rotation())
    textpage = page.get_textpage()
    try:
        words = tuple(words_of(textpage.raw, frame, frame.area(*page.get_bbox())))
    finally:
        textpage.close()
    seen = drawn(page.raw, frame.width * frame.height)
    dots, lines, fills = (
        tuple(frame.area(*sides) for sides in shapes) for shapes in (seen.dots, seen.lines, seen.fills)
    )
    notes = notes_from(words, lines, frame.width, frame.height)
    return Sheet(number, frame.width, frame.height, words, seen.ruled, seen.pictured, dots, lines, fills, notes)
