"""A report in the form that was asked for: as a page or as Markdown, in full or as a briefing."""

from __future__ import annotations

from dhrgraph.report import markdown as in_markdown
from dhrgraph.report.briefing import briefing_html, briefing_markdown
from dhrgraph.report.html import html
from dhrgraph.report.records import Report


def form_of(report: Report, *, markdown: bool = False, briefing: bool = False) -> str:
    """The text of a file: UTF-8, with "\\n" line ends."""
    if briefing:
        return briefing_markdown(report) if markdown else briefing_html(report)
    return in_markdown.markdown(report) if markdown else html(report)
