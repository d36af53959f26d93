"""Initials that are those of one body of the register and no other: "KCC" in a review about Kent.

    Question  ->  by_initials  ->  Claims

Only of a body of the document's area, or, for a health body of which no area is known, of four letters and more that
no other body of the register has. The mention holds them once, in capitals, beside nothing but posts and parts of the
body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dhrgraph.reconcile.authority import GROUP, KIND, LABEL
from dhrgraph.reconcile.claims import Claim, Question, first, noted
from dhrgraph.reconcile.named import NAMED, by_words
from dhrgraph.reconcile.parts import by_own_part, by_part
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.similar import vocabulary
from dhrgraph.reconcile.words import fold, words_of

_LEAST = 3  # letters
_LEAST_ANYWHERE = 4
_MOST = 8
_HEALTH = frozenset({"acute-hospital", "mental-health", "community-health", "ambulance", "clinical-commissioning"})
_NO_BODIES = frozenset({GROUP, "unit"})
_SMALL = frozenset({"and", "of", "the", "for", "on", "in"})


def by_initials(question: Question) -> tuple[Claim, ...]:
    """The body whose initials stand in the mention."""
    register = question.register
    known = vocabulary(register).words
    found = [word for word in words_of(question.mention) if word.key not in known]
    if len(found) != 1:
        return ()
    printed = question.mention[found[0].start : found[0].end]
    if not _LEAST <= len(printed) <= _MOST or sum(letter.isupper() for letter in printed) < _LEAST:
        return ()
    slugs = tuple(_bearers(printed.casefold(), question.areas, register))
    if len(slugs) != 1:
        return ()
    label = register.records[slugs[0]].label
    written = question.mention[: found[0].start] + label + question.mention[found[0].end :]
    claims = first(question.about(written), (*NAMED, by_words, by_own_part, by_part))
    return noted(claims, f"'{printed}' being its initials", "pattern")


def _bearers(letters: str, areas: frozenset[str], register: Register) -> Iterator[str]:
    """The bodies with these initials that are of the area or called after a place there; else the one anywhere."""
    slugs = _initials(register).get(letters, ())
    here = [slug for slug in slugs if areas.intersection(_areas(slug, register))]
    if here:
        yield from here
    elif len(slugs) == 1 and len(letters) >= _LEAST_ANYWHERE:
        only = register.records[slugs[0]]
        if only.type in _HEALTH and not only.areas:
            yield only.slug


def _areas(slug: str, register: Register) -> frozenset[str]:
    """The areas of a body; where the register has none, those of the places in its name."""
    known = register.records.areas(slug)
    if known:
        return known
    words = fold(register.records.rows[slug][LABEL]).split()
    found = (register.places.longest_at(words, at) for at in range(len(words)))
    return frozenset(code for place in found if place for code in place[1])


@lru_cache(maxsize=4)
def _initials(register: Register) -> Mapping[str, tuple[str, ...]]:
    """The bodies by the initials of their labels. Made when first asked for, then kept."""
    found: dict[str, list[str]] = {}
    for slug, row in register.records.rows.items():
        if row[KIND] not in _NO_BODIES:
            for letters in dict.fromkeys(_spelt(row[LABEL])):
                found.setdefault(letters, []).append(slug)
    return {letters: tuple(slugs) for letters, slugs in found.items()}


def _spelt(label: str) -> Iterator[str]:
    """The initials with and without small words, without "NHS", and without the legal form ("NHS Trust")."""
    words = fold(label).split()
    for kept in (words, [word for word in words if word not in _SMALL]):
        yield "".join(word[0] for word in kept)
        yield "".join(word[0] for word in kept if word != "nhs")
        if "nhs" in kept[2:]:
            yield "".join(word[0] for word in kept[: kept.index("nhs", 2)])
