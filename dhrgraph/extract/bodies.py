"""Whether words name a body: a known one, or one by the look of its name.

Only a first sieve for headings and sentences; which body is meant is for reconciliation to say.
"""

from __future__ import annotations

import re

from dhrgraph.extract.lexicons import Lexicons, speaks

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_WORDS = 14
_SHORT = 3  # letters: "of", "and" may stand small in a name


def is_body(words: str, lexicons: Lexicons) -> bool:
    """Whether a heading, cell or line is the name of a body or sector and nothing else.

    It is in the register, a sector's phrase, or a run of capitalised words one of which is such as "Police".
    """
    folded = " ".join(words.casefold().strip(" .:*()").split())
    if folded in lexicons.known_names or folded in lexicons.naming_words:
        return True
    terms = _WORD.findall(words)
    if not terms or len(terms) > _MOST_WORDS or ":" in words or words.rstrip().endswith((".", "?", "!", ";")):
        return False
    capitals = all(t[0].isupper() for t in terms if len(t) > _SHORT)
    return capitals and _has_naming_word(terms, lexicons) and not speaks(lexicons.lists, words, "topic")


def names_someone(words: str, lexicons: Lexicons, *, opens_sentence: bool) -> bool:
    """Whether the words before a sentence's verb can name who is asked: a proper name, a body's word, "all staff".

    The capital of a sentence's first word says nothing, so it does not count when `opens_sentence`.
    """
    if speaks(lexicons.addressees, words, "quantifier") or words.casefold() in lexicons.known_names:
        return True
    terms = _WORD.findall(words)
    proper = any(t[0].isupper() for t in (terms[1:] if opens_sentence else terms))
    return proper or _has_naming_word(terms, lexicons)


def _has_naming_word(terms: list[str], lexicons: Lexicons) -> bool:
    return any(term.casefold() in lexicons.naming_words for term in terms)
