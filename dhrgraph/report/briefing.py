"""The seven-minute briefing: what of a report is for one page of paper, as HTML and as Markdown.

    Report  ->  briefing_html, briefing_markdown  ->  text

The form is one that safeguarding partnerships use: short enough to be read and talked over in seven minutes. Its
questions are for a team to ask itself; they judge nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrgraph.report.html import rendered
from dhrgraph.report.markdown import escaped, line, support
from dhrgraph.report.paper import size_of
from dhrgraph.report.records import Report, Sentence
from dhrgraph.report.words import HEADINGS, SAID


def briefing_html(report: Report) -> str:
    """The briefing as one HTML file. It prints on one A4 page, in letters as large as the page has room for, if
    `paper.fits` says so."""
    parts = tuple(parts_of(report))
    words = {"report": report, "parts": parts, "look": f"briefing {size_of(report, parts)}".strip()}
    return rendered("report_briefing.html.j2", ("report.css", "briefing.css"), words)


def briefing_markdown(report: Report) -> str:
    """The briefing as Markdown, without links from numbers, which lead to rows that only the report has."""
    as_at = f", as at {escaped(report.as_at)}" if report.as_at else ""
    blocks = [
        f"# {escaped(report.title)}",
        f"Seven-minute briefing: {escaped(report.subject)}{as_at}",
        f"> {support(report)}",
    ]
    for _, heading, sentences, numbered in parts_of(report):
        said = [line(each, links=False) for each in sentences]
        blocks.append(f"## {heading}")
        blocks += ["\n".join(f"{n}. {words}" for n, words in enumerate(said, 1))] if numbered else said
    cite = escaped(report.made.cite)
    blocks.append(f"{SAID['counts_briefly']} {cite}")
    return "\n\n".join(blocks) + "\n"


def parts_of(report: Report) -> Iterator[tuple[str, str, tuple[Sentence, ...], bool]]:
    """Each part that has something to say: anchor, heading, sentences, whether they are numbered."""
    briefing = report.briefing
    parts = (
        ("about", "What this is", briefing.about, False),
        ("findings", HEADINGS["findings"], briefing.findings, True),
        ("asked", "Who was asked, and what", briefing.asked, False),
        ("done", "What was done", briefing.done, False),
        ("questions", "To think about", briefing.questions, True),
    )
    return (part for part in parts if part[2])
