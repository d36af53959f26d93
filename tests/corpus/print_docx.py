"""A Word file: heading styles, automatic numbers, merged cells, headings of tables repeated on each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from house_blocks import Block, Bullets, Contents, Cover, Grid, Heading, House, Para, Turn, lines


def write_docx(house: House, path: Path) -> None:
    """Make the file. Automatic numbers go on from one to the next, as Word's do."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = house.running
    document.sections[0].footer.paragraphs[0].text = "Page "
    _field(document.sections[0].footer.paragraphs[0], "PAGE")
    for block in house.blocks:
        _add(document, block)
    document.core_properties.title = house.title
    document.save(str(path))


def _add(document: Any, block: Block) -> None:
    match block:
        case Cover(words):
            document.add_paragraph(words[0], style="Title")
            for word in words[1:]:
                document.add_paragraph(word)
            document.add_page_break()
        case Contents(entries):
            document.add_paragraph("Contents", style="TOC Heading" if "TOC Heading" in document.styles else "Normal")
            for page, entry in enumerate(entries, 3):
                document.add_paragraph(f"{entry}\t{page}")
        case Heading(level, words):
            document.add_heading(words, level)
        case Para(words, number, label, _, auto):
            _para(document, words, number, label, auto)
        case Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Grid():
            _grid(document, block)
        case Turn(landscape):
            section = document.add_section(WD_SECTION.NEW_PAGE)
            wide = max(section.page_width, section.page_height)
            narrow = min(section.page_width, section.page_height)
            section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = (wide, narrow) if landscape else (narrow, wide)


def _para(document: Any, words: str, number: str, label: str, auto: bool) -> None:
    first = True
    for bullet, line in lines(words):
        style = "List Bullet" if bullet else "List Number" if auto and first else "Normal"
        paragraph = document.add_paragraph(style=style)
        if first and number and not auto:
            paragraph.add_run(f"{number}\t")
        if first and label:
            paragraph.add_run(f"{label} ").bold = True
        half = line.find(" ", len(line) // 2)  # Word cuts its text into runs wherever somebody once edited
        paragraph.add_run(line[: half + 1])
        paragraph.add_run(line[half + 1 :])
        first = False


def _grid(document: Any, grid: Grid) -> None:
    if grid.caption and not grid.inside:
        document.add_paragraph().add_run(grid.caption).bold = True
    table = document.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, words in zip(table.rows[0].cells, grid.columns, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _repeat(table.rows[0])
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _fill(cell, words or "")
    for column in range(len(grid.columns)):
        start = 0
        for place, row in enumerate([*grid.rows, ("",) * len(grid.columns)]):
            if row[column] is not None:
                if place - start > 1:
                    table.cell(start + 1, column).merge(table.cell(place, column))
                start = place
    if grid.inside:
        first = table.add_row()
        first.cells[0].merge(first.cells[-1]).paragraphs[0].add_run(grid.caption).bold = True
        _repeat(first)
        table.rows[0]._tr.addprevious(first._tr)
    document.add_paragraph()


def _fill(cell: Any, words: str) -> None:
    for place, (bullet, line) in enumerate(lines(words)):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if bullet:
            paragraph.style = "List Bullet"
        paragraph.add_run(line)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _field(paragraph: Any, code: str) -> None:
    for kind, words in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()._r
        part = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            part.text = words
        else:
            part.set(qn("w:fldCharType"), kind)
        run.append(part)
