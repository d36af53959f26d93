"""Names in the cells of a plan: of lead officers, and of whoever is to do something.

Reading, Surroundings  ->  names_in_plans  ->  Named, ...
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrgraph.records import Action, Reading
from dhrgraph.redact.at_work import names_at_work
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name
from dhrgraph.redact.persons import Named
from dhrgraph.redact.tables import cells_of_leads
from dhrgraph.redact.words import keys_of, words_of

_LONGEST_ACRONYM = 5
_LEAST_CUT = 4  # words of a body's name in a cell that a page's end has cut; fewer may be a person's


def names_in_plans(reading: Reading, around: Surroundings) -> Iterator[Named]:
    """Each name in a cell of leads, then each in the other cells of actions."""
    actions = [finding for finding in reading.findings if isinstance(finding, Action)]
    leads = [lead.raw.text for action in actions for lead in action.leads]
    for cell in dict.fromkeys([*leads, *cells_of_leads(reading.document, around.cues)]):
        yield from _of_leads(cell, around)
    for cell in dict.fromkeys(words for action in actions for words in _planned(action)):
        yield from names_at_work(cell, around)
    for cell in dict.fromkeys(words for action in actions for words in _reported(action)):
        yield from names_at_work(cell, around, alone=True)


def _of_leads(cell: str, around: Surroundings) -> Iterator[Named]:
    whole = keys_of(cell)
    if len(whole) >= _LEAST_CUT and around.register.begins_with(whole):
        return
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


def _planned(action: Action) -> Iterator[str]:
    passages = (action.action, action.expected_outcome, *(words for _, words in action.other))
    yield from (passage.text for passage in passages if passage.text)


def _reported(action: Action) -> Iterator[str]:
    passages = (action.milestones, action.completion_text, action.outcome)
    yield from (passage.text for passage in passages if passage.text)
