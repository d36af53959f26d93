"""Actions: what was to be done about a recommendation, by whom, by when, and what came of it.

    PlanRow  ->  plan_actions  ->  one Action an item, or one for each dated update when the cells agree on how many

Line breaks inside cells are often lost, so an item is split only when its dates say how many actions it holds.
Each word of a cell ends in exactly one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dhrgraph.extract.completion import Completion, colour, opens_with_status, read_completion, split_updates
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.plan_rows import Item, PlanRow
from dhrgraph.extract.targets import Targets, leading_dates, read_targets
from dhrgraph.records import EMPTY, Action, Addressee, Document, Passage, PrintedDate
from dhrgraph.text.passages import join, part, words

# Words a sentence or a name runs on after: no new action starts behind one of them.
_RUNS_ON = re.compile(
    r"an?|and|as|at|by|for|from|in|into|is|of|on|or|per|that|the|this|to|with|all|their|our|its|via", re.IGNORECASE
)
_OPENING_WORDS = 3  # an action that opens with the same three words as the first is a new one
_MOST_ACTIONS = 12  # of one cell
_NOTHING = Completion(EMPTY, "not-stated", None, None, None, EMPTY)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of one item, column by column. `done` is what it says about progress besides a mere status."""

    action: Passage
    lead: Passage
    milestones: Passage
    target: Passage
    status: Passage
    done: Passage
    outcome: Passage
    dated: bool  # a column headed as completion dates is among those of `done`
    other: tuple[tuple[str, Passage], ...]


def plan_actions(document: Document, row: PlanRow, order: int, lexicons: Lexicons) -> tuple[Action, ...]:
    """The actions of one plan row; `order` is its recommendation's. Empty when every cell of it is blank."""
    made: list[Action] = []
    lead = EMPTY
    for item in row.items:
        said = _said(document.text, item)
        lead = said.lead or lead  # a cell that spans several items is printed with the first
        if said.action or said.milestones or said.target or said.done or said.status or said.other:
            made += _item_actions(document.text, said, lead, row, order, len(made) + 1, lexicons)
    return tuple(made)


def _said(source: str, item: Item) -> _Said:
    words_of = item.words
    status = words_of(source, "status")
    done = join(source, [words_of(source, name) for name in ("completed", "completion", "progress")])
    return _Said(
        action=words_of(source, "action"),
        lead=words_of(source, "lead"),
        milestones=words_of(source, "milestones"),
        target=words_of(source, "target"),
        status=status if done else EMPTY,
        done=done or status,
        outcome=words_of(source, "outcome"),
        dated=bool(words_of(source, "completed") or words_of(source, "completion")),
        other=item.others(source),
    )


def _item_actions(
    source: str, said: _Said, lead: Passage, row: PlanRow, order: int, first: int, lexicons: Lexicons
) -> Iterator[Action]:
    """One action, or as many as the target cell has dates and the completion cell updates."""
    updates = split_updates(source, said.done, lexicons.statuses)
    dates = len(leading_dates(said.target.text))
    count = dates if dates == len(updates) > 1 and dates <= _MOST_ACTIONS else 1
    targets = read_targets(source, said.target, with_outcome="target" in row.merged, several=count)
    light = read_completion(source, said.status, lexicons.statuses, dated=False)
    done_by = _NOTHING
    open_ended = bool(targets.dates) and targets.dates[0].precision == "open-ended"
    if count == 1 and not open_ended and opens_with_status(said.target.text, lexicons.statuses):
        # "Complete" where a date should stand
        done_by = read_completion(source, said.target, lexicons.statuses, dated=False)
        targets = replace(targets, dates=tuple(_undated(date) for date in targets.dates)) if done_by.date else targets
    rag = next((found.status for found in (light, done_by) if found.status != "not-stated"), None)
    named = light.status if light.status != "not-stated" and not colour(said.status.text, lexicons.statuses) else None
    actions, stones = _pieces(source, said.action, count), _pieces(source, said.milestones, count)
    for n in range(count):
        done = updates[n] if count > 1 else said.done
        completion = read_completion(source, done, lexicons.statuses, dated=said.dated, rag=rag, column=named)
        if n == 0 and said.status:
            completion = replace(completion, opening=join(source, [said.status, completion.opening]))
        for other in (light, done_by):
            if completion.date is None and completion.status == other.status:
                completion = replace(completion, date=other.date)
        expected = join(source, [said.outcome, targets.outcome]) if n == 0 else EMPTY
        made = _action(order, first + n, actions[n], stones[n], targets, n, completion, lead, expected)
        yield replace(made, other=said.other) if n == 0 and said.other else made


def _action(
    order: int,
    item: int,
    action: Passage,
    milestones: Passage,
    targets: Targets,
    place: int,
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
        target=targets.dates[place] if place < len(targets.dates) else None,
        revised_target=completion.revised,
        completion=completion.date,
        completion_text=completion.opening,
        status=completion.status,
        status_as_at=completion.as_at,
        outcome=completion.outcome,
        expected_outcome=expected,
    )


def _undated(date: PrintedDate) -> PrintedDate:
    """A target's printed words without a date: the one they hold is of something else."""
    return PrintedDate(date.raw, None, "none")


def _pieces(source: str, cell: Passage, count: int) -> tuple[Passage, ...]:
    """The cell in `count` pieces, cut where new sentences are likeliest to begin; later pieces may be EMPTY."""
    likeliest = sorted(_starts(source, cell), reverse=True)[: count - 1] if count > 1 else []
    places = [0, *sorted(at for _, at in likeliest)]
    pieces = [part(source, cell, a, b) for a, b in zip(places, [*places[1:], len(cell.text)], strict=True)]
    return (*pieces, *([EMPTY] * (count - len(pieces))))


def _starts(source: str, cell: Passage) -> Iterator[tuple[float, int]]:
    """Where a new action may begin, with how much speaks for it."""
    terms = list(re.finditer(r"\S+", cell.text))
    keys = [term.group().casefold() for term in terms]
    fresh = _fragment_starts(source, cell)
    for n, term in enumerate(terms[1:], 1):
        before, here = terms[n - 1].group(), term.group()
        if not here[0].isupper() or _RUNS_ON.fullmatch(before) or before.endswith((",", "-", "–", "/")):
            continue
        points = 1.0 if here[1:].islower() or not here[1:] else 0.0
        points += 2.0 * (keys[n : n + _OPENING_WORDS] == keys[:_OPENING_WORDS])
        points += 1.5 * (term.start() in fresh)
        points += 1.0 * before.endswith((".", ";"))
        points -= 0.5 * before[0].isupper()  # a capital after a capital is a name going on
        if points > 0:
            yield points - term.start() / 1e6, term.start()


def _fragment_starts(source: str, cell: Passage) -> set[int]:
    """Offsets in the cell's words at which a new fragment (row, page) begins."""
    starts, at = set(), 0
    for span in cell.spans:
        starts.add(at)
        at += len(words(source, [span])) + 1
    return starts
