"""Legislation and statutory guidance that a document cites, linked only where the provision is certain."""

from __future__ import annotations

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Citation, Document, Span
from dhrgraph.text.lines import even_ends
from dhrgraph.text.passages import passage
from dhrgraph.text.patterns import finds


def citations(document: Document, lexicons: Lexicons) -> tuple[Citation, ...]:
    """Each cited work once, at the first place where it is cited, in reading order.

    Where two patterns overlap the longer words win, so "section 9 of the … Act" is not also the bare Act.
    """
    even = even_ends(document.text)
    found = sorted(
        ((m.start(), -m.end(), cue) for cue in lexicons.legislation for m in finds(cue.pattern, even)),
        key=lambda item: item[:2],
    )
    made: dict[str, Citation] = {}
    reached = 0
    for start, end, cue in found:
        if start < reached:
            continue
        reached = -end
        if cue.name not in made:
            made[cue.name] = Citation(passage(document.text, Span(start, -end)), cue.name, cue.row["iri"] or None)
    return tuple(made.values())
