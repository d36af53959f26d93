"""Split what is printed for an addressee or lead into the mentions of single bodies.

    printed words, register, areas  ->  split_mentions  ->  mentions

"A and B" is two mentions only if each side can stand alone: it is in the register, or is a name by itself
(two words or more, the last of them such as "Police" or "Trust"). So "X and Y Hospitals Trust" is one, and so is what
names a body as a whole ("Someshire Police, Safeguarding Unit") unless every side does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrgraph.reconcile.claims import NOTHING_EXPLAINED, Glossary
from dhrgraph.reconcile.match import reconcile
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.words import words_of

_MOST_JOINERS = 12  # a longer list is a sentence
_WHOLE = frozenset({"judgement", "label", "variant", "misprint", "acronym", "area-context"})
_EDGES = " \t\r\n,;.:/&|-–"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where the text may be cut: one side ends at `end`, the other starts at `start`.

    `sharp`: by a mark of punctuation, or the edge of the text; a word such as "and" may belong to a name.
    """

    end: int
    start: int
    sharp: bool


def split_mentions(
    printed: str, register: Register, areas: frozenset[str], glossary: Glossary = NOTHING_EXPLAINED
) -> tuple[str, ...]:
    """The mentions in reading order, as printed but for lead-in phrases; one for words that name no more.

    Of all ways to cut that leave only parts that can stand alone, the one with most words in names of known
    bodies is taken, then the one with most parts.
    Empty only for words that hold no letter or figure.

    Example:
        >>> from dhrgraph.reconcile.register import build_register
        >>> register = build_register([], [{"phrase": p, "kind": k} for p, k in
        ...     [("and", "joiner"), ("revised to be", "lead-in"), ("police", "body"), ("council", "body")]])
        >>> split_mentions("Revised to be Someshire Police and Sometown Council", register, frozenset())
        ('Someshire Police', 'Sometown Council')
        >>> split_mentions("Someshire and Sometown Police", register, frozenset())
        ('Someshire and Sometown Police',)
    """
    text = without_lead_in(printed, register)
    if not words_of(text):
        return ()
    whole = reconcile(text, areas, register, glossary)
    if whole.method in _WHOLE or whole.collective:
        return (text,)
    found = register.phrases.joiner.finditer(text)
    joiners = [_Cut(*joiner.span(), sharp=not words_of(joiner.group())) for joiner in found]
    inner = [cut for cut in joiners if cut.end > 0 and cut.start < len(text)]
    if not inner or len(inner) > _MOST_JOINERS:
        return (text,)
    cuts = [_Cut(0, 0, sharp=True), *inner, _Cut(len(text), len(text), sharp=True)]
    parts = _finest(text, cuts, _Sides(register, areas, glossary))
    named = whole.agency is not None and any(reconcile(p, areas, register, glossary).agency is None for p in parts)
    return (text,) if named else parts or (text,)


def without_lead_in(printed: str, register: Register) -> str:
    """The words after a phrase that leads in to the name ("Revised to be"), trimmed."""
    words = words_of(printed)
    keys = [word.key for word in words]
    found = register.phrases.kinds.longest_at(keys, 0)
    if found and "lead-in" in found[1] and found[0] < len(words):
        return without_lead_in(printed[words[found[0]].start :], register)
    return printed.strip(_EDGES)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What the sides of a cut are put to."""

    register: Register
    areas: frozenset[str]
    glossary: Glossary


def _finest(text: str, cuts: list[_Cut], known: _Sides) -> tuple[str, ...]:
    """The parts, each of which can stand alone, that fill the text from the first cut to the last.

    Those with most words in names of bodies, joining words aside; of these the most parts.
    """
    best: list[_Filled | None] = [_Filled(0, ()), *([None] * (len(cuts) - 1))]
    for last in range(1, len(cuts)):
        for first in range(last):
            before = best[first]
            if before is None:
                continue
            part = text[cuts[first].start : cuts[last].end].strip(_EDGES)
            named = _stands_alone(part, cuts[first].sharp and cuts[last].sharp, known)
            here = best[last]
            if named is not None:
                filled = _Filled(before.named + named, (*before.parts, part))
                if here is None or filled.rank > here.rank:
                    best[last] = filled
    whole = best[-1]
    return whole.parts if whole else ()


@dataclass(frozen=True, slots=True)
class _Filled:
    """Parts that fill a text so far, and how many of their words name bodies."""

    named: int
    parts: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        return self.named, len(self.parts)


def _stands_alone(part: str, listed: bool, known: _Sides) -> int | None:
    """How many words of a part name a body that is known here; 0 for a name by itself or a sector in a list.

    None for a part that cannot stand alone.
    """
    match = reconcile(part, known.areas, known.register, known.glossary)
    if match.agency is not None or match.candidates:
        return len(words_of(known.register.phrases.joiner.sub(" ", part)))
    kinds = known.register.phrases.kinds
    words = [word.key for word in words_of(re.sub(r"\([^()]*\)", " ", part))]
    if listed and "sector" in kinds.find(words):
        return 0
    by_itself = len(words) > 1 and any(c.isupper() for c in part) and "body" in kinds.find(words[-1:])
    return 0 if by_itself else None
