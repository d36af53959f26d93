"""Figures beside what was done: the actions of each lead, and those past their target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dhrgraph.network.implementation.dates import OVERDUE, in_words
from dhrgraph.network.implementation.overdue import overdue
from dhrgraph.network.implementation.rows import ActionRow, Plans
from dhrgraph.network.implementation.status import status_by
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Chart, Number, Table
from dhrgraph.report.sections.words import listed, noun, say
from dhrgraph.report.words import plain

_COLUMNS = ("Done", "Still to be done", "Set aside", "Not stated")
_STAND: Mapping[str, str] = MappingProxyType(
    {"done": "done", "open": "still to be done", "set_aside": "set aside", "not_stated": "of unstated status"}
)
_ROWS = 25


def by_lead(known: Known, plans: Plans) -> tuple[Chart, ...]:
    """How the actions of each lead stand; nothing where no lead is known."""
    frame = status_by(plans, "lead-agency", collective=True)
    if frame.empty:
        return ()
    led: dict[str, set[str]] = {}
    for row in plans.actions:
        for body in row.leads:
            led.setdefault(body.thing.id, set()).add(row.id)
    rows = tuple(
        (
            str(row["label"]),
            known.trail.number(led[str(row["id"])], f"Actions led by {row['label']}"),
            Number(int(row["done"])),
            Number(int(row["open"])),
            Number(int(row["set_aside"])),
            Number(int(row["not_stated"])),
            Number(int(row["reviews"])),
        )
        for row in frame.to_dict("records")[:_ROWS]
    )
    left = len(frame) - len(rows)
    note = (
        "In order of name. An action with several leads counts for each of them. “Set aside”: superseded, folded into "
        "other work or not accepted."
    )
    table = Table(
        "Actions by lead, and how they stand",
        ("Lead", "Actions", *_COLUMNS, "Reviews"),
        rows,
        note + (f" {left:,} more: dhrgraph implementation --by lead-agency." if left else ""),
    )
    total = {name: sum(int(value) for value in frame[name]) for name in _STAND}
    stand = [f"{total[name]:,} {words}" for name, words in _STAND.items() if total[name]]
    described = (
        f"{len(frame):,} {noun(len(frame), 'lead')}; {noun(sum(total.values()), 'action')}, counted once for each "
        f"lead: {plain(say(listed(stand)))}."
    )
    return (Chart("stack", "How the actions of each lead stand", described, table, "Lead", _COLUMNS),)


def overdue_table(known: Known, actions: Sequence[ActionRow]) -> tuple[Table, ...]:
    """The actions past their target; nothing where there are none, or no day to judge by."""
    as_at = known.as_at
    frame = overdue(actions, known.settings.as_at or None)
    late = [row for row in frame.to_dict("records") if row["answer"] == OVERDUE]
    if not late or as_at.day is None:
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
