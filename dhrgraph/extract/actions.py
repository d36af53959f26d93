"""Actions: what was to be done about a recommendation, by whom, by when, and what came of it.

    PlanRow  ->  plan_actions  ->  one Action, or one for each dated update when the cells agree on how many

Line breaks inside cells are often lost, so a row is split only when its dates say how many actions it holds.
Each word of a cell ends in exactly one action.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhrgraph.extract.completion import Completion, printed_date, read_completion, split_updates
from dhrgraph.extract.dates import FoundDate, leading_date
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.plans import PlanRow
from dhrgraph.records import EMPTY, Action, Addressee, Document, Passage, PrintedDate
from dhrgraph.text.passages import part, words

# Words a sentence or a name runs on after: no new action starts behind one of them.
_RUNS_ON = frozenset("a an and as at by for from in into is of on or per that the this to with all their our its via".split())
_OPENING_WORDS = 3  # an action that opens with the same three words as the first is a new one


def plan_actions(document: Document, row: PlanRow, order: int, lexicons: Lexicons) -> tuple[Action, ...]:
    """The actions of one plan row; `order` is its recommendation's. Empty when every cell of it is blank."""
    source = document.text
    action, milestones, target, done, outcome, lead = (
        row.words(source, name) for name in ("action", "milestones", "target", "completion", "outcome", "lead")
    )
    if not (action or milestones or target or done):
        return ()
    dates = _dates(target.text)
    updates = split_updates(source, done, lexicons.statuses)
    count = len(dates) if len(dates) == len(updates) > 1 else 1
    completions = [read_completion(source, u, lexicons.statuses) for u in (updates if count > 1 else (done,))]
    after_dates = dates[-1].end if dates else 0
    expected = outcome or part(source, target, after_dates, len(target.text))
    return tuple(
        _action(order, n, doing, stones, _target(source, target, dates, n, count), completion, lead, expected if n == 1 else EMPTY)
        for n, (doing, stones, completion) in enumerate(
            zip(_pieces(source, action, count), _pieces(source, milestones, count), completions, strict=True), 1
        )
    )


def _action(
    order: int,
    item: int,
    action: Passage,
    milestones: Passage,
    target: PrintedDate | None,
    completion: Completion,
    lead: Passage,
    expected: Passage,
) -> Action:
    return Action(
        recommendation=order,
        item=item,
        action=action,
        leads=(Addressee(lead, lead.text, "column"),) if lead else (),
        lead_role=EMPTY,
        milestones=milestones,
        target=target,
        revised_target=completion.revised,
        completion=completion.date,
        completion_text=completion.opening,
        status=completion.status,
        status_as_at=completion.as_at,
        outcome=completion.outcome,
        expected_outcome=expected,
    )


def _dates(words: str) -> list[FoundDate]:
    """The dates a target cell begins with, one after the other."""
    dates: list[FoundDate] = []
    while found := leading_date(words, dates[-1].end if dates else 0, bare_year=not dates):
        dates.append(found)
    return dates


def _target(source: str, cell: Passage, dates: Sequence[FoundDate], item: int, count: int) -> PrintedDate | None:
    """The item's own date. When one action has several printed dates the first is its target and all words are kept."""
    if not dates:
        return None
    own = printed_date(source, cell, dates[item - 1])
    if count == 1 and len(dates) > 1:
        return PrintedDate(part(source, cell, 0, dates[-1].end), own.value, own.precision, own.earliest, own.latest)
    return own


def _pieces(source: str, cell: Passage, count: int) -> tuple[Passage, ...]:
    """The cell in `count` pieces, cut where new sentences are likeliest to begin; later pieces may be EMPTY."""
    cuts = [0, *sorted(sorted(_starts(source, cell), reverse=True)[: count - 1], key=lambda s: s[1])] if count > 1 else [0]
    places = [cut if isinstance(cut, int) else cut[1] for cut in cuts]
    pieces = [part(source, cell, a, b) for a, b in zip(places, [*places[1:], len(cell.text)], strict=True)]
    return (*pieces, *([EMPTY] * (count - len(pieces))))


def _starts(source: str, cell: Passage) -> list[tuple[float, int]]:
    """Where a new action may begin, with how much speaks for it."""
    terms = list(re.finditer(r"\S+", cell.text))
    opening = [t.group().casefold() for t in terms[:_OPENING_WORDS]]
    fresh = _fragment_starts(source, cell)
    found = []
    for n, term in enumerate(terms[1:], 1):
        before, here = terms[n - 1].group(), term.group()
        if not here[0].isupper() or before.casefold() in _RUNS_ON or before.endswith((",", "-", "–", "/")):
            continue
        points = 1.0 if here[1:].islower() or not here[1:] else 0.0
        points += 2.0 * ([t.group().casefold() for t in terms[n : n + _OPENING_WORDS]] == opening)
        points += 1.5 * (term.start() in fresh)
        points += 1.0 * before.endswith((".", ";"))
        points -= 0.5 * before[0].isupper()  # a capital after a capital is a name going on
        if points > 0:
            found.append((points - term.start() / 1e6, term.start()))
    return found


def _fragment_starts(source: str, cell: Passage) -> set[int]:
    """Offsets in the cell's words at which a new fragment (row, page) begins."""
    starts, at = set(), 0
    for span in cell.spans:
        starts.add(at)
        at += len(words(source, [span])) + 1
    return starts
