"""A finding in few words: the fields that say what was read, blank ones left out."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from dhrgraph.records import (
    Action,
    Contribution,
    Figure,
    Finding,
    Guidance,
    Issue,
    LearningPoint,
    PrintedDate,
    Recommendation,
    Review,
)

Fields = dict[str, Any]


def brief(finding: Finding) -> Fields:
    """The finding's kind and what it says; a citation says nothing here."""
    return {name: value for name, value in _fields(finding).items() if value not in (None, "", [], False)}


@singledispatch
def _fields(_: Finding) -> Fields:
    return {}


@_fields.register
def _(f: Review) -> Fields:
    return {
        "kind": "review",
        "csp": f.csp.raw,
        "published": f.published,
        "death": f.death,
        "stated": f.stated_recommendations,
    }


@_fields.register
def _(f: Recommendation) -> Fields:
    return {
        "kind": "recommendation",
        "list": f.list,
        "number": f.number,
        "inferred": f.number_inferred,
        "text": f.text.text,
        "to": [a.raw.text for a in f.addressees],
        "basis": f.addressees[0].basis if f.addressees else None,
        "scope": f.scope,
        "said before": f.asserts_recurrence.text,
        "other": [[heading, words.text] for heading, words in f.other],
    }


@_fields.register
def _(f: LearningPoint) -> Fields:
    return {
        "kind": "learning",
        "list": f.list,
        "number": f.number,
        "narrative": f.narrative.text,
        "lesson": f.lesson.text,
        "reference": f.cross_reference.text,
        "informs": list(f.informs),
        "agency": f.agency.raw.text if f.agency else None,
    }


@_fields.register
def _(f: Action) -> Fields:
    return {
        "kind": "action",
        "of": f.recommendation,
        "item": f.item,
        "action": f.action.text,
        "lead": [a.raw.text for a in f.leads],
        "milestones": f.milestones.text,
        "target": _date(f.target),
        "revised": _date(f.revised_target),
        "status": f.status,
        "status said": f.completion_text.text,
        "done": f.completion.value if f.completion else None,
        "as at": f.status_as_at.value if f.status_as_at else None,
        "outcome": f.outcome.text,
        "expected": f.expected_outcome.text,
        "other": [[heading, words.text] for heading, words in f.other],
    }


@_fields.register
def _(f: Contribution) -> Fields:
    gave = [kind for kind in ("imr", "chronology", "report") if getattr(f, kind)]
    return {"kind": "contribution", "agency": f.agency.raw.text, "gave": gave}


@_fields.register
def _(f: Guidance) -> Fields:
    return {"kind": "guidance", "type": f.type, "heading": f.heading, "text": f.text.text}


@_fields.register
def _(f: Figure) -> Fields:
    return {"kind": "figure", "of": f.of, "value": f.value}


@_fields.register
def _(f: Issue) -> Fields:
    return {"kind": "issue", "severity": f.severity, "message": f.message}


def _date(printed: PrintedDate | None) -> list[str | None] | None:
    return [printed.raw.text, printed.value, printed.precision] if printed else None
