"""From the names a document gives to the words that tell its persons, and what those words mean besides.

    names with their roles, labels, text, Surroundings  ->  persons  ->  Persons

When in doubt a word counts as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from dhrgraph.redact.candidates import Surroundings
from dhrgraph.redact.context import Usage, part_of_a_body
from dhrgraph.redact.misprints import misprints
from dhrgraph.redact.persons import Named, Persons
from dhrgraph.redact.words import Word, words_of

_SHORTEST = 2  # a shorter word of a name names a person only beside another one
_LEAST_INITIALS = 2
_SOMEONE = "person"  # the role of whom nothing more is known, until something is
_CODE = re.compile(r"\d|\b[A-Z]{1,2}\b")


@dataclass(slots=True)
class _Gathered:
    """What the names gathered so far tell: by piece of a name its role and doubt, and the rest of `Persons`."""

    exact: dict[str, str]  # names that tell only whole: "Adult A"
    roles: dict[str, str] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    pseudonyms: set[str] = field(default_factory=set)
    doubts: dict[str, str] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    names: set[frozenset[str]] = field(default_factory=set)


def persons(named: Iterable[Named], labels: Iterable[tuple[str, str]], text: str, around: Surroundings) -> Persons:
    """All words of all names, and what they mean besides.

    A word is telling unless the document or the tables of posts use it as a common word. Words of pseudonyms are
    telling always: they are chosen to stand alone.
    """
    kinds = around.cues.of_kind
    ordinary = (around.common | around.cues.posts | around.places | kinds("place") | kinds("word")) - kinds("homograph")
    known = _Gathered(dict(labels))
    for name in named:
        _gather(known, name, ordinary, around)
    for key, like in misprints(text, known.telling, around):
        known.roles[key], known.doubts[key] = known.roles[like], "misprint"
        known.telling.add(key)
        known.pseudonyms |= {key} if like in known.pseudonyms else set()
    return Persons(
        roles=known.roles,
        telling=frozenset(known.telling),
        titles=around.cues.titles,
        pseudonyms=frozenset(known.pseudonyms),
        names=frozenset(known.names),
        doubts={piece: doubt for piece, doubt in known.doubts.items() if doubt},
        initials={letters: role for letters, role in known.initials.items() if f"({letters})" not in text},
        particles=kinds("particle"),
        labels=tuple(sorted(known.exact.items(), key=lambda item: (-len(item[0]), item[0]))),
        details=around.cues.details,
        behind=around.cues.behind,
        titled=around.titled,
        usage=_usage(text, known.roles, frozenset(known.names), around),
    )


def _gather(known: _Gathered, name: Named, ordinary: Set[str], around: Surroundings) -> None:
    """Add one name: its pieces with its role and doubt, and its initials."""
    words = [w for w in words_of(name.words) if w.capital and w.key not in around.cues.titles]
    if name.pseudonym:
        words = [w for w in words if len(w.text) > len("ab") and not _says_a_role(w, around)]
        if not words and _CODE.search(name.words):
            known.exact[name.words] = name.role  # "Adult A", "AB": no word of it names anyone by itself
    pieces = {piece for word in words for piece in word.pieces if len(piece) > 1}
    whole = frozenset(word.key for word in words if len(word.key) > 1)
    known.names |= {whole} if len(whole) > 1 else set()
    for piece in pieces:
        if known.roles.get(piece, _SOMEONE) == _SOMEONE:
            known.roles[piece] = name.role
        known.doubts[piece] = name.doubt and known.doubts.get(piece, name.doubt)
    known.telling |= {p for p in pieces if len(p) >= _SHORTEST and (name.pseudonym or p not in ordinary)}
    known.pseudonyms |= {p for p in pieces if name.pseudonym}
    if len(whole) >= _LEAST_INITIALS and not name.pseudonym:
        _gather_initials(known, name, words, around)


def _gather_initials(known: _Gathered, name: Named, words: list[Word], around: Surroundings) -> None:
    """Its initials, with and without particles, unless they are a post or those of someone of whom more is known."""
    with_particles = [word for word in words_of(name.words) if word.key not in around.cues.titles]
    for spoken in (words, with_particles):
        letters = "".join(word.text[0] for word in spoken)
        taken = letters.casefold() in around.cues.posts or (letters in known.initials and name.role == _SOMEONE)
        if not taken:
            known.initials[letters] = name.role


def _says_a_role(word: Word, around: Surroundings) -> bool:
    """Whether a word of a pseudonym's cell is none of the pseudonym: "Adult A", "Victim", "Mother of …"."""
    return around.explained(word) or around.cues.role_in(word.text) is not None


def _usage(text: str, roles: Mapping[str, str], names: frozenset[frozenset[str]], around: Surroundings) -> Usage:
    """What the words of names mean besides, in this document."""
    kinds = around.cues.of_kind
    usage = Usage(
        ordinary=(around.common | kinds("homograph")) & roles.keys(),
        bodies=around.bodies_with(roles.keys()),
        institutions=kinds("institution") | kinds("body"),
        namesakes=kinds("namesake"),
        openers=kinds("opener"),
        eponyms=kinds("eponym"),
        verbs=kinds("verb"),
        times=kinds("time"),
        determiners=kinds("determiner"),
        scale=kinds("scale"),
    )
    words = words_of(text)
    inside = {
        word.key
        for n, word in enumerate(words)
        if word.key in roles and part_of_a_body(text, words, n, usage)
        if not any({word.key, after.key} <= name for after in words[n + 1 : n + 2] for name in names)
    }
    return replace(usage, in_bodies=frozenset(inside))
