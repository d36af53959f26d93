"""What the tables of this folder say, as plain sentences: each with what it is a part of.

records, tables  ->  stands, left_out_words, overdue_words, lag_words, gap_words, lead_words  ->  one or two sentences
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dhrgraph.network.implementation.dates import NOT_OVERDUE, NOT_TOLD, OVERDUE, AsAt, in_words, last_day, span_of
from dhrgraph.network.implementation.lags import DEATH, FIRST, REVISED
from dhrgraph.network.implementation.leads import ANOTHER, GROUP, PART, WHOLE
from dhrgraph.network.implementation.rows import ActionRow, Plans, Standing
from dhrgraph.network.implementation.status import STANDINGS, left_out
from dhrgraph.text.amounts import how_many

NONE = "No action plan is in this graph, so nothing is known of what was done; that does not say that nothing was."


def stands(plans: Plans) -> str:
    """How the actions stand, and on how much that rests.

    Example:
        >>> stands(Plans())
        'No action plan is in this graph, so nothing is known of what was done; that does not say that nothing was.'
    """
    actions = _distinct(plans.actions)
    if not actions:
        return NONE
    recommendations = plans.recommendations or tuple(row.recommendation for row in actions)
    answered = len({row.recommendation.id for row in actions})
    reviews = {each.review.id for each in recommendations}
    planned = {row.recommendation.review.id for row in actions}
    standing = Counter(row.status.standing for row in actions)
    parts = [f"{standing[name]:,} {_IS[name]}" for name in STANDINGS if standing[name]]
    whole = len({each.id for each in recommendations})
    where = "all in one review" if len(planned) == 1 else f"in {len(planned):,} reviews"
    silent = len(reviews - planned)
    rest = f" {_silent(silent)} no plan here: that is silence, not absence." if silent else ""
    answer = "answers" if len(actions) == 1 else "answer"
    head = f"{how_many(len(actions), 'action')} {answer} {answered:,} of {how_many(whole, 'recommendation')}"
    return f"{head}, {where}: {_and(parts)}.{rest}"


def left_out_words(plans: Plans, by: str = "lead-agency", *, collective: bool = False) -> str:
    """How many actions `status_by` has in no row, and why; nothing where each is in one.

    Example:
        >>> left_out_words(Plans(), "theme")
        ''
    """
    missing = left_out(plans, by, collective=collective)
    if not missing:
        return ""
    number, whole = len(missing), len(_distinct(plans.actions))
    head = f"Of these {whole:,} actions, {number:,} {_are(number)} in no row" if whole > 1 else "It is in no row"
    if by not in _LED:
        return f"{head}: {_NO_ROW[by]}."
    why = Counter(_why_no_lead(row) for row in missing)
    parts = [f"{why[name]:,} {words}" for name, words in _LED[by].items() if why[name]]
    return f"{head}: {_and(parts)}."


def _why_no_lead(row: ActionRow) -> str:
    if any(not body.collective for body in row.leads):
        return "known"
    if row.leads:
        return "group"
    return "printed" if row.led_by else "none"


_NO_LEAD = {
    "printed": "led by a body that no register here has a record of",
    "group": "led by a group, which is counted only if asked for",
    "none": "without a lead in the plan",
}
# why an action is in no row by its leads: the first that holds
_LED: Mapping[str, Mapping[str, str]] = {
    "lead-agency": _NO_LEAD,
    "agency-type": {**_NO_LEAD, "known": "led by a body of no known type"},
}
_NO_ROW: Mapping[str, str] = {
    "theme": "no theme is known of what they answer",
    "partnership": "no partnership is known of their review",
}

_IS: Mapping[Standing, str] = {
    "done": "done",
    "open": "still to be done when the plan was written",
    "set aside": "superseded, folded into other work or not accepted",
    "not stated": "of unstated status",
}


def overdue_words(frame: pd.DataFrame, as_at: AsAt) -> str:
    """How many actions are overdue, are not, or cannot be told; as at when, and how old the statements are.

    Of a day before every document nothing is known but the targets, so what is said then says no more.

    Example:
        >>> from dhrgraph.network.implementation.overdue import overdue
        >>> overdue_words(overdue(()), AsAt(None, "none"))
        'No action here was still to be done.'
    """
    if frame.empty:
        return "No action here was still to be done."
    if said := _before_all(frame, as_at):
        return f"{as_at.sentence()} {said}"
    answers = Counter(frame["answer"])
    were = "was" if len(frame) == 1 else "were"
    late = f"{answers[OVERDUE]:,} {_are(answers[OVERDUE])} overdue"
    if silent := _silent_on(frame):
        which = "it stands" if answers[OVERDUE] == 1 else "they stand"
        of_these = "" if answers[OVERDUE] == 1 else f"of {silent:,} of these "
        late += f" ({of_these}the plan does not say how {which})"
    of = f"of {answers[NOT_TOLD]:,} it cannot be told" if answers[NOT_TOLD] else "it can be told of each"
    whole = f"Of {how_many(len(frame), 'action')} that {were} still to be done"
    head = f"{whole}, {late} and {answers[NOT_OVERDUE]:,} not; {of}."
    return " ".join(filter(None, (as_at.sentence(), head, _how_old(frame, as_at))))


def _silent_on(frame: pd.DataFrame) -> int:
    return int(((frame["answer"] == OVERDUE) & ~frame["status_given"]).sum())


def _before_all(frame: pd.DataFrame, as_at: AsAt) -> str:
    """What can be said of a day before every document: how many targets had passed; nothing if it is no such day."""
    said = _dated(frame)
    if as_at.day is None or len(said) < len(frame) or not as_at.day < _first_day(said[0]):
        return ""
    answers = Counter(frame["answer"])
    late = answers[OVERDUE]
    passed = f"{late:,} had a target that had passed by then" if late else "none had a target that had passed by then"
    untold = f"; of {answers[NOT_TOLD]:,} that cannot be told" if answers[NOT_TOLD] else ""
    were = "was" if len(frame) == 1 else "were"
    return (
        f"That is before every document that this rests on ({_span(said[0], said[-1])}), so nothing here says how any "
        f"action stood on that day. Of {how_many(len(frame), 'action')} that {were} still to be done by the time of "
        f"the documents, {passed}{untold}. What was done by that time is left out."
    )


def _how_old(frame: pd.DataFrame, as_at: AsAt) -> str:
    """When the documents say how things stood, and what follows from that for the day judged by."""
    said = _dated(frame)
    if not said:
        return ""
    if as_at.day and as_at.day < last_day(said[0]):
        return (
            f"Their documents are of a later time ({_span(said[0], said[-1])}): what was done by then is left out, "
            "even if it was overdue on that day."
        )
    when = f"Their documents say how things stood in {_span(said[0], said[-1])}"
    later = sum(as_at.day is not None and as_at.day < _first_day(stated) for stated in said)
    if later:
        these = "the document is" if later == 1 else "the documents are"
        return f"{when}: of {how_many(later, 'action')} {these} later than the day asked for."
    return f"{when}; what was done since is not in them."


def _dated(frame: pd.DataFrame) -> list[str]:
    """When documents say how things stand, earliest first; one for each action of a document that has a date."""
    return sorted(stated for stated in frame["stated"] if span_of(stated))


def _first_day(stated: str) -> date:
    span = span_of(stated)
    return span.first if span and span.first else date.min


def lag_words(summary: pd.DataFrame, missing: Mapping[str, int]) -> str:
    """The medians of each lag, what is surely late and in time, and what has no lag.

    Example:
        >>> lag_words(pd.DataFrame(), {})
        'No action here has both a day of completion and a day to count from.'
    """
    if summary.empty:
        said = ["No action here has both a day of completion and a day to count from."]
    else:
        said = [_lag(*row) for row in summary.itertuples(index=False, name=None)]
    lacking = [f"{number:,} for want of {what.replace('no day', 'a day')}" for what, number in missing.items()]
    if lacking:
        number = sum(missing.values())
        have = "has" if number == 1 else "have"
        said.append(f"Of actions that are done, {number:,} {have} no lag since a first target: {_and(lacking)}.")
    return " ".join(said)


def _lag(
    since: str, actions: int, median_at_least: int, median_at_most: int, late: int, in_time: int,
    cannot_be_told: int, by_last_day: int,
) -> str:  # fmt: skip
    days = (
        f"{median_at_least:,} to {median_at_most:,} days"
        if median_at_least != median_at_most
        else f"{median_at_most:,} days"
    )
    if since == DEATH:
        return f"From the death to completion: {days} (median of {how_many(actions, 'action')})."
    target = {FIRST: "their first target", REVISED: "their revised target"}[since]
    untold = f"of {cannot_be_told:,} it cannot be told"
    if by_last_day:
        some = "all of these" if by_last_day == cannot_be_told else f"{by_last_day:,} of these"
        untold += f" ({some} by the last day that the target can mean)"
    parts = (f"{late:,} {_are(late)} surely late", f"{in_time:,} surely in time", untold)
    measured = f"Of {how_many(actions, 'action')} completed and measured against {target}"
    return f"{measured}, {_and(parts)}; the median lag is {days}."


def gap_words(lacking: int, plans: Plans) -> str:
    """How many recommendations a plan does not answer, and of how many nothing is known.

    Example:
        >>> gap_words(0, Plans())
        'No recommendation is in this graph.'
    """
    if not plans.recommendations:
        return "No recommendation is in this graph."
    planned = [each for each in plans.recommendations if each.planned]
    silent = [each for each in plans.recommendations if not each.planned]
    reviews = len({each.review.id for each in planned})
    said = []
    if planned:
        have = "have" if lacking > 1 else "has"
        said.append(
            f"{f'{lacking:,}' if lacking else 'None'} of the {how_many(len(planned), 'recommendation')} of "
            f"{_with_plan(reviews)} {have} {'no' if lacking else 'been left without an'} action."
        )
    else:
        said.append("No review here has an action plan.")
    if silent:
        number = how_many(len(silent), "more recommendation" if planned else "recommendation")
        of = _silent(len({each.review.id for each in silent}), start=False)
        said.append(f"Of {number} nothing is known: {of} no plan here.")
    return " ".join(said)


def learning_words(lacking: int, of: int) -> str:
    """How many learning points no recommendation follows from.

    Example:
        >>> learning_words(27, 32)
        'No recommendation is said to follow from 27 of 32 learning points; documents often do not say.'
    """
    if not of:
        return "No learning point is in this graph."
    part = f"{lacking:,} of {how_many(of, 'learning point')}"
    return f"No recommendation is said to follow from {part}; documents often do not say."


def lead_words(frame: pd.DataFrame, told: Mapping[str, int]) -> str:
    """How many actions an addressee leads, how many another, and how these stand to those who were asked.

    Example:
        >>> from dhrgraph.network.implementation.leads import lead_not_addressee, leads_told
        >>> lead_words(lead_not_addressee(()), leads_told(()))
        'No action plan is in this graph, so nothing is known of what was done; that does not say that nothing was.'
    """
    everything = sum(told.values())
    if not everything:
        return NONE
    rest = f" Of {told['not told']:,} it cannot be told: no lead or no addressee is known." if told["not told"] else ""
    head = (
        f"Of {how_many(everything, 'action')}, {told['an addressee']:,} {_are(told['an addressee'])} led by an "
        f"addressee or the body in its place, {told['another']:,} by others only.{rest}"
    )
    how = Counter(frame["how"])
    if not how:
        return head
    parts = [f"{how[name]:,} {words}" for name, words in _HOW.items() if how[name]]
    were = "1 lead was" if len(frame) == 1 else f"{len(frame):,} leads were"
    return f"{head} {were} not asked by name: {_and(parts)}."


_HOW: Mapping[str, str] = {
    ANOTHER: "another body",
    PART: "a part of the addressee",
    WHOLE: "the whole that the addressee is a part of",
    GROUP: "where only a group was asked",
}


def _silent(reviews: int, *, start: bool = True) -> str:
    words = "one review has" if reviews == 1 else f"{reviews:,} reviews have"
    return words[0].upper() + words[1:] if start else words


def _with_plan(reviews: int) -> str:
    return "the one review with an action plan" if reviews == 1 else f"the {reviews:,} reviews with an action plan"


def _span(first: str, last: str) -> str:
    return _month(first) if first == last else f"{_month(first)} to {_month(last)}"


def _month(stated: str) -> str:
    """A date of the graph, a year, a month or a day, for people."""
    day = last_day(stated)
    return {4: f"{day.year}", 7: f"{day:%B} {day.year}"}.get(len(stated), in_words(day))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _distinct(rows: Sequence[ActionRow]) -> list[ActionRow]:
    return list({row.id: row for row in rows}.values())
