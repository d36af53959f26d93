"""The themes of themes.ttl as records: a SKOS scheme of two levels.

    triples  ->  read_scheme  ->  Scheme

Pure: `graph.store.read_triples` reads the file. Any SKOS file of one scheme with one language will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.namespaces import PREFIXES, THEME

_SKOS = PREFIXES["skos"]
_IRI_OF = {name: _SKOS + name for name in (
    "inScheme", "prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "broader", "topConceptOf",
)}  # fmt: skip
Triple = tuple[str, str, object]


@dataclass(frozen=True, slots=True)
class Concept:
    """One theme. `id` is the last part of its IRI; `broader` is None for a top concept.

    `alternatives` are other names people use; `hidden` are spellings that are matched and never shown.
    """

    id: str
    label: str
    definition: str
    scope_note: str = ""
    broader: str | None = None
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """Where the theme is described."""
        return THEME + self.id


@dataclass(frozen=True)
class Scheme:
    """The themes by id, in alphabetical order. Broader leads to a top concept from each of them."""

    concepts: Mapping[str, Concept]

    def __getitem__(self, theme: str) -> Concept:
        """The theme with this id.

        Raises:
            UnknownNameError: there is none; offers the nearest.
        """
        if theme not in self.concepts:
            raise UnknownNameError("theme", theme, self.concepts)
        return self.concepts[theme]

    def broader(self, theme: str) -> tuple[str, ...]:
        """All themes above `theme`, nearest first; empty for a top concept."""
        above = self[theme].broader
        return (above, *self.broader(above)) if above else ()

    def narrower(self, theme: str) -> tuple[str, ...]:
        """The themes directly under `theme`, in alphabetical order."""
        return self._narrower.get(theme, ())

    @property
    def tops(self) -> tuple[str, ...]:
        """The top concepts, in alphabetical order."""
        return tuple(concept.id for concept in self.concepts.values() if concept.broader is None)

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        above = sorted({concept.broader for concept in self.concepts.values() if concept.broader})
        return {top: tuple(c.id for c in self.concepts.values() if c.broader == top) for top in above}


def read_scheme(triples: Iterable[Triple]) -> Scheme:
    """The scheme that `triples` describe; triples about anything but its concepts are passed over.

    Raises:
        VocabularyError: a concept without its one label, definition or way up to a top concept.

    Example:
        >>> skos, a = PREFIXES["skos"], THEME + "marac"
        >>> scheme = read_scheme([
        ...     (a, skos + "inScheme", "https://w3id.org/dhrgraph/theme"),
        ...     (a, skos + "topConceptOf", "https://w3id.org/dhrgraph/theme"),
        ...     (a, skos + "prefLabel", "MARAC"), (a, skos + "definition", "A meeting."),
        ... ])
        >>> scheme["marac"].label, scheme.tops, scheme.broader("marac")
        ('MARAC', ('marac',), ())
    """
    said: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        said.setdefault(subject, {}).setdefault(predicate, []).append(str(value))
    members = {iri: facts for iri, facts in said.items() if _IRI_OF["inScheme"] in facts}
    scheme = Scheme({c.id: c for c in sorted((_concept(iri, members) for iri in members), key=lambda c: c.id)})
    for concept in scheme.concepts.values():
        _check_way_up(concept, scheme)
    return scheme


def _concept(iri: str, members: Mapping[str, Mapping[str, list[str]]]) -> Concept:
    facts = members[iri]
    name = iri.removeprefix(THEME)

    def values(predicate: str) -> list[str]:
        return sorted(facts.get(_IRI_OF[predicate], []))

    for needed in ("prefLabel", "definition"):
        if len(values(needed)) != 1:
            raise VocabularyError(f"themes.ttl: {name} must have one skos:{needed}, and has {len(values(needed))}.")
    above = values("broader")
    if len(above) + len(values("topConceptOf")) != 1 or any(other not in members for other in above):
        raise VocabularyError(
            f"themes.ttl: {name} must have one skos:broader in the scheme or be skos:topConceptOf it."
        )
    return Concept(
        name,
        values("prefLabel")[0],
        values("definition")[0],
        " ".join(values("scopeNote")),
        above[0].removeprefix(THEME) if above else None,
        tuple(values("altLabel")),
        tuple(values("hiddenLabel")),
    )


def _check_way_up(concept: Concept, scheme: Scheme) -> None:
    seen = [concept.id]
    above = concept.broader
    while above:
        if above in seen:
            raise VocabularyError(f"themes.ttl: skos:broader leads round in a ring: {' > '.join([*seen, above])}.")
        seen.append(above)
        above = scheme[above].broader
