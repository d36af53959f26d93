"""Where a node stands among others: its group, the group's place, and its own place in the group.

No place depends on how much there is or on what else there is, so another review moves nothing past anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from dhrgraph.graph_page.kinds import KINDS
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.material.words import called
from dhrgraph.network.columns import NONE, Occurrences

Order: TypeAlias = tuple[bool, str, bool, tuple[str, ...], str, str]

UNKNOWN: Mapping[str, str] = MappingProxyType(  # the heading of those of a kind that are in no group; it comes last
    {
        "agency": "Type not known",
        "partnership": "Region not known",
        "review": "Partnership not known",
    }
)


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each thing, by kind and IRI: the name that stands as a heading. `years` are those of reviews.

    Example:
        >>> found = Groups({"theme": {"t": "Health", "u": "Health"}})
        >>> found.group("t", "theme"), found.group("x", "agency"), found.group("x", "agency-type")
        ('Health', 'Type not known', '')
        >>> sorted(["t", "u"], key=lambda iri: found.order(iri, {"t": "Asking", "u": "Health"}[iri], "theme"))
        ['u', 't']
    """

    of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    years: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def group(self, iri: str, kind: str) -> str:
        """The heading that a thing stands under; "" for none."""
        return self._known(iri, kind) or UNKNOWN.get(kind, "")

    def order(self, iri: str, label: str, kind: str) -> Order:
        """Groups by name, those in none last; what gives its group the name first in it; reviews by year; then by
        label and IRI.
        """
        group = self._known(iri, kind)
        return (not group, group.casefold(), label != group, self.years.get(iri, ()), label.casefold(), iri)

    def _known(self, iri: str, kind: str) -> str:
        return self.of.get(kind, {}).get(iri, "")


def groups(material: Material) -> Groups:
    """Agencies by type, themes by the broader theme, partnerships by region, reviews by partnership; types of agency
    have no groups.
    """
    names = material.names
    bodies: dict[str, str] = {}
    collectives: dict[str, str] = {}
    themes: dict[str, str] = {}
    rows = Occurrences.of(material.occurrences)
    for body in rows.used("addressee"):
        if body.kind == "collective":
            collectives[body.id] = KINDS["collective"].several
        elif body.type:
            bodies[body.id] = body.type_label or body.type
    things = rows.values("theme")
    for theme, broader in set(zip(rows.numbers("theme").tolist(), rows.numbers("broader").tolist(), strict=True)):
        if theme != NONE:
            above = called(things[theme if broader == NONE else broader].id, names)
            themes[things[theme].id] = min(above, themes.get(things[theme].id, "\U0010ffff"))
    homes: dict[str, str] = {}
    regions: dict[str, str] = {}
    for review in material.reviews:
        homes[review.id] = " and ".join(called(one, names) for one in review.partnerships)
        for partnership in review.partnerships if review.regions else ():
            regions[partnership] = min(review.regions[0], regions.get(partnership, "\U0010ffff"))
    return Groups(
        {"agency": bodies, "collective": collectives, "theme": themes, "partnership": regions, "review": homes},
        {review.id: review.years for review in material.reviews},
    )
