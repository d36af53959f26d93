"""Read the addressee out of a recommendation's own sentence: "That X review …", "X should …", "X to agree …"."""

from __future__ import annotations

import re
from functools import lru_cache

from dhrgraph.extract.bodies import is_body, names_someone
from dhrgraph.extract.lexicons import Cue, Lexicons, first_match, speaks
from dhrgraph.records import EMPTY, Passage
from dhrgraph.text.passages import part

_MOST_WORDS = 16  # a longer run before the verb is a clause, not a name
_REACH = 400  # characters of a sentence in which its subject stands
_MOST_COMMAS = 6  # looked behind
_BY = re.compile(
    r"\bby (?:the )?(?P<who>[A-Z][\w'’&()/ -]{2,100}?)(?=\s+(?:to|for|in|so|within|which|that|as|on)\b|[.,;]|$)"
)
_NO_NAME = re.compile(r"[:;]")  # no name holds them
_MOST_SENTENCES = 3  # that recommend, looked at
_PREFIX = re.compile(r"(?P<who>[A-Z][^:.;]{2,100}):\s+(?=[A-Z])")  # "Exampleton Police: Officers should …"
_ENDS = re.compile(r"(?<!\bSt)(?<!\bDr)(?<!\be\.g)(?<!\bi\.e)[.!?][)”’'\"]?\s+(?=[A-Z])")
# words before one that is a noun there: "this review reports" has its verb behind it
_NO_NOUN = "".join(rf"(?<!\b{word}\s)" for word in ("this", "the", "a", "an", "its", "their", "of", "for", "any"))
_ITEM = r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+)?"  # the mark of the first item: "The Trust to: (a) review"
_TO = re.compile(r"(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<who>[A-Z].{2,160}?)\s+to\s+[a-z]", re.DOTALL)


def sentence_addressee(source: str, text: Passage, lexicons: Lexicons) -> Passage:
    """The words before the first verb of the sentence, when they can name someone; else EMPTY.

    Whether they name a body is for reconciliation to say.
    """
    prefix = _PREFIX.match(text.text)
    if prefix and is_body(prefix["who"], lexicons):
        return part(source, text, *prefix.span("who"))
    starts = [0, *(found.end() for found in _ENDS.finditer(text.text))]
    spoken = zip(starts, [*starts[1:], len(text.text)], strict=True)
    says = [at for at, end in spoken if speaks(lexicons.recommending, text.text[at:end], "says")]
    for at in (says or starts)[:_MOST_SENTENCES]:
        if place := _behind_clause(text.text, at, lexicons) or _subject(text.text, at, lexicons):
            return part(source, text, *place)
    doers = (m for m in _BY.finditer(text.text) if is_body(m["who"], lexicons))
    doer = next(doers, None)
    return part(source, text, *doer.span("who")) if doer else EMPTY


def _behind_clause(words: str, at: int, lexicons: Lexicons) -> tuple[int, int] | None:
    """The subject that stands behind what a sentence leads in with: "In order to …, the Trust should …"."""
    if not first_match(lexicons.addressees, words[at : at + _REACH], "lead-in"):
        return None
    commas = [m.end() for m in re.finditer(r",\s+", words[at : at + _REACH])][:_MOST_COMMAS]
    found = [place for comma in commas if (place := _subject(words, at + comma, lexicons))]
    bodies = (place for place in found if _is_whole_name(words[slice(*place)], lexicons))
    return next(bodies, found[-1] if found else None)


def _is_whole_name(who: str, lexicons: Lexicons) -> bool:
    return is_body(who, lexicons) or speaks(lexicons.addressees, who, "quantifier")


def _subject(words: str, at: int, lexicons: Lexicons) -> tuple[int, int] | None:
    """Where the subject of the sentence at `at` stands that can name someone, or None."""
    named = _TO.match(words, at, at + _REACH)
    if named and is_body(named["who"], lexicons):
        return named.span("who")
    subject, imperative = _patterns(lexicons.addressees, lexicons.naming_words)
    found = subject.match(words, at, at + _REACH)
    if not found or len(found["who"].split()) > _MOST_WORDS or imperative.match(words, at):
        return None
    if speaks(lexicons.addressees, found["who"], "clause") or _NO_NAME.search(found["who"]):
        return None
    if not names_someone(found["who"], lexicons, opens_sentence=found.start("who") == at):
        return None
    return found.span("who")


@lru_cache(maxsize=4)
def _patterns(cues: tuple[Cue, ...], naming: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Opening, who, verb; and a sentence that begins with its verb and so names nobody.

    A verb that is a noun too ("review", "support") counts only where no name goes on.
    """
    opening, modal, verb, noun = (
        "|".join(cue.row["pattern"] for cue in cues if cue.name == name)
        for name in ("opening", "modal", "verb", "noun-verb")
    )
    name_goes_on = "|".join(sorted(map(re.escape, naming)))
    doing = rf"(?:(?:{verb})\b|{_NO_NOUN}(?:{noun})\b(?!\s+(?:{modal}|{name_goes_on})\b))"
    subject = rf"(?:{opening})(?P<who>\w.*?)[,:]?\s+{_ITEM}(?:(?:{modal})\b|(?:to\s+)?{doing})"
    return re.compile(subject, re.IGNORECASE | re.DOTALL), re.compile(rf"(?:to\s+)?{doing}", re.IGNORECASE)
