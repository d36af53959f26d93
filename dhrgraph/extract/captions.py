"""Whose list it is: the heading above recommendations or a plan, broken over cells or not.

words          ->  list_heading  ->  ListHeading: the review's own list, a body's, a group of lists, none
row of cells   ->  Captions      ->  Caption
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons, speaks, whole_match
from dhrgraph.records import EMPTY, Cell, Document, Line, Passage, Span, Table
from dhrgraph.text.joined import repair_heading
from dhrgraph.text.passages import part, plain, words
from dhrgraph.text.patterns import BULLETS

ListKind = Literal["review", "body", "group", "plan"]

_HASHES = re.compile(r"\s{0,9}#{1,6}\s+")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Za-z])")  # its number, before a section's heading
_REMARK = re.compile(r"\s?\([^()]{1,60}\)$")  # "(updated May 2022)"
_ITEM = re.compile(rf"\s*(?:[{re.escape(BULLETS)}]\s|\(?[a-z]{{1,3}}[.)\]]\s)")
_FURNITURE = re.compile(r"\W*(?:[Pp]age\s+)?\d{0,4}(?:\s+of\s+\d+)?\W*|[A-Z][A-Z \W]{2,40}")  # a page's number or mark
_MOST_TERMS = 12  # words of a name
_SMALL = 3  # letters: "of", "and" may stand small in a name
_NEAR = 12  # lines above a table in which its caption may stand
_LONGEST = 120  # characters of a name that a document may hold whole elsewhere


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What a heading says: of which kind the list is, and where in the heading the name stands."""

    kind: ListKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """The mended name of a list, where it stands, how it was mended, and whether it is a body's list.

    In the review's own list (`of_review`) the addressee is read out of each sentence.
    """

    name: str
    where: Passage
    how: str
    of_review: bool


def list_heading(heading: str, lexicons: Lexicons) -> ListHeading | None:
    """What a heading says of the list below it; None when it is about a topic.

    "Recommendations for X", "X action plan" and "X" alone are X's list, when X can name a body.
    """
    bare = heading.strip().rstrip(":.– ")
    if own := next((m for cue in lexicons.lists if cue.name == "review" and (m := cue.pattern.search(bare))), None):
        return ListHeading("review", own.start("name") if "name" in own.groupdict() else 0, len(bare))
    for kind in ("group", "plan"):
        if whole_match(lexicons.lists, bare, kind):
            return ListHeading("group" if kind == "group" else "plan", 0, len(bare))
    named = [m for cue in lexicons.lists if cue.name == "body" and (m := cue.pattern.fullmatch(bare))]
    body = next((m for m in named if is_body(m["name"], lexicons)), None)
    if body:
        return ListHeading("body", *body.span("name"))
    seen = bare.casefold() in lexicons.seen_names
    return ListHeading("body", 0, len(bare)) if seen or is_body(bare, lexicons) else None


def caption_of(source: str, heading: Passage, lexicons: Lexicons) -> Caption | None:
    """The caption that a heading line is; None when it names no list."""
    found = list_heading(heading.text, lexicons)
    return _caption(source, heading, found) if found and found.kind != "plan" else None


def _caption(source: str, heading: Passage, found: ListHeading) -> Caption:
    where = part(source, heading, found.start, found.end)
    return Caption(where.text, where, "line", found.kind != "body")


def only_words(row: Sequence[Cell]) -> Cell | None:
    """The one cell of a row that holds words, or that all others repeat as merged cells do; None for any other row."""
    held = [cell for cell in row if cell.text]
    return held[0] if held and all(cell.text == held[0].text for cell in held) else None


def tables_below_lines(document: Document) -> Iterator[tuple[Table, tuple[Line, ...]]]:
    """Each table with the lines that hold words between it and the table before."""
    starts = [line.span.start for line in document.lines]
    end = 0
    for table in document.tables:
        between = document.lines[bisect_left(starts, end) : bisect_left(starts, table.span.start)]
        yield table, tuple(line for line in between if line.text.strip())
        end = table.span.end


def caption_above(source: str, lines: Sequence[Line], lexicons: Lexicons) -> tuple[Caption | None, bool]:
    """The nearest caption in the lines above a table, and whether prose stands between: then the list is another.

    Beyond prose, a body's bare name is a caption only as a Markdown heading: else it is part of the prose.
    """
    prose = False
    for line in reversed(lines[-_NEAR:]):
        heading = heading_words(source, line)
        found = None if _ITEM.match(line.text) else list_heading(heading.text, lexicons)
        if found and found.kind == "plan":
            break
        bare = found and found.kind == "body" and found.end - found.start == len(heading.text.rstrip(":.– "))
        if found and not (prose and bare and not _HASHES.match(line.text)):
            return _caption(source, heading, found), prose
        prose = prose or not (_FURNITURE.fullmatch(line.text) or speaks(lexicons.lists, line.text, "furniture"))
    return None, prose


def named_beside(source: str, lines: Sequence[Line]) -> Caption | None:
    """The caption that a name nobody knows is, right above a table whose neighbours stand below bodies' names."""
    heading = heading_words(source, lines[-1]) if lines and not _ITEM.match(lines[-1].text) else EMPTY
    return Caption(heading.text, heading, "beside", False) if is_like_name(heading.text) else None


def is_like_name(words: str) -> bool:
    """Whether words are a few, begin with capitals but for the small ones, and have no end.

    Example:
        >>> is_like_name("Stepping Forward Together"), is_like_name("Use of interpreters"), is_like_name("Housing")
        (True, False, False)
    """
    terms = words.split()
    capitals = all(term[0].isupper() for term in terms if len(term) > _SMALL)
    ended = words.endswith((".", "!", "?", ":", ";", ","))
    return 1 < len(terms) <= _MOST_TERMS and terms[0][0].isupper() and capitals and not ended


def kind_above(source: str, lines: Sequence[Line], lexicons: Lexicons) -> ListKind | None:
    """Of which kind of list the line right above a table is the heading; None when it is none."""
    words = next((line for line in reversed(lines[-_NEAR:]) if not _FURNITURE.fullmatch(line.text)), None)
    if words is None and lines:
        words = lines[-1]  # a heading in capitals looks like a page's mark
    heading = heading_words(source, words).text if words else ""
    found = list_heading(_REMARK.sub("", _SECTION.sub("", heading, count=1)), lexicons) if heading else None
    return found.kind if found else None


def heading_words(source: str, line: Line) -> Passage:
    """A line's words without hashes, list mark and mark-up."""
    hashes = _HASHES.match(line.text)
    return plain(source, Span(line.span.start + (hashes.end() if hashes else 0), line.span.end))


class Captions:
    """The captions of one document's tables."""

    def __init__(self, document: Document, lexicons: Lexicons) -> None:
        self._document, self._lexicons = document, lexicons
        self._mended: dict[tuple[str, ...], tuple[str, str]] = {}

    def looks_like_one(self, row: Sequence[Cell], current: Caption | None) -> bool:
        """Whether a row above a heading names a list, rather than ending the row before it.

        The words must start in the first two columns, be unbroken by blank cells and leave at least two columns
        blank. In the second column alone they must also read like a name, since that is where recommendations stand.
        """
        if len(row) > 1 and all(cell.text for cell in row) and only_words(row):
            return True  # one cell over the whole width, printed in each column
        held = [n for n, cell in enumerate(row) if cell.text]
        if not held or held[0] > 1 or held != list(range(held[0], held[0] + len(held))):
            return False
        if (len(row) > 1 and len(held) > len(row) - 2) or row[held[0]].text[:1].isdigit():
            return False
        return held[0] == 0 or self._like_name(row[1].text, current)

    def read(self, row: Sequence[Cell], current: Caption | None) -> Caption:
        """The caption of a row; the current one again when the row is only a piece of it."""
        only = only_words(row)
        cells = [only] if only else [cell for cell in row if cell.text]
        known, lookalikes = self._lexicons.known_names, self._lexicons.lookalikes
        printed = tuple(cell.text for cell in cells)
        if printed not in self._mended:
            self._mended[printed] = repair_heading(printed, known, self._seen_whole, lookalikes)
        name, how = self._mended[printed]
        name = self._without_note(name)
        if current and len(name) > 3 and name.casefold() in current.name.casefold():
            return current
        found = list_heading(name, self._lexicons)
        if found and found.kind == "body":
            name = name[found.start : found.end]
        spans = tuple(cell.span for cell in cells)
        of_review = found is not None and found.kind != "body"
        return Caption(name, Passage(words(self._document.text, spans), spans), how, of_review)

    @cached_property
    def _seen_whole(self) -> frozenset[str]:
        """Short cells and lines, casefolded: a name broken in one place may stand whole in another."""
        cells = (cell.text for table in self._document.tables for row in table.rows for cell in row)
        lines = (line.text.lstrip("0123456789.()# \t").rstrip() for line in self._document.lines)
        return frozenset(said.casefold() for said in (*cells, *lines) if 2 < len(said) < _LONGEST)

    def _without_note(self, name: str) -> str:
        """The name without a remark printed after it ("NB: …")."""
        notes = [m.start() for cue in self._lexicons.lists if cue.name == "note" and (m := cue.pattern.search(name))]
        return name[: min(notes)].strip() if notes and min(notes) > 0 else name

    def _like_name(self, found: str, current: Caption | None) -> bool:
        name = self._without_note(found)
        folded = name.casefold()
        if folded in self._lexicons.known_names or (current and folded in current.name.casefold()):
            return True
        if speaks(self._lexicons.lists, name, "review"):
            return True
        terms = [term for term in name.split() if term[:1].isalpha() and len(term) > 3]
        return bool(terms) and len(terms) <= 10 and all(term[0].isupper() for term in terms)
