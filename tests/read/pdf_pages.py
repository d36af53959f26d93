"""PDFs made in memory: pages drawn word for word, and reports set as a word processor sets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

Draw = Callable[[Canvas], None]

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
HEADING = ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", fontSize=14, leading=18)
HANGING = ParagraphStyle("hanging", BODY, leftIndent=36)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=54, bulletIndent=36, spaceAfter=3)


def drawn(
    *pages: Draw, size: tuple[float, float] = A4, turn: int = 0, password: str | None = None, compress: int = 1
) -> bytes:
    """A PDF with one page for each way to draw one. `password`: what opens it; empty: only changing it is locked."""
    out = BytesIO()
    lock = None if password is None else StandardEncryption(password, ownerPassword="owner", canPrint=0)
    canvas = Canvas(out, pagesize=size, invariant=1, encrypt=lock, pageCompression=compress)
    for draw in pages:
        if turn:
            canvas.setPageRotation(turn)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def said(lines: Iterable[tuple[float, float, str]], font: str = "Helvetica", size: float = 11) -> Draw:
    """Lines at places, counted in points from the top left corner of an upright A4 page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for left, down, words in lines:
            canvas.drawString(left, A4[1] - down, words)

    return draw


def report(
    story: Sequence[Flowable], furniture: Callable[[Canvas, int], None] | None = None, size: tuple[float, float] = A4
) -> bytes:
    """A PDF of flowing paragraphs, with `furniture` drawn on each page, told its number."""
    out = BytesIO()

    def draw(canvas: Canvas, template: SimpleDocTemplate) -> None:
        if furniture:
            furniture(canvas, template.page)

    template = SimpleDocTemplate(out, pagesize=size, leftMargin=64, rightMargin=64, invariant=1)
    template.build(list(story), onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()


def paragraph(words: str, mark: str | None = None, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph, its mark in a column of its own."""
    return Paragraph(words, style, bulletText=mark)
