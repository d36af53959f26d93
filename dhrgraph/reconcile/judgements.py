"""What a person has decided about a mention, or about two documents: it outranks every rule.

    rows of judgements.csv         ->  read_judgements         ->  Wordbook of Judgement
    rows of review_judgements.csv  ->  read_review_judgements  ->  SameReview, ...

A row of the first says: these words, in documents about this area (or anywhere, if `area` is empty), mean this body
(`agency`, a slug), or mean none ("none"). A row of the second says that two documents are about the same review, or
are not. `by` is a role, never a person's name; `on` a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.wordbook import Wordbook, wordbook

COLUMNS = ("mention", "area", "agency", "by", "on", "note")
NONE = "none"
_SAME = {"yes": True, "no": False}
_DIGEST = 12  # hexadecimal digits of a SHA-256 that name a document


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


@dataclass(frozen=True, slots=True)
class SameReview:
    """One row: two documents, each by its manifest's id or at least 12 digits of its SHA-256, and whether they are one
    review's. A document that is not there is no error: the same table serves any choice of documents."""

    document: str
    other: str
    same: bool
    by: str
    on: str


def names_document(given: str, key: str, identifier: str) -> bool:
    """Whether a row's name for a document means the one with this key (12 digits of the digest) or identifier.

    Example:
        >>> names_document("e2662fcbf0b356b7", "e2662fcbf0b3", "page"), names_document("page", "0123456789ab", "page")
        (True, True)
    """
    return given == identifier or given.casefold()[:_DIGEST] == key


def read_review_judgements(rows: Iterable[Mapping[str, str]]) -> tuple[SameReview, ...]:
    """The rows in the order of the documents.

    Raises:
        VocabularyError: a row does not say which two documents, whether they are the same, who judged and when; or two
            rows about the same two documents say different things.
    """
    found: dict[frozenset[str], SameReview] = {}
    for row in rows:
        two = frozenset((row["document"].strip(), row["other"].strip()))
        if len(two) < 2 or "" in two or row["same"] not in _SAME or not (row["by"].strip() and row["on"].strip()):
            raise VocabularyError(
                "review_judgements.csv: a row needs two documents, same (yes or no), by (a role) and on (a date)."
            )
        document, other = sorted(two)
        judged = SameReview(document, other, _SAME[row["same"]], row["by"], row["on"])
        if found.setdefault(two, judged).same != judged.same:
            raise VocabularyError(f"review_judgements.csv: {' and '.join(sorted(two))} are judged both yes and no.")
    return tuple(found[two] for two in sorted(found, key=sorted))
