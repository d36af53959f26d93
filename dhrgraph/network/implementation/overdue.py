"""Which actions were overdue on a day, which were not, and of which that cannot be told.

    actions, date or None  ->  overdue  ->  DataFrame

Overdue is what was to be done by then and is not reported as done: every day that the target can mean lies before the
day asked for. A revised target takes the place of the first, even where no day can be read off it. What is done,
superseded, folded into other work or not accepted is not in the table. Work done after a plan was published is not in
its document: an action can be overdue here and done in life.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from dhrgraph.network.implementation.dates import NOT_OVERDUE, NOT_TOLD, OVERDUE, AsAt, Printed, as_at_of
from dhrgraph.network.implementation.rows import ActionRow

COLUMNS = (
    *("action", "answer", "why", "partnership_label", "review_label", "recommendation", "lead", "status_label"),
    *("status_given", "target", "revised_target", "due_earliest", "due_latest", "stated", "action_text"),
)
_ORDER = (OVERDUE, NOT_TOLD, NOT_OVERDUE)


def judged_as_at(rows: Iterable[ActionRow], as_at: str | None = None) -> AsAt:
    """The day that `rows` are judged by: the one asked for, else the latest that their documents state.

    Raises:
        QueryError: `as_at` is no date.
    """
    return as_at_of(as_at, (given for row in rows for given in (row.published, row.status_as_at) if given))


def overdue(rows: Iterable[ActionRow], as_at: str | None = None) -> pd.DataFrame:
    """One row an action that was still to be done, with COLUMNS: overdue first, then what cannot be told, then the
    rest, each with the longest due first.

    `due_earliest` and `due_latest` (ISO dates, empty where no day can be read) are the days that the revised target, or
    else the first, can mean; `why` says how the answer came about; `status_given` is false where the plan is silent on
    the status; `stated` is when the document last says how things stand.

    Args:
        rows: Actions in any order.
        as_at: "2022", "2022-07" (each means its end) or "2022-07-01"; None: the latest that the documents state.

    Raises:
        QueryError: `as_at` is no date.
    """
    actions = list({row.id: row for row in rows}.values())
    day = judged_as_at(actions, as_at).day
    found = [_judged(row, day) for row in actions if row.outstanding]
    found.sort(key=_order)
    return pd.DataFrame(found, columns=list(COLUMNS))


def _judged(row: ActionRow, day: date | None) -> tuple[str | bool, ...]:
    due = row.due
    answer = NOT_TOLD if day is None or due is None else due.passed(day)
    return (
        row.id,
        answer,
        _why(due, day, answer),
        row.partnership_label,
        row.recommendation.review.label,
        row.recommendation.id,
        row.lead_label,
        row.status.label,
        row.status.standing != "not stated",
        row.target.words if row.target else "",
        row.revised.words if row.revised else "",
        due.first.isoformat() if due and due.first else "",
        due.last.isoformat() if due and due.last else "",
        row.status_as_at or row.published,
        row.text,
    )


def _order(cells: tuple[str | bool, ...]) -> tuple[int, str, str]:
    known = dict(zip(COLUMNS, map(str, cells), strict=True))
    return _ORDER.index(known["answer"]), known["due_latest"] or "9999", known["action"]


def _why(due: Printed | None, day: date | None, answer: str) -> str:
    if due is None:
        return "no target printed"
    if due.precision == "open-ended":
        return "target without end"
    if not due.known:
        return "no day in the target"
    if day is None:
        return "no day to judge by"
    if answer == NOT_TOLD:
        return "target spans the day"
    return "target passed" if answer == OVERDUE else "target to come"
