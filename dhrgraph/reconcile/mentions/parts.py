"""A body named by a part of it or a post in it that the register does not have.

    Question  ->  by_office, by_whole, by_own_part, by_part  ->  Claims

"Someshire Police Vulnerable People Unit" is the police: rows of kind "unit" in addressee_phrases.csv end the name of a
part. A part that has a record of its own is that record: "Sometown Council Adult Social Care". "Chief Constable of
Someshire" is the police too: rows of kind "office" say of what.
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrgraph.reconcile.mentions.claims import Claim, Question, first, noted
from dhrgraph.reconcile.mentions.named import NAMED
from dhrgraph.reconcile.register.register import Name, Register

_MOST_WORDS = 12
_LONGEST_PART = 7  # words


def by_office(question: Question) -> tuple[Claim, ...]:
    """A post that belongs to one kind of body, alone or with a place: "Chief Constable of Someshire".

    With a place only of a body of the document's area: a post may be shared by neighbours under the name of one.
    """
    words, register = question.words, question.register
    found = register.phrases.aside["office"].longest_at(words, 0)
    if not found:
        return ()
    end, (office, *_) = found
    place = _without_links(words[end:], register)
    if place and not _is_place(place, register):
        return ()
    claims = first(question.about(" ".join((*place, office))), NAMED)
    if place and not all(_may_be_here(claim.slug, question) for claim in claims):
        return ()
    return noted(claims, f"whose '{' '.join(words[:end])}' it is", "pattern")


def by_whole(question: Question) -> tuple[Claim, ...]:
    """A name for the work of several parts of one body, alone or behind its place: "Someshire Social Services".

    Rows of kind "whole" name one of the parts; what that is a part of is meant.
    """
    words, register = question.words, question.register
    for at in range(len(words)):
        for part in register.phrases.aside["whole"].find(words[at:]):
            if at and not register.places.find(words[:at]):
                return ()
            parts = first(question.about(" ".join((*words[:at], part))), NAMED)
            wholes = {register.records.parent(claim.slug) or "" for claim in parts}
            said = f"'{' '.join(words[at:])}' is its, as '{part}' is"
            return tuple(Claim(slug, "pattern", said) for slug in sorted(wholes - {""}))
    return ()


def _may_be_here(slug: str, question: Question) -> bool:
    """Whether a body is of the document's area, as far as both are known."""
    areas = question.register.records.areas(slug)
    return not areas or not question.areas or not areas.isdisjoint(question.areas)


def by_own_part(question: Question) -> tuple[Claim, ...]:
    """A body's name with that of a part of it that has a record: "Sometown Council Adult Social Care"."""
    register = question.register
    for names, part in _cut(question):
        whole = {name.slug for name in names}
        claims = tuple(
            Claim(name.slug, "pattern", f"{name.source} '{name.words}', part of {names[0].source} '{names[0].words}'")
            for name in register.names.find(_without_links(part, register))
            if name.slug not in whole and whole.intersection(register.lineage(name.slug))
        )
        if claims:
            return claims
    return ()


def by_part(question: Question) -> tuple[Claim, ...]:
    """A body's name with that of a part that has no record: the part is the body."""
    for names, part in _cut(question):
        if _is_part(part, names, question):
            said = f"'{' '.join(part)}' is a part of {names[0].source} '{names[0].words}'"
            return (Claim(names[0].slug, "unit", said),)
    return ()


def _cut(question: Question) -> Iterator[tuple[tuple[Name, ...], tuple[str, ...]]]:
    """The names of one body with which the mention begins, then those with which it ends, and the words left."""
    if 1 < len(question.words) <= _MOST_WORDS:
        yield from _name_first(question)
        yield from _name_last(question)


def _name_first(question: Question) -> Iterator[tuple[tuple[Name, ...], tuple[str, ...]]]:
    longest = question.register.names.longest_at(question.words, 0)
    if longest and longest[0] < len(question.words):
        yield _usable(question.words[: longest[0]], question), question.words[longest[0] :]


def _name_last(question: Question) -> Iterator[tuple[tuple[Name, ...], tuple[str, ...]]]:
    """The longest name the mention ends in."""
    words = question.words
    for start in range(1, len(words)):
        if question.register.names.find(words[start:]):
            part = words[:start]
            while part and part[-1] in _links(question.register):
                part = part[:-1]
            yield _usable(words[start:], question), part
            return


def _usable(words: tuple[str, ...], question: Question) -> tuple[Name, ...]:
    """The names that mean one body here, none when they mean several or a group."""
    register = question.register
    good = tuple(
        name
        for name in register.named(words, question.areas)
        if not name.whole and not register.records[name.slug].collective
    )
    return good if len({name.slug for name in good}) == 1 else ()


def _is_part(part: tuple[str, ...], names: tuple[Name, ...], question: Question) -> bool:
    """Whether the words end as the name of a part does, and name no other body nor a place the body does not cover.

    Beside a name that needs the document's area every word must be a known one: "Council Widgets Team" may be any
    council's.
    """
    register = question.register
    part = _without_posts(part, register)
    if not names or not 0 < len(part) <= _LONGEST_PART or part[0] in ("and", "or"):
        return False
    record, units = register.records[names[0].slug], register.phrases.aside["unit"]
    if record.is_partnership:  # "Safer Sometown Team" is a council's
        return False
    types = {kind for start in range(len(part)) for means in units.find(part[start:]) for kind in means.split(";")}
    if not types.intersection(("any", record.type)):
        return False
    areas = set(record.areas)
    at = 0
    while at < len(part):
        other = register.names.longest_at(part, at)
        if other and any(_is_good_anywhere(name, register) for name in other[1]):
            return False
        place = register.places.longest_at(part, at)
        if place and areas and not areas.intersection(place[1]):
            return False
        known = place or register.phrases.kinds.longest_at(part, at) or units.longest_at(part, at)
        if names[0].in_context and not known:
            return False
        at = known[0] if known else at + 1
    return True


def _is_good_anywhere(name: Name, register: Register) -> bool:
    """Whether a name is one body's wherever it stands."""
    return not name.in_context and not name.whole and not register.records[name.slug].collective


def _is_place(words: tuple[str, ...], register: Register) -> bool:
    """Whether the words are a place: an area's name, or what stands before "police", "council" and the like."""
    return bool(register.places.find(words)) or not register.phrases.kinds.find(words[:1])


def _without_links(words: tuple[str, ...], register: Register) -> tuple[str, ...]:
    """The words without "of the" and the like before them."""
    links = _links(register)
    while words and words[0] in links:
        words = words[1:]
    return words


def _without_posts(words: tuple[str, ...], register: Register) -> tuple[str, ...]:
    """The words without those of a post at the end: "housing options manager"."""
    kinds = register.phrases.kinds
    while words and "post" in kinds.find(words[-1:]):
        words = words[:-1]
    return words


def _links(register: Register) -> frozenset[str]:
    return frozenset(register.phrases.aside["link"].spaced)
