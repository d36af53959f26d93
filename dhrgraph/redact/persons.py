"""The names of persons in a document, each word with the role that is written in its place.

    names with their roles  ->  persons  ->  Persons
    text, Persons           ->  Persons.places  ->  where a person is named

Words are looked up, not guessed: who is named was found out before (see sources.py). What remains to be told here
is whether a word of a name names a person in this place, or is an ordinary word or part of a body's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dhrgraph.redact.context import Usage, names_a_person
from dhrgraph.redact.words import Word, keys_of, words_of

_SHORTEST = 3  # a shorter word of a name ("Jo") names a person only beside another one, unless it is a pseudonym


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the document gives it, with the role of the person: "victim", "panel member", "chair" …

    `sure` is False where the words may be no person's: they are taken out all the same, and a person is told where.
    """

    words: str
    role: str
    pseudonym: bool = False
    sure: bool = True


class Place(NamedTuple):
    """Words to take out: `[start, end)`, what to write instead (without the brackets), and whether that is certain."""

    start: int
    end: int
    role: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Persons:
    """The words that name persons in one document. Never written anywhere; used to take them out and to check.

    `roles` maps each key of a name's words to a role, `names` holds the keys of each whole name. A word in `telling`
    names a person wherever it stands with a capital, unless `usage` says that it means something else there; any
    other only beside another word of a name, because it is an ordinary word too ("ward"). `labels` are pseudonyms
    that are no names ("Adult A") and characteristics, word for word.
    """

    roles: Mapping[str, str]
    telling: frozenset[str]
    titles: frozenset[str]
    pseudonyms: frozenset[str] = frozenset()
    names: frozenset[frozenset[str]] = frozenset()
    unsure: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()
    usage: Usage = field(default_factory=Usage)

    def certain(self) -> Persons:
        """The same persons, told only by what cannot mean anything else: whole names, and pseudonyms that are no word
        of a body's name and no ordinary word."""
        clear = self.pseudonyms - self.usage.ordinary - self.usage.in_bodies
        return replace(self, telling=clear, labels=())

    def places(self, text: str) -> Iterator[Place]:
        """Each run of words that names a person. Titles and initials beside a name belong to it.

        Example:
            >>> p = Persons({"jo": "chair", "ward": "chair"}, frozenset({"jo"}), frozenset({"dr"}))
            >>> [tuple(place)[:3] for place in p.places("Dr Jo Ward left the Ward; Jo's view")]
            [(0, 10, 'chair'), (26, 28, 'chair')]
        """
        yield from self._labelled(text)
        if not self.roles:
            return
        words = list(words_of(text))
        at = 0
        while at < len(words):
            stop = self._run(text, words, at)
            yield from self._named(text, words, at, stop)
            at = max(stop, at + 1)

    def _labelled(self, text: str) -> Iterator[Place]:
        for label, role in self.labels:
            loose = r"[\s-]+".join(map(re.escape, label.split()))
            for found in re.finditer(rf"(?<![\w-]){loose}(?![\w&])", text):
                yield Place(*found.span(), role)

    def _run(self, text: str, words: Sequence[Word], at: int) -> int:
        """Where the run of words that can belong to a name ends; `at` when none begins here."""
        end = at
        for here in range(at, len(words)):
            if here > at and not self._goes_on(text, words[here - 1], words[here]):
                break
            if self._is_name(words[here]) or words[here].key in self.titles and words[here].capital:
                end = here + 1
            elif not (words[here].initial or (here > at and words[here].key in self.particles)):
                break
        return end

    def _is_name(self, word: Word) -> bool:
        return word.capital and any(piece in self.roles for piece in word.pieces)

    def _goes_on(self, text: str, before: Word, word: Word) -> bool:
        gap = text[before.end : word.start]
        if not gap.strip(" \t\n\r\xa0.-"):
            return not before.possessive and not (gap.startswith(". ") and len(before.text) > 4)
        return gap.strip() == "," and any({*before.pieces, *word.pieces} >= name for name in self.names)

    def _named(self, text: str, words: Sequence[Word], at: int, stop: int) -> Iterator[Place]:
        run = words[at:stop]
        known = [word for word in run if self._is_name(word) and word.key not in self.titles]
        if not known:
            return
        pieces = [piece for word in known for piece in word.pieces if piece in self.roles]
        titled = any(word.key in self.titles for word in run[: run.index(known[0])])
        whole = any(name <= set(pieces) for name in self.names) or (
            len(known) > 1 and any(piece in self.telling for piece in pieces)
        )
        if not whole and not titled:
            alone = [n for n, word in enumerate(run) if self._alone(text, words, at + n, word)]
            if not alone:
                return
            run = run[min(alone) : max(alone) + 1] if len(known) > 1 else run
        end = stop
        if end < len(words) and words[end].initial and text[run[-1].end : words[end].start] == " ":
            run = [*run, words[end]]
        role = next(self.roles[piece] for piece in pieces)
        yield Place(run[0].start, run[-1].end, role, not all(piece in self.unsure for piece in pieces))

    def _alone(self, text: str, words: Sequence[Word], at: int, word: Word) -> bool:
        telling = [piece for piece in word.pieces if piece in self.telling]
        return word.capital and bool(telling) and names_a_person(text, words, at, telling[0], self.usage)
