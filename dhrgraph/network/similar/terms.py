"""From the words of a text to what is compared: its terms, and its runs of words.

    text, Wordbook  ->  read_terms  ->  Terms

Words that only frame a recommendation ("should ensure that") count for nothing, the names of bodies and places are set
aside, and phrases that mean the same ("routine enquiry", "ask whether") become one term. What a text says of itself,
that the same was recommended before, is no part of what it asks (remarks.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dhrgraph.network.similar.phrases import SENTENCE_ENDS, Phrase
from dhrgraph.network.similar.remarks import without_remarks
from dhrgraph.network.similar.wordbook import WORD, Part, Wordbook

# What a term counts for. What is common to most recommendations tells little; an act ("train") tells less than what it
# is about ("strangulation"), and so does a word that no table knows. Squares, so that an index may keep their roots:
# sums of products are then exact.
POINTS: Mapping[Part, int] = {
    "frame": 0,
    "duty": 0,
    "back": 0,
    "common": 1,
    "against": 1,
    "unless": 0,
    "purpose": 0,
    "act": 4,
    "over": 4,
    "body": 9,
    "theme": 9,
    "thing": 9,
}
_UNKNOWN = 4
_NAME = 1  # a word with a capital within a sentence that no table knows: mostly a local name
LEVELS = tuple(sorted({*POINTS.values(), _UNKNOWN, _NAME} - {0}))  # what a term can count for
_ASKED = frozenset({"theme", "act", "over", "thing", "against"})  # parts of what is asked, not of who is
_KINDS = frozenset({"body", "common"})  # with a capital they end a name: "Otherton Constabulary", "Anytown Partnership"
_ABOUT = frozenset({"theme", "body", "thing"})
_SHORT = 2  # letters: shorter words stand for nothing


@dataclass(frozen=True, slots=True)
class Terms:
    """One text, ready for comparison.

    `points` says what each term counts for, `size` what all do. `printed` has for each term the words as they first
    stand in the text. `acts` are the terms that say what to do; `over` those that are done upon another act ("audit");
    `things` what they are about; `against`: it says what not to do. `runs` are the pairs
    of neighbouring words by stem, names and frame left out; `words` are those stems in their order.
    """

    points: Mapping[str, int]
    size: int
    printed: Mapping[str, str]
    acts: frozenset[str]
    over: frozenset[str]
    things: frozenset[str]
    against: bool
    runs: frozenset[str]
    words: tuple[str, ...]


def read_terms(text: str, known: Wordbook) -> Terms:
    """The terms of `text`; without any when it holds nothing but words of the frame.

    Example:
        >>> from dhrgraph.network.similar.wordbook import own_wordbook
        >>> dict(read_terms("Anytown Police should dip sample its records", own_wordbook()).printed)
        {'audit': 'dip sample', 'recording': 'records'}
    """
    phrases = _without_addressee(_without_names(without_remarks(_phrases(text, known), text, known.remarks), known))
    points: dict[str, int] = {}
    printed: dict[str, str] = {}
    for phrase in phrases:
        if phrase.term:  # a word that is part of a name once ("Offences Act") and not the other time counts in full
            points[phrase.term] = max(points.get(phrase.term, 0), _points(phrase, text))
            printed.setdefault(phrase.term, " ".join(text[phrase.start : phrase.end].split()))
    words = [one for phrase in phrases if phrase.term and phrase.part != "body" for one in phrase.stems]
    return Terms(
        points,
        sum(points.values()),
        printed,
        frozenset(phrase.term for phrase in phrases if phrase.part in ("act", "over")),
        frozenset(phrase.term for phrase in phrases if phrase.part == "over"),
        frozenset(one.term for one in phrases if one.part in _ABOUT and points.get(one.term, 0) > _NAME),
        _warns_off(phrases, text),
        frozenset(map(" ".join, zip(["", *words], [*words, ""], strict=True))) if words else frozenset(),
        tuple(words),
    )


def _phrases(text: str, known: Wordbook) -> list[Phrase]:
    words = [(match.start(), match.end()) for match in WORD.finditer(text)]
    stems = [known.stem(text[start:end]) for start, end in words]
    found, place = [], 0
    while place < len(words):
        meaning, length = known.at(stems, place)
        (start, _), (_, end) = words[place], words[place + length - 1]
        run = tuple(stems[place : place + length])
        if meaning is not None:
            name, part = meaning.name or (" ".join(run) if meaning.part == "against" else ""), meaning.part
        else:
            name, part = (stems[place] if end - start >= _SHORT else ""), "thing"
        found.append(Phrase(name, part, start, end, run, text[start].isupper(), meaning is not None))
        place += length
    return found


def _without_names(phrases: list[Phrase], known: Wordbook) -> list[Phrase]:
    """Without the names of places, and what stands in front of a body's kind: of "Otherton Constabulary" the last."""
    dropped: set[int] = set()
    for place, phrase in enumerate(phrases):
        if phrase.capital and not phrase.known and phrase.stems[0] in known.places:
            dropped.add(place)
        if phrase.part not in _KINDS or not phrase.capital:
            continue
        before = place - 1
        while before >= 0 and phrases[before].capital and not phrases[before].known:
            dropped.add(before)
            before -= 1
    return [phrase for place, phrase in enumerate(phrases) if place not in dropped]


def _without_addressee(phrases: list[Phrase]) -> list[Phrase]:
    """Without the bodies that the text opens with: who is asked is no part of what is asked."""
    opening = next((place for place, one in enumerate(phrases) if one.part in _ASKED), len(phrases))
    return [one for place, one in enumerate(phrases) if place >= opening or one.part != "body"]


def _warns_off(phrases: list[Phrase], text: str) -> bool:
    """Whether it says what not to do. "Not closed until a manager agrees" asks for the manager's agreement, and what
    stands after "so that" says what for: "so that no chance is lost"."""
    against = (place for place, phrase in enumerate(phrases) if phrase.part == "against")
    return not all(
        any(one.part == "unless" for one in _rest_of_sentence(phrases, place, text))
        or any(one.part == "purpose" for one in _start_of_sentence(phrases, place, text))
        for place in against
    )


def _start_of_sentence(phrases: list[Phrase], place: int, text: str) -> Iterator[Phrase]:
    """What stands before a place, backwards to where the sentence or its part begins."""
    for before, here in zip(phrases[:place][::-1], phrases[1 : place + 1][::-1], strict=True):
        if any(mark in text[before.end : here.start] for mark in SENTENCE_ENDS):
            return
        yield before


def _rest_of_sentence(phrases: list[Phrase], place: int, text: str) -> Iterator[Phrase]:
    """What stands after a place, up to where the sentence or its part ends."""
    for here, there in pairwise(phrases[place:]):
        if any(mark in text[here.end : there.start] for mark in SENTENCE_ENDS):
            return
        yield there


def _points(phrase: Phrase, text: str) -> int:
    if phrase.known:
        return POINTS[phrase.part]
    before = text[: phrase.start].rstrip(" \t'\"‘“(")
    opens = not before or before[-1] in SENTENCE_ENDS
    named = phrase.capital and (not opens or text[phrase.start : phrase.end].isupper())
    return _NAME if named else _UNKNOWN
