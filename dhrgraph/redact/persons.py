"""The names of persons in a document, each word with the role that is written in its place.

    text, Persons  ->  Persons.places  ->  Place, ...

Words are looked up, not guessed: who is named was found out before (sources.py). What remains to be told here
is whether a word of a name names a person in this place, or is an ordinary word or part of a body's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dhrgraph.redact.context import Usage, names_a_person
from dhrgraph.redact.words import Word, words_of

_TELLING_INSIDE = 5  # letters; so long a name tells even inside another word of a file's name


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
    details: tuple[tuple[str, re.Pattern[str]], ...] = ()
    usage: Usage = field(default_factory=Usage)

    def in_an_address(self, address: str) -> bool:
        """Whether a web address holds a name, in whatever case."""
        return self.out_of_a_file_name(address) != address

    def out_of_a_file_name(self, name: str) -> str:
        """A file's name, where words stand without spaces and capitals, with the roles in place of names.

        Example:
            >>> p = Persons({"tamsin": "victim"}, frozenset({"tamsin"}), frozenset())
            >>> p.out_of_a_file_name("DHRTamsin-report_2021"), p.out_of_a_file_name("plan")
            ('DHR[victim]-report_2021', 'plan')
        """
        for key in sorted(self.telling - self.usage.ordinary - self.usage.in_bodies, key=lambda key: (-len(key), key)):
            inside = len(key) >= _TELLING_INSIDE
            word = re.escape(key) if inside else rf"(?<![^\W\d_]){re.escape(key)}(?![^\W\d_])"
            name = re.sub(word, f"[{self.roles[key]}]", name, flags=re.IGNORECASE)
        return name

    def certain(self) -> Persons:
        """The same persons, told only by what cannot mean anything else.

        That is: whole names, and pseudonyms that are no ordinary word and no word of a body's name.
        """
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
            if self._is_name(words[here]) or (words[here].key in self.titles and words[here].capital):
                end = here + 1
            elif not (words[here].initial or (here > at and words[here].key in self.particles)):
                break
        return end

    def _is_name(self, word: Word) -> bool:
        return word.capital and any(piece in self.roles for piece in word.pieces)

    def _goes_on(self, text: str, before: Word, word: Word) -> bool:
        """Whether two words can stand in one name: beside each other, after an initial or a title, or turned round."""
        gap = text[before.end : word.start]
        if before.possessive:
            return False
        if gap.strip() in ("", ".") and (not gap.startswith(".") or len(before.text) == 1 or before.key in self.titles):
            return True
        if gap.strip() == "-" and not gap.startswith(" "):
            return True
        return gap.strip() == "," and any(name <= {*before.pieces, *word.pieces} for name in self.names)

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


NOBODY = Persons({}, frozenset(), frozenset())
