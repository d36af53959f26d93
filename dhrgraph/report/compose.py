"""Make a report: the sections of its subject are written, and the statements behind their numbers read.

Store, names, Settings  ->  compose  ->  Report
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from dhrgraph.config import table
from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import BASE, VERSION
from dhrgraph.network.implementation.dates import in_words
from dhrgraph.publish.attribution import attribution
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_records import Settings
from dhrgraph.report.records import Briefing, Help, Made, Report, numbers
from dhrgraph.report.sections.agency import agency
from dhrgraph.report.sections.method import limits, method
from dhrgraph.report.sections.national import national
from dhrgraph.report.sections.partnership import partnership
from dhrgraph.report.sections.resting import caution, coverage, rests_on
from dhrgraph.report.sections.theme import theme
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.whole import whole
from dhrgraph.report.subject import About, Subject

_SECTIONS: Mapping[About, Callable[[Known], tuple[Told, ...]]] = {
    "whole": whole,
    "partnership": partnership,
    "agency": agency,
    "theme": theme,
    "national": national,
}
_FINDINGS = 7  # that a briefing has room for


def compose(
    store: Askable, subject: Subject, settings: Settings | None = None, *, command: str = "", dataset: bytes = b""
) -> Report:
    """The report on a subject.

    Args:
        store: The graph.
        subject: What it is about (`find_subject`).
        settings: How it is measured.
        command: What makes it again.
        dataset: The build's dataset.ttl, which tells the version; without it the documents' checksums do.

    Raises:
        QueryError: the day to judge by is no date.
    """
    known = Known(store, subject, settings or Settings())
    title, subtitle, named = _titles(known)
    told = _SECTIONS[subject.about](known)
    findings = (rests_on(known), *(sentence for each in told for sentence in each.findings if known.of.reviews))
    support = tuple(Help(row["name"], row["number"], row["note"], row["url"]) for row in table("support.csv"))
    parts = {
        "findings": findings,
        "sections": tuple(each.section for each in told),
        "coverage": coverage(known),
        "method": method(known),
        "limits": limits(known),
    }
    used = {number.rows for number in numbers(tuple(parts.values()))}
    as_at = next((each.as_at for each in told if each.as_at), None) or known.as_asked.day
    return Report(
        title=title,
        subtitle=subtitle,
        subject=named,
        as_at=in_words(as_at) if as_at else "",
        made=_made(store, command or _command(subject), dataset),
        licence=attribution(store),
        support=support,
        briefing=_briefing(known, told),
        rows=known.trail.rows(store, known.remarks, used),
        **parts,  # type: ignore[arg-type]
    )


def _titles(known: Known) -> tuple[str, str, str]:
    """Title, subtitle and a few words for the subject."""
    about, label = known.subject.about, known.subject.label
    if about == "partnership":
        return f"What the reviews of {label} recommend", "and what others have said on the same", label
    if about == "agency":
        return f"What is asked of {label}", "Recommendations of domestic homicide reviews, with former names", label
    if about == "theme":
        return f"{label}", "What domestic homicide reviews recommend on this theme", label
    if about == "national":
        return (
            "What is asked of national bodies",
            "Recommendations of domestic homicide reviews, and what came of them",
            "National bodies",
        )
    return (
        "What recurs in domestic homicide reviews",
        "Agencies and themes across partnerships, and what was done",
        "All reviews in this graph",
    )


def _briefing(known: Known, told: Sequence[Told]) -> Briefing:
    """One page of it. Each sentence stands in one place: what is said of who was asked, or of what was done, is no
    finding."""
    elsewhere = {sentence for each in told for sentence in (*each.asked, *each.done)}
    findings = [sentence for each in told for sentence in each.findings if sentence not in elsewhere]
    return Briefing(
        about=(rests_on(known), caution(known)),
        findings=tuple(findings[:_FINDINGS]),
        asked=tuple(sentence for each in told for sentence in each.asked),
        done=tuple(sentence for each in told for sentence in each.done),
        questions=tuple(sentence for each in told for sentence in each.questions)[:5],
    )


def _made(store: Askable, command: str, dataset: bytes) -> Made:
    found = re.search(rb'dcterms:identifier "sha256:([0-9a-f]{64})"', dataset)
    digest = found[1].decode() if found else _of_documents(store)
    cite = f"dhrgraph {VERSION}, graph {digest[:12]}, {BASE}dataset. Made with: {command}"
    return Made(VERSION, f"{BASE}dataset", digest, command, cite)


def _of_documents(store: Askable) -> str:
    """A digest of the checksums of the documents that were read: the same documents, the same digest."""
    question = "SELECT DISTINCT ?sum { ?document <http://spdx.org/rdf/terms#checksumValue> ?sum } ORDER BY ?sum"
    return hashlib.sha256("\n".join(str(row[0]) for row in store.select(question).rows).encode()).hexdigest()


def _command(subject: Subject) -> str:
    """The command that makes the report again."""
    option = {"partnership": "--csp", "agency": "--agency", "theme": "--theme"}.get(subject.about)
    if option and subject.it:
        return f"dhrgraph report {option} {subject.it.id.rpartition('/')[2]}"
    return "dhrgraph report --national" if subject.about == "national" else "dhrgraph report"
