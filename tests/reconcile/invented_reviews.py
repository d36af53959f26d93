"""Invented documents of invented reviews, as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ONE_REVIEW = sorted((Path(__file__).parent / "one_review").iterdir())

ASKED = (
    "Merseyside Police should train all response officers in recognising coercive and controlling behaviour.",
    "Sefton Council should make sure that every housing officer can refer a tenant to specialist services.",
    "The Home Office should publish guidance for reviewers on how the views of families are sought and recorded.",
    "All agencies should record who was present whenever an adult at risk is asked about abuse at home.",
)
OTHERS = (
    "Merseyside Police should review how calls about neighbours are graded when a child is heard in the background.",
    "Mersey Care should offer an appointment within two weeks to everyone who is referred after an overdose.",
    "The Probation Service should tell the victim contact unit whenever licence conditions are relaxed.",
    "General practices should flag the records of patients who are discussed at a conference on risk.",
)


def page(
    asked: Sequence[str], csp: str | None = "Sefton", published: str = "May 2021", death: str | None = "March 2019"
) -> str:
    """A summary page with these recommendations, numbered from 1."""
    facts = [f"CSP: {csp}" if csp else "", f"Published: {published}", f"Date of death: {death}" if death else ""]
    rows = [f"| {n} | {words} | Merseyside Police |" for n, words in enumerate(asked, 1)]
    return "\n".join(
        [
            "About this page. This page summarises a Domestic Homicide Review.",
            *filter(None, facts),
            "Extracted recommendations",
            "| # | Recommendation | Addressed to |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def report(
    asked: Sequence[str], csp: str = "Sefton Safer Communities Partnership", death: str = "March 2019", more: str = ""
) -> str:
    """An executive summary with these recommendations, maybe none."""
    listed = [f"Recommendation {n}\n{words}\n" for n, words in enumerate(asked, 1)]
    return "\n".join(
        [
            csp,
            "DOMESTIC HOMICIDE REVIEW",
            "Executive Summary",
            f"A death in {death}",
            "Published May 2021",
            "",
            "1. The review process",
            f"1.1 This summary sets out the process of the review of the death of an adult in {death}.",
            "",
            *(["2. Recommendations", "", *listed] if asked else []),
            more,
        ]
    )
