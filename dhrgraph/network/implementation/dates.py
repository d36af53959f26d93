"""What a printed date can mean: a span of days; and the day that actions are judged by.

    "April 2022"  ->  Printed(2022-04-01 .. 2022-04-30)      "2022-07"  ->  last_day  ->  2022-07-31

A plan that says "2022" means some day of 2022 and does not say which, so what follows from it is told only where it
holds for every one of these days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from dhrgraph.errors import QueryError
from dhrgraph.network.succession import TODAY, checked

Answer: TypeAlias = Literal["overdue", "not overdue", "cannot be told"]
OVERDUE: Final = "overdue"
NOT_OVERDUE: Final = "not overdue"
NOT_TOLD: Final = "cannot be told"


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: its words, its precision (a code such as "month", or "") and the days it can mean.

    Both ends are None where no day can be read off the words ("Ongoing", "as soon as possible"), else first <= last.
    """

    words: str
    precision: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def known(self) -> bool:
        """Whether any day can be read off the words."""
        return self.first is not None

    def passed(self, day: date) -> Answer:
        """Whether this day had passed on `day`: told only if it is so for every day that the words can mean.

        Example:
            >>> year = Printed("2022", "year", date(2022, 1, 1), date(2022, 12, 31))
            >>> [year.passed(date(*day)) for day in ((2022, 1, 1), (2022, 7, 31), (2023, 1, 1))]
            ['not overdue', 'cannot be told', 'overdue']
        """
        if self.first is None or self.last is None:
            return NOT_TOLD
        if self.last < day:
            return OVERDUE
        return NOT_OVERDUE if self.first >= day else NOT_TOLD


def days_between(early: Printed, late: Printed) -> tuple[int, int] | None:
    """The fewest and the most days from one printed date to another, both inclusive; None if either has no day.

    Example:
        >>> due = Printed("30 April 2022", "day", date(2022, 4, 30), date(2022, 4, 30))
        >>> days_between(due, Printed("May 2022", "month", date(2022, 5, 1), date(2022, 5, 31)))
        (1, 31)
    """
    if early.first is None or early.last is None or late.first is None or late.last is None:
        return None
    return (late.first - early.last).days, (late.last - early.first).days


def span_of(stated: str) -> Printed | None:
    """A date of the graph ("2020", "2020-09", "2020-09-01") as the days it can mean; None for what is no date.

    Example:
        >>> span = span_of("2020-09")
        >>> span.first.isoformat(), span.last.isoformat(), span_of("")
        ('2020-09-01', '2020-09-30', None)
    """
    last = _stated(stated)
    return Printed(stated, "", date.fromisoformat((stated + "-01-01")[:10]), last) if last else None


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day that actions are judged by, and where it comes from; `day` None: nothing says on which."""

    day: date | None
    basis: Literal["asked", "stated", "none"]

    def sentence(self) -> str:
        """For people.

        Example:
            >>> AsAt(date(2024, 1, 31), "stated").sentence()
            'As at 31 January 2024, the latest time at which the documents state how things stand.'
        """
        if self.day is None:
            return "No document says when it was published, and no day was asked for: nothing can be overdue."
        when = in_words(self.day)
        if self.basis == "asked":
            return f"As at {when}, as asked."
        return f"As at {when}, the latest time at which the documents state how things stand."


def as_at_of(asked: str | None, stated: Iterable[str]) -> AsAt:
    """The day asked for, else the latest that the documents state; no clock is read. A year or month means its end.

    Raises:
        QueryError: `asked` is no date.

    Example:
        >>> as_at_of(None, ["2022", "2021-12-01"]), as_at_of("2021-06", ["2022"]).day.isoformat()
        (AsAt(day=datetime.date(2022, 12, 31), basis='stated'), '2021-06-30')
    """
    if asked is not None:
        return AsAt(last_day(asked), "asked")
    latest = max(filter(None, map(_stated, stated)), default=None)
    return AsAt(latest, "stated" if latest else "none")


def last_day(given: str) -> date:
    """The last day of a year, a month or a day.

    Raises:
        QueryError: it is no date; "today" is none either, for there is no clock.

    Example:
        >>> [last_day(given).isoformat() for given in ("2022", "2024-02", "2022-07-01")]
        ['2022-12-31', '2024-02-29', '2022-07-01']
    """
    if given == TODAY:
        raise QueryError("'today' is no day to judge by, for no clock is read: give YYYY, YYYY-MM or YYYY-MM-DD.")
    try:
        parts = [int(part) for part in checked(given).split("-")]
    except QueryError:
        raise QueryError(f"'{given}' is no date: give YYYY, YYYY-MM or YYYY-MM-DD.") from None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _stated(given: str) -> date | None:
    """A date as the graph has it; one that no calendar has says nothing."""
    try:
        return last_day(given)
    except QueryError:
        return None


def in_words(day: date) -> str:
    """A day as people write it.

    Example:
        >>> in_words(date(2022, 7, 1))
        '1 July 2022'
    """
    return f"{day.day} {day:%B} {day.year}"
