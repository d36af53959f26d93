"""The prose of a report in sections: which blocks stand under which heading.

    Document, Lexicons  ->  outline  ->  Section for each heading that ontology/report_headings.csv knows

A line in a table of contents has nothing below it and does no harm.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from dhrgraph.extract.bodies import bracketed_body
from dhrgraph.extract.captions import list_heading
from dhrgraph.extract.forms import entries
from dhrgraph.extract.labels import Label, learning_label, recommendation_label
from dhrgraph.extract.lexicons import Lexicons, first_match, speaks, whole_match
from dhrgraph.records import Document, Line, Table
from dhrgraph.text.blocks import Block, Role, blocks
from dhrgraph.text.headings import fold, read_heading

_LONGEST_HEADING = 130  # characters
_OTHER = "other"  # a section of which nothing is read but labels
_TITLE_WORDS = 8  # of a section's heading that nobody has recorded
_LONGEST_MARK = 100  # characters of a mark that every page bears
_ENDED = (".", "!", "?", ":", ")", "”", '"')
_FRONT = re.compile(r"[\s>#*_]*(?:\(?\d{1,3}(?:\.\d{1,3}){0,4}[.):]?\s+)?[*_]*")
_NUMBERED = re.compile(r"(?:section|chapter|part|appendix|annexe?)\s\w{1,4}\W{1,4}")  # "Section 8: Recommendations"
_CELL = re.compile(r"(?P<label>[^:]{2,60}):\s*(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a known kind ("" before the first), and the blocks below it up to the next."""

    kind: str
    heading: Block | None
    blocks: tuple[Block, ...]


def outline(document: Document, lexicons: Lexicons) -> tuple[Section, ...]:
    """The sections in reading order. Tables are left out; so are page numbers."""
    made: list[Section] = []
    kind, heading, below = "", None, list[Block]()
    for block in blocks(document.text, tuple(_prose(document, lexicons)), partial(_role, _Lines(lexicons))):
        found = section_kind(block, lexicons) or (_OTHER if heading and _ends(heading, block) else None)
        if found:
            made.append(Section(kind, heading, tuple(below)))
            kind, heading, below = found, block, []
        else:
            below.append(block)
    return (*made, Section(kind, heading, tuple(below)))


def section_around(sections: Sequence[Section], place: int) -> Section | None:
    """The section in which a place of the text stands; None before the first heading. They are in reading order."""
    at = bisect_right(sections, place, key=lambda section: section.heading.line.span.start if section.heading else -1)
    return sections[at - 1] if at and sections[at - 1].heading else None


def _ends(heading: Block, block: Block) -> bool:
    """Whether a heading nobody has recorded ends the section: of a higher rank, or numbered as the next section."""
    if block.level < heading.level and block.level:
        return True
    if block.level != heading.level:
        return False
    titled = block.lines == 1 and len(block.text.split()) <= _TITLE_WORDS and not block.text.endswith(_ENDED)
    numbered = titled and block.kind == heading.kind == "number" and heading.mark.isdecimal() and block.mark.isdecimal()
    return numbered and int(block.mark) == int(heading.mark) + 1


def section_kind(block: Block, lexicons: Lexicons) -> str | None:
    """The kind of section that a block is the heading of, or None. Neither a sentence nor a list item is a heading."""
    if block.kind in ("bullet", "letter") or block.lines > 2 or len(block.text) > _LONGEST_HEADING:
        return None
    if block.text.endswith((".", ";", ",")) and not block.text.isupper():
        return None
    return _kind_of(block.text, lexicons)


def _kind_of(heading: str, lexicons: Lexicons) -> str | None:
    folded = fold(heading)
    forms = dict.fromkeys((_NUMBERED.sub("", folded, count=1), folded))
    found = next((m for form in forms if (m := whole_match(lexicons.sections, form))), None)
    return found[0] if found else None


def labelled_cell(words: str, lexicons: Lexicons) -> tuple[str, int] | None:
    """The plan's field that a line names before a colon, and where its words begin: "Lead agency: …"."""
    found = _CELL.fullmatch(words)
    heading = lexicons.headings.tables.get("plan", {}).get(fold(found["label"])) if found else None
    if found is None or heading is None or heading.field in ("number", "recommendation"):
        return None
    return heading.field, found.start("rest")


def _prose(document: Document, lexicons: Lexicons) -> Iterator[Line]:
    """The lines outside tables, and the cells of tables that are mere frames around words.

    Pairs parted by a tab ("Published:", "May 2020") are prose, if no known table; so are boxes of one column.
    """
    tables = [table for table in document.tables if not _is_pairs(table, lexicons)]
    at = 0
    for line in document.lines:
        while at < len(tables) and tables[at].span.end <= line.span.start:
            at += 1
        if at == len(tables) or line.span.start < tables[at].span.start:
            yield line
        elif _is_box(tables[at]):
            cells = (cell for row in tables[at].rows for cell in row if cell.text)
            inside = (cell.span for cell in cells if line.span.start <= cell.span.start < line.span.end)
            yield from (Line(line.number, document.text[span.start : span.end], span) for span in inside)


def _is_pairs(table: Table, lexicons: Lexicons) -> bool:
    """Whether a table of tabs has two columns at most and no heading: lines of text with a tab in them."""
    wide = any(len(row) > 2 or read_heading(row, None, lexicons.headings) for row in table.rows)
    return not wide and table.form != "pipes" and not entries(table, lexicons)


def _is_box(table: Table) -> bool:
    """Whether no row of a table holds more than one cell with words: a frame around a paragraph."""
    return all(sum(bool(cell.text) for cell in row) <= 1 for row in table.rows)


class _Lines:
    """What is known of the lines of one document: blocks ask of each several times."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.role = cache(partial(_role_alone, lexicons))
        self.names_list = cache(lambda line: list_heading(_bare(line), lexicons) is not None)


def _role(lines: _Lines, before: str, line: str) -> Role:
    """Whether a line starts a block, is a heading or label by itself, or is a page's mark, whatever is around it."""
    role = lines.role(line)
    if role or (before and not before.endswith(_ENDED)) or len(_bare(line)) > _LONGEST_HEADING:
        return role
    return "alone" if lines.names_list(line) else ""


def _bare(line: str) -> str:
    """A line without hashes, number and mark-up."""
    front = _FRONT.match(line)
    return line[front.end() if front else 0 :].replace("**", "").replace("__", "").strip("*_ ")


def _role_alone(lexicons: Lexicons, line: str) -> Role:
    """The same as far as it does not depend on the line before."""
    if len(line) <= _LONGEST_MARK and not line.endswith((".", ";")) and speaks(lexicons.lists, line, "furniture"):
        return "none"
    bare = _bare(line)
    if len(bare) <= _LONGEST_HEADING and _kind_of(bare, lexicons):
        return "alone"
    if bracketed_body(bare, lexicons):
        return "alone"
    label = recommendation_label(bare, lexicons) or learning_label(bare, lexicons) or _part_label(bare, lexicons)
    if label:
        return "alone" if label.rest[0] >= len(bare) else "starts"
    return "starts" if first_match(lexicons.recommending, bare, "aside") or labelled_cell(bare, lexicons) else ""


def _part_label(words: str, lexicons: Lexicons) -> Label | None:
    found = whole_match(lexicons.learning, words, "narrative", "lesson", "agencies")
    if found is None:
        return None
    rest = found[1].groupdict().get("rest")
    return Label(None, (len(words) - len(rest or ""), len(words)))
