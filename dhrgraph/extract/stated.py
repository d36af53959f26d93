"""Recommendations as prose states them: labelled, numbered, as bullets or as sentences, under whose name they stand.

    sections  ->  read_stated  ->  Stated

A labelled recommendation counts wherever it stands; any other only in a section of recommendations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrgraph.extract.bodies import bracketed_body, is_body
from dhrgraph.extract.captions import Caption, caption_of
from dhrgraph.extract.labels import Label, learning_label, marked_behind, recommendation_label
from dhrgraph.extract.lexicons import Lexicons, first_match, speaks
from dhrgraph.extract.outline import Section, labelled_cell
from dhrgraph.extract.plan_rows import Others, PlanRow
from dhrgraph.extract.stated_lists import can_head, is_beside, last_named, titles_among
from dhrgraph.extract.stated_open import (
    ITEMS,
    Open,
    asks_below,
    is_roman,
    mark_of,
    rows_of,
    sub_point,
    take_remark,
    without_reasons,
)
from dhrgraph.extract.stated_titles import is_title, is_topic
from dhrgraph.records import EMPTY, Basis, Passage
from dhrgraph.text.blocks import Block
from dhrgraph.text.headings import fold
from dhrgraph.text.passages import join, part

_SENTENCE = re.compile(r"[.:!?]\s+")
_ASIDE_WORDS = 3  # "Rationale:" by itself is the heading of a remark
_BEGIN_ITEMS = ("action", "target", "lead")  # fields that an item of a plan has once
_HEADING: Basis = "heading"
_COLUMN: Basis = "column"


@dataclass(frozen=True, slots=True)
class Stated:
    """A recommendation as it stands in one place: `listed` there in a list of them, or only labelled in other prose.

    `to` is whom its label or column names (empty: nobody; heading or sentence may). `rows` are the plan rows that
    answer it, `other` the cells of its own row that mean nothing to us. Two of the same `place` (a section, the
    tables, the plans) are never the same recommendation.
    """

    caption: Caption | None
    number: str | None
    inferred: bool
    text: Passage
    scope: Passage
    to: tuple[Passage, ...]
    basis: Basis
    start: int
    listed: bool
    rows: tuple[PlanRow, ...] = ()
    place: str = "table"
    other: Others = ()

    @property
    def owner(self) -> str:
        """Whose recommendation it is by column, label or heading, casefolded; empty when none of these says."""
        if self.to:
            return self.to[0].text.casefold()
        return self.caption.name.casefold() if self.caption and not self.caption.of_review else ""


def read_stated(
    source: str, sections: Sequence[Section], lexicons: Lexicons
) -> tuple[tuple[Stated, ...], tuple[PlanRow, ...]]:
    """Every recommendation that prose states, in reading order, and plans set as lines that give but its number."""
    reader = _Reader(source, lexicons)
    titles = Counter(fold(s.heading.text) for s in sections if s.heading and s.blocks)
    reader.again = frozenset(title for title, count in titles.items() if count > 1)
    for section in sections:
        reader.section(section)
    return tuple(reader.made), tuple(reader.rows)


class _Reader:
    """What is known while walking down the blocks."""

    def __init__(self, source: str, lexicons: Lexicons) -> None:
        self.made: list[Stated] = []
        self.rows: list[PlanRow] = []  # below a label without words
        self._source, self._lexicons = source, lexicons
        self.again: frozenset[str] = frozenset()  # titles, folded, that several sections bear
        self._caption: Caption | None = None
        self._named_above: Caption | None = None  # the last body named in the section before
        self._heading: Block | None = None  # of the list of one body
        self._open: Open | None = None
        self._kind = ""
        self._announced = False  # a mixed section has said that its recommendations follow
        self._asked = EMPTY  # the body of "The Trust should:", which asks each item below it
        self._only_labels = False  # it labels them: what stands outside is none
        self._titles: frozenset[int] = frozenset()  # lines of labels that are titles of what is numbered below
        self._place = "section 0"

    def section(self, section: Section) -> None:
        """Read one section; what it states is listed when the section is one of recommendations."""
        self._kind = section.kind
        self._place = f"section {section.heading.line.number if section.heading else 0}"
        heading = section.heading if section.kind == "recommendations" else None
        above = self._named_above if heading and fold(heading.text) in self.again else None
        caption = caption_of(self._source, heading.words, self._lexicons) if heading else None
        self._caption = above if above and (caption is None or caption.of_review) else caption
        self._named_above = last_named(self._source, section.blocks, self._lexicons)
        self._heading = None
        self._announced = False
        self._asked = EMPTY
        below = section.blocks
        labels = any(recommendation_label(block.text, self._lexicons) for block in below)
        marks = sum(marked_behind(block.text, self._lexicons) is not None for block in below)
        self._only_labels = marks > 1 or (labels and section.kind in ("mixed", "concluding"))
        self._titles = titles_among(below, self._lexicons) if self._listing else frozenset()
        for n, block in enumerate(below):
            self._block(block, below[n + 1] if n + 1 < len(below) else None)
        self._close()

    @property
    def _listing(self) -> bool:
        return self._kind in ("recommendations", "mixed", "concluding")

    def _block(self, block: Block, after: Block | None) -> None:
        in_label = self._only_labels or (self._open is not None and self._open.labelled)
        listing = self._kind == "recommendations" and not in_label
        if listing and (asked := asks_below(self._source, block, after, self._lexicons)):
            self._close()
            self._asked = asked
            return
        if block.kind not in ITEMS:
            self._asked = EMPTY
        if label := recommendation_label(block.text, self._lexicons):
            self._close()
            self._open = self._labelled(block, label, after)
        elif self._listing and (marked := marked_behind(block.text, self._lexicons)):
            self._close()
            words = part(self._source, block.words, *marked.rest)
            self._open = Open(block, marked.number, labelled=True, text=[words], full=True)
        elif self._only_labels and learning_label(block.text, self._lexicons):
            self._close()
        elif self._open and (cell := labelled_cell(block.text, self._lexicons)):
            self._plan_cell(self._open, block, *cell)
        elif self._open and (named := bracketed_body(block.text, self._lexicons)):
            self._open.to = self._open.to or part(self._source, block.words, *named)
        elif self._open and first_match(self._lexicons.recommending, block.text, "aside"):
            self._aside(self._open, block)
        elif self._open and self._open.aside and not speaks(self._lexicons.recommending, block.text, "says"):
            return
        elif not self._listing:
            self._outside(block)
        elif can_head(block, after) and (caption := self._list_caption(block, after)):
            self._close()
            self._caption, self._heading = caption, block
        else:
            self._inside(block, after)

    def _aside(self, opened: Open, block: Block) -> None:
        """A remark ends the recommendation, or stands before its words. A mere heading of one takes what is below."""
        if opened.text or not opened.labelled:
            opened.full = True
        else:
            opened.aside = len(block.text.split()) <= _ASIDE_WORDS

    def _list_caption(self, block: Block, after: Block | None) -> Caption | None:
        """The caption a block is. Beside the heading of one body's list a heading of the same rank names a body too."""
        found = caption_of(self._source, block.words, self._lexicons)
        beside = (
            self._heading is not None
            and is_beside(block, self._heading)
            and is_topic(block, after, self._open, self._lexicons)
        )
        if found or not beside:
            return found
        if self._caption is None or self._caption.of_review:
            self._caption = None  # a topic beside the review's own list ends it
            return None
        name = part(self._source, block.words, 0, len(block.text.rstrip(":")))
        return Caption(name.text, name, "beside", False)

    def _labelled(self, block: Block, label: Label, after: Block | None) -> Open:
        """A new recommendation from its label: the words behind it are its text, its addressee, or a title."""
        rest, owner, aside = (
            part(self._source, block.words, *place) if place else EMPTY
            for place in (label.rest, label.owner, label.aside)
        )
        opened = Open(block, label.number, labelled=True, to=owner, apart=block.line.number in self._titles)
        if aside and is_body(aside.text, self._lexicons):
            opened.to = aside
        elif aside:
            opened.scope = aside
        if rest and after and is_body(rest.text, self._lexicons):
            opened.to = rest
        elif rest and not is_title(rest.text, after, self._lexicons):
            opened.text.append(rest)
        return opened

    def _outside(self, block: Block) -> None:
        """Below a label in other prose only what the sentence calls for belongs to it."""
        if self._open and self._open.unfinished and not self._open.full and not self._open.cells:
            self._open.text.append(sub_point(self._open, block))
        else:
            self._close()

    def _inside(self, block: Block, after: Block | None) -> None:
        """A block of a section of recommendations that is neither label nor heading of a list."""
        opened, cues, words = self._open, self._lexicons.recommending, block.text
        waiting = opened is not None and opened.labelled and not opened.text
        if is_topic(block, after, self._open, self._lexicons):
            if not waiting or block.level:
                self._close()
        elif opened and not opened.full and self._goes_on(opened, block):
            opened.text.append(sub_point(opened, block))
            if block.kind and mark_of(block) != mark_of(opened.block):
                opened.below = mark_of(block)
        elif self._only_introduces(words) or (opened and opened.full and not block.kind):
            self._announced = self._announced or words.endswith(":")
            if opened:
                opened.full = True
        elif (block.kind or speaks(cues, words, "says")) and not self._only_labels:
            self._close()
            if self._kind == "recommendations" or self._announced or speaks(cues, words, "says"):
                number = block.mark if block.kind in ("number", "letter") else None
                self._open = Open(block, number, labelled=False, to=self._asked, text=[block.words])
                take_remark(self._source, self._open, self._lexicons)
        else:
            self._close()

    def _goes_on(self, opened: Open, block: Block) -> bool:
        """Whether a block is part of the open recommendation: below a label all is, but what speaks about the list.

        Else what a colon announces, a sub-list, a paragraph below a numbered one, and the rest of a broken sentence.
        """
        above, leads_in = opened.block, bool(opened.text) and opened.text[-1].text.endswith((":", ";", ","))
        if self._only_introduces(block.text):
            return False
        if opened.apart and block.kind == "number":
            return False
        if opened.labelled:
            return (
                block.kind != "" or opened.unfinished or not speaks(self._lexicons.recommending, block.text, "reason")
            )
        if block.kind and mark_of(block) == opened.below:
            return True
        if block.kind == "":
            return opened.unfinished or above.kind == "number"
        if block.kind == above.kind == "bullet":
            return block.indent > above.indent or (leads_in and block.mark != above.mark)
        if block.kind == above.kind == "letter" and not (is_roman(block.mark) and not is_roman(above.mark)):
            return False
        if block.kind == "number":
            return leads_in and above.kind == "number" and block.mark.startswith(above.mark + ".")
        return leads_in or above.kind == "number"

    def _only_introduces(self, words: str) -> bool:
        """Whether words speak about the recommendations and no later sentence of theirs recommends."""
        cues = self._lexicons.recommending
        if not speaks(cues, words, "intro"):
            return False
        parted = _SENTENCE.search(words)
        later = words[parted.end() :] if parted else ""
        return not speaks(cues, later, "says") or speaks(cues, later, "intro")

    def _plan_cell(self, opened: Open, block: Block, name: str, at: int) -> None:
        """A line of a plan that is set as labelled lines: a field that comes again begins the next item."""
        opened.full = True
        if not opened.cells or (name in opened.cells[-1] and name in _BEGIN_ITEMS):
            opened.cells.append({})
        if words := part(self._source, block.words, at, len(block.text)):
            opened.cells[-1].setdefault(name, []).append(words)

    def _close(self) -> None:
        """Write down the recommendation being read, if it says anything."""
        opened, self._open = self._open, None
        text = join(self._source, opened.text) if opened else EMPTY
        if opened is None or not text:
            self.rows += [replace(row, form="numbered") for row in rows_of(opened)] if opened else []
            return
        start = opened.block.line.span.start
        opened.text = without_reasons(opened, self._lexicons)
        text = join(self._source, opened.text)
        caption = self._caption if self._listing else None
        scope, rows = opened.scope or self._scope(caption), rows_of(opened)
        lead = self._alone_lead(rows[0]) if rows and not opened.to else EMPTY
        to, basis = (lead, _COLUMN) if lead else (opened.to, _HEADING)
        rows = () if lead else rows
        to_all, listed, place = (to,) if to else (), self._listing, self._place
        self.made.append(Stated(caption, opened.number, False, text, scope, to_all, basis, start, listed, rows, place))

    def _alone_lead(self, row: PlanRow) -> Passage:
        """Who leads, when nothing else is said of what is to be done: then that is whom the recommendation asks."""
        planned = any(item.cells.keys() & {"action", "milestones", "target"} for item in row.items)
        return EMPTY if planned else row.words(self._source, "lead")

    def _scope(self, caption: Caption | None) -> Passage:
        """The words of a heading that says of one reach only what stands below: "National recommendations"."""
        if caption is None or not caption.of_review:
            return EMPTY
        named = [cue for cue in self._lexicons.scopes if cue.pattern.search(caption.name)]
        return caption.where if len(named) == 1 else EMPTY
