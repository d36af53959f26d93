"""Tell the person's name in a few words: a cell, a line of a list, the words beside a cue.

    words, Surroundings  ->  names_in  ->  (name, sure), ...

There is no list of forenames: names come from everywhere. A name is a run of words with capitals that nothing else
explains: no post, no word of a body's name, no body known by register or document, no acronym.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dhrgraph.redact.bodies import Bodies
from dhrgraph.redact.cues import PersonCues
from dhrgraph.redact.titled import Titled
from dhrgraph.redact.words import Word, keys_of, words_of

_SEPARATOR = re.compile(
    r"\s{0,9}(?: {3}|[/;,|()\[\]\n\t:•+]|\s[–—-]\s|[–—-]\s(?=[A-Z][a-z]+ of\b)|\s(?:and|&)\s)\s{0,9}"
)
_APART = re.compile(r"[,(–—\t-]| {3}")
_MONTHS = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)
_DIGIT_BESIDE = re.compile(r"\d(?:st|nd|rd|th)? [^\W\d]|[^\W\d] ['’]?\d")
_ALSO_NAMES = {"april", "may", "june", "august"}
_TIMES = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name)) - _ALSO_NAMES
_TO_A_BODY = re.compile(r"i(?!p)")  # sorts of words behind those that could be a name
_TO_A_BODY_FROM_A_WORD = re.compile(r"[eb]{0,3}i(?!e?p)")  # "Safe Haven Women's Aid"
_MOST_WORDS = 5
_LONGEST_ACRONYM = 4
_FEW = 2  # places that make a list of them; bodies' names that begin with one word, which is then a place's


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What explains a capital in one document.

    common: Keys of the words that the document writes small somewhere.
    places: Keys with which several names of bodies begin in the document ("Sefton Council", "Sefton IDVA").
    register: The bodies of the register.
    own: Those in the document's own columns of organisations.
    settled: Keys of words that stand as only a place's or a body's do ("across Sefton", "Turnaround should").
    least: How many words a body's name must have to explain them.
    titled: What tells a title with a name.
    """

    cues: PersonCues
    common: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    register: Bodies = field(default_factory=Bodies)
    own: Bodies = field(default_factory=Bodies)
    least: int = 1
    titled: Titled = field(default_factory=Titled)

    def body_at(self, keys: Sequence[str], at: int) -> int:
        """How many words from `at` on are the longest body's name that begins there; 0 when none does."""
        return max(bodies.longest_at(keys, at, least=self.least) for bodies in (self.register, self.own))

    def of_statements(self) -> Surroundings:
        """The same for words that are said to be a pseudonym: a body's name of one word explains nothing then."""
        return replace(self, least=2)

    def is_body(self, words: str) -> bool:
        """Whether the words are a body's name, or two or more that stand together in one."""
        keys = keys_of(words)
        return len(keys) >= self.least and (self.register.holds(keys) or self.own.holds(keys))

    def is_area(self, words: Sequence[Word]) -> bool:
        """Whether words are a place's: several known bodies' names begin with it ("Derbyshire Police")."""
        firsts = self.register.by_first.get(words[0].key, ()) if len(words) == 1 else ()
        return len({name[1] for name in firsts if len(name) > 1 and name[1] in self.cues.posts}) >= _FEW

    def bodies_with(self, keys: Collection[str]) -> frozenset[tuple[str, ...]]:
        """The names of two words or more of all bodies that hold one of the words."""
        return self.register.with_any(keys) | self.own.with_any(keys)

    def explained(self, word: Word) -> bool:
        """Whether a word is one of posts or of bodies' names, or too small for any."""
        return word.text.casefold() in self.cues.posts or all(p in self.cues.posts for p in word.key.split("-"))


@dataclass
class _Segment:
    """Words between two separators. `sorts`: one letter a word, see `sorts_of`."""

    words: Sequence[Word]
    sorts: str
    joined: bool  # "and" follows
    apart: bool  # a comma, a dash or a bracket parts it from its neighbour
    found: bool = field(default=False)


def names_in(
    words: str, around: Surroundings, *, listed: bool = False, single: bool = False
) -> Iterator[tuple[str, bool]]:
    """Each person's name in a cell or line, with whether that is sure.

    `listed`: the words stand where persons are listed, so a name need not stand beside a post.
    `single`: one word is enough for a name.

    Example:
        >>> cues = PersonCues(frozenset({"matron", "manager", "safeguarding"}), frozenset({"dr"}),
        ...     {"post": frozenset({"matron", "manager"}), "particle": frozenset({"de", "la"})})
        >>> list(names_in("Safeguarding Matron Ada de la King / Dr O'Test", Surroundings(cues)))
        [('Ada de la King', True), ("O'Test", True)]
        >>> list(names_in("Safeguarding Manager", Surroundings(cues)))
        []
    """
    segments = list(_segments(words, around))
    areas = [segment for segment in segments if around.is_area(segment.words)]
    if len(areas) >= _FEW:  # "Kent, Surrey and Sussex Rehabilitation": a list of places, whoever is named behind it
        begun = [segment for segment in segments if len(segment.words) > _FEW and around.is_area(segment.words[:1])]
        segments = [segment for segment in segments if segment not in areas and segment not in begun]
    with_post = any("p" in segment.sorts for segment in segments)
    with_body = any(set(segment.sorts) <= set("eibAp") for segment in segments)
    for segment in segments:
        for start, end in _runs(segment, around):
            run, before = segment.sorts[start:end], segment.sorts[:start]
            alone = sum(sort in "NnIS" for sort in run) < 2
            whole = set(segment.sorts) <= set("NnISyt")
            beside_a_body = with_body and segment.apart
            if alone and "t" not in before and not (whole and (single or with_post or beside_a_body)):
                continue
            segment.found = True
            sure = "t" in before or listed or (with_post and not alone and "x" not in segment.sorts)
            yield words[segment.words[start].start : segment.words[end - 1].end], sure
    for here, after in pairwise(segments):
        if here.joined and after.found and not here.found and here.sorts in ("N", "tN"):
            yield here.words[-1].text, False


def _segments(words: str, around: Surroundings) -> Iterator[_Segment]:
    everything = words_of(words)
    sorts = sorts_of(words, everything, around)
    begins = [word.start for word in everything]
    cuts = [found for found in _SEPARATOR.finditer(words) if not _within_a_body(found, begins, sorts)]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(words)]
    marks = ["", *(cut.group() for cut in cuts), ""]
    for start, end, left, right in zip(starts, ends, marks, marks[1:], strict=False):
        held = slice(bisect_left(begins, start), bisect_left(begins, end))
        if sorts[held]:
            apart = bool(_APART.search(left + right))
            yield _Segment(everything[held], sorts[held], joined=right.strip() in ("and", "&"), apart=apart)


def _within_a_body(cut: re.Match[str], begins: Sequence[int], sorts: str) -> bool:
    """Whether words of known bodies stand on both sides; `begins` are the places of all words."""
    before, after = bisect_left(begins, cut.start()) - 1, bisect_left(begins, cut.end())
    return before >= 0 and sorts[before : before + 1] == "b" and sorts[after : after + 1] == "b"


def sorts_of(text: str, words: Sequence[Word], around: Surroundings) -> str:
    """The sort of each word, in one letter.

    What explains it: t title; p post; i ends a body's name; e other word of bodies; b in a known body; A acronym;
    x small. What can be a name's: N nothing explains it; n a capital that could be an ordinary word's or a place's;
    S longer word in capitals; I initial; y particle.
    """
    shouted = all(word.text.isupper() for word in words)
    keys = [word.key for word in words]
    sorts: list[str] = []
    for at, word in enumerate(words):
        length = around.body_at(keys, at)
        if length and len(sorts) <= at:
            sorts += ["b"] * length
        elif len(sorts) <= at:
            dotted = word.initial and text[word.end : word.end + 1] == "."
            dated = word.key in _MONTHS and _DIGIT_BESIDE.search(text[max(0, word.start - 5) : word.end + 3])
            sorts.append("e" if dated else "I" if dotted else _sort(word, around, shouted))
    for at, word in enumerate(words[1:], 1):  # Constable is a post, and a surname behind what only a name can be
        if word.key in around.cues.of_kind("surname") and sorts[at - 1] in "NI" and "N" not in sorts[at + 1 : at + 2]:
            sorts[at] = "N"
    return "".join(sorts[: len(words)])


def _sort(word: Word, around: Surroundings, shouted: bool) -> str:
    cues, plain = around.cues, word.text.casefold()
    if word.key in cues.titles and word.capital:
        return "t"
    if plain in cues.of_kind("post"):
        return "p"
    if around.explained(word) or plain in _TIMES:
        return "i" if plain in cues.of_kind("institution") else "e"
    if word.initial:
        return "I"
    if word.key in cues.of_kind("particle") and (word.text.islower() or word.shouted):
        return "y"
    if not word.capital:
        return "x"
    if word.shouted and not shouted:
        return "A" if len(word.text) <= _LONGEST_ACRONYM else "S"
    if word.key in around.places or word.key in cues.of_kind("place"):
        return "n"
    ordinary = word.key in around.common or word.key in cues.of_kind("word")
    return "n" if ordinary and word.key not in cues.of_kind("homograph") else "N"


def _runs(segment: _Segment, around: Surroundings) -> Iterator[tuple[int, int]]:
    """Where runs of words that make a name begin and end, none of which goes on as a body's name."""
    for found in re.finditer(r"[NnI](?:y{0,2}[NnIS])*", segment.sorts):
        start, end = found.span()
        goes_on = _TO_A_BODY_FROM_A_WORD if found.group()[0] == "n" else _TO_A_BODY
        in_a_body = goes_on.match(segment.sorts, end) is not None
        if "N" in found.group() and end - start <= _MOST_WORDS and not in_a_body:
            yield start, end


def reversed_name(words: str, around: Surroundings) -> str | None:
    """A name printed as "Surname, Forename", the forename perhaps an initial; None when the words are none.

    Example:
        >>> reversed_name("O'Test, Ada", Surroundings(PersonCues(frozenset(), frozenset())))
        "O'Test, Ada"
    """
    surname, comma, rest = words.partition(",")
    forename = re.split(r"[,;/(–—\n]|\s-\s", rest)[0]
    parts = [words_of(part) for part in (surname, forename)]
    if around.is_body(f"{surname} {forename}") or all(around.is_area(part) for part in parts if part):
        return None
    sorts = [sorts_of(part, words, around) for part, words in zip((surname, forename), parts, strict=True)]
    fits = re.fullmatch(r"[yNn]{0,3}[Nn]", sorts[0]) and re.fullmatch(r"t?[NnI][NnI]?", sorts[1])
    return f"{surname.strip()},{forename.rstrip()}" if comma and fits and "N" in "".join(sorts) else None
