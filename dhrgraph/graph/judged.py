"""Statements about who decided a theme or a match, where a person did."""

from __future__ import annotations

from dhrgraph.graph.terms import date, literal
from dhrgraph.records import Judged


def judged_facts(judged: Judged | None) -> tuple[tuple[str, str | None], ...]:
    """The role and the day as facts for `about`; none where a rule decided.

    Example:
        >>> judged_facts(Judged("analyst", "2026-01-31", "judgements.csv row 2"))[0]
        ('dhr:judgedBy', '"analyst"')
    """
    if judged is None:
        return ()
    return ("dhr:judgedBy", literal(judged.by)), ("dhr:judgedOn", date(judged.on))
