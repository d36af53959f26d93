"""Read the addressee out of a recommendation's own sentence: "That X review …", "X should …", "X to agree …"."""

from __future__ import annotations

import re
from functools import lru_cache

from dhrgraph.extract.bodies import is_body, names_someone
from dhrgraph.extract.lexicons import Cue, Lexicons
from dhrgraph.records import EMPTY, Passage
from dhrgraph.text.passages import part

_MOST_WORDS = 16  # a longer run before the verb is a clause, not a name
_REACH = 400  # characters of the text in which its subject stands
_TO = re.compile(r"(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<who>[A-Z].{2,160}?)\s+to\s+[a-z]", re.DOTALL)


def sentence_addressee(source: str, text: Passage, lexicons: Lexicons) -> Passage:
    """The words before the first verb of the sentence, when they can name someone; else EMPTY.

    Whether they name a body is for reconciliation to say.
    """
    named = _TO.match(text.text, 0, _REACH)
    if named and is_body(named["who"], lexicons):
        return part(source, text, *named.span("who"))
    subject, imperative = _patterns(lexicons.addressees, lexicons.naming_words)
    found = subject.match(text.text, 0, _REACH)
    if not found or len(found["who"].split()) > _MOST_WORDS or imperative.match(text.text):
        return EMPTY
    if not names_someone(found["who"], lexicons, opens_sentence=found.start("who") == 0):
        return EMPTY
    return part(source, text, *found.span("who"))


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
    doing = rf"(?:(?:{verb})\b|(?:{noun})\b(?!\s+(?:{modal}|{name_goes_on})\b))"
    subject = rf"(?:{opening})(?P<who>\w.*?),?\s+(?:(?:{modal})\b|(?:to\s+)?{doing})"
    return re.compile(subject, re.IGNORECASE | re.DOTALL), re.compile(rf"(?:to\s+)?{doing}", re.IGNORECASE)
