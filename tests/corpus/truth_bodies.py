"""Real bodies of one partnership's area, each with a name a review might print and the name we should give it.

    ontology/partnerships.csv, ontology/registers/*.csv  ->  bodies_of(partnership)  ->  {kind: (Body, …)}

A printed name that two records of the area share is left out: there the truth would be a matter of opinion.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dhrgraph.config import register_tables
from dhrgraph.reconcile.register.records import AuthorityRecord
from dhrgraph.reconcile.register.register import Register, build_register
from dhrgraph.resources import folder

NATIONAL = ("Home Office", "Ministry of Justice", "NHS England", "College of Policing", "Department for Education",
            "Crown Prosecution Service", "Probation Service", "Department for Work and Pensions")  # fmt: skip
COLLECTIVE = {
    "All Agencies": ("All Agencies", "All agencies", "All partner agencies"),
    "General Practitioners": ("General Practitioners", "GPs", "GP Practices"),
    "Local Agencies": ("Local Agencies", "All local agencies"),
}
OF_SEEDS = {"Sefton", "Liverpool", "Nottingham"}
INVENTED = ("Willowmere Women’s Refuge", "The Larkfield Advocacy Project", "Stepping Forward Together")


@dataclass(frozen=True)
class Body:
    """A body as printed, and its canonical name: None when no record names it."""

    printed: str
    canonical: str | None
    collective: bool = False


@dataclass(frozen=True)
class Partnership:
    """A row of partnerships.csv."""

    code: str
    name: str
    councils: tuple[str, ...]


@cache
def _register() -> Register:
    return build_register(register_tables(folder("ontology")))


@cache
def _by_council() -> dict[str, list[AuthorityRecord]]:
    found: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for record in _register().records.values():
        for council in record.areas:
            found[council].append(record)
    return found


@cache
def partnerships() -> tuple[Partnership, ...]:
    """All but those of the seeds, in the file's order."""
    with (Path(folder("ontology")) / "partnerships.csv").open(encoding="utf-8", newline="") as file:
        rows = [Partnership(r["code"], r["name"], tuple(r["councils"].split(";"))) for r in csv.DictReader(file)]
    return tuple(row for row in rows if row.name not in OF_SEEDS and "," not in row.name)


def _labels(record: AuthorityRecord) -> list[str]:
    """Its names, written out or made by a form, without misprints."""
    names = (name.words for name in _register().names_of(record.slug) if name.method != "misprint")
    return [record.label, *sorted({*names} - {record.label})]


@cache
def _trusts() -> tuple[Body, ...]:
    names = sorted(record.label for record in _register().records.values())
    return tuple(Body(name, name) for name in names if name.endswith("NHS Foundation Trust"))


@cache
def bodies_of(partnership: Partnership) -> dict[str, tuple[Body, ...]]:
    """Printed names by kind of body: "partnership", "local", "trust", "national", "collective", "unknown".

    Example:
        >>> found = bodies_of(next(p for p in partnerships() if p.name == "Basildon"))
        >>> Body("Essex Police", "Essex Police") in found["local"]
        True
    """
    here: dict[str, dict[str, str]] = defaultdict(dict)  # classification -> printed -> canonical
    owners: dict[str, set[str]] = defaultdict(set)
    for council in partnership.councils:
        for record in _by_council()[council]:
            for label in _labels(record):
                owners[label].add(record.label)
                here[record.type][label] = record.label
    local = [
        Body(printed, canonical)
        for kind, names in sorted(here.items())
        if kind != "community-safety-partnership"
        for printed, canonical in sorted(names.items())
        if len(owners[printed]) == 1 and _usable(printed)
    ]
    own = here["community-safety-partnership"]
    return {
        "partnership": tuple(Body(n, c) for n, c in sorted(own.items()) if partnership.name in n and _usable(n)),
        "local": tuple(local),
        "trust": _trusts(),
        "national": tuple(_named(NATIONAL)),
        "collective": tuple(Body(n, c, True) for c, names in COLLECTIVE.items() for n in names),
        "unknown": tuple(Body(n, None) for n in INVENTED),
    }


def _usable(printed: str) -> bool:
    """A name a report would put at the head of a plan or of a sentence."""
    return printed[0].isupper() and "Chief Constable" not in printed and printed not in {"ASC", "CSC", "Council"}


def _named(names: Iterable[str]) -> list[Body]:
    known = {record.label for record in _register().records.values()}
    return [Body(name, name) for name in names if name in known]
