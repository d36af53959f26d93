"""What a report may be asked with, and the records that its sections count: recommendations and reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dhrgraph.network.occurrences import Occurrence, Thing

Progress: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen: how many randomisations the question of chance is asked with (0: not asked; None: as many as
    the graph's size lets one wait for), the day that actions are judged by ("" for the latest that a document states),
    and who is told how far the work has come (what is being done, how much of it is, of how much)."""

    randomisations: int | None = None
    as_at: str = ""
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One recommendation: where it was made, whom it is put to (as named) and on what. Each sorted by IRI."""

    id: str
    review: Thing
    partnership: Thing | None
    addressees: tuple[Thing, ...]
    themes: tuple[Thing, ...]
    known_as: frozenset[str]  # the bodies it is put to and all that took their place
    broader: frozenset[str]  # its themes and the ones above them


@dataclass(frozen=True, slots=True)
class Review:
    """One review. `published` and `death` are as the graph has them ("2024-01", "2020") or empty."""

    id: str
    label: str
    partnership: str
    published: str
    death: str
    learning: int
    actions: int


def asked_of(one: str, rows: Sequence[Occurrence]) -> Asked:
    """One recommendation, from its occurrences: one at least."""
    addressees = {row.addressee.id: row.addressee for row in rows if row.addressee}
    themes = {row.theme.id: row.theme for row in rows if row.theme}
    return Asked(
        one,
        rows[0].review,
        rows[0].partnership,
        tuple(addressees[key] for key in sorted(addressees)),
        tuple(themes[key] for key in sorted(themes)),
        frozenset(body for row in rows for body in row.known_as),
        frozenset(theme.id for row in rows for theme in (row.theme, row.broader) if theme),
    )
