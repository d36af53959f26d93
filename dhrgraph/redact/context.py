"""Whether a word of a name names a person where it stands, or means something else there.

    text, its words, a place in them, Usage  ->  names_a_person  ->  True or False

Some names are months ("May 2022"), ordinary words ("Mark the file") or parts of bodies' names ("Hope Centre"). To
take those out would destroy the text and say nothing of a person. The rules here are few and read only the words
beside the name; docs/privacy.md says what they leave and what risk remains.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dhrgraph.redact.words import APOSTROPHE, Word

_MONTHS = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)
_AFTER_A_MONTH = re.compile(r",?\s+(?:\d{1,2}(?:st|nd|rd|th)?\b|['’]?\d{2}\b|(?:19|20)\d{2}\b)")
_BEFORE_A_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+$|\b(?:end|start|beginning|month|middle) of\s+$", re.IGNORECASE
)
_NEXT_TO = re.compile(rf"(?:{APOSTROPHE}s)?[ \n\xa0]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•▪◦*|\n\t]|[–—-]\s)[\s\"'‘“(\[]*$")
_SET_APART = re.compile(r"[,)]|\s?\(|\s*[–—:]|\s-\s")  # what follows a name at the start of a line
_TASK = re.compile(r" to [a-z]")
_CELL_START = re.compile(r"(?:^|[\n\t|])[\s\"'‘“(•*#-]{0,6}$")
_CELL_END = re.compile(r"[\s\"'’”).*]{0,4}?(?:[\n\t|]|\Z)")
_ABBREVIATED = 2  # letters of "St."


@dataclass(frozen=True, slots=True)
class Usage:
    """What tells a name's other meanings. All words are keys (`words.keys_of`).

    ordinary: Words of names that the document uses as ordinary words too.
    in_bodies: Words of names that stand in a body's name somewhere in the document.
    bodies: Names of known bodies that hold a word of a person's name.
    institutions: What ends a body's name, or stands in it: council, police, borough.
    namesakes: What is named after people: centre, house, project.
    openers: Words that such a name follows: operation, saint.
    eponyms: What can follow a possessive and is no person's: Law.
    verbs: What a person does at the start of a sentence, besides words in -ed.
    times: Words before a month: in, by, since.
    determiners: Words no name follows: the, a, this.
    scale: States of a plan that are names as well: amber.
    """

    ordinary: frozenset[str] = frozenset()
    in_bodies: frozenset[str] = frozenset()
    bodies: frozenset[tuple[str, ...]] = frozenset()
    institutions: frozenset[str] = frozenset()
    namesakes: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    eponyms: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    scale: frozenset[str] = frozenset()


def names_a_person(text: str, words: Sequence[Word], at: int, key: str, usage: Usage) -> bool:
    """Whether `words[at]`, which is part of a name by its `key`, names a person there.

    Example:
        >>> from dhrgraph.redact.words import words_of
        >>> mark, centre, was = (frozenset({word}) for word in ("mark", "centre", "was"))
        >>> usage = Usage(ordinary=mark, namesakes=centre, verbs=was)
        >>> def told(text, key):
        ...     words = words_of(text)
        ...     return [names_a_person(text, words, n, key, usage) for n, w in enumerate(words) if w.key == key]
        >>> told("Mark all files. Mark was seen. The GP saw Mark.", "mark"), told("By May 2022 May's GP", "may")
        ([False, True, True], [False, True])
        >>> told("the Hope Centre saw Hope", "hope")
        [False, True]
    """
    word = words[at]
    if part_of_a_body(text, words, at, usage):
        return False
    if word.possessive:
        return True
    if key in usage.scale and (is_a_cell(text, word) or _in_a_scale(words, at, usage)):
        return False
    if key in _MONTHS and _is_a_month(text, words, at, usage):
        return False
    return key not in usage.ordinary or _reads_as_a_name(text, words, at, usage)


def means_another(text: str, words: Sequence[Word], at: int, usage: Usage) -> bool:
    """Whether the word is a month or part of a body's name: something else than an ordinary word."""
    month = words[at].key in _MONTHS and _is_a_month(text, words, at, usage)
    return month or part_of_a_body(text, words, at, usage)


def part_of_a_body(text: str, words: Sequence[Word], at: int, usage: Usage) -> bool:
    """Whether the word belongs to a body's name: a known one, or "Hope Centre", "Operation Grace", "Clare's Law"."""
    if any(_is_known(words, at, body) for body in usage.bodies):
        return True
    word, after, before = words[at], _beside(text, words, at, 1), _beside(text, words, at, -1)
    if word.possessive:
        return after is not None and after.capital and after.key in usage.eponyms
    if before is not None and before.capital and before.possessive and word.key in usage.eponyms:
        return True
    if before is not None and before.capital and before.key in usage.openers:
        return True
    if after is not None and after.capital and after.key in usage.institutions:
        return True
    beyond = _beside(text, words, at + 1, 1) if after is not None and not after.possessive else None
    if after is not None and after.key == "for" and word.key in usage.ordinary:
        return beyond is not None and beyond.capital
    if after is not None and not after.capital:
        return False
    return any(w is not None and w.capital and w.key in usage.namesakes for w in (after, beyond))


def _is_known(words: Sequence[Word], at: int, body: tuple[str, ...]) -> bool:
    if words[at].key not in body:
        return False
    begins = range(max(0, at - len(body) + 1), at + 1)
    return any(tuple(word.key for word in words[start : start + len(body)]) == body for start in begins)


def _beside(text: str, words: Sequence[Word], at: int, step: int) -> Word | None:
    """The word before or after, when nothing but a space stands between them."""
    other = at + step
    if not 0 <= other < len(words):
        return None
    first, second = (words[other], words[at]) if step < 0 else (words[at], words[other])
    gap = text[first.end : second.start]
    return words[other] if _NEXT_TO.fullmatch(gap) or (gap == ". " and len(first.text) <= _ABBREVIATED) else None


def _is_a_month(text: str, words: Sequence[Word], at: int, usage: Usage) -> bool:
    word, before = words[at], _beside(text, words, at, -1)
    if _AFTER_A_MONTH.match(text, word.end) or _BEFORE_A_MONTH.search(text[max(0, word.start - 20) : word.start]):
        return True
    return before is not None and before.key in usage.times


def acts(text: str, words: Sequence[Word], at: int, usage: Usage) -> bool:
    """Whether what follows is said of persons: a verb of theirs, or a task ("Ada to write it").

    Example:
        >>> from dhrgraph.redact.words import words_of
        >>> text = "AK reported; BK to write; CK needed; DK data"
        >>> words = words_of(text)
        >>> [word.text for n, word in enumerate(words) if acts(text, words, n, Usage())]
        ['AK', 'BK', 'CK']
    """
    after = _beside(text, words, at, 1)
    if after is None:
        return False
    tells = after.key in usage.verbs or (after.text.islower() and after.key.endswith("ed"))
    return tells or _TASK.match(text, words[at].end) is not None


def _in_a_scale(words: Sequence[Word], at: int, usage: Usage) -> bool:
    """Whether another state stands within two words: "Red, Amber and Green"."""
    near = [*words[max(0, at - 2) : at], *words[at + 1 : at + 3]]
    return any(word.capital and word.key in usage.scale for word in near)


def is_a_cell(text: str, word: Word) -> bool:
    """Whether the word is a line or a table cell by itself."""
    before = text[max(0, word.start - 8) : word.start]
    return bool(_CELL_START.search(before) and _CELL_END.match(text, word.end))


def _reads_as_a_name(text: str, words: Sequence[Word], at: int, usage: Usage) -> bool:
    """Whether an ordinary word's capital can only be that of a name: it is no capital of a sentence or a heading."""
    word, before, after = words[at], _beside(text, words, at, -1), _beside(text, words, at, 1)
    if word.shouted:
        return not any(w is not None and w.shouted for w in (before, after))
    if _SENTENCE_START.search(text[max(0, word.start - 6) : word.start]):
        if acts(text, words, at, usage) or text[word.end : word.end + 1] in {",", ")"}:
            return True
        return word.key not in _MONTHS and (_SET_APART.match(text, word.end) is not None or is_a_cell(text, word))
    in_a_heading = before is not None and after is not None and before.capital and after.capital
    return not in_a_heading and (before is None or before.key not in usage.determiners)
