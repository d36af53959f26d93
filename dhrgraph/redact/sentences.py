"""Names in running text: on the title page, in sentences that give pseudonyms, in lists of the panel, beside posts.

    text, Surroundings  ->  names_in_sentences  ->  Named, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhrgraph.records import Document, Line
from dhrgraph.redact.candidates import Surroundings, names_in
from dhrgraph.redact.cues import Formula
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import Word, words_of

_LIST = re.compile(r"\s*(?:,|&|\band\b)\s*(?:and\s+)?")
_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.,;:–()]{0,60}$")
_LONGEST_LINE = 30  # words; a longer line of a list of persons is a sentence about something else
_LONGEST_LIST = 60  # lines


def names_in_sentences(document: Document, around: Surroundings) -> Iterator[Named]:
    """Each name that a formula of `person_cues.csv` shows, and each in a list of the panel's members."""
    for formula in around.cues.formulas:
        for found in formula.pattern.finditer(document.text):
            yield from _shown(formula, found, document.text, around)
    yield from _in_lists(document.lines, around)


def _shown(formula: Formula, found: re.Match[str], text: str, around: Surroundings) -> Iterator[Named]:
    start, end = found.span("name")
    before = found.group()[: start - found.start()].strip()
    said = found.group().replace(found["name"], " ", 1)
    role = formula.role or around.cues.role_in(said) or "person"
    at = start
    for piece in _LIST.split(found["name"]):
        here = text.index(piece, at)
        at = here + len(piece)
        name = _name(text, here, at, formula, leading=bool(before), around=around)
        if name:
            pseudonym = formula.kind in ("stated", "inferred") or (formula.kind == "doubt" and not formula.role and "as" in before[-3:])
            yield Named(name, role, pseudonym=pseudonym, sure=formula.kind != "doubt")


def _name(text: str, start: int, end: int, formula: Formula, *, leading: bool, around: Surroundings) -> str | None:
    """The name in the words a formula shows: the run of unexplained words next to the cue, if there is one.

    `leading`: the cue stands before the name, so that a capital there is no sentence's.
    """
    words = list(words_of(text[start:end]))
    while words and words[0].key in around.cues.titles:
        words = words[1:]
    runs: list[list[Word]] = [[]]
    for word in words:
        if _counts(word, words, text[max(0, start - 40) : start], formula, around):
            runs[-1].append(word)
        elif word.key not in around.cues.of_kind("particle") or not runs[-1]:
            runs.append([])
        else:
            runs[-1].append(word)
    wanted = [run for run in runs if run]
    if not wanted:
        return None
    run = wanted[0] if leading else wanted[-1]
    if formula.kind != "stated" and _at_a_sentence(text, start + run[0].start) and len(run) > 1 and run[0].key in around.common:
        run = run[1:]
    if not _beside_the_cue(run, words, leading=leading):
        return None
    return _checked(text, start, run, formula, around)


def _counts(word: Word, words: Sequence[Word], before: str, formula: Formula, around: Surroundings) -> bool:
    """Whether a word can be one of a name's."""
    if around.explained(word) or around.body_at([word.key], 0) or not word.capital:
        return False
    shouting = before.strip() and before.upper() == before and len(word.text) > 2
    return not word.shouted or bool(shouting) or (len(words) > 1 and all(w.shouted or w.initial for w in words) and formula.kind == "name")


def _beside_the_cue(run: Sequence[Word], words: Sequence[Word], *, leading: bool) -> bool:
    return run[0] is words[0] if leading else run[-1] is words[-1]


def _checked(text: str, start: int, run: Sequence[Word], formula: Formula, around: Surroundings) -> str | None:
    name = text[start + run[0].start : start + run[-1].end]
    keys = [word.key for word in run if not word.initial]
    if not keys or around.is_body(name) or (formula.kind in ("name", "doubt") and len(run) < 2 and "NAME1" not in formula.pattern.pattern and formula.kind == "doubt"):
        return None
    ordinary = all(key in around.common or key in around.places or key in around.cues.of_kind("place") for key in keys)
    if ordinary and formula.kind != "stated":
        return None
    if len(keys) == 1 and (keys[0] in around.places or keys[0] in around.cues.of_kind("place")):
        return None
    return None if _goes_on_as_a_body(text, start + run[-1].end, around) else name


def _goes_on_as_a_body(text: str, end: int, around: Surroundings) -> bool:
    after = next(words_of(text[end : end + 40]), None)
    if after is None or text[end : end + after.start] != " " or not after.capital:
        return False
    plain = after.text.casefold()
    return around.explained(after) and plain not in around.cues.of_kind("post") or plain in around.cues.of_kind("namesake")


def _at_a_sentence(text: str, start: int) -> bool:
    return not text[:start].rstrip() or text[max(0, start - 3) : start].rstrip()[-1:] in {".", ":", "!", "?", "\n", "", "-", "•"}


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
