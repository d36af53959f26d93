"""Initials that are those of one body of the register and no other: "KCC" in a review about Kent.

    Question  ->  by_initials  ->  Claims

Only of a body of the document's area, or, for a health body of which no area is known, of four letters and more that
no other body of the register has. The mention holds them once, in capitals, beside nothing but posts and parts of the
body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from dhrgraph.reconcile.mentions.claims import Claim, Question, bodies, first, noted
from dhrgraph.reconcile.mentions.named import NAMED, by_words
from dhrgraph.reconcile.mentions.parts import by_own_part, by_part
from dhrgraph.reconcile.mentions.plain import by_end_again, by_plain_name
from dhrgraph.reconcile.mentions.similar import vocabulary
from dhrgraph.reconcile.register.records import GROUP, KIND, LABEL
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import fold, words_of

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
    bearers = tuple(_bearers(printed.casefold(), question.areas, register))
    for name in dict.fromkeys(name for _, name in bearers):
        written = question.mention[: found[0].start] + name + question.mention[found[0].end :]
        claims = first(question.about(written), (*NAMED, by_words, by_own_part, by_part, by_plain_name, by_end_again))
        meant = bodies(claims)
        if len({slug for slug, spoken in bearers if spoken == name}) == 1 and meant:
            return noted(claims, f"'{printed}' being its initials", "pattern")
    return ()


def _bearers(letters: str, areas: frozenset[str], register: Register) -> Iterator[tuple[str, str]]:
    """The bodies with these initials that are of the area or called after a place there; else the one anywhere.

    Each with the words that the initials stand for.
    """
    spoken = _initials(register).get(letters, ())
    here = [(slug, name) for slug, name in spoken if areas.intersection(_areas(slug, register))]
    if here:
        yield from here
    elif len({slug for slug, _ in spoken}) == 1 and len(letters) >= _LEAST_ANYWHERE:
        only = register.records[spoken[0][0]]
        if only.type in _HEALTH and not only.areas:
            yield from spoken


def _areas(slug: str, register: Register) -> frozenset[str]:
    """The areas of a body; where the register has none, those of the places in its name."""
    known = register.records.areas(slug)
    if known:
        return known
    words = fold(register.records.rows[slug][LABEL]).split()
    found = (register.places.longest_at(words, at) for at in range(len(words)))
    return frozenset(code for place in found if place for code in place[1])


@lru_cache(maxsize=4)
def _initials(register: Register) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The bodies by the initials of their labels, with the words these are of. Made when first asked for, then kept."""
    ends = _ends(register)
    found: dict[str, dict[tuple[str, str], None]] = {}
    for slug, row in register.records.rows.items():
        if row[KIND] not in _NO_BODIES:
            for letters, name in _spelt(row[LABEL], ends):
                found.setdefault(letters, {})[(slug, name)] = None
    return {letters: tuple(bearers) for letters, bearers in found.items()}


def _ends(register: Register) -> frozenset[tuple[str, ...]]:
    """The last words of names that have initials of their own, which may stand behind those of the name: "CCG"."""
    pairs = (pair for phrases in register.phrases.written.values() for pair in phrases)
    return frozenset(means for phrase, means in pairs if len(phrase) == 1 and len(means) > 2)


def _spelt(label: str, ends: Set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The initials with and without small words, without "NHS", and without the legal form ("NHS Trust"); then those of
    the words before a name's usual end, with these words alone."""
    words = fold(label).split()
    for kept in (words, [word for word in words if word not in _SMALL]):
        yield "".join(word[0] for word in kept), label
        yield "".join(word[0] for word in kept if word != "nhs"), label
        if "nhs" in kept[2:]:
            yield "".join(word[0] for word in kept[: kept.index("nhs", 2)]), label
    for at in range(1, len(words)):
        if tuple(words[at:]) in ends:
            own = [word for word in words[:at] if word not in _SMALL and word != "nhs"]
            yield "".join(word[0] for word in own), " ".join(words[:at])
