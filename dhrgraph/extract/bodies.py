"""Whether words name a body: a known one, or one by the look of its name.

Only a first sieve for headings and sentences; which body is meant is for reconciliation to say.
"""

from __future__ import annotations

import re

from dhrgraph.extract.lexicons import Lexicons, speaks
from dhrgraph.records import Document
from dhrgraph.text.headings import Columns, read_heading

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BRACKETED = re.compile(r"[\[(]\s?(?P<who>[^\[\]()]{3,200})\s?[\])]\.?")
_JOINER = re.compile(r"\s?[,;/&]\s?|\sand\s")
_ASIDE = re.compile(r"(?<=\w)\s?\((?:on behalf of|for|formerly|now|previously|including|via|as)\b[^()]{2,60}\)$")
_MOST_WORDS = 20
_NAMED = ("lead", "addressee")  # columns
_SHORT = 3  # letters: "of", "and" may stand small in a name
_IN_PLACES = {"upon"}  # Newcastle upon Tyne


def is_body(words: str, lexicons: Lexicons) -> bool:
    """Whether a heading, cell or line is the name of a body or sector and nothing else.

    It is in the register, a sector's phrase, or a run of capitalised words one of which is such as "Police".
    """
    folded = " ".join(words.casefold().strip(" .:*()").split())
    if folded in lexicons.known_names or folded in lexicons.naming_words:
        return True
    words = _ASIDE.sub("", words)
    terms = _WORD.findall(words)
    if not terms or len(terms) > _MOST_WORDS or ":" in words or words.rstrip().endswith((".", "?", "!", ";")):
        return False
    capitals = all(t[0].isupper() for t in terms if len(t) > _SHORT and t not in _IN_PLACES)
    speaks_of = any(speaks(lexicons.lists, words, kind) for kind in ("topic", "furniture"))
    return capitals and _has_naming_word(terms, lexicons) and not speaks_of


def bracketed_body(words: str, lexicons: Lexicons) -> tuple[int, int] | None:
    """Where a body's name stands in words that are nothing but the name in brackets: "[Exampleton Police]"."""
    found = _BRACKETED.fullmatch(words)
    return found.span("who") if found and is_known_body(found["who"], lexicons) else None


def is_known_body(words: str, lexicons: Lexicons) -> bool:
    """Whether words name a body or several by their look, or stand in the document's own columns of bodies."""
    if is_body(words, lexicons) or words.strip().casefold() in lexicons.seen_names:
        return True
    several = _JOINER.split(words)
    return len(several) > 1 and all(is_body(one, lexicons) for one in several)


def column_names(document: Document, lexicons: Lexicons) -> frozenset[str]:
    """What the columns of leads and addressees hold, casefolded: names of bodies nobody has registered."""
    names: set[str] = set()
    for table in document.tables:
        columns: Columns | None = None
        for row in table.rows:
            found = read_heading(row, None, lexicons.headings)
            columns = found[0] if found else columns
            held = (columns.field(n) for n in range(len(row))) if columns else ()
            names |= {cell.text.casefold() for cell, field in zip(row, held, strict=False) if field in _NAMED}
    return frozenset(name for name in names if len(name) > 2 and 1 < len(name.split()) <= _MOST_WORDS)


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
