"""Doubtful places as issues: why words that were taken out may be no person's, and where words were left.

    Doubtful, ...  ->  doubtful_issues  ->  Issue, ...

One issue for each word form and reason in a document, at its first place, with how many there are; never the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from dhrgraph.records import Issue, Span

Severity: TypeAlias = Literal["warning", "note"]

# what stands in `Place.doubt` -> how much it matters, and the reason
DOUBTS: Final[dict[str, tuple[Severity, str]]] = {
    "beside": ("warning", "unexplained words beside a post, a task or a profession, so a person's or a body's"),
    "lead": ("warning", "unexplained words in a cell of lead officers, so a person's or a body's"),
    "stated": ("note", "an unexplained word in a sentence that gives pseudonyms"),
    "misprint": ("note", "one letter away from a name"),
    "initials": ("warning", "the initials of a name, or an abbreviation"),
    "cited": ("note", "the author of a cited work"),
    "ordinary": ("note", "a name that is also an ordinary word"),
    "left": ("note", "a name that is also an ordinary word, and reads as one here"),
}
_MEND = "If they name a body, add it to ontology/registers/; if they are ordinary words, to ontology/post_words.csv"


class Doubtful(NamedTuple):
    """Words in doubt. `form`: the words in small letters, to count them by; never written anywhere."""

    form: str
    role: str
    doubt: str
    where: Span


def doubtful_issues(found: Iterable[Doubtful]) -> Iterator[Issue]:
    """An issue for each word form and reason, in the order of their first places.

    Example:
        >>> doubts = [Doubtful("ada king", "person", "beside", Span(n, n + 8)) for n in (90, 10)]
        >>> [(issue.severity, issue.where, issue.message[:36]) for issue in doubtful_issues(doubts)]
        [('warning', Span(start=10, end=18), 'words were left out as [person] in 2')]
    """
    places: dict[tuple[str, str, str], set[Span]] = {}
    for item in found:
        places.setdefault((item.form, item.role, item.doubt), set()).add(item.where)
    for (_, role, doubt), where in sorted(places.items(), key=lambda item: (min(item[1]), item[0])):
        severity, reason = DOUBTS[doubt]
        many = f"{len(where)} place{'' if len(where) == 1 else 's'}"
        done = (
            f"left in {many} though a [{role}] has such a name"
            if doubt == "left"
            else f"left out as [{role}] in {many}"
        )
        yield Issue("redact", severity, f"words were {done}: {reason}. {_MEND}", min(where))


def where_words_stand(text: str, spans: Sequence[Span], words: str) -> Span:
    """The first place of the words inside `spans`, whatever white space is between them; the first span otherwise.

    Example:
        >>> where_words_stand("by Ada\\nKing", [Span(0, 11)], "Ada King")
        Span(start=3, end=11)
    """
    loose = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = (loose.search(text, span.start, span.end) for span in spans)
    first = next((match.span() for match in found if match), None)
    if first:
        return Span(*first)
    return spans[0] if spans else Span(0, 0)
