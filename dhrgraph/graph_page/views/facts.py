"""Further lines of a node's details: what is above a theme, what became of a body, where a partnership is.

Material  ->  facts_of  ->  (IRI, kind)  ->  (name, value), ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dhrgraph.graph_page.material.changes import listed, read_changes, told
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.material.words import called
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.succession import read_succession
from dhrgraph.network.tally import agency_type, library_theme

Facts: TypeAlias = tuple[tuple[str, str], ...]
_OFFICIAL = "In the Home Office library"


def facts_of(material: Material) -> Callable[[str, str], Facts]:
    """What gives the facts of a thing by its IRI and kind; a thing without any has none."""
    changes, known = read_changes(material.store), read_succession(material.store)
    by_kind = {
        "theme": _themes(material),
        "agency-type": _types(material),
        "partnership": _regions(material),
        "review": {one.id: _line("Published", one.years) for one in material.reviews},
    }

    def facts(iri: str, kind: str) -> Facts:
        if kind == "agency":
            return told(iri, changes, known, material.names)
        return by_kind.get(kind, {}).get(iri, ())

    return facts


def _line(name: str, values: tuple[str, ...]) -> Facts:
    return ((name, ", ".join(values)),) if values else ()


def _themes(material: Material) -> Mapping[str, Facts]:
    """What each theme is part of, and what the library calls it."""
    last = {row.theme.id: row for row in material.occurrences if row.theme}
    return {theme: _of_theme(row, material.names) for theme, row in last.items()}


def _of_theme(row: Occurrence, names: Mapping[str, str]) -> Facts:
    official = library_theme(row)
    above = (called(row.broader.id, names),) if row.broader else ()
    return (*_line("Broader theme", above), *_line(_OFFICIAL, (official.label,) if official else ()))


def _types(material: Material) -> Mapping[str, Facts]:
    """The bodies of each type that are asked something here."""
    bodies: dict[str, set[str]] = {}
    for body, row in {row.addressee.id: row for row in material.occurrences if row.addressee}.items():
        kind = agency_type(row)
        if kind is not None:
            bodies.setdefault(kind.id, set()).add(body)
    return {
        kind: (("Of this type here", f"{len(found):,}: {listed(sorted(found), material.names)}"),)
        for kind, found in bodies.items()
    }


def _regions(material: Material) -> Mapping[str, Facts]:
    return {home: _line("Region", one.regions) for one in material.reviews for home in one.partnerships}
