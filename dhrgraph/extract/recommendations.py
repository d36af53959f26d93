"""The recommendations of one review, from all places of a document, and the actions that answer them.

Document, Lexicons, sections  ->  recommendations  ->  Recommendation, Action, Issue
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dhrgraph.extract.actions import plan_actions
from dhrgraph.extract.addressees import sentence_addressee
from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.listed import read_listed, read_listed_lines
from dhrgraph.extract.numbers import natural_key, plain_number
from dhrgraph.extract.outline import Section
from dhrgraph.extract.plan_rows import PlanRow
from dhrgraph.extract.plans import read_plans
from dhrgraph.extract.stated import Stated, read_stated
from dhrgraph.extract.twice import once
from dhrgraph.records import EMPTY, Action, Addressee, Basis, Document, Issue, Passage, Recommendation, Scope
from dhrgraph.text.passages import part

_SCOPES = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Recommended:
    """Everything recommended in one document, with what was to be done about it and what was doubtful."""

    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...] = ()
    issues: tuple[Issue, ...] = ()


def summary_recommendations(document: Document, lexicons: Lexicons) -> Recommended:
    """The recommendations of a summary page, in natural order of their numbers."""
    stated, issues = read_listed(document, lexicons, captioned=False)
    if not stated:
        stated, issues = read_listed_lines(document, lexicons)
    ordered = sorted(stated, key=lambda s: (natural_key(s.number), s.start))
    return Recommended(_recommendations(document.text, ordered, lexicons), issues=issues)


def report_recommendations(document: Document, sections: Sequence[Section], lexicons: Lexicons) -> Recommended:
    """The recommendations of a report with their actions, in reading order, each once."""
    rows, doubts = read_plans(document, lexicons)
    listed, lost = read_listed(document, lexicons)
    prose = read_stated(document.text, sections, lexicons)
    answered, stray = _answered(prose, [row for row in rows if not row.words(document.text, "recommendation")])
    places = [*answered, *listed, *_planned(document.text, rows)]
    stated, twice = once([s for s in places if s.listed or s.rows] or places)
    made = _recommendations(document.text, stated, lexicons)
    actions = tuple(_actions(document, zip(made, stated, strict=True), lexicons))
    return Recommended(made, actions, (*doubts, *lost, *stray, *twice, *_undated(actions)))


def _undated(actions: Iterable[Action]) -> Iterable[Issue]:
    """A note for each target in which no date can be read."""
    for action in actions:
        if action.target and action.target.precision == "none":
            said = (
                f"no date can be read in the target of action {action.recommendation}.{action.item}; its words are kept"
            )
            yield Issue("extract", "note", said, action.target.raw.spans[0])


def _answered(prose: Sequence[Stated], rows: Sequence[PlanRow]) -> tuple[list[Stated], list[Issue]]:
    """What prose states, with the plan rows that have no words of a recommendation and answer it.

    Rows of a table without a column for recommendations answer the nearest above; a row whose cell is lost answers
    the one with its number.
    """
    answers: dict[int, list[PlanRow]] = {}
    stray: list[Issue] = []
    for row in rows:
        above = [n for n, stated in enumerate(prose) if stated.start < row.where.start]
        numbered = [n for n in above if row.number and plain_number(prose[n].number) == plain_number(row.number)]
        if fitting := above if row.form == "actions" else numbered:
            answers.setdefault(fitting[-1], []).append(row)
        else:
            name = f" {row.number}" if row.number else ""
            said = f"actions of an action plan are left out: their recommendation{name} has no text"
            stray.append(Issue("extract", "warning", said, row.where))
    return [replace(s, rows=(*s.rows, *answers.get(n, ()))) for n, s in enumerate(prose)], stray


def _planned(source: str, rows: Sequence[PlanRow]) -> Iterable[Stated]:
    """What the rows of plans state."""
    for row in rows:
        if text := row.words(source, "recommendation"):
            scope = row.words(source, "scope")
            start = row.where.start
            yield Stated(row.caption, row.number, row.inferred, text, scope, (), "heading", start, True, (row,), "plan")


def _recommendations(source: str, stated: Sequence[Stated], lexicons: Lexicons) -> tuple[Recommendation, ...]:
    return tuple(_recommendation(source, found, order, lexicons) for order, found in enumerate(stated, 1))


def _recommendation(source: str, found: Stated, order: int, lexicons: Lexicons) -> Recommendation:
    again = next((m for cue in lexicons.recurrence if (m := cue.pattern.search(found.text.text))), None)
    named = next((cue.name for cue in lexicons.scopes if cue.pattern.search(found.scope.text)), None)
    to, basis = _addressees(source, found, lexicons)
    return Recommendation(
        list=found.caption.name if found.caption else None,
        number=found.number,
        number_inferred=found.inferred,
        order=order,
        text=found.text,
        scope=next((s for s in _SCOPES if s == named), None),
        scope_raw=found.scope,
        addressees=tuple(Addressee(passage, passage.text, basis) for passage in to),
        asserts_recurrence=part(source, found.text, *again.span()) if again else EMPTY,
    )


def _addressees(source: str, found: Stated, lexicons: Lexicons) -> tuple[tuple[Passage, ...], Basis]:
    """Whom a column or label names, else whose list it is, else whom the sentence names, else the body that leads.

    Nobody is a finding too. That who leads is also asked is an inference, and marked as one.
    """
    if found.to or found.basis == "column":
        return found.to, found.basis
    if found.caption and not found.caption.of_review:
        return (Passage(found.caption.name, found.caption.where.spans),), "heading"
    if named := sentence_addressee(source, found.text, lexicons):
        return (named,), "sentence"
    lead = next((lead for row in found.rows if (lead := row.items[0].words(source, "lead"))), EMPTY)
    return ((lead,), "inferred") if is_body(lead.text, lexicons) else ((), "sentence")


def _actions(
    document: Document, pairs: Iterable[tuple[Recommendation, Stated]], lexicons: Lexicons
) -> Iterable[Action]:
    for recommendation, stated in pairs:
        items = 0
        for row in stated.rows:
            for action in plan_actions(document, row, recommendation.order, lexicons):
                items += 1
                yield replace(action, item=items)
