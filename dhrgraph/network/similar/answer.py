"""The answer to "has this been made before, where, and what came of it": rows and a sentence.

Store, text or recommendation  ->  made_before  ->  MadeBefore.answer(), .sentence()

Pairs of recommendations of the graph: answer_links.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Answer, Askable, Value
from dhrgraph.namespaces import Iri, curie
from dhrgraph.network.similar.earlier import Earlier, read_earlier, read_texts
from dhrgraph.network.similar.index import index
from dhrgraph.network.similar.records import Likeness, Shared, Strength, Text
from dhrgraph.network.similar.score import SAME_ASK

COLUMNS = (
    *("recommendation", "strength", "score", "shared_terms", "review_label", "published", "partnership_label"),
    *("addressees", "themes", "says_made_before", "status", "target", "completion", "text"),
)
_NOTHING = "no action in what was read"
CALLED: Mapping[Strength, tuple[str, str]] = {
    "near-copy": ("near-copy", "near-copies"),
    "same-ask": ("asks the same in other words", "ask the same in other words"),
}


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """What is like a text, strongest first, and what is known of each. `compared` is how many texts were compared, `of`
    how many reviews they stand in; `says_something` is False where the text asked about is words of the frame only.
    `nearest` are not judged alike: they are shown apart, for a person to judge, and count for nothing."""

    found: tuple[tuple[Likeness, Earlier], ...]
    compared: int
    of: int
    says_something: bool = True
    nearest: tuple[tuple[Likeness, Earlier], ...] = ()

    def answer(self) -> Answer:
        """One row for each recommendation found, then the nearest; several actions stand in one row, in the same order
        in each cell."""
        return Answer(COLUMNS, tuple(_row(*one) for one in (*self.found, *self.nearest)))

    def sentence(self) -> str:
        """The answer in plain words; says so when there is nothing to compare with or nothing was found."""
        if not self.compared:
            return "The graph holds no recommendation of another review: there is nothing to compare with."
        if not self.says_something:
            return (
                "The text holds nothing to compare: no words, or only words that any recommendation has. Say what is "
                "asked, and about what."
            )
        if not self.found:
            return (
                f"Nothing like it among {_many(self.compared, 'recommendation')} of {_many(self.of, 'review')}. "
                "That is no proof that it is new: the same ask in quite other words is mostly missed."
            ) + self._near()
        return f"{self._where()}: {self._how()}; {self._came_of_it()}." + self._near()

    def _near(self) -> str:
        if not self.nearest:
            return ""
        return (
            f" Not judged alike, but nearest by words: {_many(len(self.nearest), 'recommendation')} (score below "
            f"{SAME_ASK.threshold}), for you to judge."
        )

    def _where(self) -> str:
        earlier = [one for _, one in self.found]
        reviews = len({one.review for one in earlier})
        places = len({one.partnership or one.partnership_label for one in earlier} - {""})
        times = sorted({one.published for one in earlier} - {""})
        when = f" (published {' to '.join(dict.fromkeys((times[0], times[-1])))})" if times else ""
        where = f" of {_many(places, 'partnership')}" if places else ""
        surely = any(likeness.strength == "near-copy" for likeness, _ in self.found)
        return f"{'Made' if surely else 'Probably made'} before in {_many(reviews, 'review')}{where}{when}"

    def _how(self) -> str:
        numbers = {name: sum(likeness.strength == name for likeness, _ in self.found) for name in CALLED}
        how = [f"{number:,} {CALLED[name][number != 1]}" for name, number in numbers.items() if number]
        again = sum(one.says_made_before for _, one in self.found)
        if again:
            how.append(f"{again} {'says' if again == 1 else 'say'} it was not the first time")
        return ", ".join(how)

    def _came_of_it(self) -> str:
        acted = [one for _, one in self.found if one.actions]
        if not acted:
            return f"what came of {'it' if len(self.found) == 1 else 'them'} is in no plan that was read"
        done = sum(all(action.done for action in one.actions) for one in acted)
        if len(acted) == 1:
            whose = "it" if len(self.found) == 1 else f"1 of the {len(self.found)}"
            return f"{whose} has an action in a plan that was read, {'' if done else 'not '}said to be done"
        of = "all" if len(acted) == len(self.found) else f"{len(acted)} of the {len(self.found)}"
        return f"{of} have an action in a plan that was read, {done or 'none'} said to be done"


def made_before(
    store: Askable, text: str, *, but: str | None = None, nearest: int = 0, where_found_under: int | None = None
) -> MadeBefore:
    """What in `store` is like `text`; `but` is the recommendation it is taken from: its own review is left out.

    `nearest`: so many more that are not judged alike; with `where_found_under` only where fewer than that are.

    Raises:
        QueryError: the text is empty.
    """
    if not text.strip():
        raise QueryError("the text is empty. Give the words of a recommendation.")
    texts = read_texts(store)
    own = next((one.review for one in texts if one.id == but), None)
    others = [one for one in texts if one.id != but and (own is None or one.review != own)]
    made = index(others)
    found = made.like(text)
    few = where_found_under is None or len(found) < where_found_under
    near = made.nearest(text, nearest if few else 0)
    known = read_earlier(store, (likeness.id for likeness in (*found, *near)))
    return MadeBefore(
        tuple((likeness, known[likeness.id]) for likeness in found),
        len(others),
        len({one.review for one in others}),
        bool(index([Text("", text)]).terms[0].points),
        tuple((likeness, known[likeness.id]) for likeness in near),
    )


def words_of(store: Askable, recommendation: str) -> str:
    """The words of a recommendation.

    Raises:
        QueryError: the store gives none.
    """
    for one in read_texts(store):
        if one.id == recommendation:
            return one.text
    raise QueryError(f"the graph holds no words for {curie(Iri(recommendation))}, so nothing can be compared with it.")


def terms(shared: Sequence[Shared]) -> str:
    """The shared terms as people read them, each with its part of the score; both forms where the texts differ.

    Example:
        >>> terms([Shared("CPD", "training", 0.25), Shared("Police", "police", 0.1)])
        'CPD = training 0.25; Police 0.1'
    """
    return "; ".join(
        f"{one.words if one.words.casefold() == one.other.casefold() else f'{one.words} = {one.other}'} {one.part:g}"
        for one in shared
    )


def _row(likeness: Likeness, earlier: Earlier) -> tuple[Value, ...]:
    return (
        *(Iri(earlier.id), likeness.strength, exact(likeness.score), terms(likeness.shared)),
        *(earlier.review_label, earlier.published, earlier.partnership_label),
        *("; ".join(earlier.addressees), "; ".join(earlier.themes), earlier.says_made_before),
        *came_of(earlier),
        earlier.text,
    )


def came_of(earlier: Earlier) -> tuple[str, str, str]:
    """Status, target and completion of the actions that answer it, in the same order in each."""
    actions = earlier.actions
    return (
        "; ".join(action.status for action in actions) or _NOTHING,
        "; ".join(action.target or "not stated" for action in actions),
        "; ".join(action.completion or "not stated" for action in actions),
    )


def exact(score: float) -> Decimal:
    """A score as three digits after the point."""
    return Decimal(f"{score:.3f}")


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
