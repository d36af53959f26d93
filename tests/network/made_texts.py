"""Recommendations made up for measuring likeness: invented sentences, with near-copies and same asks planted.

    number, seed  ->  made_texts  ->  MadeTexts: the texts, and which pairs are alike on purpose

A near-copy keeps the words and changes the body and two words or so. The same ask keeps the meaning (what, about what,
for whom, where, when, why) and says some of it in other words. Of all other pairs none asks for the same six things,
though many share two or three of them, as real ones do. Each text has a name or two that are made up, as unequal in
frequency as words are, so that the vocabulary grows with the number of texts. No sentence stands in any review.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_ACTS = (
    ("review", "look again at", "revisit"),
    ("train staff on", "give its workforce training in", "make sure that employees learn about"),
    ("audit", "check a sample of", "dip-sample"),
    ("publish", "make available", "issue to all partners"),
    ("agree with partners", "settle jointly", "sign up together to"),
    ("appoint a lead for", "name someone responsible for", "designate a champion of"),
    ("raise awareness of", "make better known", "publicise"),
    ("record consistently", "keep full notes of", "document each time"),
    ("commission", "buy in", "fund a provider for"),
    ("report to the board on", "bring before governance", "give senior managers regular figures about"),
    ("share promptly", "pass on without delay", "exchange quickly"),
    ("simplify", "make easier to use", "shorten"),
)
_OBJECTS = (
    ("its domestic abuse policy", "the procedure for domestic violence"),
    ("risk assessments", "the checklist used to judge danger"),
    ("referral pathways to the conference", "the route into multi-agency meetings"),
    ("coercive control", "controlling behaviour"),
    ("safeguarding concerns", "worries about someone's safety"),
    ("non-fatal strangulation", "attempts to choke"),
    ("carers' assessments", "help offered to those who look after relatives"),
    ("information held on perpetrators", "intelligence about people who cause harm"),
    ("routine enquiry", "asking every patient directly"),
    ("discharge planning", "arrangements for leaving hospital"),
    ("housing transfers", "moves to another tenancy"),
    ("interpreting services", "translation for those with little English"),
    ("alcohol and drug treatment", "support with substance misuse"),
    ("suicide prevention", "work to stop people taking their lives"),
    ("missed appointments", "patients who do not attend"),
    ("firearms licensing", "certificates to hold shotguns"),
    ("child contact arrangements", "parents' visits after separation"),
    ("stalking", "unwanted and repeated pursuit"),
    ("economic abuse", "control over money"),
    ("supervision of practitioners", "time with a manager to talk through cases"),
)
_GROUPS = (
    ("older people", "those over sixty-five"),
    ("young adults", "people in their late teens and twenties"),
    ("expectant mothers", "women during pregnancy"),
    ("disabled residents", "people with impairments"),
    ("men at risk", "male victims"),
    ("migrants", "those without settled status"),
    ("rural communities", "people in villages"),
    ("faith groups", "religious congregations"),
    ("employees", "people at work"),
    ("families and friends", "relatives and neighbours"),
    ("same-sex couples", "lesbian, gay and bisexual people"),
    ("students", "learners at college"),
    ("veterans", "those who have served in the forces"),
    ("prison leavers", "people released from custody"),
    ("rough sleepers", "those without a home"),
    ("separated parents", "mothers and fathers who live apart"),
)
_TIMES = (
    ("within three months", "by the end of the next quarter"),
    ("within a year", "before twelve months have passed"),
    ("at every contact", "each time that somebody is seen"),
    ("when a case is closed", "as work with a person ends"),
    ("at first assessment", "when somebody is met for the first time"),
    ("after any incident", "whenever something has happened"),
    ("as staff join", "during induction"),
    ("in each annual report", "once a year in public"),
)
_WHERE = (
    ("in maternity wards", "where babies are delivered"),
    ("in its call centre", "among those who answer the telephone"),
    ("in custody suites", "wherever detainees are held"),
    ("in sheltered housing", "in flats with a warden"),
    ("in emergency departments", "at casualty"),
    ("in pharmacies", "at the chemist's counter"),
    ("in nurseries", "at early years settings"),
    ("in the family courts", "during private law proceedings"),
    ("in job centres", "where benefits are claimed"),
    ("in dental practices", "at the dentist's"),
    ("in care homes", "where older residents live"),
    ("online", "on its website"),
    ("in leisure centres", "at sports grounds"),
    ("in its transport service", "on buses and trains"),
)
_AIMS = (
    ("so that warning signs are noticed", "in order to spot patterns"),
    ("so that nobody is turned away", "and leave no one without help"),
    ("to reduce delay", "and cut waiting lists"),
    ("to build trust", "so as to gain confidence"),
    ("to keep tenancies going", "and prevent eviction"),
    ("to meet the statutory duty", "as legislation requires"),
    ("to support bereaved relatives", "for the sake of those who grieve"),
    ("to measure progress", "and show what has improved"),
    ("to challenge attitudes", "so that myths are dispelled"),
    ("to protect unborn babies", "with the unborn child in mind"),
    ("to save money", "at lower cost"),
    ("to learn lessons", "so that mistakes are not repeated"),
    ("to hear the voice of the child", "so that sons and daughters are listened to"),
    ("to stop reoffending", "and break the cycle of crime"),
)
_ASKS = ("should", "must", "is asked to", "needs to", "ought to", "will")
_SYLLABLES = ("bar", "cal", "den", "fen", "gor", "hal", "kem", "lor", "mar", "nes", "pol", "rud", "sel", "tor", "wen")
_BODIES = ("Council", "Hospital", "Police", "Housing", "Partnership", "Health Board")
WORDS = 12_000  # made-up words to choose from


@dataclass(frozen=True, slots=True)
class MadeText:
    """One recommendation: its id, words, review and partnership, as the index of likeness takes them."""

    id: str
    text: str
    review: str
    partnership: str


@dataclass(frozen=True, slots=True)
class MadeTexts:
    """The texts, and the pairs of ids, the smaller first, that are near-copies or the same ask."""

    texts: tuple[MadeText, ...]
    near_copies: frozenset[tuple[str, str]]
    same_asks: frozenset[tuple[str, str]]


def made_texts(n: int, seed: int) -> MadeTexts:
    """`n` texts, twenty a review; in a hundred, three copy an earlier one of another review and six repeat its ask."""
    chance = random.Random(f"texts {seed}")
    sizes = [len(part) for part in _DIMENSIONS]
    asks = _distinct(chance, sizes, n)
    texts: list[MadeText] = []
    copies: set[tuple[str, str]] = set()
    same: set[tuple[str, str]] = set()
    free: list[int] = []  # texts of other reviews that nothing is alike with yet
    for number in range(n):
        lot, home = chance.random(), f"p{number // 20 * 7 % 314:03}"
        said = _say(chance, asks[number], first=True)
        if lot < 0.09 and free and free[0] // 20 < number // 20:
            earlier = free.pop(chance.randrange(sum(one // 20 < number // 20 for one in free[:500])))
            pair = (texts[earlier].id, _id(number))
            if lot < 0.03:
                said = _copied(chance, texts[earlier].text)
                copies.add(pair)
            else:
                said = _say(chance, asks[earlier], first=False)
                same.add(pair)
        else:
            free.append(number)
        texts.append(MadeText(_id(number), said, f"v{number // 20:05}", home))
    return MadeTexts(tuple(texts), frozenset(copies), frozenset(same))


_DIMENSIONS = (_ACTS, _OBJECTS, _GROUPS, _TIMES, _WHERE, _AIMS)


def _id(number: int) -> str:
    return f"r{number:06}"


def _distinct(chance: random.Random, sizes: Sequence[int], n: int) -> list[tuple[int, ...]]:
    """So many asks, no two alike, in any order."""
    found = []
    for number in chance.sample(range(math.prod(sizes)), n):
        ask, left = [], number
        for size in sizes:
            left, part = divmod(left, size)
            ask.append(part)
        found.append(tuple(ask))
    return found


def _say(chance: random.Random, ask: tuple[int, ...], *, first: bool) -> str:
    """An ask in words: the first of each set, or else about two in five put otherwise."""
    act, what, whom, when, where, why = (
        words[part][0] if first or chance.random() < 0.6 else chance.choice(words[part][1:])
        for words, part in zip(_DIMENSIONS, ask, strict=True)
    )
    detail = f"as part of its {_word(chance).capitalize()} plan"
    order = f"{chance.choice(_ASKS)} {act} {what} for {whom} {where} {when} {why}"
    body = f"{_word(chance).capitalize()} {chance.choice(_BODIES)}"
    return f"{body} {order}, {detail}." if chance.random() < 0.5 else f"{body}, {detail}, {order}."


def _copied(chance: random.Random, text: str) -> str:
    """The text with another name before it and one word more."""
    words = text.split()
    words[0] = _word(chance).capitalize()
    words.insert(len(words) // 2, chance.choice(("also", "further", "now", "therefore")))
    return " ".join(words)


_COMMON = tuple(accumulate(1 / (rank + 20) for rank in range(WORDS)))


def _word(chance: random.Random) -> str:
    """A made-up word; the smaller its number, the more common."""
    (number,) = chance.choices(range(WORDS), cum_weights=_COMMON)
    parts = []
    while True:
        number, part = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[part])
        if not number:
            return "".join(parts)
