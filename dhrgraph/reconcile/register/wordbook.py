"""Phrases looked up by their words, longest first, also with a possessive or a word cut in two.

(phrase, meaning) pairs  ->  wordbook  ->  Wordbook
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dhrgraph.reconcile.register.words import fold

V = TypeVar("V")

_LEAST_JOINED = 6  # letters; "Ser vice" is one word cut in two, "as c" is not "ASC"


@dataclass(frozen=True, slots=True)
class Wordbook(Generic[V]):
    """What phrases mean. `spaced` is keyed by folded words, `joined` by the same without spaces."""

    spaced: Mapping[str, tuple[V, ...]]
    joined: Mapping[str, tuple[V, ...]]
    ordered: tuple[str, ...]  # the keys of `joined`, sorted

    def find(self, words: Sequence[str]) -> tuple[V, ...]:
        """The meanings of folded words taken together; empty when they are no phrase of the book.

        Example:
            >>> wordbook([("Mersey Care", 1)]).find(["merseycare"]), wordbook([("GPs", 1)]).find(["gp's"])
            ((1,), (1,))
            >>> wordbook([("Home Office", 1)]).find(["home", "office's"])
            (1,)
        """
        spaced = " ".join(words)
        for reading in dict.fromkeys((spaced, spaced.removesuffix("'s"))):
            plain = reading.replace("'", "")
            together = plain.replace(" ", "")
            found = self.spaced.get(plain) or (self.joined.get(together) if len(together) >= _LEAST_JOINED else None)
            if found:
                return found
        return ()

    def longest_at(self, words: Sequence[str], at: int) -> tuple[int, tuple[V, ...]] | None:
        """The longest phrase that starts at `at`: where it ends, and its meanings.

        Example:
            >>> book = wordbook([("police", 1), ("police and crime panel", 2)])
            >>> book.longest_at("the police and crime panel".split(), 1)
            (5, (2,))
        """
        longest, together = None, ""
        for end in range(at + 1, len(words) + 1):
            last = words[end - 1]
            together += last.replace("'", "")
            place = bisect_left(self.ordered, together)
            begun = place < len(self.ordered) and self.ordered[place].startswith(together)
            # most words begin no phrase, and are not looked up; a possessive may still end one
            if (begun or last.endswith("'s")) and (meanings := self.find(words[at:end])):
                longest = end, meanings
            if not begun:
                break
        return longest


def wordbook(entries: Iterable[tuple[str, V]]) -> Wordbook[V]:
    """A wordbook of (phrase, meaning) pairs; a phrase may have several meanings, kept in the order given."""
    spaced: dict[str, dict[V, None]] = {}
    joined: dict[str, dict[V, None]] = {}
    for phrase, meaning in entries:
        key = fold(phrase).replace("'", "")
        if key:
            spaced.setdefault(key, {})[meaning] = None
            joined.setdefault(key.replace(" ", ""), {})[meaning] = None
    return Wordbook(
        {key: tuple(meanings) for key, meanings in spaced.items()},
        {key: tuple(meanings) for key, meanings in joined.items()},
        tuple(sorted(joined)),
    )
