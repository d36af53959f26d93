"""What was done: how the actions of published plans stand, which were overdue, how late they were, what nobody answers.

Each sentence says of which recommendations it speaks: all, or those of one partnership, to one agency, on one theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhrgraph.network.implementation.gaps import without_action
from dhrgraph.network.implementation.lags import FIRST, lags, medians
from dhrgraph.network.implementation.leads import lead_not_addressee
from dhrgraph.network.implementation.overdue import judged_as_at
from dhrgraph.network.implementation.rows import ActionRow, Plans
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Sentence
from dhrgraph.report.sections.done_figures import by_lead
from dhrgraph.report.sections.done_overdue import before_all, overdue_said, overdue_table
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say
from dhrgraph.text.amounts import how_many

HEADING = "What was done"
_STANDS = (
    ("done", "done"),
    ("open", "still to be done when the plan was written"),
    ("set aside", "superseded, folded into other work or not accepted"),
    ("not stated", "of a status that the plan does not state"),
)
_SILENT = "which says nothing of whether anything was done."


def done(known: Known, plans: Plans, of: str, chosen: str = "") -> Told:
    """The section, of the actions and recommendations in `plans`.

    `of` is what the recommendations are ("recommendations", "recommendations on this theme"); `chosen` what to
    add to a command to have the same ones.
    """
    actions = distinct(plans.actions)
    if not actions:
        nothing = (_no_plan(known, plans, of),)
        gaps = _gaps(known, plans, of)
        return Told(Section("done", HEADING, (*nothing, *gaps)), nothing, done=nothing)
    first = stands(known, plans, of)
    as_at = judged_as_at(actions, known.settings.as_at or None)
    late = overdue_said(known, actions, as_at, chosen)
    said = (first, *late, *_lags(known, actions), *_gaps(known, plans, of), *_leads(known, actions))
    section = Section("done", HEADING, said, (*by_lead(known, plans), *overdue_table(known, actions, as_at)))
    questions = (
        (say("Which of the actions that were past their target have been finished since, and what showed it?"),)
        if late and not before_all(actions, as_at)
        else ()
    )
    return Told(section, (first, *late[:1]), done=(first, *late[:1]), questions=questions, as_at=as_at.day)


def distinct(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """Each action once, in order."""
    return list({row.id: row for row in rows}.values())


def _no_plan(known: Known, plans: Plans, of: str) -> Sentence:
    if not plans.recommendations:
        return say(f"There are no {of} here, so there is nothing that could have been done.")
    if len(plans.recommendations) == 1:
        return say(f"No action plan in these documents answers the one {_singular(of)}, {_SILENT}")
    number = Number(len(plans.recommendations))
    return say("No action plan in these documents answers any of the ", number, f" {of}, {_SILENT}")


def _answered(known: Known, answered: set[str], everything: int, of: str) -> Parts:
    """How many of the recommendations that is: "27 of the 75 recommendations", "all 27 recommendations"."""
    number = known.trail.number(answered, "Recommendations with an action")
    if everything == 1:
        return ("the one ", _singular(of))
    if len(answered) == everything:
        return ("all ", number, f" {of}")
    return (number, " of the ", Number(everything), f" {of}")


def _singular(of: str) -> str:
    return of.replace("recommendations", "recommendation", 1)


def stands(known: Known, plans: Plans, of: str) -> Sentence:
    """How many actions answer how many of the recommendations, where, and how they stand."""
    actions = distinct(plans.actions)
    answered = {row.recommendation.id for row in actions}
    reviews = {each.review.id for each in plans.recommendations}
    planned = {row.recommendation.review.id for row in actions}
    with_plan = {each.review.id for each in plans.recommendations if each.planned}
    items: list[Parts] = []
    for standing, words in _STANDS:
        some = [row.id for row in actions if row.status.standing == standing]
        if some:
            items.append((known.trail.number(some, f"Actions {words}"), f" {words}"))
    where: Parts = ()
    if len(planned) == 1 and len(reviews) > 1:
        every = "" if len(actions) == 1 else "all "
        where = (f", {every}in the {known.reviews[min(planned)].label}",)
    number = known.trail.number([row.id for row in actions], "Actions")
    return say(
        counted(number, "action"),
        f" {noun(len(actions), 'answers', 'answer')} ",
        *_answered(known, answered, len(plans.recommendations), of),
        where,
        ": ",
        listed(items),
        ".",
        _others(len(with_plan - planned), len(reviews - with_plan)),
    )


def _others(elsewhere: int, silent: int) -> Parts:
    """What is to be said of the reviews without an action here: those whose plan answers none of these recommendations,
    and those that have no plan in these documents.

    Example:
        >>> "".join(map(str, _others(1, 0)))
        ' The other review has a plan that answers none of them.'
    """
    if not elsewhere + silent:
        return ()
    answers = f" {noun(elsewhere, 'has', 'have')} a plan that answers none of them"
    says = f" {noun(silent, 'has', 'have')} no plan here, {_SILENT}"
    if elsewhere and silent:
        of = (" Of the other ", Number(elsewhere + silent), " reviews, ")
        return (*of, Number(elsewhere), answers, " and ", Number(silent), says)
    n = elsewhere or silent
    others: Parts = (" review",) if n == 1 else (" ", Number(n), " reviews")
    return (" The other", *others, f"{answers}." if elsewhere else says)


def _lags(known: Known, actions: Sequence[ActionRow]) -> tuple[Sentence, ...]:
    frame = lags(actions)
    found = [row for row in medians(frame).to_dict("records") if row["since"] == FIRST]
    if not found:
        return ()
    row, first = found[0], frame[frame["since"] == FIRST]
    late = list(first[first["answer"] == "late"]["action"])
    in_time = list(first[first["answer"] == "in time"]["action"])
    untold = len(first) - len(late) - len(in_time)
    told: list[Parts] = []
    if late:
        after = known.trail.number(late, "Actions completed after their first target")
        told.append((after, f" {noun(len(late), 'was', 'were')} completed after it"))
    if in_time:
        by = known.trail.number(in_time, "Actions completed by their first target")
        told.append((by, f" {noun(len(in_time), 'was', 'were')} completed by it"))
    if untold:
        told.append(("of ", Number(untold), " the printed dates do not tell"))
    between = _days(int(row["median_at_least"]), int(row["median_at_most"]))
    return (
        say(
            "Of ",
            counted(Number(len(first)), "action"),
            " with both a target and a day of completion, ",
            listed(told),
            f". The median is {between}.",
        ),
    )


def _days(low: int, high: int) -> str:
    """From how many days to how many, before or after a target.

    Example:
        >>> _days(0, 30), _days(-10, 5), _days(7, 7)
        ('0 to 30 days after the target', '10 days before to 5 days after the target', '7 days after the target')
        >>> _days(-1, -1), _days(0, 0)
        ('1 day before the target', 'on the day')
    """
    if low == high:
        return f"{how_many(abs(high), 'day')} {'before' if high < 0 else 'after'} the target" if high else "on the day"
    if low >= 0:
        return f"{low:,} to {high:,} days after the target"
    if high <= 0:
        return f"{-high:,} to {-low:,} days before the target"
    return f"{-low:,} days before to {high:,} days after the target"


def _gaps(known: Known, plans: Plans, of: str) -> tuple[Sentence, ...]:
    planned = [each for each in plans.recommendations if each.planned]
    if not planned:
        return ()
    lacking = list(without_action(plans.recommendations)["recommendation"])
    reviews = len({each.review.id for each in planned})
    of_plan: Parts = (
        (" in the one review with a plan",) if reviews == 1 else (" in the ", Number(reviews), " reviews with a plan")
    )
    if len(planned) == 1:
        has = "no action" if lacking else "an action"
        return (say(f"The one of them that stands in a review with a plan has {has} in it."),)
    if not lacking:
        return (say("Each of the ", Number(len(planned)), f" {of}", of_plan, " has an action in it."),)
    unanswered = known.trail.number(
        lacking, "Recommendations that a plan does not answer", command="dhrgraph query recommendations-without-action"
    )
    if len(lacking) == len(planned):
        return (say("None of the ", unanswered, f" {of}", of_plan, " has an action in it."),)
    return (
        say(
            unanswered,
            " of the ",
            Number(len(planned)),
            f" {of}",
            of_plan,
            f" {noun(len(lacking), 'has', 'have')} no action in it.",
        ),
    )


def _leads(known: Known, actions: Sequence[ActionRow]) -> tuple[Sentence, ...]:
    other = lead_not_addressee(actions)
    if other.empty:
        return ()
    some = sorted(set(other["action"]))
    return (
        say(
            known.trail.number(
                some,
                "Actions with a lead who is not an addressee",
                command="dhrgraph query lead-differs-from-addressee",
            ),
            " of the ",
            counted(Number(len(actions)), "action"),
            f" {noun(len(some), 'has', 'have')} a lead that the recommendation is not put to by name; "
            "that may be right, as when a board leads for its members.",
        ),
    )


def count_by_standing(actions: Sequence[ActionRow]) -> Counter[str]:
    """How many actions stand in each of the four ways."""
    return Counter(row.status.standing for row in distinct(actions))
