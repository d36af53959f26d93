"""The names of persons in a document, each word with the role that is written in its place.

    name cells with their roles  ->  persons  ->  Persons
    text, Persons                ->  Persons.places  ->  where a person is named

When in doubt a word counts as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*-?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the document gives it, with the role of the person: "victim", "panel member", "chair" …"""

    words: str
    role: str
    pseudonym: bool = False


@dataclass(frozen=True, slots=True)
class Persons:
    """The words that name persons in one document. Never written anywhere; used to take them out and to check.

    `roles` maps each casefolded word of a name to a role. A word in `telling` names a person wherever it stands
    with a capital; any other only beside another word of a name, because it is an ordinary word too ("ward").
    """

    roles: Mapping[str, str]
    telling: frozenset[str]
    titles: frozenset[str]
    pseudonyms: frozenset[str] = frozenset()

    def whole_names(self) -> Persons:
        """The same persons, told only by pseudonyms and by two words of a name together."""
        return replace(self, telling=self.pseudonyms)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Each run of words that names a person: start, end, role. Titles before a name belong to it.

        Example:
            >>> p = Persons({"jo": "chair", "ward": "chair"}, frozenset({"jo"}), frozenset({"dr"}))
            >>> list(p.places("Dr Jo Ward left the Ward; Jo's view"))
            [(0, 10, 'chair'), (26, 28, 'chair')]
        """
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(text):
            gap = text[run[-1].end() : word.start()] if run else ""
            if run and (gap.strip(" \t\n\r.-") or not self._belongs(word.group())):
                yield from self._named(run)
                run = []
            if self._belongs(word.group()):
                run.append(word)
        yield from self._named(run)

    def _belongs(self, word: str) -> bool:
        bare = _POSSESSIVE.sub("", word)
        pieces = [bare.casefold(), *bare.casefold().split("-")]
        return bare[0].isupper() and (any(p in self.roles for p in pieces) or bare.casefold() in self.titles)

    def _named(self, run: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        keys = [_POSSESSIVE.sub("", word.group()).casefold() for word in run]
        known = [key for key in keys if key not in self.titles]
        if not known:
            return
        pieces = [p for key in known for p in (key, *key.split("-"))]
        if len(known) < 2 and len(known) == len(run) and not any(p in self.telling for p in pieces):
            return
        role = next(self.roles[p] for p in pieces if p in self.roles)
        last = run[-1].group()
        yield run[0].start(), run[-1].end() - (len(last) - len(_POSSESSIVE.sub("", last))), role


def persons(named: Iterable[Named], text: str, titles: frozenset[str], ordinary: frozenset[str]) -> Persons:
    """All words of all names. A word is telling unless the document or `ordinary` uses it as a common word.

    Pseudonyms are telling always: they are chosen to stand alone.
    """
    common = {word.group() for word in _WORD.finditer(text) if word.group().islower()} | ordinary
    roles: dict[str, str] = {}
    telling: set[str] = set()
    pseudonyms: set[str] = set()
    for name in named:
        for word in _NAME_WORD.findall(name.words):
            key = word.casefold().rstrip("-")
            if key in titles or len(key) < 2:
                continue
            for piece in {key, *key.split("-")}:
                roles.setdefault(piece, name.role)
                if len(piece) > 2 and (name.pseudonym or piece not in common):
                    telling.add(piece)
                if len(piece) > 2 and name.pseudonym:
                    pseudonyms.add(piece)
    return Persons(roles, frozenset(telling), titles, frozenset(pseudonyms))


NOBODY = Persons({}, frozenset(), frozenset())
