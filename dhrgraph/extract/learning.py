"""Learning points: the panel's numbered points and what each agency learnt.

    Document, Lexicons, recommendations  ->  learning_points  ->  LearningPoint

A panel point has a narrative and perhaps a lesson, and says in brackets which recommendations it leads to. An
agency's points are list items under its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.records import EMPTY, Addressee, Document, LearningPoint, Line, Passage, Recommendation, Span
from dhrgraph.text.passages import join, passage, plain

_BULLET = re.compile(r"^\s*[-*•◦▪–]\s+")
_PANEL = "Panel learning"


@dataclass(slots=True)
class _State:
    inside: bool = False
    part: Literal["narrative", "lesson", "agency", None] = None
    agency: Addressee | None = None
    number: str | None = None
    reference: Passage = EMPTY
    narrative: list[Passage] = field(default_factory=list)
    lesson: list[Passage] = field(default_factory=list)
    points: list[LearningPoint] = field(default_factory=list)


def learning_points(
    document: Document, lexicons: Lexicons, recommendations: Sequence[Recommendation]
) -> tuple[LearningPoint, ...]:
    """The learning points in reading order; empty when no learning section is found."""
    state = _State()
    tabular = {line.number for table in document.tables for line in _lines_of(document, table.span)}
    for line in document.lines:
        if line.text.strip() and line.number not in tabular:
            _read(line, state, document, lexicons)
    _close(state, document)
    return tuple(_linked(point, recommendations, lexicons) for point in state.points)


def _lines_of(document: Document, span: Span) -> list[Line]:
    return [line for line in document.lines if span.start <= line.span.start < span.end]


def _read(line: Line, state: _State, document: Document, lexicons: Lexicons) -> None:
    found = next(((cue.name, m) for cue in lexicons.learning if cue.name != "reference" and (m := cue.pattern.match(line.text))), None)
    name, match = found or (None, None)
    if name == "section":
        state.inside = True
    elif not state.inside:
        return
    elif name == "end":
        _close(state, document)
        state.inside, state.part = False, None
    elif name == "point" and match:
        _close(state, document)
        state.number, state.part, state.agency = match["number"], "narrative", None
        state.reference = _at(document, line, match, "reference")
    elif name in ("narrative", "lesson") and state.number:
        state.part = "lesson" if name == "lesson" else "narrative"
    elif name == "agencies":
        _close(state, document)
        state.part, state.agency = "agency", None
    elif name == "agency" and match and state.part == "agency":
        _close(state, document)
        heading = _at(document, line, match, "name")
        state.agency = Addressee(heading, heading.text, "heading")
    elif state.part == "agency" and state.agency:
        if _BULLET.match(line.text):
            _close(state, document)
        state.narrative.append(plain(document.text, line.span))
    elif state.part in ("narrative", "lesson"):
        (state.lesson if state.part == "lesson" else state.narrative).append(passage(document.text, line.span))


def _at(document: Document, line: Line, match: re.Match[str], group: str) -> Passage:
    if match.group(group) is None:
        return EMPTY
    start, end = match.span(group)
    return passage(document.text, Span(line.span.start + start, line.span.start + end))


def _close(state: _State, document: Document) -> None:
    """Write down the point being read, if there is one."""
    narrative, lesson = join(document.text, state.narrative), join(document.text, state.lesson)
    if narrative or lesson:
        listed = state.agency.raw.text if state.agency else _PANEL
        number = None if state.agency else state.number
        order = len(state.points) + 1
        state.points.append(LearningPoint(listed, number, order, narrative, lesson, state.reference, (), state.agency))
    state.narrative, state.lesson, state.reference, state.number = [], [], EMPTY, None


def _linked(point: LearningPoint, recommendations: Sequence[Recommendation], lexicons: Lexicons) -> LearningPoint:
    """The point with the orders of the recommendations its cross-reference names.

    Numbers refer to the review's own list, the first when there are several: agencies number theirs from 1 again.
    """
    if not point.cross_reference:
        return point
    wanted = _numbers(point.cross_reference.text, lexicons)
    first = next((r.list for r in recommendations), None)
    own = [r for r in recommendations if r.list == first]
    return replace(point, informs=tuple(r.order for r in own if (r.number or "").casefold() in wanted))


def _numbers(reference: str, lexicons: Lexicons) -> set[str]:
    cues = [cue for cue in lexicons.learning if cue.name == "reference"]
    printed = " ".join(found["numbers"] for cue in cues for found in cue.pattern.finditer(reference))
    numbers = {n.casefold() for n in re.findall(r"\d+[a-z]?", printed)}
    for low, high in re.findall(r"(\d+)\s*(?:-|to)\s*(\d+)", printed):
        numbers |= {str(n) for n in range(int(low), int(high) + 1)}
    return numbers
