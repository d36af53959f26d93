"""What tells of a person without a name: telephone numbers, e-mail addresses, ages, dates of birth, origins.

text, helplines  ->  contact_places  ->  Place, ...
text, details    ->  detail_places   ->  Place, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhrgraph.redact.openings import Search
from dhrgraph.redact.persons import Place

_AT = r"(?: ?@\n?| ?[\[(] ?at ?[\])] ?)"
_MAY_BE_AT = re.compile(r"[@\[(]")  # what _AT holds
_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(
    rf"(?:mailto:)?(?<![\w.+-])[\w.+'-]{{1,64}}{_AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<![\w@.])@[A-Za-z]\w{2,30}\b")
_EXTENSION = r"(?:,? ?(?:ext|extn|extension|x)\.? ?:? ?\d{1,6}\b)?"
_TELEPHONE = re.compile(
    r"(?<![\d/.-])(?:(?:\+|00)44[\s.-]?(?:\(0\))?[\s.-]?\(?|\(?0)\d{2,5}\)?(?:[\s.-]{1,2}\d{2,6}|\d{2,6}){1,3}(?![\d/])"
    + _EXTENSION,
    re.IGNORECASE,
)
_ABROAD = re.compile(r"(?<![\w+])\+(?!44)\d{1,3}(?:[\s.()-]{1,2}\d{1,6}){2,5}(?![\d/])")
_LABELLED = re.compile(  # what a label says is a number is one, however short
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|fax)\.?(?: no\.?| number)?\s?:?\s?"
    r"(?P<number>\d{3,6}(?:[\s.-]\d{2,6}){0,3})(?![\d/])" + _EXTENSION,
    re.IGNORECASE,
)
_SHORT = re.compile(  # an extension alone; round numbers behind an x are copies, years behind a whole word are dates
    r"(?<![\w.])(?:ext(?:n|ension)?\.? ?(?:no\.? ?|number )?:? ?(?!(?:19|20)\d\d\b)\d{3,6}|x(?!\d{1,3}00\b)\d{3,6})"
    r"(?![\w/])(?! (?:days|hours|months|weeks|people|staff|copies)\b)",
    re.IGNORECASE,
)
_DIGITS = range(10, 13)  # of a United Kingdom number, with 0 or with 44
_PUBLIC = 3  # digits of 999, 101 and 111


def contact_places(text: str, helplines: frozenset[str] = frozenset()) -> Iterator[Place]:
    """Each telephone number and e-mail address. `helplines` are digits of numbers that stay.

    Example:
        >>> t = "ring 01632 960 001 or 0808 2000 247, write to a.b@example.org"
        >>> [t[place.start : place.end] for place in contact_places(t, frozenset({"08082000247"}))]
        ['01632 960 001', 'a.b@example.org']
    """
    found: list[Place] = []
    if _MAY_BE_AT.search(text):  # a quick look: most passages hold neither an address nor a figure
        found += [Place(*m.span(), "e-mail address") for m in _EMAIL.finditer(text)]
        found += [Place(*m.span(), "account") for m in _ACCOUNT.finditer(text)]
    if _DIGIT.search(text):
        found += _numbers(text, helplines)
    yield from sorted(found)


def _numbers(text: str, helplines: frozenset[str]) -> list[Place]:
    found = [Place(*m.span(), "telephone number") for m in _ABROAD.finditer(text)]
    found += [Place(*m.span(), "telephone number") for m in _SHORT.finditer(text)]
    for m in _TELEPHONE.finditer(text):
        number = re.split(r"[,ex]", m.group().casefold())[0].replace("(0)", "")
        digits = "".join(filter(str.isdigit, number))
        if digits not in helplines and len(digits.removeprefix("00")) in _DIGITS:
            found.append(Place(*m.span(), "telephone number"))
    for m in _LABELLED.finditer(text):
        digits = "".join(filter(str.isdigit, m["number"]))
        if digits not in helplines and len(digits) > _PUBLIC:
            found.append(Place(m.start("number"), m.end(), "telephone number"))
    return found


def detail_places(text: str, details: Search[str]) -> Iterator[Place]:
    """Each age, date of birth or origin that patterns (`person_cues.csv`, kind "age") say is one person's.

    A pattern with a group `detail` shows what is to go, and what only tells that it is a person's.

    Example:
        >>> from dhrgraph.redact.openings import search_for
        >>> pattern = re.compile(r"she was (?P<detail>[0-9]+)")
        >>> list(detail_places("she was 19", search_for([("age", pattern)])))
        [Place(start=8, end=10, role='age', doubt='')]
    """
    for what, found in details.matches(text):
        yield Place(*found.span("detail" if "detail" in found.re.groupindex else 0), what)
