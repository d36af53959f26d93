"""One review of a library: as `truth.py` makes one, but of the size, skew and repetition of the national collection.

    seed, number  ->  review_of  ->  Made: the review, its theme for each recommendation, the styles it is printed in

Each review depends on the seed and its number alone, so a small library is the beginning of a larger one and one more
document is the next number. Asks recur: one in five recommendations asks again, in similar words, for what an earlier
review asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

import library_wording as wording
from library_bodies import Cast, cast_of, partnership_of
from library_people import people, pseudonyms
from library_wording import Ask, ask_of, narrative, said
from truth import Named, Recommendation, Review, make_action, make_learning
from truth_people import Person
from truth_wording import MONTHS

IN_SENTENCE = (("a", 5), ("e", 2))  # styles whose recommendations name their addressee, and how common they are
OUTSIDE = (("b", 3), ("f", 2), ("g", 2), ("d", 4), ("c", 2))  # d and c print no plan: three reviews in ten
SECOND = {"a": "e", "e": "a", "b": "d", "f": "c", "g": "c", "d": "c", "c": "g"}  # what a second document looks like
TWO_DOCUMENTS, AGAIN = 12, 0.2  # one review in so many; the share of asks that were made before


@dataclass(frozen=True)
class Made:
    """A review, what each of its recommendations asks for and repeats, and the styles of its documents.

    `asks` in the order of the recommendations; `earlier` is the review that asked first and the place there, or None.
    """

    number: int
    review: Review
    asks: tuple[Ask, ...]
    earlier: tuple[tuple[int, int] | None, ...]
    styles: tuple[str, ...]


def review_of(seed: int, number: int) -> Made:
    """Review `number`, from 0.

    Example:
        >>> review_of(1, 7) == review_of(1, 7) != review_of(1, 8)
        True
    """
    random = Random(f"library {seed} {number}")
    (style,) = random.choices(
        [s for s, _ in (*IN_SENTENCE, *OUTSIDE)], weights=[often for _, often in (*IN_SENTENCE, *OUTSIDE)]
    )
    named: Named = "sentence" if style in dict(IN_SENTENCE) else "outside"
    styles = (style, SECOND[style]) if number % TWO_DOCUMENTS == TWO_DOCUMENTS - 1 else (style,)
    cast = cast_of(partnership := partnership_of(random), random, outside=named == "outside")
    names = people(random, [body.printed for body in (*cast.single, cast.host, cast.local[0])] + ["Independent"] * 2)
    chair, author = replace(names[-1], post="Independent Chair"), replace(names[-2], post="Report Author")
    victim, perpetrator, child = pseudonyms(random, 3)
    death, published = _dates(random)
    length = min(max(round(random.lognormvariate(math.log(18), 0.62)), 3), 120)  # 22 on average
    asks = [_asked(random, seed, number, place) for place in range(length)]
    year = int(death[1][:4])
    recommendations = _recommendations(random, named, asks, cast, int(published[1][:4]), names[:-2])
    ages = (random.randint(19, 86), random.randint(19, 86), random.randint(1, 17))
    email, phone = f"{names[0].first}.{names[0].last}@example.gov.uk".lower(), _phone(random)
    return Made(
        number,
        Review(
            seed=number,
            partnership=partnership,
            host=cast.host,
            published=published,
            death=death,
            victim=victim,
            perpetrator=perpetrator,
            child=child,
            ages=ages,
            chair=chair,
            author=author,
            panel=tuple(names[:-4]),
            officers=tuple(names[-4:-2]),
            contributors=cast.local,
            chronology=narrative(random, victim, perpetrator, year, _size(random)),
            learning=tuple(make_learning(random, victim, perpetrator, ages[0], recommendations)),
            recommendations=recommendations,
            email=email,
            phone=phone,
            secret=(
                *dict.fromkeys(token for person in names for token in person.tokens),
                *(victim, perpetrator, child, email, phone),
                *(form for age in ages for form in (f"aged {age}", f"{age} years", f"{age}-year-old")),
            ),
        ),
        tuple(ask for ask, _ in asks),
        tuple(earlier for _, earlier in asks),
        styles,
    )


def _asked(random: Random, seed: int, number: int, place: int) -> tuple[Ask, tuple[int, int] | None]:
    """The ask of one recommendation, and the review and place whose ask it repeats: an early one more often, as what was
    asked first has had longest to be asked again."""
    earlier = int(number * random.random() ** 3) if number and random.random() < AGAIN else None
    if earlier is None:
        return ask_of(Random(f"ask {seed} {number} {place}")), None
    first = random.randrange(6)
    return ask_of(Random(f"ask {seed} {earlier} {first}")), (earlier, first)


def _dates(random: Random) -> tuple[tuple[str, str], tuple[str, str]]:
    """When the person died and when the review came out, as printed and typed: 2011 to 2025, later years more often."""
    year = 2011 + int(12 * random.random() ** 0.7)
    out = min(2025, year + random.choice((1, 2, 2, 3, 3, 4)))
    return _month(random, year), _month(random, out)


def _month(random: Random, year: int) -> tuple[str, str]:
    month = random.randrange(12)
    return f"{MONTHS[month]} {year}", f"{year}-{month + 1:02}"


def _size(random: Random) -> int:
    """Characters of narrative: 20,000 to 110,000, most often some 45,000."""
    return int(min(max(random.lognormvariate(math.log(45_000), 0.45), 20_000), 110_000))


def _phone(random: Random) -> str:
    return f"01{random.randint(200, 999)} {random.randint(100_000, 999_999)}"


def _recommendations(
    random: Random,
    named: Named,
    asks: list[tuple[Ask, tuple[int, int] | None]],
    cast: Cast,
    year: int,
    officers: list[Person],
) -> tuple[Recommendation, ...]:
    order = [*cast.single, *cast.others]
    bodies = sorted((cast.asked(random) for _ in asks), key=order.index)
    out = []
    for place, (body, (ask, earlier)) in enumerate(zip(bodies, asks, strict=True), 1):
        joint = body in cast.single and random.random() < 0.12
        addressees = (body, random.choice([b for b in cast.single if b != body])) if joint else (body,)
        addressed = random.choice((" and ", " & ")).join(b.printed for b in addressees)
        words = said(random, ask, again=earlier is not None)
        text = _sentence(random, addressed, joint, words) if named == "sentence" else _staff(random, words)
        actions = tuple(make_action(random, year - 1, addressees, officers) for _ in range(random.choice((1, 1, 1, 2))))
        group = "DHR Panel Recommendations" if body == cast.host or body not in cast.single else body.printed
        scope = "National" if body in cast.others[:1] else "Local"
        out.append(Recommendation(str(place), text, addressees, addressed, scope, group, actions))
    return tuple(out)


def _sentence(random: Random, addressed: str, several: bool, words: str) -> str:
    if several:
        words = words.replace(" its ", " their ")
    the = "the " if addressed.split()[0] in {"Home", "Ministry", "Department", "Crown", "Probation", "College"} else ""
    if random.random() < 0.3:
        return f"That {the}{addressed} {words}."
    return f"{the.capitalize()}{addressed} {random.choice(('should', 'should', 'should', 'must'))} {words}."


def _staff(random: Random, words: str) -> str:
    form = random.randrange(4)
    if form == 0:
        return f"To {words}."
    if form == 1:
        return f"{random.choice(wording.STAFF)} {words}."
    if form == 2:
        return f"Consideration should be given to how best to {words}."
    return f"{words[0].upper()}{words[1:]}."
