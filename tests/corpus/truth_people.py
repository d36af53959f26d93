"""Invented people, so that a test can look whether any of them leaves: names, pseudonyms, ages, contacts.

No name is a word of `truth_wording.py` or of a body; surnames that are also plain words (Price, Law) are marked, and
of those only the whole name is looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

FIRST = [
    "Odhran",
    "Marguerite",
    "Tomasz",
    "Ifeoma",
    "Rosalind",
    "Fergus",
    "Bronagh",
    "Cedric",
    "Yusuf",
    "Henrietta",
    "Leopold",
    "Saoirse",
    "Duncan",
    "Amrita",
    "Wilhelmina",
    "Caspian",
    "Deirdre",
    "Olumide",
    "Philippa",
    "Gethin",
    "Zsófia",
    "Rafferty",
    "Indira",
    "Bartholomew",
]
LAST = [
    "Tolliver",
    "Brannigan",
    "Szymczyk",
    "Quarrell",
    "Adeyinka",
    "Lindqvist",
    "Farrukhzad",
    "Pettigrew",
    "O’Hanrahan",
    "Venkataraman",
    "Drewitt",
    "Castellane",
    "Ibekwe",
    "Mulvaney-Stone",
    "Thackray",
    "Gwilliam",
    "Delacourt",
    "Nkemelu",
    "Fothergill",
    "Jankowska",
    "Sandiford",
    "Wetherall",
]
PLAIN_WORD_LAST = ("Price", "Law", "Young", "Street")
PSEUDONYMS = ["Rowena", "Orla", "Delphine", "Ginevra", "Ottoline", "Thaddeus", "Evander", "Lucian", "Alaric", "Florian"]
CHILD_PSEUDONYMS = ["Pippin", "Juniper", "Clementine", "Barnaby"]
POSTS = (
    "Head of Safeguarding",
    "Detective Superintendent",
    "Named Nurse for Adults",
    "Service Manager",
    "Community Safety Lead",
    "Designated Doctor",
    "Assistant Director",
    "Operations Manager",
    "Safeguarding Lead",
    "Principal Social Worker",
)
TITLES = ("", "", "", "Dr ", "DCI ", "Mrs ", "Cllr ")


@dataclass(frozen=True)
class Person:
    """Someone invented: `name` as printed with title, the post, and the body's printed name."""

    name: str
    first: str
    last: str
    post: str
    body: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """What must not leave: a plain word alone proves nothing."""
        if self.last in PLAIN_WORD_LAST:
            return f"{self.first} {self.last}", self.first
        return self.first, self.last


def people(random: Random, bodies: list[str]) -> list[Person]:
    """One person for each body, no name twice.

    Example:
        >>> [p.body for p in people(Random(1), ["A", "B"])]
        ['A', 'B']
    """
    firsts = random.sample(FIRST, min(len(bodies), len(FIRST)))
    lasts = random.sample([*LAST, *random.sample(PLAIN_WORD_LAST, 1)], len(firsts))
    return [
        Person(f"{random.choice(TITLES)}{first} {last}", first, last, random.choice(POSTS), body)
        for first, last, body in zip(firsts, lasts, bodies, strict=False)
    ]


def leaks(tokens: tuple[str, ...], text: str) -> list[str]:
    """Which of the tokens stand in the text as whole words.

    Example:
        >>> leaks(("Orla", "aged 47"), "[victim] was aged 47; Orlanda was not.")
        ['aged 47']
    """
    return [token for token in tokens if re.search(rf"(?<!\w){re.escape(token)}(?!\w)", text)]
