"""The project's own register, and a made-up one whose bodies do not exist."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from dhrgraph.config import codes_of, register_tables
from dhrgraph.graph.store import read_triples
from dhrgraph.reconcile.partnerships.resolve import Partnerships, read_partnerships
from dhrgraph.reconcile.register.bodies import EVENT_COLUMNS, SOURCE_COLUMNS
from dhrgraph.reconcile.register.faults import Codes
from dhrgraph.reconcile.register.records import COLUMNS
from dhrgraph.reconcile.register.register import Register, RegisterTables, build_register
from dhrgraph.reconcile.register.tables import Table
from dhrgraph.records import JudgementRow
from dhrgraph.resources import folder

ONTOLOGY = folder("ontology")

# A made-up county: two towns, Aton (A1) and Beton (B1), under one police force.
ATON, BETON, BOTH = frozenset({"A1"}), frozenset({"B1"}), frozenset({"A1", "B1"})
PLACES = (("Aton", ["A1"]), ("Beton", ["B1"]), ("Ceton", ["C1"]))


def rows(name: str) -> list[dict[str, str]]:
    with (ONTOLOGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def partnerships() -> Partnerships:
    return read_partnerships(rows("partnerships.csv"), rows("addressee_phrases.csv"), rows("partnership_forms.csv"))


@cache
def codes() -> Codes:
    return codes_of(read_triples(ONTOLOGY / "codes.ttl"))


@cache
def register() -> Register:
    return build_register(
        register_tables(ONTOLOGY), rows("addressee_phrases.csv"), (), partnerships().places(), codes()
    )


_COLUMN = {"alt": "alt_labels", "hidden": "misprints", "context": "context_labels", "whole": "whole_labels",
           "unit_of": "parent", "part_of": "parent", "stands": "kind"}  # fmt: skip


def body(subject: str, label: str, kind: str = "police", **more: list[str]) -> list[list[str]]:
    """The row of one body ("ag:") or group ("cg:"); `more` maps columns, some in short, to their values."""
    prefix, _, slug = subject.partition(":")
    cells = {"slug": slug, "label": label, "kind": "group" if prefix == "cg" else "body", "type": kind}
    cells |= {_COLUMN.get(name, name): ";".join(values) for name, values in more.items()}
    assert cells.keys() <= set(COLUMNS)
    return [[cells.get(column, "") for column in COLUMNS]]


def change(slug: str, kind: str, date: str, originals: list[str], results: list[str]) -> list[list[str]]:
    """The row of one change event."""
    return [[f"event-{slug}", slug, date, kind, ";".join(originals), ";".join(results), "made-up"]]


def table(given: Iterable[list[str]]) -> RegisterTables:
    """Registers of rows that `body` and `change` made, and the one source they name."""
    kept = list(given)
    bodies, events = ([row for row in kept if len(row) == len(c)] for c in (COLUMNS, EVENT_COLUMNS))
    source = ["made-up", "made up", "nobody", "", "none needed", "", ""]
    return RegisterTables(
        (Table("registers/made-up.csv", COLUMNS, bodies),),
        Table("registers/successions.csv", EVENT_COLUMNS, events),
        Table("registers/sources.csv", SOURCE_COLUMNS, [source]),
    )


MADE_UP = [
    *body("ag:abshire-police", "Abshire Police", context=["Police", "Chief Constable"],
          whole=["Chief Constable"], areas=["A1", "B1"]),
    *body("ag:vulnerable-unit", "Vulnerable People Unit (Abshire Police)", context=["Vulnerable People Unit", "VPU"],
          areas=["A1", "B1"], stands=["unit"], unit_of=["abshire-police"]),
    *body("ag:aton-council", "Aton Borough Council", "local-authority", alt=["Aton Council"], context=["Council"],
          areas=["A1"]),
    *body("ag:aton-asc", "Aton Adult Social Care", "adult-social-care", context=["Adult Social Care", "ASC"],
          areas=["A1"], part_of=["aton-council"]),
    *body("ag:aton-marac", "Aton MARAC", "marac", context=["MARAC"], areas=["A1"]),
    *body("ag:beton-marac", "Beton MARAC", "marac", context=["MARAC"], areas=["B1"]),
    *body("ag:aton-csp", "Safer Aton", "community-safety-partnership", context=["CSP"], areas=["A1"],
          stands=["partnership"]),
    *body("ag:hospitals", "Aton and Beton Hospitals NHS Trust", "acute-hospital", alt=["ABHT"],
          hidden=["Aton Hospital Trust"]),
    *body("ag:probation", "Probation Service", "probation", alt=["Probation"]),
    *body("ag:beacon", "Beacon", "voluntary-sector", whole=["Beacon"], areas=["A1"]),
    *body("cg:practitioners", "General Practitioners", "general-practice", alt=["GP", "GPs"]),
    *body("cg:agencies", "All Agencies", "collective", whole=["Agencies"]),
    *body("cg:forces", "Police forces (general)", "police", context=["Police"]),
]  # fmt: skip


def made_up(judgements: Iterable[JudgementRow] = (), extra: list[list[str]] | None = None) -> Register:
    return build_register(table([*MADE_UP, *(extra or [])]), rows("addressee_phrases.csv"), judgements, PLACES, codes())
