"""Names in running text: on the title page, in sentences that give pseudonyms, in lists of the panel, beside posts.

Document, Surroundings  ->  names_in_sentences  ->  Named, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dhrgraph.records import Document, Line
from dhrgraph.redact.candidates import Surroundings, names_in, sorts_of
from dhrgraph.redact.cues import Formula
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import APOSTROPHE, words_of

_AND = re.compile(r"\s*(?:,|&|\band\b)\s*(?:and\s+)?")
_FIRST = re.compile(r"t*(?P<run>[NnIAS](?:y{0,2}[NnIAS])*)")
_LAST = re.compile(r"(?P<run>[NnIAS](?:y{0,2}[NnIAS])*)$")
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s$")
_SENTENCE_START = re.compile(r"(?:^|[.:!?\n•|-])[\s\"'‘“(]*$")
_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.,;:–()]{0,60}$")
_YEAR = 3  # characters behind a word that show whether it is a month with its year
_LONGEST_LINE = 30  # words; a longer line of a list of persons is a sentence about something else
_LONGEST_LIST = 60  # lines


def names_in_sentences(document: Document, around: Surroundings) -> Iterator[Named]:
    """Each name that a formula of `person_cues.csv` shows, and each in a list of the panel's members."""
    text, formulas = document.text, around.cues.formulas
    for formula in formulas:
        if not formula.trailing:
            for found in formula.pattern.finditer(text):
                before = text[found.start() : found.start("name")]
                yield from _shown(_Cue(formula, before.strip(), found.group()), text, found.span("name"), around)
    behind = [formula for formula in formulas if formula.trailing]
    for names in around.cues.name_list.finditer(text):
        for _, stop in _pieces(names.group()):
            whole = text[names.start() : names.start() + stop]
            for end in dict.fromkeys((names.start() + stop, names.start() + len(_POSSESSIVE.sub("", whole)))):
                for formula in behind:
                    if after := formula.pattern.match(text, end):
                        yield from _shown(_Cue(formula, "", after.group()), text, (names.start(), end), around)
    yield from _in_lists(document.lines, around)


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
            yield Named(name, role, pseudonym=formula.of_people, sure=formula.kind != "doubt")


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
    words = list(words_of(text[start:end]))
    sorts = sorts_of(text[start : end + _YEAR], words, around)
    found = _FIRST.match(sorts) if cue.before else _LAST.search(sorts)
    if found is None:
        return None
    first, stop = found.span("run")
    here = start + words[first].start
    opens = not cue.before and _SENTENCE_START.search(text[max(0, here - 6) : here])
    if opens and stop - first > 1 and sorts[first] == "n":
        first += 1
    run, name = sorts[first:stop], text[start + words[first].start : start + words[stop - 1].end]
    if not _can_be_a_name(run, cue.formula, shouted=cue.before.isupper()) or around.is_body(name):
        return None
    alone = len(run) == 1 and words[first].key in around.places
    ends_as_a_body = cue.formula.kind == "doubt" and words[stop - 1].key in around.cues.of_kind("namesake")
    return None if alone or ends_as_a_body or _goes_on_as_a_body(text, start + words[stop - 1].end, around) else name


def _can_be_a_name(run: str, formula: Formula, *, shouted: bool) -> bool:
    """Whether a run holds a word that nothing explains.

    What is said to be a pseudonym may be an ordinary word. Words in capitals may be acronyms: they count on a title
    page, in a run of several, or when they are long and said to be a pseudonym. A doubtful name has two words or more,
    all of them unexplained.
    """
    least = 2 if formula.asked in ("NAME", "NAMES2") else 1
    if len(run) < least or (formula.kind == "doubt" and not re.fullmatch(r"[NI][NIyS]*", run)):
        return False
    if set(run) <= set("ASIy"):
        return shouted or ("S" in run and formula.kind == "stated") or (len(run) > 1 and formula.kind == "name")
    return "N" in run or (formula.kind == "stated" and "n" in run)


def _goes_on_as_a_body(text: str, end: int, around: Surroundings) -> bool:
    """Whether the words go on with one that ends a body's name: "the late Hope" against "Hope Centre"."""
    after = next(words_of(text[end : end + 40]), None)
    if after is None or text[end : end + after.start] != " " or not after.capital:
        return False
    kinds = around.cues.of_kind
    plain = after.text.casefold()
    return plain in kinds("namesake") or plain in kinds("body") or plain in kinds("institution")


def _in_lists(lines: Sequence[Line], around: Surroundings) -> Iterator[Named]:
    """Names in the lines below "The panel members were:", up to the next heading."""
    left = 0
    for line in lines:
        words = line.text.strip()
        if any(pattern.search(words) for pattern in around.cues.sections):
            left = _LONGEST_LIST
        elif left and words and "\t" not in words and not words.startswith("|"):
            left -= 1
            found = list(names_in(words, around, listed=True)) if len(words.split()) <= _LONGEST_LINE else []
            if not found and _HEADING.match(words):
                left = 0
            role = around.cues.role_in(words)
            yield from (Named(name, role if role in ("chair", "author") else "panel member") for name, _ in found)
