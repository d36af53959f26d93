"""What words mean to the comparison: ontology/similar_words.csv and recurrence_cues.csv as one record.

    rows of similar_words.csv, names of places  ->  read_wordbook  ->  Wordbook.at(stems, place)

A phrase is kept as the stems of its words, so that one row serves "record", "records" and "recorded".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias, get_args

from snowballstemmer import stemmer  # type: ignore[import-untyped]

from dhrgraph.errors import VocabularyError
from dhrgraph.read.own_tables import read_rows
from dhrgraph.resources import folder

Part: TypeAlias = Literal[
    "frame", "duty", "back", "theme", "common", "body", "act", "over", "thing", "against", "unless", "purpose"
]  # fmt: skip
Stems: TypeAlias = tuple[str, ...]

# letters and figures; an apostrophe or & may join them ("Clare's", "A&E"), a hyphen parts them ("risk-assessment")
WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_TABLE = "similar_words.csv"
_CUES = "recurrence_cues.csv"
_KEPT = "keep"  # the part of words whose stem is given, because the stemmer would join what differs
_ENGLISH = stemmer("english")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for. `name` is "" for words of the frame, which stand for nothing."""

    name: str
    part: Part


@dataclass(frozen=True)
class Wordbook:
    """The meaning of phrases, the stems of words that name places, words that keep a stem of their own, and the ways
    to say that something has been recommended before."""

    phrases: Mapping[Stems, Meaning]
    places: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[re.Pattern[str], ...] = ()
    _longest: dict[str, int] = field(init=False, repr=False)  # by first stem: the words of the longest phrase
    _stems: dict[str, str] = field(init=False, repr=False, default_factory=dict)  # of the words met so far

    def __post_init__(self) -> None:
        longest: dict[str, int] = {}
        for stems in self.phrases:
            longest[stems[0]] = max(longest.get(stems[0], 0), len(stems))
        object.__setattr__(self, "_longest", longest)

    def stem(self, word: str) -> str:
        """The word without its ending; case does not matter."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = self.kept.get(word.casefold()) or stem(word)
        return found

    def at(self, stems: Sequence[str], start: int) -> tuple[Meaning | None, int]:
        """The meaning of the longest known phrase that begins at `start`, and of how many words it is; None and 1 when
        there is none."""
        longest = self._longest.get(stems[start])
        if longest is None:
            return None, 1
        for length in range(min(longest, len(stems) - start), 0, -1):
            meaning = self.phrases.get(tuple(stems[start : start + length]))
            if meaning is not None:
                return meaning, length
        return None, 1


@cache
def stem(word: str) -> str:
    """The word without its ending, by Porter's second English stemmer (snowballstem.org).

    Example:
        >>> stem("Referrals") == stem("referral"), stem("carer’s")
        (True, 'carer')
    """
    found: str = _ENGLISH.stemWord(word.casefold().replace("’", "'"))
    return found


def read_wordbook(
    rows: Iterable[Mapping[str, str]], places: Iterable[str] = (), cues: Iterable[Mapping[str, str]] = ()
) -> Wordbook:
    """Build the wordbook; where two rows give one phrase, the later row counts. `cues` are rows of
    recurrence_cues.csv, the same by which a build reads dhr:recurrenceText.

    Raises:
        VocabularyError: a row of an unknown part, or one that gives no phrase.

    Example:
        >>> known = read_wordbook([{"part": "act", "means": "audit", "phrases": "dip sample; audit"}])
        >>> known.at([known.stem(word) for word in "a dip sampling of".split()], 1)
        (Meaning(name='audit', part='act'), 2)
    """
    table = [(row["part"], row["means"], row["phrases"].split(";")) for row in rows]
    for number, (part, _, phrases) in enumerate(table, 2):
        if part not in (_KEPT, *get_args(Part)) or not all(map(WORD.search, phrases)):
            raise VocabularyError(
                f"ontology/{_TABLE} row {number}: the part {part!r} is unknown, or a phrase is empty.\n"
                f"  To mend: use {', '.join(get_args(Part))} or {_KEPT}, and put ; between phrases only."
            )
    kept = {word.strip(): means for part, means, words in table if part == _KEPT for word in words}
    known = Wordbook({}, kept=kept)
    meanings = {
        tuple(map(known.stem, WORD.findall(phrase))): Meaning(means, part)  # type: ignore[arg-type]
        for part, means, phrases in table
        if part != _KEPT
        for phrase in phrases
    }
    named = {known.stem(word) for place in places for word in WORD.findall(place)}
    remarks = tuple(re.compile(row["pattern"], re.IGNORECASE) for row in cues)
    return Wordbook(meanings, frozenset(word for word in named if (word,) not in meanings), kept, remarks)


@cache
def own_wordbook() -> Wordbook:
    """The wordbook of ontology/, with the areas of partnerships as places."""
    ontology = folder("ontology")
    words, areas, cues = (
        read_rows(ontology / name, f"ontology/{name}") for name in (_TABLE, "partnerships.csv", _CUES)
    )
    return read_wordbook(words, (area["name"] for area in areas), cues)
