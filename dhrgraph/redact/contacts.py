"""Telephone numbers and e-mail addresses, taken out unless they are a published helpline's."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\d/-])(?:\+44\s?\(?0?\)?\s?|\(?0)\d{2,4}\)?(?:[\s-]?\d{2,4}){2,3}(?![\d/])")


def contact_places(text: str, helplines: frozenset[str] = frozenset()) -> Iterator[tuple[int, int, str]]:
    """Each telephone number and e-mail address: start, end and what to write instead.

    `helplines` are digits of numbers that stay.

    Example:
        >>> t = "ring 01632 960 001 or 0808 2000 247, write to a.b@example.org"
        >>> [t[a:b] for a, b, _ in contact_places(t, frozenset({"08082000247"}))]
        ['01632 960 001', 'a.b@example.org']
    """
    found = [(m.start(), m.end(), "e-mail address") for m in _EMAIL.finditer(text)]
    found += [
        (m.start(), m.end(), "telephone number")
        for m in _TELEPHONE.finditer(text)
        if "".join(filter(str.isdigit, m.group())) not in helplines
    ]
    yield from sorted(found)
