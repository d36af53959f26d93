"""What a build publishes of judgements: which it heard, and which were about things that are not there.

    rows of judgements, Reading  ->  heard  ->  Heard, what of them is about this document
    rows, Heard of all documents  ->  without_effect  ->  the rows that decided nothing
    those                         ->  unused_rows     ->  issues of issues.jsonl
    both                          ->  decision_rows   ->  rows of tables/judgements.csv  ->  decided_rows  ->  the rows

A judgement about nothing does no harm, and one table may serve many choices of documents; but a person should know that
a decision was not heard. The issue does not repeat its words: the row says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.quads import addressees_of
from dhrgraph.reconcile.judgements import CONFIRM, names_document
from dhrgraph.reconcile.partnerships.resolve import Partnerships
from dhrgraph.reconcile.register.words import fold
from dhrgraph.records import (
    Finding,
    Guidance,
    JudgementKind,
    JudgementRow,
    LearningPoint,
    Match,
    Reading,
    Recommendation,
    Review,
)
from dhrgraph.text.wording import wording_key

DECISIONS = ("kind", "what", "area", "wording", "other", "decision", "by", "on", "effect")
_MISSING: dict[JudgementKind, tuple[str, str, str]] = {  # kind -> stage, column, what is missing
    "agency": ("reconcile", "what", "no document here has this name where the row has a say"),
    "theme": ("classify", "wording", "no document here has this text"),
    "same-review": ("reconcile", "what", "not both documents are here"),
    "death": ("reconcile", "what", "this review and this death are not both here"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a table of judgements one document is about: the names by which rows had a say in it, the keys of texts
    that rows speak of, and what the document itself can be called. `unconfirmed` has, by the place of its row in the
    table, the first match that a confirmation would be about, had it a provisional record."""

    names: frozenset[tuple[str, str]]
    wordings: frozenset[str]
    document: tuple[str, str, str]
    unconfirmed: tuple[tuple[int, Match], ...]


def heard(rows: Sequence[JudgementRow], reading: Reading, partnerships: Partnerships) -> Heard:
    """What `rows` are about in a document."""
    source = reading.document.source
    names = (source.key, source.id, source.file)
    if not rows:
        return Heard(frozenset(), frozenset(), names, ())
    places = {m.judged.row for f in reading.findings for m in _matches(f) if m.judged}
    texts = {wording_key(text) for f in reading.findings if (text := said(f))}
    return Heard(
        frozenset(_name(row) for row in rows if row.kind == "agency" and row.place in places),
        frozenset(row.wording for row in rows if row.kind == "theme" and row.wording in texts),
        names,
        tuple(_unconfirmed(rows, reading, partnerships).items()),
    )


def _unconfirmed(rows: Sequence[JudgementRow], reading: Reading, partnerships: Partnerships) -> dict[int, Match]:
    confirm = [(n, r) for n, r in enumerate(rows) if r.kind == "agency" and r.decision.casefold().startswith(CONFIRM)]
    found: dict[int, Match] = {}
    areas = partnerships.areas(reading.review.csp.codes) if reading.review and confirm else frozenset()
    for match in (m for f in reading.findings for m in _matches(f) if confirm and (m.provisional or not m.agency)):
        for n, row in confirm:
            here = not row.area or not areas.isdisjoint(row.area.split(";"))
            if here and _words(row.what) == _words(match.mention):
                found.setdefault(n, match)
    return found


def without_effect(rows: Sequence[JudgementRow], documents: Iterable[Heard]) -> tuple[JudgementRow, ...]:
    """The rows whose thing is in none of the documents, in the order given. Deaths are told where they are read.

    Raises:
        VocabularyError: one confirms a name that is here, but without a provisional record anywhere; names file, row
            and column, and says what the name is instead.
    """
    if not rows:
        return ()
    names: set[tuple[str, str]] = set()  # by name, not by row: two tables may agree
    wordings: set[str] = set()
    sources: list[tuple[str, str, str]] = []
    unconfirmed: list[tuple[int, Match]] = []
    for document in documents:
        names |= document.names
        wordings |= document.wordings
        sources.append(document.document)
        unconfirmed += document.unconfirmed

    def has_effect(row: JudgementRow) -> bool:
        match row.kind:
            case "agency":
                return _name(row) in names
            case "theme":
                return row.wording in wordings
            case "same-review":
                return all(any(names_document(given, *of) for of in sources) for given in (row.what, row.other))
            case "death":
                return True

    unheard = tuple(row for row in rows if not has_effect(row))
    for n, match in unconfirmed:
        if rows[n] in unheard:
            raise _not_provisional(rows[n], match)
    return unheard


def _not_provisional(row: JudgementRow, match: Match) -> VocabularyError:
    may_be = ", ".join(candidate.id for candidate in match.candidates)
    what = f"it may mean {may_be}" if may_be else "no record was made for it"
    if match.provisional:
        what = "it is a partnership's, which stays provisional until it is in ontology/registers"
    return VocabularyError(
        f"{row.at('decision')}: there is nothing to confirm: this name has no provisional record of a body; {what}.\n"
        "  To mend: write the slug or name of the body it means, or none; or delete the row."
    )


def unused_rows(rows: Iterable[JudgementRow]) -> list[dict[str, Any]]:
    """One issue a row, as findings have them; `document` is the table of judgements."""
    return [
        {
            "kind": "issue",
            "document": row.file,
            "span": None,
            "review": None,
            "stage": _MISSING[row.kind][0],
            "severity": "warning",
            "message": f"row {row.row}, column {_MISSING[row.kind][1]}: {_MISSING[row.kind][2]}, so nothing was "
            "decided. To mend: delete the row, or keep it for documents that are not here",
            "spans": [],
            "pages": [],
            "table": None,
        }
        for row in rows
    ]


def decision_rows(rows: Iterable[JudgementRow], without: Iterable[JudgementRow]) -> list[dict[str, str]]:
    """Each row in its order, without its note; `effect` is "no" for those that decided nothing here."""
    unheard = set(without)
    return [
        {
            **{name: getattr(row, name) for name in DECISIONS if name != "effect"},
            "wording": f"w{row.wording}" if row.wording else "",
            "effect": "no" if row in unheard else "yes",
        }
        for row in rows
    ]


def decided_rows(table: Iterable[Mapping[str, str]], file: str) -> tuple[JudgementRow, ...]:
    """What was decided in a build, from its tables/judgements.csv."""
    kinds: dict[str, JudgementKind] = {kind: kind for kind in _MISSING}
    names = ("what", "decision", "by", "on", "area", "other")
    return tuple(
        JudgementRow(
            kinds[row["kind"]],
            **{name: row.get(name, "") for name in names},
            wording=row.get("wording", "").removeprefix("w"),
            file=file,
            row=number,
        )
        for number, row in enumerate(table, 2)
        if row["kind"] in kinds
    )


def said(finding: Finding) -> str:
    """The words of a finding that can have themes, as they are classified; empty for all others."""
    match finding:
        case Recommendation() | Guidance():
            return finding.text.text
        case LearningPoint():
            return f"{finding.narrative.text} {finding.lesson.text}"
        case _:
            return ""


def _name(row: JudgementRow) -> tuple[str, str]:
    return _words(row.what), row.area


def _words(name: str) -> str:
    return fold(name).replace("'", "")


def _matches(finding: Finding) -> Iterator[Match]:
    yield from (a.match for a in addressees_of(finding) if a.match)
    if isinstance(finding, Review) and finding.partnership:
        yield finding.partnership
