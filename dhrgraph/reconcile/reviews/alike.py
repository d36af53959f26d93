"""How alike the words of two documents are: which recommendation of the one is which of the other.

    words  ->  said  ->  Said        Saids of two documents  ->  pairs  ->  each with its twin, one to one
    texts of a document  ->  Asked.of  ->  Asked, the same as digests: what is kept of it beside thousands of others

Line breaks, hyphens, case and punctuation make no difference: a report and its plain text say the same. Beyond that
two texts are as alike as the words they share (Dice's coefficient, 1945: twice the shared words by all words).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import cast

ALIKE = 0.85  # from here on two texts say the same in other words
FEW = 8  # words: shorter texts can agree by chance, and are the same only letter for letter
_MOST_COMPARED = 300  # texts of either document that have no twin to the letter; no review has as many
_LONGEST = 5  # words of a text by which its document is looked up
WIDTH = 8  # bytes of a digest: among ten million words two share one with a chance of 3 in a million
PLACE = 2  # bytes of a text's place
_WORD = re.compile(r"[^\W_]+")

Least = Callable[[int, int], float]  # a text of each document -> how alike the two must be


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is compared: its letters and digits, and its words, the second "the" told from the first. Either as
    they are or as digests, but the same on both sides."""

    letters: str | bytes
    words: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Asked:
    """The recommendations of a document in digests alone, a few kilobytes: of a national library all are in memory.

    `texts` has of each its letters' digest (nothing for a text without any) and those of its words. `marks` is what the
    document is looked up by: a digest and the place of the text, one after the other.
    """

    texts: tuple[tuple[bytes, bytes], ...]
    marks: bytes

    @classmethod
    def of(cls, texts: Iterable[str]) -> Asked:
        """The digests of what a document recommends.

        Example:
            >>> asked = Asked.of(["Train all staff.", "Share what is known"])
            >>> len(asked), pairs(asked.said(), Asked.of(["train all staff"]).said())
            (2, {0: 0})
        """
        known = [said(text) for text in texts]
        return cls(
            tuple((_digest(str(one.letters)), b"".join(sorted(_digest(f"{w}") for w in one.words))) for one in known),
            b"".join(
                _digest(" ".join(mark)) + place.to_bytes(PLACE, "little")
                for mark, place in sorted(marks(known).items())
            ),
        )

    def __len__(self) -> int:
        return len(self.texts)

    def said(self) -> list[Said]:
        """Each text as it is compared, with others that are digests."""
        return [
            Said(letters, frozenset(words[at : at + WIDTH] for at in range(0, len(words), WIDTH)))
            for letters, words in self.texts
        ]


def said(text: str) -> Said:
    """A text made ready.

    Example:
        >>> said("Train all front-\\nline staff.").letters
        'trainallfrontlinestaff'
    """
    found = _WORD.findall(text.casefold())
    times: Counter[str] = Counter()
    words = []
    for word in found:
        times[word] += 1
        words.append((word, times[word]))
    return Said("".join(found), frozenset(words))


def likeness(one: Said, other: Said) -> float:
    """From 0 to 1: 1 for the same letters, 0 for texts too short to be compared in any other way.

    Example:
        >>> a, b = said("The police should train all of their front line staff"), said("Police should train all staff")
        >>> likeness(a, a), likeness(a, b)
        (1.0, 0.0)
    """
    if one.letters == other.letters:
        return 1.0
    if min(len(one.words), len(other.words)) < FEW:
        return 0.0
    return min(0.999, 2 * len(one.words & other.words) / (len(one.words) + len(other.words)))


def pairs(firsts: Sequence[Said], others: Sequence[Said], least: Least = lambda *_: ALIKE) -> dict[int, int]:
    """The twins: place among `others` -> place among `firsts`. Those alike to the letter first, then the likest.

    Among equals the earlier place wins, so that lists that repeat a text are paired in order.

    Example:
        >>> pairs([said("Train staff"), said("Share what is known")], [said("Share what is known."), said("Wait")])
        {0: 1}
    """
    found = _to_the_letter(firsts, others, least)
    left = [f for f in range(len(firsts)) if f not in found.values()][:_MOST_COMPARED]
    waiting = [o for o in range(len(others)) if o not in found][:_MOST_COMPARED]
    scored = ((likeness(firsts[f], others[o]), f, o) for o in waiting for f in left)
    for _, _, o, f in sorted((-score, abs(o - f), o, f) for score, f, o in scored if score and score >= least(f, o)):
        if o not in found and f not in found.values():
            found[o] = f
    return dict(sorted(found.items()))


def _to_the_letter(firsts: Sequence[Said], others: Sequence[Said], least: Least) -> dict[int, int]:
    places: dict[str | bytes, list[int]] = defaultdict(list)
    for f, text in enumerate(firsts):
        places[text.letters].append(f)
    found: dict[int, int] = {}
    for o, text in enumerate(others):
        fitting = [f for f in places.get(text.letters, ()) if least(f, o) <= 1]
        if text.letters and fitting:
            found[o] = min(fitting, key=lambda f: (least(f, o), f))
            places[text.letters].remove(found[o])
    return found


def marks(texts: Sequence[Said]) -> dict[tuple[str, ...], int]:
    """What a document can be looked up by: three and three of the five longest words of each of its texts, with the
    place of the text; a text without a word has none.

    Longest, for they are the rarest; three of five, so that texts that differ in one or two of them still meet.

    Example:
        >>> marks([said("Train all practitioners in coercion")])[("coercion", "practitioners", "train")]
        0
    """
    found: dict[tuple[str, ...], int] = {}
    for place, text in enumerate(texts):
        words = cast("frozenset[tuple[str, int]]", text.words)
        longest = sorted({word for word, _ in words}, key=_longest)[:_LONGEST]
        for three in combinations(sorted(longest), min(3, len(longest))) if longest else ():
            found.setdefault(three, place)
    return found


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def _digest(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=WIDTH).digest() if words else b""
