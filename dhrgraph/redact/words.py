"""The words of a text as names are made of them, and how two spellings of one name are compared.

    text  ->  words_of  ->  Word, Word, ...      "O’Test-Doe's"  ->  key "otest-doe", pieces otest, doe, test

A name keeps its key whatever its case, its accents, the sort of its apostrophe or hyphen, and a possessive 's.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHE = "['’‘ʼ`´]"
HYPHEN = "[-‐‑–]"
LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{LETTER}+(?:(?:{APOSTROPHE}|{HYPHEN}){LETTER}+)*")
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s$", re.IGNORECASE)
_JOINED = re.compile(HYPHEN)
_LEAST = 2  # a single letter is an initial, not a word of a name

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # a letter that is none of the small ones of English and its neighbours
_PREFIX = rf"(?:[aeu]l-|[dlo]{APOSTROPHE})"  # small, yet part of the word: al-, d'
_PREFIXED = re.compile(_PREFIX + CAPITAL)
# One word of a name with a capital: O'Test, McTest, d'Oe, Ada-Doe, a name that a line end cut ("Doe- Roe")
NAME_WORD = rf"{_PREFIX}?{CAPITAL}(?:{APOSTROPHE}?{LETTER})+(?:{HYPHEN} ?{CAPITAL}{LETTER}+)*"


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `text[start:end]`, a possessive 's left out of it. `pieces` are the parts it can be known by."""

    start: int
    end: int
    text: str
    key: str
    pieces: tuple[str, ...]
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, or goes on with one after a small prefix: al-Test."""
        return self.text[0].isupper() or bool(_PREFIXED.match(self.text))

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.capital

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals: an acronym, or a word of a heading."""
        return len(self.text) > 1 and self.text.isupper()


def words_of(text: str) -> Iterator[Word]:
    """The words of `text` in order.

    Example:
        >>> [(word.key, word.possessive) for word in words_of("Dr O’Test's file")]
        [('dr', False), ('otest', True), ('file', False)]
    """
    for found in _WORD.finditer(text):
        printed = _POSSESSIVE.sub("", found.group())
        key, pieces = _folded(sys.intern(printed))
        yield Word(found.start(), found.start() + len(printed), printed, key, pieces, len(printed) < len(found.group()))


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of the words of `text`.

    Example:
        >>> keys_of("Zoë de la Roe")
        ('zoe', 'de', 'la', 'roe')
    """
    return tuple(word.key for word in words_of(text))


@lru_cache(maxsize=65536)
def _folded(printed: str) -> tuple[str, tuple[str, ...]]:
    """The key of a word and its pieces: the key itself, its parts at hyphens, what follows O' or D'."""
    parts = [_plain(part) for part in _JOINED.split(printed)]
    after = [_plain(part[2:]) for part in _JOINED.split(printed) if re.match(rf"[OoDdLl]{APOSTROPHE}", part)]
    key = "-".join(parts)
    return key, tuple(dict.fromkeys(p for p in (key, *parts, *after) if len(p) >= _LEAST or p == key))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(c for c in letters if c.isalpha()).casefold()
