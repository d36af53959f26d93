"""What one invented review says, before it is printed in any house style: the examiner's own answer sheet.

    seed  ->  make_review  ->  Review: people, panel, chronology, learning, recommendations, actions

The same seed gives the same review. Bodies are real ones of the area of a real partnership; people and events are not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

import truth_wording as wording
from truth_bodies import Body, Partnership, bodies_of, partnerships
from truth_dates import Printed, State, date, state, target
from truth_people import CHILD_PSEUDONYMS, PSEUDONYMS, Person, people

Named = Literal["sentence", "outside"]  # where a recommendation names its addressee


@dataclass(frozen=True)
class Action:
    """One row of a plan. `lead` is the printed cell; `lead_person` the name in it, or None."""

    text: str
    lead: str
    lead_bodies: tuple[Body, ...]
    lead_person: str | None
    milestones: str
    target: Printed
    state: State
    completed: Printed
    outcome: str
    expected_outcome: str

    @property
    def completion_cell(self) -> str:
        """Status, date and outcome in one cell, as the Home Office form has them."""
        head = f"{self.state.words} {self.completed.words}".strip(" –")
        return "\n".join(filter(None, (head, self.outcome)))


@dataclass(frozen=True)
class Recommendation:
    """One recommendation: `text` with sub-points on lines of their own; `group` the body whose plan it is in."""

    number: str
    text: str
    addressees: tuple[Body, ...]
    addressed: str
    scope: str
    group: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Learning:
    """One learning point; `informs` are numbers of recommendations."""

    number: str
    narrative: str
    lesson: str
    informs: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """All that is true of one invented review. `secret` are the words that must never leave."""

    seed: int
    partnership: Partnership
    host: Body
    published: tuple[str, str]  # as printed, typed
    death: tuple[str, str]
    victim: str
    perpetrator: str
    child: str
    ages: tuple[int, int, int]
    chair: Person
    author: Person
    panel: tuple[Person, ...]
    officers: tuple[Person, ...]
    contributors: tuple[Body, ...]
    chronology: tuple[str, ...]
    learning: tuple[Learning, ...]
    recommendations: tuple[Recommendation, ...]
    email: str
    phone: str
    secret: tuple[str, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone with a name."""
        return (*self.panel, *self.officers, self.chair, self.author)


def make_review(seed: int, named: Named = "sentence", length: int = 10, salt: str = "") -> Review:
    """An invented review with `length` recommendations, whose addressees stand in the sentence or outside it.

    `salt` makes other reviews of the same seeds, one for each house style.

    Example:
        >>> make_review(3) == make_review(3) != make_review(4)
        True
    """
    random = Random(f"review {salt}{seed}")
    partnership = random.choice(partnerships())
    bodies = bodies_of(partnership)
    host = random.choice(bodies["partnership"])
    local = _one_name_each(random, bodies["local"])
    trusts = random.sample(bodies["trust"], 2)
    known = [host, *local, *trusts]
    names = people(random, [body.printed for body in (*known, host, local[0])] + ["Independent", "Independent"])
    chair, author = replace(names[-1], post="Independent Chair"), replace(names[-2], post="Report Author")
    victim, perpetrator = random.sample(PSEUDONYMS, 2)
    child = random.choice(CHILD_PSEUDONYMS)
    year = random.randint(2014, 2021)
    ages = (random.randint(31, 58), random.randint(60, 79), random.randint(3, 15))
    email = f"{names[0].first}.{names[0].last}@example.gov.uk".lower().replace("’", "")
    phone = f"01{random.randint(200, 999)} {random.randint(100000, 999999)}"
    recommendations = _recommendations(
        random, named, length, year, host, local, trusts, bodies, names[:-2]
    )  # the last two of these are in no table but the plan
    month, published = random.choice(wording.MONTHS), (random.choice(wording.MONTHS), year + 2)
    return Review(
        seed=seed,
        partnership=partnership,
        host=host,
        published=(f"{published[0]} {published[1]}", f"{published[1]}-{wording.MONTHS.index(published[0]) + 1:02}"),
        death=(f"{month} {year}", f"{year}-{wording.MONTHS.index(month) + 1:02}"),
        victim=victim,
        perpetrator=perpetrator,
        child=child,
        ages=ages,
        chair=chair,
        author=author,
        panel=tuple(names[:-4]),
        officers=tuple(names[-4:-2]),
        contributors=(*local, *trusts),
        chronology=tuple(wording.event(random, random.choice((victim, perpetrator)), year - 1) for _ in range(14)),
        learning=tuple(make_learning(random, victim, perpetrator, ages[0], recommendations)),
        recommendations=recommendations,
        email=email,
        phone=phone,
        secret=(
            *dict.fromkeys(token for person in names for token in person.tokens),
            *(victim, perpetrator, child, email, phone),
            *(form for age in ages for form in (f"aged {age}", f"{age} years", f"{age}-year-old")),
        ),
    )


def _one_name_each(random: Random, local: tuple[Body, ...]) -> list[Body]:
    """One printed name for each local body, so that no document calls a body two things in its headings."""
    by: dict[str | None, list[Body]] = {}
    for body in local:
        by.setdefault(body.canonical, []).append(body)
    chosen = [random.choice(names) for names in by.values()]
    return random.sample(chosen, min(len(chosen), 6))


def _recommendations(
    random: Random,
    named: Named,
    length: int,
    year: int,
    host: Body,
    local: list[Body],
    trusts: list[Body],
    bodies: dict[str, tuple[Body, ...]],
    officers: list[Person],
) -> tuple[Recommendation, ...]:
    collective = [b for b in bodies["collective"] if named == "outside" or b.printed not in {"GPs"}]
    single = [host, *local, *trusts]
    pool = [*single, *single, *random.sample(bodies["national"], 2), *random.sample(collective, 2)]
    pool.append(random.choice(bodies["unknown"]))
    asked = sorted((random.choice(pool) for _ in range(length)), key=pool.index)
    out = []
    for place, body in enumerate(asked, 1):
        two = body in single and random.random() < 0.15
        addressees = (body, next(b for b in random.sample(single, len(single)) if b != body)) if two else (body,)
        addressed = random.choice((" and ", " & ")).join(b.printed for b in addressees)
        scope = "National" if body in bodies["national"] else "Regional" if random.random() < 0.1 else "Local"
        text = (
            _sentence(random, addressed, len(addressees) > 1) if named == "sentence" else wording.staff_request(random)
        )
        actions = tuple(make_action(random, year, addressees, officers) for _ in range(random.choice((1, 1, 1, 2, 3))))
        group = "DHR Panel Recommendations" if body == host or body not in single else body.printed
        out.append(Recommendation(str(place), _detailed(random, text), addressees, addressed, scope, group, actions))
    return tuple(out)


def _sentence(random: Random, addressed: str, several: bool) -> str:
    its = "their" if several else "its"
    the = "the " if addressed.split()[0] in {"Home", "Ministry", "Department", "Crown", "Probation", "College"} else ""
    words = wording.request(random, its)
    if random.random() < 0.4:
        return f"That {the}{addressed} {words}."
    return f"{the.capitalize()}{addressed} should {words}."


def _detailed(random: Random, text: str) -> str:
    """With further sentences, or with sub-points on lines of their own."""
    if random.random() < 0.2:
        mark = random.choice(("•", "•", "-"))
        return "\n".join([f"{text[:-1]}, with regard to:", *(f"{mark} {point};" for point in wording.points(random))])
    return text + wording.extras(random)


def make_action(random: Random, year: int, addressees: tuple[Body, ...], officers: list[Person]) -> Action:
    """One row of the plan of a review published in about `year` + 2."""
    lead = random.choice(addressees)
    officer = random.choice(officers)
    person = officer.name if random.random() < 0.3 else None
    printed = (
        random.choice((f"{person}, {officer.post}, {lead.printed}", f"{lead.printed} ({person})"))
        if person
        else lead.printed
    )
    stands = state(random)
    done = date(random, year + 2, past=True) if stands.takes_date and random.random() < 0.8 else Printed("")
    outcome = wording.outcome(random) if random.random() < 0.8 else ""
    if person and random.random() < 0.3:
        outcome = f"{outcome} Update given by {random.choice((person, officer.first))}.".strip()
    text = wording.action(random)
    if random.random() < 0.08:
        text = f"{officer.name} to {text[0].lower()}{text[1:]}"
    return Action(
        text,
        printed,
        (lead,),
        person,
        wording.milestone(random),
        target(random, year + 1),
        stands,
        done,
        outcome,
        wording.expected_outcome(random),
    )


def make_learning(
    random: Random, victim: str, perpetrator: str, age: int, recommendations: tuple[Recommendation, ...]
) -> list[Learning]:
    """Up to six points, each leading to the recommendations between it and the next."""
    size = max(1, -(-len(recommendations) // 6))
    out = []
    for place, start in enumerate(range(0, len(recommendations), size), 1):
        who = random.choice((victim, perpetrator, f"{victim} (aged {age})", f"{victim} and {perpetrator}"))
        narrative, taught = wording.lesson(random, who)
        informs = tuple(r.number for r in recommendations[start : start + size])
        out.append(Learning(str(place), narrative, taught, informs))
    return out
