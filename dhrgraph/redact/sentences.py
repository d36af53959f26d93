"""Names in running text: on the title page, in sentences that give pseudonyms, in lists of the panel, beside posts.

    Document, Surroundings  ->  names_in_sentences  ->  Named, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhrgraph.records import Document, Line
from dhrgraph.redact.candidates import Surroundings, names_in, sorts_of
from dhrgraph.redact.cues import Formula
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import words_of

_AND = re.compile(r"\s*(?:,|&|\band\b)\s*(?:and\s+)?")
_FIRST = re.compile(r"t*(?P<run>[NnIA](?:y{0,2}[NnIA])*)")
_LAST = re.compile(r"(?P<run>[NnIA](?:y{0,2}[NnIA])*)$")
_SENTENCE_START = re.compile(r"(?:^|[.:!?\n•|-])[\s\"'‘“(]*$")
_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.,;:–()]{0,60}$")
_LONGEST_LINE = 30  # words; a longer line of a list of persons is a sentence about something else
_LONGEST_LIST = 60  # lines


def names_in_sentences(document: Document, around: Surroundings) -> Iterator[Named]:
    """Each name that a formula of `person_cues.csv` shows, and each in a list of the panel's members."""
    for formula in around.cues.formulas:
        for found in formula.pattern.finditer(document.text):
            yield from _shown(formula, found, around)
    yield from _in_lists(document.lines, around)


def _shown(formula: Formula, found: re.Match[str], around: Surroundings) -> Iterator[Named]:
    """The names in one match: those of a list each by itself, all with the role that the words beside them tell."""
    start = found.start("name")
    beside = found.string[found.start() : start], found.string[found.end("name") : found.end()]
    role = formula.role or around.cues.role_in(" ".join(beside)) or "person"
    for here, end in _pieces(found["name"]):
        name = _name(found.string, start + here, start + end, formula, beside[0].strip(), around)
        if name:
            yield Named(name, role, pseudonym=formula.of_people, sure=formula.kind != "doubt")


def _pieces(names: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in _AND.finditer(names):
        yield at, cut.start()
        at = cut.end()
    yield at, len(names)


def _name(text: str, start: int, end: int, formula: Formula, before: str, around: Surroundings) -> str | None:
    """The name in the words a formula shows: the run of unexplained words next to the cue, if there is one.

    `before`: the words of the cue before the name; empty when it stands behind, where a capital may be a sentence's.
    """
    words = list(words_of(text[start:end]))
    sorts = sorts_of(text[start:end], words, around)
    found = _FIRST.match(sorts) if before else _LAST.search(sorts)
    if found is None:
        return None
    first, stop = found.span("run")
    if not before and stop - first > 1 and sorts[first] == "n" and _SENTENCE_START.search(text[max(0, start + words[first].start - 6) : start + words[first].start]):
        first += 1
    run, name = sorts[first:stop], text[start + words[first].start : start + words[stop - 1].end]
    shouting = before.isupper() or (name.isupper() and len(run) > 1)
    if ("A" in run and not shouting) or not _can_be_a_name(run, formula) or around.is_body(name):
        return None
    alone = len(run) == 1 and words[first].key in around.places
    return None if alone or _goes_on_as_a_body(text, start + words[stop - 1].end, around) else name


def _can_be_a_name(run: str, formula: Formula) -> bool:
    """Whether a run holds a word that nothing explains; what is said to be a pseudonym may be an ordinary word."""
    held = "NnA" if formula.kind == "stated" else "NA"
    return any(sort in run for sort in held)


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
