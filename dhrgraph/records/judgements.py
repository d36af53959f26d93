"""What a person decided: one row of a table of judgements, and what of it a match or a theme keeps.

A row is about a name in documents of an area ("agency"), a theme of a text ("theme"), two documents ("same-review")
or a review and a recorded death ("death"). `by` is always a role, never a person's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

JudgementKind: TypeAlias = Literal["agency", "theme", "same-review", "death"]


@dataclass(frozen=True, slots=True)
class Judged:
    """That a person decided: the role, the date ("YYYY-MM-DD"), and the row where it is written."""

    by: str
    on: str
    row: str


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One row in which something is decided, its cells clean. `row` counts as a spreadsheet does, the heading being 1.

    `what` is the mention, the theme's id or label, a document, or a review; `area` are councils' codes joined by ";"
    (empty: everywhere); `wording` the key of the text that has the theme; `other` the other document, or the death.

    Example:
        >>> row = JudgementRow("theme", "marac", "yes", "analyst", "2026-01-31", wording="501fe928f131", row=3)
        >>> row.place, row.at("decision")
        ('judgements.csv row 3', 'judgements.csv row 3, column decision')
    """

    kind: JudgementKind
    what: str
    decision: str
    by: str
    on: str
    area: str = ""
    wording: str = ""
    other: str = ""
    note: str = ""
    file: str = "judgements.csv"
    row: int = 0

    @property
    def place(self) -> str:
        """The file and the row, for messages."""
        return f"{self.file} row {self.row}"

    def at(self, column: str) -> str:
        """The file, the row and the column, for messages."""
        return f"{self.place}, column {column}"

    @property
    def judged(self) -> Judged:
        """What a match or a theme keeps of it."""
        return Judged(self.by, self.on, self.place)
