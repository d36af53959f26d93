"""Statements of papers that are about many reviews: what is done nationally, what can be done locally, what recurs.

    Document, Lexicons  ->  guidance  ->  Guidance

A themes paper has a heading for each theme, with lists under known sub-headings. A briefing has boxes of short
paragraphs or lists under known headings.
"""

from __future__ import annotations

import re
from typing import get_args

from dhrgraph.extract.lexicons import Cue, Lexicons
from dhrgraph.records import Document, Guidance, GuidanceType
from dhrgraph.text.blocks import Block, Role, blocks
from dhrgraph.text.headings import fold
from dhrgraph.text.passages import join

_NOTE = re.compile(r"\s{0,9}(?:<sup>|\[\^?\d+\]:)")
_FRONT = re.compile(r"[\s#*_]*(?:\d{1,2}[.)]?\s+)?[*_]*")
_LONGEST_HEADING = 100  # characters
_TYPES: dict[str, GuidanceType] = {kind: kind for kind in get_args(GuidanceType)}


def guidance(document: Document, lexicons: Lexicons) -> tuple[Guidance, ...]:
    """The statements in reading order. A theme's narrative paragraphs make one reported finding.

    In a list with list marks, a paragraph without one belongs to the item before it.
    """
    cues = [cue for cue in lexicons.guidance if cue.row["document"] == document.source.kind]
    paper = document.source.kind == "themes-paper"
    made: list[Guidance] = []
    theme: str | None = None
    kind: GuidanceType | None = None
    above: Block | None = None  # the statement's first block, while its list goes on
    for block in blocks(document.text, document.lines, lambda _, line: _role(cues, line)):
        if cue := _heading(cues, block):
            kind = _TYPES.get(cue.row["type"])
            theme = None if cue.name == "end" else theme if paper else block.text
            above = None
        elif block.level:
            theme, kind, above = block.text, None, None
        elif theme is not None and (paper or kind) and not _NOTE.match(block.line.text):
            if above and not block.kind and paper and (above.kind or kind is None):
                whole = join(document.text, [made[-1].text, block.words])
                made[-1] = Guidance(made[-1].type, theme, made[-1].order, whole)
            else:
                made.append(Guidance(kind or "reported-finding", theme, len(made) + 1, block.words))
                above = block
    return tuple(made)


def _heading(cues: list[Cue], block: Block) -> Cue | None:
    """The cue whose heading the block is; a list item is none."""
    return _cue(cues, block.text) if block.kind not in ("bullet", "letter") else None


def _role(cues: list[Cue], line: str) -> Role:
    front = _FRONT.match(line)
    return "alone" if _cue(cues, line[front.end() if front else 0 :]) else ""


def _cue(cues: list[Cue], words: str) -> Cue | None:
    if len(words) > _LONGEST_HEADING:
        return None
    folded = fold(words)
    return next((cue for cue in cues if folded and cue.pattern.search(folded)), None)
