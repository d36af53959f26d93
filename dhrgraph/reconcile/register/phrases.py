"""The phrases that surround a body's name in a column of addressees or leads.

    rows of addressee_phrases.csv  ->  read_phrases  ->  Phrases

Kinds: "lead-in" ("Revised to be"), "joiner" (between two bodies), "note" (what follows is not the name),
"post" (words of a post held at a body), "subject" (what a post is about), "filler" (words that add nothing:
"services", "of"), "body" (last words of names of bodies, which tell unknown names from halves of one name),
"sector" (words that stand for a body in a list: "Police / Housing"), "partnership" (words that stand by the
area in the name of a community safety partnership), "ordinary" and "elsewhere" (words and places that are no misprint
of those in the register), "person" (a title before a person's name), "every" and "member" (words before and behind a
group), "link" (small words in names), "opening" (first words that a name may go without: "NHS"), "rank" (what stands
before the place in the name of a council: "Borough of"), "region" (a part of the country that bodies of all of it may
be divided by: "North West"), "nobody" (words in a column that name no body: "TBC").

Some kinds also mean something, in the column `means`: "written" (common words written otherwise: "FT" is "Trust"),
"office" (a post that belongs to one kind of body: "Chief Constable of Kent" is Kent Police), "group" (a group that is
addressed together: "housing providers"), "whole" (the work of several parts of a body, of which one is named: "Social
Services"), "unit" (last words of the name of a part of bodies of these types, or of
"any"), "ending" (last words that a name of a body of these types may go without: "Trust"), "either" (initials with two
meanings: "CC"), "type" (a type of body that its name tells: "Housing Association") and "local-type" (likewise, where a
place is enough to tell one from another: "Women's Aid").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.register.wordbook import Wordbook, wordbook
from dhrgraph.reconcile.register.words import fold

MEANING = frozenset({"written", "office", "group", "whole", "unit", "ending", "either", "type", "local-type"})
ASIDE = MEANING | {  # kept out of the reading of posts
    "ordinary", "elsewhere", "person", "every", "member", "link", "opening", "rank", "region", "nobody",
}  # fmt: skip
KINDS = ASIDE | {"lead-in", "joiner", "note", "post", "subject", "filler", "body", "sector", "partnership"}
Written = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words around names. `kinds` gives the kinds of a phrase; the patterns find joiners and notes.

    `written` leads from the first word of a phrase to the phrases that begin with it, longest first, each with the
    words it stands for. `aside` holds the phrases of each other kind of `ASIDE` with what they mean, or themselves.
    """

    kinds: Wordbook[str]
    joiner: re.Pattern[str]
    note: re.Pattern[str]
    written: Written
    aside: Mapping[str, Wordbook[str]]


def read_phrases(rows: Iterable[Mapping[str, str]]) -> Phrases:
    """Build the phrases from the rows of addressee_phrases.csv.

    Raises:
        VocabularyError: a row has a kind that is none of `KINDS`, or lacks what it means.

    Example:
        >>> rows = [{"phrase": "in conjunction with", "kind": "joiner"}, {"phrase": "/", "kind": "joiner"}]
        >>> read_phrases(rows).joiner.split("Police/ Probation in conjunction with MARAC")
        ['Police', 'Probation', 'MARAC']
    """
    kept = list(rows)
    pairs = [(row["phrase"], row["kind"]) for row in kept]
    strange = sorted({kind for _, kind in pairs} - KINDS)
    if strange:
        raise VocabularyError(
            f"addressee_phrases.csv: no such kind: {', '.join(strange)}.\n"
            f"  To mend: use one of {', '.join(sorted(KINDS))}."
        )
    meant = [(row["phrase"], row["kind"], row.get("means", "")) for row in kept if row["kind"] in ASIDE]
    empty = sorted(phrase for phrase, kind, means in meant if not means and kind in MEANING - {"written"})
    if empty:
        raise VocabularyError(f"addressee_phrases.csv: '{empty[0]}' means nothing.\n  To mend: fill in its means.")
    worded = [(phrase, kind) for phrase, kind in pairs if kind not in ASIDE | {"joiner", "note"}]
    return Phrases(
        wordbook(worded),
        _pattern([phrase for phrase, kind in pairs if kind == "joiner"], around=r"[\s,]*"),
        _pattern([phrase for phrase, kind in pairs if kind == "note"], around=r"[\s(–-]*"),
        _written((phrase, means) for phrase, kind, means in meant if kind == "written"),
        {
            asked: wordbook((phrase, means or phrase) for phrase, kind, means in meant if kind == asked)
            for asked in sorted(ASIDE - {"written"})
        },
    )


def _written(pairs: Iterable[tuple[str, str]]) -> Written:
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, means in pairs:
        words = tuple(fold(phrase).replace("'", "").split())
        found.setdefault(words[0], []).append((words, tuple(fold(means).split())))
    return {first: tuple(sorted(phrases, key=lambda p: (-len(p[0]), p))) for first, phrases in sorted(found.items())}


def _pattern(phrases: list[str], around: str) -> re.Pattern[str]:
    if not phrases:
        return _NEVER
    written = []
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        before = r"(?<!\w)" if phrase[0].isalnum() else ""
        after = r"(?!\w)" if phrase[-1].isalnum() else ""
        written.append(before + r"\s+".join(map(re.escape, phrase.split())) + after)
    return re.compile(rf"{around}(?:{'|'.join(written)})\s*", re.IGNORECASE)
