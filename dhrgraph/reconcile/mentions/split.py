"""Split what is printed for an addressee or lead into the mentions of single bodies.

    printed words, register, areas  ->  split_mentions  ->  mentions

"A and B" is two mentions only if each side can stand alone: it is in the register, or is a name by itself
(two words or more, the last of them such as "Police" or "Trust"). So "X and Y Hospitals Trust" is one, and so is what
names a body as a whole ("Someshire Police, Safeguarding Unit") unless every side does. A name in capitals that nobody
knows may be cut off a body that is known ("Someshire Council and Lanternlight"), and from any name at a mark of a list:
see `sides`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrgraph.reconcile.mentions.claims import NOTHING_EXPLAINED, Glossary
from dhrgraph.reconcile.mentions.match import names_nobody, reconcile
from dhrgraph.reconcile.mentions.sides import Mark, Side, Sides
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import words_of

_MOST_JOINERS = 12  # a longer list is a sentence
_WHOLE = frozenset({"judgement", "label", "variant", "misprint", "acronym", "area-context"})
_EDGES = " \t\r\n,;.:/&|-–•●▪◦‣·*"
_LIST_MARK = re.compile(r"\s{0,9}[;|•●▪◦‣·]\s{0,9}|\s{1,9}/\s{1,9}|[ \t]{0,9}\n\s{0,9}")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where the text may be cut: one side ends at `end`, the other starts at `start`."""

    end: int
    start: int
    mark: Mark


def split_mentions(
    printed: str, register: Register, areas: frozenset[str], glossary: Glossary = NOTHING_EXPLAINED
) -> tuple[str, ...]:
    """The mentions in reading order, as printed but for lead-in phrases; one for words that name no more.

    Of all ways to cut that leave only parts that can stand alone, the one with most words in names of known
    bodies is taken, then the one with most parts.
    Empty only for words that hold no letter or figure.

    Example:
        >>> from dhrgraph.reconcile.register.register import build_register
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
    if whole.method in _WHOLE or whole.collective or names_nobody(text, register):
        return (text,)
    inner = [cut for cut in _joins(text, register) if cut.end > 0 and cut.start < len(text)]
    if not inner or len(inner) > _MOST_JOINERS:
        return (text,)
    cuts = [_Cut(0, 0, Mark.LIST), *inner, _Cut(len(text), len(text), Mark.LIST)]
    parts = _finest(text, cuts, Sides(register, areas, glossary))
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


def _joins(text: str, register: Register) -> list[_Cut]:
    """Where words or marks join two sides, in order; of two that overlap the mark of a list."""
    marks = [_Cut(*found.span(), Mark.LIST) for found in _LIST_MARK.finditer(text)]
    joins = [
        _Cut(*found.span(), Mark.WORD if words_of(found.group()) else Mark.COMMA)
        for found in register.phrases.joiner.finditer(text)
        if not any(mark.end < found.end() and found.start() < mark.start for mark in marks)
    ]
    return sorted((*marks, *joins), key=lambda cut: cut.end)


@dataclass(frozen=True, slots=True)
class _Filled:
    """Parts that fill a text so far, how many of their words name bodies, and what the last of them is."""

    named: int
    parts: tuple[str, ...]
    last: Side | None = None
    strange: bool = False
    listed: bool = True

    @property
    def rank(self) -> tuple[int, int]:
        return self.named, len(self.parts)


def _finest(text: str, cuts: list[_Cut], known: Sides) -> tuple[str, ...]:
    """The parts, each of which can stand alone, that fill the text from the first cut to the last.

    Those with most words in names of bodies, joining words aside; of these the most parts. A name that nobody knows is
    one of them only beside a known body, or where every cut is the mark of a list.
    """
    best: list[_Filled | None] = [_Filled(0, ()), *([None] * (len(cuts) - 1))]
    for last in range(1, len(cuts)):
        for first in range(last):
            before = best[first]
            here = best[last]
            filled = _with_part(before, text, cuts[first], cuts[last], known) if before else None
            if filled and (here is None or filled.rank > here.rank):
                best[last] = filled
    whole = best[-1]
    if whole is None or (whole.strange and not whole.named and not whole.listed):
        return ()
    return whole.parts


def _with_part(before: _Filled, text: str, first: _Cut, last: _Cut, known: Sides) -> _Filled | None:
    """The parts with that between two cuts, where it can stand alone and beside the last of them."""
    part = text[first.start : last.end].strip(_EDGES)
    told = known.told(part, first.mark, last.mark)
    if told is None:
        return None
    kind, named = told
    if before.last and not known.may_follow(before.parts[-1], before.last, first.mark, part, kind):
        return None
    strange, listed = before.strange or kind is Side.STRANGE, before.listed and first.mark is Mark.LIST
    return _Filled(before.named + named, (*before.parts, part), kind, strange, listed)
