"""The checks of ontology/checks/: what is wrong in ontology/*.ttl, how badly, and what a person has waived.

    ontology/  ->  run  ->  tuple[Outcome, ...], one a check

A check is a question in SPARQL that returns violations (`?term`, `?found`), so that no rows means all is well, and a
row of severity.csv that says how bad it is, what is wrong and how to mend it. A row of waivers.csv (a check, a term or
*, the reason, the day) takes violations out of the count, and is itself wrong when nothing needs it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store import Store
from dhrgraph.publish.release.outside import Rows, ill_typed, listed_terms, misspelt
from dhrgraph.read.own_tables import read_rows

Severity = Literal["ERROR", "WARN", "INFO"]

FILES = ("dhr", "external", "shapes", "codes", "themes")  # what is checked and released, as ontology/NAME.ttl
UNUSED_WAIVER = "waiver_unused"  # the check of the waivers themselves


@dataclass(frozen=True, slots=True)
class Check:
    """A row of severity.csv. `source` names the catalogue that the check is from, such as "OOPS P08"."""

    name: str
    severity: Severity
    wrong: str
    mend: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: violations that count, each (term, what was found), sorted; and how many were waived."""

    check: Check
    violations: Rows
    waived: int


def run(ontology: Path) -> tuple[Outcome, ...]:
    """Every check on the FILES of the folder `ontology`, by name; about half a second.

    Raises:
        VocabularyError: a check without a row in severity.csv, a row without a check, or a file that is not Turtle.

    Example:
        >>> from dhrgraph.resources import folder
        >>> [outcome.check.name for outcome in run(folder("ontology")) if outcome.violations]
        []
    """
    return run_on(load(ontology), ontology / "checks")


def run_on(store: Store, checks: Path) -> tuple[Outcome, ...]:
    """Every check of the folder `checks` on a store."""
    rows = read_checks(checks / "severity.csv")
    asked = questions(checks)
    if rows.keys() != {*asked, UNUSED_WAIVER}:
        odd = ", ".join(sorted(rows.keys() ^ {*asked, UNUSED_WAIVER}))
        raise VocabularyError(f"severity.csv: a check without a row, or a row without a check: {odd}")
    waivers = read_waivers(checks / "waivers.csv")
    found = {name: ask(store) for name, ask in asked.items()}
    outcomes = [_judged(rows[name], found[name], waivers.get(name, frozenset())) for name in asked]
    unused = _judged(rows[UNUSED_WAIVER], _unused(waivers, found), frozenset())
    return tuple(sorted([*outcomes, unused], key=lambda outcome: outcome.check.name))


def questions(checks: Path) -> dict[str, Callable[[Store], Rows]]:
    """The checks by name: the .rq files, and the two that SPARQL cannot ask."""
    listed = listed_terms(checks / "vocabularies.csv")
    in_sparql = {file.stem: _select(file) for file in sorted(checks.glob("*.rq"))}
    return in_sparql | {"ill_typed": ill_typed, "outside_term": lambda store: misspelt(store, listed)}


def load(ontology: Path) -> Store:
    """The ontology, its shapes, codes and themes as one graph.

    Raises:
        VocabularyError: one is not Turtle.
    """
    data = b"\n".join((ontology / f"{name}.ttl").read_bytes() for name in FILES)
    try:
        return Store.memory(data, "turtle")
    except SyntaxError as problem:
        raise VocabularyError(f"{ontology.name}/*.ttl: not Turtle: {problem}") from problem


def read_checks(file: Path) -> dict[str, Check]:
    """severity.csv by the name of the check.

    Raises:
        VocabularyError: a severity other than ERROR, WARN and INFO, or a name twice.
    """
    checks: dict[str, Check] = {}
    for row in read_rows(file):
        if row["severity"] not in get_args(Severity) or row["check"] in checks:
            raise VocabularyError(f"{file.name}: {row['check']}: twice, or of no severity ({row['severity']})")
        severity = cast(Severity, row["severity"])
        checks[row["check"]] = Check(row["check"], severity, row["wrong"], row["mend"], row["source"])
    return checks


def read_waivers(file: Path) -> dict[str, frozenset[str]]:
    """waivers.csv: by check, the terms (or "*") whose violations do not count.

    Raises:
        VocabularyError: a waiver without reason or day.
    """
    waivers: dict[str, frozenset[str]] = {}
    for row in read_rows(file):
        if not row["reason"] or not row["date"]:
            raise VocabularyError(f"{file.name}: {row['check']}: a waiver says why and since when")
        waivers[row["check"]] = waivers.get(row["check"], frozenset()) | {row["term"]}
    return waivers


def _select(file: Path) -> Callable[[Store], Rows]:
    sparql = file.read_text(encoding="utf-8")
    return lambda store: tuple((str(term), str(found)) for term, found in store.select(sparql).rows)


def _judged(check: Check, found: Rows, waived: frozenset[str]) -> Outcome:
    kept = tuple(sorted({row for row in found if not waived & {row[0], "*"}}))
    return Outcome(check, kept, len(set(found)) - len(kept))


def _unused(waivers: Mapping[str, Iterable[str]], found: Mapping[str, Rows]) -> Rows:
    """Waivers of checks that do not exist, or that waive nothing, as (term, check)."""
    return tuple(
        (term, check)
        for check, terms in waivers.items()
        for term in terms
        if not any(term in (row[0], "*") for row in found.get(check, ()))
    )
