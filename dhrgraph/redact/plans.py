"""Names in the cells of a plan: of lead officers, and of whoever is to do something.

Reading, Surroundings  ->  names_in_plans  ->  Named, ...

A plan speaks of people at work by name where a report would not: "Send it to …", "… has agreed to this". There two
words that nothing explains, beside words in small letters, are a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dhrgraph.records import Action, Reading
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name, sorts_of
from dhrgraph.redact.persons import Named
from dhrgraph.redact.tables import cells_of_leads
from dhrgraph.redact.words import Word, keys_of, words_of

_LONGEST_ACRONYM = 5
_PAIR = re.compile(r"(?<![NnISeibpAt])(?:N(?:I{1,2}|y{1,2})?[NS]|I{1,2}N)(?![NnISeibpA])")
_SMALL_BEFORE = re.compile(r"[a-z][,:;]? $|[a-z] [-–—] $|[a-z] \($|/ ?$")
_SMALL_BEHIND = re.compile(r"(?:['’]s)? ?\(?[a-z]|\)|: [a-z]| ?/| & ")
_TOGETHER = (" ", "\u00a0")  # what stands between the words of one name
_LEAST_SMALL = 2  # words in small letters: a cell with fewer is a heading, whose capitals tell nothing


def names_in_plans(reading: Reading, around: Surroundings) -> Iterator[Named]:
    """Each name in a cell of leads, then each in the other cells of actions."""
    actions = [finding for finding in reading.findings if isinstance(finding, Action)]
    leads = [lead.raw.text for action in actions for lead in action.leads]
    for cell in dict.fromkeys([*leads, *cells_of_leads(reading.document, around.cues)]):
        yield from _of_leads(cell, around)
    done = (words for action in actions for words in _said(action))
    for cell in dict.fromkeys(done):
        yield from _at_work(cell, around)


def _of_leads(cell: str, around: Surroundings) -> Iterator[Named]:
    swapped = reversed_name(cell, around)
    if swapped:
        posts = around.cues.of_kind("post")
        posted = any(word.key in posts for word in words_of(cell))
        yield Named(swapped, "lead officer", doubt="" if posted else "lead")
    for name, sure in names_in(cell, around, single=True):
        keys = keys_of(name)
        acronym = name.isupper() and len(name) <= _LONGEST_ACRONYM
        if sure or len(keys) > 1 or not (acronym or around.settled & {*keys}):
            yield Named(name, "lead officer", doubt="" if sure else "lead")


def _said(action: Action) -> Iterator[str]:
    passages = (action.action, action.milestones, action.completion_text, action.outcome, action.expected_outcome)
    yield from (passage.text for passage in (*passages, *(words for _, words in action.other)) if passage.text)


def _at_work(cell: str, around: Surroundings) -> Iterator[Named]:
    """Two unexplained words side by side, or initials and one, with small letters before or behind them.

    Example:
        >>> from dhrgraph.redact.cues import PersonCues
        >>> around = Surroundings(PersonCues(frozenset({"clinic"}), frozenset()))
        >>> [name.words for name in _at_work("Send it to Ada O'Test of the Hope Clinic. Bo Roe has a copy", around)]
        ["Ada O'Test", 'Bo Roe']
    """
    words = words_of(cell)
    told = sorts_of(cell, words, around)
    sorts = "".join(sort if word.capital or sort == "y" else "x" for word, sort in zip(words, told, strict=True))
    if sorts.count("x") < _LEAST_SMALL:
        return
    named_so = around.settled.union(*map(around.cues.of_kind, ("namesake", "opener", "eponym")))
    for first, last in _stretches(cell, words):
        for pair in _PAIR.finditer(sorts[first:last]):
            run = words[first + pair.start() : first + pair.end()]
            start, end = run[0].start, run[-1].end
            beside = _SMALL_BEFORE.search(cell[max(0, start - 4) : start]) or _SMALL_BEHIND.match(cell, end)
            known = around.is_body(cell[start:end]) or any(word.key in named_so for word in run)
            if beside and not known:
                yield Named(cell[start:end], "person", doubt="beside")


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
