"""Match a mention to the register, or say that nothing matches: never by likeness alone.

    mention, areas, register  ->  reconcile  ->  Match

`METHODS` is the order of evidence. Each asks one question and answers with claims; the first that has any
decides. Claims on two bodies are no match: the evidence names them, for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dhrgraph.reconcile.compose import composed
from dhrgraph.reconcile.judgements import NONE
from dhrgraph.reconcile.register import NameMethod, Register
from dhrgraph.reconcile.words import is_acronym_of, without_article, words_of
from dhrgraph.records import Match, MatchMethod

_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\W*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """That a mention means one body (`slug`; "none": a person judged that it means no body), and why."""

    slug: str
    method: MatchMethod
    evidence: str


@dataclass(frozen=True, slots=True)
class Question:
    """A mention put to the register: its printed form and its folded words, in a document about `areas`."""

    mention: str
    areas: frozenset[str]
    register: Register

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words, without a leading "the"."""
        return without_article(tuple(word.key for word in words_of(self.mention)))


Method = Callable[[Question], tuple[Claim, ...]]


def reconcile(mention: str, areas: frozenset[str], register: Register) -> Match:
    """The body that `mention` names in a document about `areas` (codes of councils; empty: about no area).

    Returns:
        A match with agency, id and type, or one with None in all three and the reason as its evidence.

    Example:
        >>> from dhrgraph.reconcile.register import build_register
        >>> reconcile("Someshire Police", frozenset(), build_register([])).method
        'none'
    """
    question = Question(mention, areas, register)
    for method in METHODS:
        claims = method(question)
        if claims:
            return _decided(question, claims)
    return Match(mention, None, None, None, False, "none", "no label of the register fits")


def by_judgement(question: Question) -> tuple[Claim, ...]:
    """What a person decided; a judgement for the area outranks one for everywhere."""
    for judgement in question.register.judgements.find(question.words):
        if judgement.fits(question.areas):
            return (Claim(judgement.agency, "judgement", f"judged by {judgement.by}, {judgement.on}"),)
    return ()


def by_name(method: NameMethod) -> Method:
    """A method that asks whether the whole mention is a label of that kind, good in this document."""

    def ask(question: Question) -> tuple[Claim, ...]:
        register = question.register
        names = register.names.find(question.words)
        return tuple(
            Claim(
                name.slug,
                method,
                _label_evidence(name.source, name.words, question.areas if name.in_context else None),
            )
            for name in names
            if name.method == method and register.good(name, question.areas)
        )

    return ask


def by_bracket(question: Question) -> tuple[Claim, ...]:
    """A name with its own initials in brackets, or with a place or part the register does not know.

    "Somewhere Aid (SA)" is "Somewhere Aid" or, if only that is known, "SA". A bracket that is not initials
    may be left out after a name that is good anywhere and no group's: "National Service (Someshire)".
    """
    found = _BRACKET.fullmatch(question.mention)
    if not found:
        return ()
    name, inside = found["name"], found["inside"]
    by_the_name = _claims(replace(question, mention=name), NAMED)
    by_the_inside = _claims(replace(question, mention=inside), NAMED)
    if is_acronym_of(inside, name) and not (by_the_name and by_the_inside):
        return _noted(by_the_name or by_the_inside, f"'({inside})' being its initials")
    free = all(c.method != "area-context" and not question.register.records[c.slug].collective for c in by_the_name)
    if by_the_name and free and not by_the_inside:
        return _noted(by_the_name, f"without '({inside})'")
    return ()


def by_words(question: Question) -> tuple[Claim, ...]:
    """Every word is the body's name, a post held there, its part or its place: see `compose`."""
    return tuple(
        Claim(slug, "pattern", evidence)
        for slug, evidence in composed(question.words, question.areas, question.register)
    )


def before_note(question: Question) -> tuple[Claim, ...]:
    """The mention cut off before a remark such as "on behalf of …" or "NB …"."""
    note = question.register.phrases.note.search(question.mention)
    if not note or note.start() == 0:
        return ()
    cut = question.mention[: note.start()]
    return _noted(_claims(replace(question, mention=cut), METHODS), f"before '{note.group().strip(' (-–')}'")


NAMED: tuple[Method, ...] = (
    by_name("label"),
    by_name("variant"),
    by_name("misprint"),
    by_name("area-context"),
)
METHODS: tuple[Method, ...] = (by_judgement, *NAMED, by_bracket, by_words, before_note)


def _claims(question: Question, methods: tuple[Method, ...]) -> tuple[Claim, ...]:
    return next((claims for method in methods if (claims := method(question))), ())


def _noted(claims: tuple[Claim, ...], remark: str) -> tuple[Claim, ...]:
    return tuple(
        replace(claim, method=_freer(claim.method), evidence=f"{claim.evidence}, {remark}") for claim in claims
    )


def _freer(method: MatchMethod) -> MatchMethod:
    return "variant" if method == "label" else method


def _decided(question: Question, claims: tuple[Claim, ...]) -> Match:
    slugs = sorted({claim.slug for claim in claims})
    if len(slugs) > 1:
        names = "; ".join(question.register.records[slug].label for slug in slugs)
        return Match(question.mention, None, None, None, False, "none", f"equal claims: {names}")
    claim = claims[0]
    if claim.slug == NONE:
        return Match(question.mention, None, None, None, False, claim.method, claim.evidence)
    record = question.register.records[claim.slug]
    return Match(
        question.mention,
        record.label,
        record.slug,
        record.type,
        record.collective,
        claim.method,
        claim.evidence,
    )


def _label_evidence(source: str, words: str, areas: frozenset[str] | None) -> str:
    where = "" if areas is None else f" in a document about {', '.join(sorted(areas)) or 'no one area'}"
    return f"{source} '{words}'{where}"
