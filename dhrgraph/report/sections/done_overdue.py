"""Which actions were past their target on a day: in sentences, and in a table.

The day is the one asked for, else the latest time at which a document on these very actions says how they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dhrgraph.network.implementation.dates import NOT_OVERDUE, NOT_TOLD, OVERDUE, AsAt, in_words, last_day
from dhrgraph.network.implementation.overdue import overdue
from dhrgraph.network.implementation.rows import ActionRow
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Sentence, Table
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 25


def overdue_said(known: Known, actions: Sequence[ActionRow], as_at: AsAt, chosen: str) -> tuple[Sentence, ...]:
    """Which were past their target; what cannot be told; how old the statements are."""
    frame = overdue(actions, known.settings.as_at or None)
    if frame.empty:
        return ()
    if as_at.day is None:
        return (say(as_at.sentence()),)
    if before_all(actions, as_at):
        return (_before(actions, as_at.day),)
    by_answer = {
        answer: list(frame[frame["answer"] == answer]["action"]) for answer in (OVERDUE, NOT_OVERDUE, NOT_TOLD)
    }
    when, n = in_words(as_at.day), len(by_answer[OVERDUE])
    late = known.trail.number(
        by_answer[OVERDUE],
        f"Actions past their target on {when}",
        command=f"dhrgraph query overdue-actions as_of={as_at.day.isoformat()}{chosen}",
    )
    basis = "" if as_at.basis == "asked" else ", the latest time at which a document here says how these actions stand"
    none: Parts = ("none was past its target",)
    told: list[Parts] = [(late, f" {noun(n, 'was past its', 'were past their')} target") if n else none]
    if by_answer[NOT_OVERDUE]:
        told.append((known.trail.number(by_answer[NOT_OVERDUE], f"Actions not yet due on {when}"), " not yet due"))
    if by_answer[NOT_TOLD]:
        told.append(
            (
                "of ",
                known.trail.number(by_answer[NOT_TOLD], "Actions whose target does not tell"),
                " the printed target does not tell",
            )
        )
    return (
        say(
            f"On {when}{basis}, ",
            counted(Number(len(frame)), "action"),
            f" {noun(len(frame), 'was', 'were')} open or of unstated status: ",
            listed(told),
            ".",
        ),
        _when_said(frame, as_at.day),
    )


def before_all(actions: Sequence[ActionRow], as_at: AsAt) -> bool:
    """Whether the day lies before every time at which a document says how these actions stand: then there was no plan
    yet, and nothing can have been open under it."""
    said = _said(actions)
    return as_at.day is not None and bool(said) and as_at.day.isoformat() < said[0]


def _said(actions: Sequence[ActionRow]) -> list[str]:
    """When documents say how these actions stand, the earliest first."""
    return sorted(filter(None, (row.status_as_at or row.published for row in actions)))


def _before(actions: Sequence[ActionRow], day: date) -> Sentence:
    first = in_words(last_day(_said(actions)[0]))
    return say(
        f"{in_words(day)} is before every time at which a document here says how these actions stand; the earliest is "
        f"{first}. What was open or past its target on that day is not known."
    )


def _when_said(frame: pd.DataFrame, day: date) -> Sentence:
    """That a plan tells of the time it was written, which may be after the day asked for."""
    later = sum(day.isoformat() < stated for stated in frame["stated"] if stated)
    if later:
        what = f" of them {noun(later, 'is', 'are')} known only from a document of a later day, and "
        return say(Number(later), what, "may not have been planned yet.")
    return say(
        "Work done after a plan was published is not in its document: an action can be overdue on paper and "
        "done in life."
    )


def overdue_table(known: Known, actions: Sequence[ActionRow], as_at: AsAt) -> tuple[Table, ...]:
    """The actions past their target; nothing where there are none, or no day to judge by."""
    frame = overdue(actions, known.settings.as_at or None)
    late = [row for row in frame.to_dict("records") if row["answer"] == OVERDUE]
    if not late or as_at.day is None or before_all(actions, as_at):
        return ()
    rows = tuple(
        (
            str(row["action_text"]),
            str(row["lead"]) or None,
            str(row["revised_target"] or row["target"]),
            str(row["status_label"]),
            str(row["review_label"]),
        )
        for row in late[:_ROWS]
    )
    left = len(late) - len(rows)
    return (
        Table(
            f"Actions past their target on {in_words(as_at.day)} and not reported as done",
            ("Action", "Lead", "Target as printed", "Status", "Review"),
            rows,
            f"{left:,} more: dhrgraph query overdue-actions as_of={as_at.day.isoformat()}." if left else "",
        ),
    )
