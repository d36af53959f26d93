"""Findings as JSON lines: the public record format, described by docs/findings.schema.json.

    Reading  ->  finding_rows  ->  one dict a finding, keys in a fixed order

Other programs rely on the keys; keys may be added, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from dhrgraph.errors import UnreadableError
from dhrgraph.records import (
    Action,
    Addressee,
    Citation,
    Contribution,
    Figure,
    Finding,
    Guidance,
    Issue,
    Joined,
    Judged,
    LearningPoint,
    Passage,
    PrintedDate,
    Reading,
    Recommendation,
    Restates,
    Review,
    Span,
    Theming,
)
from dhrgraph.text.places import pages_of, table_form

Fields = dict[str, Any]


def finding_rows(reading: Reading) -> Iterator[Fields]:
    """Each finding, `kind`, `document`, `span` and `review` first.

    `span` covers all its places; `spans` lists them, and `pages` the boxes on paper, where the format has pages;
    `table` says how the table was read that it stands in, if it stands in one.
    """
    review = reading.review.id if reading.review else None
    for finding in reading.findings:
        kind, spans, fields = _kind(finding)
        whole = [min(s.start for s in spans), max(s.end for s in spans)] if spans else None
        yield {
            "kind": kind,
            "document": reading.document.source.file,
            "span": whole,
            "review": review,
            **fields,
            "spans": [[s.start, s.end] for s in spans],
            "pages": [{"page": page, "box": list(box)} for page, box in pages_of(reading.document, spans)],
            "table": table_form(reading.document, spans),
        }


def counted_once(rows: Iterable[Fields]) -> list[Fields]:
    """The rows without those that only say again what another document of the same review says."""
    return [row for row in rows if not row.get("restates")]


def to_jsonl(rows: Iterable[Fields]) -> str:
    """One JSON object a line, UTF-8, keys as given."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def unreadable_row(problem: UnreadableError) -> Fields:
    """A file that could not be read, as an issue."""
    fields: Fields = {"kind": "issue", "document": problem.file, "span": None, "review": None}
    return {
        **fields,
        "stage": "read",
        "severity": "error",
        "message": problem.reason,
        "spans": [],
        "pages": [],
        "table": None,
    }


@singledispatch
def _kind(finding: Finding) -> tuple[str, tuple[Span, ...], Fields]:
    raise TypeError(f"no JSON form for {type(finding).__name__}")


@_kind.register
def _(f: Review) -> tuple[str, tuple[Span, ...], Fields]:
    return "review", f.where.spans, {
        "id": f.id,
        "title": f.title,
        "csp": {"raw": f.csp.raw, "name": f.csp.name, "codes": list(f.csp.codes)},
        "published": f.published,
        "death": f.death,
        "stated_recommendations": f.stated_recommendations,
        "commissioned_by": f.partnership.agency if f.partnership else None,
        "restates": _joined(f.joined),
    }  # fmt: skip


@_kind.register
def _(f: Recommendation) -> tuple[str, tuple[Span, ...], Fields]:
    return "recommendation", f.text.spans, {
        "list": f.list,
        "number": None if f.number_inferred else f.number,
        "number_inferred": f.number if f.number_inferred else None,
        "order": f.order,
        "text": f.text.text,
        "scope": f.scope,
        "scope_raw": _text(f.scope_raw),
        "addressees": [_addressee(a) for a in f.addressees],
        "themes": _themes(f.themes),
        "themes_in_doubt": _themes(f.themes_in_doubt),
        "asserts_recurrence": _text(f.asserts_recurrence),
        "restates": _restates(f.restates),
        "other": _other(f.other),
    }  # fmt: skip


@_kind.register
def _(f: LearningPoint) -> tuple[str, tuple[Span, ...], Fields]:
    return "learning_point", f.narrative.spans + f.lesson.spans, {
        "list": f.list,
        "number": f.number,
        "order": f.order,
        **_body(f.agency),
        "narrative": _text(f.narrative),
        "lesson": _text(f.lesson),
        "cross_reference": _text(f.cross_reference),
        "informs": list(f.informs),
        "themes": _themes(f.themes),
        "themes_in_doubt": _themes(f.themes_in_doubt),
        "restates": _restates(f.restates),
    }  # fmt: skip


@_kind.register
def _(f: Action) -> tuple[str, tuple[Span, ...], Fields]:
    others = tuple(words for _, words in f.other)
    parts = (f.action, f.milestones, f.completion_text, f.outcome, f.expected_outcome, *others)
    completion = f.completion or (PrintedDate(f.completion_text, None, "none") if f.completion_text else None)
    return "action", _spans(*parts), {
        "recommendation": f.recommendation,
        "item": f.item,
        "action": f.action.text,
        "leads": [_addressee(a) for a in f.leads],
        "lead_role": _text(f.lead_role),
        "milestones": _text(f.milestones),
        "target": _date(f.target),
        "revised_target": _date(f.revised_target),
        "completion": {**(_date(completion) or {}), "raw": f.completion_text.text} if completion else None,
        "status": f.status,
        "status_as_at": f.status_as_at.value if f.status_as_at else None,
        "outcome": _text(f.outcome),
        "expected_outcome": _text(f.expected_outcome),
        "restates": _restates(f.restates),
        "other": _other(f.other),
    }  # fmt: skip


@_kind.register
def _(f: Contribution) -> tuple[str, tuple[Span, ...], Fields]:
    return "contribution", f.agency.raw.spans, {
        **_body(f.agency),
        "imr": f.imr,
        "chronology": f.chronology,
        "report": f.report,
        "restates": _restates(f.restates),
    }  # fmt: skip


@_kind.register
def _(f: Guidance) -> tuple[str, tuple[Span, ...], Fields]:
    fields = {"type": f.type, "heading": f.heading, "order": f.order, "text": f.text.text}
    themes = {"themes": _themes(f.themes), "themes_in_doubt": _themes(f.themes_in_doubt)}
    return "guidance", f.text.spans, fields | themes


@_kind.register
def _(f: Figure) -> tuple[str, tuple[Span, ...], Fields]:
    return "figure", f.text.spans, {"of": f.of, "value": f.value, "as_at": f.as_at, "text": f.text.text}


@_kind.register
def _(f: Citation) -> tuple[str, tuple[Span, ...], Fields]:
    return "citation", f.raw.spans, {"raw": f.raw.text, "title": f.title, "iri": f.iri}


@_kind.register
def _(f: Issue) -> tuple[str, tuple[Span, ...], Fields]:
    return "issue", (f.where,) if f.where else (), {"stage": f.stage, "severity": f.severity, "message": f.message}


def _joined(joined: Joined | None) -> Fields | None:
    """Which document is the main one of the review, if this is not, and why both are taken to be about it."""
    if joined is None:
        return None
    return {
        **(_restates(joined.restates) or {}),
        "id": joined.id,
        "method": joined.method,
        "evidence": joined.evidence,
    }


def _restates(again: Restates | None) -> Fields | None:
    """The finding of another document that is counted instead: its file, its order and item there, what differs."""
    if again is None:
        return None
    return {
        "document": again.file,
        "order": again.order or None,
        "item": again.item or None,
        "differs": [{"fact": d.fact, "kept": d.kept or None, "stated": d.stated.text} for d in again.differs],
        "adds": list(again.adds),
    }


def _text(passage: Passage) -> str | None:
    return passage.text or None


def _spans(*passages: Passage) -> tuple[Span, ...]:
    return tuple(sorted({span for passage in passages for span in passage.spans}))


def _date(printed: PrintedDate | None) -> Fields | None:
    if printed is None:
        return None
    return {
        "raw": printed.raw.text,
        "value": printed.value,
        "precision": printed.precision,
        "earliest": printed.earliest,
        "latest": printed.latest,
    }


def _addressee(a: Addressee) -> Fields:
    match = a.match
    return {
        "raw": a.raw.text,
        "mention": a.mention,
        "agency": match.agency if match else None,
        "id": match.id if match else None,
        "type": match.type if match else None,
        "collective": match.collective if match else False,
        "basis": a.basis,
        "method": match.method if match else None,
        "match_evidence": match.evidence if match else None,
        "judged": _judged(match.judged if match else None),
        "outcome": match.outcome if match else "unmatched",
        "provisional": match.provisional if match else False,
        "candidates": [{"id": c.id, "agency": c.agency, "evidence": c.evidence} for c in match.candidates]
        if match
        else [],
    }


def _body(a: Addressee | None) -> Fields:
    """One body named in a heading or table: canonical name or null, the printed words and the register's slug."""
    match = a.match if a else None
    return {
        "agency": match.agency if match else None,
        "agency_raw": a.raw.text if a else None,
        "agency_id": match.id if match else None,
        "agency_match": _addressee(a) if a else None,
    }


def _other(cells: tuple[tuple[str, Passage], ...]) -> list[Fields]:
    """The cells below headings that no one has recorded."""
    return [{"heading": heading, "text": words.text} for heading, words in cells]


def _judged(judged: Judged | None) -> Fields | None:
    """The role that decided and the day."""
    return {"by": judged.by, "on": judged.on} if judged else None


def _themes(themes: Iterable[Theming]) -> list[Fields]:
    return [
        {
            "id": t.theme,
            "confidence": t.confidence,
            "method": t.method,
            "judged": _judged(t.judged),
            "evidence": {"text": t.evidence.text, "spans": [[s.start, s.end] for s in t.evidence.spans]},
        }
        for t in themes
    ]
