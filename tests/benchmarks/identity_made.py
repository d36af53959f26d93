"""Recommendations made up for measuring: to bodies of the register, named with the noise that reviews have.

register, number, seed  ->  recommendations_made  ->  (Made, …)  ->  readings_made  ->  documents of twenty each

The same ones each time. No sentence stands in any review; the bodies are real, what is asked of them is not.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.reconcile.register.records import AuthorityRecord
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import EMPTY, Addressee, Document, Line, Passage, Reading, Recommendation, Source, Span

_ASKS = ("should", "must", "is asked to", "needs to", "will", "is recommended to", "ought to")
_ACTS = (
    "review its policy on domestic abuse",
    "train every member of staff to ask about coercive control",
    "record each disclosure and who was told of it",
    "share what it knows of risk with the police and health",
    "refer people at high risk to the MARAC",
    "audit a sample of case files each year",
    "check that risk assessments are done at every contact",
    "appoint a lead for domestic abuse",
    "offer support to carers and older people",
    "make sure that children who live with abuse are seen and heard",
    "ask about alcohol, drugs and mental health together",
    "use interpreters, never relatives",
    "flag addresses with a history of violence",
    "publish a pathway for people who harm",
    "meet its duty to consult on safeguarding adults",
    "tell employers what help there is",
)
_AIMS = (
    "so that staff know what to do",
    "and report to the board within six months",
    "so that no one has to tell their story twice",
    "and show what has changed",
    "so that patterns are seen early",
    "before the end of the year",
    "so that friends and neighbours know where to turn",
    "and keep this under review",
)
_POSTS = ("Chief Executive", "Head of Safeguarding", "Director of Nursing", "Service Manager", "Lead Nurse")
_EXTRAS = ("the safeguarding team at {}", "{} and its partners", "staff of {}", "{} (lead)", "{} - all departments")
_SMALL = frozenset({"and", "of", "the", "for", "in", "on"})


@dataclass(frozen=True, slots=True)
class Made:
    """One recommendation: what is printed for its addressee, what noise that has, which bodies are meant, in a
    document about which areas."""

    text: str
    mention: str
    noise: str
    meant: frozenset[str]
    areas: frozenset[str]


Noise = Callable[[random.Random, AuthorityRecord, Register], str]


def _plain(_chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    return record.label


def _variant(chance: random.Random, record: AuthorityRecord, register: Register) -> str:
    """Any of the names that mean the body anywhere."""
    names = register.names_of(record.slug)
    return chance.choice([n.words for n in names if not (n.in_context or n.whole or n.hidden)] or [record.label])


def _misprint(chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    """Two letters change places, or one is lost or doubled, in the longest word."""
    word = max(record.label.split(), key=len)
    at = chance.randrange(1, max(2, len(word) - 2))
    slipped = chance.choice(
        (
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
        )
    )
    return record.label.replace(word, slipped, 1)


def _initials(chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    letters = "".join(word[0] for word in record.label.split() if word not in _SMALL and word[0].isalpha()).upper()
    return chance.choice((f"{record.label} ({letters})", letters))


def _possessive(_chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    return f"{record.label}'s" if not record.label.endswith("s") else f"{record.label}’"


def _case(chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    return chance.choice((record.label.upper(), record.label.lower(), record.label.swapcase()))


def _extra(chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    return chance.choice(_EXTRAS).format(record.label)


def _post(chance: random.Random, record: AuthorityRecord, _register: Register) -> str:
    post = chance.choice(_POSTS)
    return chance.choice((f"{post}, {record.label}", f"{post} of {record.label}", f"{record.label} {post}"))


NOISES: Mapping[str, tuple[int, Noise]] = {  # how often in 100, and how
    "plain": (35, _plain),
    "variant": (20, _variant),
    "misprint": (10, _misprint),
    "initials": (5, _initials),
    "possessive": (5, _possessive),
    "case": (7, _case),
    "extra": (5, _extra),
    "post": (5, _post),
}
JOINT, FORMER = 5, 3  # two bodies together; a body that has become another


def recommendations_made(register: Register, number: int = 30_000, seed: int = 4) -> tuple[Made, ...]:
    """Recommendations to bodies of `register`, each body as often as chance has it; some bodies often, as in life."""
    chance = random.Random(seed)
    bodies = [record for _, record in sorted(register.records.items()) if not record.collective]
    chance.shuffle(bodies)
    former = sorted({slug for event in register.events for slug in event.originals})
    return tuple(_made(chance, bodies, former, register) for _ in range(number))


def _made(chance: random.Random, bodies: Sequence[AuthorityRecord], former: Sequence[str], register: Register) -> Made:
    record = bodies[int(chance.random() ** 2 * len(bodies))]
    names = (*NOISES, "joint", "former")
    (noise,) = chance.choices(names, (*(often for often, _ in NOISES.values()), JOINT, FORMER))
    if noise == "former" and former:
        record = register.records[chance.choice(former)]
    meant = {record.slug}
    if noise == "joint":
        other = chance.choice(bodies)
        meant.add(other.slug)
        mention = f"{record.label}{chance.choice((' and ', ' & ', '; ', ', '))}{other.label}"
    else:
        mention = NOISES.get(noise, NOISES["plain"])[1](chance, record, register)
    areas = frozenset(record.areas or chance.choice(bodies).areas)
    return Made(f"{mention} {_sentence(chance)}", mention, noise, frozenset(meant), areas)


def _sentence(chance: random.Random) -> str:
    first, second = chance.sample(_ACTS, 2)
    return f"{chance.choice(_ASKS)} {first}, and {second}, {chance.choice(_AIMS)}."


def readings_made(made: Sequence[Made], register: Register, each: int = 20) -> Iterator[Reading]:
    """Documents of `each` recommendations, their addressees as printed and not yet put to the register.

    A document is of the partnership where its first recommendation is made, if there is one.
    """
    places = {area: r.label for r in register.records.values() if r.is_partnership for area in r.areas}
    for start in range(0, len(made), each):
        part = made[start : start + each]
        yield _reading(part, next((places[area] for area in sorted(part[0].areas) if area in places), None))


def _reading(made: Sequence[Made], partnership: str | None) -> Reading:
    lines, findings, at = [], [], 0
    for order, one in enumerate(made, 1):
        span = Span(at, at + len(one.text))
        mention = Passage(one.mention, (Span(at, at + len(one.mention)),))
        lines.append(Line(order, one.text, span))
        findings.append(
            Recommendation(
                *(None, str(order), False, order, Passage(one.text, (span,)), None, EMPTY),
                (Addressee(mention, one.mention, "sentence"),),
            )
        )
        at = span.end + 1
    text = "\n".join(one.text for one in made)
    source = Source("made", "made.txt", hashlib.sha256(text.encode()).hexdigest(), csp=partnership)
    return Reading(Document(source, text, tuple(lines), ()), tuple(findings))
