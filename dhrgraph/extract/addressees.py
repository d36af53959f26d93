"""Read the addressee out of a recommendation's own sentence: "That X review …", "X should …"."""

from __future__ import annotations

import re
from functools import lru_cache

from dhrgraph.extract.lexicons import Cue, Lexicons
from dhrgraph.records import EMPTY, Passage
from dhrgraph.text.passages import part

_MOST_WORDS = 16  # a longer run before the verb is a clause, not a name


def sentence_addressee(source: str, text: Passage, lexicons: Lexicons) -> Passage:
    """The words before the first verb of the sentence, when they can name someone; else EMPTY.

    They can when the sentence opens with "That" or the words hold a capital or a quantifier ("all agencies").
    Whether they name a body is for reconciliation to say.

    Example:
        >>> from dhrgraph.records import Span
        >>> from dhrgraph.extract.lexicons import Cue
        >>> cues = [Cue(n, re.compile(p, re.I), {"pattern": p}) for n, p in
        ...         [("opening", r"(?:That\\s+)?"), ("modal", "should"), ("verb", "review(?:s)?")]]
        >>> words = "That all agencies review their records."
        >>> class L: addressees = tuple(cues)
        >>> sentence_addressee(words, Passage(words, (Span(0, len(words)),)), L()).text
        'all agencies'
    """
    found = _pattern(lexicons.addressees).match(text.text)
    if not found or not found["who"] or len(found["who"].split()) > _MOST_WORDS:
        return EMPTY
    who = found["who"]
    named = any(c.isupper() for c in who) or who.casefold().startswith(("all ", "each ", "every ", "local "))
    return part(source, text, *found.span("who")) if named else EMPTY


@lru_cache(maxsize=4)
def _pattern(cues: tuple[Cue, ...]) -> re.Pattern[str]:
    opening, modal, verb = (
        "|".join(cue.row["pattern"] for cue in cues if cue.name == name) for name in ("opening", "modal", "verb")
    )
    return re.compile(rf"(?:{opening})(?P<who>\w.*?)\s+(?:(?:{modal})\b|(?:{verb})\b)", re.IGNORECASE | re.DOTALL)
