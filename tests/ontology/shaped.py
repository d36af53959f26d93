"""Graphs for the shapes: how to compare what two engines say, and how to break a graph that is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from dhrgraph.graph.shapes import Violation
from dhrgraph.namespaces import PREFIXES

Told = tuple[str, str, str, str, str]

_BLANK = re.compile(r"_:\w+|N?[0-9a-f]{32}")  # as Oxigraph and rdflib name blank nodes
_TYPE = f"<{PREFIXES['rdf']}type>"
_STRANGE = (
    "<urn:none>",
    '"mot"@fr',
    '" "@en',
    '"text"@en-GB',
    '"plain"',
    '""',
    f'"00"^^<{PREFIXES["xsd"]}hexBinary>',
    f'"2024-02-30"^^<{PREFIXES["xsd"]}date>',
    f'"0999-01-01"^^<{PREFIXES["xsd"]}date>',
    f'"2.5"^^<{PREFIXES["xsd"]}decimal>',
    f'"-1"^^<{PREFIXES["xsd"]}integer>',
    f'"9999999999"^^<{PREFIXES["xsd"]}integer>',
)


def told(found: Sequence[Violation]) -> set[Told]:
    """What was found, whatever blank nodes are called."""
    return {
        (
            _BLANK.sub("_", v.focus) if _BLANK.fullmatch(v.focus) else v.focus,
            v.path,
            "_" if _BLANK.fullmatch(v.value) else v.value,
            v.severity,
            v.message,
        )
        for v in found
    }


def broken_ones(lines: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """The same statements with one to four changed: left out, doubled with another value, given another value, property,
    subject or class."""
    triples = [tuple(line[:-2].split(" ", 2)) for line in lines]
    subjects, predicates, values = (sorted({t[place] for t in triples}) for place in range(3))
    classes = sorted({value for _, predicate, value in triples if predicate == _TYPE})
    other = st.one_of(st.sampled_from(values), st.sampled_from(_STRANGE))

    def changed(drawn: tuple[int, str, str, str, str, str]) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        place, how, subject, predicate, value, name = drawn
        s, p, o = triples[place]
        made = {
            "drop": None,
            "value": (s, p, value),
            "double": (s, p, value),
            "property": (s, predicate, o),
            "subject": (subject, p, o),
            "class": (s, _TYPE, name),
        }[how]
        return (triples[place] if how in ("drop", "value", "property", "subject") else ()), made

    one = st.tuples(
        st.integers(0, len(triples) - 1),
        st.sampled_from(("drop", "value", "double", "property", "subject", "class")),
        st.sampled_from(subjects),
        st.sampled_from(predicates),
        other,
        st.sampled_from(classes),
    ).map(changed)

    def applied(changes: list[tuple[tuple[str, ...], tuple[str, ...] | None]]) -> list[str]:
        gone = {before for before, _ in changes}
        kept = [t for t in triples if t not in gone] + [after for _, after in changes if after]
        return sorted({f"{s} {p} {o} ." for s, p, o in kept})

    return st.lists(one, min_size=1, max_size=4).map(applied)
