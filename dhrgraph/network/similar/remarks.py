"""What a text says of itself, that the same was recommended before, set aside.

    phrases, text, patterns  ->  without_remarks  ->  phrases

A recommendation repeated with such a remark asks for no more than the one without. The patterns are those of
ontology/recurrence_cues.csv, whose words a build keeps as dhr:recurrenceText: read in the text itself, so that a draft
is treated as what the graph holds, and likeness stays one of two texts alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dhrgraph.network.similar.phrases import SENTENCE_ENDS, Phrase

_ASKS = frozenset({"act", "over", "thing", "theme"})


def without_remarks(phrases: list[Phrase], text: str, patterns: Sequence[re.Pattern[str]]) -> list[Phrase]:
    """The phrases outside all remarks.

    A sentence that points back ("this was recommended in an earlier review", "the panel notes that it ...") and holds
    no "should" is a remark as a whole, where another asks something; else only the words of the pattern are.
    """
    remarks = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    if not remarks:
        return phrases
    spans = [span for span in (_sentence(text, *remark) for remark in remarks) if _is_remark(phrases, span)]
    cut = [*remarks, *spans]
    return [one for one in phrases if not any(start < one.end and one.start < end for start, end in cut)]


def _is_remark(phrases: Sequence[Phrase], sentence: tuple[int, int]) -> bool:
    start, end = sentence
    here = {one.part for one in phrases if start <= one.start < end}
    others = {one.part for one in phrases if not start <= one.start < end}
    return "back" in here and "duty" not in here and not _ASKS.isdisjoint(others)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around [start, end) begins and ends."""
    begins = max(text.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    ends = min((at for mark in SENTENCE_ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return begins, ends
