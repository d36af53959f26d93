"""The figure beside what was done: the actions of each lead, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from dhrgraph.network.implementation.rows import ActionRow, Plans
from dhrgraph.network.implementation.status import STANDINGS, status_by
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Chart, Number, Table
from dhrgraph.report.sections.words import Parts, listed, say
from dhrgraph.report.words import plain
from dhrgraph.text.amounts import how_many

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("Done", "Still to be done", "Set aside", "Not stated")
_STAND: Mapping[str, str] = MappingProxyType(
    {"done": "done", "open": "still to be done", "set_aside": "set aside", "not_stated": "of unstated status"}
)
_ROWS = 25
_UNLISTED, _NONE = "Led by a body that no register here has", "No lead printed"


def by_lead(known: Known, plans: Plans) -> tuple[Chart, ...]:
    """How the actions of each lead stand; nothing where no lead is known."""
    frame = status_by(plans, "lead-agency", collective=True)
    others = [
        (lead, some)
        for lead, named in ((_UNLISTED, True), (_NONE, False))
        if (some := {row.id: row for row in plans.actions if not row.leads and bool(row.led_by) == named})
    ]
    if frame.empty and not (others and others[0][0] == _UNLISTED):
        return ()
    led: dict[str, set[str]] = {}
    for row in plans.actions:
        for body in row.leads:
            led.setdefault(body.thing.id, set()).add(row.id)
    rows: tuple[tuple[str | Number, ...], ...] = tuple(
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
    rows += tuple(_others(known, lead, some) for lead, some in others)
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
    described = plain(say(_described(frame, [(lead, len(some)) for lead, some in others])))
    return (Chart("stack", "How the actions of each lead stand", described, table, "Lead", _COLUMNS),)


def _others(known: Known, lead: str, some: Mapping[str, ActionRow]) -> tuple[str | Number, ...]:
    """The row of the actions without a lead that is known."""
    standing = Counter(row.status.standing for row in some.values())
    reviews = {row.recommendation.review.id for row in some.values()}
    number = known.trail.number(some, f"Actions, {lead[:1].lower()}{lead[1:]}")
    return (lead, number, *(Number(standing[name]) for name in STANDINGS), Number(len(reviews)))


def _described(frame: pd.DataFrame, others: Sequence[tuple[str, int]]) -> Parts:
    """What the chart shows, for those who do not see it."""
    total = {name: sum(int(value) for value in frame[name]) for name in _STAND}
    stand: list[Parts] = [(f"{total[name]:,} {words}",) for name, words in _STAND.items() if total[name]]
    n = sum(total.values())
    once = "" if len(frame) == 1 else ", counted once for each lead"
    led: Parts = (f"{how_many(len(frame), 'lead')}; {how_many(n, 'action')}{once}: ", *listed(stand), ".") if n else ()
    rest = tuple(f" {lead}: {how_many(number, 'action')}." for lead, number in others)
    return (*led, *rest) if n else ("".join(rest).lstrip(),)
