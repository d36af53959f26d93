"""The questions of this folder by name: each a table with the sentences that say what it says.

    Store, question  ->  ask  ->  Told(frame, sentence)

For the command line and `Graph.implementation`; whoever wants one table calls its own function.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.network.implementation import words
from dhrgraph.network.implementation.gaps import learning_without_recommendation, without_action
from dhrgraph.network.implementation.lags import lags, medians, without_lag
from dhrgraph.network.implementation.leads import lead_not_addressee, leads_told
from dhrgraph.network.implementation.overdue import judged_as_at, overdue
from dhrgraph.network.implementation.read import read_learning, read_plans
from dhrgraph.network.implementation.status import BY, status_by

STATUS, OVERDUE, LAGS = "status", "overdue", "lags"
WITHOUT_ACTION, WITHOUT_RECOMMENDATION, LEAD_DIFFERS = "without-action", "without-recommendation", "lead-differs"
QUESTIONS = (STATUS, OVERDUE, LAGS, WITHOUT_ACTION, WITHOUT_RECOMMENDATION, LEAD_DIFFERS)


@dataclass(frozen=True, slots=True)
class Told:
    """A table, and what it says with what it is a part of."""

    frame: pd.DataFrame
    sentence: str


def ask(
    store: Askable,
    question: str = STATUS,
    *,
    by: str | None = None,
    as_at: str | None = None,
    as_of: str | None = None,
    collective: bool = False,
) -> Told:
    """The answer to one of QUESTIONS.

    Args:
        store: A built graph.
        question: One of QUESTIONS.
        by: How to group the status; None: by lead agency.
        as_at: The day to judge by what is overdue; None: the latest that the documents state.
        as_of: Bodies as they stood on a date, or "today"; None: as named.
        collective: Count groups such as "All agencies" among the leads.

    Raises:
        UnknownNameError: no such question or grouping.
        QueryError: a date that is none, or `by` or `as_at` beside a question that they do not belong to.
    """
    if question not in QUESTIONS:
        raise UnknownNameError("question", question, QUESTIONS, _as_by(question))
    if by is not None and question != STATUS:
        raise QueryError(f"'{question}' is not grouped: 'by' belongs to the status of actions.")
    if as_at is not None and question != OVERDUE:
        raise QueryError(f"'{question}' is not judged by a day: 'as at' belongs to what is overdue.")
    if question == WITHOUT_RECOMMENDATION:
        learning = read_learning(store)
        frame = learning_without_recommendation(learning)
        return Told(frame, words.learning_words(len(frame), len(learning)))
    plans = read_plans(store, as_of)
    if question == STATUS:
        by = by or "lead-agency"
        frame = status_by(plans, by, collective=collective)
        head, rest = words.stands(plans), words.left_out_words(plans, by, collective=collective)
        return Told(frame, f"{head} {rest}" if rest else head)
    if question == OVERDUE:
        frame = overdue(plans.actions, as_at)
        said = words.overdue_words(frame, judged_as_at(plans.actions, as_at)) if plans.actions else words.NONE
    elif question == LAGS:
        frame = lags(plans.actions)
        said = words.lag_words(medians(frame), without_lag(plans.actions)) if plans.actions else words.NONE
    elif question == WITHOUT_ACTION:
        frame = without_action(plans.recommendations)
        said = words.gap_words(len(frame), plans)
    else:
        frame = lead_not_addressee(plans.actions)
        said = words.lead_words(frame, leads_told(plans.actions))
    return Told(frame, said)


def _as_by(question: str) -> str:
    """The way out for who asks for a grouping as if it were a question."""
    return f"To group how the actions stand: by='{question}'." if question in BY else ""
