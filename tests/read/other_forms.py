"""The same invented document as a web page and as a Word file: written by other hands than read it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph as WordParagraph

from dhrgraph.read.tables import find_tables
from dhrgraph.text.lines import split_lines

_HASHES = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"\s{0,8}[-*•]\s+(.*)")
_BOLD = re.compile(r"(\*\*.+?\*\*)")

CHROME = (
    '<header><a href="/">Exampleton Council</a><nav><ul><li><a href="/bins">Bins</a></ul></nav></header>'
    '<div id="cookie-banner"><p>We use cookies. Recommendation 99: accept them.</p><button>Accept</button></div>'
    '<form role="search"><label>Search</label><input value="x"></form>',
    "<aside><h2>Related</h2><p>More about us.</p></aside>"
    '<footer><p>© Exampleton Council</p><a href="/privacy">Privacy</a></footer><script>var a = "<p>no</p>";</script>',
)


@dataclass(frozen=True)
class Part:
    """One line of prose (`kind` "line", "bullet", "gap" or a heading's rank) or a table (`rows`)."""

    kind: str
    words: str = ""
    rows: Sequence[Sequence[str]] = ()


def parts_of(text: str) -> Iterator[Part]:
    """A text or Markdown document in its parts."""
    lines = split_lines(text)
    starts = {table.span.start: table for table in find_tables(text, lines)}
    until = -1
    for line in lines:
        if table := starts.get(line.span.start):
            until = table.span.end
            yield Part("table", rows=[[cell.text for cell in row] for row in table.rows])
        if line.span.start < until:
            continue
        if not line.text.strip():
            yield Part("gap")
        elif heading := _HASHES.fullmatch(line.text):
            yield Part(str(len(heading[1])), heading[2])
        elif bullet := _BULLET.fullmatch(line.text):
            yield Part("bullet", bullet[1])
        else:
            yield Part("line", line.text)


def as_page(text: str) -> bytes:
    """A web page with a council's page around it."""
    said, inside = [], ""
    for part in parts_of(text):
        wanted = {"line": "p", "bullet": "ul"}.get(part.kind, "")
        if inside and (wanted != inside):
            said.append(f"</{inside}>")
        if wanted and wanted != inside:
            said.append(f"<{wanted}>")
        elif wanted == "p":
            said.append("<br>")
        inside = wanted
        said.append(_marked_up(part))
    said.append(f"</{inside}>" if inside else "")
    return f"<!DOCTYPE html>\n<html lang=en><body>{CHROME[0]}<main>{''.join(said)}</main>{CHROME[1]}".encode()


def _marked_up(part: Part) -> str:
    words = "".join(
        f"<strong>{html.escape(piece[2:-2])}</strong>" if piece.startswith("**") else html.escape(piece)
        for piece in _BOLD.split(part.words)
    )
    if part.kind == "table":
        head, *rest = part.rows
        rows = [_row(head, "th"), *(_row(row, "td") for row in rest)]
        return f"<table>{''.join(rows)}</table>"
    if part.kind == "bullet":
        return f"<li>{words}</li>"
    return f"<h{part.kind}>{words}</h{part.kind}>" if part.kind.isdigit() else words


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def as_word(text: str) -> bytes:
    """A Word file with the usual styles."""
    file: WordFile = docx.Document()
    line: WordParagraph | None = None
    for part in parts_of(text):
        if part.kind == "line" and line is not None:
            line.add_run().add_break()
            _say(line, part.words)
            continue
        line = None
        if part.kind == "table":
            _fill(file, part.rows)
        elif part.kind == "line":
            line = file.add_paragraph()
            _say(line, part.words)
        elif part.kind != "gap":
            style = "List Bullet" if part.kind == "bullet" else f"Heading {part.kind}"
            _say(file.add_paragraph(style=style), part.words)
    return saved(file)


def saved(file: WordFile) -> bytes:
    """The file's bytes."""
    to = io.BytesIO()
    file.save(to)
    return to.getvalue()


def _say(paragraph: WordParagraph, words: str) -> None:
    for piece in filter(None, _BOLD.split(words)):
        bold = piece.startswith("**")
        paragraph.add_run(piece[2:-2] if bold else piece).bold = True if bold else None


def _fill(file: WordFile, rows: Sequence[Sequence[str]]) -> None:
    table = file.add_table(0, max(map(len, rows)))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words
