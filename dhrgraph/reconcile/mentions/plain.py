"""Names with their common words written one way: "Univ Hosp NHS FT" is "University Hospital Trust".

    folded words, Phrases  ->  plain  ->  words        Question  ->  by_plain_name  ->  Claims

Rows of kind "written" in addressee_phrases.csv say which words are the same. Single letters that stand together are
initials ("N.H.S."), apostrophes go. A name written so is found when it is one of the register's written so; what two
bodies share then is claimed by both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from dhrgraph.reconcile.mentions.claims import Claim, Method, Question, first, noted
from dhrgraph.reconcile.mentions.named import NAMED, by_name, by_words
from dhrgraph.reconcile.mentions.parts import by_office, by_own_part, by_part
from dhrgraph.reconcile.register.phrases import Written
from dhrgraph.reconcile.register.register import Name, Register
from dhrgraph.reconcile.register.wordbook import Wordbook
from dhrgraph.reconcile.register.words import without_article

_MOST_WORDS = 12
_DISTRICT = ("district", "council")
COMPASS = frozenset({"north", "south", "east", "west", "mid", "central", "greater", "and"})
KNOWN: tuple[Method, ...] = (*NAMED, by_words, by_office, by_own_part)


def plain(words: Sequence[str], written: Written) -> tuple[str, ...]:
    """The words with each known phrase as it is usually written.

    Example:
        >>> table = {"ft": ((("ft",), ("trust",)),), "nhs": ((("nhs", "trust"), ("trust",)),)}
        >>> plain(["mersey", "care", "n", "h", "s", "trust"], table), plain(["mersey", "care", "ft"], table)
        (('mersey', 'care', 'trust'), ('mersey', 'care', 'trust'))
    """
    spelt = _initials(words)
    found: list[str] = []
    at = 0
    while at < len(spelt):
        for phrase, means in written.get(spelt[at], ()):
            if tuple(spelt[at : at + len(phrase)]) == phrase:
                found.extend(means)
                at += len(phrase)
                break
        else:
            found.append(spelt[at])
            at += 1
    return tuple(found)


@lru_cache(maxsize=1 << 10)
def plainly(question: Question) -> Question:
    """The question in plain words, put to the register in plain words."""
    register = plain_register(question.register)
    words = without_article(plain(question.words, register.phrases.written))
    return Question(question.mention, question.areas, register, words, question.glossary)


def by_plain_name(question: Question) -> tuple[Claim, ...]:
    """The mention is a body's name, alone or beside posts and places, but for how common words are written.

    One service is not the group of them: "Domestic Abuse Service".
    """
    found: dict[str, Claim] = {}
    plural = question.mention.rstrip(" .,;:").casefold().endswith("s")
    for asked, rank in _readings(plainly(question)):
        for claim in noted(first(asked, KNOWN), f"read as '{' '.join(asked.words)}'", "normalised"):
            record = asked.register.records[claim.slug]
            if (plural or not record.collective) and rank in record.label:
                found.setdefault(claim.slug, claim)
    return tuple(found.values())


def by_name_cut_short(question: Question) -> tuple[Claim, ...]:
    """The name without its first or last words: "Someshire Partnership" for "Someshire Partnership NHS Trust".

    Not of one word, nor of a place with or without a point of the compass, nor of what is a name of its own by its
    last word: "Someshire University".
    """
    asked = plainly(question)
    words, register = asked.words, asked.register
    if not 1 < len(words) < _MOST_WORDS or all(register.places.find([word]) or word in COMPASS for word in words):
        return ()
    if register.places.find(words):
        return ()
    types = {kind for name in ("type", "local-type") for kind in register.phrases.aside[name].find(words[-1:])}
    own, aside = " ".join(words), register.phrases.aside
    endings = {"": ("any",), **aside["ending"].spaced}
    for opening, (ending, of) in product(("", *aside["opening"].spaced), endings.items()):
        longer = f"{opening} {own} {ending}".strip()
        if longer not in register.names.spaced:
            continue
        claims = by_name(replace(asked, words=tuple(longer.split())))
        records = [register.records[claim.slug] for claim in claims if claim.method in ("label", "variant")]
        whole = claims and len(records) == len(claims) and not any(record.collective for record in records)
        if whole and all(types <= {r.type} and {"any", r.type} & set(of[0].split(";")) for r in records):
            return noted(claims, f"read as '{longer}'", "normalised")
    return ()


def by_end_again(question: Question) -> tuple[Claim, ...]:
    """Initials or a short name with the last words of the full one behind them: "SUHT NHS Trust"."""
    asked = plainly(question)
    for ending, of in asked.register.phrases.aside["ending"].spaced.items():
        end = tuple(ending.split())
        own = asked.words[: -len(end)]
        if not own or asked.words[-len(end) :] != end:
            continue
        claims = by_name(replace(asked, words=own))
        types = {asked.register.records[claim.slug].type for claim in claims if claim.method in ("label", "variant")}
        if len(types) == 1 and types <= set(of[0].split(";")):
            return noted(claims, f"read without '{ending}'", "normalised")
    return ()


def by_other_rank(question: Question) -> tuple[Claim, ...]:
    """A council of a district with another of the ranks such councils have: "Sometown City Council", once a borough's.

    Never a county's: "Someshire Borough Council" is none. "Borough of Sometown" is its council too.
    """
    asked = plainly(question)
    words, register = asked.words, asked.register
    rank = register.phrases.aside["rank"].longest_at(words, 0)
    if rank and rank[0] < len(words):
        council = (*words[rank[0] :], "council")
    elif words[-2:] == _DISTRICT and question.words[-2:] != _DISTRICT:
        council = (*words[:-2], "council")
    else:
        return ()
    claims = first(replace(asked, words=council), NAMED)
    if any("County" in register.records[claim.slug].label for claim in claims):
        return ()
    return noted(claims, f"read as '{' '.join(council)}'", "normalised")


def _readings(asked: Question) -> Iterator[tuple[Question, str]]:
    """The question, or each that it may be where initials have two meanings, with the word that the label then holds.

    "CC" is a city or a county council: of a council that is neither it says nothing.
    """
    either = asked.register.phrases.aside["either"].spaced
    at = next((n for n, word in enumerate(asked.words) if word in either), None)
    if at is None:
        yield asked, ""
        return
    for means in (meaning for row in either[asked.words[at]] for meaning in row.split(";")):
        words = (*asked.words[:at], *means.split(), *asked.words[at + 1 :])
        yield replace(asked, words=plain(words, asked.register.phrases.written)), means.split()[0].title()


def by_part_of_plain_name(question: Question) -> tuple[Claim, ...]:
    """Likewise of a part that has no record."""
    asked = plainly(question)
    return noted(by_part(asked), f"read as '{' '.join(asked.words)}'")


@lru_cache(maxsize=4)
def plain_register(register: Register) -> Register:
    """The register with its names in plain words. Made when first asked for, then kept."""
    written, names = register.phrases.written, register.names.spaced
    spaced: dict[str, list[str]] = {}
    for label in names:
        key = " ".join(without_article(plain(label.split(" "), written)))
        if key:
            spaced.setdefault(key, []).append(label)
    joined: dict[str, list[str]] = {}
    for key, labels in spaced.items():
        joined.setdefault(key.replace(" ", ""), []).extend(labels)
    return replace(register, names=Wordbook(_Labels(spaced, names), _Labels(joined, names), tuple(sorted(joined))))


@dataclass(frozen=True, eq=False, slots=True)
class _Labels(Mapping[str, tuple[Name, ...]]):
    """Names by their plain words: `labels` are the keys of `names` that read so."""

    labels: Mapping[str, list[str]]
    names: Mapping[str, tuple[Name, ...]]
    _made: dict[str, tuple[Name, ...]] = field(default_factory=dict, init=False, repr=False)

    def __getitem__(self, key: str) -> tuple[Name, ...]:
        made = self._made.get(key)
        if made is None:
            found = dict.fromkeys(name for label in self.labels[key] for name in self.names[label])
            made = self._made[key] = tuple(found)
        return made

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """As of any mapping, and quick where nothing is found."""
        return self[key] if key in self.labels else default

    def __contains__(self, key: object) -> bool:
        return key in self.labels

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)


def _initials(words: Sequence[str]) -> list[str]:
    """The words without apostrophes, single letters that follow one another joined."""
    found: list[str] = []
    letters = False
    for word in words:
        bare = word.replace("'", "")
        if letters and len(bare) == 1 and bare.isalpha():
            found[-1] += bare
        elif bare:
            found.append(bare)
        letters = len(bare) == 1 and bare.isalpha()
    return found
