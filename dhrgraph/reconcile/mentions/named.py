"""Methods that go by a body's name as the register has it: whole, with a bracket, or beside posts and places."""

from __future__ import annotations

import re

from dhrgraph.reconcile.mentions.claims import Claim, Method, Question, first, folded, noted
from dhrgraph.reconcile.mentions.compose import RANKS, composed
from dhrgraph.reconcile.register.words import is_acronym_of, words_of

_BRACKET = re.compile(r"(?P<name>[^()\[\]]*[^()\[\]\s])\s*[(\[](?P<inside>[^()\[\]]+)[)\]](?P<rest>[^()\[\]]*)")
_LEAST_SKIPPED = 3  # initials that may leave out some words of the name


def by_name(question: Question) -> tuple[Claim, ...]:
    """The whole mention is a name of the register that is good in this document.

    A label outranks another name, that a recorded misprint, and that a general name ("the Police") in the area.
    """
    names = question.register.named(question.words, question.areas)
    best = min((RANKS.index(name.method) for name in names), default=None)
    return tuple(
        Claim(
            name.slug,
            name.method,
            _label_evidence(name.source, name.words, question.areas if name.in_context else None),
        )
        for name in names
        if RANKS.index(name.method) == best
    )


NAMED: tuple[Method, ...] = (by_name,)


def by_bracket(question: Question) -> tuple[Claim, ...]:
    """A name with its own initials in brackets, or with a place or part the register does not know.

    "Somewhere Aid (SA)" is "Somewhere Aid" or, if only that is known, "SA". A bracket that is not initials
    may be left out after a name that is good anywhere and no group's: "National Service (Someshire)". Not after one
    that means the body only when nothing else is printed: "Mind (Someshire)" is a charity of its own.
    """
    found = _BRACKET.fullmatch(question.mention)
    if not found:
        return ()
    name, inside = found["name"], found["inside"]
    if words_of(found["rest"]):
        fitting = fits(inside, name)
        return noted(first(question.about(name + found["rest"]), BESIDE), f"'({inside})' aside") if fitting else ()
    by_the_name = first(question.about(name), NAMED)
    by_the_inside = first(question.about(inside), NAMED)
    free = all(c.method != "area-context" and not question.register.records[c.slug].collective for c in by_the_name)
    if fits(inside, name) and not (by_the_name and by_the_inside and not free):
        if not by_the_name and _several(question, name):
            return ()  # whose initials they are is for each of the names
        return noted(by_the_name or by_the_inside, f"'({inside})' being its initials")
    if by_the_name and free and not by_the_inside and not _whole(question.about(name)):
        return noted(by_the_name, f"without '({inside})'")
    return ()


def _whole(question: Question) -> bool:
    """Whether a name that the words are is one that stands alone."""
    return any(name.whole for name in question.register.named(question.words, question.areas))


def _several(question: Question, name: str) -> bool:
    """Whether a name begins with that of one body, joined to another's."""
    parts = question.register.phrases.joiner.split(name)
    return any(first(question.about(part), NAMED) for part in parts[:-1] if part)


def by_words(question: Question) -> tuple[Claim, ...]:
    """Every word is the body's name, a post held there, its part or its place: see `compose`."""
    return tuple(
        Claim(slug, "pattern", evidence)
        for slug, evidence in composed(question.words, question.areas, question.register)
    )


BESIDE: tuple[Method, ...] = (*NAMED, by_words)


def fits(letters: str, name: str) -> bool:
    """Whether initials are those of a name: of a run of its words, or, of three and more, of words from first to last.

    Example:
        >>> fits("CCG", "NHS Someshire Clinical Commissioning Group"), fits("SUFT", "Someshire University NHS F Trust")
        (True, True)
        >>> fits("DA", "Domestic Violence Forum")
        False
    """
    if is_acronym_of(letters, name):
        return True
    wanted = letters.casefold().replace("&", "a")
    firsts = "".join(word[0] for word in folded(name))
    if len(wanted) < _LEAST_SKIPPED or not firsts or (wanted[0], wanted[-1]) != (firsts[0], firsts[-1]):
        return False
    left = iter(firsts)
    return all(letter in left for letter in wanted)


def _label_evidence(source: str, words: str, areas: frozenset[str] | None) -> str:
    where = "" if areas is None else f" in a document about {', '.join(sorted(areas)) or 'no one area'}"
    return f"{source} '{words}'{where}"
