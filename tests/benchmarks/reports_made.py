"""Reports made up for measuring: the same words each time, in each format that is read."""

from __future__ import annotations

import io
import random
from html import escape
from pathlib import Path

from docx import Document as Word
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

_WORDS = [
    "the",
    "agency",
    "should",
    "review",
    "its",
    "policy",
    "on",
    "domestic",
    "abuse",
    "training",
    "so",
    "that",
    "staff",
    "recognise",
    "coercive",
    "control",
    "risk",
    "assessment",
    "referral",
    "panel",
    "learning",
    "practice",
    "information",
    "sharing",
    "support",
    "children",
    "adult",
    "safeguarding",
]
_COLUMNS = ("Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones", "Target date", "Outcome")
_ROWS_A_PAGE = 5


def prose(pages: int, seed: int) -> list[str]:
    """Lines of an overview report, some 45 a page, with a list of recommendations at the end."""
    chance = random.Random(seed)
    lines = [f"Exampleton {seed} Community Safety Partnership", "Domestic Homicide Review: Overview Report", ""]
    for page in range(1, pages + 1):
        lines += [f"{page}. Section {page}", ""]
        for point in range(1, 10):
            lines += [f"{page}.{point} " + " ".join(_sentence(chance, 14) for _ in range(4)), ""]
    lines += ["Recommendations", ""]
    return lines + [f"Recommendation {n}: Exampleton Council should {_sentence(chance, 9)}" for n in range(1, 13)]


def plan(pages: int, seed: int) -> list[tuple[str, ...]]:
    """Rows of an action plan, its heading first."""
    chance = random.Random(seed)
    rows = [_row(number, chance) for number in range(1, pages * _ROWS_A_PAGE + 1)]
    return [_COLUMNS, *rows]


def as_text(pages: int, seed: int) -> bytes:
    return "\n".join(prose(pages, seed)).encode()


def as_html(pages: int, seed: int) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in prose(pages, seed) if line)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def as_docx(pages: int, seed: int) -> bytes:
    document = Word()
    for line in prose(pages, seed):
        if line:
            document.add_paragraph(line)
    rows = plan(1, seed)
    table = document.add_table(rows=0, cols=len(_COLUMNS))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(pages: int, plan_pages: int, seed: int) -> bytes:
    """`pages` of prose, then a ruled action plan across `plan_pages`, each page wide."""
    style = getSampleStyleSheet()["BodyText"]
    flow: list[Flowable] = [Paragraph(escape(line), style) for line in prose(pages, seed) if line]
    if plan_pages:
        rows = [[Paragraph(escape(cell), style) for cell in row] for row in plan(plan_pages, seed)]
        table = Table(rows, colWidths=[150, 50, 150, 90, 110, 70, 120], repeatRows=1)
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        flow += [PageBreak(), Paragraph("Action plan", style), table]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=landscape(A4), invariant=1).build(flow)
    return file.getvalue()


def mixed(folder: Path, count: int) -> None:
    """`count` documents of six pages, a quarter in each format."""
    makers = {"txt": as_text, "html": as_html, "docx": as_docx, "pdf": lambda pages, seed: as_pdf(pages, 1, seed)}
    for seed in range(count):
        suffix = list(makers)[seed % 4]
        (folder / f"report-{seed:03}.{suffix}").write_bytes(makers[suffix](6, seed))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _row(number: int, chance: random.Random) -> tuple[str, ...]:
    asked, done, reached = (_sentence(chance, words) for words in (8, 12, 8))
    body, outcome = "Exampleton Council", f"June 2023. {_sentence(chance, 8)}"
    return f"{number}. {body} should {asked}", "Local", done, body, reached, "March 2023", outcome
