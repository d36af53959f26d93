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

from dhrgraph.redact.context import Usage, acts, is_a_cell, means_another, names_a_person
from dhrgraph.redact.openings import Search
from dhrgraph.redact.titled import Titled
from dhrgraph.redact.words import Word, words_of

_NEXT_LINE_OR_CELL = re.compile(r"[\n\t|]| {3}")
_CHARACTERISTIC = "characteristic"
_SOMEONE = "person"
_WORDS_OF_ONE_LETTER = ("A", "I")
_TELLING_INSIDE = 5  # letters; so long a name tells even inside another word of a file's name


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the document gives it, with the role of the person: "victim", "panel member", "chair" …

    `doubt` says why the words may be no person's (a key of `doubts.py`): they are taken out all the same, and a person
    is told where. Empty when they are sure.
    """

    words: str
    role: str
    pseudonym: bool = False
    doubt: str = ""


class Place(NamedTuple):
    """Words to take out: `[start, end)`, what to write instead (without the brackets), and why that is doubtful."""

    start: int
    end: int
    role: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Persons:
    """The words that name persons in one document. Never written anywhere; used to take them out and to check.

    `roles` maps each key of a name's words to a role, `names` holds the keys of each whole name. A word in `telling`
    names a person wherever it stands with a capital, unless `usage` says that it means something else there; any
    other only beside another word of a name, because it is an ordinary word too ("ward"). `labels` are pseudonyms
    that are no names ("Adult A") and characteristics, word for word. `doubts` says of a word why it may be no name;
    `initials` maps those of whole names to a role.
    """

    roles: Mapping[str, str]
    telling: frozenset[str]
    titles: frozenset[str]
    pseudonyms: frozenset[str] = frozenset()
    names: frozenset[frozenset[str]] = frozenset()
    doubts: Mapping[str, str] = field(default_factory=dict)
    initials: Mapping[str, str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()
    details: Search[str] = field(default_factory=Search)
    behind: tuple[tuple[str, re.Pattern[str]], ...] = ()
    titled: Titled = field(default_factory=Titled)
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

        That is: whole names, labels, names behind a title that bodies never have, and pseudonyms that are no ordinary
        word and no word of a body's name.
        """
        clear = self.pseudonyms - self.usage.ordinary - self.usage.in_bodies - self.doubts.keys()
        labels = tuple((label, role) for label, role in self.labels if role != _CHARACTERISTIC)
        return replace(self, telling=clear, labels=labels, initials={}, behind=(), titled=self.titled.certain())

    def places(self, text: str) -> Iterator[Place]:
        """Each run of words that names a person. Titles and initials beside a name belong to it.

        Example:
            >>> p = Persons({"jo": "chair", "ward": "chair"}, frozenset({"jo"}), frozenset({"dr"}))
            >>> [tuple(place)[:3] for place in p.places("Dr Jo Ward left the Ward; Jo's view")]
            [(0, 10, 'chair'), (26, 28, 'chair')]
        """
        yield from self._labelled(text)
        for start, end in self.titled.found(text):
            told = (self.roles[piece] for w in words_of(text[start:end]) for piece in w.pieces if piece in self.roles)
            yield Place(start, end, next(told, _SOMEONE))
        if not self.roles:
            return
        words = words_of(text)
        at = 0
        while at < len(words):
            if not words[at].capital and words[at].text not in self.initials:
                at += 1
                continue
            stop = self._run(text, words, at)
            for place in self._named(text, words, at, stop):
                yield place
                yield from self._said_behind(text, place)
            at = max(stop, at + 1)

    def left(self, text: str) -> Iterator[Place]:
        """Each word of a name that stays because it reads as an ordinary word, with a capital, at a sentence's start.

        Example:
            >>> usage = Usage(ordinary=frozenset({"mark"}))
            >>> p = Persons({"mark": "victim"}, frozenset({"mark"}), frozenset(), usage=usage)
            >>> [tuple(place)[:3] for place in p.left("Mark all files. The GP saw Mark.")]
            [(0, 4, 'victim')]
        """
        if not self.telling & self.usage.ordinary:
            return
        gone = {here for place in self.places(text) for here in range(place.start, place.end)}
        words = words_of(text)
        for at, word in enumerate(words):
            ordinary = word.key in self.telling and word.key in self.usage.ordinary
            if word.capital and ordinary and word.start not in gone and not means_another(text, words, at, self.usage):
                yield Place(word.start, word.end, self.roles[word.key], "left")

    def _said_behind(self, text: str, place: Place) -> Iterator[Place]:
        """An age or a characteristic right behind a name: "X (6)", "X was 41"."""
        for what, pattern in self.behind:
            if found := pattern.match(text, place.end):
                yield Place(*found.span("detail"), what)

    def _labelled(self, text: str) -> Iterator[Place]:
        for label, role in self.labels:
            loose = r"[\s-]+".join(map(re.escape, label.split()))
            for found in re.finditer(rf"(?<![\w-]){loose}(?![\w&])", text):
                place = Place(*found.span(), role)
                yield place
                yield from self._said_behind(text, place)

    def _run(self, text: str, words: Sequence[Word], at: int) -> int:
        """Where the run of words that can belong to a name ends; `at` when none begins here."""
        end = at
        for here in range(at, len(words)):
            if here > at and not self._goes_on(text, words[here - 1], words[here]):
                break
            parted = here > at + 1 and _NEXT_LINE_OR_CELL.search(text[words[here - 1].end : words[here].start])
            if parted and {word.key for word in words[at:here]} in self.names:
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
        if _NEXT_LINE_OR_CELL.search(gap) and before.key not in self.titles:
            return (
                before.key != word.key
                and any({before.key, word.key} <= name for name in self.names)
                and not gap.strip()
            )
        if gap.strip() in ("", ".") and (not gap.startswith(".") or len(before.text) == 1 or before.key in self.titles):
            return True
        if gap.strip() == "-" and not gap.startswith(" "):
            return True
        return gap.strip() == "," and any(name <= {*before.pieces, *word.pieces} for name in self.names)

    def _named(self, text: str, words: Sequence[Word], at: int, stop: int) -> Iterator[Place]:
        run = words[at:stop]
        known = [word for word in run if self._is_name(word) and word.key not in self.titles]
        if not known:
            yield from self._by_initials(text, words, at)
            return
        pieces = [piece for word in known for piece in word.pieces if piece in self.roles]
        before = run[: run.index(known[0])]
        titled = any(word.key in self.titles for word in before) or self._initialled(text, before, known[0])
        clear = [piece for piece in pieces if piece in self.telling and piece not in self.usage.ordinary]
        whole = any(name <= set(pieces) for name in self.names) or (len(known) > 1 and bool(clear))
        if whole and not titled and _names_a_house(text, words, stop, self.usage):
            return
        if not whole and not titled:
            alone = [n for n, word in enumerate(run) if self._alone(text, words, at + n, word)]
            if not alone:
                return
            run = run[min(alone) : max(alone) + 1] if len(known) > 1 else run
        first = at + words[at:stop].index(run[0])
        while first > 0 and words[first - 1].key in self.particles and words[first - 1].text.islower():
            if text[words[first - 1].end : words[first].start] != " ":
                break
            first, run = first - 1, [words[first - 1], *run]
        end = stop
        if end < len(words) and words[end].initial and text[run[-1].end : words[end].start] == " ":
            run = [*run, words[end]]
        role = next(self.roles[piece] for piece in pieces)
        doubt = self.doubts.get(pieces[0], "") if all(piece in self.doubts for piece in pieces) else ""
        if not doubt and not whole and not titled and not clear:
            doubt = "ordinary"
        stop = run[-1].initial and text[run[-1].end : run[-1].end + 1] == "."
        yield Place(run[0].start, run[-1].end + stop, role, doubt)

    def _by_initials(self, text: str, words: Sequence[Word], at: int) -> Iterator[Place]:
        """Initials of a whole name that do what a person does ("AK to write", "AK reported"), or fill a cell."""
        role = self.initials.get(words[at].text)
        if role and (acts(text, words, at, self.usage) or is_a_cell(text, words[at])):
            yield Place(words[at].start, words[at].end, role, "initials")

    def _initialled(self, text: str, before: Sequence[Word], word: Word) -> bool:
        """Whether an initial stands before a word of a name: with a stop, or that of the person's other name."""
        letters = [w for w in before if w.initial]
        others = {key[0] for name in self.names if word.key in name for key in name - {word.key}}
        dotted = any(text[w.end : w.end + 1] == "." for w in letters)
        return dotted or any(w.text not in _WORDS_OF_ONE_LETTER and w.key in others for w in letters)

    def _alone(self, text: str, words: Sequence[Word], at: int, word: Word) -> bool:
        telling = [piece for piece in word.pieces if piece in self.telling and (len(piece) > 2 or not word.shouted)]
        return word.capital and bool(telling) and names_a_person(text, words, at, telling[0], self.usage)


def _names_a_house(text: str, words: Sequence[Word], stop: int, usage: Usage) -> bool:
    """Whether a whole name goes on as that of something named after a person: "Ada King House"."""
    after = words[stop] if stop < len(words) else None
    beside = after is not None and text[words[stop - 1].end : after.start] == " " and not words[stop - 1].possessive
    return beside and after is not None and after.capital and after.key in usage.namesakes


NOBODY = Persons({}, frozenset(), frozenset())
