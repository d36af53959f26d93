"""The Home Office library of reviews, as its list of partnerships says: how many it holds under each name.

rows of library.csv  ->  read_library  ->  Library
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of the list, and how many reviews are held under it, maybe none.

    `codes` are those of the partnership areas (ONS) it stands for, `takes_in` of all areas it files there.
    """

    name: str
    reviews: int
    codes: frozenset[str]
    takes_in: frozenset[str]
    region: str


@dataclass(frozen=True, slots=True)
class Library:
    """The list as it stood in the month `as_at` ("2026-03")."""

    names: tuple[Listed, ...]
    as_at: str

    @property
    def reviews(self) -> int:
        """How many reviews it holds in all."""
        return sum(name.reviews for name in self.names)

    @property
    def partnerships(self) -> int:
        """Under how many names there is a review."""
        return sum(name.reviews > 0 for name in self.names)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that it has a review from, sorted."""
        return tuple(sorted({name.region for name in self.names if name.reviews}))

    @property
    def month(self) -> str:
        """Its month in words.

        Example:
            >>> Library((), "2026-03").month
            'March 2026'
        """
        year, _, month = self.as_at.partition("-")
        return f"{_MONTHS[int(month) - 1]} {year}" if month else year

    def files(self, codes: frozenset[str]) -> Listed | None:
        """The name under which it files reviews of an area; None when no name of its list takes the area in whole.

        A name under which there are reviews comes first, then the narrowest: a review of one district of Kent is
        filed under "Kent", as all of them are.

        Example:
            >>> kent = Listed("Kent", 28, frozenset("AB"), frozenset("AB"), "South East")
            >>> ashford = Listed("Ashford", 0, frozenset("A"), frozenset("A"), "South East")
            >>> Library((ashford, kent), "2026-03").files(frozenset("A")).name
            'Kent'
        """
        fitting = [name for name in self.names if codes and codes <= name.takes_in]
        return min(fitting, key=lambda name: (not name.reviews, len(name.takes_in), name.name), default=None)


def read_library(rows: Iterable[Mapping[str, str]], areas: Container[str] | None = None) -> Library:
    """The list from the rows of library.csv.

    Raises:
        VocabularyError: a row that lacks a column, whose number of reviews or month is none, or that has a code which
            is not among the `areas`, where these are given.

    Example:
        >>> row = {"name": "Aton", "reviews": "2", "codes": "A;B", "codes_also": "", "region": "N", "as_at": "2026-03"}
        >>> read_library([row]).files(frozenset("B")).reviews
        2
    """
    kept = tuple(rows)
    names = tuple(_listed(line, row) for line, row in enumerate(kept, 2))
    for line, name in enumerate(names, 2):
        unknown = sorted(code for code in name.takes_in if areas is not None and code not in areas)
        if unknown:
            raise VocabularyError(
                f"ontology/library.csv row {line}, codes: no partnership area {unknown[0]}.\n"
                "  To mend: use a code of partnerships.csv."
            )
    return Library(names, max((row["as_at"] for row in kept), default=""))


def _listed(line: int, row: Mapping[str, str]) -> Listed:
    missing = {"name", "reviews", "codes", "codes_also", "region", "as_at"} - set(row)
    if missing or not row["reviews"].isdecimal() or not _MONTH.fullmatch(row["as_at"]):
        raise VocabularyError(
            f"ontology/library.csv row {line}: {', '.join(sorted(missing)) or 'reviews or as_at'} cannot be read.\n"
            "  To mend: give it a name, a number of reviews, codes joined by ';', a region and a month (2026-03)."
        )
    codes = _codes(row["codes"])
    return Listed(row["name"], int(row["reviews"]), codes, codes | _codes(row["codes_also"]), row["region"])


def _codes(cell: str) -> frozenset[str]:
    return frozenset(code for code in cell.split(";") if code)
