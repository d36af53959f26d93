"""Give a text its themes, each with the words that speak for it.

    text, rules  ->  heard  ->  strengths  ->  classify  ->  the themes that count, and those in doubt

A theme is given when the text asks for it, not whenever it is mentioned. So words count for less in a reason or
an example, and in a sentence that asks for nothing beside one that does. What counts comes from theme_rules.csv;
here is only how it is added up:

1. each cue that no blocker overlaps has its weight, lowered where it is said in passing;
2. the strength of a theme is what at least one of its cues comes to: 1 - (1 - a)(1 - b)..., over different rules on
   different words;
3. the confidence is how often themes of that strength were right in texts the rules were not fitted to;
4. a theme counts from `LEAST` on; a broader one gives way to any of its narrower ones; the `MOST` surest count. What
   falls short of that, but not of `DOUBT`, is for a person to decide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from dhrgraph.classify.calibration import AS_HEARD, Calibration
from dhrgraph.classify.hits import Hit, hits, standing
from dhrgraph.classify.rules import Rules, TextKind
from dhrgraph.classify.scheme import Scheme

LEAST = 0.5  # what counts is more likely right than wrong
DOUBT = 0.1  # where fewer than one in ten are right, a person's time is better spent elsewhere
MOST = 4  # a careful reader gives one text one to four themes
_SUREST = 0.99  # a rule is never certain
_NOTHING: Mapping[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Heard:
    """A theme that something in a text speaks for, with the `strength` (0 to 1) of all that does.

    `text[start:end]` are the words that speak most for it; `row` is their rule's.
    """

    theme: str
    strength: float
    start: int
    end: int
    row: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """A theme with the chance that a careful reader gives it too, and the words that speak most for it."""

    theme: str
    confidence: float
    start: int
    end: int
    row: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The themes of a text that count (none to `MOST` of them) and those in doubt; each surest first."""

    given: tuple[Assigned, ...]
    in_doubt: tuple[Assigned, ...]


def classify(
    text: str,
    rules: Rules,
    scheme: Scheme,
    kind: TextKind,
    calibration: Calibration = AS_HEARD,
    decided: Mapping[str, bool] = _NOTHING,
) -> Answer:
    """The themes of `text`, surest first (then in the text's order).

    What a person has `decided` (theme -> whether the text has it) is not in the answer, and takes nothing away from the
    other themes: a theme that counts without the decision counts with it. One that was refused makes room.
    """
    weighed = [(calibration.confidence(h.strength), h) for h in heard(text, rules, kind) if decided.get(h.theme, True)]
    weighed.sort(key=lambda pair: (-pair[0], -pair[1].strength, pair[1].start, pair[1].theme))
    sure = [Assigned(h.theme, sure, h.start, h.end, h.row) for sure, h in weighed]
    counted = [one for one in sure if one.confidence >= LEAST]
    above = {broader for one in counted for broader in scheme.broader(one.theme)}
    given = tuple(one for one in counted if one.theme not in above)[:MOST]
    doubtful = (one for one in sure if one.confidence >= DOUBT and one.theme not in above and one not in given)
    return Answer(*(tuple(one for one in part if one.theme not in decided) for part in (given, doubtful)))


def heard(text: str, rules: Rules, kind: TextKind) -> tuple[Heard, ...]:
    """Every theme that a cue of `text` speaks for, however weakly, in the order of the text."""
    sentences = hits(text, rules, kind)
    requests = [hit.rule.weight for found in sentences for hit in found if hit.rule.kind == "request"]
    cues: dict[str, list[tuple[float, Hit]]] = {}
    for found in sentences:
        asks = kind != "recommendation" or any(hit.rule.kind == "request" for hit in found)
        in_passing = 1.0 if asks else min(requests, default=1.0)
        aside = _asides(found)
        for hit in standing(found):
            strength = hit.rule.weight * min(in_passing, aside(hit))
            cues.setdefault(hit.rule.theme, []).append((strength, hit))
    return tuple(_added_up(theme, found) for theme, found in cues.items())


def _asides(found: Iterable[Hit]) -> Callable[[Hit], float]:
    """How much words count where a hit of one sentence stands: 1, or less from the first word of an aside on."""
    asides = [hit for hit in found if hit.rule.kind == "aside"]  # in the order of the text
    starts = [hit.start for hit in asides]
    lowest = [1.0, *accumulate((hit.rule.weight for hit in asides), min)]
    return lambda hit: lowest[bisect_right(starts, hit.start)]


def _added_up(theme: str, found: list[tuple[float, Hit]]) -> Heard:
    """All that speaks for one theme: each rule once, words shared by two rules once, for the stronger."""
    counted: list[tuple[float, Hit]] = []
    for strength, hit in sorted(found, key=lambda pair: (-pair[0], pair[1].start, pair[1].end, pair[1].rule.row)):
        if not any(hit.rule is other.rule or hit.overlaps(other) for _, other in counted):
            counted.append((strength, hit))
    best = counted[0][1]
    together = min(round(1 - prod(1 - strength for strength, _ in counted), 2), _SUREST)
    return Heard(theme, together, best.start, best.end, best.rule.row)
