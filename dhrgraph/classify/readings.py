"""Give every recommendation, learning point and statement of a reading its themes.

Reading, Themes  ->  classify_reading  ->  Reading with Themings
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dhrgraph.classify.calibration import AS_HEARD, Calibration
from dhrgraph.classify.rules import Rules, TextKind
from dhrgraph.classify.scheme import Scheme
from dhrgraph.classify.themes import Assigned, classify
from dhrgraph.records import Finding, Guidance, Judged, LearningPoint, Passage, Reading, Recommendation, Theming
from dhrgraph.text.passages import join, part
from dhrgraph.text.wording import wording_key


@dataclass(frozen=True, slots=True)
class Themes:
    """The concept scheme, the rules that assign its concepts, and how far these can be trusted.

    `judged` is what persons decided, by the key of a text's words (`dhrgraph.text.wording.wording_key`; of a learning
    point: of its narrative and its lesson, one after the other) and the id of a theme: whether that text has it.
    `judges` says who, and when.
    """

    scheme: Scheme
    rules: Rules
    calibration: Calibration = AS_HEARD
    judged: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    judges: Mapping[tuple[str, str], Judged] = field(default_factory=dict)

    def decided(self, text: str) -> dict[str, bool]:
        """What persons decided about a text, by theme, in alphabetical order; mostly nothing."""
        if not self.judged:
            return {}
        key = wording_key(text)
        return {theme: self.judged[key, theme] for theme in self.scheme.concepts if (key, theme) in self.judged}


def classify_reading(reading: Reading, themes: Themes) -> Reading:
    """The reading with themes; a finding that nothing speaks for has none."""
    return replace(reading, findings=tuple(_classified(f, reading.document.text, themes) for f in reading.findings))


def themings(
    text: str, passage: Passage, themes: Themes, kind: TextKind
) -> tuple[tuple[Theming, ...], tuple[Theming, ...]]:
    """The themes of a passage of the document `text`, each with its evidence there: those that count, those in doubt.

    A person's yes comes before all rules, with all of the passage for evidence; what a person refused is in neither.
    """
    decided = themes.decided(passage.text)
    answer = classify(passage.text, themes.rules, themes.scheme, kind, themes.calibration, decided)
    judged = (
        Theming(theme, 1.0, passage, "judgement", themes.judges.get((wording_key(passage.text), theme)))
        for theme, has in decided.items()
        if has
    )
    by_rule = (Theming(one.theme, one.confidence, _evidence(text, passage, one)) for one in answer.given)
    doubtful = (Theming(one.theme, one.confidence, _evidence(text, passage, one)) for one in answer.in_doubt)
    return (*judged, *by_rule), tuple(doubtful)


def _evidence(text: str, passage: Passage, assigned: Assigned) -> Passage:
    """The words that speak for a theme, as a passage of the document.

    Where a person's name stood in the passage its words no longer lead back to single places, so the evidence
    then spans all of it and, like it, must not be quoted from the source.
    """
    if passage.redacted:
        return Passage(passage.text[assigned.start : assigned.end], passage.spans, redacted=True)
    return part(text, passage, assigned.start, assigned.end)


def _classified(finding: Finding, text: str, themes: Themes) -> Finding:
    if isinstance(finding, Recommendation):
        given, in_doubt = themings(text, finding.text, themes, "recommendation")
        return replace(finding, themes=given, themes_in_doubt=in_doubt)
    if isinstance(finding, LearningPoint):
        given, in_doubt = themings(text, _said(finding, text), themes, "learning-point")
        return replace(finding, themes=given, themes_in_doubt=in_doubt)
    if isinstance(finding, Guidance):
        given, in_doubt = themings(text, finding.text, themes, "guidance")
        return replace(finding, themes=given, themes_in_doubt=in_doubt)
    return finding


def _said(point: LearningPoint, text: str) -> Passage:
    """What a learning point tells and what it teaches, as one passage."""
    said = join(text, [point.narrative, point.lesson])
    if point.narrative.redacted or point.lesson.redacted:
        words = f"{point.narrative.text} {point.lesson.text}".strip()
        return replace(said, text=words, redacted=True)
    return said
