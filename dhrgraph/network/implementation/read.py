"""Read what was to be done, by whom and by when: every action and recommendation of a store, once.

    Store, date or None  ->  read_plans  ->  Plans        Store  ->  read_learning  ->  tuple[Learnt, ...]

Joined here, in Python, from plain pairs of the store, as `occurrences` is, and on top of it: addressees, themes,
reviews and partnerships are the same as in every other count.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import CODE, PROLOGUE
from dhrgraph.network.implementation.dates import Printed, span_of
from dhrgraph.network.implementation.rows import NOT_STATED, ActionRow, Body, Learnt, Plans, Recommended, Status
from dhrgraph.network.occurrences import Occurrence, Recorded, Thing, read_recorded
from dhrgraph.network.succession import Succession

Pairs: TypeAlias = Mapping[str, tuple[str, ...]]

_DATES = ("target", "revisedTarget", "completion")
_FACTS = (
    *("implements", "leadAgency", "leadText", "status", "statusAsAt", "actionText"),
    *(f"{stem}{end}" for stem in _DATES for end in ("Text", "Precision", "Earliest", "Latest")),
)
_ENGLISH = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'


def read_actions(store: Askable, as_of: str | None = None) -> tuple[ActionRow, ...]:
    """Every action of `store`, in the order of their IRIs; empty when no plan is in it. `as_of` as in `read_plans`."""
    return read_plans(store, as_of).actions


def read_plans(store: Askable, as_of: str | None = None, recorded: Recorded | None = None) -> Plans:
    """Every action and every recommendation of `store`.

    `as_of` None leaves bodies as named; "today" or a date puts those in their place that stood there then. `recorded`
    is given where it has been read already.

    Raises:
        QueryError: the store cannot be asked, or `as_of` is no date.
        InvalidGraphError: its change events cannot be followed.
    """
    known = recorded or read_recorded(store)
    bodies = _Bodies(store, known.succession, as_of)
    items = {str(action) for (action,) in store.select(f"{PROLOGUE}SELECT ?a {{ ?a a dhr:ActionPlanItem }}").rows}
    fact = {name: _pairs(store, f"?a dhr:{name} ?b", items) for name in _FACTS}
    answered = {recommendation for asked in fact["implements"].values() for recommendation in asked}
    asked = _recommended(store, bodies, known.at(as_of), answered)
    status, published, death = (
        _statuses(store),
        _pairs(store, "?a a dhr:Review ; dhr:published ?b"),
        _pairs(store, "?a a dhr:Review ; dhr:death ?b"),
    )

    def action(iri: str, recommendation: Recommended) -> ActionRow:
        review, code = recommendation.review.id, _first(fact["status"], iri) or f"{CODE}status-{NOT_STATED}"
        return ActionRow(
            iri,
            recommendation,
            status.get(code) or _status(code, (), False),
            tuple(bodies.of(body) for body in fact["leadAgency"].get(iri, ())),
            "; ".join(fact["leadText"].get(iri, ())),
            _first(fact["actionText"], iri),
            _first(published, review),
            _first(death, review),
            _first(fact["statusAsAt"], iri),
            *(_printed(fact, stem, iri) for stem in _DATES),
        )

    actions = tuple(
        action(iri, asked[recommendation])
        for iri in sorted(items)
        for recommendation in fact["implements"].get(iri, ())
        if recommendation in asked
    )
    return Plans(actions, tuple(asked.values()))


def read_learning(store: Askable) -> tuple[Learnt, ...]:
    """Every learning point of `store`, in the order of their IRIs."""
    point = "?a a dhr:LearningPoint ; "
    review_of, number, agency, lesson, narrative, informs = (
        _pairs(store, point + what)
        for what in (
            *("dhr:ofReview ?b", "dhr:numberLabel ?b", f"dhr:concernsAgency/skos:prefLabel ?b {_ENGLISH}"),
            *("dhr:lesson ?b", "dhr:narrative ?b", "dhr:informs ?b"),
        )
    )
    review, place_of, place = (
        _pairs(store, f"?a a dhr:Review ; rdfs:label ?b {_ENGLISH}"),
        _pairs(store, "?a a dhr:Review ; dhr:commissionedBy ?b"),
        _pairs(store, f"?r dhr:commissionedBy ?a . ?a skos:prefLabel ?b {_ENGLISH}"),
    )

    def partnership(iri: str) -> Thing | None:
        found = _first(place_of, iri)
        return Thing(found, _first(place, found) or _end(found), "partnership") if found else None

    return tuple(
        Learnt(
            iri,
            Thing(of, _first(review, of) or _end(of), "review"),
            partnership(of),
            _first(number, iri),
            _first(agency, iri),
            _first(lesson, iri) or _first(narrative, iri),
            iri in informs,
        )
        for iri in sorted(review_of)
        for of in review_of[iri]
    )


def _recommended(
    store: Askable, bodies: _Bodies, occurrences: Iterable[Occurrence], answered: set[str]
) -> dict[str, Recommended]:
    """The recommendations by their IRIs, in order."""
    first: dict[str, Occurrence] = {}
    themes: dict[str, dict[str, Thing]] = {}
    asked: dict[str, dict[str, Body]] = {}
    for row in occurrences:
        first.setdefault(row.recommendation, row)
        if row.theme:
            themes.setdefault(row.recommendation, {})[row.theme.id] = row.theme
        if row.addressee:
            body = bodies.named(row.known_as[0], row.addressee)
            asked.setdefault(row.recommendation, {})[body.named] = body
    planned = {first[iri].review.id for iri in answered if iri in first}
    number, words, text = (
        _pairs(store, f"?a dhr:{name} ?b", first.keys()) for name in ("numberLabel", "addresseeText", "text")
    )
    return {
        iri: Recommended(
            iri,
            row.review,
            row.partnership,
            tuple(asked.get(iri, {}).values()),
            tuple(themes.get(iri, {}).values()),
            row.review.id in planned,
            iri in answered,
            _first(number, iri),
            "; ".join(words.get(iri, ())),
            _first(text, iri),
        )
        for iri, row in sorted(first.items())
    }


class _Bodies:
    """Bodies by the IRI they are named by, each made once."""

    def __init__(self, store: Askable, known: Succession, as_of: str | None) -> None:
        self._known, self._as_of, self._made = known, as_of, dict[str, Body]()
        self._label = _pairs(store, f"?a skos:prefLabel ?b {_ENGLISH}")
        self._type = _pairs(store, "?a org:classification ?b")
        self._group = {iri for iri, _ in _rows(store, "?a a dhr:CollectiveAddressee , ?b")}
        self._over = _pairs(store, "?a org:unitOf|org:subOrganizationOf ?b")

    def of(self, iri: str) -> Body:
        """The body named `iri`, with its own thing."""
        if iri in self._made:
            return self._made[iri]
        return self.named(iri, self._thing(self._known.at(iri, self._as_of) if self._as_of is not None else iri))

    def named(self, iri: str, thing: Thing) -> Body:
        """The body named `iri`, counted as `thing`."""
        if iri not in self._made:
            self._made[iri] = Body(thing, iri, self._known.line(iri)[-1], self._within(iri))
        return self._made[iri]

    def _thing(self, iri: str) -> Thing:
        kind = _first(self._type, iri)
        return Thing(
            iri,
            _first(self._label, iri) or _end(iri),
            "collective" if iri in self._group else "agency",
            kind.removeprefix(f"{CODE}type-") or None,
            (_first(self._label, kind) or _end(kind)) if kind else None,
        )

    def _within(self, iri: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            fresh = set(self._over.get(waiting.pop(), ())) - found
            found |= fresh
            waiting += fresh
        return frozenset(found)


def _statuses(store: Askable) -> dict[str, Status]:
    labels = _pairs(store, f"?a dhr:countsAsDone ?done ; skos:prefLabel ?b {_ENGLISH}")
    done = {code for code, value in _rows(store, "?a dhr:countsAsDone ?b") if value == str(True)}
    return {code: _status(code, label, code in done) for code, label in labels.items()}


def _status(iri: str, label: tuple[str, ...], done: bool) -> Status:
    code = _end(iri).removeprefix("status-")
    return Status(iri, label[0] if label else code.replace("-", " "), code, done)


def _printed(fact: Mapping[str, Pairs], stem: str, iri: str) -> Printed | None:
    return _as_printed(*(_first(fact[f"{stem}{end}"], iri) for end in ("Text", "Precision", "Earliest", "Latest")))


@cache  # the same few thousand dates come again and again
def _as_printed(words: str, precision: str, first: str, last: str) -> Printed | None:
    if not (words or precision or (first and last)):
        return None
    printed = Printed(words, _end(precision).removeprefix("precision-") if precision else "")
    start, end = span_of(first[:10]), span_of(last[:10])
    if start is None or end is None:
        return printed
    return replace(printed, first=start.first, last=end.last)


def _rows(store: Askable, pattern: str) -> list[tuple[str, str]]:
    return [(str(a), str(b)) for a, b in store.select(f"{PROLOGUE}SELECT ?a ?b WHERE {{ {pattern} }}").rows]


def _pairs(store: Askable, pattern: str, only: Container[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Subject -> its objects, each once and in order; of those in `only`, if given.

    Where `only` can stand for the class of the subject, leave the class out: half the time goes into that join.
    """
    found: dict[str, tuple[str, ...]] = {}
    several = set()
    for subject, value in _rows(store, pattern):
        if subject in found:
            found[subject] += (value,)
            several.add(subject)
        elif only is None or subject in only:
            found[subject] = (value,)
    for subject in several:
        found[subject] = tuple(sorted(set(found[subject])))
    return found


def _first(pairs: Pairs, iri: str) -> str:
    return pairs.get(iri, ("",))[0]


def _end(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
