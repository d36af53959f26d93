"""Give every recommendation, learning point and statement of a reading its themes.

Reading, Rules, Scheme  ->  classify_reading  ->  Reading with Themings
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dhrgraph.classify.rules import Rules
from dhrgraph.classify.scheme import Scheme
from dhrgraph.classify.themes import themings
from dhrgraph.records import Finding, Guidance, LearningPoint, Reading, Recommendation
from dhrgraph.text.passages import join


@dataclass(frozen=True, slots=True)
class Themes:
    """The concept scheme and the rules that assign its concepts."""

    scheme: Scheme
    rules: Rules


def classify_reading(reading: Reading, themes: Themes) -> Reading:
    """The reading with themes; a finding that nothing speaks for has none."""
    return replace(reading, findings=tuple(_classified(f, reading.document.text, themes) for f in reading.findings))


def _classified(finding: Finding, text: str, themes: Themes) -> Finding:
    if isinstance(finding, Recommendation):
        return replace(finding, themes=themings(text, finding.text, themes.rules, themes.scheme, "recommendation"))
    if isinstance(finding, LearningPoint):
        redacted = finding.narrative.redacted or finding.lesson.redacted
        said = join(text, [finding.narrative, finding.lesson])
        if redacted:
            words = f"{finding.narrative.text} {finding.lesson.text}".strip()
            said = replace(said, text=words, redacted=True)
        return replace(finding, themes=themings(text, said, themes.rules, themes.scheme, "learning-point"))
    if isinstance(finding, Guidance):
        return replace(finding, themes=themings(text, finding.text, themes.rules, themes.scheme, "guidance"))
    return finding
