"""What a build publishes of judgements: which it heard, and which were about things that are not there.

    rows of judgements, readings  ->  without_effect  ->  the rows that decided nothing
    those                         ->  unused_rows     ->  issues of issues.jsonl
    both                          ->  decision_rows   ->  rows of tables/judgements.csv

A judgement about nothing does no harm, and one table may serve many choices of documents; but a person should know that
a decision was not heard. The issue does not repeat its words: the row says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dhrgraph.graph.quads import addressees_of
from dhrgraph.reconcile.judgements import names_document
from dhrgraph.reconcile.words import fold
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


def without_effect(rows: Sequence[JudgementRow], readings: Iterable[Reading]) -> tuple[JudgementRow, ...]:
    """The rows whose thing is in none of the readings, in the order given. Deaths are told where they are read."""
    if not rows:
        return ()
    kept = list(readings)
    places = {m.judged.row for r in kept for f in r.findings for m in _matches(f) if m.judged}
    heard = {_name(row) for row in rows if row.kind == "agency" and row.place in places}  # two tables may agree
    texts = {wording_key(text) for r in kept for f in r.findings if (text := said(f))}
    sources = [reading.document.source for reading in kept]

    def there(document: str) -> bool:
        return any(names_document(document, source.key, source.id, source.file) for source in sources)

    def has_effect(row: JudgementRow) -> bool:
        match row.kind:
            case "agency":
                return _name(row) in heard
            case "theme":
                return row.wording in texts
            case "same-review":
                return there(row.what) and there(row.other)
            case "death":
                return True

    return tuple(row for row in rows if not has_effect(row))


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
    return fold(row.what), row.area


def _matches(finding: Finding) -> Iterator[Match]:
    yield from (a.match for a in addressees_of(finding) if a.match)
    if isinstance(finding, Review) and finding.partnership:
        yield finding.partnership
