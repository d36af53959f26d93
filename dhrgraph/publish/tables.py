"""The tables analysts open: what was found, one table a kind of finding, as RFC 4180 asks.

    findings  ->  finding_tables  ->  file name -> CSV text
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dhrgraph.publish.lists import to_csv

Row = Mapping[str, Any]

# table -> kind of finding and its columns; a dotted column looks inside, a list is joined by "; "
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reviews": ("review", ("review", "title", "csp.name", "commissioned_by", "published", "death", "stated_recommendations", "document")),
    "recommendations": (
        "recommendation",
        ("review", "list", "number", "order", "text", "scope", "addressees.raw", "addressees.agency", "addressees.type", "themes.id", "asserts_recurrence", "document", "span"),
    ),
    "learning_points": ("learning_point", ("review", "list", "number", "order", "agency", "narrative", "lesson", "informs", "themes.id", "document", "span")),
    "actions": (
        "action",
        ("review", "recommendation", "item", "action", "leads.agency", "lead_role", "milestones", "target.raw", "target.value", "target.latest", "revised_target.value", "completion.raw", "completion.value", "completion.latest", "status", "status_as_at", "outcome", "expected_outcome", "document", "span"),
    ),
    "contributions": ("contribution", ("review", "agency", "agency_raw", "imr", "chronology", "report", "document", "span")),
    "guidance": ("guidance", ("document", "type", "heading", "order", "text", "themes.id", "span")),
    "figures": ("figure", ("document", "of", "value", "as_at", "span")),
    "citations": ("citation", ("document", "title", "raw", "iri", "span")),
}  # fmt: skip


def finding_tables(findings: Iterable[Row]) -> dict[str, str]:
    """Every table by its file name; one without rows still has its heading."""
    rows = list(findings)
    return {
        f"{name}.csv": to_csv(columns, (_flat(row, columns) for row in rows if row["kind"] == kind))
        for name, (kind, columns) in COLUMNS.items()
    }


def _flat(row: Row, columns: Iterable[str]) -> dict[str, str]:
    return {column: _cell(_inside(row, column.split("."))) for column in columns}


def _inside(value: Any, path: list[str]) -> Any:
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_inside(item, path) for item in value]
    return _inside(value.get(path[0]), path[1:])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
