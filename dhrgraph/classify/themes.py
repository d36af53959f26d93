"""Give a text its themes, each with the words that speak for it.

    text, rules, scheme, kind  ->  classify  ->  tuple[Assigned, ...]

A theme is given when the text asks for it, not whenever it is mentioned. So words count for less in a reason or
an example, and in a sentence that asks for nothing beside one that does. What counts comes from theme_rules.csv;
here is only how it is added up:

1. each cue that no blocker overlaps has its weight, lowered where it is said in passing;
2. the confidence is the chance that at least one of a theme's cues is right: 1 - (1 - a)(1 - b)...,
   over different rules on different words;
3. a theme needs `LEAST`; a broader one gives way to any of its narrower ones; the `MOST` surest are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from dhrgraph.classify.rules import Rule, Rules, TextKind
from dhrgraph.classify.scheme import Scheme
from dhrgraph.records import Passage, Theming
from dhrgraph.text.passages import part

LEAST = 0.5
MOST = 4
_SUREST = 0.99  # a rule is never certain

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bno)(?<!\bst)[.!?;]+[\"'’”)\]]*(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A theme given to a text. `text[start:end]` are the words that speak most for it; `row` is their rule's."""

    theme: str
    confidence: float
    start: int
    end: int
    row: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule matches."""

    rule: Rule
    start: int
    end: int

    def overlaps(self, other: Hit) -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


def classify(text: str, rules: Rules, scheme: Scheme, kind: TextKind) -> tuple[Assigned, ...]:
    """The themes of `text`, surest first (then in the text's order): none to `MOST` of them."""
    sentences = hits(text, rules, kind)
    requests = [hit.rule.weight for found in sentences for hit in found if hit.rule.kind == "request"]
    cues: dict[str, list[tuple[float, Hit]]] = {}
    for found in sentences:
        asks = kind != "recommendation" or any(hit.rule.kind == "request" for hit in found)
        in_passing = 1.0 if asks else min(requests, default=1.0)
        for hit in standing(found):
            strength = hit.rule.weight * min(in_passing, _aside(hit, found))
            cues.setdefault(hit.rule.theme, []).append((strength, hit))
    given = {theme: sure for theme, found in cues.items() if (sure := _added_up(theme, found)).confidence >= LEAST}
    above = {broader for theme in given for broader in scheme.broader(theme)}
    kept = [assigned for theme, assigned in given.items() if theme not in above]
    return tuple(sorted(kept, key=lambda a: (-a.confidence, a.start, a.theme))[:MOST])


def themings(text: str, passage: Passage, rules: Rules, scheme: Scheme, kind: TextKind) -> tuple[Theming, ...]:
    """The themes of a passage of the document `text`, each with its evidence as a passage of that document.

    Where a person's name stood in the passage its words no longer lead back to single places, so the evidence
    then spans all of it and, like it, must not be quoted from the source.
    """
    return tuple(
        Theming(assigned.theme, assigned.confidence, _evidence(text, passage, assigned))
        for assigned in classify(passage.text, rules, scheme, kind)
    )


def hits(text: str, rules: Rules, kind: TextKind) -> list[list[Hit]]:
    """Where rules for this kind of text match, sentence by sentence, in the text's order."""
    return [list(_sentence_hits(text, start, end, rules, kind)) for start, end in _sentences(text)]


def _evidence(text: str, passage: Passage, assigned: Assigned) -> Passage:
    if passage.redacted:
        return Passage(passage.text[assigned.start : assigned.end], passage.spans, redacted=True)
    return part(text, passage, assigned.start, assigned.end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _sentence_hits(text: str, start: int, end: int, rules: Rules, kind: TextKind) -> Iterator[Hit]:
    for word in _WORD.finditer(text, start, end):
        for rule in rules.beginning(word.group().casefold()):
            if kind not in rule.fires_on:
                continue
            stop = rule.pattern.at(text, word.start())
            if stop and (rule.also is None or rule.also.within(text, start, end)):
                yield Hit(rule, word.start(), stop)


def standing(found: list[Hit]) -> list[Hit]:
    """The cues of one sentence that no blocker of their theme, or of all themes, overlaps."""
    blockers = [hit for hit in found if hit.rule.kind == "blocker"]
    return [
        hit
        for hit in found
        if hit.rule.kind == "cue"
        and not any(other.rule.theme in ("", hit.rule.theme) and hit.overlaps(other) for other in blockers)
    ]


def _aside(hit: Hit, found: list[Hit]) -> float:
    """How much words count where `hit` stands: 1, or less from the first word of an aside on."""
    return min((o.rule.weight for o in found if o.rule.kind == "aside" and o.start <= hit.start), default=1.0)


def _added_up(theme: str, found: list[tuple[float, Hit]]) -> Assigned:
    """All that speaks for one theme: each rule once, words shared by two rules once, for the stronger."""
    counted: list[tuple[float, Hit]] = []
    for strength, hit in sorted(found, key=lambda pair: (-pair[0], pair[1].start, pair[1].end, pair[1].rule.row)):
        if not any(hit.rule is other.rule or hit.overlaps(other) for _, other in counted):
            counted.append((strength, hit))
    best = counted[0][1]
    confidence = min(round(1 - prod(1 - strength for strength, _ in counted), 2), _SUREST)
    return Assigned(theme, confidence, best.start, best.end, best.rule.row)
