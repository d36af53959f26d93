"""The tables of ontology/ that teach the extractors their phrases, as one record.

    rows of CSV tables  ->  lexicons  ->  Lexicons

To teach an extractor a phrase, edit the table named beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dhrgraph.errors import VocabularyError
from dhrgraph.text.headings import Headings, known_headings
from dhrgraph.text.patterns import Row, compiled

Rows = Sequence[Row]

_NAMING_KINDS = frozenset({"body", "sector"})  # of addressee_phrases.csv


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern with the name of what it speaks for, and the whole row for the rest."""

    name: str
    pattern: re.Pattern[str]
    row: Row = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Everything the extractors know of the language of reviews."""

    headings: Headings  # table_headings.csv
    sections: tuple[Cue, ...]  # report_headings.csv, in order: the first that fits the whole heading
    lists: tuple[Cue, ...]  # list_headings.csv
    recommending: tuple[Cue, ...]  # recommendation_cues.csv
    statuses: tuple[Cue, ...]  # statuses.csv, in order: the first that fits is the answer
    addressees: tuple[Cue, ...]  # addressee_cues.csv
    scopes: tuple[Cue, ...]  # scopes.csv
    recurrence: tuple[Cue, ...]  # recurrence_cues.csv
    learning: tuple[Cue, ...]  # learning_cues.csv
    guidance: tuple[Cue, ...]  # guidance_headings.csv
    figures: tuple[Cue, ...]  # figures.csv
    legislation: tuple[Cue, ...]  # legislation.csv
    facts: tuple[Cue, ...]  # review_facts.csv
    lookalikes: Mapping[int, str]  # lookalikes.csv: letters of other scripts that look Latin
    known_names: frozenset[str]  # casefolded labels of the register, to mend broken headings
    naming_words: frozenset[str]  # addressee_phrases.csv: words and phrases that name bodies and sectors
    seen_names: frozenset[str] = frozenset()  # casefolded words of the document's own columns of leads: a heading's


# field of Lexicons -> table and the column that names what the pattern speaks for
_CUE_TABLES = {
    "sections": ("report_headings.csv", "section"),
    "lists": ("list_headings.csv", "kind"),
    "recommending": ("recommendation_cues.csv", "part"),
    "statuses": ("statuses.csv", "status"),
    "addressees": ("addressee_cues.csv", "kind"),
    "scopes": ("scopes.csv", "scope"),
    "recurrence": ("recurrence_cues.csv", "pattern"),
    "learning": ("learning_cues.csv", "part"),
    "guidance": ("guidance_headings.csv", "role"),
    "figures": ("figures.csv", "of"),
    "legislation": ("legislation.csv", "title"),
    "facts": ("review_facts.csv", "fact"),
}


def lexicons(tables: Mapping[str, Rows], known_names: frozenset[str]) -> Lexicons:
    """Build the lexicons from the rows of each table (file name -> rows).

    Raises:
        VocabularyError: a table is missing or holds a broken pattern.
    """
    try:
        cues = {
            kind: tuple(Cue(row[name], _pattern(row, table), row) for row in tables[table])
            for kind, (table, name) in _CUE_TABLES.items()
        }
        headings = known_headings(tables["table_headings.csv"])
        lookalikes = {ord(row["letter"]): row["latin"] for row in tables["lookalikes.csv"]}
        naming = frozenset(row["phrase"] for row in tables["addressee_phrases.csv"] if row["kind"] in _NAMING_KINDS)
    except KeyError as missing:
        raise VocabularyError(f"ontology/: the table or column {missing} is missing.") from missing
    return Lexicons(
        headings=headings,
        lookalikes=lookalikes,
        known_names=known_names,
        naming_words=naming,
        seen_names=frozenset(),
        **cues,
    )


def first_match(cues: Iterable[Cue], words: str, *names: str) -> tuple[str, re.Match[str]] | None:
    """The first cue of one of these names that the beginning of `words` fits, with its match."""
    return next(((c.name, m) for c in cues if c.name in names and (m := c.pattern.match(words))), None)


def whole_match(cues: Iterable[Cue], words: str, *names: str) -> tuple[str, re.Match[str]] | None:
    """The first cue of one of these names (any, when none is given) that fits all of `words`, with its match."""
    return next(
        ((c.name, m) for c in cues if (not names or c.name in names) and (m := c.pattern.fullmatch(words))),
        None,
    )


def speaks(cues: Iterable[Cue], words: str, name: str) -> bool:
    """Whether a cue of this name stands anywhere in `words`."""
    return any(c.name == name and c.pattern.search(words) for c in cues)


def _pattern(row: Row, table: str) -> re.Pattern[str]:
    # NUMBER stands for a figure or a small number in words, wherever a table of figures needs one
    number = r"\\d[\\d,]{0,9}|none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    written = {**row, "pattern": re.sub("NUMBER", number, row["pattern"])}
    # a title page's facts are told by their capitals; everywhere else case says nothing
    flags = re.MULTILINE if table == "review_facts.csv" else re.MULTILINE | re.IGNORECASE
    return compiled(written, table, flags=flags)
