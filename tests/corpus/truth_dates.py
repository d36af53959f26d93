"""Dates and statuses in every form a plan prints them, each with what it means."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Printed:
    """Words of a cell, and the values that are right for them: empty when the words give no date."""

    words: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """Words that open a cell, and the codes of codes.ttl that are right for them."""

    words: str
    codes: tuple[str, ...]
    takes_date: bool = False


NO_DATE = ("Ongoing basis", "TBC", "Ongoing", "Immediate")
STATES = (
    State("Complete", ("complete",), True),
    State("Completed", ("complete",), True),
    State("Completed –", ("complete",), True),
    State("Action completed", ("complete",), True),
    State("Achieved", ("complete",), True),
    State("Implemented", ("complete",), True),
    State("Complete – ongoing activity", ("complete-ongoing",)),
    State("In progress", ("in-progress",)),
    State("Ongoing", ("in-progress",)),
    State("Partially complete", ("in-progress",)),
    State("Not started", ("not-started",)),
    State("Not yet started", ("not-started",)),
    State("Delayed", ("delayed",)),
    State("Incorporated within the wider strategy work", ("folded-into-other-work",)),
    State("Superseded", ("superseded",)),
    State("No longer required", ("superseded",)),
    State("Not accepted", ("not-accepted",)),
    State("Already in place", ("already-in-place",)),
)


def date(random: Random, year: int, *, past: bool = False) -> Printed:
    """A day or month of that year, in one of the forms of action plans; `past` leaves out those that only promise.

    Example:
        >>> {date(Random(n), 2021).values[0][:4] for n in range(40)}
        {'2021'}
    """
    day, month = random.randint(1, 28), random.randint(1, 12)
    name, whole, in_month = MONTHS[month - 1], f"{year}-{month:02}-{day:02}", f"{year}-{month:02}"
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31) + (month == 2 and year % 4 == 0)
    forms = (
        Printed(f"{name} {year}", (in_month,)),
        Printed(f"{name} {year}", (in_month,)),
        Printed(f"{day} {name} {year}", (whole,)),
        Printed(f"{day}{_ordinal(day)} {name} {year}", (whole,)),
        Printed(f"End of {name} {year}", (in_month, f"{in_month}-{last}")),
        Printed(f"{day:02} {name} {year % 100}", (whole,)),
        Printed(f"{name[:3]} {year % 100}", (in_month,)),
        Printed(f"{name[:3]}-{year % 100}", (in_month,)),
        Printed(f"{day:02}/{month:02}/{year}", (whole,)),
        Printed(f"{day:02}.{month:02}.{year % 100}", (whole,)),
        Printed(f"By {name} {year}", (in_month,)),
        Printed(f"{day} {name[:3]} {year}", (whole,)),
    )
    return random.choice([form for form in forms if not (past and form.words.startswith(("By", "End")))])


def target(random: Random, year: int) -> Printed:
    """A target: mostly a date."""
    return Printed(random.choice(NO_DATE)) if random.random() < 0.12 else date(random, year)


def state(random: Random) -> State:
    """How a row stands; half of them are done, as in most plans."""
    return random.choice(STATES[:6]) if random.random() < 0.4 else random.choice(STATES)


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
