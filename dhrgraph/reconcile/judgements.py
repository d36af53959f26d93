"""What a person has decided about a mention, or about two documents: it outranks every rule.

    rows of kind "agency"       ->  read_judgements         ->  Wordbook of Judgement
    rows of kind "same-review"  ->  read_review_judgements  ->  SameReview, ...

A row of the first says: these words, in documents about this area (or anywhere, if it has none), mean this body, or
mean none ("none"), or mean what was read off them ("confirm"). A row of the second says that two documents are about
the same review ("yes"), or are not ("no").
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.register.wordbook import Wordbook, wordbook
from dhrgraph.reconcile.register.words import fold
from dhrgraph.records import Judged, JudgementRow
from dhrgraph.text.slips import likest

NONE = "none"
CONFIRM = "confirm"
_GENERAL = {NONE: NONE, CONFIRM: CONFIRM, "confirmed": CONFIRM}
_SAME = {"yes": True, "no": False}
_SHOWN = 8  # bodies to choose from in a message
_DIGEST = 12  # hexadecimal digits of a SHA-256 that name a document

Named = Callable[[str, frozenset[str]], Iterable[str]]  # a name, councils' codes -> slugs of the bodies it means there


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row. `area` is councils' codes joined by ";", or empty for everywhere; `agency` a slug, NONE or CONFIRM."""

    mention: str
    area: str
    agency: str
    judged: Judged

    @property
    def by(self) -> str:
        """The role that decided."""
        return self.judged.by

    @property
    def on(self) -> str:
        """The day, "YYYY-MM-DD"."""
        return self.judged.on

    def fits(self, areas: frozenset[str]) -> bool:
        """Whether it speaks of documents about `areas`."""
        return not self.area or not areas.isdisjoint(self.area.split(";"))


def read_judgements(
    rows: Iterable[JudgementRow],
    slugs: Container[str],
    named: Named = lambda _name, _areas: (),
    near: Iterable[str] = (),
) -> Wordbook[Judgement]:
    """The judgements by the words they speak of, those for the smallest areas first, those for everywhere last.

    Args:
        rows: Of any kind; those about bodies are taken.
        slugs: Of the register.
        named: What a name means, for a decision that is written as one.
        near: Names and slugs to offer for one that means nothing.

    Raises:
        VocabularyError: a decision names no body of the register or several, or contradicts another row.
    """
    found = []
    for row in rows:
        if row.kind == "agency":
            areas = frozenset(filter(None, row.area.split(";")))
            found.append((row, Judgement(row.what, row.area, _agency(row, areas, slugs, named, near), row.judged)))
    _no_contradiction(found)
    judgements = [judgement for _, judgement in found]
    judgements.sort(key=lambda judgement: (not judgement.area, judgement.area.count(";"), judgement.area))
    return wordbook((judgement.mention, judgement) for judgement in judgements)


def _agency(row: JudgementRow, areas: frozenset[str], slugs: Container[str], named: Named, near: Iterable[str]) -> str:
    """The body that a decision names by slug, by name or as a worksheet's cell does ("slug = Name")."""
    said = row.decision.removeprefix("ag:").removeprefix("cg:")
    first, _, label = said.partition(" = ")
    if (said if "|" in label else first).casefold() in _GENERAL:
        return _GENERAL[first.casefold()]
    if said in slugs or (first in slugs and "|" not in label):
        return first
    meant = sorted(set(named(said, areas)))
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise VocabularyError(
            f"{row.at('decision')}: '{said}' is the name of several bodies.\n"
            f"  To mend: write one of {', '.join(meant[:_SHOWN])}{' …' if len(meant) > _SHOWN else ''}."
        )
    close = likest(said, near)
    raise VocabularyError(
        f"{row.at('decision')}: '{said}' is neither {NONE}, {CONFIRM} nor a body of the register."
        f"{f' Did you mean {close}?' if close else ''}\n"
        f"  To mend: write the slug or name of one body in ontology/registers; {NONE}, where it names no body; or "
        f"{CONFIRM}, for a provisional record that is right. To take a decision back, delete the row."
    )


def _no_contradiction(found: Iterable[tuple[JudgementRow, Judgement]]) -> None:
    """Two rows on the same words with an area in common must say the same, unless one is for everywhere."""
    seen: dict[tuple[str, str], tuple[JudgementRow, Judgement]] = {}
    for row, judgement in found:
        for area in judgement.area.split(";"):
            other_row, other = seen.setdefault((fold(judgement.mention).replace("'", ""), area), (row, judgement))
            if other.agency != judgement.agency:
                raise contradiction(other_row, row)


def contradiction(one: JudgementRow, other: JudgementRow) -> VocabularyError:
    """That two rows decide the same thing otherwise."""
    return VocabularyError(
        f"{other.at('decision')}: '{other.decision}' contradicts '{one.decision}' in {one.place}.\n"
        "  To mend: delete one of the two rows."
    )


@dataclass(frozen=True, slots=True)
class SameReview:
    """One row: two documents, each by its manifest's id, its file's name or at least 12 digits of its SHA-256, and
    whether they are one review's. A document that is not there is no error: a table serves any choice of documents."""

    document: str
    other: str
    same: bool
    by: str
    on: str


def names_document(given: str, key: str, *names: str) -> bool:
    """Whether a row's name for a document means the one with this key (12 digits of the digest) or one of these names.

    Example:
        >>> names_document("e2662fcbf0b356b7", "e2662fcbf0b3", "page"), names_document("page", "0123456789ab", "page")
        (True, True)
    """
    return given in names or given.casefold()[:_DIGEST] == key


def read_review_judgements(rows: Iterable[JudgementRow]) -> tuple[SameReview, ...]:
    """What is said of two documents, in the order of the documents.

    Raises:
        VocabularyError: a row names one document twice, does not say yes or no, or contradicts another row.
    """
    found: dict[frozenset[str], tuple[JudgementRow, SameReview]] = {}
    for row in rows:
        if row.kind != "same-review":
            continue
        two = frozenset((row.what, row.other))
        if len(two) < 2:
            raise VocabularyError(f"{row.at('other')}: the same document twice.\n  To mend: name another document.")
        if row.decision.casefold() not in _SAME:
            raise VocabularyError(
                f"{row.at('decision')}: '{row.decision}' is neither yes nor no.\n"
                "  To mend: write yes if both documents are about one review, no if they are not."
            )
        document, other = sorted(two)
        judged = SameReview(document, other, _SAME[row.decision.casefold()], row.by, row.on)
        first = found.setdefault(two, (row, judged))
        if first[1].same != judged.same:
            raise contradiction(first[0], row)
    return tuple(found[two][1] for two in sorted(found, key=sorted))
