"""A PDF: cover, contents, running head and foot, landscape pages for plans, rows broken over pages.

How a table is drawn is the writer's choice: "ruled" (a grid), "lines" (a rule below each row), "bare" (columns only).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import reportlab
from house_blocks import Block, Bullets, Contents, Cover, Grid, Heading, House, Pages, Para, Turn, lines
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

Drawn = Literal["ruled", "lines", "bare"]
FONTS = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Vera", "VeraBd"))


class Kept(Paragraph):
    """A paragraph that remembers the pages it was drawn on, also when a page break cuts it."""

    def __init__(
        self, text: str, style: ParagraphStyle, key: str = "", pages: Pages | None = None, **more: Any
    ) -> None:
        super().__init__(text, style, **more)
        self.key, self.pages = key, pages

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        for part in parts:
            part.key, part.pages = self.key, self.pages
        return parts

    def draw(self) -> None:
        if self.pages is not None and self.canv.getPageNumber():
            self.pages.note(self.key, self.canv.getPageNumber())
        super().draw()


class Press:
    """One document's fonts and way of drawing tables."""

    def __init__(self, house: House, drawn: Drawn) -> None:
        for name in ("Vera", "VeraBd"):
            pdfmetrics.registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf")))
        self.house, self.drawn, self.pages = house, drawn, Pages()
        self.font, self.bold = FONTS[house.review.seed % len(FONTS)]
        even = 4 if house.review.seed % 4 == 2 else 0  # justified or ragged
        self.text = ParagraphStyle("text", fontName=self.font, fontSize=11, leading=14, spaceAfter=7, alignment=even)
        self.hung = ParagraphStyle("hung", parent=self.text, leftIndent=34, bulletIndent=0)
        self.point = ParagraphStyle("point", parent=self.text, leftIndent=48, bulletIndent=34, spaceAfter=3)
        self.cell = ParagraphStyle("cell", fontName=self.font, fontSize=8.5, leading=10.5)
        self.cell_point = ParagraphStyle("cell point", parent=self.cell, leftIndent=9, bulletIndent=0)
        self.head = ParagraphStyle("head", parent=self.cell, fontName=self.bold)
        self.heads = {
            n: ParagraphStyle(
                f"h{n}", fontName=self.bold, fontSize=17 - 2 * n, leading=20 - n, spaceBefore=8, spaceAfter=6
            )
            for n in (1, 2, 3)
        }

    def flow(self, block: Block) -> list[Flowable]:
        match block:
            case Cover(words):
                big = ParagraphStyle("big", fontName=self.bold, fontSize=20, leading=26, alignment=1, spaceAfter=18)
                mid = ParagraphStyle("mid", parent=big, fontName=self.font, fontSize=13, leading=18)
                return [
                    Spacer(1, 70 * mm),
                    *(Paragraph(_safe(w), mid if n else big) for n, w in enumerate(words)),
                    PageBreak(),
                ]
            case Contents(entries):
                return [Paragraph("Contents", self.heads[1]), *(self._entry(e, n) for n, e in enumerate(entries, 3))]
            case Heading(level, words):
                return [Paragraph(_safe(words), self.heads[level])]
            case Para():
                return self._para(block)
            case Bullets(items):
                return [Paragraph(_safe(item), self.point, bulletText="•") for item in items]
            case Grid():
                return self._grid(block)
            case Turn(wide):
                return [NextPageTemplate("wide" if wide else "tall"), PageBreak()]
        raise TypeError(block)

    def _entry(self, words: str, page: int) -> Flowable:
        size = pdfmetrics.stringWidth(words, self.font, 11)
        dots = "." * int((440 - size) / pdfmetrics.stringWidth(".", self.font, 11))
        return Paragraph(f"{_safe(words)} {dots} {page}", self.text)

    def _para(self, block: Para) -> list[Flowable]:
        out: list[Flowable] = []
        for bullet, line in lines(block.text):
            label = f'<font name="{self.bold}">{_safe(block.label)}</font> ' if block.label and not out else ""
            number = block.number if not out else ""
            style = self.point if bullet else self.hung if block.number else self.text
            mark = {"bulletText": "•"} if bullet else {"bulletText": number} if number else {}
            out.append(Kept(label + _safe(line), style, block.key, self.pages, **mark))
        return out

    def _grid(self, grid: Grid) -> list[Flowable]:
        width = (A4[0] if grid.plain or len(grid.columns) < 5 else A4[1]) - 30 * mm
        widths = [width * part / sum(grid.widths) for part in grid.widths]
        keys = grid.keys or ("",) * len(grid.rows)
        rows: list[list[Any]] = [[Paragraph(_safe(c), self.head) for c in grid.columns]]
        own = [place for place, name in enumerate(grid.columns) if "ecommendation" in name] or list(
            range(len(grid.columns))
        )
        rows += [
            [self._cell(cell, key if place in own else "") for place, cell in enumerate(row)]
            for row, key in zip(grid.rows, keys, strict=True)
        ]
        top = 1 if grid.inside else 0
        if top:
            rows.insert(0, [Paragraph(_safe(grid.caption), self.head), *[""] * (len(grid.columns) - 1)])
        repeat = 1 + top if self.house.review.seed % 3 else 0
        table = Table(rows, widths, repeatRows=repeat, splitInRow=1)
        span = [("SPAN", (0, 0), (-1, 0))] if top else []
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *span, *self._rules(grid, top)]))
        above = [Paragraph(_safe(grid.caption), self.heads[3])] if grid.caption and not top else []
        return [*above, table, Spacer(1, 5 * mm)]

    def _cell(self, words: str | None, key: str) -> list[Flowable]:
        return [
            Kept(
                _safe(line),
                self.cell_point if bullet else self.cell,
                key,
                self.pages,
                **({"bulletText": "•"} if bullet else {}),
            )
            for bullet, line in lines(words or "")
        ]

    def _rules(self, grid: Grid, top: int) -> list[tuple[Any, ...]]:
        """Lines; none between a cell and the one that continues it."""
        drawn = "ruled" if grid.plain and self.drawn == "ruled" else self.drawn
        starts = [0, *([1] if top else []), *range(1 + top, len(grid.rows) + 1 + top)]

        def fresh(place: int, column: int) -> bool:
            return place <= top or grid.rows[place - 1 - top][column] is not None

        if drawn == "bare":
            return [("BOTTOMPADDING", (0, 0), (-1, -1), 7)]
        if drawn == "lines":
            return [("LINEABOVE", (0, n), (-1, n), 0.6, colors.grey) for n in starts if fresh(n, 0)]
        black = (0.5, colors.black)
        out: list[tuple[Any, ...]] = [("LINEBEFORE", (c, top), (c, -1), *black) for c in range(len(grid.columns))]
        out += [("LINEAFTER", (-1, 0), (-1, -1), *black), ("LINEBELOW", (0, -1), (-1, -1), *black)]
        out += [("BACKGROUND", (0, 0), (-1, top), colors.lightgrey), ("BOX", (0, 0), (-1, -1), *black)]
        columns = range(len(grid.columns))
        return out + [("LINEABOVE", (c, n), (c, n), *black) for n in starts for c in columns if fresh(n, c)]


def write_pdf(house: House, path: Path, drawn: Drawn = "ruled") -> Pages:
    """Make the file; tells on which pages each keyed text stands."""
    press = Press(house, drawn)

    def furniture(canvas: Any, doc: Any) -> None:
        wide, high = canvas._pagesize
        canvas.saveState()
        canvas.setFont(press.font, 8)
        canvas.drawString(15 * mm, high - 10 * mm, house.running)
        canvas.drawCentredString(wide / 2, 8 * mm, f"Page {doc.page}" if house.review.seed % 2 else str(doc.page))
        if doc.page > 2 and house.review.seed % 2 == 0 and not house.webpage:  # a footnote at the foot of each page
            canvas.line(15 * mm, 20 * mm, 60 * mm, 20 * mm)
            canvas.drawString(
                15 * mm, 16 * mm, f"{doc.page} Home Office (2016) Statutory guidance, paragraph {doc.page}."
            )
        canvas.restoreState()

    document = BaseDocTemplate(str(path), title=house.title, invariant=1, author="", subject="")
    templates = [
        PageTemplate(
            name, [Frame(15 * mm, 22 * mm, size[0] - 30 * mm, size[1] - 37 * mm)], onPage=furniture, pagesize=size
        )
        for name, size in (("tall", A4), ("wide", landscape(A4)))
    ]
    document.addPageTemplates(templates)
    document.build([flowable for block in house.blocks for flowable in press.flow(block)])
    return press.pages


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
