"""What partnerships cover: areas and regions in the graph, from the register's word or from the printed name."""

from __future__ import annotations

from dhrgraph.config import Config
from dhrgraph.graph.areas import area_triples
from dhrgraph.graph.terms import node
from dhrgraph.records import Match

COVERS, REGION, LABEL = (node(name) for name in ("dhr:coversPartnershipArea", "dhr:inRegion", "rdfs:label"))


def named(slug: str | None) -> Match:
    return Match("x", slug, slug, "community-safety-partnership", False, "pattern", "made up")


def triples(config: Config, *pairs: tuple[str | None, tuple[str, ...]]) -> set[tuple[str, str, str]]:
    known = config.vocabulary
    return set(area_triples([(named(slug), codes) for slug, codes in pairs], known.register, known.areas))


def test_a_partnership_of_the_register_covers_what_the_register_says(config: Config) -> None:
    found = triples(config, ("sefton-scp", ()), ("sefton-scp", ("E22000182",)))
    assert {(s, o) for s, p, o in found if p == COVERS} == {(node("ag:sefton-scp"), node("gss:E22000183"))}
    assert {(s, o) for s, p, o in found if p == REGION} == {(node("gss:E22000183"), node("gss:E12000002"))}
    assert {o for s, p, o in found if p == LABEL} == {'"Sefton"@en', '"North West"@en'}


def test_a_provisional_one_covers_what_its_name_means(config: Config) -> None:
    found = triples(config, ("csp-nowhere-and-elsewhere", ("W14000001", "W14000002", "unknown")))
    assert {o for s, p, o in found if p == COVERS} == {node("gss:W14000001"), node("gss:W14000002")}
    names = {o for s, p, o in found if p == LABEL and s == node("gss:W14000001")}
    assert names == {'"Ynys Môn"@cy', '"Isle of Anglesey"@en'}


def test_other_bodies_and_unmatched_names_cover_nothing(config: Config) -> None:
    pairs = [("home-office", ("E22000183",)), (None, ("E22000183",)), ("csp-nowhere", ())]
    assert triples(config, *pairs) == set()


def test_every_area_has_a_region_of_its_country(config: Config) -> None:
    areas = config.vocabulary.areas
    assert len(areas) == 314
    assert len({area.region_code for area in areas.values()}) == 10
    assert {(area.code[0], area.region_code[0]) for area in areas.values()} == {("E", "E"), ("W", "W")}
    names = {area.region_code: area.region for area in areas.values()}
    assert all(names[area.region_code] == area.region for area in areas.values())
