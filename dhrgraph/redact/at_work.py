"""Names of people at work in the cells of a plan: whoever presented, is chasing, is to write, was asked.

cell of an action, Surroundings  ->  names_at_work  ->  Named, ...

A plan speaks of people at work by name where a report would not: "Send it to …", "… presented the report", "Done – …".
There two words that nothing explains are a person's name when they stand beside words in small letters or are a piece
of the cell by themselves; one such word is, beside what only people do or are asked. What is named in a list names the
whole list. All of it is in doubt, so that a person is told where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dhrgraph.redact.candidates import Surroundings, sorts_of
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import Word, words_of

_RUN = re.compile(r"(?<![NnISeibpAt])(?:N[NIy]{0,2}[NS]|I{1,3}[NS]|NI{0,2})(?![NnISeibpA])")
_SMALL_BEFORE = re.compile(r"[a-z][,:;]? $|[a-z] [-–—] $|[a-z] ?\($|/ ?$")
_SMALL_BEHIND = re.compile(r"(?:['’]s)? ?\(?[a-z]|\)|: [a-z]| ?/| & ")
_PIECE_BEGINS = re.compile(r"(?:^|[.:;,(]|\s[-–—])\s*$")
_PIECE_ENDS = re.compile(r"\.?\s{0,3}(?:$|[.;:,()]|[-–—]\s|\d)")
_MARKED = re.compile(r"(?:\s[-–—]\s|\()\s*$")  # what parts a single name from the state before it
_LISTED = re.compile(r",? (?:and|&) |, | ?/ ?|\+")
_TOGETHER = (" ", "\u00a0")  # what stands between the words of one name
_BEFORE = 30  # characters before a name that are looked at
_HEADING = 4  # words with capitals besides, and hardly one without: capitals tell nothing
_LEAST_SMALL = 2
_LONGEST_ACRONYM = 5
_FEW = 2  # names of bodies that hold a word: it is a place's or a body's


class _Run(NamedTuple):
    """Words that may be a name, at `cell[start:end]`."""

    start: int
    end: int
    words: Sequence[Word]

    @property
    def single(self) -> bool:
        """Whether one word, and perhaps initials behind it, is all."""
        return sum(not word.initial for word in self.words) == 1 and not self.words[0].initial


def names_at_work(cell: str, around: Surroundings, *, alone: bool = False) -> Iterator[Named]:
    """Each name in a cell that tells what is done. `alone`: one unexplained word is a name when it is all of the cell.

    Example:
        >>> from dhrgraph.redact.cues import PersonCues
        >>> around = Surroundings(PersonCues(frozenset({"clinic"}), frozenset()))
        >>> cell = "Send it to Ada O'Test of the Hope Clinic. Bo Roe has a copy"
        >>> [name.words for name in names_at_work(cell, around)]
        ["Ada O'Test", 'Bo Roe']
        >>> [name.words for name in names_at_work("Tamsin, Bo Roe and Ada wrote it", around)]
        ['Tamsin', 'Bo Roe', 'Ada']
    """
    words = words_of(cell)
    told = sorts_of(cell, words, around)
    sorts = "".join(
        sort if sort == "y" or (word.capital and not _says_nothing(cell, word, around)) else "x"
        for word, sort in zip(words, told, strict=True)
    )
    runs = list(_runs(cell, words, sorts, around))
    others = len(sorts) - sorts.count("x") - sum(len(run.words) for run in runs)
    if sorts.count("x") < _LEAST_SMALL and others >= _HEADING:
        return
    for listed in _lists(cell, runs):
        whole = alone and (listed[0].start, listed[-1].end) == (0, len(cell.rstrip(" .")))
        if whole or _is_a_piece(cell, listed) or any(_is_shown(cell, run, around) for run in listed):
            yield from (Named(cell[run.start : run.end], "person", doubt="beside") for run in listed)


def _runs(cell: str, words: Sequence[Word], sorts: str, around: Surroundings) -> Iterator[_Run]:
    kinds = around.cues.of_kind
    named_so = around.settled.union(*map(kinds, ("namesake", "opener", "eponym")))
    for first, last in _stretches(cell, words):
        for found in _RUN.finditer(sorts[first:last]):
            run = _Run(
                words[first + found.start()].start,
                words[first + found.end() - 1].end,
                words[first + found.start() : first + found.end()],
            )
            known = around.is_body(cell[run.start : run.end]) or any(word.key in named_so for word in run.words)
            acronyms = all(word.shouted and len(word.text) <= _LONGEST_ACRONYM for word in run.words)
            if not known and not acronyms and not (run.single and _is_no_single_name(run.words[0], around)):
                yield run


def _is_no_single_name(word: Word, around: Surroundings) -> bool:
    """Whether one word is a place's, a body's, a season's or a state's rather than a person's."""
    held = around.register.by_any.get(word.key, ())
    kinds = around.cues.of_kind
    return len(held) >= _FEW or word.key in kinds("season") or word.key in kinds("scale")


def _says_nothing(cell: str, word: Word, around: Surroundings) -> bool:
    """Whether a capital is not the word's own: it asks somebody ("Contact …"), or is a small word among capitals."""
    if word.shouted and word.key in around.cues.of_kind("function"):
        return True
    opens = _PIECE_BEGINS.search(cell[max(0, word.start - 6) : word.start])
    return bool(opens) and any(pattern.search(f"{word.text} ") for pattern in around.cues.asked)


def _lists(cell: str, runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """The runs, those of one list together: "Ada, Bo and Cy"."""
    listed: list[_Run] = []
    for run in runs:
        if listed and not _LISTED.fullmatch(cell[listed[-1].end : run.start]):
            yield listed
            listed = []
        listed.append(run)
    if listed:
        yield listed


def _is_shown(cell: str, run: _Run, around: Surroundings) -> bool:
    """Whether what stands beside a run makes it a person's name."""
    before = cell[max(0, run.start - _BEFORE) : run.start]
    if not run.single and (_SMALL_BEFORE.search(before) or _SMALL_BEHIND.match(cell, run.end)):
        return True
    asked = any(pattern.search(before) for pattern in around.cues.asked)
    doing = any(pattern.match(cell, run.end) for pattern in around.cues.doing)
    return asked or doing


def _is_a_piece(cell: str, listed: Sequence[_Run]) -> bool:
    """Whether names fill a piece of the cell; where the first is a single one, behind a dash or in brackets."""
    before = cell[max(0, listed[0].start - _BEFORE) : listed[0].start]
    begins = _MARKED if listed[0].single else _PIECE_BEGINS
    return bool(begins.search(before) and _PIECE_ENDS.match(cell, listed[-1].end))


def _stretches(cell: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where words begin and end that nothing but a space parts, or the stop of an initial."""
    first = 0
    for at, (one, other) in enumerate(pairwise(words), 1):
        gap = cell[one.end : other.start]
        if gap not in _TOGETHER and not (one.initial and gap in (". ", ".")):
            yield first, at
            first = at
    if words:
        yield first, len(words)
