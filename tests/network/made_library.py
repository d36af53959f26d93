"""A national library made up for measuring and testing: skewed as the real one is, the same for the same seed.

    reviews, seed, plants  ->  made_library  ->  tuple[Occurrence, ...]

Without plants nothing recurs but by chance: the themes of a recommendation, and the types of those it is put to, are
drawn without regard to its review or place, each set with a chance that is the product of its members' popularity. So
every arrangement with the same numbers is as likely as any other, which is what a null model of fixed margins says.
Local bodies are known to one partnership only, police forces to a few: these do cluster, and should. No body, place or
review here is real.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import NormalDist
from typing import TypeAlias, TypeVar

from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import Occurrence, Thing

_T = TypeVar("_T")

PARTNERSHIPS = 314
FORCES = 43
UNPLACED = 97  # of so many reviews, the last is of no known partnership

THEMES, WIDER = 40, 10  # themes in all; the first of them stand on the upper level
LOCAL_TYPES = {  # how popular each type of local body is
    "adult-social-care": 16, "housing": 10, "acute-hospital": 9, "mental-health": 9, "general-practice": 8,
    "childrens-social-care": 7, "clinical-commissioning": 6, "substance-misuse": 4, "specialist-da-service": 3,
    "voluntary-sector": 2, "education": 2, "fire-and-rescue": 1,
}  # fmt: skip
POLICE, PROBATION, CENTRAL = "police", "probation", "central-government"
TYPES = (*LOCAL_TYPES, POLICE, PROBATION, CENTRAL)
TYPE_WEIGHTS = (*LOCAL_TYPES.values(), 22, 8, 5)
NATIONAL = {PROBATION: 1, CENTRAL: 9}  # types of which the whole country has so many bodies
COLLECTIVES = ("All agencies", "All general practices", "All commissioners")
NOBODY, EVERYBODY, NO_THEME = 0.08, 0.10, 0.06  # shares of recommendations


@dataclass(frozen=True, slots=True)
class Wide:
    """Theme number `theme`, found nowhere else, is put once by each of a share of the partnerships."""

    theme: int
    share: float = 0.95


@dataclass(frozen=True, slots=True)
class Paired:
    """Theme number `theme` is put to bodies of a type, once by each of a share of the partnerships, beside whatever
    chance makes of both."""

    theme: int
    type: str
    share: float = 0.6


@dataclass(frozen=True, slots=True)
class Concentrated:
    """Theme number `theme`, found nowhere else, is repeated by the partnership with the most reviews: in all of them in
    turn (`by` "partnership"), or in one of them ("review")."""

    theme: int
    recommendations: int = 40
    by: str = "review"


Plant: TypeAlias = Wide | Paired | Concentrated


def made_library(reviews: int, seed: int, *, plants: Sequence[Plant] = ()) -> tuple[Occurrence, ...]:
    """Every occurrence of a library of so many reviews, in the order of `read_occurrences`.

    Some thirty partnerships in a hundred reviews have one only and the busiest one review in twenty-five;
    recommendations a review run from 3 to 60 around 15.
    """
    chance = random.Random(f"library {seed}")
    homes = sorted(chance.choices(range(PARTNERSHIPS), _partnership_weights(), k=reviews))
    taken = {plant.theme for plant in plants if not isinstance(plant, Paired)}
    draw = _Draw(chance, taken)
    made = [
        _Made(review, home, draw.themes(), draw.addressees(home))
        for review, home in enumerate(homes)
        for _ in range(min(max(round(chance.lognormvariate(math.log(15), 0.65)), 3), 60))
    ]
    planting = random.Random(f"plants {seed}")
    for plant in plants:
        made.extend(_planted(plant, homes, draw, planting))
    made.sort(key=lambda one: one.review)  # stable: planted ones stand last in their review
    return tuple(sorted((row for n, one in enumerate(made) for row in _rows(n, one)), key=_order))


def theme_id(number: int) -> str:
    """The IRI of theme `number`, 0 the most popular."""
    return f"{PREFIXES['th']}made-{number:02}"


@dataclass(frozen=True, slots=True)
class _Made:
    review: int
    home: int
    themes: tuple[int, ...]
    addressees: tuple[Thing, ...]


class _Draw:
    """What a recommendation may be about, and to whom it may be put."""

    def __init__(self, chance: random.Random, taken: Iterable[int] = ()) -> None:
        self._chance = chance
        free = [n for n in range(THEMES) if n not in taken]
        self._themes = free, tuple(accumulate(1 / (n + 4) for n in free))
        self._types = TYPES, tuple(accumulate(TYPE_WEIGHTS))

    def themes(self) -> tuple[int, ...]:
        if self._chance.random() < NO_THEME:
            return ()
        return self._some(*self._themes, self._chance.choice((1, 1, 1, 2, 2, 3)))

    def addressees(self, home: int) -> tuple[Thing, ...]:
        lot = self._chance.random()
        if lot < NOBODY:
            return ()
        if lot < NOBODY + EVERYBODY:
            return (_collective(self._chance.randrange(len(COLLECTIVES))),)
        return tuple(
            self.body(slug, home) for slug in self._some(*self._types, self._chance.choice((1, 1, 1, 1, 1, 2, 3)))
        )

    def body(self, slug: str, home: int) -> Thing:
        """A body of a type that the partnership may turn to."""
        if slug in NATIONAL:
            return _body(slug, self._chance.randrange(NATIONAL[slug]), "Government" if slug == CENTRAL else "National")
        if slug == POLICE:
            return _body(slug, home * FORCES // PARTNERSHIPS, "Force")
        kinds = 2 if slug in ("housing", "acute-hospital", "voluntary-sector") else 1
        return _body(slug, home * kinds + self._chance.randrange(kinds), f"Place {home:03}")

    def _some(self, things: Sequence[_T], weights: Sequence[float], number: int) -> tuple[_T, ...]:
        """Distinct ones: drawn anew as long as two are the same, so that a set's chance is the product of its
        members' weights."""
        while True:
            drawn = self._chance.choices(things, cum_weights=weights, k=number)
            if len(set(drawn)) == number:
                return tuple(drawn)


def _planted(plant: Plant, homes: Sequence[int], draw: _Draw, chance: random.Random) -> list[_Made]:
    """One more recommendation for each time that a plant is put, on the planted theme alone."""
    reviews_of: dict[int, list[int]] = {}
    for review, home in enumerate(homes):
        if _placed(review):
            reviews_of.setdefault(home, []).append(review)
    if isinstance(plant, Concentrated):
        chosen = _busiest(reviews_of) if plant.by == "partnership" else [chance.choice(_busiest(reviews_of))]
        chosen = [chosen[n % len(chosen)] for n in range(plant.recommendations)]
    else:
        some = chance.sample(sorted(reviews_of), round(plant.share * len(reviews_of)))
        chosen = [chance.choice(reviews_of[home]) for home in sorted(some)]
    return [_Made(review, homes[review], (plant.theme,), _asked(plant, homes[review], draw)) for review in chosen]


def _busiest(reviews_of: Mapping[int, list[int]]) -> list[int]:
    return reviews_of[max(reviews_of, key=lambda home: (len(reviews_of[home]), -home))]


def _asked(plant: Plant, home: int, draw: _Draw) -> tuple[Thing, ...]:
    return (draw.body(plant.type, home),) if isinstance(plant, Paired) else draw.addressees(home)


def _rows(number: int, made: _Made) -> Iterable[Occurrence]:
    for addressee in made.addressees or (None,):
        for theme in made.themes or (None,):
            yield Occurrence(
                f"{PREFIXES['rc']}made-{number:06}",
                _review(made.review),
                _partnership(made.home) if _placed(made.review) else None,
                addressee,
                None if theme is None else _theme(theme),
                None if theme is None or theme < WIDER else _theme(theme % WIDER),
                () if addressee is None else (addressee.id,),
            )


def _placed(review: int) -> bool:
    return review % UNPLACED != UNPLACED - 1


@cache
def _partnership_weights() -> tuple[float, ...]:
    """Log-normal: as unequal as the numbers of reviews that partnerships have published."""
    normal = NormalDist()
    return tuple(
        math.exp(1.1 * normal.inv_cdf((n * 97 % PARTNERSHIPS + 0.5) / PARTNERSHIPS)) for n in range(PARTNERSHIPS)
    )


@cache
def _review(number: int) -> Thing:
    return Thing(f"{PREFIXES['rv']}made-{number:05}", f"Made-up review {number:05}", "review")


@cache
def _partnership(number: int) -> Thing:
    return Thing(f"{PREFIXES['ag']}made-partnership-{number:03}", f"Made-up Partnership {number:03}", "partnership")


@cache
def _theme(number: int) -> Thing:
    return Thing(theme_id(number), f"Theme {number:02}", "theme")


@cache
def _body(slug: str, number: int, place: str) -> Thing:
    name = slug.replace("-", " ").capitalize()
    label = f"{place} {name} {number:03}"
    return Thing(f"{PREFIXES['ag']}made-{slug}-{number:03}", label, "agency", slug, name)


@cache
def _collective(number: int) -> Thing:
    return Thing(f"{PREFIXES['cg']}made-{number}", COLLECTIVES[number], "collective", "collective", "Collective")


def _order(row: Occurrence) -> tuple[str, ...]:
    return (row.recommendation, row.addressee.id if row.addressee else "", row.theme.id if row.theme else "")
