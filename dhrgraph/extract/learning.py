"""Learning points: the panel's numbered points and what each agency learnt.

    sections, recommendations  ->  learning_points  ->  LearningPoint

A labelled point has a narrative, perhaps a lesson, and may say which recommendations it leads to. Without labels each
list item, numbered paragraph or paragraph is a point. Below a body's name the points are that body's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dhrgraph.extract.captions import ListHeading, list_heading
from dhrgraph.extract.labels import Label, learning_label, recommendation_label
from dhrgraph.extract.lexicons import Lexicons, speaks, whole_match
from dhrgraph.extract.numbers import plain_number
from dhrgraph.extract.outline import Section
from dhrgraph.records import EMPTY, Addressee, LearningPoint, Passage, Recommendation
from dhrgraph.text.blocks import Block, same_rank
from dhrgraph.text.passages import join, part

_PANEL = "Panel learning"
_ENDS = (".", "!", "?", ")", "”", '"')
_TITLE_WORDS = 10  # a longer line is no heading
_MOST_NUMBERS = 99  # a wider range is a misprint


@dataclass(slots=True)
class _Open:
    """The point being read."""

    label: Label | None
    block: Block
    reference: Passage = EMPTY
    narrative: list[Passage] = field(default_factory=list)
    lesson: list[Passage] = field(default_factory=list)
    part: Literal["narrative", "lesson"] = "narrative"


def learning_points(
    source: str, sections: Sequence[Section], lexicons: Lexicons, recommendations: Sequence[Recommendation]
) -> tuple[LearningPoint, ...]:
    """The learning points in reading order: those of sections on learning, else labelled ones wherever they stand."""
    reader = _Reader(source, lexicons)
    for section in sections:
        if section.kind in ("learning", "mixed"):
            reader.section(section)
    if not reader.points:
        for section in sections:
            reader.labelled_only(section.blocks)
    return tuple(_linked(point, recommendations, lexicons) for point in reader.points)


class _Reader:
    """What is known while walking down the blocks."""

    def __init__(self, source: str, lexicons: Lexicons) -> None:
        self.points: list[LearningPoint] = []
        self._source, self._lexicons = source, lexicons
        self._agency: Addressee | None = None
        self._heading: Block | None = None  # that named the agency
        self._by_agency = False  # a heading has said that agencies' learning follows
        self._labels = False  # the section labels its points: what stands outside them is none
        self._open: _Open | None = None

    def section(self, section: Section) -> None:
        """Read a section on learning. In a mixed one a recommendation ends the point before it."""
        below, mixed, title = section.blocks, section.kind == "mixed", section.heading
        self._agency, self._heading = None, None
        self._by_agency = title is not None and whole_match(self._lexicons.learning, title.text, "agencies") is not None
        self._labels = any(learning_label(block.text, self._lexicons) for block in below)
        recommending = False
        for n, block in enumerate(below):
            label = recommendation_label(block.text, self._lexicons)
            heading = list_heading(block.text, self._lexicons)
            if learning_label(block.text, self._lexicons) or block.bold or block.level:
                recommending = False
            recommending = mixed and (bool(label) or recommending or self._turns(block, heading))
            if label or recommending:
                self._close()
            else:
                self._block(block, below[n + 1] if n + 1 < len(below) else None)
        self._close()

    def _turns(self, block: Block, heading: ListHeading | None) -> bool:
        """Whether a block of a mixed section says that recommendations follow."""
        leads_in = block.text.endswith(":") and speaks(self._lexicons.recommending, block.text, "intro")
        return leads_in or bool(heading and heading.kind == "review")

    def labelled_only(self, below: Sequence[Block]) -> None:
        """Read labelled points in other prose: each has the paragraph behind its label."""
        for block in below:
            if label := learning_label(block.text, self._lexicons):
                self._start(block, label, None)
            elif self._open and not self._open.narrative and not block.level:
                self._open.narrative.append(block.words)
            else:
                self._close()
        self._close()

    def _block(self, block: Block, after: Block | None) -> None:
        cues, opened = self._lexicons.learning, self._open
        labelled = opened is not None and opened.label is not None
        if label := learning_label(block.text, self._lexicons):
            self._start(block, label, after)
            self._agency = None
        elif opened and labelled and (found := whole_match(cues, block.text, "narrative", "lesson")):
            self._named_part(opened, block, *found)
        elif whole_match(cues, block.text, "agencies"):
            self._close()
            self._agency, self._by_agency = None, True
        elif block.kind not in ("bullet", "letter") and (heading := self._list_heading(block, after)):
            self._close()
            self._agency = self._owner(block, heading)
            self._heading = block if self._agency else None
        elif opened and (labelled or self._goes_on(opened, block)):
            (opened.lesson if opened.part == "lesson" else opened.narrative).append(block.words)
        elif speaks(cues, block.text, "intro") or self._is_topic(block, after) or (self._labels and not self._agency):
            self._close()
        else:
            self._close()
            self._open = _Open(None, block, narrative=[block.words])

    def _start(self, block: Block, label: Label, after: Block | None) -> None:
        """A labelled point: the words behind the label are its narrative, or a title when that stands below."""
        self._close()
        reference = part(self._source, block.words, *label.aside) if label.aside else EMPTY
        self._open = _Open(label, block, reference)
        rest = part(self._source, block.words, *label.rest)
        below = after is not None and after.kind in ("", "number") and not learning_label(after.text, self._lexicons)
        if rest and not (below and _is_short(rest.text) and not rest.text.endswith(_ENDS)):
            self._open.narrative.append(rest)

    def _named_part(self, opened: _Open, block: Block, name: str, found: re.Match[str]) -> None:
        opened.part = "lesson" if name == "lesson" else "narrative"
        if found["rest"]:
            words = part(self._source, block.words, *found.span("rest"))
            (opened.lesson if opened.part == "lesson" else opened.narrative).append(words)

    def _list_heading(self, block: Block, after: Block | None) -> ListHeading | None:
        """The list a heading begins. Among headings by agency one of the same rank names an agency, known or not."""
        found = list_heading(block.text, self._lexicons)
        beside = same_rank(block, self._heading) if self._heading else self._by_agency
        if found is None and beside and self._is_topic(block, after) and block.text[:1].isupper():
            return ListHeading("body", 0, len(block.text.rstrip(":")))
        return found

    def _owner(self, block: Block, heading: ListHeading) -> Addressee | None:
        """Whose learning follows a heading."""
        name = part(self._source, block.words, heading.start, heading.end)
        return Addressee(name, name.text, "heading") if heading.kind == "body" else None

    def _goes_on(self, opened: _Open, block: Block) -> bool:
        """Whether a block is part of an unlabelled point: a sub-list, or the rest of a broken sentence."""
        if block.level or block.bold:
            return False
        above, leads_in = opened.block, opened.narrative[-1].text.endswith((":", ";", ","))
        if block.kind == above.kind == "bullet":
            return block.indent > above.indent
        if block.kind in ("bullet", "letter"):
            return above.kind == "number" and (leads_in or block.kind == "letter")
        return block.kind == "" and leads_in

    def _is_topic(self, block: Block, after: Block | None) -> bool:
        """Whether a block is a heading for a topic."""
        if block.level or (block.bold and _is_short(block.text)):
            return True
        if (
            after is None
            or block.kind in ("bullet", "letter")
            or not _is_short(block.text)
            or block.text.endswith(_ENDS)
        ):
            return False
        return block.kind == "" or after.kind != "number" or after.mark.startswith(block.mark + ".")

    def _close(self) -> None:
        """Write down the point being read, if it says anything."""
        opened, self._open = self._open, None
        if opened is None:
            return
        narrative, lesson = join(self._source, opened.narrative), join(self._source, opened.lesson)
        if not (narrative or lesson):
            return
        agency = None if opened.label else self._agency
        numbered = opened.block.mark if opened.block.kind == "number" and agency is None else None
        number = opened.label.number if opened.label else numbered
        listed = agency.raw.text if agency else _PANEL
        reference = opened.reference or self._reference(narrative)
        self.points.append(
            LearningPoint(listed, number, len(self.points) + 1, narrative, lesson, reference, (), agency)
        )

    def _reference(self, narrative: Passage) -> Passage:
        """Recommendations that a point names in its own words: in brackets, or as what it led to."""
        for cue in self._lexicons.learning:
            if cue.name == "leads to" and (found := cue.pattern.search(narrative.text)):
                return part(self._source, narrative, *found.span())
        for cue in self._lexicons.learning:
            if cue.name == "reference" and (found := cue.pattern.search(narrative.text)):
                start, end = (
                    narrative.text.rfind("(", 0, found.start()),
                    narrative.text.find(")", found.end()),
                )
                if start >= 0 and end >= 0 and ")" not in narrative.text[start : found.start()]:
                    return part(self._source, narrative, start, end + 1)
        return EMPTY


def _is_short(words: str) -> bool:
    return len(words.split()) <= _TITLE_WORDS


def _linked(point: LearningPoint, recommendations: Sequence[Recommendation], lexicons: Lexicons) -> LearningPoint:
    """The point with the orders of the recommendations its cross-reference names.

    Numbers refer to the review's own list, the first when there are several: agencies number theirs from 1 again.
    """
    if not point.cross_reference:
        return point
    wanted = _numbers(point.cross_reference.text, lexicons)
    first = next((r.list for r in recommendations), None)
    own = [r for r in recommendations if r.list == first]
    return replace(point, informs=tuple(r.order for r in own if plain_number(r.number) in wanted))


def _numbers(reference: str, lexicons: Lexicons) -> set[str]:
    """The numbers a reference names, ranges written out."""
    cues = [cue for cue in lexicons.learning if cue.name == "reference"]
    printed = " ".join(found["numbers"] for cue in cues for found in cue.pattern.finditer(reference))
    numbers = {plain_number(n) for n in re.findall(r"[A-Za-z]{0,4}\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?", printed)}
    for low, high in re.findall(r"(\d{1,3})\s*(?:-|–|to)\s*[A-Z]{0,4}(\d{1,3})", printed):
        numbers |= {str(n) for n in range(int(low), min(int(high), int(low) + _MOST_NUMBERS) + 1)}
    return numbers
