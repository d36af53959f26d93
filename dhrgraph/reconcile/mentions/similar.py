"""One word misspelt, and other evidence that agrees: the last method, and never likeness alone.

    Question  ->  by_similarity  ->  Claims

All of this must hold: one word of the mention is no word the register, the places or the phrases know (so Brent is
never Brentwood); it is one slip away from a known one, two in a long word; with that word the mention names one body
and no other; and either the body lies in the document's area, or the misspelt word is a common one ("Polcie") beside
the body's own, or a long one that begins and ends as it should beside the words for the kind of body ("Council").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice, product

from rapidfuzz.distance import OSA

from dhrgraph.reconcile.mentions.claims import Claim, Question, bodies, first, noted
from dhrgraph.reconcile.mentions.plain import KNOWN, plain, plain_register, plainly
from dhrgraph.reconcile.register.register import Register

_LEAST = 5  # letters of a word that may be misspelt
_LONG = 9  # letters of a word that may have two slips
_TELLING = 6  # letters of a body's own word that may be misspelt; more where a letter is another ("Ashfold")
_FAR = 8  # the same where the body lies elsewhere than the document
_VERY_LONG = 12  # letters of a body's own word that may have two slips
_MOST_WORDS = 12
_EDGE = 2  # letters at either end, of which one end has no slip
_TRIALS = 64
_OF_NO_NAME = ("elsewhere", "ordinary", "region")  # kinds of phrases whose words are known, but common to no names


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """Every known word, those that any body's name may have (`common`), and all by their first and last letters."""

    words: frozenset[str]
    common: frozenset[str]
    edges: Mapping[str, tuple[str, ...]]

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - vocabularies are few and kept
    def near(self, word: str) -> tuple[str, ...]:
        """The known words one slip from `word` (two from a long one): a letter more, less or other, or two swapped.

        Example:
            >>> Vocabulary.of(["police", "council", "kent"], []).near("polcie")
            ('police',)
        """
        if len(word) < _LEAST:
            return ()
        most = 2 if len(word) >= _LONG else 1
        close = {*self.edges.get(word[:_EDGE] + "-", ()), *self.edges.get("-" + word[-_EDGE:], ())}
        near = [other for other in sorted(close) if OSA.distance(word, other, score_cutoff=most) <= most]
        return tuple(other for other in near if len(other) >= _LEAST - 1)

    @classmethod
    def of(cls, words: Iterable[str], common: Iterable[str]) -> Vocabulary:
        """Of all words, and of those that any body's name may have."""
        every, general = frozenset(words), frozenset(common)
        edges: dict[str, list[str]] = {}
        for word in sorted(every | general):
            edges.setdefault(word[:_EDGE] + "-", []).append(word)
            edges.setdefault("-" + word[-_EDGE:], []).append(word)
        return cls(every | general, general, {edge: tuple(found) for edge, found in edges.items()})


def by_similarity(question: Question) -> tuple[Claim, ...]:
    """The one body that the mention names when one word of it is spelt as it should be."""
    asked = plainly(question)
    known = vocabulary(question.register)
    strange = _strange(asked.words, known)
    if len(strange) != 1:
        return ()
    (at,) = strange
    found = list(_readings(asked, strange, known))
    if len(frozenset().union(*(bodies(claims) for _, claims in found))) != 1:
        return ()
    (meant, *_), claims = found[0]
    written = tuple(meant if word == asked.words[at] else word for word in question.words)
    whole = bool(question.register.names.find(written))
    why = _agreement(asked, at, meant, claims[0], known, whole)
    return noted(claims[:1], f"'{asked.words[at]}' being '{meant}'; {why}", "similarity") if why else ()


def may_be_misspelt(question: Question) -> bool:
    """Whether the mention would name a body, this or that, if words of it were spelt otherwise."""
    asked = plainly(question)
    known = vocabulary(question.register)
    strange = _strange(asked.words, known)
    return bool(strange) and any(True for _ in _readings(asked, strange, known))


@lru_cache(maxsize=4)
def vocabulary(register: Register) -> Vocabulary:
    """The words of a register, its places and phrases. Made when first asked for, then kept."""
    phrases = register.phrases
    aside = [key for kind, book in phrases.aside.items() if kind not in _OF_NO_NAME for key in book.spaced]
    other = [key for kind in _OF_NO_NAME for key in phrases.aside[kind].spaced]
    written = [" ".join(words) for first_word in phrases.written.values() for both in first_word for words in both]
    common = [*phrases.kinds.spaced, *aside, *written]
    proper = [*plain_register(register).names.spaced, *register.names.spaced, *register.places.spaced, *other]
    places = {word for key in register.places.spaced for word in key.split()}
    return Vocabulary.of(
        (word for key in proper for word in key.split()),
        (word for key in common for word in key.split() if word not in places),
    )


def _strange(words: Sequence[str], known: Vocabulary) -> tuple[int, ...]:
    """Where the words that nobody knows stand; none in a mention too long to be a name."""
    if len(words) > _MOST_WORDS:
        return ()
    return tuple(at for at, word in enumerate(words) if word not in known.words)


def _readings(
    asked: Question, strange: tuple[int, ...], known: Vocabulary
) -> Iterator[tuple[tuple[str, ...], tuple[Claim, ...]]]:
    """Known words for the strange ones with which the mention names a body, and the claims on it."""
    near = [known.near(asked.words[at]) for at in strange]
    for chosen in islice(product(*near), _TRIALS):
        words = list(asked.words)
        for at, word in zip(strange, chosen, strict=True):
            words[at] = word
        read = replace(asked, words=plain(words, asked.register.phrases.written), mention=" ".join(words))
        claims = first(read, KNOWN)
        if claims:
            yield chosen, claims


def _agreement(asked: Question, at: int, meant: str, claim: Claim, known: Vocabulary, whole: bool) -> str:
    """What else speaks for the body; empty when nothing does. `whole`: the rest is its name to the letter."""
    areas = set(asked.register.records[claim.slug].areas)
    others = [word for place, word in enumerate(asked.words) if place != at]
    misspelt = asked.words[at]
    alike = misspelt[0] == meant[0] and misspelt[-1] == meant[-1]
    if meant in known.common:
        if areas.intersection(asked.areas):
            return "the body is of the document's area"
        if any(word not in known.common for word in others):
            return "its own words are as printed"
        good = claim.method in ("label", "variant") and alike and others
        return "every other word of a name good anywhere is as printed" if good else ""
    if not _telling(misspelt, meant, whole):
        return ""
    if areas.intersection(asked.areas):
        return "the body is of the document's area"
    far = bool(areas and asked.areas)
    if alike and len(meant) >= (_FAR if far else _TELLING) and _kind_of_body(others, asked.register):
        return "the words for its kind are as printed"
    return ""


def _telling(misspelt: str, meant: str, whole: bool) -> bool:
    """Whether a body's own word is misspelt as words are: not another letter in a short one, which is another name."""
    if _squeezed(misspelt) == _squeezed(meant):
        return True
    changed = len(misspelt) == len(meant) and sorted(misspelt) != sorted(meant)
    most = 1 if len(meant) < _VERY_LONG else 2
    least = _TELLING + changed + (changed and not whole)
    return len(meant) >= least and OSA.distance(misspelt, meant, score_cutoff=most) <= most


def _squeezed(word: str) -> str:
    """The word with doubled letters once."""
    return "".join(letter for letter, _ in groupby(word))


def _kind_of_body(words: Sequence[str], register: Register) -> bool:
    return any("body" in register.phrases.kinds.find([word]) for word in words)
