"""How the actions of published plans stand: by lead agency, type of agency, theme, partnership or status.

    actions, recommendations, by  ->  status_by  ->  DataFrame

Actions of one plan are alike: written together, and followed up by the same people. So the interval of a share counts
reviews, not actions, as what was sampled (Kish 1965; Korn and Graubard 1998, by way of `recurrence.intervals`), and a
share that rests on one plan is hardly known at all. Rows are in the order of names: this is no league table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, get_args

import numpy as np
import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.namespaces import CODE
from dhrgraph.network.implementation.rows import ActionRow, Body, Plans, Recommended, Standing
from dhrgraph.network.occurrences import Thing
from dhrgraph.network.recurrence.intervals import effective_size, wilson

BY = ("lead-agency", "agency-type", "theme", "partnership", "status")
_COUNTED = ("recommendations", "reviews", "partnerships")
COLUMNS = (
    *("id", "label", "actions", "done", "open", "set_aside", "not_stated", "done_share", "done_low", "done_high"),
    *(*_COUNTED, "in_plans", "in_all", "statuses"),
)
STATUS_COLUMNS = ("id", "label", "actions", "of_actions", "share", "share_low", "share_high", *_COUNTED)
STANDINGS: tuple[Standing, ...] = get_args(Standing)

Things: TypeAlias = Iterable[Thing]


def status_by(plans: Plans | Sequence[ActionRow], by: str = "lead-agency", *, collective: bool = False) -> pd.DataFrame:
    """How the actions stand, one row a thing, in the order of labels and then IRIs; with COLUMNS or, by status, with
    STATUS_COLUMNS in the order of statuses that most actions have, as `actions-by-status` has it.

    An action counts for each of its leads (and their types) and for each theme of its recommendation. `done`, `open`,
    `set_aside` and `not_stated` are actions and add up to `actions`; `statuses` says it in full. `recommendations` are
    those that these actions answer. `in_plans` are the recommendations put to the body, on the theme or of the
    partnership in reviews that have a plan, `in_all` those in all reviews; what lies between them is silence, not
    absence. Without recommendations (a sequence of actions is given), `in_plans` and `in_all` count those that have an
    action.

    Args:
        plans: What `read_plans` gives, or its actions.
        by: One of BY.
        collective: Count groups such as "All agencies" among the leads.

    Raises:
        UnknownNameError: `by` is none of BY.

    Example:
        >>> list(status_by((), "theme").columns) == list(COLUMNS), len(status_by((), "status"))
        (True, 0)
    """
    if by not in BY:
        raise UnknownNameError("implementation by", by, BY)
    known = plans if isinstance(plans, Plans) else Plans(tuple(plans), tuple(row.recommendation for row in plans))
    if by == "status":
        return _by_status(known.actions)
    done, asked = _FACETS[by]
    groups: dict[str, list[ActionRow]] = defaultdict(list)
    things: dict[str, Thing] = {}
    for row in known.actions:
        for thing in done(row, collective):
            things[thing.id] = thing
            groups[thing.id].append(row)
    put = _put(known.recommendations, asked, collective)
    rows = [
        (
            thing.id,
            thing.label,
            *_standings(groups[key]),
            *_counted(groups[key]),
            *put.get(key, (0, 0)),
            _said(groups[key]),
        )
        for key, thing in sorted(things.items(), key=lambda item: (item[1].label, item[0]))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def left_out(plans: Plans, by: str = "lead-agency", *, collective: bool = False) -> tuple[ActionRow, ...]:
    """The actions, each once, that `status_by` has in no row: led by no body with a record, say, or on no theme.

    By status, every action has its row.
    """
    if by == "status":
        return ()
    having = {row.id for row in plans.actions if _FACETS[by][0](row, collective)}
    return tuple({row.id: row for row in plans.actions if row.id not in having}.values())


def _by_status(rows: Sequence[ActionRow]) -> pd.DataFrame:
    everything = _of_reviews(rows)
    groups: dict[str, list[ActionRow]] = defaultdict(list)
    for row in rows:
        groups[row.status.id].append(row)
    actions = {key: _of_reviews(group) for key, group in groups.items()}
    made = [
        (
            *(key, groups[key][0].status.label, actions[key].total(), everything.total()),
            *(*_share(actions[key], everything), *_counted(groups[key])),
        )
        for key in sorted(groups, key=lambda key: (-actions[key].total(), key))
    ]
    return pd.DataFrame(made, columns=list(STATUS_COLUMNS))


def _standings(rows: Sequence[ActionRow]) -> tuple[int | float, ...]:
    """Actions in all, by standing, the share done and its interval."""
    standing = Counter({row.id: row.status.standing for row in rows}.values())
    counts = tuple(standing[name] for name in STANDINGS)
    done = [row for row in rows if row.status.done]
    return (sum(counts), *counts, *_share(_of_reviews(done), _of_reviews(rows)))


def _share(part: Mapping[str, int], whole: Mapping[str, int]) -> tuple[float, float, float]:
    """A share of actions with its interval, to 4 digits; both as numbers of actions by review, `whole` of one at least.

    Example:
        >>> _share({"v": 3}, {"v": 4})  # one plan speaks with one voice
        (0.75, 0.1179, 0.9854)
    """
    reviews = sorted(whole)
    sizes = np.array([whole[review] for review in reviews])
    having = np.array([[part.get(review, 0) for review in reviews]])  # one thing; the plans are its clusters
    share = having.sum(axis=1) / sizes.sum()
    low, high = wilson(share, effective_size(having, sizes))
    return round(float(share[0]), 4), round(float(low[0]), 4), round(float(high[0]), 4)


def _of_reviews(rows: Iterable[ActionRow]) -> Counter[str]:
    """How many distinct actions each review has."""
    return Counter({row.id: row.recommendation.review.id for row in rows}.values())


def _counted(rows: Iterable[ActionRow]) -> tuple[int, int, int]:
    asked = {row.recommendation.id: row.recommendation for row in rows}.values()
    places = {each.partnership.id for each in asked if each.partnership}
    return len(asked), len({each.review.id for each in asked}), len(places)


def _said(rows: Iterable[ActionRow]) -> str:
    """Each status with its number of actions, the most frequent first: "22 complete, 3 folded into other work"."""
    counts = Counter({row.id: row.status.label for row in rows}.values())
    return ", ".join(
        f"{number} {label}" for label, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _put(
    recommendations: Iterable[Recommended], asked: Callable[[Recommended, bool], Things], collective: bool
) -> dict[str, tuple[int, int]]:
    """For each thing the number of recommendations on it, or to it, in reviews with a plan and in all."""
    planned, everything = Counter[str](), Counter[str]()
    for each in {each.id: each for each in recommendations}.values():
        for key in {thing.id for thing in asked(each, collective)}:
            everything[key] += 1
            planned[key] += each.planned
    return {key: (planned[key], number) for key, number in everything.items()}


def _agencies(bodies: Iterable[Body], collective: bool) -> Things:
    return {body.thing.id: body.thing for body in bodies if collective or not body.collective}.values()


def _types(bodies: Iterable[Body], collective: bool) -> Things:
    known = (thing for thing in _agencies(bodies, collective) if thing.type)
    return {t.type: Thing(f"{CODE}type-{t.type}", t.type_label or str(t.type), "agency-type") for t in known}.values()


def _place(each: Recommended) -> Things:
    return (each.partnership,) if each.partnership else ()


# whom or what an action counts for, and a recommendation
_FACETS: Mapping[str, tuple[Callable[[ActionRow, bool], Things], Callable[[Recommended, bool], Things]]] = (
    MappingProxyType(
        {
            "lead-agency": (
                lambda row, groups: _agencies(row.leads, groups),
                lambda each, groups: _agencies(each.addressees, groups),
            ),
            "agency-type": (
                lambda row, groups: _types(row.leads, groups),
                lambda each, groups: _types(each.addressees, groups),
            ),
            "theme": (lambda row, _: row.recommendation.themes, lambda each, _: each.themes),
            "partnership": (lambda row, _: _place(row.recommendation), lambda each, _: _place(each)),
        }
    )
)
