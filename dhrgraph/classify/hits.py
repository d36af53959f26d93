"""Where rules match in a text, sentence by sentence.

text, rules, kind  ->  hits  ->  sentences of Hit  ->  standing  ->  the cues that no blocker takes back
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dhrgraph.classify.patterns import word_keys
from dhrgraph.classify.rules import Rule, Rules, TextKind

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bno)(?<!\bst)[.!?;]+[\"'’”)\]]*(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule matches."""

    rule: Rule
    start: int
    end: int

    def overlaps(self, other: Hit) -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


def hits(text: str, rules: Rules, kind: TextKind) -> list[list[Hit]]:
    """Where rules for this kind of text match, sentence by sentence, in the text's order."""
    return [list(_sentence_hits(text, start, end, rules, kind)) for start, end in sentences(text)]


def standing(found: list[Hit]) -> list[Hit]:
    """The cues of one sentence that no blocker of their theme, or of all themes, overlaps."""
    blockers: dict[str, list[Hit]] = {}
    for hit in found:
        if hit.rule.kind == "blocker":
            blockers.setdefault(hit.rule.theme, []).append(hit)
    covered = {theme: _Covered(hits) for theme, hits in blockers.items()}
    return [
        hit
        for hit in found
        if hit.rule.kind == "cue"
        and not any(theme in covered and covered[theme].overlap(hit) for theme in ("", hit.rule.theme))
    ]


class _Covered:
    """The stretches of a sentence that some hits cover, joined where they touch: quick to ask, however many."""

    def __init__(self, hits: list[Hit]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for hit in sorted(hits, key=lambda hit: hit.start):
            if self._ends and hit.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], hit.end)
            else:
                self._starts.append(hit.start)
                self._ends.append(hit.end)

    def overlap(self, hit: Hit) -> bool:
        """Whether one of them shares a word with `hit`."""
        at = bisect_right(self._ends, hit.start)
        return at < len(self._ends) and self._starts[at] < hit.end


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends: together the whole text. A semicolon ends one too.

    Example:
        >>> [*sentences("Ask, e.g. at booking. Record it.")]
        [(0, 21), (21, 32)]
    """
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _sentence_hits(text: str, start: int, end: int, rules: Rules, kind: TextKind) -> Iterator[Hit]:
    words = [(word.start(), word_keys(word.group().casefold())) for word in _WORD.finditer(text, start, end)]
    present = {key for _, keys in words for key in keys}
    for at, keys in words:
        for rule in rules.beginning(keys, present):
            if kind not in rule.fires_on:
                continue
            stop = rule.pattern.at(text, at)
            if stop and (rule.also is None or rule.also.within(text, start, end)):
                yield Hit(rule, at, stop)
