"""What a report is about: a partnership, an agency with its former and later names, a theme, national bodies, or all.

Store, what was asked for  ->  find_subject  ->  Subject
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE, iri
from dhrgraph.network.succession import read_succession
from dhrgraph.query.names import find_iri

About: TypeAlias = Literal["whole", "partnership", "agency", "theme", "national"]

_ENGLISH = 'FILTER(LANG(?label) IN ("en", "en-GB", ""))'


@dataclass(frozen=True, slots=True)
class Named:
    """One thing by its IRI and its name."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about. `it` is None for the whole graph and for national bodies.

    Of an agency, `before` are the bodies whose place it has taken, `after` those that took its own, one after the
    other, and `parts` its units; of a theme, `parts` are the narrower ones. Each by name, `after` in order of time.
    `group` is true of an addressee that is no single body ("All agencies"), `type` an agency's type.
    """

    about: About
    it: Named | None = None
    before: tuple[Named, ...] = ()
    after: tuple[Named, ...] = ()
    parts: tuple[Named, ...] = ()
    group: bool = False
    type: Named | None = None

    @property
    def label(self) -> str:
        """Its name; empty for the whole and for national bodies."""
        return self.it.label if self.it else ""


def find_subject(
    store: Askable, *, csp: str = "", agency: str = "", theme: str = "", national: bool = False
) -> Subject:
    """What a name, as `find_iri` takes it, stands for. Without any: the whole graph.

    Raises:
        QueryError: more than one thing is asked for, or a name has two meanings.
        UnknownNameError: the graph holds no such thing; offers the nearest.
    """
    asked = [
        word for word, given in (("csp", csp), ("agency", agency), ("theme", theme), ("national", national)) if given
    ]
    if len(asked) > 1:
        raise QueryError(f"a report is about one thing: {' or '.join(asked)}, not both.")
    if csp:
        return _partnership(store, csp)
    if agency:
        return _agency(store, agency)
    if theme:
        return _theme(store, theme)
    return Subject("national" if national else "whole")


def _partnership(store: Askable, name: str) -> Subject:
    found = find_iri(store, "partnership", name)
    return Subject("partnership", Named(found, labels(store)[found]))


def _agency(store: Askable, name: str) -> Subject:
    found, known = find_iri(store, "agency", name), labels(store)
    succession = read_succession(store)
    before = {body for body in succession.became if body != found and found in succession.line(body)}
    parts = [str(part) for (part,) in _ask(store, f"SELECT DISTINCT ?part {{ ?part org:unitOf+ <{found}> }}")]
    types = [str(code) for (code,) in _ask(store, f"SELECT DISTINCT ?code {{ <{found}> org:classification ?code }}")]
    return Subject(
        "agency",
        Named(found, known[found]),
        _by_name(known, before),
        tuple(Named(body, known.get(body, body)) for body in succession.line(found)[1:]),
        _by_name(known, parts),
        found.startswith(iri("cg:")),
        Named(min(types), known.get(min(types), "")) if types else None,
    )


def _theme(store: Askable, name: str) -> Subject:
    found, known = find_iri(store, "theme", name), labels(store)
    parts = [str(part) for (part,) in _ask(store, f"SELECT DISTINCT ?part {{ ?part skos:broader+ <{found}> }}")]
    return Subject("theme", Named(found, known[found]), parts=_by_name(known, parts))


def labels(store: Askable) -> Mapping[str, str]:
    """The English name of everything that has a preferred label; the first where there are several."""
    rows = _ask(store, f"SELECT ?thing ?label {{ ?thing skos:prefLabel ?label {_ENGLISH} }}")
    return {str(thing): str(label) for thing, label in sorted(rows, key=str, reverse=True)}


def _by_name(known: Mapping[str, str], things: Iterable[str]) -> tuple[Named, ...]:
    named = [Named(thing, known.get(thing, thing)) for thing in things]
    return tuple(sorted(named, key=lambda one: (one.label, one.id)))


def _ask(store: Askable, question: str) -> tuple[tuple[object, ...], ...]:
    return store.select(PROLOGUE + question).rows
