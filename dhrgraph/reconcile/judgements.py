"""What a person has decided about a mention: it outranks every rule.

    rows of judgements.csv  ->  read_judgements  ->  Wordbook of Judgement

A row says: these words, in documents about this area (or anywhere, if `area` is empty), mean this body
(`agency`, a slug), or mean none ("none"). `by` is a role, never a person's name; `on` a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.wordbook import Wordbook, wordbook

COLUMNS = ("mention", "area", "agency", "by", "on", "note")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row. `area` is councils' codes joined by ";", or empty for everywhere; `agency` a slug or "none"."""

    mention: str
    area: str
    agency: str
    by: str
    on: str

    def fits(self, areas: frozenset[str]) -> bool:
        """Whether it speaks of documents about `areas`."""
        return not self.area or not areas.isdisjoint(self.area.split(";"))


def read_judgements(rows: Iterable[Mapping[str, str]], slugs: Iterable[str]) -> Wordbook[Judgement]:
    """The judgements by the words they speak of, those for one area first.

    Raises:
        VocabularyError: a row names no body of the register, or does not say who judged and when.
    """
    known = {NONE, *slugs}
    judgements = []
    for row in rows:
        if row["agency"] not in known:
            raise VocabularyError(
                f"judgements.csv: no body '{row['agency']}' in the register.\n"
                "  To mend: write a slug of agencies.ttl, or none."
            )
        if not (row["mention"].strip() and row["by"].strip() and row["on"].strip()):
            raise VocabularyError("judgements.csv: a row lacks its mention, by (a role) or on (a date).")
        judgements.append(Judgement(row["mention"], row["area"], row["agency"], row["by"], row["on"]))
    judgements.sort(key=lambda judgement: not judgement.area)
    return wordbook((judgement.mention, judgement) for judgement in judgements)
