"""Names where bodies are expected: cells and headings that say to whom something is addressed, or who took part.

Reading, Surroundings  ->  names_addressed  ->  Named, ...
cell, Surroundings     ->  bodies_in_cell   ->  the pieces that name no one

A cell below "Addressed to" or "Agency" holds a body, a post, or a person with either. So what stands there is believed
to be a body only when nobody is named in it; of "Exampleton Council (Ada King)" the council is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dhrgraph.records import EMPTY, Action, Contribution, LearningPoint, Line, Reading, Recommendation
from dhrgraph.redact.at_work import names_at_work
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name, sorts_of
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import Word, keys_of, words_of

_PIECES = re.compile(r"[/;,|()\[\]\n\t:•+]|\s[–—-]\s|\s(?:and|&)\s")
_REST_OF_A_BODY = re.compile(r"[ebAN]{0,3}i(?!p)")
_LAST_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{1,120}(?:\([^()\n]{1,80}\)[^()\[\]\n]{0,60})?)[)\]]\W{0,3}$")
_LONGEST_LABEL = 16  # words
_LONGEST_CELL = 40  # words: a longer cell is a text
_BEHIND = 80  # characters behind a name that show whether a body's goes on


def names_addressed(reading: Reading, around: Surroundings) -> Iterator[Named]:
    """Each name where recommendations, learning points and contributions say whose they are, or in columns beside."""
    beside = tuple(dict.fromkeys(_beside(reading)))
    short = (*_behind_labels(reading.document.lines, around), *_in_brackets(reading), *_of_plans(reading), *beside)
    for cell in dict.fromkeys((*cells_addressed(reading), *(words for words in short if _is_a_label(words, around)))):
        yield from (Named(name, "lead officer", doubt="" if sure else "lead") for name, sure in named_in(cell, around))
    for cell in beside:
        yield from names_at_work(cell, around)


def cells_addressed(reading: Reading) -> Iterator[str]:
    """The printed words that stand where a body is expected."""
    for finding in reading.findings:
        if isinstance(finding, Recommendation):
            yield from (a.raw.text for a in finding.addressees if a.basis in ("column", "heading"))
        elif isinstance(finding, Contribution) or (isinstance(finding, LearningPoint) and finding.agency):
            yield finding.agency.raw.text if finding.agency else ""


def _beside(reading: Reading) -> Iterator[str]:
    for finding in reading.findings:
        if isinstance(finding, Recommendation):
            yield from (words.text for _, words in finding.other if words.text)


def _of_plans(reading: Reading) -> Iterator[str]:
    for finding in reading.findings:
        if isinstance(finding, Action):
            yield from (words.text for _, words in finding.other if words.text)


def _in_brackets(reading: Reading) -> Iterator[str]:
    """What stands in brackets at the end of a text: to whom it is addressed, or where it comes from."""
    for finding in reading.findings:
        told = finding.text if isinstance(finding, Recommendation) else getattr(finding, "narrative", EMPTY)
        yield from (found[1] for found in _LAST_BRACKETS.finditer(told.text))
        if isinstance(finding, Recommendation):
            yield from (a.raw.text for a in finding.addressees if _PIECES.search(a.raw.text))


def _behind_labels(lines: Sequence[Line], around: Surroundings) -> Iterator[str]:
    """The rest of each line behind words such as "Addressed to:"."""
    for line in lines:
        for pattern in around.cues.addressed:
            if found := pattern.search(line.text):
                yield line.text[found.end() :].strip(" \t.|")


def _is_a_label(words: str, around: Surroundings) -> bool:
    """Whether words are so few, and so often begin with capitals, that they say who rather than what."""
    sorts = sorts_of(words, words_of(words), around)
    return 0 < len(sorts) <= _LONGEST_LABEL and "x" not in sorts


def named_in(cell: str, around: Surroundings) -> Iterator[tuple[str, bool]]:
    """Each name in a cell where a body is expected, with whether it is sure.

    One word alone is a name only behind a title or beside a post, and a place's never is.

    Example:
        >>> from dhrgraph.redact.cues import PersonCues
        >>> kinds = {"post": frozenset({"matron"}), "institution": frozenset({"council"})}
        >>> around = Surroundings(PersonCues(frozenset({"matron", "council"}), frozenset({"dr"}), kinds))
        >>> cells = ("Ada King, Matron", "Hope Council (Bo Roe)", "King, Ada", "Dr Roe", "Hope", "Ada Hope Council")
        >>> [[name for name, _ in named_in(cell, around)] for cell in cells]
        [['Ada King'], ['Bo Roe'], ['King, Ada'], ['Roe'], [], []]
    """
    if len(cell.split()) > _LONGEST_CELL:
        return
    swapped = reversed_name(cell, around)
    if swapped and len(_PIECES.split(cell)) <= len(_PIECES.split(swapped)) + 1 and not _begins_a_place(swapped, around):
        yield swapped, False
    for name, sure in names_in(cell, around):
        at = cell.find(name)
        words = words_of(name)
        single = sum(not word.initial for word in words) == 1 and len(words) == 1
        if single and not sure and _is_known(words[0], around):
            continue
        if (
            not around.is_body(name)
            and not _begins_a_place(name, around)
            and not _goes_on(cell, at + len(name), around)
        ):
            yield name, sure


def bodies_in_cell(cell: str, around: Surroundings) -> Iterator[str]:
    """The cell, when no one is named in it; else its pieces that name no one."""
    keys = {key for name, _ in named_in(cell, around) for key in keys_of(name)}
    keys |= {key for start, end in around.titled.found(cell) for key in keys_of(cell[start:end])}
    if not keys:
        yield cell
        return
    yield from (piece.strip() for piece in _PIECES.split(cell) if piece.strip() and not keys & {*keys_of(piece)})


def _is_known(word: Word, around: Surroundings) -> bool:
    """Whether one word is a place's or stands in a body's name."""
    held = around.register.by_any.get(word.key, ())
    return bool(held) or word.key in around.settled or word.key in around.places


def _begins_a_place(name: str, around: Surroundings) -> bool:
    """Whether a name begins as a place's does: "Royal Marsden", "Great Exampleton"."""
    first = words_of(name)[0]
    openers = around.cues.of_kind("place") | around.cues.of_kind("opener")
    return first.key in openers or first.key in around.places or (around.is_area([first]) and "," not in name)


def _goes_on(cell: str, end: int, around: Surroundings) -> bool:
    """Whether the words right behind a name make it a body's: "Ada King Housing Trust"."""
    behind = re.split(_PIECES, cell[end : end + _BEHIND])[0]
    return behind[:1] == " " and bool(_REST_OF_A_BODY.match(sorts_of(behind, words_of(behind), around)))
