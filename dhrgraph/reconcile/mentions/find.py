"""Find the bodies that a text names.

    text, areas, register  ->  find_mentions  ->  (start, end, Match) in reading order

At each word the longest name of the register counts, so the cost grows with the text and the length of the
longest name only. Ordinary words that are also names ("Framework") are left alone; so is a name that is
good only in its area when a capital beside it shows that it belongs to a longer one ("Someshire Police").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhrgraph.reconcile.mentions.compose import ROLE_KINDS
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.register.register import Name, Register
from dhrgraph.reconcile.register.words import Word, words_of
from dhrgraph.records import Match

_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_APOSTROPHES = str.maketrans("", "", "'’‘")


def find_mentions(text: str, areas: frozenset[str], register: Register) -> tuple[tuple[int, int, Match], ...]:
    """Each mention as [start, end) in `text` with its match, in order, none overlapping another.

    Initials must stand in capitals ("MASH", not "mash"). Words that two bodies claim equally are left out,
    and so are the words of web and mail addresses.
    """
    words = words_of(_ADDRESS.sub(lambda found: "·" * len(found.group()), text))
    keys = [word.key for word in words]
    found: list[tuple[int, int, Match]] = []
    at = 0
    while at < len(words):
        longest = register.names.longest_at(keys, at)
        if longest is None:
            at += 1
            continue
        end, names = longest
        start, stop = words[at].start, words[end - 1].end
        usable = [name for name in names if not name.whole and register.good(name, areas)]
        printed = text[start:stop]
        if (
            usable
            and all(_as_printed(name, printed) for name in usable)
            and _apart(text, words, at, end, usable, register)
        ):
            match = reconcile(printed, areas, register)
            if match.agency is not None:
                found.append((start, stop, match))
        at = end
    return tuple(found)


def _as_printed(name: Name, printed: str) -> bool:
    """Initials need their capitals; a name of ordinary words is a name in any case."""
    letters = name.words.translate(_APOSTROPHES)
    return not letters.removesuffix("s").isupper() or letters.removesuffix("s") in printed.translate(_APOSTROPHES)


def _apart(text: str, words: Sequence[Word], at: int, end: int, names: Sequence[Name], register: Register) -> bool:
    """Whether a name that needs its area stands by itself, not inside a longer name the register lacks."""
    if not any(name.in_context for name in names):
        return True
    before = words[at - 1] if at and _adjacent(text, words[at - 1].end, words[at].start) else None
    after = words[end] if end < len(words) and _adjacent(text, words[end - 1].end, words[end].start) else None
    return not (before and _of_the_name(text, before, names, register)) and not (
        after and text[after.start].isupper() and not _role(after, register)
    )


def _of_the_name(text: str, word: Word, names: Sequence[Name], register: Register) -> bool:
    codes = register.places.find([word.key])
    if codes:
        return not any(set(codes).intersection(register.records[name.slug].areas) for name in names)
    return text[word.start].isupper() and not _role(word, register)


def _role(word: Word, register: Register) -> bool:
    return bool(ROLE_KINDS.intersection(register.phrases.kinds.find([word.key])))


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start].isspace() and "\n" not in text[end:start] and "\t" not in text[end:start]
