"""The line above a plan that says whose plan it is, broken over cells or not.

    row of cells  ->  read_caption  ->  Caption
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Cell, Document, Passage, Span
from dhrgraph.text.joined import repair_heading
from dhrgraph.text.passages import words


@dataclass(frozen=True, slots=True)
class Caption:
    """The mended name of a list, where it stands, how it was mended, and whether it is the review's own list."""

    name: str
    where: Passage
    how: str
    of_review: bool


def looks_like_caption(row: Sequence[Cell], current: Caption | None, lexicons: Lexicons) -> bool:
    """Whether a row above a heading names a list, rather than ending the row before it.

    The words must start in the first two columns, be unbroken by blank cells and leave at least two columns
    blank. In the second column alone they must also read like a name, since that is where recommendations stand.
    """
    held = [n for n, cell in enumerate(row) if cell.text]
    if not held or held[0] > 1 or held != list(range(held[0], held[0] + len(held))) or len(held) > len(row) - 2:
        return False
    if row[held[0]].text[:1].isdigit():
        return False
    return held[0] == 0 or _like_name(row[1].text, current, lexicons)


def read_caption(row: Sequence[Cell], current: Caption | None, document: Document, lexicons: Lexicons) -> Caption:
    """The caption of a row; the current one again when the row is only a piece of it."""
    cells = [cell for cell in row if cell.text]
    name, how = repair_heading(
        [cell.text for cell in cells], lexicons.known_names, _seen_whole(document), lexicons.lookalikes
    )
    name = without_note(name, lexicons)
    if current and len(name) > 3 and name.casefold() in current.name.casefold():
        return current
    spans = tuple(Span(cell.span.start, cell.span.end) for cell in cells)
    of_review = any(cue.name == "review" and cue.pattern.search(name) for cue in lexicons.lists)
    return Caption(name, Passage(words(document.text, spans), spans), how, of_review)


@lru_cache(maxsize=8)
def _seen_whole(document: Document) -> frozenset[str]:
    """Short cells and lines of the document, casefolded: a name broken in one place may stand whole in another."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row)
    lines = (line.text.lstrip("0123456789.() \t") for line in document.lines)
    return frozenset(words.casefold() for words in (*cells, *lines) if 2 < len(words) < 120)


def without_note(name: str, lexicons: Lexicons) -> str:
    """The name without a remark printed after it ("NB: …")."""
    starts = [found.start() for cue in lexicons.lists if cue.name == "note" and (found := cue.pattern.search(name))]
    return name[: min(starts)].strip() if starts and min(starts) > 0 else name


def _like_name(found: str, current: Caption | None, lexicons: Lexicons) -> bool:
    name = without_note(found, lexicons)
    folded = name.casefold()
    if folded in lexicons.known_names or (current and folded in current.name.casefold()):
        return True
    if any(cue.name == "review" and cue.pattern.search(name) for cue in lexicons.lists):
        return True
    terms = [term for term in name.split() if term[:1].isalpha() and len(term) > 3]
    return bool(terms) and len(terms) <= 10 and all(term[0].isupper() for term in terms)
