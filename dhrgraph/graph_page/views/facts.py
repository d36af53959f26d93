"""Further lines of a node's details: what is above a theme, what became of a body, where a partnership is.

Material  ->  facts_of  ->  (IRI, kind)  ->  (name, value), ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from dhrgraph.graph_page.material.changes import Change, listed, told
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.material.words import called
from dhrgraph.network.columns import NONE, Occurrences
from dhrgraph.network.tally import agency_type, library_theme
from dhrgraph.network.things import Thing

Facts: TypeAlias = tuple[tuple[str, str], ...]
_OFFICIAL = "In the Home Office library"


def facts_of(material: Material) -> Callable[[str, str], Facts]:
    """What gives the facts of a thing by its IRI and kind; a thing without any has none."""
    known, touching = material.succession, _touching(material.changes)
    by_kind = {
        "theme": _themes(material),
        "agency-type": _types(material),
        "partnership": _regions(material),
        "review": {one.id: _line("Published", one.years) for one in material.reviews},
    }

    def facts(iri: str, kind: str) -> Facts:
        if kind == "agency":
            return told(iri, touching.get(iri, ()), known, material.names)
        return by_kind.get(kind, {}).get(iri, ())

    return facts


def _touching(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes of each body, in their order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        for body in {*change.before, *change.after}:
            found.setdefault(body, []).append(change)
    return found


def _line(name: str, values: tuple[str, ...]) -> Facts:
    return ((name, ", ".join(values)),) if values else ()


def _themes(material: Material) -> Mapping[str, Facts]:
    """What each theme is part of, and what the library calls it."""
    rows = Occurrences.of(material.occurrences)
    themes = rows.values("theme")
    above = dict(zip(rows.numbers("theme").tolist(), rows.numbers("broader").tolist(), strict=True))
    return {
        themes[n].id: _of_theme(themes[n], None if wide == NONE else themes[wide], material.names)
        for n, wide in above.items()
        if n != NONE
    }


def _of_theme(theme: Thing, broader: Thing | None, names: Mapping[str, str]) -> Facts:
    official = library_theme.shows(theme)
    above = (called(broader.id, names),) if broader else ()
    return (*_line("Broader theme", above), *_line(_OFFICIAL, (official.label,) if official else ()))


def _types(material: Material) -> Mapping[str, Facts]:
    """The bodies of each type that are asked something here."""
    bodies: dict[str, set[str]] = {}
    for body in Occurrences.of(material.occurrences).used("addressee"):
        kind = agency_type.shows(body)
        if kind is not None:
            bodies.setdefault(kind.id, set()).add(body.id)
    return {
        kind: (("Of this type here", f"{len(found):,}: {listed(sorted(found), material.names)}"),)
        for kind, found in bodies.items()
    }


def _regions(material: Material) -> Mapping[str, Facts]:
    return {home: _line("Region", one.regions) for one in material.reviews for home in one.partnerships}
