"""Themes as a tree, and the lists of codes."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.addresses import SCHEME
from dhrgraph.publish.site.asking import ask, known, term
from dhrgraph.publish.site.blocks import (
    Node,
    Note,
    Page,
    Ref,
    Section,
    Text,
    Tree,
    count,
)
from dhrgraph.publish.site.described import is_known
from dhrgraph.publish.site.indexes.paging import as_count
from dhrgraph.publish.site.labels import identifier_lists


def themes(store: Store, _number: int) -> Page:
    """The themes as a tree, with how widely each comes up."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?t ?over ?meaning {{ ?t skos:inScheme {term(SCHEME)} . OPTIONAL {{ ?t skos:broader ?over }}
        OPTIONAL {{ ?t skos:definition ?meaning }} }} ORDER BY ?t""",
    )
    meanings = {known(t): known(meaning) for t, _, meaning in rows}
    below: dict[str, list[str]] = {}
    for t, over, _ in rows:
        below.setdefault(known(over), []).append(known(t))
    found = counts.by_theme(store)

    def node(t: str, seen: frozenset[str]) -> Node:
        n = found.get(t, counts.Count(0))
        words = (
            "none here"
            if not n.recommendations
            else f"{count(n.recommendations, 'recommendation')}, {count(n.partnerships, 'partnership')}"
        )
        lower = tuple(node(each, seen | {t}) for each in below.get(t, ()) if each not in seen)
        return Node(Ref(t), meanings.get(t, ""), words, lower)

    tops = [t for t, over, _ in rows if over is None]
    return Page(
        "Themes",
        lead=(
            Text(
                (
                    "What reviews ask to be changed, in two levels. Counts of a wider theme hold those of "
                    "its narrower ones.",
                    Note("Themes are named after what agencies do, not after what victims do."),
                )
            ),
        ),
        sections=(Section("All themes", "all", (Tree(tuple(node(known(t), frozenset()) for t in tops)),)),),
        summary="Themes of recommendations in domestic homicide reviews.",
    )


def codes(store: Store, _number: int) -> Page:
    """The lists of codes."""
    rows = ask(
        store,
        """SELECT ?s ?meaning (COUNT(DISTINCT ?c) AS ?n) { ?s a skos:ConceptScheme . ?c skos:inScheme ?s .
        OPTIONAL { ?s skos:definition ?meaning } } GROUP BY ?s ?meaning ORDER BY ?s""",
    )
    nodes = tuple(
        Node(Ref(known(s)), known(meaning), count(as_count(n), "code" if known(s) != SCHEME else "theme"))
        for s, meaning, n in rows
    )
    public = tuple(Node(Ref(each, title)) for each, title in identifier_lists().items() if is_known(store, Iri(each)))
    return Page(
        "Code lists",
        lead=(Text(("Where the graph chooses from a list, this is the list.",)),),
        sections=(
            Section("Our lists", "all", (Tree(nodes),)),
            *((Section("Public lists of identifiers", "identifiers", (Tree(public),)),) if public else ()),
        ),
        summary="Lists of codes that the graph chooses from.",
    )
