"""Deaths as a table of cases lists them: the case only, never a person.

    incidents.csv  ->  DeathRegister  ->  statements about each death

The table is the metadata of a library of reviews: a factor that is not tagged was not tagged there, which does not say
that it was absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dhrgraph.records.documents import Issue, Source
from dhrgraph.records.findings import Review
from dhrgraph.records.matches import Match, PartnershipName

FactorCode: TypeAlias = str  # the part behind "cv:factor-"


@dataclass(frozen=True, slots=True)
class Death:
    """One row: a death, or deaths in one incident, that a review is about.

    `id` is the table's own. `row` counts as a spreadsheet does, the heading being row 1; it is no part of what is said.
    `date` is "YYYY-MM", "YYYY" or None. `region`, `cause` and `place` are codes, None where the table is silent.
    `factors` are the codes of those tagged; of all others nothing is known.

    Example:
        >>> Death("INC-0001", PartnershipName("Sefton", "Sefton"), date="2018-09").year
        2018
    """

    id: str
    csp: PartnershipName
    region: str | None = None
    date: str | None = None
    cause: str | None = None
    place: str | None = None
    factors: frozenset[FactorCode] = frozenset()
    row: int = 0
    partnership: Match | None = None

    @property
    def year(self) -> int | None:
        """The year of death, where the table gives one."""
        return int(self.date[:4]) if self.date else None


@dataclass(frozen=True, slots=True)
class DeathRegister:
    """A whole table of cases: where it comes from, its deaths by id, and what a person should look at."""

    source: Source
    deaths: tuple[Death, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class DeathLink:
    """A death that a review may be about, for a person to decide; `candidates` counts those of the same review."""

    review: Review
    death: Death
    why: str
    candidates: int
