"""Facts of the review: its partnership, publication, death, and how many recommendations it states.

    Document, Lexicons  ->  review_facts  ->  Review

The title is made from the partnership and the date, never taken from the page: a printed title can hold a pseudonym.
"""

from __future__ import annotations

import calendar
import re

from dhrgraph.extract.dates import find_date
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.numbers import number
from dhrgraph.records import EMPTY, Document, PartnershipName, Passage, Review, Span
from dhrgraph.text.lines import even_ends
from dhrgraph.text.passages import passage
from dhrgraph.text.patterns import finds

_FRONT = 6000  # characters of a report in which its title page stands
_WORD = re.compile(r"[^\W\d_]+(?:['’]S\b)?")
_SOUNDED = re.compile("[AEIOUY]")  # what has no vowel is initials, such as CSP
_SMALL = frozenset({"AND", "OF", "THE", "IN", "ON", "UPON", "UNDER"})  # within a name


def review_facts(document: Document, lexicons: Lexicons) -> Review:
    """The review the document is about. Facts not stated are None; the manifest's are taken first.

    `id` and the partnership's name and codes are filled in when the partnership is reconciled.
    """
    even = even_ends(document.text)
    facts = {name: _fact(document, even, lexicons, name) for name in ("csp", "death", "stated")}
    facts["published"] = _fact(document, even, lexicons, "published", besides=facts["death"])
    csp = document.source.csp or facts["csp"].text
    published = (document.source.published or _date(facts["published"].text) or "")[:7] or None
    stated = facts["stated"].text
    return Review(
        id="",
        csp=PartnershipName(raw=facts["csp"].text or csp, name=csp),
        title=review_title(csp, published),
        published=published,
        death=_date(facts["death"].text),
        stated_recommendations=number(stated) if stated else None,
        where=facts["csp"],
    )


def review_title(partnership: str, published: str | None) -> str:
    """What a review is called here; a name that a title page prints all in capitals is put down quietly.

    Example:
        >>> review_title("Sefton", "2024-01"), review_title("Kent", None), review_title("", "2020")
        ('Sefton review, January 2024', 'Kent review', 'Review of an unnamed partnership, 2020')
        >>> review_title("MOCKSHIRE AND FICTON-ON-SEA CSP", None), review_title("STSCP", None)
        ('Mockshire and Ficton-on-Sea CSP review', 'STSCP review')
    """
    name = f"{_quiet(partnership)} review" if partnership else "Review of an unnamed partnership"
    if not published:
        return name
    year, _, month = published.partition("-")
    return f"{name}, {calendar.month_name[int(month[:2])] + ' ' if month else ''}{year}"


def _quiet(name: str) -> str:
    """A name of several words that is all in capitals, as names are written in a sentence; initials stay."""
    return _WORD.sub(_lower, name) if " " in name and name.isupper() else name


def _lower(word: re.Match[str]) -> str:
    said = word[0]
    if word.start() and said in _SMALL:
        return said.lower()
    return said.capitalize() if _SOUNDED.search(said) else said


def _fact(document: Document, even: str, lexicons: Lexicons, name: str, besides: Passage = EMPTY) -> Passage:
    """The words of the first pattern that fits, in the order of the table; a count may stand anywhere.

    The words of another fact, `besides`, are left out: a line that breaks before a date leaves it alone on a line.
    """
    read = even if name == "stated" else even[:_FRONT]
    for cue in lexicons.facts:
        for found in finds(cue.pattern, read) if cue.name == name else ():
            place = Span(*found.span("value"))
            if place not in besides.spans:
                return passage(document.text, place)
    return EMPTY


def _date(words: str) -> str | None:
    found = find_date(words, bare_year=True)
    return found.value[:7] if found and found.value else None
