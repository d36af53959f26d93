"""How recommendations stand in their documents, and what the plans of the graph say was done about them.

Store, IRIs of recommendations  ->  read_answers  ->  Answer by IRI
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.material.changes import when
from dhrgraph.namespaces import PROLOGUE

_ENGLISH = 'FILTER(LANG(?b) IN ("en", "en-GB", ""))'


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an action plan: the label of its status ("complete"), the date of that, the outcome as printed."""

    status: str
    as_at: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One recommendation: the heading it stands under, its place in the document (from 1; 0 if not known), whom it is
    put to as printed, and the actions that answer it, in the order of their IRIs."""

    heading: str = ""
    place: int = 0
    put_to: str = ""
    actions: tuple[Action, ...] = ()


def read_answers(store: Askable, wanted: Container[str]) -> dict[str, Answer]:
    """What is known of the recommendations `wanted`; one that nothing is known of is left out."""
    asked = "?a a dhr:Recommendation ; "
    heading, place, put_to = (
        _pairs(store, f"{asked}dhr:{name} ?b", wanted) for name in ("listName", "sortKey", "addresseeText")
    )
    answers = _pairs(store, "?b a dhr:ActionPlanItem . ?b dhr:implements ?a", wanted)
    rows = {action for actions in answers.values() for action in actions}
    status = _pairs(store, f"?a dhr:status/skos:prefLabel ?b {_ENGLISH}", rows)
    as_at, outcome = (_pairs(store, f"?a dhr:{name} ?b", rows) for name in ("statusAsAt", "outcomeText"))

    def action(iri: str) -> Action:
        return Action(_first(status, iri), _first(as_at, iri), " ".join(outcome.get(iri, ())))

    return {
        iri: Answer(
            "; ".join(heading.get(iri, ())),
            _place(_first(place, iri)),
            "; ".join(put_to.get(iri, ())),
            tuple(map(action, answers.get(iri, ()))),
        )
        for iri in sorted({*heading, *place, *put_to, *answers})
    }


def status_words(actions: Sequence[Action]) -> str:
    """The statuses with how many have each, the commonest first.

    Example:
        >>> status_words([Action("complete"), Action("delayed", "2023-04"), Action("complete")])
        '2 complete, 1 delayed at April 2023'
    """
    found = Counter(_status(action) for action in actions)
    return ", ".join(f"{number} {words}" for words, number in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _status(action: Action) -> str:
    words = action.status or "of unknown status"
    return f"{words} at {when(action.as_at)}" if action.as_at else words


def _place(sort_key: str) -> int:
    """The number that a sort key ends with: it counts through the whole document."""
    last = sort_key.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def _pairs(store: Askable, pattern: str, only: Container[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for subject, value in store.select(f"{PROLOGUE}SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}").rows:
        if str(subject) in only:
            found.setdefault(str(subject), set()).add(str(value))
    return {subject: tuple(sorted(values)) for subject, values in found.items()}


def _first(pairs: Mapping[str, tuple[str, ...]], iri: str) -> str:
    return pairs.get(iri, ("",))[0]
