"""Numbers a document states about reviews: how many, how many victims, which relationships."""

from __future__ import annotations

import re

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Document, Figure, Span
from dhrgraph.text.passages import passage

_WORDS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))


def figures(document: Document, lexicons: Lexicons) -> tuple[Figure, ...]:
    """Each stated figure once, in reading order. `as_at` is the document's date of publication, if known.

    Example:
        >>> number("None"), number("9"), number("Four"), number("1,024")
        (0, 9, 4, 1024)
    """
    made = []
    for cue in lexicons.figures:
        for found in cue.pattern.finditer(document.text):
            value = number(found["n"])
            words = passage(document.text, Span(*found.span()))
            made.append((found.start(), Figure(cue.name, value, document.source.published, words)))
    return tuple(figure for _, figure in sorted(made, key=lambda item: (item[0], item[1].of)))


def number(words: str) -> int:
    """The whole number that figures or a small number word stand for; "none" and "no" are 0."""
    folded = words.casefold()
    if re.fullmatch(r"[\d,]+", folded):
        return int(folded.replace(",", ""))
    return _WORDS.get(folded, 0)
