"""The phrases that surround a body's name in a column of addressees or leads.

    rows of addressee_phrases.csv  ->  read_phrases  ->  Phrases

Kinds: "lead-in" ("Revised to be"), "joiner" (between two bodies), "note" (what follows is not the name),
"post" (words of a post held at a body), "subject" (what a post is about), "filler" (words that add nothing:
"services", "of"), "body" (last words of names of bodies, which tell unknown names from halves of one name),
"sector" (words that stand for a body in a list: "Police / Housing"), "partnership" (words that stand by the
area in the name of a community safety partnership).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.wordbook import Wordbook, wordbook

KINDS = frozenset({"lead-in", "joiner", "note", "post", "subject", "filler", "body", "sector", "partnership"})
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words around names. `kinds` gives the kinds of a phrase; the patterns find joiners and notes."""

    kinds: Wordbook[str]
    joiner: re.Pattern[str]
    note: re.Pattern[str]


def read_phrases(rows: Iterable[Mapping[str, str]]) -> Phrases:
    """Build the phrases from the rows of addressee_phrases.csv.

    Raises:
        VocabularyError: a row has a kind that is none of `KINDS`.

    Example:
        >>> rows = [{"phrase": "in conjunction with", "kind": "joiner"}, {"phrase": "/", "kind": "joiner"}]
        >>> read_phrases(rows).joiner.split("Police/ Probation in conjunction with MARAC")
        ['Police', 'Probation', 'MARAC']
    """
    pairs = [(row["phrase"], row["kind"]) for row in rows]
    strange = sorted({kind for _, kind in pairs} - KINDS)
    if strange:
        raise VocabularyError(
            f"addressee_phrases.csv: no such kind: {', '.join(strange)}.\n"
            f"  To mend: use one of {', '.join(sorted(KINDS))}."
        )
    worded = [(phrase, kind) for phrase, kind in pairs if kind not in ("joiner", "note")]
    return Phrases(
        wordbook(worded),
        _pattern([phrase for phrase, kind in pairs if kind == "joiner"], around=r"[\s,]*"),
        _pattern([phrase for phrase, kind in pairs if kind == "note"], around=r"[\s(–-]*"),
    )


def _pattern(phrases: list[str], around: str) -> re.Pattern[str]:
    if not phrases:
        return _NEVER
    written = []
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        before = r"(?<!\w)" if phrase[0].isalnum() else ""
        after = r"(?!\w)" if phrase[-1].isalnum() else ""
        written.append(before + r"\s+".join(map(re.escape, phrase.split())) + after)
    return re.compile(rf"{around}(?:{'|'.join(written)})\s*", re.IGNORECASE)
