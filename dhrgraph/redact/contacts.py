"""What tells of a person without a name: telephone numbers, e-mail addresses, ages, dates of birth, origins.

text, helplines  ->  contact_places  ->  Place, ...
text, patterns   ->  detail_places   ->  Place, ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dhrgraph.redact.persons import Place

_EMAIL = re.compile(r"(?:mailto:)?(?<![\w.+-])[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\d/.-])(?:(?:\+|00)44[\s.-]?\(?0?\)?[\s.-]?|\(?0)\d{2,5}\)?(?:[\s.-]?\d{2,6}){1,3}(?![\d/])"
)
_DIGITS = range(10, 13)  # of a United Kingdom number, with 0 or with 44


def contact_places(text: str, helplines: frozenset[str] = frozenset()) -> Iterator[Place]:
    """Each telephone number and e-mail address. `helplines` are digits of numbers that stay.

    Example:
        >>> t = "ring 01632 960 001 or 0808 2000 247, write to a.b@example.org"
        >>> [t[place.start : place.end] for place in contact_places(t, frozenset({"08082000247"}))]
        ['01632 960 001', 'a.b@example.org']
    """
    found = [Place(*m.span(), "e-mail address") for m in _EMAIL.finditer(text)]
    for m in _TELEPHONE.finditer(text):
        digits = "".join(filter(str.isdigit, m.group()))
        if digits not in helplines and len(digits.removeprefix("00")) in _DIGITS:
            found.append(Place(*m.span(), "telephone number"))
    yield from sorted(found)


def detail_places(text: str, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[Place]:
    """Each age, date of birth or origin that `patterns` (`person_cues.csv`, kind "age") say is one person's."""
    for what, pattern in patterns:
        for found in pattern.finditer(text):
            yield Place(*found.span(), what)
