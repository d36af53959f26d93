"""Statements of papers that are about many reviews: what is done nationally, what can be done locally, what recurs.

    Document, Lexicons  ->  guidance  ->  Guidance

A themes paper has a heading for each theme, with lists under known sub-headings. A briefing has boxes of short
paragraphs under known headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from dhrgraph.extract.lexicons import Cue, Lexicons
from dhrgraph.records import Document, Guidance, GuidanceType, Line, Passage, Span
from dhrgraph.text.passages import join, plain

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.+?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*[-*•◦▪]\s+")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_NOTE = re.compile(r"^\s*<sup>|^\s*\[\^?\d+\]:")
_TYPES: dict[str, GuidanceType] = {kind: kind for kind in get_args(GuidanceType)}


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines with no blank line, heading or new list mark between them."""

    heading: str  # the theme heading it stands under
    type: GuidanceType | None  # the list it stands in; None: the theme's own narrative
    bullet: bool
    words: Passage


def guidance(document: Document, lexicons: Lexicons) -> tuple[Guidance, ...]:
    """The statements in reading order. A theme's narrative paragraphs make one reported finding.

    In a list with list marks, a paragraph without one belongs to the item before it.
    """
    made: list[Guidance] = []
    for block in _blocks(document, lexicons):
        before = made[-1] if made else None
        kind = block.type or "reported-finding"
        goes_on = before is not None and before.heading == block.heading and before.type == kind and not block.bullet
        paragraphs = document.source.kind == "briefing"
        if before is not None and goes_on and not paragraphs:
            made[-1] = Guidance(kind, block.heading, before.order, join(document.text, [before.text, block.words]))
        else:
            made.append(Guidance(kind, block.heading, len(made) + 1, block.words))
    return tuple(made)


def _blocks(document: Document, lexicons: Lexicons) -> Iterator[_Block]:
    theme: str | None = None
    kind: GuidanceType | None = None
    open_lines: list[Line] = []
    for line in (*document.lines, Line(0, "", Span(0, 0))):
        cue, words = _cue(line, document, lexicons)
        heading = _HEADING.match(line.text) if cue is None else None
        stops = not line.text.strip() or cue or heading or _BULLET.match(line.text) or _RULE.match(line.text)
        if open_lines and stops:
            if theme is not None:
                yield _block(document, open_lines, theme, kind)
            open_lines = []
        if cue is not None:
            kind = _TYPES.get(cue.row["type"])
            theme = None if cue.name == "end" else theme if document.source.kind == "themes-paper" else words
        elif heading:
            theme, kind = plain(document.text, _inside(line, heading)).text, None
        elif line.text.strip() and not _RULE.match(line.text) and not _NOTE.match(line.text) and _wanted(theme, kind, document):
            open_lines.append(line)


def _wanted(theme: str | None, kind: GuidanceType | None, document: Document) -> bool:
    return theme is not None and (kind is not None or document.source.kind == "themes-paper")


def _block(document: Document, lines: list[Line], theme: str, kind: GuidanceType | None) -> _Block:
    span = Span(lines[0].span.start, lines[-1].span.end)
    words = join(document.text, [plain(document.text, line.span) for line in lines])
    return _Block(theme, kind, bool(_BULLET.match(document.text[span.start : span.end])), words)


def _cue(line: Line, document: Document, lexicons: Lexicons) -> tuple[Cue | None, str]:
    words = plain(document.text, line.span).text.lstrip("# ").strip()
    for cue in lexicons.guidance:
        if words and cue.row["document"] == document.source.kind and cue.pattern.search(words):
            return cue, words
    return None, words


def _inside(line: Line, match: re.Match[str]) -> Span:
    start, end = match.span("words")
    return Span(line.span.start + start, line.span.start + end)
