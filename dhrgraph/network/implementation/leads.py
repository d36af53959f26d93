"""Actions that are led by a body other than the one the recommendation is put to.

    actions  ->  lead_not_addressee  ->  DataFrame

A body that has taken another's place is the same body. A unit and the body it is part of are two, as they are in every
count, but the row says how they stand to each other, and so it does where only a group ("All agencies") was asked, for
then no body could be the one addressed. Another lead may be right, as when a board leads for its members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dhrgraph.network.implementation.rows import ActionRow, Body

ANOTHER, PART, WHOLE, GROUP = (
    "another body",
    "a part of the addressee",
    "the addressee is a part of it",
    "a group was asked",
)
HOW = (ANOTHER, PART, WHOLE, GROUP)
COLUMNS = (
    *("action", "how", "partnership_label", "recommendation", "lead", "lead_label", "addressees", "addressee_labels"),
    "action_text",
)


def lead_not_addressee(rows: Iterable[ActionRow]) -> pd.DataFrame:
    """One row for each action and each lead of it that is none of the recommendation's addressees, then or today.

    With COLUMNS, in the order of partnership, action and lead.

    Left out are actions without a known lead and those whose recommendation has no known addressee: see `leads_told`.
    `how` is one of HOW. `lead` and `addressees` are IRIs as named, several parted by spaces; labels by "; ".
    """
    found: list[tuple[str, ...]] = [
        (
            *(row.id, _how(lead, asked), row.partnership_label, row.recommendation.id, lead.named, lead.thing.label),
            *(" ".join(body.named for body in asked), "; ".join(body.thing.label for body in asked), row.text),
        )
        for row in rows
        for lead, asked in _differing(row)
    ]
    found.sort(key=lambda cells: (cells[2], cells[0], cells[4]))
    return pd.DataFrame(found, columns=list(COLUMNS))


def leads_told(rows: Iterable[ActionRow]) -> dict[str, int]:
    """How many actions there are by what can be said of their lead.

    "an addressee" leads, "another" does, or "not told" for want of a known lead or addressee. An action with several
    leads is led by an addressee if one of them is.
    """
    actions = list({row.id: row for row in rows}.values())
    told = Counter(_told(row) for row in actions)
    return {name: told[name] for name in ("an addressee", "another", "not told")}


def _told(row: ActionRow) -> str:
    if not row.leads or not row.recommendation.addressees:
        return "not told"
    return "another" if len(_differing(row)) == len(row.leads) else "an addressee"


def _differing(row: ActionRow) -> list[tuple[Body, tuple[Body, ...]]]:
    asked = row.recommendation.addressees
    return [(lead, asked) for lead in row.leads if asked and not any(_same(lead, body) for body in asked)]


def _same(one: Body, other: Body) -> bool:
    return one.named == other.named or one.today == other.today


def _how(lead: Body, asked: Iterable[Body]) -> str:
    bodies = [body for body in asked if not body.collective]
    if not bodies:
        return GROUP
    if any(body.named in lead.within for body in bodies):
        return PART
    return WHOLE if any(lead.named in body.within for body in bodies) else ANOTHER
