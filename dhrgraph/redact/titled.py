"""A title and a name, wherever they stand: the one form of a name that needs no document to be known by.

text, Titled  ->  Titled.found  ->  (start, end), ...

"DCI Robert Jones", "Dr A. Rao", "Det Supt 1234 Brown", "MRS HILL", "Chief Constable Ian Bell". Not "Chief Constable of
Kent", "Sir Robert Peel Hospital", "Dr Gray's Hospital", "Nurse Manager". It is looked for when a document's persons are
gathered, when words are cleaned, and once more in all that is to be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dhrgraph.redact.words import Word, words_of

_BEHIND_A_RANK = re.compile(r"[.]?[ \xa0\n]{1,3}(?:[A-Z]{0,2}\d{2,6}[ \xa0]{1,2})?|/|\.")
_BEHIND_A_TITLE = re.compile(r"[.]?\s{1,4}(?:[A-Z]{0,2}\d{2,6}\s{1,2})?|/|\.")  # perhaps over the edge of a cell
_GAP = re.compile(r"[.\s/]*")
_WITHIN = re.compile(r"[ \xa0\n]|\. ?|-")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Titled:
    """What tells a title with a name from a post and from a body's name. Words are casefolded.

    titles: Words that go with a name and with nothing else: mrs, dci.
    ranks: Words of posts that stand before a name as well: constable, matron. Behind them a place or a word that the
        document writes small is no name.
    dedications: Titles with which names of bodies begin: sir, dr.
    no_names: Words that no name begins with: posts, words of bodies, ordinary words of plans.
    ends: Words that end the name of a body or of something named after a person.
    particles: van, de.
    doubtful: Places and words that the document writes small.
    """

    titles: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    dedications: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    doubtful: frozenset[str] = field(default=frozenset(), compare=False)

    def certain(self) -> Titled:
        """The same for titles that no body's name begins with: what they show can be nothing but a person."""
        return replace(self, titles=self.titles - self.dedications, ranks=frozenset())

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each name behind a title begins and ends: with its last title, or without the rank, which is a post and
        stays; never twice the same words.

        Example:
            >>> titled = Titled(frozenset({"dr", "dci"}), frozenset({"matron"}), frozenset({"dr"}),
            ...     frozenset({"matron", "ward"}), frozenset({"hospital"}), frozenset({"de"}))
            >>> text = "Dr A. Rao, DCI 12 Jones of Dr Gray's Hospital; Matron Ada de Roe, Matron Ward; DR ROE; Dr rang"
            >>> [text[start:end] for start, end in titled.found(text)]
            ['Dr A. Rao', 'DCI 12 Jones', 'Ada de Roe', 'DR ROE']
        """
        words = words_of(text)
        end = 0
        for at, word in enumerate(words):
            if not word.capital or not self._leads(word) or word.start < end or not self._is_title(words, at):
                continue
            rank = word.key not in self.titles
            behind = _BEHIND_A_RANK if rank else _BEHIND_A_TITLE
            if not behind.fullmatch(text[word.end : words[at + 1].start]):
                continue
            stop = self._name(text, words, at + 1, strict=rank)
            if stop > at + 1 and not (word.key in self.dedications and self._is_a_body(text, words, at + 1, stop)):
                end = words[stop - 1].end
                yield (word.end + len(_GAP.match(text, word.end)[0]) if rank else word.start), end  # type: ignore[index]

    def _leads(self, word: Word) -> bool:
        return word.key in self.titles or word.key in self.ranks

    def _is_title(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word is a title or rank with another word, that is none, behind it."""
        word = words[at]
        if at + 1 >= len(words) or word.possessive:
            return False
        after = words[at + 1]
        if self._leads(after) and at + 2 < len(words):
            return False
        spoken = word.key in self.dedications or word.key in ("mr", "mrs", "ms")
        return not (spoken and word.shouted and not (after.shouted or after.initial))

    def _name(self, text: str, words: Sequence[Word], first: int, *, strict: bool) -> int:
        """Where the words of a name end that begins at `first`; `first` when it is none."""
        at = first
        while at < len(words) and at - first < _MOST_WORDS:
            word = words[at]
            if at > first and (words[at - 1].possessive or not _WITHIN.fullmatch(text[words[at - 1].end : word.start])):
                break
            small = word.key in self.particles and not word.possessive
            if not word.initial and not small and not self._is_of_a_name(word, strict=strict):
                break
            if "\n" in text[words[at - 1].end : word.start] and at > first:
                break
            at += 1
        while at > first and (words[at - 1].key in self.particles and not words[at - 1].capital):
            at -= 1
        whole = words[first:at]
        return at if any(not word.initial and word.capital for word in whole) else first

    def _is_of_a_name(self, word: Word, *, strict: bool) -> bool:
        plain = word.text.casefold()
        if not word.capital or plain in self.no_names or word.key in self.ends:
            return False
        return not (strict and word.key in self.doubtful)

    def _is_a_body(self, text: str, words: Sequence[Word], first: int, stop: int) -> bool:
        """Whether the name ends as a body's: "Sir Robert Peel Hospital", "Dr Gray's Hospital"."""
        near = words[first : stop + 2]
        last = [word for word in near if word.capital and word.key in self.ends]
        return bool(last) and not re.search(r"[,;:.()\n]", text[words[first].start : last[0].start].replace(". ", " "))
