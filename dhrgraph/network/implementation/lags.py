"""How long after its target an action was completed, in days, as far as the printed dates can tell.

    actions  ->  lags  ->  DataFrame        DataFrame  ->  medians  ->  DataFrame

"April 2022" means any day of that month, so a lag is an interval: the fewest and the most days that the words allow. It
is surely late when even the fewest days are more than none, surely in time when even the most are none or fewer.

Counted are the days since the first target, since the revised one, and since the death, which is how long it took until
something was different. Not counted are the days since publication: a review is published after the Home Office has
looked at it, often years after its actions were done, so they would tell of that delay, not of the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil, floor
from statistics import median

import pandas as pd

from dhrgraph.network.implementation.dates import NOT_TOLD, Printed, days_between, span_of
from dhrgraph.network.implementation.rows import ActionRow

FIRST, REVISED, DEATH = "first target", "revised target", "death"
SINCE = (FIRST, REVISED, DEATH)
LATE, IN_TIME = "late", "in time"
COLUMNS = (
    *("action", "since", "answer", "days_at_least", "days_at_most", "by_last_day", "partnership_label"),
    *("review_label", "recommendation", "lead", "since_text", "completion", "action_text"),
)
MEDIANS = ("since", "actions", "median_at_least", "median_at_most", "late", "in_time", "cannot_be_told", "by_last_day")


def lags(rows: Iterable[ActionRow]) -> pd.DataFrame:
    """One row for each completed action and each date it can be counted from, with COLUMNS; in the order of SINCE, then
    of the action.

    An action whose completion or whose target has no day is not in it: see `without_lag`. `answer` is empty for the
    days since a death, which is no deadline. Days are whole and below zero where the work came first. `by_last_day`:
    whether the last day that the completion can mean is no later than the last day that the target can mean.
    """
    found = [cells for row in _distinct(rows) for cells in _lags(row)]
    found.sort(key=lambda cells: (SINCE.index(str(cells[1])), cells[0]))
    return pd.DataFrame(found, columns=list(COLUMNS))


def medians(frame: pd.DataFrame) -> pd.DataFrame:
    """The lags of `lags` in one row for each date they are counted from, with MEDIANS.

    The medians of both ends bound the median of the lags themselves, for each lag lies between its ends. `by_last_day`:
    how many of those that cannot be told were done no later than the last day the target can mean, so in time for
    whoever reads "April" as "by the end of April".

    Example:
        >>> medians(lags([])).to_dict("records")
        []
    """
    made = []
    for since in SINCE:
        part = frame[frame["since"] == since]
        if part.empty:
            continue
        answers = Counter(part["answer"])
        untold = part[part["answer"] == NOT_TOLD]
        made.append(
            (
                *(since, len(part), floor(median(part["days_at_least"])), ceil(median(part["days_at_most"]))),
                *(answers[LATE], answers[IN_TIME], len(untold), int(untold["by_last_day"].sum())),
            )
        )
    return pd.DataFrame(made, columns=list(MEDIANS))


def without_lag(rows: Iterable[ActionRow]) -> dict[str, int]:
    """How many actions that are done have no lag since their first target, by what is missing."""
    done = [row for row in _distinct(rows) if row.status.done or (row.completion and row.completion.known)]
    missing = Counter(
        "no day of completion" if not (row.completion and row.completion.known) else "no day of a target"
        for row in done
        if not (row.completion and row.completion.known and row.target and row.target.known)
    )
    return dict(sorted(missing.items()))


def _distinct(rows: Iterable[ActionRow]) -> list[ActionRow]:
    return list({row.id: row for row in rows}.values())


def _lags(row: ActionRow) -> Iterator[tuple[str | int, ...]]:
    if row.completion is None:
        return
    starts = ((FIRST, row.target), (REVISED, row.revised), (DEATH, span_of(row.death)))
    for since, start in starts:
        days = days_between(start, row.completion) if start else None
        if start is None or days is None:
            continue
        yield (
            *(row.id, since, "" if since == DEATH else _answer(*days), *days, _by_last_day(start, row.completion)),
            *(row.partnership_label, row.recommendation.review.label, row.recommendation.id, row.lead_label),
            *(start.words, row.completion.words, row.text),
        )


def _by_last_day(target: Printed, completion: Printed) -> bool:
    return target.last is not None and completion.last is not None and completion.last <= target.last


def _answer(at_least: int, at_most: int) -> str:
    """Late, in time or untold.

    Example:
        >>> _answer(1, 31), _answer(-30, 0), _answer(0, 30)
        ('late', 'in time', 'cannot be told')
    """
    if at_least > 0:
        return LATE
    return IN_TIME if at_most <= 0 else NOT_TOLD
