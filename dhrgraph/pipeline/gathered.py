"""What is counted over all documents, gathered from their parts one at a time.

Collected, Shelf  ->  gather  ->  Gathered
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dhrgraph.graph.quads import Body
from dhrgraph.graph.shapes import Violation
from dhrgraph.pipeline.likenesses import Compared
from dhrgraph.pipeline.part import Facts
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.publish.dataset.counts import Tally
from dhrgraph.publish.judgements import Heard
from dhrgraph.publish.lists import Unmatched
from dhrgraph.records import Review
from dhrgraph.redact.known import Shown


@dataclass(slots=True)
class Gathered:
    """All in the order of the documents; `shared` statements are each there once, as N-Quads without their graphs.
    `quads` are by the document's key; so is what is `broken`, by that of the first of its review."""

    reviews: list[Review] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    quads: dict[str, int] = field(default_factory=dict)
    bodies: dict[Body, None] = field(default_factory=dict)
    unmatched: list[Unmatched] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    broken: dict[str, tuple[Violation, ...]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def take(self, key: str, facts: Facts) -> None:
        """Add what one document gives."""
        if facts.review:
            self.reviews.append(facts.review)
        self.findings.update(facts.findings)
        self.warnings += facts.warnings
        self.quads[key] = facts.quads
        self.bodies |= dict.fromkeys(facts.bodies)
        self.unmatched += facts.unmatched
        self.compared += facts.compared
        self.heard.append(facts.heard)
        self.tallies.append(facts.tally)
        self.shared |= facts.shared
        if facts.broken:
            self.broken[key] = facts.broken
        self.words |= facts.shown.words
        self.runs |= facts.shown.runs
        self.pairs |= facts.shown.pairs

    @property
    def shown(self) -> Shown:
        """What all documents together show of names."""
        return Shown(frozenset(self.words), frozenset(self.runs), frozenset(self.pairs))


def gather(places: Iterable[Place], shelf: Shelf) -> Gathered:
    """What the parts at `places` give."""
    gathered = Gathered()
    for place in places:
        gathered.take(place.key, shelf.facts(place))
    return gathered
