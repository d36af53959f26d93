"""Words as names are compared: what two spellings of one name have in common.

    text  ->  words_of  ->  Words with their places        name  ->  fold  ->  its words joined by spaces

Case, accents, punctuation and "&" for "and" make no difference; apostrophes stay, straightened, for the
wordbook to judge ("GP’s" is "GPs", "Police’s" is "Police"). "Service" and "services" stay two words: no name
is matched because it is merely alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*|&")
_FOOTNOTES = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_LETTERS = str.maketrans({c: c.lower() if c.isalnum() or c == "'" else " " for c in map(chr, range(128))})
_PLAIN = str.maketrans("’‘", "''", _FOOTNOTES)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded form and [start, end) in that text."""

    key: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; empty for a text of punctuation. Footnote marks are no words.

    Example:
        >>> [word.key for word in words_of("Sefton Women’s & Children's Aid (SWACA)¹")]
        ['sefton', "women's", 'and', "children's", 'aid', 'swaca']
    """
    found = []
    for match in _WORD.finditer(text):
        printed, start = match.group(), match.start()
        if key := _key(printed):
            found.append(Word(key, start, start + len(printed.rstrip(_FOOTNOTES))))
    return tuple(found)


@lru_cache(maxsize=32768)  # labels are folded once for each of the tables they stand in
def fold(name: str) -> str:
    """The words of a name joined by single spaces, without a leading "the".

    Example:
        >>> fold("The  Crown-Prosecution Service")
        'crown prosecution service'
    """
    if name.isascii() and "''" not in name:
        return " ".join(without_article(tuple(_ascii_words(name))))
    return " ".join(without_article(tuple(word.key for word in words_of(name))))


def _ascii_words(name: str) -> list[str]:
    """What `words_of` finds in plain letters, without places: several times as quick, and labels are plain."""
    words = name.replace("&", " and ").translate(_LETTERS).split()
    return [key for word in words if (key := word.strip("'"))] if "'" in name else words


def without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a leading "the", unless that is all there is."""
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def is_acronym_of(letters: str, name: str) -> bool:
    """Whether `letters` are the initials of a run of the words of `name`, small words counted or not.

    Example:
        >>> is_acronym_of("CCG", "NHS Someshire Clinical Commissioning Group")
        True
        >>> is_acronym_of("Aintree", "Liverpool University Hospitals")
        False
    """
    wanted = fold(letters).replace("'", "")
    words = fold(name).split()
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in ("and", "of", "the", "for"))
    return (
        len(wanted) > 1
        and " " not in wanted
        and any(wanted.removesuffix(s) in (every + " " + large) for s in ("", "s"))
    )


def _key(printed: str) -> str:
    if printed == "&":
        return "and"
    if printed.isascii():
        return printed.casefold()
    plain = unicodedata.normalize("NFKD", printed.translate(_PLAIN)).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
