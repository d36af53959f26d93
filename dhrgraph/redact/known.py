"""What texts of other documents are searched for: the names of a document's persons, and what a text shows of names.

    Persons  ->  whole_names, words_in_file_names        (kept sealed: they are names)
    text     ->  Shown.of  ->  Shown                     (kept as it is: it was published)
    Shown, names  ->  Shown.named  ->  the words in which someone is named

A name of one document may stand in another's text. To look for each in all would take names times texts; what a text
shows of names is a few hundred short pieces, in which they are looked for instead, with the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dhrgraph.redact.persons import Persons
from dhrgraph.redact.words import APOSTROPHE, CAPITAL, HYPHEN, LETTER, keys_of, words_of

Name = frozenset[str]
FileWord = tuple[str, str]  # a word of a name, and the role that is written in its place in a file's name

# In JSON and N-Quads a line end is written as two characters, of which the second would look like part of a word
ESCAPED = re.compile(r"\\[nrtbf]")
SLUG = re.compile(r"[^\W\d_]+(?:[-_.%20]+[^\W\d_]+)+")  # words of an IRI or of a file's name
_BETWEEN = re.compile(r"(?<=[^\W\d_])[-_.%20]+(?=(?P<after>[^\W\d_]+))")
_TOKEN = re.compile(rf"[^\W\d_]+(?:(?:{APOSTROPHE}|{HYPHEN})[^\W\d_]+)*")
_PREFIX = rf"[adelou](?:l-|{APOSTROPHE})"  # small, yet part of the word
_WORD = rf"{CAPITAL}(?<!{LETTER}.){LETTER}*(?:(?:{APOSTROPHE}|{HYPHEN}){LETTER}+)*"
_PREFIXED = rf"{_PREFIX}{CAPITAL}{LETTER}*(?:(?:{APOSTROPHE}|{HYPHEN}){LETTER}+)*"
_ON = rf"(?:\s*(?:[-.,]\s*)?(?:{_WORD}|{_PREFIXED}))*"
# wherever `Persons.places` may find a whole name: words with a capital, or the ends of such words, beside each other;
# two patterns, for one that begins with what may be missing is ten times as slow
_RUNS = tuple(re.compile(first + _ON, re.DOTALL) for first in (_WORD, _PREFIXED))
_COUNTED = re.compile("[13-9]+")  # figures that SLUG passes over
_TELLING_INSIDE = 5  # letters, as in Persons.out_of_a_file_name


@dataclass(frozen=True, slots=True)
class Shown:
    """What a text shows of names: the keys of its words and their parts, its runs of two or more words with a capital
    or of initials, and the pairs of words that stand beside each other in its IRIs and file names."""

    words: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, *texts: str) -> Shown:
        """Of several texts together; no run goes from one into the next.

        Example:
            >>> shown = Shown.of("led by Ada King in May", "id/review/ada-king-2020")
            >>> sorted(shown.runs), sorted(shown.pairs), "king" in shown.words
            (['Ada King'], [('ada', 'king')], True)
        """
        tokens: set[str] = set()
        runs: set[str] = set()
        slugs: set[tuple[str, str]] = set()
        for text in texts:
            tokens.update(_TOKEN.findall(text))
            slugs.update(_neighbours(text))
            plain = ESCAPED.sub("  ", text)
            runs.update(run for pattern in _RUNS for run in set(pattern.findall(plain)) if not run.isalpha())
        return cls(_pieces(tokens), frozenset(runs), frozenset(p for both in slugs for p in pairs_of(" ".join(both))))

    @classmethod
    def of_values(cls, values: Iterable[str], tables: Iterable[str], iris: Iterable[str]) -> Shown:
        """Of the quoted values of JSON lines and statements, of tables, and of IRIs: as of the files they stand in, for
        no run goes on over a quotation mark, and IRIs that differ in figures only show the same.

        Example:
            >>> Shown.of_values(["by Ada King"], [], ["<urn:ada-king-1>", "<urn:ada-king-3>"]).pairs
            frozenset({('ada', 'king')})
        """
        each = set(_COUNTED.sub("1", "\n".join(iris)).split("\n"))
        return cls.of('"\n"'.join(values), *tables, "\n".join(each))

    def named(self, names: frozenset[Name], also: frozenset[str] = frozenset()) -> Iterator[str]:
        """The runs and pairs that name someone. `also`: words that stand elsewhere in the same file.

        A name is looked for only when all its words stand somewhere, as in `check.where_named`.

        Example:
            >>> list(Shown.of("A. King rang").named(frozenset({frozenset({"ada", "king"})}), frozenset({"ada"})))
            ['A. King']
        """
        yield from (" ".join(pair) for pair in self.pairs if frozenset(pair) in names)
        present = self.words | also
        by_word: dict[str, list[Name]] = {}
        for name in names:
            if name <= present:
                for word in name:
                    by_word.setdefault(word, []).append(name)
        for run in self.runs:
            here = frozenset(n for w in words_of(run) for piece in w.pieces for n in by_word.get(piece, ()))
            if here:  # of thousands of names the few that share a word with it
                persons = Persons(
                    {key: "person" for name in here for key in name}, frozenset(), frozenset(), names=here
                )
                yield from (run for _ in persons.places(run))


def whole_names(persons: Persons) -> frozenset[Name]:
    """The names of two words or more that are sure to be a person's, and that no body's name holds."""
    bodies = [frozenset(body) for body in persons.usage.bodies]
    sure = (name for name in persons.names if not all(key in persons.doubts for key in name))
    return frozenset(name for name in sure if not any(name <= body for body in bodies))


def words_in_file_names(persons: Persons) -> tuple[FileWord, ...]:
    """What `Persons.out_of_a_file_name` takes out, long words first.

    Example:
        >>> words_in_file_names(Persons({"tamsin": "victim"}, frozenset({"tamsin"}), frozenset()))
        (('tamsin', 'victim'),)
    """
    telling = persons.telling - persons.usage.ordinary - persons.usage.in_bodies
    return tuple((key, persons.roles[key]) for key in sorted(telling, key=lambda key: (-len(key), key)))


def out_of_a_file_name(name: str, words: Iterable[FileWord]) -> str:
    """A file's name with roles in place of the words of one document's names.

    Example:
        >>> out_of_a_file_name("DHRTamsin-report", [("tamsin", "victim")])
        'DHR[victim]-report'
    """
    for key, role in words:
        if name.isascii() and key not in name.lower():
            continue
        word = re.escape(key) if len(key) >= _TELLING_INSIDE else rf"(?<![^\W\d_]){re.escape(key)}(?![^\W\d_])"
        name = re.sub(word, f"[{role}]", name, flags=re.IGNORECASE)
    return name


def pieces_in(text: str) -> frozenset[str]:
    """The keys of all words of a text, and their parts at hyphens.

    Example:
        >>> sorted(pieces_in("Ada-King rang"))
        ['ada', 'ada-king', 'king', 'rang']
    """
    return _pieces(set(_TOKEN.findall(text)))


def pairs_of(slug: str) -> Iterator[tuple[str, str]]:
    """The keys of neighbouring words of an IRI or a file's name.

    Example:
        >>> list(pairs_of("ada-king_report"))
        [('ada', 'king'), ('king', 'report')]
    """
    return pairwise(keys_of(re.sub(r"[-_.%20]+", " ", slug)))


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Words beside each other where SLUG finds them: a look at what stands between words is three times as quick."""
    for between in _BETWEEN.finditer(text):
        first = start = between.start()
        while first and (sign := text[first - 1]).isalnum() and not sign.isdecimal():  # a letter of _BETWEEN's kind
            first -= 1
        if first < start:
            yield text[first:start], between["after"]


def _pieces(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(piece for word in tokens for key in keys_of(word) for piece in (key, *key.split("-")))
