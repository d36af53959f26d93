"""Names in running text: on the title page, in sentences that give pseudonyms, beside posts, beside what people do.

Document, Surroundings  ->  names_in_sentences  ->  Named, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dhrgraph.records import Document
from dhrgraph.redact.candidates import Surroundings, sorts_of
from dhrgraph.redact.cues import AND, Formula, PersonCues
from dhrgraph.redact.openings import beginnings
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import APOSTROPHE, Word, words_of

_AND = re.compile(AND)
_FIRST = re.compile(r"t*(?P<run>[NnIAS](?:y{0,2}[NnIAS])*)")
_LAST = re.compile(r"(?P<run>[NnIAS](?:y{0,2}[NnIAS])*)$")
_DOUBTS = {"doubt": "beside", "cited": "cited"}  # kind of a formula -> key of doubts.py
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s$")
_LETTERS = re.compile(r"(?: [A-Z]{2,6}){1,3}$")  # QPM, KC: behind a name, and like a word of it
_SENTENCE_START = re.compile(r"(?:^|[.:!?\n•|-])[\s\"'‘“(]*$")
_OF_SOMEONE = ("'s", "’s")
_YEAR = 3  # characters behind a word that show whether it is a month with its year
_LONGEST_ACRONYM = 4
_NEAR = 40  # characters behind a pseudonym that say whose it is
_LONGEST_SENTENCE = 600  # characters
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|[\t|]|\n\s*\n|\n[^\w\n]*(?:\d|[A-Z][^\n]{0,60}:)")
_OF_A_PLACE = re.compile(r"\b(?:of|in|at|from|by|with|near|to|the|under|via)\s+$", re.IGNORECASE)


def names_in_sentences(document: Document, around: Surroundings) -> Iterator[Named]:
    """Each name that a formula of `person_cues.csv` shows, and each in a sentence that gives pseudonyms."""
    text = document.text
    for formula, found in around.cues.leading.matches(text):
        before = text[found.start() : found.start("name")]
        yield from _shown(_Cue(formula, before.strip(), found.group()), text, found.span("name"), around)
    any_trailing = around.cues.any_trailing.match
    for names in name_lists(text, around.cues):
        start = names.start()
        for length in _lengths(names.group()):
            end = start + length
            for formula in around.cues.trailing if any_trailing(text, end) else ():
                if after := formula.pattern.match(text, end):
                    yield from _shown(_Cue(formula, "", after.group()), text, (start, end), around)
    yield from _in_statements(text, around)


def name_lists(text: str, cues: PersonCues) -> Iterator[re.Match[str]]:
    """As `finditer` finds them, but tried only where a word stands that may begin a name."""
    end = 0
    for start in beginnings(text, cues.name_begins):
        if start >= end and (found := cues.name_list.match(text, start)):
            end = found.end()
            yield found


@lru_cache(maxsize=4096)
def _lengths(names: str) -> tuple[int, ...]:
    """Where a name may end in a list of names: with each of them, and before its possessive 's or its letters.

    Example:
        >>> _lengths("Ada King QPM and Bo Roe's")
        (12, 8, 25, 23)
    """
    found: list[int] = []
    for _, stop in _pieces(names):
        whole = names[:stop]
        found += dict.fromkeys((stop, len(_POSSESSIVE.sub("", whole)), len(_LETTERS.sub("", whole))))
    return tuple(found)


class _Cue(NamedTuple):
    """A formula that was met. `before`: what of it stands before the name; empty when all stands behind."""

    formula: Formula
    before: str
    words: str


def _shown(cue: _Cue, text: str, names: tuple[int, int], around: Surroundings) -> Iterator[Named]:
    """The names at one cue: those of a list each by itself, all with the role that the words of the cue tell."""
    formula = cue.formula
    role = formula.role or around.cues.role_in(cue.words) or "person"
    pieces = list(_pieces(text[slice(*names)]))
    for here, end in pieces if formula.asked in ("NAMES", "NAMES2") else pieces[-1:]:
        name = _name(cue, text, names[0] + here, names[0] + end, around)
        if name:
            yield Named(name, role, formula.of_people, _DOUBTS.get(formula.kind, ""))


def _pieces(names: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in _AND.finditer(names):
        yield at, cut.start()
        at = cut.end()
    yield at, len(names)


def _name(cue: _Cue, text: str, start: int, end: int, around: Surroundings) -> str | None:
    """The name in the words a formula shows: the run of unexplained words next to the cue, if there is one.

    Where the cue stands behind, a capital before the name may be a sentence's: "When Ada's mother".
    """
    if cue.formula.kind == "stated":
        around = around.of_statements()
    words = words_of(text[start:end])
    sorts = sorts_of(text[start : end + _YEAR], words, around)
    found = _FIRST.match(sorts) if cue.before else _LAST.search(sorts)
    if found is None:
        return None
    first, stop = found.span("run")
    here = start + words[first].start
    opens = not cue.before and _SENTENCE_START.search(text[max(0, here - 6) : here])
    if opens and stop - first > 1 and sorts[first] == "n":
        first += 1
    while stop - first > 2 and sorts[stop - 1] == "A":  # letters behind a name: Ada King QPM
        stop -= 1
    run, name = sorts[first:stop], text[start + words[first].start : start + words[stop - 1].end]
    if _ends_as_a_place(words[first:stop], run, around):
        run = f"{run[:-1]}N"
    plain = all(
        word.key in around.cues.of_kind("word") - around.cues.of_kind("homograph") for word in words[first:stop]
    )
    if plain or not _can_be_a_name(run, cue.formula, shouted=cue.before.isupper()) or around.is_body(name):
        return None
    alone = len(run) == 1 and words[first].key in around.places
    acts = text[end : end + 1] == " " and cue.formula.trailing
    if cue.formula.doubtful and acts and len(run) == 1 and not _is_capital_elsewhere(text, here, name):
        return None
    of_a_review = cue.before.casefold() == "the" and not around.is_area(words[first:stop])  # the “the” settles nothing
    if cue.formula.doubtful and len(run) == 1 and words[first].key in around.settled and not of_a_review:
        return None
    posted = cue.formula.trailing and text[end : end + 2] == " ("  # a post in brackets is a person's
    ends_as_a_body = cue.formula.doubtful and words[stop - 1].key in around.cues.of_kind("namesake") and not posted
    behind = start + words[stop - 1].end
    if _first_key(cue) in around.cues.of_kind("dedication") and text[behind : behind + 2] in _OF_SOMEONE:
        behind += 2  # Dr Gray's Hospital
    return None if alone or ends_as_a_body or _goes_on_as_a_body(text, behind, around) else name


def _first_key(cue: _Cue) -> str:
    """The key of the last word before the name, such as a title; empty when no word stands there."""
    return next((word.key for word in reversed(words_of(cue.before))), "")


def _is_capital_elsewhere(text: str, start: int, word: str) -> bool:
    """Whether a word has its capital for itself: it does not stand at a sentence's start, or not only there."""
    if not _SENTENCE_START.search(text[max(0, start - 6) : start]):
        return True
    return re.search(rf"[a-z,] {re.escape(word)}(?!\w)|(?<!\w){re.escape(word)}{APOSTROPHE}s", text) is not None


def _ends_as_a_place(words: Sequence[Word], run: str, around: Surroundings) -> bool:
    """Whether a name ends in a surname that places have too, and begins as no place does: "Ada West"."""
    begins = words[0].key not in around.places | around.settled and not around.is_area(words[:1])
    return run.endswith("Nn") and words[-1].key in around.cues.of_kind("place") and begins


def _can_be_a_name(run: str, formula: Formula, *, shouted: bool) -> bool:
    """Whether a run holds a word that nothing explains.

    What is said to be a pseudonym may be an ordinary word. Words in capitals may be acronyms: they count on a title
    page, in a run of several, or when they are long and said to be a pseudonym. A doubtful name has two words or more,
    all of them unexplained.
    """
    least = 2 if formula.asked in ("NAME", "NAMES2") else 1
    if len(run) < least or (formula.doubtful and not re.fullmatch(r"[NI][NIyS]*", run)):
        return False
    if set(run) <= set("ASIy"):
        return shouted or ("S" in run and formula.kind == "stated") or (len(run) > 1 and formula.kind == "name")
    return "N" in run or (formula.kind == "stated" and "n" in run)


def _goes_on_as_a_body(text: str, end: int, around: Surroundings) -> bool:
    """Whether the words go on with one that ends a body's name: "the late Hope" against "Hope Centre"."""
    after = next(iter(words_of(text[end : end + 40])), None)
    if after is None or text[end : end + after.start] != " " or not after.capital:
        return False
    kinds = around.cues.of_kind
    plain = after.text.casefold()
    return plain in kinds("namesake") or plain in kinds("body") or plain in kinds("institution")


def _in_statements(text: str, around: Surroundings) -> Iterator[Named]:
    """Names in what is left of a sentence that says that pseudonyms are used, for whom in whatever order.

    There a name is any run of unexplained words that does not stand where a place or a body would ("of", "by the").
    """
    stated = around.of_statements()
    for _, cue in around.cues.sentences.matches(text):
        end = _SENTENCE_END.search(text, cue.end(), cue.end() + _LONGEST_SENTENCE)
        stop = end.start() if end else min(len(text), cue.end() + _LONGEST_SENTENCE)
        for found in around.cues.name_list.finditer(text, cue.end(), stop):
            yield from _stated_in(text, found.span(), stated)


def _stated_in(text: str, span: tuple[int, int], around: Surroundings) -> Iterator[Named]:
    if _OF_A_PLACE.search(text[max(0, span[0] - 8) : span[0]]):
        return
    for here, end in _pieces(text[slice(*span)]):
        words = text[span[0] + here : span[0] + end]
        sorts = sorts_of(words, words_of(words), around)
        short = words.isupper() and len(words) <= _LONGEST_ACRONYM
        if (
            re.fullmatch(r"t?N(?:y{0,2}[NI]){0,2}", sorts)
            and not short
            and not _goes_on_as_a_body(text, span[0] + end, around)
        ):
            behind = re.split(r"[,.;:\n]|\band\b", text[span[0] + end : span[0] + end + _NEAR])[0]
            yield Named(words, around.cues.role_in(behind) or "person", pseudonym=True, doubt="stated")
