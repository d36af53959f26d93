"""Statements about themes given to a finding: the shortcut and the assignment that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dhrgraph.graph.documents import evidence
from dhrgraph.graph.judged import judged_facts
from dhrgraph.graph.terms import Triple, about, literal, node, typed, types
from dhrgraph.records import Document, Theming


def theme_triples(
    document: Document, subject: str, themings: Iterable[Theming], broader: Mapping[str, str | None]
) -> Iterator[Triple]:
    """The themes of `subject`, each with method, confidence and the words that speak for it; and all broader ones."""
    for theming in themings:
        name = f"ta:{subject.replace(':', '-', 1)}.{theming.theme}"  # rc-…: a learning point can have the same slug
        yield from about(subject, ("dhr:hasTheme", node(f"th:{theming.theme}")))
        above: str | None = theming.theme
        while above:
            yield from about(subject, ("dhr:hasThemeOrNarrower", node(f"th:{above}")))
            above = broader.get(above)
        yield from types(name, "dhr:ThemeAssignment", "oa:Annotation")
        yield from about(
            name,
            ("oa:motivatedBy", node("oa:classifying")),
            ("oa:hasTarget", node(subject)),
            ("oa:hasBody", node(f"th:{theming.theme}")),
            ("dhr:confidence", typed(f"{theming.confidence:.2f}", "decimal")),
            ("dhr:assignmentMethod", node(f"cv:method-{theming.method}")),
            ("dhr:matchedText", literal(theming.evidence.text) if theming.evidence else None),
            *judged_facts(theming.judged),
        )
        yield from evidence(document, name, theming.evidence)
