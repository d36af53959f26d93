"""Names of bodies as careless hands write them, with what a careful reader takes them for.

Two sources. `noisy_mentions.csv` and `noisy_explained.csv` were written and decided by hand, without a look at the
rules that are tested with them. `made_mentions` spoils labels of the register by machine: the same labels in the same
way each time, whatever else the register holds.

Columns of the tables: `areas` are slugs of councils (noisy_explained.csv: the partnership as printed), joined by ";".
`truth` holds the slugs of all bodies that a careful reader would accept; "-" when no registered body may be found;
"group" when none, or a body that stands for a group of bodies, is right.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rapidfuzz.distance import OSA

from dhrgraph.reconcile.register.records import AuthorityRecord
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records.matches import Match

HERE = Path(__file__).parent
NOBODY, GROUP = "-", "group"
SPOILT = ("police", "local-authority", "acute-hospital", "mental-health", "clinical-commissioning", "community-health")
POSTS = ("Chief Executive, {}", "The Chief Executive of {}", "Head of Safeguarding, {}", "{} Safeguarding Team")
STRANGERS = ("Zorbeck", "Quillmere", "Vastrow", "Plimbury", "Jexford", "Ombrighton", "Trunchwold", "Wexcaster")
A_COMMON_WORD = 25  # a word in so many labels says what a body is, or in which county, not which it is
LETTERS = "abcdefghijklmnopqrstuvwxyz"
A_LONG_WORD = 7  # letters; one wrong letter in a shorter word is too easily another word

Verdict = Literal["right", "missed", "wrong", "rightly none"]


@dataclass(frozen=True, slots=True)
class Noisy:
    """One mention with its truth: the bodies accepted, and whether none, or only a group, is right as well."""

    kind: str
    mention: str
    areas: frozenset[str]
    bodies: frozenset[str]
    none: bool = False
    group: bool = False
    text: str = ""

    def verdict(self, match: Match, register: Register) -> Verdict:
        """How good a match is. Provisional and ambiguous ones name no registered body."""
        found = match.id if match.outcome == "matched" else None
        if found is None:
            return "rightly none" if self.none or self.group else "missed"
        as_group = self.group and register.records[found].collective
        return "right" if found in self.bodies or as_group else "wrong"


@dataclass
class Score:
    """Counts of verdicts. `asked` are mentions of a registered body that may not be passed over, `found` those it is
    found for."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    asked: int = 0
    found: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, item: Noisy, match: Match, register: Register) -> None:
        """Count one mention; what is not right is kept in words."""
        verdict = item.verdict(match, register)
        self.counts[verdict] += 1
        asked = not (item.none or item.group)
        self.asked += asked
        self.found += asked and verdict == "right"
        if verdict in ("missed", "wrong"):
            truth = " or ".join(sorted(item.bodies)) or "nobody"
            found = f"{match.id} [{match.method}]" if match.id else "none"
            self.faults.append(f"{verdict:6}  {item.kind}: {item.mention!r} is {truth}, found {found}")

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.counts + other.counts,
            self.asked + other.asked,
            self.found + other.found,
            self.faults + other.faults,
        )

    @property
    def precision(self) -> float:
        """The share of registered bodies found that are right."""
        found = self.counts["right"] + self.counts["wrong"]
        return self.counts["right"] / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of mentions of a registered body for which it is found."""
        return self.found / self.asked if self.asked else 1.0


def written_mentions(register: Register) -> tuple[Noisy, ...]:
    """The mentions written by hand, in the order of their table."""
    return tuple(
        _noisy(row, frozenset(code for slug in _slugs(row["areas"]) for code in register.records[slug].areas))
        for row in _rows("noisy_mentions.csv")
    )


def explained_mentions() -> tuple[tuple[str, Noisy], ...]:
    """Initials that their document explains: the partnership of the document, and the mention with that text."""
    return tuple((row["areas"], _noisy(row, frozenset())) for row in _rows("noisy_explained.csv"))


def own_words(register: Register) -> dict[str, str]:
    """The one word that tells a body from those of its form, for bodies whose label has one such word.

    The word comes first: "Walsall Healthcare NHS Trust" has one, "Tees, Esk and Wear Valleys NHS Foundation Trust" many.
    """
    words = _word_counts(register)
    ours = {record.slug: _ours(record, words) for record in _spoilt(register)}
    return {
        slug: found[0]
        for slug, found in ours.items()
        if len(found) == 1 and len(found[0]) >= 4 and register.records[slug].label.startswith(found[0])
    }


def made_mentions(register: Register) -> Iterator[Noisy]:
    """Labels spoilt by machine, each from a seed of its own: another body in the register leaves them as they are."""
    words = _word_counts(register)
    for record in _spoilt(register):
        yield from _noises(record, random.Random(record.slug), words)


def _word_counts(register: Register) -> Counter[str]:
    return Counter(word for record in register.records.values() for word in set(_words(record.label)))


def _spoilt(register: Register) -> list[AuthorityRecord]:
    """The bodies whose labels are spoilt, sorted by slug: no group and no part of another."""
    records = (record for _, record in sorted(register.records.items()))
    return [r for r in records if r.type in SPOILT and not r.collective and not r.parent]


def _ours(record: AuthorityRecord, words: Counter[str]) -> list[str]:
    """Words of the label that few others have, rarest first."""
    return sorted((w for w in _words(record.label) if words[w] < A_COMMON_WORD), key=lambda w: (words[w], w))


def _noises(record: AuthorityRecord, dice: random.Random, words: Counter[str]) -> Iterator[Noisy]:
    chances = [dice.random() for _ in range(6)]
    ours = _ours(record, words)
    own = [w for w in ours if len(w) >= A_LONG_WORD]
    common = [w for w in _words(record.label) if words[w] >= A_COMMON_WORD and len(w) >= A_LONG_WORD]
    if own and (chances[0] < 0.2 or record.type == "police"):
        yield from _misprinted("made: misprint in its own word", record, own[0], dice, words)
    if common and chances[1] < 0.12:
        yield from _misprinted("made: misprint in a common word", record, dice.choice(common), dice, words)
    if chances[2] < 0.05:
        yield _made("made: capitals", record.label.upper(), record)
    if chances[3] < 0.05:
        yield _made("made: possessive", record.label + "'s", record)
    if chances[4] < 0.05:
        yield _made("made: with a post", dice.choice(POSTS).format(record.label), record)
    if len(ours) == 1 and chances[5] < 0.12:
        stranger = record.label.replace(ours[0], dice.choice(STRANGERS))
        yield Noisy("made: name of nobody", stranger, frozenset(record.areas), frozenset(), none=True)


def _made(kind: str, mention: str, record: AuthorityRecord) -> Noisy:
    return Noisy(kind, mention, frozenset(record.areas), frozenset({record.slug}))


def _misprinted(
    kind: str, record: AuthorityRecord, word: str, dice: random.Random, words: Counter[str]
) -> Iterator[Noisy]:
    """The label with one slip in that word, unless the slip is as near to a word of another label."""
    wrong = misprint(word, dice)
    if all(other == word or OSA.distance(wrong.casefold(), other.casefold(), score_cutoff=1) > 1 for other in words):
        yield _made(kind, record.label.replace(word, wrong, 1), record)


def misprint(word: str, dice: random.Random) -> str:
    """One slip inside a word: a letter dropped, doubled, changed, or two swapped. Never the same word.

    Example:
        >>> misprint("Merseyside", random.Random(2)) != "Merseyside"
        True
    """
    places = [i for i in range(1, len(word) - 2) if word[i] != word[i + 1] and word[i : i + 2].isalpha()]
    at = dice.choice(places)
    slip = dice.choice(("drop", "double", "swap", "change"))
    if slip == "drop":
        return word[:at] + word[at + 1 :]
    if slip == "double":
        return word[: at + 1] + word[at:]
    if slip == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + dice.choice([letter for letter in LETTERS if letter != word[at]]) + word[at + 1 :]


def _words(label: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", label)


def _slugs(cell: str) -> list[str]:
    return [slug for slug in cell.split(";") if slug]


def _noisy(row: dict[str, str], areas: frozenset[str]) -> Noisy:
    truth = set(_slugs(row["truth"]))
    bodies = frozenset(truth - {NOBODY, GROUP})
    return Noisy(row["kind"], row["mention"], areas, bodies, NOBODY in truth, GROUP in truth, row.get("text", ""))


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by_kind(scored: Iterable[tuple[Noisy, Match]], register: Register) -> dict[str, Score]:
    """The score of each kind, in the order the kinds come."""
    scores: dict[str, Score] = {}
    for item, match in scored:
        scores.setdefault(item.kind, Score()).add(item, match, register)
    return scores


def total(scores: Iterable[Score]) -> Score:
    """All kinds together."""
    whole = Score()
    for score in scores:
        whole = whole.plus(score)
    return whole


def table(scores: dict[str, Score]) -> str:
    """One line a kind and one for all, for people."""
    lines = [f"{'kind':36}{'right':>6}{'missed':>7}{'wrong':>6}{'none':>6}{'prec':>7}{'recall':>7}"]
    for kind, score in [*scores.items(), ("all", total(scores.values()))]:
        n = score.counts
        cells = f"{n['right']:6}{n['missed']:7}{n['wrong']:6}{n['rightly none']:6}"
        lines.append(f"{kind[:35]:36}{cells}{score.precision:7.3f}{score.recall:7.3f}")
    return "\n".join(lines)
