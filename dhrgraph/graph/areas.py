"""Statements about places: the areas of the ONS list that partnerships cover, and the regions these lie in.

(Match of a partnership, codes), ...  ->  area_triples
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dhrgraph.graph.terms import Triple, about, literal, node, types
from dhrgraph.reconcile.partnerships.areas import PartnershipArea
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import Match

_SOURCE = "gr:register"


def area_triples(
    named: Iterable[tuple[Match, tuple[str, ...]]], register: Register, areas: Mapping[str, PartnershipArea]
) -> Iterator[Triple]:
    """What each partnership covers, and each of those areas with its region.

    `named` are matches to bodies and the codes that go with the name; the register's word on what a partnership covers
    comes first, and bodies that are no partnership are passed over.
    """
    covered: dict[str, set[str]] = defaultdict(set)
    for match, codes in dict.fromkeys(named):
        record = register.records.get(match.id or "")
        told = record.covers if record else ()
        if match.id and (told or (codes and (record is None or record.is_partnership))):
            covered[match.id].update(code for code in told or codes if code in areas)
    for slug, those in sorted(covered.items()):
        yield from about(f"ag:{slug}", *(("dhr:coversPartnershipArea", node(f"gss:{code}")) for code in sorted(those)))
    for code in sorted({code for codes in covered.values() for code in codes}):
        yield from _area(areas[code])


def _area(area: PartnershipArea) -> Iterator[Triple]:
    """The area and its region."""
    subject, region = f"gss:{area.code}", f"gss:{area.region_code}"
    yield from types(subject, "dhr:PartnershipArea", "dcterms:Location")
    yield from about(
        subject,
        ("rdfs:label", literal(area.name, "en")),
        ("rdfs:label", literal(area.welsh, "cy") if area.welsh else None),
        ("dhr:inRegion", node(region)),
        ("dcterms:source", node(_SOURCE)),
    )
    yield from types(region, "dhr:Region", "dcterms:Location")
    yield from about(region, ("rdfs:label", literal(area.region, "en")), ("dcterms:source", node(_SOURCE)))
