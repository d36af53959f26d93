"""The heading rows of tables on PDF pages, by the known headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from dhrgraph.read.own_tables import read_rows
from dhrgraph.read.pdf_tables.cells import cell_of
from dhrgraph.read.pdf_tables.records import WordRow
from dhrgraph.resources import folder
from dhrgraph.text.headings import Columns, Headings, fold, known_headings, read_heading

_LOOK = 8  # rows from the top in which a heading may stand
_WINDOW = 12  # lines of text that a heading may be spread over
_LONG = 400  # characters: no line of a heading is so long
_TOKEN = re.compile(r"[^\s/]+")


@lru_cache(maxsize=1)
def headings() -> Headings:
    """The known headings, read once."""
    return known_headings(read_rows(folder("ontology") / "table_headings.csv", "ontology/table_headings.csv"))


def find_heading(rows: Sequence[WordRow], known: Headings) -> tuple[Columns, int] | None:
    """What the heading near the top of a table names, and at which row its words end; None without one."""
    cells = [[cell_of(cell, heading_words()) for cell in row] for row in rows[: _LOOK + 1]]
    for at, row in enumerate(cells[:_LOOK]):
        found = read_heading(row, cells[at + 1] if at + 1 < len(cells) else None, known)
        if found:
            return found[0], at + found[1]
    return None


@lru_cache(maxsize=1)
def heading_words() -> frozenset[str]:
    """Every word that occurs in a known heading."""
    return frozenset(token for words in headings().words for token in _TOKEN.findall(words))


def has_heading_words(words: Sequence[str]) -> bool:
    """Whether most words of a line occur in known headings."""
    folded = [token for word in words if len(word) < 40 for token in _TOKEN.findall(fold(word))]
    return _mostly(folded, heading_words())


def names_heading(lines: Sequence[str]) -> bool:
    """Whether the lines of a page's text hold the words of a known table heading close together.

    Cheap, and rather once too often than too seldom: lines made mostly of heading words count, if no full stop ends
    them.

    Example:
        >>> names_heading(["No", "Recommendation", "Lead", "Agency"]), names_heading(["The agency met."])
        (True, False)
    """
    tokens = heading_words()
    folded = ["" if len(line) > _LONG or line.rstrip().endswith(".") else fold(line) for line in lines]
    likely = [n for n, line in enumerate(folded) if line and _mostly(_TOKEN.findall(line), tokens)]
    for start in likely:
        near = [folded[n] for n in likely if start <= n < start + _WINDOW]
        if _names_table(f" {' '.join(near)} ".replace("/", " / ")):
            return True
    return False


def _mostly(words: Sequence[str], tokens: Collection[str]) -> bool:
    return bool(words) and sum(word in tokens for word in words) * 5 >= len(words) * 3


def _names_table(said: str) -> bool:
    """Whether the headings that a table must have are said, and two in all, in any order."""
    for known in headings().tables.values():
        found = [heading for words, heading in known.items() if f" {words.replace('/', ' / ')} " in said]
        fields = {heading.field for heading in found}
        required = {heading.field for heading in known.values() if heading.required}
        one_of = {heading.field for heading in known.values() if heading.one_of}
        if len(fields) > 1 and required <= fields and (not one_of or one_of & fields):
            return True
    return False
