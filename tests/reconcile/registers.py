"""The project's own register, and a made-up one whose bodies do not exist."""

from __future__ import annotations

import csv
from functools import cache

from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import Iri, iri
from dhrgraph.reconcile.partnerships import Partnerships, read_partnerships
from dhrgraph.reconcile.register import Register, build_register
from dhrgraph.resources import folder

ONTOLOGY = folder("ontology")
AGENCY_FILES = sorted(ONTOLOGY.glob("agencies*.ttl"))
SUCCESSION_FILES = sorted(ONTOLOGY.glob("successions*.ttl"))

# A made-up county: two towns, Aton (A1) and Beton (B1), under one police force.
ATON, BETON, BOTH = frozenset({"A1"}), frozenset({"B1"}), frozenset({"A1", "B1"})
PLACES = (("Aton", ["A1"]), ("Beton", ["B1"]), ("Ceton", ["C1"]))


def rows(name: str) -> list[dict[str, str]]:
    with (ONTOLOGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def partnerships() -> Partnerships:
    return read_partnerships(rows("partnerships.csv"), rows("addressee_phrases.csv"))


@cache
def register() -> Register:
    triples = [triple for path in (*AGENCY_FILES, *SUCCESSION_FILES) for triple in read_triples(path)]
    judgements = rows("judgements.csv")
    return build_register(triples, rows("addressee_phrases.csv"), judgements, partnerships().places())


def body(subject: str, label: str, kind: str = "police", **more: list[str]) -> list[tuple[str, str, object]]:
    """Triples of one record; `more` maps property names without prefix to labels, codes or slugs."""
    here = iri(subject)
    pairs: list[tuple[str, object]] = [
        ("skos:prefLabel", label),
        ("org:classification", Iri(iri(f"cv:type-{kind}"))),
        *(("rdf:type", Iri(iri(c))) for c in more.get("classes", [])),
        *(("skos:altLabel", text) for text in more.get("alt", [])),
        *(("skos:hiddenLabel", text) for text in more.get("hidden", [])),
        *(("dhr:contextLabel", text) for text in more.get("context", [])),
        *(("dhr:wholeLabel", text) for text in more.get("whole", [])),
        *(("dhr:coversArea", Iri(iri(f"gss:{code}"))) for code in more.get("areas", [])),
        *(("org:unitOf", Iri(iri(f"ag:{slug}"))) for slug in more.get("unit_of", [])),
        *(("org:subOrganizationOf", Iri(iri(f"ag:{slug}"))) for slug in more.get("part_of", [])),
    ]
    return [(here, iri(name), value) for name, value in pairs]


def change(slug: str, kind: str, date: str, originals: list[str], results: list[str]) -> list[tuple[str, str, object]]:
    here = iri(f"ag:event-{slug}")
    return [
        (here, iri("rdf:type"), Iri(iri("org:ChangeEvent"))),
        (here, iri("rdfs:label"), slug),
        (here, iri("dcterms:date"), date),
        (here, iri("dhr:changeKind"), Iri(iri(f"cv:change-{kind}"))),
        (here, iri("dcterms:source"), "made up"),
        *((here, iri("org:originalOrganization"), Iri(iri(f"ag:{s}"))) for s in originals),
        *((here, iri("org:resultingOrganization"), Iri(iri(f"ag:{s}"))) for s in results),
    ]


UNIT = ["dhr:Agency", "org:OrganizationalUnit"]
MADE_UP = [
    *body("ag:abshire-police", "Abshire Police", context=["Police", "Chief Constable"],
          whole=["Chief Constable"], areas=["A1", "B1"]),
    *body("ag:vulnerable-unit", "Vulnerable People Unit (Abshire Police)", context=["Vulnerable People Unit", "VPU"],
          areas=["A1", "B1"], classes=UNIT, unit_of=["abshire-police"]),
    *body("ag:aton-council", "Aton Borough Council", "local-authority", alt=["Aton Council"], context=["Council"],
          areas=["A1"]),
    *body("ag:aton-asc", "Aton Adult Social Care", "adult-social-care", context=["Adult Social Care", "ASC"],
          areas=["A1"], part_of=["aton-council"]),
    *body("ag:aton-marac", "Aton MARAC", "marac", context=["MARAC"], areas=["A1"]),
    *body("ag:beton-marac", "Beton MARAC", "marac", context=["MARAC"], areas=["B1"]),
    *body("ag:aton-csp", "Safer Aton", "community-safety-partnership", context=["CSP"], areas=["A1"],
          classes=["dhr:Agency", "dhr:CommunitySafetyPartnership"]),
    *body("ag:hospitals", "Aton and Beton Hospitals NHS Trust", "acute-hospital", alt=["ABHT"],
          hidden=["Aton Hospital Trust"]),
    *body("ag:probation", "Probation Service", "probation", alt=["Probation"]),
    *body("ag:beacon", "Beacon", "voluntary-sector", whole=["Beacon"], areas=["A1"]),
    *body("cg:practitioners", "General Practitioners", "general-practice", alt=["GP", "GPs"]),
    *body("cg:agencies", "All Agencies", "collective", whole=["Agencies"]),
    *body("cg:forces", "Police forces (general)", "police", context=["Police"]),
]  # fmt: skip


def made_up(
    judgements: list[dict[str, str]] | None = None, extra: list[tuple[str, str, object]] | None = None
) -> Register:
    return build_register([*MADE_UP, *(extra or [])], rows("addressee_phrases.csv"), judgements or [], PLACES)
