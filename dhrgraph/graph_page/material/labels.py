"""What things are called in the graph itself, where a page calls them otherwise.

Store, names  ->  labels_unlike  ->  Page.labels, so that Turtle saved from the page says only what the graph says
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE

Label: TypeAlias = tuple[str, str]

_QUESTION = """
SELECT DISTINCT ?thing ?label (LANG(?label) AS ?tag) WHERE {
  { ?thing skos:prefLabel ?label } UNION { ?thing a dhr:Review ; rdfs:label ?label }
}
"""
_ENGLISH = ("en", "en-GB", "")


def labels_unlike(store: Askable, names: Mapping[str, str]) -> Mapping[str, Label]:
    """The label and language tag of those things in `names` (IRI -> what the page calls it) whose label is another or
    not tagged "en": English before others, then in order; ("", "") for what has none. Sorted by IRI.
    """
    found: dict[str, set[Label]] = {iri: set() for iri in names}
    for thing, label, tag in store.select(PROLOGUE + _QUESTION).rows:
        if str(thing) in found:
            found[str(thing)].add((str(label), str(tag or "")))
    return {
        iri: min(labels, key=_order, default=("", ""))
        for iri, labels in sorted(found.items())
        if (names[iri], "en") not in labels
    }


def _order(label: Label) -> tuple[int, str, str]:
    words, tag = label
    return (_ENGLISH.index(tag) if tag in _ENGLISH else len(_ENGLISH), words, tag)
