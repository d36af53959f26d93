"""Recorded deaths as JSON lines, what in their table needs a look, and the list of candidates for a person.

DeathRegister  ->  death_rows, issue_rows;  DeathLink, ...  ->  link_rows
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dhrgraph.publish.findings import Fields
from dhrgraph.records import DeathLink, DeathRegister, Issue

CANDIDATES = (
    "review", "title", "death", "partnership", "date_in_review", "date_in_table", "why", "candidates", "decision",
)  # fmt: skip


def death_rows(table: DeathRegister) -> Iterator[Fields]:
    """One row a death, `kind` "death"; `factors` are those tagged, and of all others nothing is known."""
    for death in table.deaths:
        yield {
            **_whole("death", table.source.file),
            "id": death.id,
            "csp": {"raw": death.csp.raw, "name": death.csp.name, "codes": list(death.csp.codes)}
            if death.csp.raw
            else None,
            "commissioned_by": death.partnership.agency if death.partnership else None,
            "region": death.region,
            "date": death.date,
            "cause": death.cause,
            "place": death.place,
            "factors": sorted(death.factors),
            **_nowhere(),
        }


def issue_rows(issues: Iterable[Issue], file: str) -> Iterator[Fields]:
    """Issues that are about a table as a whole or about rows of it."""
    for issue in issues:
        said = {"stage": issue.stage, "severity": issue.severity, "message": issue.message}
        yield {**_whole("issue", file), **said, **_nowhere()}


def link_rows(links: Iterable[DeathLink], decided: Mapping[tuple[str, str], str]) -> list[dict[str, str]]:
    """The rows of candidate_links.csv: nothing of a case but its place and date.

    `decided` are a person's "yes" and "no" by ids of a review and a death; those still open have an empty decision.
    """
    return [
        {
            "review": link.review.id,
            "title": link.review.title,
            "death": link.death.id,
            "partnership": link.death.csp.name,
            "date_in_review": link.review.death or "",
            "date_in_table": link.death.date or "",
            "why": link.why,
            "candidates": str(link.candidates),
            "decision": decided.get((link.review.id, link.death.id), ""),
        }
        for link in links
    ]


def _whole(kind: str, file: str) -> Fields:
    return {"kind": kind, "document": file, "span": None, "review": None}


def _nowhere() -> Fields:
    return {"spans": [], "pages": [], "table": None}
