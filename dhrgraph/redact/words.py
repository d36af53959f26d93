"""The words of a text as names are made of them, and how two spellings of one name are compared.

    text  ->  words_of  ->  Word, Word, ...      "O’Test-Doe's"  ->  key "otest-doe", pieces otest, doe, test

A name keeps its key whatever its case, its accents, the sort of its apostrophe or hyphen, and a possessive 's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

APOSTROPHE = "['’‘ʼ`´]"
HYPHEN = "[-‐‑–]"
LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{LETTER}+(?:(?:{APOSTROPHE}|{HYPHEN}){LETTER}+)*")
_PIECES = re.compile(f"({_WORD.pattern})")
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s$", re.IGNORECASE)
_JOINED = re.compile(HYPHEN)
_ELIDED = re.compile(rf"[OoDdLl]{APOSTROPHE}")
_MAKE: Final[Callable[..., Any]] = tuple.__new__  # half the time of calling the class, for every word of a document
_LONG = 4000  # characters of a text that is more than a passage
_LEAST = 2  # a single letter is an initial, not a word of a name

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # a letter that is none of the small ones of English and its neighbours
_PREFIX = rf"(?:[aeu]l-|[dlo]{APOSTROPHE})"  # small, yet part of the word: al-, d'
_PREFIXED = re.compile(_PREFIX + CAPITAL)
# One word of a name with a capital: O'Test, McTest, d'Oe, Ada-Doe, a name that a line end cut ("Doe- Roe")
NAME_WORD = rf"{_PREFIX}?{CAPITAL}(?:{APOSTROPHE}?{LETTER})+(?:{HYPHEN} ?{CAPITAL}{LETTER}+)*"


class Word(NamedTuple):
    """A word at `text[start:end]`, a possessive 's left out of it. `pieces` are the parts it can be known by.

    `capital`: whether it begins with a capital, or goes on with one after a small prefix: al-Test.
    """

    start: int
    end: int
    text: str
    key: str
    pieces: tuple[str, ...]
    capital: bool
    possessive: bool

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.capital

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals: an acronym, or a word of a heading."""
        return len(self.text) > 1 and self.text.isupper()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order. Documents and passages asked for last are kept: each step asks for them again.

    Example:
        >>> [(word.key, word.possessive) for word in words_of("Dr O’Test's file")]
        [('dr', False), ('otest', True), ('file', False)]
    """
    return _of_a_document(text) if len(text) > _LONG else _of_a_passage(text)


def _words(text: str) -> tuple[Word, ...]:
    pieces = _PIECES.split(text)  # by turns what stands between words, and a word
    starts = [*accumulate(map(len, pieces))][::2]
    forms = zip(starts, map(_form, pieces[1::2]), strict=False)
    return tuple([_MAKE(Word, (start, start + length, *form)) for start, (length, form) in forms])


_of_a_passage = lru_cache(maxsize=1024)(_words)
_of_a_document = lru_cache(maxsize=2)(_words)  # apart, so that no number of passages drives a document out


def forms_in(text: str) -> Iterator[tuple[str, str]]:
    """Each word of `text`, as `words_of` reads it, with its key, each spelling once and in no order.

    Example:
        >>> sorted(forms_in("Ada’s aid, Ada’s aid"))
        [('Ada', 'ada'), ('aid', 'aid')]
    """
    return (_form(word)[1][:2] for word in set(_WORD.findall(text)))


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of the words of `text`.

    Example:
        >>> keys_of("Zoë de la Roe")
        ('zoe', 'de', 'la', 'roe')
    """
    return tuple(_form(word)[1][1] for word in _WORD.findall(text))


@lru_cache(maxsize=65536)
def _form(word: str) -> tuple[int, tuple[str, str, tuple[str, ...], bool, bool]]:
    """What is known of a word wherever it stands: its length, and its text, key, pieces, capital and possessive.

    The pieces are the key itself, its parts at hyphens and what follows O' or D'.
    """
    printed = _POSSESSIVE.sub("", word)
    parts = [_plain(part) for part in _JOINED.split(printed)]
    after = [_plain(part[2:]) for part in _JOINED.split(printed) if _ELIDED.match(part)]
    key = "-".join(parts)
    pieces = tuple(dict.fromkeys(p for p in (key, *parts, *after) if len(p) >= _LEAST or p == key))
    capital = printed[0].isupper() or bool(_PREFIXED.match(printed))
    return len(printed), (printed, key, pieces, capital, len(printed) < len(word))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(c for c in letters if c.isalpha()).casefold()
