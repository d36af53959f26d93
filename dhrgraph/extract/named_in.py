"""The bodies that a run of words names one after the other: "Aton Police, Bton Council and the Cton NHS Trust".

words  ->  names_in  ->  one passage a body; none when any of the words is no body's name
"""

from __future__ import annotations

import re

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import Passage
from dhrgraph.text.passages import part

_STRONG = re.compile(r"\s?;\s?(?:and\s)?")
_WEAK = re.compile(r"\s?,\s?(?:and\s|as well as\s)?|\sand\s|\sas well as\s")
_THE = re.compile(r"(?:the|both|from|by)\s+", re.IGNORECASE)
_MOST_PIECES = 5  # of one name: "Aton, Bton and Cton Valleys NHS Trust" has three

Place = tuple[int, int]


def names_in(source: str, words: Passage, lexicons: Lexicons) -> tuple[Passage, ...]:
    """The names, without article and stop. Semicolons part names; so do commas and "and", unless within a name.

    With semicolons, a name need not look like a body's: they say themselves where each ends.
    """
    text = words.text.rstrip(" .;")
    if ";" in text:
        return tuple(part(source, words, *place) for place in _cut(text, _STRONG))
    places = _cut(text, _WEAK)
    made: list[Passage] = []
    at = 0
    while at < len(places):
        end = _name_end(text, places, at, lexicons)
        if end is None:
            return ()
        made.append(part(source, words, places[at][0], places[end - 1][1]))
        at = end
    return tuple(made)


def _cut(text: str, between: re.Pattern[str]) -> list[Place]:
    """Where the pieces of `text` stand between the separators, without a leading article."""
    joins = [found.span() for found in between.finditer(text)]
    starts, ends = [0, *(end for _, end in joins)], [*(start for start, _ in joins), len(text)]
    bare = (
        (the.end() if (the := _THE.match(text, start, end)) else start, end)
        for start, end in zip(starts, ends, strict=True)
    )
    return [(start, end) for start, end in bare if start < end]


def _name_end(text: str, places: list[Place], at: int, lexicons: Lexicons) -> int | None:
    """The piece behind the name that begins at piece `at`: the longest known one, else the shortest like a body's."""
    ends = range(at + 1, min(len(places), at + _MOST_PIECES) + 1)
    names = {end: text[places[at][0] : places[end - 1][1]] for end in ends}
    known = [end for end, name in names.items() if name.casefold() in lexicons.known_names]
    like = (end for end, name in names.items() if name[:1].isupper() and is_body(name, lexicons))
    return known[-1] if known else next(like, None)
