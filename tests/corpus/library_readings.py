"""What our reader would say of an invented review, made from the truth and not read: for graphs of any size.

    Made, Known  ->  reading_of  ->  Reading: every finding on a span of a short text that holds just those words

Bodies are put to the real register, once for each name and area. Names of people become a role in square brackets, as
redaction leaves them. A review has one document here.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from library_reviews import Made
from library_wording import Ask, table
from truth import Action as Planned
from truth import Review as Truth
from truth_bodies import Body
from truth_dates import Printed

from dhrgraph.config import Config
from dhrgraph.extract.review_facts import review_title
from dhrgraph.namespaces import slug
from dhrgraph.reconcile.mentions.claims import NOTHING_EXPLAINED
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.readings import partnership_of
from dhrgraph.records import (
    EMPTY,
    Action,
    Addressee,
    Contribution,
    Document,
    Finding,
    LearningPoint,
    Match,
    PartnershipName,
    Passage,
    PrintedDate,
    Reading,
    Recommendation,
    Review,
    Source,
    Span,
    Theming,
)

WITHOUT_PLAN = ("c", "d")  # house styles
_ALSO = 0.45  # the share of recommendations that have a second theme
_PERSON = "[person]"


@dataclass
class Known:
    """The settings, and what each name was found to mean in each area: asked once."""

    config: Config
    matches: dict[tuple[str, frozenset[str]], Match] = field(default_factory=dict)
    homes: dict[str, tuple[PartnershipName, frozenset[str]]] = field(default_factory=dict)

    def match(self, printed: str, areas: frozenset[str]) -> Match:
        """What a name means in documents about some councils."""
        key = printed, areas
        if key not in self.matches:
            self.matches[key] = reconcile(printed, areas, self.config.authorities.register, NOTHING_EXPLAINED)
        return self.matches[key]

    def home(self, name: str) -> tuple[PartnershipName, frozenset[str]]:
        """A partnership as the head of a review names it: its codes and its councils."""
        if name not in self.homes:
            known = self.config.authorities
            self.homes[name] = known.partnerships.resolve(name, known.register)
        return self.homes[name]


@dataclass
class _Page:
    """The text as it grows; each thing said is a line of it, without the names `away`."""

    away: re.Pattern[str]
    known: Known
    areas: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def say(self, words: str) -> Passage:
        """Put words down; where they stand."""
        safe = self.away.sub(_PERSON, words)
        if not safe.strip():
            return EMPTY
        start = self.length
        self.parts.append(safe)
        self.length += len(safe) + 1
        return Passage(safe, (Span(start, self.length - 1),), redacted=safe != words)

    def body(self, body: Body) -> Addressee:
        """Put a body's name down; whom it means."""
        return Addressee(self.say(body.printed), body.printed, "column", self.known.match(body.printed, self.areas))


def reading_of(made: Made, known: Known) -> Reading:
    """The review's document with everything found in it."""
    review, (name, areas) = made.review, known.home(made.review.partnership.name)
    page = _Page(_names(review), known, areas)
    head = page.say(review.partnership.name)
    digest = hashlib.sha256(f"{made.number} {head.text} {review.published}".encode()).hexdigest()
    own = "-".join((slug(name.name), review.published[1], digest[:8]))
    commissioner = partnership_of(name, areas, known.config.authorities.register)
    dates = review.published[1], review.death[1]
    title = review_title(name.name, dates[0])
    findings: list[Finding] = [Review(own, name, title, *dates, len(review.recommendations), head, commissioner)]
    findings += _contributions(review.contributors, page)
    for order, (asked, ask) in enumerate(zip(review.recommendations, made.asks, strict=True), 1):
        text, also = page.say(asked.text), _second(made.number, order, ask.theme)
        found = (Theming(ask.theme, 0.9, _cue(ask, text)), *([Theming(also, 0.75, text)] if also else []))
        to = tuple(map(page.body, asked.addressees))
        scope = "national" if asked.scope == "National" else "local"
        findings.append(Recommendation(None, asked.number, False, order, text, scope, EMPTY, to, themes=found))
        if made.styles[0] not in WITHOUT_PLAN:
            findings += [_action(page, order, item, row) for item, row in enumerate(asked.actions, 1)]
    findings += _learning(review, page)
    source = Source(own, f"review-{made.number:05}.txt", digest, "overview-report", csp=name.name)
    return Reading(Document(source, "\n".join(page.parts), (), ()), tuple(findings))


def themes_of(made: Made) -> Iterator[tuple[str, ...]]:
    """The themes of each recommendation, as `reading_of` gives them."""
    for order, ask in enumerate(made.asks, 1):
        also = _second(made.number, order, ask.theme)
        yield (ask.theme, also) if also else (ask.theme,)


def _names(review: Truth) -> re.Pattern[str]:
    whole = {person.name for person in review.people} | {word for word in review.secret if not word.isdigit()}
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(whole, key=len, reverse=True)))


def _contributions(bodies: Iterable[Body], page: _Page) -> Iterator[Contribution]:
    for n, body in enumerate(bodies):
        yield Contribution(page.body(body), imr=n % 3 > 0, chronology=n % 3 > 0, report=n % 3 == 0)


def _second(number: int, order: int, first: str) -> str | None:
    random = Random(number * 1_000 + order)
    rows, weights = table()
    (row,) = random.choices(rows, cum_weights=weights)
    return row[0] if random.random() < _ALSO and row[0] != first else None


def _cue(ask: Ask, text: Passage) -> Passage:
    """The words that tell the theme: those of the table's row, where they stand as they are."""
    for words in table()[0][ask.row][1:]:
        at = text.text.casefold().find(words.casefold())
        if at >= 0:
            start = text.spans[0].start + at
            return Passage(text.text[at : at + len(words)], (Span(start, start + len(words)),), text.redacted)
    return text


def _action(page: _Page, order: int, item: int, row: Planned) -> Action:
    leads = tuple(map(page.body, row.lead_bodies))
    said = [
        page.say(words) for words in (row.text, row.milestones, row.completion_cell, row.outcome, row.expected_outcome)
    ]
    action, milestones, cell, outcome, expected = said
    dates = _date(page, row.target), None, _date(page, row.completed)
    return Action(
        order, item, action, leads, EMPTY, milestones, *dates, cell, row.state.codes[0], None, outcome, expected
    )


def _date(page: _Page, printed: Printed) -> PrintedDate | None:
    raw = page.say(printed.words)
    if not raw:
        return None
    if not printed.values:
        return PrintedDate(raw, None, "open-ended")
    value = printed.values[0]
    if len(value) == len("2020-01-01"):
        return PrintedDate(raw, value, "day", value, value)
    last = calendar.monthrange(int(value[:4]), int(value[5:]))[1]
    return PrintedDate(raw, value, "month", f"{value}-01", f"{value}-{last}")


def _learning(review: Truth, page: _Page) -> Iterator[LearningPoint]:
    for point in review.learning:
        narrative, lesson = page.say(point.narrative), page.say(point.lesson)
        informs = tuple(map(int, point.informs))
        yield LearningPoint("Learning", point.number, int(point.number), narrative, lesson, informs=informs)
