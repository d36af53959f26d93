"""Recommendations of other reviews that ask for the same: why they are taken to, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site.addresses import anchor_of
from dhrgraph.publish.site.asking import ask, known, terms, thing
from dhrgraph.publish.site.blocks import Cell, Inline, Item, Items, Mark, Note, Ref, Said, Section, Text, count
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.parts import listed
from dhrgraph.publish.site.things.actions import status_marks

_SHOWN = 40  # a page stays quick to read; the question has them all
_NEAR_COPY = iri("cv:likeness-near-copy")
_HOW = (
    "Found by comparing the words of all reviews, names taken out; nobody read the two side by side. Each likeness "
    "shows the terms that both share. It does not say that one was taken from the other."
)


def recommended_elsewhere(store: Store, said: Description) -> tuple[Section, ...]:
    """Near copies first, then the same ask in other words, the most alike first; nothing where none was found."""
    likenesses = sorted(said.parts("dhr:likens"), key=lambda part: _order(said, part))
    if not likenesses:
        return ()
    shown = likenesses[:_SHOWN]
    others = {part: _other(said, part) for part in shown}
    facts, came = _facts(store, list(others.values())), _came_of(store, list(others.values()))
    items = tuple(_item(said, part, other, facts[other], came.get(other, ())) for part, other in others.items())
    more = len(likenesses) - len(shown)
    rest = (Text((f"And {more:,} less alike: ask", Ref("/query/alike-recommendations"), ".")),) if more else ()
    found = f"{count(len(likenesses), 'recommendation')} of other reviews. {_HOW}"
    return (Section("Recommended elsewhere", "alike", (Text((found,)), Items(items), *rest)),)


def _order(said: Description, part: Iri) -> tuple[bool, float, Iri]:
    near = _NEAR_COPY in said.things("dhr:likenessStrength", part)
    return not near, -float(said.one("dhr:likenessScore", part) or 0), part


def _other(said: Description, part: Iri) -> Iri:
    return next(end for end in said.things("dhr:likens", part) if end != said.about)


def _facts(store: Store, others: Sequence[Iri]) -> dict[Iri, dict[str, list[str]]]:
    """Text, review, partnership and what each says itself of being made before, by the last part of the property."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?r ?p ?o {{ VALUES ?r {{ {terms(others)} }} ?r ?p ?o FILTER(?p IN (dhr:text, dhr:ofReview,
        dhr:inPartnership, dhr:recurrenceText)) }}""",
    )
    found: dict[Iri, dict[str, list[str]]] = {other: {} for other in others}
    for other, property_, value in sorted(rows, key=lambda row: known(row[2])):
        found[thing(other)].setdefault(known(property_).rpartition("#")[2], []).append(known(value))
    return found


def _came_of(store: Store, others: Sequence[Iri]) -> dict[Iri, tuple[Cell, ...]]:
    """A line for each action that answers one of `others`: how it stood, when it was due, when it was completed."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?r ?it ?status ?target ?done {{ VALUES ?r {{ {terms(others)} }} ?it dhr:implements ?r .
        OPTIONAL {{ ?it dhr:status ?status }} OPTIONAL {{ ?it dhr:targetText ?target }}
        OPTIONAL {{ ?it dhr:completionText ?done }} }} ORDER BY ?r ?it ?status ?target ?done""",
    )
    marks = status_marks(store, {known(status) for _, _, status, _, _ in rows if status is not None})
    found: dict[Iri, tuple[Cell, ...]] = {}
    for other, it, status, target, done in rows:
        line = _line(thing(it), marks.get(known(status)), known(target), known(done))
        found[thing(other)] = (*found.get(thing(other), ()), line)
    return found


def _line(action: Iri, mark: Mark | None, target: str, done: str) -> Cell:
    dates: list[Inline] = []
    for name, words in (("target", target), ("completed", done)):
        dates += (f"{name}:", Said(words)) if words else ()
    return ("What came of it:", Ref(action), *((mark,) if mark else ()), *dates)


def _item(said: Description, part: Iri, other: Iri, facts: Mapping[str, Sequence[str]], came: Sequence[Cell]) -> Item:
    strength = said.things("dhr:likenessStrength", part)
    places = listed([Ref(place) for place in (*facts.get("ofReview", ()), *facts.get("inPartnership", ()))])
    says = tuple(Said(words) for words in facts.get("recurrenceText", ()))
    silent: tuple[Cell, ...] = ((Note("No action plan that was read answers it."),),)
    return Item(
        Ref(other),
        " ".join(facts.get("text", ())),
        (
            places,
            (*map(Ref, strength), "by the shared terms", Said(said.one("dhr:sharedTerms", part))),
            *((("It says itself that it has been made before:", *says),) if says else ()),
            *(came or silent),
        ),
        anchor=anchor_of(part),
    )
