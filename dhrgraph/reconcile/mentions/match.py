"""Match a mention to the register, or say that nothing matches: never by likeness alone.

    mention, areas, register, glossary  ->  reconcile  ->  Match

`METHODS` is the order of evidence. Each asks one question and answers with claims; the first that has any decides.
Claims on two bodies are no match: they are its candidates, for a person to judge. docs/decisions/0012-identity.md says
why the order is as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dhrgraph.reconcile.judgements import CONFIRM, NONE
from dhrgraph.reconcile.mentions.claims import (
    NOTHING_EXPLAINED,
    Claim,
    Explained,
    Glossary,
    Method,
    Question,
    bodies,
    first,
    folded,
    noted,
)
from dhrgraph.reconcile.mentions.glossary import Meaning, explained, shares_words
from dhrgraph.reconcile.mentions.groups import by_group
from dhrgraph.reconcile.mentions.initials import by_initials
from dhrgraph.reconcile.mentions.named import NAMED, by_bracket, by_words, fits
from dhrgraph.reconcile.mentions.parts import by_office, by_own_part, by_part, by_whole
from dhrgraph.reconcile.mentions.plain import (
    by_end_again,
    by_name_cut_short,
    by_other_rank,
    by_part_of_plain_name,
    by_plain_name,
)
from dhrgraph.reconcile.mentions.provisional import by_form
from dhrgraph.reconcile.mentions.similar import by_similarity
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import Candidate, Match

_LONGEST = 300  # letters; more is a text
_KEPT = 1 << 15  # answers


def reconcile(mention: str, areas: frozenset[str], register: Register, glossary: Glossary = NOTHING_EXPLAINED) -> Match:
    """The body that `mention` names in a document about `areas` (codes of councils; empty: about no area).

    Args:
        mention: Words that name one body, as printed.
        areas: What the document is about.
        register: Who there is.
        glossary: The initials that the document explains.

    Returns:
        A match with agency, id and type; or one with None in all three, the reason as its evidence, and the bodies it
        may mean as its candidates. What the register lacks but is well named is provisional.

    Example:
        >>> from dhrgraph.reconcile.register.register import build_register
        >>> reconcile("Someshire Police", frozenset(), build_register([])).method
        'none'
    """
    if len(mention) > _LONGEST:
        return Match(mention, None, None, None, False, "none", "too long for a name")
    return _reconcile(mention, areas, register, glossary)


@lru_cache(maxsize=_KEPT)
def _reconcile(mention: str, areas: frozenset[str], register: Register, glossary: Glossary) -> Match:
    question = Question(mention, areas, register, folded(mention), glossary)
    claims = first(question, METHODS)
    if claims:
        return _decided(question, claims)
    return Match(mention, None, None, None, False, "none", "no label of the register fits")


def by_judgement(question: Question) -> tuple[Claim, ...]:
    """What a person decided; a judgement for the area outranks one for everywhere."""
    for judgement in question.register.judgements.find(question.words):
        if judgement.fits(question.areas):
            why = f"judged by {judgement.by}, {judgement.on}"
            if judgement.agency == CONFIRM:
                confirmed = noted(first(question, METHODS[1:]), why, "judgement")
                return tuple(replace(claim, judged=judgement.judged) for claim in confirmed)
            return (Claim(judgement.agency, "judgement", why, judged=judgement.judged),)
    return ()


def names_nobody(mention: str, register: Register) -> bool:
    """Whether what is printed names nobody by its own words ("N/A", "TBC", "-"): there is nothing to decide about it.

    Example:
        >>> from dhrgraph.reconcile.register.register import build_register
        >>> known = build_register([], [{"phrase": "N/A", "kind": "nobody"}])
        >>> names_nobody("n/a", known), names_nobody(" - ", known), names_nobody("Someshire Police", known)
        (True, True, False)
    """
    words = folded(mention)
    return not words or bool(register.phrases.aside["nobody"].find(words))


def by_no_name(question: Question) -> tuple[Claim, ...]:
    """Words that name no body though they might be its initials: "TBC" is not Tamworth Borough Council."""
    if not names_nobody(question.mention, question.register):
        return ()
    return (Claim(NONE, "none", f"'{question.mention.strip()}' names no body"),)


def by_glossary(question: Question) -> tuple[Claim, ...]:
    """Initials that the document explains, alone or beside posts: they mean that name, whoever else has them.

    Where it is no body's that the register knows, they mean none that only shares the initials, but one without a
    record where the name is well formed for it.
    """
    meaning = explained(question)
    if meaning is None:
        return ()
    known = first(question, (*NAMED, by_words, by_initials))
    if not meaning.explained.known:
        return _without_record(question, known, meaning) or _no_namesake(question, known, meaning.explained)
    claims = first(question.about(meaning.read), (*NAMED, by_bracket, by_words, by_plain_name))
    if not claims or bodies(claims) == bodies(known) or len(bodies(known)) == 1 < len(bodies(claims)):
        return ()
    return noted(claims, f"explained in this document: '{meaning.explained.quote}'", "acronym")


def _without_record(question: Question, known: tuple[Claim, ...], meaning: Meaning) -> tuple[Claim, ...]:
    """The body without a record that the initials alone mean; not where a known body of much that name has them."""
    if meaning.read != meaning.explained.name or (known and not _no_namesake(question, known, meaning.explained)):
        return ()
    return noted(by_form(question.about(meaning.read)), "initials explained in this document")


def _no_namesake(question: Question, known: tuple[Claim, ...], said: Explained) -> tuple[Claim, ...]:
    """That the initials mean no body, where those of the one that has them come from quite another name."""
    names = (name.words for slug in bodies(known) for name in question.register.names_of(slug))
    full = [name for name in names if " " in name and fits(said.letters, name)]
    if not full or any(shares_words(name, said.name) for name in full):
        return ()
    return (Claim(NONE, "none", "initials that this document explains as another name"),)


def before_note(question: Question) -> tuple[Claim, ...]:
    """The mention cut off before a remark such as "on behalf of …" or "NB …"."""
    note = question.register.phrases.note.search(question.mention)
    if not note or note.start() == 0:
        return ()
    cut = question.about(question.mention[: note.start()])
    return noted(first(cut, METHODS), f"before '{note.group().strip(' (-–')}'")


METHODS: tuple[Method, ...] = (
    by_judgement,  # a person's word
    by_glossary,  # the document's own
    by_no_name,
    *NAMED,  # the register's: label, variant, misprint, general name in the area
    by_group,  # a group addressed together
    before_note,
    by_bracket,
    by_words,  # the name beside posts and places
    by_office,  # a post that belongs to one kind of body
    by_whole,  # the work of several parts of one body
    by_own_part,
    by_plain_name,  # common words written otherwise
    by_other_rank,  # of a council
    by_name_cut_short,
    by_end_again,
    by_part,  # a part without a record
    by_part_of_plain_name,
    by_initials,  # of one body alone
    by_similarity,
    by_form,  # no record, but a body's name
)


def _decided(question: Question, claims: tuple[Claim, ...]) -> Match:
    said = {claim.slug: claim for claim in reversed(claims)}
    if len(said) > 1:
        return _undecided(question, said)
    claim = claims[0]
    mention, records = question.mention, question.register.records
    judged = claim.judged
    if claim.slug == NONE:
        return Match(mention, None, None, None, False, claim.method, claim.evidence, judged=judged)
    if claim.name:
        made = judged is None
        return Match(
            mention, claim.name, claim.slug, claim.type, False, claim.method, claim.evidence, made, judged=judged
        )
    record = records[claim.slug]
    return Match(
        mention,
        record.label,
        record.slug,
        record.type,
        record.collective,
        claim.method,
        claim.evidence,
        judged=judged,
    )


def _undecided(question: Question, said: dict[str, Claim]) -> Match:
    records = question.register.records
    candidates = tuple(
        Candidate(slug, records[slug].label, said[slug].evidence, records[slug].collective) for slug in sorted(said)
    )
    names = "; ".join(candidate.agency for candidate in candidates)
    return Match(question.mention, None, None, None, False, "none", f"equal claims: {names}", candidates=candidates)
