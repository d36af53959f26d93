"""Recognise the heading rows of tables, wrapped, cut off or fused as extraction leaves them.

    row of cells, known headings  ->  read_heading  ->  Columns or None

What a heading means stands in `ontology/table_headings.csv`. A table's `required` fields must all be named in a
heading row; of those marked `any` at least one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dhrgraph.records import Cell

Cells = Sequence[Cell]

_LONGEST = 160  # characters of a cell that can still be a heading
_REMARK = re.compile(r"\s?\([^()]{1,60}\)$")
_DATED = re.compile(
    r"[\s,:–-]{1,3}(?:(?:as )?(?:at|of|on|to|in|by)\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:of\s)?"
    r"(?:[a-z]{3,9}[\s-](?:20)?\d{2}|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d{2}|20\d{2})$"
)
_JOINS = re.compile(r"\s?/\s?|,\s?|\s(?:and|-|–)\s")
_DONE = {"status", "progress", "completed", "completion", "outcome"}  # fields that a cell of "completion" may hold
_LEAST = 2  # known headings in a heading row


@dataclass(frozen=True, slots=True)
class Heading:
    """One known table heading (a row of `table_headings.csv`): the table it can stand in, the field it names."""

    table: str
    field: str
    words: str
    required: bool
    one_of: bool = False


class Headings(tuple[Heading, ...]):
    """The known headings, with the look-up by table made once."""

    def __hash__(self) -> int:
        """Quick, for what is remembered of them: a build has one."""
        return len(self)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Heading]]:
        """Table -> words -> heading, in the order of the rows."""
        tables: dict[str, dict[str, Heading]] = {}
        for heading in self:
            tables.setdefault(heading.table, {})[heading.words] = heading
        return tables

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of every heading."""
        return frozenset(heading.words for heading in self)


def known_headings(rows: Iterable[Mapping[str, str]]) -> Headings:
    """The known headings from the rows of their table. `also`: further tables, with what is required."""
    return Headings(heading for row in rows for heading in _headings(row))


def _headings(row: Mapping[str, str]) -> Iterator[Heading]:
    for table in (f"{row['table']}:{row['required']}", *row.get("also", "").split()):
        name, _, required = table.partition(":")
        yield Heading(name, row["field"], fold(row["heading"]), required == "yes", required == "any")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field each column holds. `merged` marks a column whose heading names two fields in one cell."""

    table: str
    fields: tuple[tuple[int, str], ...]  # column number, field; in column order
    merged: frozenset[str] = frozenset()
    unknown: tuple[tuple[int, str], ...] = ()  # column number and heading that no one has recorded
    numbered: bool = False  # a table of actions whose numbers are those of recommendations that stand elsewhere

    def field(self, column: int) -> str | None:
        """The field of a column, or None when its meaning is unknown."""
        return next((field for number, field in self.fields if number == column), None)

    def column(self, field: str) -> int | None:
        """The first column that holds `field`, or None."""
        return next((n for n, name in self.fields if name == field), None)


@lru_cache(maxsize=4096)
def fold(words: str) -> str:
    """Words as headings are compared: lower case, single spaces, "and" for "&", no mark-up or colon at the ends.

    Example:
        >>> fold("**Target  Date:**"), fold("Lead of\ufb01cer")
        ('target date', 'lead officer')
    """
    plain = (
        unicodedata.normalize("NFKC", words)
        .casefold()
        .replace("’", "'")
        .replace("(s)", "s")
        .replace("&", " and ")
        .replace("/", " / ")
    )
    folded = " ".join(plain.split()).replace(" / ", "/").strip(" :.*_/")
    return folded.rstrip("? ") if " " in folded else folded  # "Complete?" asks, "Complete" answers


def read_heading(row: Cells, after: Cells | None, headings: Headings) -> tuple[Columns, int] | None:
    """The columns a heading row names and how many rows it takes (1, or 2 when its words wrap), or None.

    Example:
        >>> cells = [Cell(w, None) for w in ("No", "Recommendation", "Action to take")]
        >>> fields = ("number", "recommendation", "action")
        >>> known = Headings(Heading("plan", f, cell.text.casefold(), False) for f, cell in zip(fields, cells))
        >>> read_heading(cells, None, known)[0].fields
        ((0, 'number'), (1, 'recommendation'), (2, 'action'))
    """
    if not any(fold(cell.text) in headings.words for cell in row if 0 < len(cell.text) <= _LONGEST):
        return None
    for taken in (2, 1) if after is not None else (1,):
        words = _merge(row, after) if taken == 2 and after is not None else [cell.text for cell in row]
        if words is None:
            continue
        best = _likest(tuple(words), headings)
        if best and (taken == 1 or _all_continue(after or (), row, headings.tables[best.table])):
            return best, taken
    return None


@lru_cache(maxsize=1024)
def _likest(words: tuple[str, ...], headings: Headings) -> Columns | None:
    """The columns of the table that a row is the heading of. Each step of extraction asks for every row again."""
    found = [_columns(words, table, headings.tables[table]) for table in headings.tables]
    return max((c for c in found if c), key=lambda c: len(c.fields) - len(c.unknown), default=None)


def is_heading_again(row: Cells, columns: Columns, headings: Headings) -> bool:
    """Whether a row repeats the heading of the table being read, however damaged.

    Every cell that holds words must be a known heading of that table, begin one, end in one, or be several run
    together; at least two must.
    """
    held = [fold(cell.text) for cell in _held(row)]
    known = headings.tables.get(columns.table, {})
    return len(held) >= 2 and any(w in known for w in held) and all(_like_heading(w, tuple(known)) for w in held)


def is_heading_rest(row: Cells, columns: Columns, headings: Headings, above: Cells) -> bool:
    """Whether a row holds the wrapped second line of the heading row `above`: "Lead" / "Officer"."""
    return _all_continue(row, above, headings.tables.get(columns.table, {}))


def _held(row: Cells) -> list[Cell]:
    return [cell for cell in row if cell.text.strip(" ,.;")]


def _merge(row: Cells, after: Cells) -> list[str] | None:
    """The words of two rows, column by column; None when the second cannot be a wrapped rest."""
    if not _held(after) or len(after) > len(row) + 3:
        return None
    below = [cell.text if cell.text.strip(" ,.;") else "" for cell in after]
    below += [""] * (len(row) - len(below))
    return [f"{cell.text} {more}".strip() for cell, more in zip(row, below, strict=False)]


def _all_continue(row: Cells, above: Cells, known: Mapping[str, Heading]) -> bool:
    held = [(n, cell.text) for n, cell in enumerate(row) if cell.text.strip(" ,.;")]
    return bool(held) and all(_continues(words, above[n].text if n < len(above) else "", known) for n, words in held)


def _continues(words: str, above: str, known: Mapping[str, Heading]) -> bool:
    over, here = fold(above), fold(words)
    together = f"{over} {here}".strip()
    return (
        together in known
        or any(together.endswith(" " + h) for h in known if " " in h)
        or (not over and any(h.endswith(" " + here) for h in known))
    )


def _columns(words: Sequence[str], table: str, known: Mapping[str, Heading]) -> Columns | None:
    """The columns of a row as a heading of `table`; None when it is none. Unknown words must be the fewer."""
    folded = [fold(cell) if len(cell) <= _LONGEST else cell for cell in words]
    if sum(cell in known for cell in folded) < _LEAST:
        return None
    found = [known.get(cell) or known.get(_bare(cell)) or _otherwise(cell, known) for cell in folded]
    named = {heading.field for heading in found if heading}
    unknown = tuple((n, words[n]) for n, heading in enumerate(found) if not heading and folded[n])
    one_of = {h.field for h in known.values() if h.one_of}
    if not {h.field for h in known.values() if h.required} <= named or (one_of and not one_of & named):
        return None
    fields = tuple((n, heading.field) for n, heading in enumerate(found) if heading)
    if len(unknown) >= len(fields):
        return None
    merged = {f for n, f in fields if f == "target" and "outcome" in folded[n]}
    return Columns(table, fields, frozenset(merged), unknown)


def _bare(folded: str) -> str:
    """A folded heading without a remark in brackets or a date behind it.

    Example:
        >>> _bare("progress as at july 2018"), _bare("lead (agency and officer)"), _bare("status 31/03/22")
        ('progress', 'lead', 'status')
    """
    return _DATED.sub("", _REMARK.sub("", folded)) if len(folded) <= _LONGEST else folded


def _otherwise(folded: str, known: Mapping[str, Heading]) -> Heading | None:
    """A heading asked as a question, of words that a narrow column broke, joined from several, or with more before it.

    Example:
        >>> words = {"no": "number", "who": "lead", "rag": "status", "progress": "progress", "completion": "completion"}
        >>> known = {said: Heading("plan", field, said, False) for said, field in words.items()}
        >>> [_otherwise(said, known).field for said in ("who?", "n o", "progress/rag")]
        ['lead', 'number', 'completion']
    """
    if not folded or len(folded) > _LONGEST:
        return None
    bare = folded.rstrip("? ")
    whole = {words.replace(" ", ""): heading for words, heading in known.items()}
    return known.get(bare) or whole.get(bare.replace(" ", "")) or _joined(bare, known) or _ending(folded, known)


def _joined(folded: str, known: Mapping[str, Heading]) -> Heading | None:
    """Known headings joined by "/", "and" or a comma: all of one field, or all about what was done."""
    parts = [known.get(_bare(part.strip())) for part in _JOINS.split(folded)]
    fields = {part.field if part else "" for part in parts}
    if len(parts) > 1 and len(fields) == 1:
        return parts[0]
    if len(parts) > 1 and fields <= _DONE:
        return next((heading for heading in known.values() if heading.field == "completion"), None)
    return None


def _ending(folded: str, known: Mapping[str, Heading]) -> Heading | None:
    """A heading with a piece of the caption stuck before it: "r panel recommenda recommendation"."""
    if len(folded) > _LONGEST:
        return None
    fitting = [h for words, h in known.items() if folded.endswith(" " + words) and len(words) > 3]
    return max(fitting, key=lambda h: len(h.words), default=None)


@lru_cache(maxsize=1024)
def _like_heading(words: str, known: tuple[str, ...]) -> bool:
    if len(words) > _LONGEST:
        return False
    return any(h == words or h.startswith(words + " ") or words.endswith(" " + h) for h in known) or _run(words, known)


def _run(words: str, known: Sequence[str]) -> bool:
    """Several headings run together in one cell, the last perhaps cut: "no recommendation actions lead key"."""
    rest = words
    for _ in range(12):
        fitting = [h for h in known if rest.startswith(h + " ")]
        if not fitting:
            return rest != words and any(h.startswith(rest) or h.split()[0].startswith(rest[:4]) for h in known)
        rest = rest[len(max(fitting, key=len)) :].lstrip()
    return False
