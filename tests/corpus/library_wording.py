"""What the invented reviews of a library ask for, and the pages of narrative before it.

    Random  ->  ask_of  ->  Ask  ->  said  ->  str          Random  ->  narrative  ->  paragraphs

An ask has five parts: what (a row of library_asks.csv, which gives its theme), for whom, where, when, why. It can be
said in more than one way; two texts made from one ask are the same ask in similar words. All wording is our own.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

import truth_wording as wording

Said = tuple[str, str]  # in these words, or in those
WHOM: tuple[Said, ...] = (
    ("for older people", "for those over sixty-five"), ("for young adults", "for people in their late teens"),
    ("for expectant mothers", "for women during pregnancy"), ("for disabled residents", "for residents with a disability"),
    ("for people new to the country", "for those without settled status"), ("for farming families", "for families on farms"),
    ("for faith groups", "for religious congregations"), ("for people at work", "for employees of local firms"),
    ("for same-sex couples", "for lesbian, gay and bisexual people"), ("for students", "for learners at college"),
    ("for veterans", "for those who have served in the forces"), ("for prison leavers", "for people who leave custody"),
    ("for rough sleepers", "for those who sleep outdoors"), ("for separated parents", "for mothers and fathers who live apart"),
    ("for foster carers", "for those who foster"), ("for first-time parents", "for new mothers and fathers"),
    ("", ""), ("", ""), ("", ""), ("", ""), ("", ""), ("", ""),
)  # fmt: skip
WHERE: tuple[Said, ...] = (
    ("in maternity wards", "on wards where babies are delivered"), ("in its call centre", "among those who answer calls"),
    ("in custody suites", "wherever detainees are held"), ("in sheltered housing", "in flats with a warden"),
    ("in pharmacies", "at the chemist’s counter"), ("in nurseries", "in early years settings"),
    ("in job centres", "where benefits are claimed"), ("in dental practices", "at the dentist’s"),
    ("in care homes", "where older residents live"), ("in leisure centres", "at sports grounds"),
    ("in libraries", "at library desks"), ("in prisons", "on prison wings"), ("in minor injury units", "at walk-in centres"),
    ("in each locality", "in every part of the area"), ("across its sites", "at every one of its sites"),
    ("", ""), ("", ""), ("", ""), ("", ""), ("", ""),
)  # fmt: skip
WHEN: tuple[Said, ...] = (
    ("within three months", "by the end of the next quarter"), ("within a year", "before twelve months have passed"),
    ("at every contact", "each time that somebody is seen"), ("when a case is transferred", "as a case moves between teams"),
    ("as staff join", "during induction"), ("in each annual report", "once a year in public"),
    ("within six months of publication", "in the half year after publication"), ("every quarter", "four times a year"),
    ("before the next inspection", "ahead of the next inspection"), ("from the start of the financial year", "from April"),
    ("", ""), ("", ""), ("", ""), ("", ""), ("", ""),
)  # fmt: skip
WHY: tuple[Said, ...] = (
    ("so that warning signs are noticed", "in order to see warning signs"),
    ("so that nobody is turned away", "and leave no one without help"),
    ("in order to reduce delay", "so that delays become shorter"),
    ("so that trust can grow", "with the aim of building trust"),
    ("to meet the statutory duty", "as legislation requires"),
    ("so that progress can be measured", "and show what has improved"),
    ("in order to challenge attitudes", "so that myths are dispelled"),
    ("so that mistakes are not repeated", "and avoid the same mistakes"),
    ("so that staff feel confident", "in order to give staff confidence"),
    ("so that nobody has to repeat their account", "in order that an account is given only once"),
    ("with the support of people with lived experience", "helped by those with lived experience"),
    ("so that decisions can be followed by others", "and make decisions clear to others"),
    ("", ""), ("", ""), ("", ""), ("", ""), ("", ""), ("", ""),
)  # fmt: skip
PLACES = (WHOM, WHERE, WHEN, WHY)
STAFF = ("All front-line staff should", "Managers should", "Practitioners should", "Team leaders must", "Supervisors should")  # fmt: skip

EVENTS = (
    "{who} visited the practice nurse about poor sleep and a blood test was arranged",
    "{who} rang the out-of-hours service late at night and ended the call before giving an address",
    "an ambulance crew found {who} upset but unhurt; no further action was taken",
    "{who} was offered a place on a six-week course and attended twice",
    "{other} was stopped while driving and tested below the limit",
    "{who} told the midwife that money was short and that {other} looked after the bank card",
    "{other} was seen by the crisis team, who found no sign of psychosis",
    "a letter to {who} was returned unopened and the file was marked as closed",
    "{who} moved into a ground-floor flat; the tenancy was in the name of {other}",
    "a relative of {who} rang the contact centre to say that they were worried",
    "{other} attended an appointment with {who} and answered most of the questions",
    "the duty worker spoke to {who} by telephone for four minutes and recorded no concern",
    "{who} was prescribed a further month of medication without being seen",
    "{other} reported that {who} had threatened to leave",
    "officers called at the address after an abandoned call; {who} said that the television had been loud",
    "a manager approved the closure of the file on {who} with no note of the reason",
    "{who} asked the school to take {other} off the list of people who may collect the child",
    "an appointment for {who} was moved twice and then not kept",
    "{other} began work as a night porter and the couple saw little of each other",
    "{who} borrowed money from a workmate and asked that {other} not be told",
)
ANALYSIS = (
    "The panel considered whether the decision taken on that day was reasonable on what was known. It found that it was, "
    "although a fuller note would have helped those who came later",
    "Staff who were spoken to remembered a person who was polite, private and keen not to be a burden",
    "The individual management review notes that the form in use at the time had no space for such information",
    "There is no record of a conversation with {who} alone, and the panel cannot say whether one was held",
    "Workload in the team was high in those months, and two posts were vacant",
    "The contact was appropriate and met the standard then in force",
    "It is to the credit of the officer that the call was followed by a visit on the next working day",
    "Had the two records been read together, the number of contacts would have been plain",
    "The author of the report interviewed four members of staff, three of whom have since moved to other roles",
    "The guidance then in force was silent on what to do when a letter is not answered",
    "The family told the chair that {who} seldom spoke about life at home and laughed off questions",
    "{other} described the relationship as close; friends of {who} used other words",
    "The records of the time are on paper and part of the file could not be found",
    "Much of what is now known came to light only in the criminal trial",
    "None of this means that what followed could have been foreseen by any one person",
    "The panel heard that the system in use would not show earlier entries unless the reader asked for them",
    "A supervisor looked at the file in the following month and made no comment",
    "The panel saw good practice here: the worker rang twice, wrote, and then called in person",
    "The threshold for that service was not met, and no other service was suggested",
    "This was the third contact in ten weeks, which nobody then in post had noticed",
)  # fmt: skip

_ALL_EVENTS = (*EVENTS, *wording.EVENTS)


@dataclass(frozen=True)
class Ask:
    """What is asked for, without to whom: a row of the table and a part of each of the four lists."""

    row: int
    parts: tuple[int, int, int, int]

    @property
    def theme(self) -> str:
        """The theme that it is made to be about."""
        return table()[0][self.row][0]


@cache
def table() -> tuple[tuple[tuple[str, str, str], ...], tuple[float, ...]]:
    """The rows (theme, ask, in other words), and their running weights: themes fall off as words do (Zipf)."""
    with (Path(__file__).parent / "library_asks.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple((row["theme"], row["ask"], row["in_other_words"]) for row in csv.DictReader(file))
    rank = {theme: n for n, theme in enumerate(dict.fromkeys(theme for theme, _, _ in rows))}
    size = {theme: sum(row[0] == theme for row in rows) for theme in rank}
    return rows, tuple(accumulate(1 / (rank[theme] + 3) / size[theme] for theme, _, _ in rows))


def ask_of(random: Random) -> Ask:
    """Any ask; of common themes more often.

    Example:
        >>> ask_of(Random(1)) == ask_of(Random(1))
        True
    """
    rows, weights = table()
    (row,) = random.choices(range(len(rows)), cum_weights=weights)
    whom, where, when, why = (random.randrange(len(several)) for several in PLACES)
    return Ask(row, (whom, where, when, why))


def said(random: Random, ask: Ask, *, again: bool = False) -> str:
    """The ask from its verb on, without a full stop; `again`: some of its parts in the other words.

    Example:
        >>> said(Random(1), Ask(0, (0, 15, 0, 0)))
        'provide refresher training on domestic abuse for older people within three months so that warning signs are noticed'
    """
    parts = [table()[0][ask.row][1:], *(several[part] for several, part in zip(PLACES, ask.parts, strict=True))]
    return " ".join(filter(None, (part[int(again and random.random() < 0.4)] for part in parts)))


def narrative(random: Random, who: str, other: str, year: int, size: int) -> tuple[str, ...]:
    """Paragraphs of a chronology with remarks, some `size` characters in all; they recommend nothing."""
    told: list[tuple[tuple[int, int, int], str]] = []
    letters = 0
    while letters < size:
        day = year - random.choice((0, 1, 1, 2, 3, 5)), random.randrange(12), random.randint(1, 28)
        sentences = [f"On {day[2]} {wording.MONTHS[day[1]]} {day[0]} {random.choice(_ALL_EVENTS)}."]
        sentences += [f"{remark}." for remark in random.sample(ANALYSIS, random.choice((0, 0, 1, 2, 4)))]
        told.append((day, " ".join(sentences).replace("{who}", who).replace("{other}", other)))
        letters += len(told[-1][1]) + 8
    return tuple(text for _, text in sorted(told))
