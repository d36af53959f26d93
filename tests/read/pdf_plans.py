"""Action plans printed as PDF in several house styles, from rows that are known; invented throughout."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import escapeOnce
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from dhrgraph.read.pdf.records import Sheet
from dhrgraph.read.pdf.sheets import opened, sheets
from dhrgraph.read.pdf_tables.find import PageTable, find_tables

Rows = Sequence[Sequence[str]]
Rule = tuple[object, ...]

HOME_OFFICE = (
    "No",
    "Recommendation",
    "Scope local or regional",
    "Action to take",
    "Lead Agency",
    "Key milestones achieved in enacting recommendation",
    "Target Date Completion",
    "Completion Date and Outcome",
)
SUMMARY = ("#", "Recommendation", "Addressed to")
_WORDS = tuple(
    """review training pathway risk policy audit staff referral survivors domestic abuse records support services
    agencies partners pathways briefing supervision guidance concerns enquiry contact should ensure with that and for
    follow-up GPs IDVA 24-hour multi-agency (MARAC)""".split()  # noqa: SIM905 - a list of words is read as words
)
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=8, leading=9.6)
_PROSE = ParagraphStyle("prose", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
_GRID: tuple[Rule, ...] = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)


@dataclass(frozen=True)
class Style:
    """How a plan is printed. `rules` as reportlab's table commands; `spread` divides the page's width."""

    name: str
    rules: tuple[Rule, ...]
    white_heading: bool = False
    repeat: int = 1  # rows that each page repeats
    split_in_row: bool = False
    boxes: bool = False  # rules drawn as thin filled boxes
    valign: str = "TOP"
    padding: float = 4
    spread: tuple[float, ...] = field(default=())


STYLES = (
    Style("grid", _GRID),
    Style("grid, rows split", _GRID, split_in_row=True),
    Style("grid, rows split, heading once", _GRID, split_in_row=True, repeat=0),
    Style("grid, centred", _GRID, valign="MIDDLE"),
    Style("thin boxes", (), boxes=True, repeat=0),
    Style("shaded heading", (*_GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.darkblue)), white_heading=True),
    Style("no outer frame", (("INNERGRID", (0, 0), (-1, -1), 0.5, colors.grey),)),
    Style("level rules", (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black),)),
    Style("level rules, rows split", (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black),), split_in_row=True),
    Style(
        "upright rules",
        (("BOX", (0, 0), (-1, -1), 0.5, colors.black), ("LINEAFTER", (0, 0), (-1, -1), 0.5, colors.black)),
    ),
    Style("no rules", ()),
    Style("no rules, heading once", (), repeat=0),
    Style("no rules, rows split", (), split_in_row=True, repeat=0),
    Style("shaded heading, no rules", (("BACKGROUND", (0, 0), (-1, 0), colors.darkgreen),), white_heading=True),
    Style("bands", (("ROWBACKGROUNDS", (0, 0), (-1, -1), (colors.lightgrey, colors.white)),)),
)


def sentence(chance: random.Random, words: int) -> str:
    """So many words that begin with a capital and end with a full stop."""
    said = " ".join(chance.choice(_WORDS) for _ in range(words))
    return f"{said[:1].upper()}{said[1:]}."


def plan_rows(count: int, seed: int, most: int = 50) -> list[list[str]]:
    """Rows below the Home Office's heading."""
    chance = random.Random(seed)
    leads = ("Exampleton Police", "Adult Social Care", "NHS England", "Community Safety Partnership")
    dates = ("April 2022", "31 August 2021", "End of September 2021", "Ongoing")
    return [
        [
            str(number),
            sentence(chance, chance.randint(12, most)),
            chance.choice(("local", "Local", "regional")),
            sentence(chance, chance.randint(5, most)),
            chance.choice(leads),
            sentence(chance, chance.randint(4, most)),
            chance.choice(dates),
            chance.choice(("Complete. ", "Ongoing. ", "")) + sentence(chance, chance.randint(3, most // 2)),
        ]
        for number in range(1, count + 1)
    ]


def plan_pdf(
    heading: Sequence[str],
    rows: Rows,
    style: Style,
    *,
    above: str = "",
    below: str = "",
    widths: Sequence[float] = (),
    turned: bool = False,
    sideways: bool = False,
    marked_up: bool = False,
) -> bytes:
    """A landscape PDF with one table, a running head and page numbers.

    `turned`: the page is stored on its side and shown upright. `sideways`: the first heading cell runs upwards.
    `marked_up`: cells hold reportlab's marks.
    """
    table = _table(heading, rows, style, widths, sideways=sideways, marked_up=marked_up)
    parts = [_prose(above), table, Spacer(1, 12), _prose(below)]
    return _printed([part for part in parts if part], turned=turned)


def tables_pdf(heading: Sequence[str], plans: Sequence[tuple[str, Rows]], style: Style) -> bytes:
    """One table below another, each with a line above it."""
    parts: list[Flowable] = []
    for caption, rows in plans:
        parts += [Spacer(1, 14), Paragraph(caption, _PROSE), _table(heading, rows, style, ())]
    return _printed(parts)


def page_pdf(paragraphs: Sequence[str], *, border: bool = False, boxed: bool = False) -> bytes:
    """Pages of prose; with a border around each page, or a box around each paragraph."""
    style = _boxed(_PROSE) if boxed else _PROSE
    return _printed([Paragraph(words, style) for words in paragraphs], border=border)


def _boxed(style: ParagraphStyle) -> ParagraphStyle:
    """The same with a box around each paragraph."""
    return ParagraphStyle(
        "boxed", parent=style, borderWidth=1, borderColor=colors.black, borderPadding=4, spaceAfter=16
    )


def _prose(words: str) -> Flowable | None:
    return Paragraph(words, _PROSE) if words else None


def _table(
    heading: Sequence[str],
    rows: Rows,
    style: Style,
    widths: Sequence[float],
    *,
    sideways: bool = False,
    marked_up: bool = False,
) -> LongTable:
    white = ParagraphStyle("white", parent=_BODY, textColor=colors.white, fontName="Helvetica-Bold")
    bold = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")
    top = white if style.white_heading else bold
    cells: list[list[Flowable]] = [[Paragraph(escapeOnce(words), top) for words in heading]]
    cells += [[Paragraph(words if marked_up else escapeOnce(words), _BODY) for words in row] for row in rows]
    if sideways:
        cells[0][1] = _Sideways(heading[1])
    shares = widths or _shares(heading, rows)
    table = (_Boxed if style.boxes else LongTable)(
        cells,
        colWidths=[share / sum(shares) * (landscape(A4)[0] - 80) for share in shares],
        repeatRows=style.repeat,
        splitInRow=int(style.split_in_row),
    )
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), style.padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table.setStyle(TableStyle([*style.rules, ("VALIGN", (0, 0), (-1, -1), style.valign), *padding]))
    return table


def _printed(parts: Sequence[Flowable], *, turned: bool = False, border: bool = False) -> bytes:
    width, height = landscape(A4)

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if turned:
            canvas.setPageSize((height, width))
            canvas.transform(0, 1, -1, 0, height, 0)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, height - 30, "Exampleton Community Safety Partnership")
        canvas.drawString(400, 25, f"Page {document.page}")
        if border:
            canvas.rect(20, 20, width - 40, height - 40)

    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40, topMargin=50)
    document.build(list(parts), onFirstPage=furniture, onLaterPages=furniture)
    return _shown_turned(out.getvalue()) if turned else out.getvalue()


def _shown_turned(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(90)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Sideways(Flowable):  # type: ignore[misc]
    """Words that run upwards."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.width, self.height, self._words = 12, 80, words

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont("Helvetica-Bold", 8)
        self.canv.drawString(4, -9, self._words)


def _shares(heading: Sequence[str], rows: Rows) -> list[float]:
    """Widths in which no word is broken, the rest by how much a column holds."""
    every = [[row[n] for row in (heading, *rows)] for n in range(len(heading))]
    longest = [max(len(word) for words in column for word in f"{words} -".split()) * 5.2 + 10 for column in every]
    return [least + max(map(len, column)) ** 0.5 * 3 for least, column in zip(longest, every, strict=True)]


class _Boxed(LongTable):  # type: ignore[misc]
    """A table whose rules are thin filled boxes, one to each side of each cell, as word processors draw them."""

    def draw(self) -> None:
        super().draw()
        self.canv.setFillColor(colors.black)
        for x0, x1 in zip(self._colpositions, self._colpositions[1:], strict=False):
            for y1, y0 in zip(self._rowpositions, self._rowpositions[1:], strict=False):
                for box in (
                    (x0, y0, x1 - x0, 0.6),
                    (x0, y1, x1 - x0, 0.6),
                    (x0, y0, 0.6, y1 - y0),
                    (x1, y0, 0.6, y1 - y0),
                ):
                    self.canv.rect(*box, stroke=0, fill=1)


def read_pdf(data: bytes) -> tuple[PageTable, ...]:
    """The tables of all pages."""
    return find_tables(pages_of(data))


def pages_of(data: bytes) -> list[Sheet]:
    """The pages of a file, taken apart."""
    with opened(data, "plan.pdf") as document:
        return [sheet for sheet in sheets(document) if isinstance(sheet, Sheet)]


def joined_rows(tables: Sequence[PageTable]) -> list[list[str]]:
    """The rows of all tables, parts after one another, each cell's pieces joined."""
    return [[" ".join(piece.words for piece in cell) for cell in row] for table in tables for row in table.rows]


def letters(words: str) -> str:
    """Letters and digits alone: how cells are compared."""
    return "".join(sign for sign in words if sign.isalnum())


def accuracy(tables: Sequence[PageTable], rows: Rows) -> float:
    """The share of rows whose cells all match by letters and digits."""
    found = {tuple(letters(cell) for cell in row) for row in joined_rows(tables)}
    return sum(tuple(letters(cell) for cell in row) in found for row in rows) / len(rows)
