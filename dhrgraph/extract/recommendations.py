"""The recommendations of one review, from all places of a document, and the actions that answer them.

Document, Lexicons, sections  ->  recommendations  ->  Recommendation, Action, Issue
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dhrgraph.extract.actions import plan_actions
from dhrgraph.extract.addressees import sentence_addressee
from dhrgraph.extract.bodies import is_body, is_known_body
from dhrgraph.extract.completion import opens_with_status
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.lights import by_custom, by_key, by_use, unexplained
from dhrgraph.extract.listed import read_listed, read_listed_lines
from dhrgraph.extract.numbers import natural_key, plain_number
from dhrgraph.extract.outline import Section
from dhrgraph.extract.plan_rows import PlanRow
from dhrgraph.extract.plans import read_plans
from dhrgraph.extract.stated import Stated, read_stated
from dhrgraph.extract.twice import beside, once
from dhrgraph.extract.unread import unread_tables
from dhrgraph.records import EMPTY, Action, Addressee, Basis, Document, Issue, Passage, Recommendation, Scope, Span
from dhrgraph.text.passages import part

_SCOPES = get_args(Scope)
_COLUMN: Basis = "column"
_HEADING: Basis = "heading"
_LONGEST_END = 240  # characters at the end of a text in which a name in brackets is looked for
# "… each year. [Exampleton Police]"; in round brackets only behind a whole sentence: else it may be an abbreviation
_AT_END = re.compile(r"(?:\s?\[|(?<=[.;:!?])\s?\()(?P<who>[^\[\]()]{3,200}(?:\([^\[\]()]{1,30}\))?)[\])]\.?$")


@dataclass(frozen=True, slots=True)
class Recommended:
    """Everything recommended in one document, with what was to be done about it and what was doubtful."""

    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...] = ()
    issues: tuple[Issue, ...] = ()


def summary_recommendations(document: Document, lexicons: Lexicons) -> Recommended:
    """The recommendations of a summary page, in natural order of their numbers."""
    stated, issues = read_listed(document, lexicons)
    if not stated:
        stated, issues = read_listed_lines(document, lexicons)
    ordered = sorted(stated, key=lambda s: (natural_key(s.number), s.start))
    return Recommended(_recommendations(document.text, ordered, lexicons), issues=issues)


def report_recommendations(document: Document, sections: Sequence[Section], lexicons: Lexicons) -> Recommended:
    """The recommendations of a report with their actions, in reading order, each once."""
    rows, doubts = read_plans(document, lexicons)
    told = by_use(document.text, rows, by_key(document.text, lexicons.statuses))
    statuses = by_custom(document.text, rows, told)
    lexicons = replace(lexicons, statuses=statuses)
    listed, lost = read_listed(document, lexicons, sections)
    prose, lines = read_stated(document.text, sections, lexicons)
    silent = [*lines, *(row for row in rows if not row.words(document.text, "recommendation"))]
    answered, rest = _answered(sorted((*prose, *listed), key=lambda s: s.start), silent)
    alone, stray = _alone(document.text, rest)
    stated = [*answered, *_planned(document.text, rows), *alone]
    places = [_named_at_end(document.text, found, lexicons) for found in stated]
    in_lists = [s for s in places if s.listed or s.rows]
    in_prose = [s for s in places if not (s.listed or s.rows)]
    kept, twice = once([*in_lists, *(beside(in_prose, in_lists) if in_lists else in_prose)])
    made = _recommendations(document.text, kept, lexicons)
    actions = tuple(_actions(document, zip(made, kept, strict=True), lexicons))
    noted = (*_undated(actions, lexicons), *unexplained(actions, statuses))
    unread = unread_tables(document, sections, _places_read(stated, rows), lexicons)
    return Recommended(made, actions, (*doubts, *lost, *stray, *twice, *noted, *unread))


def _places_read(stated: Iterable[Stated], rows: Iterable[PlanRow]) -> Iterable[Span]:
    """Every place from which a recommendation or the cell of a plan was taken."""
    yield from (span for found in stated for span in found.text.spans)
    cells = (passages for row in rows for item in row.items for passages in item.cells.values())
    yield from (span for passages in cells for passage in passages for span in passage.spans)


def _undated(actions: Iterable[Action], lexicons: Lexicons) -> Iterable[Issue]:
    """A note for each target in which no date can be read, but for those that hold a status."""
    for action in actions:
        target = action.target
        if (
            target
            and target.precision == "none"
            and not target.latest
            and not opens_with_status(target.raw.text, lexicons.statuses)
        ):
            said = (
                f"no date can be read in the target of action {action.recommendation}.{action.item}; its words are kept"
            )
            yield Issue("extract", "note", said, target.raw.spans[0])


def _answered(found: Sequence[Stated], rows: Sequence[PlanRow]) -> tuple[list[Stated], list[PlanRow]]:
    """What is stated, with the plan rows that have no words of a recommendation and answer it; the other rows.

    Rows of a table without a column for recommendations answer the nearest above; a row whose cell is lost, or that
    gives a number only, answers the one with its number.
    """
    answers: dict[int, list[PlanRow]] = {}
    others: list[PlanRow] = []
    for row in rows:
        above = [n for n, stated in enumerate(found) if stated.start < row.where.start]
        fitting = above if row.form == "actions" else _numbered(found, above, row)
        if fitting:
            answers.setdefault(fitting[-1], []).append(row)
        else:
            others.append(row)
    return [replace(s, rows=(*s.rows, *answers.get(n, ()))) for n, s in enumerate(found)], others


def _numbered(found: Sequence[Stated], above: Sequence[int], row: PlanRow) -> list[int]:
    """Those with the row's number: as printed if any, and in its body's own list if the row is in one."""
    number = (row.number or "").casefold()
    owner = row.caption.name.casefold() if row.caption and not row.caption.of_review else ""
    own = [n for n in above if number and (not owner or found[n].owner == owner)]
    exact = [n for n in own if (found[n].number or "").casefold() == number]
    return exact or [n for n in own if plain_number(found[n].number) == plain_number(number)]


def _alone(source: str, rows: Sequence[PlanRow]) -> tuple[list[Stated], list[Issue]]:
    """Rows that answer nothing that is stated. In a body's own plan the action is what was recommended."""
    made: list[Stated] = []
    issues: list[Issue] = []
    for row in rows:
        text = row.items[0].words(source, "action")
        if row.form == "numbered" and text and row.caption and not row.caption.of_review:
            start = row.where.start
            made.append(Stated(row.caption, row.number, False, text, EMPTY, (), "heading", start, True, (row,), "plan"))
            said = "an agency's plan names no recommendation; its action is read as one"
            issues.append(Issue("extract", "note", said, row.where))
        else:
            name = f" {row.number}" if row.number else ""
            said = f"actions of an action plan are left out: their recommendation{name} has no text"
            issues.append(Issue("extract", "warning", said, row.where))
    return made, issues


def _planned(source: str, rows: Sequence[PlanRow]) -> Iterable[Stated]:
    """What the rows of plans state."""
    for row in rows:
        if text := row.words(source, "recommendation"):
            scope, to = row.words(source, "scope"), row.words(source, "addressee")
            start, basis = row.where.start, _COLUMN if to else _HEADING
            whom = (to,) if to else ()
            yield Stated(row.caption, row.number, row.inferred, text, scope, whom, basis, start, True, (row,), "plan")


def _named_at_end(source: str, found: Stated, lexicons: Lexicons) -> Stated:
    """The same with a body that stands in brackets behind its words as the one it is put to."""
    words = found.text.text
    end = None if found.to else _AT_END.search(words, max(0, len(words) - _LONGEST_END))
    if end is None or not is_known_body(end["who"], lexicons):
        return found
    to, text = part(source, found.text, *end.span("who")), part(source, found.text, 0, end.start())
    return replace(found, to=(to,), text=text, basis=_HEADING) if text else found


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
        other=found.other,
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
