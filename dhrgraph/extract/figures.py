"""Numbers a document states about reviews: how many, how many victims, which relationships."""

from __future__ import annotations

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.numbers import number
from dhrgraph.records import Document, Figure, Span
from dhrgraph.text.lines import even_ends
from dhrgraph.text.passages import passage
from dhrgraph.text.patterns import finds


def figures(document: Document, lexicons: Lexicons) -> tuple[Figure, ...]:
    """Each stated figure once, in reading order. `as_at` is the document's date of publication, if known."""
    made, even = [], even_ends(document.text)
    for cue in lexicons.figures:
        for found in finds(cue.pattern, even):
            value = number(found["n"])
            words = passage(document.text, Span(*found.span()))
            made.append((found.start(), Figure(cue.name, value, document.source.published, words)))
    return tuple(figure for _, figure in sorted(made, key=lambda item: (item[0], item[1].of)))
