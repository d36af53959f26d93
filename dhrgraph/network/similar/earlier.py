"""What a graph knows of recommendations that are like another: where they were made, and what came of them.

Store  ->  read_texts  ->  Text ...
Store, ids  ->  read_earlier  ->  Earlier by id
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.similar.records import Text

_ENGLISH = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'
_AT_ONCE = 500  # ids in one question


@dataclass(frozen=True, slots=True)
class Action:
    """What was done about a recommendation, as its review's plan says; dates as values, or as printed where the words
    are no date, or "" where nothing is said."""

    id: str
    status: str
    done: bool
    target: str
    completion: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A recommendation with its setting. `published` is the review's month ("2023-07") or year, "" when unknown.

    `says_made_before`: its own words say that it has been made before. `actions` is empty where no plan that was read
    has one, which is silence and no proof that nothing was done.
    """

    id: str
    text: str
    review: str
    review_label: str
    published: str
    partnership: str
    partnership_label: str
    addressees: tuple[str, ...]
    themes: tuple[str, ...]
    says_made_before: bool
    actions: tuple[Action, ...]


def read_texts(store: Askable) -> tuple[Text, ...]:
    """The words of every recommendation, in order of their IRIs, with its review and partnership.

    Raises:
        QueryError: the store cannot be asked.
    """
    words = _pairs(store, "?a a dhr:Recommendation ; dhr:text ?b")
    review = _pairs(store, "?a a dhr:Recommendation ; dhr:ofReview ?b")
    place = _pairs(store, "?a a dhr:Review ; dhr:commissionedBy ?b")
    return tuple(
        Text(one, words[one][0], of := _first(review, one) or None, _first(place, of or "") or None)
        for one in sorted(words)
    )


def read_earlier(store: Askable, ids: Iterable[str]) -> dict[str, Earlier]:
    """What is known of each of the recommendations `ids`.

    Raises:
        QueryError: the store cannot be asked.
    """
    asked = sorted(set(ids))
    found: dict[str, Earlier] = {}
    for start in range(0, len(asked), _AT_ONCE):
        found |= _read(store, asked[start : start + _AT_ONCE])
    return found


def _read(store: Askable, ids: Sequence[str]) -> dict[str, Earlier]:
    known = _Facts(store, "VALUES ?a { " + " ".join(f"<{one}>" for one in ids) + " } ")
    text, review = known("?a dhr:text ?b"), known("?a dhr:ofReview ?b")
    label, published = known("?a dhr:ofReview/rdfs:label ?b"), known("?a dhr:ofReview/dhr:published ?b")
    place = known("?a dhr:ofReview/dhr:commissionedBy ?b")
    place_label = known(f"?a dhr:ofReview/dhr:commissionedBy/skos:prefLabel ?b {_ENGLISH}")
    place_text = known("?a dhr:ofReview/dhr:partnershipText ?b")
    bodies, printed = known(f"?a dhr:addressedTo/skos:prefLabel ?b {_ENGLISH}"), known("?a dhr:addresseeText ?b")
    themes = known(f"?a dhr:hasTheme/skos:prefLabel ?b {_ENGLISH}")
    again, actions = known("?a dhr:assertsRecurrence ?b"), _actions(store, known("?b dhr:implements ?a"))
    return {
        one: Earlier(
            one,
            " ".join(_first(text, one).split()),
            _first(review, one),
            _first(label, one),
            _first(published, one),
            _first(place, one),
            _first(place_label, one) or _first(place_text, one),
            bodies.get(one, ()) or printed.get(one, ()),
            themes.get(one, ()),
            again.get(one) == ("True",),
            actions.get(one, ()),
        )
        for one in ids
    }


def _actions(store: Askable, answering: Mapping[str, Sequence[str]]) -> dict[str, tuple[Action, ...]]:
    actions = sorted({action for found in answering.values() for action in found})
    if not actions:
        return {}
    known = _Facts(store, "VALUES ?a { " + " ".join(f"<{one}>" for one in actions) + " } ")
    done, name = known("?a dhr:status/dhr:countsAsDone ?b"), known(f"?a dhr:status/skos:prefLabel ?b {_ENGLISH}")
    dates = {
        stem: {**known(f"?a dhr:{stem}Text ?b"), **known(f"?a dhr:{stem}Date ?b")}
        for stem in ("target", "revisedTarget", "completion")
    }
    made = {
        one: Action(
            one,
            _first(name, one),
            done.get(one) == ("True",),
            _first(dates["revisedTarget"], one) or _first(dates["target"], one),
            _first(dates["completion"], one),
        )
        for one in actions
    }
    return {one: tuple(made[action] for action in found) for one, found in answering.items()}


class _Facts:
    """Plain pairs about a few things: `pattern` is what binds ?b to each ?a."""

    def __init__(self, store: Askable, about: str) -> None:
        self._store, self._about = store, about

    def __call__(self, pattern: str) -> dict[str, tuple[str, ...]]:
        return _pairs(self._store, self._about + pattern)


def _pairs(store: Askable, pattern: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one, value in store.select(f"{PROLOGUE}SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}").rows:
        found.setdefault(str(one), set()).add(str(value))
    return {one: tuple(sorted(values)) for one, values in found.items()}


def _first(of: Mapping[str, Sequence[str]], one: str) -> str:
    return next(iter(of.get(one, ())), "")
