"""All that the graph says of a thing and of its parts: what a page shows and what its RDF holds.

A thing's parts are the statements about it that have no page: theme assignments, matches, disagreements, likenesses,
the reading of a document, and the passages that it and they stand on, with their selectors. Every statement of the
graph is thereby in the description of at least one thing with a page; a test takes the union of all pages and finds
the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dhrgraph.graph.store import Format, Store, Value
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site.addresses import SCHEME, SOFTWARE, is_part, page_of
from dhrgraph.publish.site.asking import ask, known, prefixed, term, terms, thing
from dhrgraph.publish.site.labels import identifier_lists

# from a part to its whole
_POINTING = "(oa:hasTarget|dhr:matchSubject|dhr:disagreesWith|dhr:joinedTo|dhr:likens|prov:used)"


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of `about` and its parts: subject -> (property, value) rows, the thing first, then parts by IRI."""

    about: Iri
    statements: Mapping[Iri, tuple[tuple[Iri, Value], ...]]

    def all(self, name: str, of: str | None = None) -> tuple[Value, ...]:
        """The values of the property `name` (a CURIE), of the thing or of the part `of`."""
        wanted = iri(name)
        rows = self.statements.get(Iri(of or self.about), ())
        return tuple(value for property_, value in rows if property_ == wanted)

    def one(self, name: str, of: str | None = None) -> str:
        """The first value of the property as text; "" when there is none."""
        return known(next(iter(self.all(name, of)), None))

    def things(self, name: str, of: str | None = None) -> tuple[Iri, ...]:
        """Those values of the property that are things."""
        return tuple(value for value in self.all(name, of) if isinstance(value, Iri))

    def parts(self, name: str) -> Iterator[Iri]:
        """The parts that have a value for the property."""
        wanted = iri(name)
        for part, rows in self.statements.items():
            if part != self.about and any(property_ == wanted for property_, _ in rows):
                yield part


def members(store: Store, about: Iri) -> tuple[Iri, ...]:
    """`about` and its parts, sorted, whether the graph holds them or not. The scheme of themes has its themes as
    parts."""
    if about == SCHEME:
        rows = ask(store, f"SELECT DISTINCT ?t {{ ?t skos:inScheme {term(SCHEME)} }} ORDER BY ?t")
        return (about, *(thing(theme) for (theme,) in rows))
    near = {
        thing(part)
        for (part,) in ask(store, f"SELECT DISTINCT ?part {{ ?part {_POINTING} {term(about)} }}")
        if is_part(str(part))
    }
    passages = _objects(store, [about, *near], "dhr:evidencedBy")
    selectors = _objects(store, passages, "oa:hasSelector")
    return (about, *sorted(near | set(passages) | set(selectors)))


def _objects(store: Store, subjects: list[Iri], name: str) -> list[Iri]:
    rows = ask(store, f"SELECT DISTINCT ?o {{ VALUES ?s {{ {terms(subjects)} }} ?s {name} ?o }}") if subjects else ()
    return sorted(thing(value) for (value,) in rows if isinstance(value, Iri))


def describe(store: Store, about: Iri) -> Description | None:
    """The description of `about`; None when the graph says nothing of it."""
    everything = members(store, about)
    rows = ask(store, f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {terms(everything)} }} ?s ?p ?o }}")
    found: dict[Iri, list[tuple[Iri, Value]]] = {}
    for subject, property_, value in rows:
        if value is not None:
            found.setdefault(thing(subject), []).append((thing(property_), value))
    if about not in found:
        return None
    ordered = sorted(found, key=lambda each: (each != about, each))
    return Description(about, {each: tuple(sorted(found[each], key=_sorted)) for each in ordered})


def _sorted(row: tuple[Iri, Value]) -> tuple[str, bool, str]:
    property_, value = row
    return property_, not isinstance(value, Iri), str(value)


def statements(store: Store, about: Iri, form: Format) -> bytes:
    """The same description as RDF; of what the graph speaks of but says nothing about (the software, a public list of
    identifiers), the statements that speak of it."""
    if about.startswith(SOFTWARE):
        return store.construct(prefixed(f"CONSTRUCT WHERE {{ ?s prov:wasAssociatedWith {term(about)} }}"), form)
    if about in identifier_lists():
        pattern = f"?s org:identifier ?w FILTER(DATATYPE(?w) = {term(about)})"
        return store.construct(prefixed(f"CONSTRUCT {{ ?s org:identifier ?w }} WHERE {{ {pattern} }}"), form)
    everything = terms(members(store, about))
    return store.construct(
        prefixed(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {everything} }} ?s ?p ?o }}"), form
    )


def home_of(store: Store, part: Iri) -> tuple[str, Iri] | None:
    """The path of the page that a part is described in, and the thing it tells of; None when the graph does not hold
    the part.

    A passage may stand behind several things: the first by name is taken, for whatever it is reached through.
    """
    seen, level = {part}, [part]
    while level:
        for each in level:
            path = page_of(each)
            if path and each != part:
                return path, each
        level = sorted(set(_wholes(store, level)) - seen)
        seen |= set(level)
    return None


def _wholes(store: Store, parts: list[Iri]) -> list[Iri]:
    given = terms(parts)
    rows = ask(
        store,
        f"""SELECT DISTINCT ?whole {{
          {{ VALUES ?part {{ {given} }} ?part {_POINTING} ?whole }} UNION
          {{ VALUES ?part {{ {given} }} ?whole dhr:evidencedBy|oa:hasSelector ?part }}
        }}""",
    )
    return [thing(whole) for (whole,) in rows if isinstance(whole, Iri)]


def is_known(store: Store, about: Iri) -> bool:
    """Whether the graph says anything of `about`. The software that made it is known by having made it, a list of
    identifiers by an identifier of it."""
    if about in identifier_lists():
        return bool(ask(store, f"SELECT ?x {{ ?x org:identifier ?w FILTER(DATATYPE(?w) = {term(about)}) }} LIMIT 1"))
    found = ask(
        store,
        f"SELECT ?p {{ {{ {term(about)} ?p ?o }} UNION {{ ?s prov:wasAssociatedWith {term(about)} BIND(?s "
        f"AS ?p) }} }} LIMIT 1",
    )
    return bool(found)
