"""What official lists call a type of body or a theme, so that our counts can stand beside official tags.

    store  ->  read_official  ->  Official  ->  the counterparts of a type or theme

The lists are the Home Office library's classes of agency and themes of recommendations, and the headings of its paper
of 2013. Where a list divides what we hold together (schools, other education), the words of a body's name decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from dhrgraph.namespaces import CODE

List: TypeAlias = Literal["library-class", "library-theme", "paper-theme"]
LISTS: tuple[List, ...] = get_args(List)
Pairs: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An entry of an official list: its IRI, its name there, and the list."""

    id: str
    label: str
    list: List


@dataclass(frozen=True, slots=True)
class Official:
    """Counterparts by the IRI of a type or theme. `whole` are entries that mean the same or more; `parts` are entries
    that mean less, which count where a body's name holds one of their `words`."""

    whole: Pairs
    parts: Pairs
    labels: Pairs
    words: Pairs

    def of(self, iri: str, name: str = "") -> tuple[Counterpart, ...]:
        """The counterparts of a type or theme, in the order of their IRIs; of a type, for a body of this `name`.

        Example:
            >>> school, other = CODE + "library-class-school", CODE + "library-class-other-education"
            >>> names = {school: ("school",), other: ("other educational institution",)}
            >>> lists = Official({}, {"type": (other, school)}, names, {other: ("college",)})
            >>> [entry.label for entry in lists.of("type", "Anytown Primary School")]
            ['school']
            >>> lists.of("type", "Education Service")
            ()
        """
        low = name.casefold()
        parts = (
            iri
            for iri in self.parts.get(iri, ())
            if any(word.casefold() in low for word in (*self.labels.get(iri, ()), *self.words.get(iri, ())))
        )
        return tuple(
            Counterpart(entry, self.labels.get(entry, (entry,))[0], kind)
            for entry in sorted({*self.whole.get(iri, ()), *parts})
            for kind in LISTS
            if entry.startswith(f"{CODE}{kind}-")
        )


def read_official(read: Callable[[str], Pairs]) -> Official:
    """The counterparts in a store; `read` gives the objects of each subject of a pattern in ?a and ?b."""
    return Official(
        read("?a skos:exactMatch|skos:closeMatch|skos:broadMatch ?b"),
        read("?a skos:narrowMatch ?b"),
        read(
            f"VALUES ?list {{ {' '.join(f'cv:{name}' for name in LISTS)} }} ?a skos:inScheme ?list ; skos:prefLabel ?b"
        ),
        read("?a skos:hiddenLabel ?b"),
    )
