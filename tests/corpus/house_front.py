"""The parts that open every report: cover, contents, process, contributors, panel, chronology.

Full of names that must not leave, and of sentences that look like recommendations and are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from house_blocks import Block, Bullets, Contents, Cover, Grid, Heading, Para, Turn
from truth import Review

TICK = "✓"


def front(review: Review, kind: str, sections: Iterable[str]) -> list[Block]:
    """Cover and contents."""
    host = review.host.printed
    lines = (
        host,
        "Domestic Homicide Review",
        f"‘{review.victim}’",
        f"Died {review.death[0]}",
        kind,
        review.published[0],
        f"Independent Chair: {review.chair.name}",
        f"Report Author: {review.author.name}",
        f"This report is the property of {host}.",
    )
    return [Cover(lines), Contents(tuple(sections)), Turn(False)]


def process(review: Review, number: int = 1) -> list[Block]:
    """How the review was done, with the table of pseudonyms."""
    host, victim, other = review.host.printed, review.victim, review.perpetrator
    ages = review.ages
    return [
        Heading(1, f"{number}. The Review Process"),
        Para(f"This summary outlines the process undertaken by {host} in reviewing the death of {victim}, "
             "a resident in its area. The panel offers its condolences to the family.", f"{number}.1"),
        Para("The following pseudonyms have been used to protect the identities of those concerned:", f"{number}.2"),
        Grid(("Name", "Relationship", "Age", "Ethnicity"), (3, 3, 1, 3), (
            (victim, "Victim", str(ages[0]), "White British"),
            (other, "Perpetrator", str(ages[1]), "White British"),
            (review.child, "Child of the victim", str(ages[2]), "White British"),
        ), plain=True),
        Para(f"{victim} was {ages[0]} years of age and lived with {other}, a {ages[1]}-year-old retired driver, and with "
             f"{review.child}, then aged {ages[2]}. {other} was convicted of manslaughter.", f"{number}.3"),
        Para(f"Questions about this report should be sent to {review.email} or made by telephone on {review.phone}.",
             f"{number}.4"),
    ]  # fmt: skip


def contributors(review: Review, number: int = 2) -> list[Block]:
    """Who gave what."""
    rows = tuple(
        (body.printed, TICK if n % 3 else "", TICK if n % 3 else "", "" if n % 3 else TICK)
        for n, body in enumerate(review.contributors)
    )
    return [
        Heading(1, f"{number}. Contributors to the Review"),
        Para("The table shows the agencies that contributed to the review and what they supplied.", f"{number}.1"),
        Grid(("Agency", "IMR", "Chronology", "Report"), (6, 1, 2, 1), rows, plain=True),
        Para("The authors of the individual management reviews were independent of any line management of the case, and "
             "each should be thanked for the care taken.", f"{number}.2"),
    ]  # fmt: skip


def panel(review: Review, number: int = 3) -> list[Block]:
    """The panel members' table, and the chair."""
    members = (*review.panel, review.chair, review.author)
    rows = tuple((person.name, person.post, person.body) for person in members)
    return [
        Heading(1, f"{number}. The Review Panel Members"),
        Para("The panel members were:", f"{number}.1"),
        Grid(("Name", "Job Title", "Organisation"), (3, 3, 4), rows, plain=True),
        Heading(1, f"{number + 1}. Chair and Author of the Overview Report"),
        Para(f"The Chair, {review.chair.name}, was supported by {review.author.name}. Neither has worked for any of the "
             "agencies concerned. They met the family twice and invited their comments.", f"{number + 1}.1"),
    ]  # fmt: skip


def terms(number: int = 5) -> list[Block]:
    """Terms of reference: questions that ask, but recommend nothing."""
    points = (
        "Establish what lessons are to be learned from the death regarding the way in which services work together;",
        "Identify how and within what timescales those lessons will be acted on, and what should change as a result;",
        "Apply those lessons to policies and procedures as appropriate;",
        "Ask whether agencies should have recognised the risk, and whether staff had been trained to do so.",
    )
    return [
        Heading(1, f"{number}. Terms of Reference for the Review"),
        Para("The purpose of the review is to:", f"{number}.1"),
        Bullets(points),
    ]


def chronology(review: Review, number: int = 6) -> list[Block]:
    """What happened: names, dates and no request."""
    return [
        Heading(1, f"{number}. Summary Chronology"),
        Para(f"{review.victim} and {review.perpetrator} met at work. Friends described {review.victim} as warm and full "
             f"of humour. {review.child} has read this section and agreed to it.", f"{number}.1"),
        *(Para(text, f"{number}.{n}") for n, text in enumerate(review.chronology, 2)),
    ]  # fmt: skip


def issues(review: Review, number: int = 7) -> list[Block]:
    """Key issues and conclusions."""
    return [
        Heading(1, f"{number}. Key Issues Arising from the Review"),
        Para(f"The panel considered how services responded to {review.victim}. Contact was frequent and well meant, but no "
             "single agency held the whole picture.", f"{number}.1"),
        Para("Good practice was also seen: the health visitor asked about safety in private and wrote down the answer.",
             f"{number}.2"),
        Heading(1, f"{number + 1}. Conclusions"),
        Para(f"The death of {review.victim} could not have been predicted with certainty. The panel nevertheless found that "
             "more could have been done to understand the pattern of control.", f"{number + 1}.1"),
    ]  # fmt: skip
