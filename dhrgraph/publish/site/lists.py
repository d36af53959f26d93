"""Recommendations as a list that many pages show: words, whom they are put to, their themes, where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site.asking import ask, known, terms, thing
from dhrgraph.publish.site.blocks import Cell, Item, Items, Ref
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.parts import listed

MOST = 25  # of a list on the page of something else; the question behind it gives all


def first(store: Store, pattern: str, most: int = MOST) -> tuple[Iri, ...]:
    """The first recommendations ?it that fit `pattern`, in the order of their names: by partnership, month and
    place."""
    # told by their names, and put in order here: quicker than to look up what each is and have the engine sort
    found = {thing(it) for (it,) in ask(store, f"SELECT ?it {{ {pattern} }}")}
    return tuple(nsmallest(most, (it for it in found if it.startswith(iri("rc:")))))


def recommendations(store: Store, things: Sequence[Iri], within: str = "", to: str = "") -> Items:
    """The recommendations `things`, in that order, each with its words, addressees and themes.

    `within` is the name of the review, `to` the body whose page it is, which then need not be said of each.
    """
    names = short(store, things, within) if within else {}
    given = terms(things)
    rows = ask(
        store,
        f"""SELECT DISTINCT ?it ?p ?o {{ VALUES ?it {{ {given} }} ?it ?p ?o
        FILTER(?p IN (dhr:text, dhr:addressedTo, dhr:hasTheme)) }}""",
    )
    said: dict[tuple[str, str], list[str]] = {}
    for it, property_, value in sorted(rows, key=lambda row: known(row[2])):
        said.setdefault((known(it), known(property_).rpartition("#")[2]), []).append(known(value))
    return Items(tuple(_item(Ref(it, names.get(it, "")), said, to) for it in things))


def _item(head: Ref, said: dict[tuple[str, str], list[str]], to: str) -> Item:
    about: list[Cell] = []
    for words, name in (("Also to" if to else "To", "addressedTo"), ("On", "hasTheme")):
        values = [value for value in said.get((head.to, name), []) if value != to]
        if values:
            about.append((words, *listed([Ref(value) for value in values])))
    return Item(head, " ".join(said.get((head.to, "text"), [])), tuple(about))


def short(store: Store, things: Sequence[Iri], within: str) -> dict[str, str]:
    """The names of statements without that of the review whose page it is."""
    return {each: name.removesuffix(f", {within}") for each, name in labels(store, things).items()}
