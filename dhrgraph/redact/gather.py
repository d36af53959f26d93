"""From the names a document gives to the words that tell its persons, and what those words mean besides.

    names with their roles, labels, text, Surroundings  ->  persons  ->  Persons

When in doubt a word counts as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dhrgraph.redact.candidates import Surroundings
from dhrgraph.redact.context import Usage, part_of_a_body
from dhrgraph.redact.misprints import misprints
from dhrgraph.redact.persons import Named, Persons
from dhrgraph.redact.words import Word, words_of

_SHORTEST = 2  # a shorter word of a name names a person only beside another one
_LEAST_INITIALS = 2
_SOMEONE = "person"  # the role of whom nothing more is known, until something is
_CODE = re.compile(r"\d|\b[A-Z]{1,2}\b")


def persons(named: Iterable[Named], labels: Iterable[tuple[str, str]], text: str, around: Surroundings) -> Persons:
    """All words of all names, and what they mean besides.

    A word is telling unless the document or the tables of posts use it as a common word. Words of pseudonyms are
    telling always: they are chosen to stand alone.
    """
    kinds = around.cues.of_kind
    ordinary = (around.common | around.cues.posts | around.places | kinds("place") | kinds("word")) - kinds("homograph")
    roles: dict[str, str] = {}
    telling: set[str] = set()
    pseudonyms: set[str] = set()
    doubts: dict[str, str] = {}
    initials: dict[str, str] = {}
    names: set[frozenset[str]] = set()
    exact = dict(labels)
    for name in named:
        words = [w for w in words_of(name.words) if w.capital and w.key not in around.cues.titles]
        if name.pseudonym:
            words = [w for w in words if len(w.text) > len("ab") and not _says_a_role(w, around)]
            if not words and _CODE.search(name.words):
                exact[name.words] = name.role  # "Adult A", "AB": no word of it names anyone by itself
        pieces = {piece for word in words for piece in word.pieces if len(piece) > 1}
        whole = frozenset(word.key for word in words if len(word.key) > 1)
        names |= {whole} if len(whole) > 1 else set()
        for piece in pieces:
            if roles.get(piece, _SOMEONE) == _SOMEONE:
                roles[piece] = name.role
        telling |= {p for p in pieces if len(p) >= _SHORTEST and (name.pseudonym or p not in ordinary)}
        pseudonyms |= {p for p in pieces if name.pseudonym}
        for piece in pieces:
            doubts[piece] = name.doubt and doubts.get(piece, name.doubt)
        with_particles = [word for word in words_of(name.words) if word.key not in around.cues.titles]
        for letters in ("".join(word.text[0] for word in spoken) for spoken in (words, with_particles)):
            known = letters.casefold() in around.cues.posts or (letters in initials and name.role == _SOMEONE)
            if len(whole) >= _LEAST_INITIALS and not name.pseudonym and not known:
                initials[letters] = name.role
    for key, like in misprints(text, telling, around):
        roles[key], doubts[key] = roles[like], "misprint"
        telling.add(key)
        pseudonyms |= {key} if like in pseudonyms else set()
    return Persons(
        roles=roles,
        telling=frozenset(telling),
        titles=around.cues.titles,
        pseudonyms=frozenset(pseudonyms),
        names=frozenset(names),
        doubts={piece: doubt for piece, doubt in doubts.items() if doubt},
        initials={letters: role for letters, role in initials.items() if f"({letters})" not in text},
        particles=kinds("particle"),
        labels=tuple(sorted(exact.items(), key=lambda item: (-len(item[0]), item[0]))),
        details=around.cues.details,
        behind=around.cues.behind,
        usage=_usage(text, roles, frozenset(names), around),
    )


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
