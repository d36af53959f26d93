"""Recognise the heading rows of tables, wrapped, cut off or fused as extraction leaves them.

    row of cells, known headings  ->  read_heading  ->  Columns or None
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.records import Cell

Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Heading:
    """One known table heading (a row of `table_headings.csv`): the table it can stand in, the field it names."""

    table: str
    field: str
    words: str
    required: bool


def known_headings(rows: Iterable[Mapping[str, str]]) -> tuple[Heading, ...]:
    """The known headings from the rows of their table."""
    return tuple(Heading(row["table"], row["field"], row["heading"], row["required"] == "yes") for row in rows)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field each column holds. `merged` marks a column whose heading names two fields in one cell."""

    table: str
    fields: tuple[tuple[int, str], ...]  # column number, field; in column order
    merged: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()  # headings no one has recorded

    def field(self, column: int) -> str | None:
        """The field of a column, or None when its meaning is unknown."""
        return dict(self.fields).get(column)

    def column(self, field: str) -> int | None:
        """The first column that holds `field`, or None."""
        return next((n for n, name in self.fields if name == field), None)


def fold(words: str) -> str:
    """Words as headings are compared: lower case, single spaces, no closing colon.

    Example:
        >>> fold("Target  Date:")
        'target date'
    """
    return " ".join(words.casefold().split()).strip(" :.*")


def read_heading(row: Cells, after: Cells | None, headings: Sequence[Heading]) -> tuple[Columns, int] | None:
    """The columns a heading row names and how many rows it takes (1, or 2 when its words wrap), or None.

    A row is a heading when every required field of one table is named in it and at least two thirds of its
    cells are known headings, or beginnings of one that the next row completes, or end in one.

    Example:
        >>> cells = [Cell(w, None) for w in ("No", "Recommendation", "Action to take")]
        >>> known = [Heading("plan", "number", "no", False), Heading("plan", "recommendation", "recommendation", True),
        ...          Heading("plan", "action", "action to take", True)]
        >>> read_heading(cells, None, known)[0].fields
        ((0, 'number'), (1, 'recommendation'), (2, 'action'))
    """
    for taken in (2, 1) if after is not None else (1,):
        words = _merge(row, after) if taken == 2 and after is not None else [cell.text for cell in row]
        if words is None:
            continue
        found = [_columns(words, table, headings) for table in dict.fromkeys(h.table for h in headings)]
        best = max((c for c in found if c), key=lambda c: len(c.fields) - len(c.unknown), default=None)
        if best and (taken == 1 or _completes(row, after or (), best.table, headings)):
            return best, taken
    return None


def is_heading_again(row: Cells, columns: Columns, headings: Sequence[Heading]) -> bool:
    """Whether a row repeats the heading of the table being read, however damaged.

    Every cell that holds words must be a known heading of that table, begin one, end in one, or be several run
    together; at least two must.
    """
    held = [fold(cell.text) for cell in row if cell.text.strip(" ,.;")]
    known = [h.words for h in headings if h.table == columns.table]
    whole = sum(words in known for words in held)
    return len(held) >= 2 and whole >= 1 and all(_like_heading(words, known) for words in held)


def is_heading_rest(row: Cells, columns: Columns, headings: Sequence[Heading], above: Cells) -> bool:
    """Whether a row holds the wrapped second line of the heading row `above`: "Lead" / "Officer"."""
    held = [(n, cell.text) for n, cell in enumerate(row) if cell.text.strip(" ,.;")]
    known = {h.words for h in headings if h.table == columns.table}
    return bool(held) and all(_continues(n, words, above, known) for n, words in held)


def _merge(row: Cells, after: Cells) -> list[str] | None:
    if not any(cell.text for cell in after) or len(after) > len(row) + 3:
        return None
    below = [cell.text if cell.text.strip(" ,.;") else "" for cell in after]
    below += [""] * (len(row) - len(below))
    return [f"{cell.text} {more}".strip() for cell, more in zip(row, below, strict=False)]


def _completes(row: Cells, after: Cells, table: str, headings: Sequence[Heading]) -> bool:
    known = {h.words for h in headings if h.table == table}
    held = [(n, cell.text) for n, cell in enumerate(after) if cell.text.strip(" ,.;")]
    return bool(held) and all(_continues(n, words, row, known) for n, words in held)


def _continues(column: int, words: str, above: Cells, known: set[str]) -> bool:
    over = fold(above[column].text) if column < len(above) else ""
    together = f"{over} {fold(words)}".strip()
    return together in known or any(together.endswith(" " + h) for h in known if " " in h) or (
        not over and any(h.endswith(" " + fold(words)) for h in known)
    )


def _columns(words: Sequence[str], table: str, headings: Sequence[Heading]) -> Columns | None:
    known = {h.words: h for h in headings if h.table == table}
    required = {h.field for h in known.values() if h.required}
    fields: list[tuple[int, str]] = []
    unknown: list[str] = []
    for number, cell in enumerate(words):
        folded = fold(cell)
        heading = known.get(folded) or _ending(folded, known)
        if heading:
            fields.append((number, heading.field))
        elif folded:
            unknown.append(cell)
    named = {field for _, field in fields}
    if not required <= named or len(fields) < 3 or len(unknown) * 2 > len(fields):
        return None
    merged = {f for n, f in fields if f == "target" and "outcome" in fold(words[n])}
    return Columns(table, tuple(fields), frozenset(merged), tuple(unknown))


def _ending(folded: str, known: dict[str, Heading]) -> Heading | None:
    """A heading with a piece of the caption stuck before it: "r panel recommenda recommendation"."""
    fitting = [h for words, h in known.items() if folded.endswith(" " + words) and len(words) > 3]
    return max(fitting, key=lambda h: len(h.words), default=None)


def _like_heading(words: str, known: Sequence[str]) -> bool:
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
