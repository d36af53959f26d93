"""What is asked of the register, and what a method answers.

Question  ->  a method  ->  Claims: none when it knows nothing, several bodies when it cannot decide
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import without_article, words_of
from dhrgraph.records import Judged, MatchMethod


@dataclass(frozen=True, slots=True)
class Claim:
    """That a mention means one body, and why.

    `slug` is one of the register ("none": a person judged that it means no body), but for a body the register lacks:
    then `name` and `type` say what its words tell of it. `judged` is there when a person decided.
    """

    slug: str
    method: MatchMethod
    evidence: str
    name: str = ""
    type: str = ""
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What one document says some initials, or a short name, mean: the name as it stands there, and how it says so.

    `known`: the name is a body's of the register. Of another only the name is kept; nobody publishes it unless it is
    well formed for the name of a body.
    """

    letters: str
    name: str
    quote: str
    known: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Glossary:
    """The initials and short names that one document explains itself, by their folded words. Compared by identity."""

    entries: Mapping[str, tuple[Explained, ...]] = field(default_factory=dict)


NOTHING_EXPLAINED = Glossary()


@dataclass(frozen=True, slots=True)
class Question:
    """A mention put to the register, in a document about `areas` that explains the initials of `glossary`.

    `words` are the folded words of the mention, without a leading "the".
    """

    mention: str
    areas: frozenset[str]
    register: Register
    words: tuple[str, ...]
    glossary: Glossary = NOTHING_EXPLAINED

    def about(self, mention: str) -> Question:
        """The same of other words."""
        return replace(self, mention=mention, words=folded(mention))


Method: TypeAlias = Callable[[Question], tuple[Claim, ...]]


def folded(mention: str) -> tuple[str, ...]:
    """The folded words, without a leading "the".

    Example:
        >>> folded("The Crown Prosecution Service")
        ('crown', 'prosecution', 'service')
    """
    return without_article(tuple(word.key for word in words_of(mention)))


def first(question: Question, methods: tuple[Method, ...]) -> tuple[Claim, ...]:
    """The claims of the first method that has any; empty when none has."""
    return next((claims for method in methods if (claims := method(question))), ())


def noted(claims: tuple[Claim, ...], remark: str, method: MatchMethod | None = None) -> tuple[Claim, ...]:
    """The claims with a remark behind their evidence; under another method, else a label becomes a variant."""
    return tuple(
        replace(claim, method=method or _freer(claim.method), evidence=f"{claim.evidence}, {remark}")
        for claim in claims
    )


def bodies(claims: tuple[Claim, ...]) -> frozenset[str]:
    """The bodies claimed."""
    return frozenset(claim.slug for claim in claims)


def _freer(method: MatchMethod) -> MatchMethod:
    return "variant" if method == "label" else method
